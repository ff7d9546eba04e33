#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --later nfs
vm_start -t 480 "$howto rootwait nfsroot=server.lab.example:/nfsroot"
console_wait 30 "$msg_refused"
sleep 240
lab_do server start nfs
vm_end
root_is server.lab.example:/nfsroot addr=2001:db8:2::2
verdict 'rootwait: a server that begins after four minutes'

finish
