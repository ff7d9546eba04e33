#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start
boot "$howto nfsroot=alias.lab.example:/nfsroot"
root_is alias.lab.example:/nfsroot addr=2001:db8:2::2
verdict 'an alias of a name in another zone'

finish
