#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

for ra in radvd dnsmasq; do
	lab_start --ra "$ra" --flood flood
	boot_by_name -t 240 "$howto"
	reports addresses 'inet6 2001:db8:f0'
	verdict "1000 router advertisements a second beside those of $ra"

	lab_start --ra "$ra" --flood flood --dhcp6 dnsmasq
	boot_by_name -t 240 "$howto"
	reports addresses 'inet6 2001:db8:f0'
	verdict "the same, with $ra, and DHCPv6"
done

finish
