#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --dns none
boot "$howto nfsroot=[2001:db8:2::2]:/nfsroot"
root_is '[2001:db8:2::2]:/nfsroot' addr=2001:db8:2::2
verdict 'an IPv6 literal'

finish
