#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

for mode in spoof malformed; do
	lab_start --rdnss 2001:db8:2::54 --fake "$mode"
	boot_by_name "$howto"
	says_not 2001:db8:bad::1
	verdict "the right DNS answer behind many of this kind: $mode"
done

finish
