#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# Kea gives the pool's first address first: that of the on-link host.
first=2001:db8:1::d:100
if has kea; then
	lab_start --dhcp6 kea --dhcp6-pool "$first-2001:db8:1::d:101"
	lab_do exec onl ip address add "$first/64" dev eth0 nodad
	capture "$dhcp6_port"
	boot -t 90 "$howto quiet nfsroot=server.lab.example:/nfsroot"
	root_is server.lab.example:/nfsroot addr=2001:db8:2::2
	says_by 12 "$msg_duplicate $first"
	exchange_has decline
	reports addresses 'inet6 2001:db8:1::d:101/128 '
	reports_not addresses "inet6 $first/"
	verdict 'somebody has the address of our lease: Decline, and another one'
else
	skip "$lacks" 'somebody has the address of our lease'
fi

finish
