#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# No router advertisements: all there is comes from the command line.
address=2001:db8:1::99 dns='[2001:db8:2::53]'
lab_start --ra none
static() {
	boot_by_name "$2"
	reports addresses "inet6 $address/64 scope global"
	reports routes6 '^default via (fe80::1|2001:db8:1::1) dev eth0'
	reports settings 'eth0/accept_ra=0$'
	reports settings 'eth0/autoconf=0$'
	reports pnp '^nameserver 2001:db8:2::53$'
	verdict "static: $1"
}

static 'link-local gateway' "ip6=[$address]::[fe80::1]:64:host:eth0:none:$dns"
reports hostname '^host$'
static 'global gateway, in ip=' "ip=[$address]::[2001:db8:1::1]:64:host:eth0:none:$dns"
static '/64 behind the address, nameserver=' \
	"ip6=[$address]/64::[fe80::1]::host:eth0:none nameserver=[2001:db8:2::53]"
static 'a mask, no method, no length twice' \
	"ip6=[$address]::[fe80::1]:[ffff:ffff:ffff:ffff::]::eth0 nameserver=2001:db8:2::53"

boot "ip6=[$address]:[2001:db8:2::2]:[fe80::1]:64::eth0:none nfsroot=/nfsroot"
root_is '[2001:db8:2::2]:/nfsroot' addr=2001:db8:2::2
verdict 'static: the server field, and a path alone in nfsroot='

lab_start --ra none --dns none --nfs-at onl
for device in eth0 ''; do
	boot "ip6=[$address]:[fe80::2]:[fe80::1]:64::$device:none nfsroot=/nfsroot"
	root_is '[fe80::2%eth0]:/nfsroot'
	reports root ',addr=fe80::2%(eth0|[0-9]+)[, ]'
	verdict "static: a link-local address in the server field, ${device:-no} device in its field"
done

# DAD is not optimistic for a static address.
lab_do exec onl ip address add "$address/64" dev eth0 nodad
boot_until "$msg_duplicate $address" -t 30 \
	"ip6=[$address]::[fe80::1]:64:host:eth0:none quiet nfsroot=[2001:db8:2::2]:/nfsroot"
says_by 12 "$msg_duplicate $address"
verdict 'static: somebody has the address: the console says so'

lab_start
boot_by_name 'ip6=[::1234]::::host:eth0:auto'
reports addresses 'inet6 2001:db8:1::1234/64 scope global'
reports hostname '^host$'
verdict 'an interface token'

finish
