#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# Who asks for what: flags in the RA, DNS in it or not.
lab_start --ra-flags m --dhcp6 dnsmasq
boot_by_name "$howto"
reports addresses 'inet6 2001:db8:1::d:[0-9a-f]+/128 '
reports_not addresses 'inet6 2001:db8:1:.*/64 scope global'
verdict 'M=1, A=0: the lease alone'

lab_start --ra-flags ma --dhcp6 dnsmasq
boot "$howto nfsroot=server.lab.example:/nfsroot nfsroot6.wait=3"
root_is server.lab.example:/nfsroot addr=2001:db8:2::2
reports addresses 'inet6 2001:db8:1:0?:.*/64 scope global'
verdict 'M=1, A=1'

# information FLAGS DESCRIPTION
information() {
	lab_start --ra-flags "$1" --rdnss none --dnssl none --dhcp6 dnsmasq --dhcp6-mode stateless
	capture "$dhcp6_port"
	boot_by_name "$howto"
	exchange_is inf-req reply
	verdict "$2: an Information-request"
}

information oa 'O=1'
information a 'an RA without flags and without DNS'

lab_start --ra-flags a --dhcp6 dnsmasq
capture "$dhcp6_port"
boot_by_name "$howto"
exchange_is
verdict 'an RA without flags, with DNS: no DHCPv6'

lab_start --ra-flags oa
boot_by_name "$howto"
says_by 15 "$msg_complete"
verdict 'O=1, DNS in the RA, and no DHCPv6 server'

finish
