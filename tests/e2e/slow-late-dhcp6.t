#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --rdnss none --dnssl none --dhcp6 dnsmasq --later dhcp6
vm_start -t 120 "$howto quiet nfsroot=server.lab.example:/nfsroot"
console_wait 30 "$msg_no_dhcp6"
sleep 15
lab_do server start dhcp6
vm_end
says_by 12 "$msg_no_dhcp6"
root_is server.lab.example:/nfsroot addr=2001:db8:2::2
verdict 'a DHCPv6 server that begins after 15 s'

finish
