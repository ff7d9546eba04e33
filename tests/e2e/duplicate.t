#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# The on-link host owns the address that the VM is about to form from its MAC.
own() {
	lab_do exec onl ip address "$1" "$2/64" dev eth0 nodad
}

for prefix in fe80: 2001:db8:1:0; do
	mac=$(random_mac)
	address=$prefix:$(eui64 "$mac")
	[ "$prefix" = fe80: ] && kind=link-local || kind=global
	lab_start
	own add "$address"
	vm_start -t 120 -m "$mac" "$howto quiet nfsroot=server.lab.example:/nfsroot"
	console_wait 30 "$msg_duplicate $address"
	own del "$address"
	vm_end
	says_by 12 "$msg_duplicate $address"
	root_is server.lab.example:/nfsroot addr=2001:db8:2::2
	verdict "somebody has our $kind address, and gives it up"
done

mac=$(random_mac)
address=2001:db8:1:0:$(eui64 "$mac")
lab_start --prefix 2001:db8:1::/64,2001:db8:11::/64
own add "$address"
boot -m "$mac" "$howto quiet nfsroot=server.lab.example:/nfsroot"
says_by 12 "$msg_duplicate $address"
root_is server.lab.example:/nfsroot addr=2001:db8:2::2
reports addresses 'inet6 2001:db8:11:.* scope global'
verdict 'somebody has our global address: the next prefix serves'

finish
