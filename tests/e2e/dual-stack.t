#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --ra none --dhcp4
boot -t 120 'ip=dhcp ip6=eth0 nfsroot=server.lab.example:/nfsroot'
root_is server.lab.example:/nfsroot addr=10.6.2.2
verdict 'ip=dhcp ip6=eth0 without router advertisements'

lab_start
boot_by_name -t 120 'ip=dhcp ip6=eth0'
verdict 'ip=dhcp ip6=eth0 without DHCPv4'

finish
