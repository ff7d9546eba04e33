#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"
# shellcheck source=tests/netboot/netboot.sh
. "$top/tests/netboot/netboot.sh"

# Two network devices, no disk, "qemu -boot n", IPv6 alone: the device's ROM is iPXE.
description='firmware, iPXE, kernel over HTTP, NFS root by name: IPv6 only, no initrd'
if can_netboot; then
	serve "$http" "$kernel" "$by_name" "$howto" "$ours"
	web_lab --dhcp6 dnsmasq --dhcp6-mode stateless --bootfile-ipxe "$url"
	capture 'ip or tcp or udp'
	netboot rom -n 2 -t 120
	root_is "$by_name" addr=2001:db8:2::2
	reports cmdline "^$howto nfsroot=$by_name "
	only_kernel_loaded
	# iPXE asks for DHCPv4 as well, and nobody answers it
	[ -z "$(captured 'ip and not src 0.0.0.0')" ] || problem 'IPv4 was used'
	[ -z "$(captured 'udp port 69')" ] || problem 'TFTP was used'
	verdict "$description"
else
	skip "$lacks" "$description"
fi

finish
