#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# The other answers at the same time, with an address of its own pool.
if has kea; then
	lab_start --dhcp6 kea --second6 kea
	boot_by_name "$howto"
	reports addresses 'inet6 2001:db8:1::e:'
	reports_not addresses 'inet6 2001:db8:1::d:'
	verdict 'two servers: the one with preference 255 wins'

	# Without the other, the first one's Advertise is taken at the end of the first time-out.
	lab_start --later dhcp6 --dhcp6 kea --second6 kea
	capture "$dhcp6_port"
	boot "$howto nfsroot=server.lab.example:/nfsroot"
	reports addresses 'inet6 2001:db8:1::e:'
	exchange_is solicit advertise request reply
	wait_ms=$(tcpdump -n -tt -r "$pcap" 2>/dev/null | awk '
		/dhcp6 advertise/ { at = $1 }
		/dhcp6 request/ { printf "%d", ($1 - at) * 1000 }')
	[ "${wait_ms:-9999}" -lt 500 ] || problem "DHCPv6: Request ${wait_ms:-not} ms after the Advertise"
	verdict 'preference 255: the Request goes out at once'
else
	for case in wins 'at once'; do
		skip "$lacks" "preference 255: $case"
	done
fi

finish
