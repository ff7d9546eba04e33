#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --router-lifetime 0 --dns none --nfs-at onl
boot "$howto nfsroot=[2001:db8:1::2]:/nfsroot"
root_is '[2001:db8:1::2]:/nfsroot' addr=2001:db8:1::2
reports_not routes6 '^default '
verdict 'router lifetime 0, and the root on the link'

for dead in drops silent; do
	lab_start --dead "$dead"
	boot_by_name -t 120 "$howto"
	reports routes6 '^default via fe80::dead '
	verdict "one more router, a dead one: $dead"
done

# One that answers neighbour solicitations but forwards nothing is beyond what a host can see (RFC 4861 7.3).
lab_start --dead silent --later ra --dns none
vm_start -t 120 "$howto nfsroot=[2001:db8:2::2]:/nfsroot"
console_wait 30 "$msg_complete"
sleep 5
lab_do server start ra
vm_end
says 'IP6-Config: .*router=fe80::dead'
root_is '[2001:db8:2::2]:/nfsroot' addr=2001:db8:2::2
verdict 'the dead one comes first: silent'

finish
