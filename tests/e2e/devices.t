#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --dns none
for method in auto slaac; do
	boot -n 2 -c "ip6=$method nfsroot=[2001:db8:2::2]:/nfsroot"
	root_is '[2001:db8:2::2]:/nfsroot'
	says 'IP6-Config: .*device=eth1'
	verdict "ip6=$method, two devices, the first without carrier: the second serves"
done

finish
