#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --later nfs
vm_start -t 150 "$howto quiet nfsroot=server.lab.example:/nfsroot"
console_wait 30 "$msg_refused"
sleep 15
lab_do server start nfs
vm_end
says_by 12 "$msg_refused"
root_is server.lab.example:/nfsroot addr=2001:db8:2::2
verdict 'an NFS server that begins after 15 s'

finish
