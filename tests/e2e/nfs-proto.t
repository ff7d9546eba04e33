#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --dhcp4
boot "$howto nfsroot=server.lab.example:/nfsroot,proto=tcp6"
root_is server.lab.example:/nfsroot proto=tcp6 addr=2001:db8:2::2
verdict 'proto=tcp6'

boot "ip=dhcp ip6=eth0 nfsroot=server.lab.example:/nfsroot,proto=tcp"
root_is server.lab.example:/nfsroot proto=tcp addr=10.6.2.2
verdict 'proto=tcp and a name: IPv4'

boot_until "$msg_proto_family" "$howto quiet nfsroot=[2001:db8:2::2]:/nfsroot,proto=tcp"
verdict 'proto=tcp and an IPv6 literal: an error that says so'

finish
