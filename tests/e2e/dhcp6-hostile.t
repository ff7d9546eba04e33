#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

for mode in forged malformed junk empty; do
	lab_start --rdnss none --fake6 "$mode"
	boot_by_name -t 90 "$howto"
	reports addresses 'inet6 2001:db8:1::d:1/128 '
	says_not '2001:db8:1::bad|2001:db8:bad:'
	reports_not ipconfig '[^[:print:][:space:]]'
	reports_not pnp '[^[:print:][:space:]]'
	verdict "the right DHCPv6 answer behind many of this kind: $mode"
done

lab_start --fake6 alone --dhcp6 dnsmasq
boot_by_name -t 90 "$howto"
says_not '2001:db8:1::bad|2001:db8:bad:'
verdict 'a forger beside a real DHCPv6 server'

finish
