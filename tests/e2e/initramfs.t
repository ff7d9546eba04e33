#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --ra none --dns none --nfs none
boot -r "$top/build/initramfs.gz" 'ip6=eth0'
says_by 12 "$msg_no_ra"
says_by 35 'Run /init as init process'
reports root '^(none|rootfs) / (rootfs|tmpfs) '
verdict 'ip6= with an initramfs, no router: the boot goes on'

finish
