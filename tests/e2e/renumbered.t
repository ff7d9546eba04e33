#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start
vm_start -t 150 "$howto quiet nfsroot=moved.lab.example:/nfsroot"
console_wait 30 "$msg_unreachable"
lab_do change --moved 2001:db8:2::2
lab_do server stop dns
lab_do server start dns
vm_end
root_is moved.lab.example:/nfsroot addr=2001:db8:2::2
verdict "a name's address changes between two rounds"

finish
