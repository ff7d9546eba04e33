#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --dns dnsmasq
vm_start -t 120 "$howto quiet nfsroot=late.lab.example:/nfsroot"
console_wait 30 "$msg_nxdomain"
sleep 15
echo '2001:db8:2::2 late.lab.example' >"$top/build/lab/$lab/names/late"
vm_end
says_by 12 "$msg_nxdomain.*2001:db8:2::53"
says "late\.lab\.example.*NXDOMAIN"
root_is late.lab.example:/nfsroot addr=2001:db8:2::2
verdict 'a name that appears after 15 s'

finish
