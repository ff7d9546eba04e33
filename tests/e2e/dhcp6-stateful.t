#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# Who may read what.
show_lease() {
	cat >"$top/build/lab/$lab/root/test/lease" <<-'INIT'
		#!/bin/sh
		ls -l /proc/net/ipconfig/
		su nobody -c 'cat /proc/net/ipconfig/ip6_lease' || echo LEASE-HIDDEN
	INIT
	chmod 755 "$top/build/lab/$lab/root/test/lease"
	echo nobody:x:65534:65534::/:/bin/sh >>"$top/build/lab/$lab/root/etc/passwd"
}

uuid=12345678-9abc-def0-0123-456789abcdef
if has kea; then
	lab_start --rdnss none --dnssl none --dhcp6 kea --dhcp6-life 1234,2345
	show_lease
	capture "$dhcp6_port"
	todo=/test/lease
	boot -d "$uuid" "$howto nfsroot=server.lab.example:/nfsroot"
	todo=''
	root_is server.lab.example:/nfsroot addr=2001:db8:2::2
	says "$msg_lease"
	exchange_is solicit advertise request reply
	message_has solicit '000100120004(12345678|78563412)' "the machine's UUID"
	reports addresses 'inet6 2001:db8:1::d:[0-9a-f]+/128 '
	reports addresses 'valid_lft forever preferred_lft 12[0-9][0-9]sec'
	reports pnp '^nameserver 2001:db8:2::53$'
	reports routes6 '^default via fe80::1 dev eth0'
	proc_has ip6_method dhcp
	proc_has ip6_device eth0
	proc_has ip6_address '2001:db8:1::d:'
	proc_has ip6_router fe80::1
	proc_has ip6_nameservers 2001:db8:2::53
	says '^-r--------.* ip6_lease'
	says '^-r--r--r--.* ip6_method'
	says '^LEASE-HIDDEN'
	verdict 'stateful: M=1, address and DNS by DHCPv6, lifetimes, DUID of the UUID'
else
	skip "$lacks" stateful
fi

lab_start --ra dnsmasq --dhcp6 dnsmasq
capture "$dhcp6_port"
boot_by_name "$howto"
says "$msg_lease"
exchange_is solicit reply
verdict 'rapid commit: two messages'

lab_start --ra-flags a --dhcp6 dnsmasq
for method in ip6=eth0:dhcp ip=eth0:dhcp6; do
	boot_by_name "$method"
	says "$msg_lease"
	reports addresses 'inet6 2001:db8:1::d:'
	verdict "$method, and the RA has no flags"
done

finish
