# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# What the lab's web server serves. Needs ROOT.

# serve DIR KERNEL NFSROOT NETWORK OPTIONS: puts boot.ipxe, with these values, and the kernel into DIR.
serve() {
	mkdir -p "$1"
	cp "$2" "$1/kernel"
	sed -e "s|^set nfsroot .*|set nfsroot $3|" -e "s|^set network .*|set network $4|" \
		-e "s|^set options .*|set options $5|" "$ROOT/scripts/boot.ipxe" >"$1/boot.ipxe"
}
