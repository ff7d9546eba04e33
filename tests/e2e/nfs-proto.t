#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --dhcp4
for netid in proto=tcp6 tcp6 vers=4.1,tcp6,hard; do
	boot "$howto nfsroot=server.lab.example:/nfsroot,$netid"
	root_is server.lab.example:/nfsroot proto=tcp6 addr=2001:db8:2::2
	verdict "$netid"
done

boot "ip=dhcp ip6=eth0 nfsroot=server.lab.example:/nfsroot,proto=tcp"
root_is server.lab.example:/nfsroot proto=tcp addr=10.6.2.2
verdict 'proto=tcp and a name: IPv4'

vm_start "$howto quiet nfsroot=[2001:db8:2::2]:/nfsroot,proto=tcp"
vm_end 1
says_once "$msg_bad_nfsroot\"[^\"]*tcp[^\"]*\""
verdict 'proto=tcp and an IPv6 literal: one clear error'

finish
