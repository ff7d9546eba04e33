#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# Kea gives the pool's first address first: that of the on-link host.
first=2001:db8:1::d:100
if has kea; then
	lab_start --dhcp6 kea --dhcp6-pool "$first-2001:db8:1::d:101" --dhcp6-ntp 2001:db8:2::56
	lab_do exec onl ip address add "$first/64" dev eth0 nodad
	capture "$dhcp6_port"
	boot_by_name -t 90 "$howto quiet"
	says_by 12 "$msg_duplicate $first"
	exchange_has decline
	reports addresses 'inet6 2001:db8:1::d:101/128 '
	reports_not addresses "inet6 $first/"
	times=$(section "$console" ipconfig | grep -c 2001:db8:2::56 || :)
	[ "$times" = 1 ] || problem "the NTP server is there $times times"
	verdict 'somebody has the address of our lease: Decline, and another one'
else
	skip "$lacks" 'somebody has the address of our lease'
fi

finish
