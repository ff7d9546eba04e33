#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --ra none --dhcp4
boot 'ip=dhcp nfsroot=10.6.2.2:/nfsroot'
root_is 10.6.2.2:/nfsroot vers=3 rsize=4096 wsize=4096 addr=10.6.2.2
verdict 'DHCPv4 and a literal, as ever'

boot 'ip=dhcp nfsroot=name'
root_is 10.6.2.2:/tftpboot/name addr=10.6.2.2
verdict 'nfsroot=name is a path below /tftpboot, as ever'

# The kernel of check-all with the options off knows no host names.
if ! grep -qs '^# CONFIG_IP_PNP_DNS is not set' "$(dirname "$kernel")/obj/.config"; then
	boot 'ip=dhcp nfsroot=v4only.lab.example:/nfsroot'
	root_is v4only.lab.example:/nfsroot addr=10.6.2.2
	verdict 'IPv4 alone, by host name'
fi

finish
