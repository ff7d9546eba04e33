#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --later nfs
vm_start -t 240 "$howto panic=5 nfsroot=server.lab.example:/nfsroot"
vm_end 1
says "$msg_refused"
says "$msg_panic"
says 'Rebooting in 5 seconds'
verdict 'no server and no rootwait: panic=5 reboots'

finish
