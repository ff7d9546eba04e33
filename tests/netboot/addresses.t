#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# iPXE and the kernel after it: the same identity towards DHCPv6, the same address.
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"
# shellcheck source=tests/netboot/netboot.sh
. "$top/tests/netboot/netboot.sh"

can_netboot || { skip "$lacks" 'iPXE and kernel have the same address and DUID'; finish; exit 0; }

# The script as it is; or only what names the root, so that the kernel has to find out the rest by itself.
passed() {
	serve "$http" "$kernel" "$by_name" ip6=auto "$ours"
	[ "$1" = all ] || sed -i '/ip6duid=/d; /nameserver=/d; s/ BOOTIF=.*//' "$http/boot.ipxe"
}

boot_and_compare() {
	capture "$dhcp6_port"
	netboot bios -t 120
	root_is "$by_name" addr=2001:db8:2::2
	only_kernel_loaded
	reports addresses "inet6 $(ipxe_address)/"
}

same_duid() {
	got=$(client_ids | paste -sd ' ' -)
	[ "$got" = "0004$(echo "$uuid" | tr -d -)" ] || problem "DUIDs on the wire: $got, the machine is $uuid"
}

same_lease() {
	same_duid
	[ "$(kernel_lease address)" = "$(ipxe_address)" ] ||
		problem "iPXE had $(ipxe_address), the kernel has $(kernel_lease address)"
}

passed all
web_lab
boot_and_compare
verdict 'SLAAC: the same address'

# The kernel learns its device by itself, and takes no such parameter without it
web_lab --rdnss fe80::53 --dns-at onl
boot_and_compare
reports_not cmdline 'nameserver='
verdict 'SLAAC and a link-local name server: not passed, and found'

web_lab --dhcp6 dnsmasq --dhcp6-mode stateless --bootfile-ipxe "$url"
boot_and_compare
same_duid
verdict 'SLAAC and stateless DHCPv6: the same address and DUID'

for server in dnsmasq kea; do
	for what in all root; do
		passed "$what"
		# A new lab: the server has forgotten the last lease.
		web_lab --dhcp6 "$server" --bootfile-ipxe "$url"
		boot_and_compare
		same_lease
		verdict "DHCPv6 by $server, iPXE passes $what: the same lease and DUID"
	done
done

# Some machines have no UUID to speak of: iPXE takes it as it is, and the kernel would not.
uuid=00000000-0000-0000-0000-000000000000
passed all
web_lab --dhcp6 kea --ra-flags moa --bootfile-ipxe "$url"
boot_and_compare
same_lease
verdict 'a machine without UUID: the same lease and DUID'

finish
