#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Two network devices; the second one has the boot servers, the first a router and nothing else.
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"
# shellcheck source=tests/netboot/netboot.sh
. "$top/tests/netboot/netboot.sh"

can_netboot || { skip "$lacks" 'the device that iPXE came over is the one that the kernel takes'; finish; exit 0; }

serve "$http" "$kernel" "$by_name" ip6=auto "$ours"
web_lab --link2 --dhcp6 dnsmasq --ra-flags moa --bootfile-ipxe "$url"
for kind in bios rom; do
	first=$(random_mac) second=$(random_mac)
	netboot "$kind" -n 2 -b 2,1 -m "$first,$second" -t 180
	root_is "$by_name" addr=2001:db8:2::2
	only_kernel_loaded
	reports cmdline " BOOTIF=01-$(echo "$second" | tr : -) "
	says 'IP6-Config: .*device=eth1'
	reports_not addresses 'inet6 2001:db8:3:'
	verdict "$kind: the device that iPXE came over is the one that the kernel takes"
done

# Both on the same link; iPXE is told to begin with the second.
description="bios: two devices on the same link: the one that iPXE came over"
if [ "${IPXE:-}" ]; then
	skip "the script is built into that iPXE" "$description"
else
	web_lab --dhcp6 dnsmasq --ra-flags moa --bootfile-ipxe "$url"
	first=$(random_mac) second=$(random_mac)
	sed 's/^set number:int32 0/set number:int32 1/' "$top/scripts/ipxe.d/start.ipxe" >"$out/start.ipxe"
	netboot bios -n 2 -m "$first,$second" -t 180 -r "$out/start.ipxe"
	root_is "$by_name" addr=2001:db8:2::2
	only_kernel_loaded
	reports cmdline " BOOTIF=01-$(echo "$second" | tr : -) "
	says "IP6-Config: .*device=eth1"
	reports_not addresses "2001:db8:1:.*:$(eui64 "$first")/"
	[ "$(kernel_lease address)" = "$(ipxe_address)" ] ||
		problem "iPXE had $(ipxe_address), the kernel has $(kernel_lease address)"
	verdict "$description"
fi

finish
