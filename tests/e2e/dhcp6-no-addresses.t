#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# The status is one of the message with dnsmasq, and one of the IA with Kea.
for server in dnsmasq kea; do
	if ! has "$server"; then
		skip "$lacks" "NoAddrsAvail by $server"
		continue
	fi
	lab_start --dhcp6 "$server" --dhcp6-pool none
	vm_start -t 120 "$howto quiet nfsroot=server.lab.example:/nfsroot"
	console_wait 30 "$msg_no_addresses"
	lab_do change --dhcp6-pool 2001:db8:1::d:100-2001:db8:1::d:1ff
	lab_do server stop dhcp6
	lab_do server start dhcp6
	vm_end
	says_by 12 "$msg_no_addresses"
	root_is server.lab.example:/nfsroot addr=2001:db8:2::2
	reports addresses 'inet6 2001:db8:1::d:'
	verdict "NoAddrsAvail by $server: the console says so, and the boot goes on when addresses come"
done

lab_start --ra-flags moa --fake6 noaddrs
boot_by_name "$howto"
reports addresses 'inet6 2001:db8:1:0?:.*/64 scope global'
verdict 'NoAddrsAvail, and a prefix for SLAAC: the boot goes on'

finish
