#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --rdnss none --dnssl none --dhcp6 kea --dhcp6-mode stateless --dhcp6-sntp 2001:db8:2::123
if has kea; then
	capture "$dhcp6_port"
	boot "$howto nfsroot=server:/nfsroot"
	root_is server:/nfsroot addr=2001:db8:2::2
	exchange_is inf-req reply
	reports pnp '^nameserver 2001:db8:2::53$'
	reports pnp '^search lab\.example$'
	reports addresses 'inet6 2001:db8:1:0?:.*/64 scope global'
	proc_has ip6_nameservers 2001:db8:2::53
	proc_has ip6_search 'lab\.example'
	proc_has ip6_ntp_servers 2001:db8:2::123
	verdict 'stateless: O=1, no DNS in the RA, a short name'
else
	skip "$lacks" stateless
fi

finish
