#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

for mode in silent servfail; do
	lab_start --rdnss 2001:db8:2::54,2001:db8:2::53 --fake "$mode"
	boot_by_name "$howto"
	verdict "the first name server: $mode"
done

lab_start --rdnss fe80::53 --dns-at onl
boot_by_name "$howto"
reports pnp '^nameserver fe80::53%eth0$'
verdict 'a link-local name server'

finish
