# SPDX-License-Identifier: GPL-2.0-only
# The front door. `make` alone prints what there is; the work is done by scripts/.

TREE ?= 6.12
ARCH ?= x86_64
BATCH ?=
KDIR ?=
LAB ?= dev
ARGS ?=

export TREE ARCH BATCH

# TREE as the user gave it, for the scripts that choose it themselves otherwise
tree_given := $(if $(filter command environment,$(firstword $(origin TREE))),$(TREE))
# the tree of the kernel that gets booted: with KDIR it is that kernel's version
boot_tree = $(if $(KDIR),$(or $(tree_given),$(shell awk -F ' *= *' '/^VERSION =/ { v = $$2 } \
	/^PATCHLEVEL =/ { print v "." $$2; exit }' '$(KDIR)/Makefile' 2>/dev/null)),$(TREE))

.PHONY: help
help:
	@printf '%s\n' \
	'nfsroot6: Linux boots from an NFS root over IPv6 only, by host name, with no initrd' \
	'' \
	'  make boot          build everything needed and boot a VM from an IPv6-only NFS root' \
	'  make check         all tests but the slow ones' \
	'  make check-all     all tests' \
	'  make check-netboot all variants of make netboot' \
	'  make check-systemd Debian 12 and 13 with their network managers and the companion (an hour)' \
	'' \
	'  make netboot       the whole chain: firmware, iPXE, kernel by HTTP, NFS root (FIRMWARE=bios, rom, uefi)' \
	'  make ipxe          build iPXE for it from IPXE_SRC=…; make netboot IPXE=build/ipxe takes that' \
	'' \
	'  make kernel        build the kernel: build/TREE/ARCH/kernel' \
	'  make kernel KDIR=… patch and build a kernel tree of your own' \
	'  make patch KDIR=…  only patch it' \
	'  make rootfs        the small root file system of the VM' \
	'  make userspace     the companion: build/userspace/nfsroot6 (STATIC=1: no shared libraries)' \
	'  make install       install it (DESTDIR=, prefix=/usr/local); make uninstall' \
	'  make deb           a Debian package of it, in build/deb/' \
	'  make deps          install the Debian packages for all of this (as root)' \
	'' \
	'  make lab           start the lab and leave it running (LAB=name)' \
	'  make lab-show      what runs' \
	'  make lab-stop      stop it' \
	'' \
	'  make tree          build/linux-TREE: a git repository with the series as commits' \
	'  make export        write its commits to patches/TREE/' \
	'  make review        build each patch, options on and off; checkpatch, sparse, W=1' \
	'  make bench         boot times and sizes' \
	'' \
	'  make clean         remove the kernels and objects, keep sources and trees' \
	'' \
	'Variables: TREE=6.12 (or 7.3)  ARCH=x86_64  BATCH=1 (boot: report and end, no shell)' \
	'           KDIR=<kernel source>  JOBS=<jobs>  ARGS=<options for the script behind it>' \
	'All that is downloaded or built is in build/. Each script in scripts/ has -h.'

.PHONY: boot
boot: rootfs kernel
	@scripts/deps lab
	@scripts/boot -t $(boot_tree) $(ARGS)

.PHONY: check check-all
check:
	@scripts/check $(ARGS)
check-all:
	@scripts/check -a $(ARGS)

.PHONY: netboot netboot-options ipxe check-netboot kernel-efi
FIRMWARE ?= bios
IPXE ?=
IPXE_SRC ?=
export FIRMWARE IPXE IPXE_SRC
netboot: netboot-options rootfs $(if $(filter uefi,$(FIRMWARE)),kernel-efi,kernel)
	@scripts/deps lab netboot
	@scripts/netboot -t $(boot_tree) $(ARGS)
# before a kernel is built for nothing
netboot-options:
	@[ -z '$(KDIR)' ] || [ '$(boot_tree)' ] || \
		{ echo "make netboot: KDIR: '$(KDIR)' is no kernel tree" >&2; exit 2; }
	@scripts/netboot -n -t '$(boot_tree)' $(ARGS)
ipxe:
	@[ -z '$(IPXE_SRC)$(ARGS)' ] || scripts/deps ipxe
	@scripts/ipxe $(ARGS)
ifeq ($(KDIR),)
kernel-efi: tree
	@scripts/kernel -t $(TREE) -o efi -f kconfig/efi.config
else
kernel-efi: patch
	@scripts/kernel -k '$(KDIR)' -o efi $(if $(tree_given),-t '$(tree_given)') -f kconfig/efi.config
endif
check-netboot: rootfs kernel kernel-efi
	@scripts/deps lab netboot
	@tests/netboot/run -t $(boot_tree) $(ARGS)

.PHONY: check-systemd
check-systemd: tree rootfs
	@scripts/deps lab userspace systemd nfsd
	@scripts/kernel -t $(TREE) -o systemd -f kconfig/systemd.config
	@$(if $(filter 6.12,$(TREE)),scripts/kernel -t 6.12 -o nfsd -f kconfig/nfsd.config,:)
	@tests/systemd/run -t $(TREE) $(ARGS)

.PHONY: deps
deps:
	@scripts/deps build lab check userspace netboot ipxe nfsd systemd deb fuzz

.PHONY: source tree
source:
	@scripts/deps build
	@scripts/source $(TREE)
tree: source
	@scripts/tree $(TREE)

.PHONY: kernel patch
ifeq ($(KDIR),)
kernel: tree
	@scripts/kernel -t $(TREE) -a $(ARCH) $(ARGS_KERNEL)
patch:
	@echo 'make patch: give the kernel tree: make patch KDIR=…' >&2; exit 2
else
kernel: patch
	@scripts/kernel -k '$(KDIR)' -a $(ARCH) $(if $(tree_given),-t '$(tree_given)') $(ARGS_KERNEL)
patch:
	@scripts/deps build
	@scripts/patch -k '$(KDIR)' $(if $(tree_given),-t '$(tree_given)')
endif

.PHONY: rootfs
rootfs:
	@scripts/deps lab
	@scripts/rootfs

.PHONY: lab lab-show lab-stop
lab: rootfs
	@scripts/lab start '$(LAB)' $(ARGS)
lab-show:
	@scripts/lab show
lab-stop:
	@scripts/lab stop '$(LAB)'

.PHONY: userspace install uninstall deb
STATIC ?=
LIBMNL_SRC ?=
DESTDIR ?=
userspace install uninstall:
	@scripts/deps userspace
	@src='$(abspath $(LIBMNL_SRC))'; \
	dest='$(DESTDIR)'; \
	case $$dest in '' | /*) ;; *) dest=$$PWD/$$dest ;; esac; \
	if [ '$(STATIC)' ] && [ ! "$$src" ]; then src=$$(scripts/libmnl) || exit; fi; \
	$(MAKE) -C userspace STATIC='$(STATIC)' LIBMNL_SRC="$$src" DESTDIR="$$dest" $(filter-out userspace,$@)
deb:
	@scripts/deps userspace deb
	@scripts/deb

.PHONY: export review bench
export:
	@scripts/export $(TREE)
review: tree
	@scripts/deps check
	@scripts/review -t $(TREE) $(ARGS)
ifeq ($(KDIR),)
bench: rootfs kernel
	@scripts/deps lab
	@scripts/bench -t $(TREE) $(ARGS)
else
bench:
	@echo 'make bench: KDIR: only build/linux-TREE is measured' >&2; exit 2
endif

.PHONY: clean
clean:
	rm -rf build/6.* build/7.* build/review build/rootfs build/initramfs.gz build/userspace* build/deb

.NOTPARALLEL:
