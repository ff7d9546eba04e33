#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

for mode in malformed big; do
	lab_start --flood "$mode"
	boot_by_name -t 90 "$howto"
	says_not '2001:db8:bad:'
	reports pnp '^nameserver 2001:db8:2::'
	[ "$mode" != big ] || reports addresses 'inet6 2001:db8:f0'
	verdict "router advertisements of this kind beside the right ones: $mode"
done

finish
