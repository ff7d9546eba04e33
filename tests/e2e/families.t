#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# Both families are up; a name's addresses do not all answer.
lab_start --dhcp4
boot -t 120 'ip=dhcp ip6=eth0 nfsroot=half6.lab.example:/nfsroot'
root_is half6.lab.example:/nfsroot addr=10.6.2.2
verdict 'dead AAAAs and a live A'

boot -t 120 'ip=dhcp ip6=eth0 nfsroot=half4.lab.example:/nfsroot'
root_is half4.lab.example:/nfsroot addr=2001:db8:2::2
verdict 'a live AAAA and a dead A'

boot_by_name -t 120 'ip=dhcp ip6=eth0'
verdict 'both alive: IPv6'

boot -t 120 'ip=dhcp ip6=eth0 nfsroot=v4only.lab.example:/nfsroot'
root_is v4only.lab.example:/nfsroot addr=10.6.2.2
verdict 'a name with an A alone'

# Neither waits for the other's time-outs: IPv4 alone would be there in a second or two.
lab_start --ra none --dhcp4
boot -t 120 'ip=dhcp ip6=eth0 nfsroot=10.6.2.2:/nfsroot'
root_is 10.6.2.2:/nfsroot addr=10.6.2.2
says_by 15 'VFS: Mounted root'
verdict 'an IPv4 literal does not wait for router advertisements'

lab_start
boot -t 120 'ip=dhcp ip6=eth0 nfsroot=[2001:db8:2::2]:/nfsroot'
root_is '[2001:db8:2::2]:/nfsroot' addr=2001:db8:2::2
says_by 15 'VFS: Mounted root'
verdict 'an IPv6 literal does not wait for DHCPv4'

finish
