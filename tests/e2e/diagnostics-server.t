#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start
# said MESSAGE DESCRIPTION NFSROOT
said() {
	boot_until "$1" -t 60 "$howto quiet nfsroot=$3"
	says_by 12 "$1"
	verdict "$2: the console says so"
}

said "$msg_unreachable" 'a server that is not there' dead.lab.example:/nfsroot
said "$msg_refused" 'a server without NFS' '[2001:db8:2::1]:/nfsroot'
said "$msg_no_export" 'no such export' server.lab.example:/nowhere,vers=4.1
said "$msg_denied" 'an export that is denied' server.lab.example:/denied

finish
