#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --prefix none --dns none --nfs none
boot_until "$msg_no_prefix" -t 30 "$howto quiet nfsroot=[2001:db8:2::2]:/nfsroot"
says_by 12 "$msg_no_prefix"
verdict 'an RA without a prefix: the console says so'

lab_start --rdnss none --dnssl none --dns none --nfs none
boot_until "$msg_no_name_server" -t 30 "$howto quiet nfsroot=server.lab.example:/nfsroot"
says_by 12 "$msg_no_name_server"
verdict 'no name server: the console says so'

finish
