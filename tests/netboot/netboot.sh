# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154,SC2034 # top, kernel, lab, out, howto and the like come from tests/lib/e2e.sh
# For cases that boot over the network: a VM with its firmware only, and what the web server was asked for.

ROOT=$top
# shellcheck source=scripts/ipxe.d/serve.sh
. "$top/scripts/ipxe.d/serve.sh"
ipxe=${IPXE:-/usr/lib/ipxe}
http=$out/http
access=$top/build/lab/$lab/http.access
url=http://boot.lab.example/boot.ipxe
by_name=server.lab.example:/nfsroot
uuid=$(cat /proc/sys/kernel/random/uuid)
ours='console=ttyS0 panic=-1 no_timer_check nfsroot6.do=poweroff'

# can_netboot [uefi]: this machine has what it takes; otherwise $lacks says what not.
can_netboot() {
	has nginx || return 1
	lacks=''
	for file in "$ipxe/ipxe.lkrn" ${1:+"$ipxe/ipxe.efi" /usr/share/OVMF/OVMF_CODE_4M.fd "$efi_kernel"}; do
		[ -e "$file" ] || lacks="no $file here"
	done
	[ -z "$lacks" ]
}

# For UEFI: a kernel with an EFI stub.
efi_kernel=${EFI_KERNEL:-$top/build/$tree/x86_64-efi/kernel}

# web_lab [option…]: a lab with a web server that serves $http.
web_lab() {
	lab_start --http nginx --http-root "$http" "$@"
}

# uefi_lab [option…]: the same for UEFI's PXE, which loads ipxe.efi by TFTP.
uefi_lab() {
	mkdir -p "$out/tftp"
	cp "$ipxe/ipxe.efi" "$out/tftp/"
	web_lab --bootfile-ipxe "$url" --bootfile-efi 'tftp://[2001:db8:2::80]/ipxe.efi' \
		--tftp dnsmasq --tftp-root "$out/tftp" "$@"
}

# netboot_start bios|rom|uefi [option of scripts/vm…]: boots in the background.
netboot_start() {
	case $1 in
	bios)
		shift
		# Debian's has neither the script nor a serial console; those of scripts/ipxe have both.
		if [ "${IPXE:-}" ]; then set -- -s "$@"; else set -- -r "$top/scripts/ipxe.d/start.ipxe" "$@"; fi
		set -- -f bios -k "$ipxe/ipxe.lkrn" "$@"
		;;
	rom) shift && set -- -f bios "$@" ;;
	uefi) shift && set -- -f uefi "$@" ;;
	esac
	boots=$((boots + 1))
	console=$out/console.$boots
	: >"$console"
	rm -f "$access.old"
	[ ! -e "$access" ] || cp "$access" "$access.old"
	"$top/scripts/vm" -l "$lab" -o "$console" -d "$uuid" "$@" &
	vm=$!
	vms="$vms $vm"
}

# netboot_end: waits for the VM. Its last line may be a prompt, with no end.
netboot_end() {
	vm_end
	echo >>"$console"
}

# netboot …: both.
netboot() {
	netboot_start "$@"
	netboot_end
}

# requests: what the web server was asked for since the VM was started: status, bytes, client, path.
requests() {
	skip=0
	[ ! -e "$access.old" ] || skip=$(wc -l <"$access.old")
	tail -n "+$((skip + 1))" "$access" 2>/dev/null | awk '{ print $3, $4, $5, $7 }'
}

# only_kernel_loaded: iPXE's script and the kernel, whole and once each, and nothing else; no initrd.
only_kernel_loaded() {
	size=$(wc -c <"$http/kernel")
	got=$(requests | awk '{ print $1, $4 }' | paste -sd ' ' -)
	[ "$got" = '200 /boot.ipxe 200 /kernel' ] || problem "web server: $got"
	requests | grep -q " $size .*/kernel$" || problem "web server: not $size bytes of the kernel"
	says_not 'RAMDISK|rootfs image|[Ff]reeing initrd'
	reports_not cmdline 'initrd'
}

# From here on: what iPXE and the kernel each took for themselves.

ipxe_address() {
	requests | awk 'NR == 1 { print $3 }'
}

# kernel_lease FIELD: of /proc/net/ipconfig/ip6_lease: duid, iaid or address.
kernel_lease() {
	section "$console" ipconfig | sed 's/^[^ ]*ip6_lease=//' | awk -v field="$1" '$1 == field { print $2 }'
}

# client_ids: the different client DUIDs (of 18 bytes) in the captured messages to the DHCPv6 server.
client_ids() {
	captured -x 'udp dst port 547' | awk '
		/^\t0x/ { sub(/^.*: */, ""); gsub(/ /, ""); message = message $0; next }
		{ print message; message = "" }
		END { print message }' | grep -oE '00010012[0-9a-f]{36}' | cut -c9- | sort -u
}
