#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

literal='nfsroot=[2001:db8:2::2]:/nfsroot'
lab_start --dns none

boot_until "$msg_no_device" -t 30 -n 0 "ip6=eth0 quiet $literal"
says_by 12 "$msg_no_device"
verdict 'no network device: the console says so'

vm_start -c "ip6=eth0 quiet $literal"
console_wait 30 "$msg_no_carrier"
echo 'set_link n0 on' >"$console.monitor"
vm_end
says_by 12 "$msg_no_carrier"
root_is '[2001:db8:2::2]:/nfsroot'
verdict 'no carrier: the console says so, and the boot goes on when it comes'

boot_until "$msg_ipv6_off" -t 30 "ip6=eth0 quiet ipv6.disable=1 $literal"
says_by 12 "$msg_ipv6_off"
verdict 'ipv6.disable=1: the console says so'

finish
