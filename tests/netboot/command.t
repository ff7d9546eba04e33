#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# scripts/netboot itself: its report and its exit status.
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"
# shellcheck source=tests/netboot/netboot.sh
. "$top/tests/netboot/netboot.sh"

can_netboot || { skip "$lacks" 'the report of scripts/netboot'; finish; exit 0; }

report=$out/report
BATCH=1
export BATCH

netboot_exits() {
	wanted=$1
	shift
	status=0
	"$top/scripts/netboot" "$@" >"$report" 2>&1 || status=$?
	[ "$status" = "$wanted" ] || problem "exit status $status instead of $wanted: $(tail -n 1 "$report")"
}

report_has() {
	grep -qE "$1" "$report" || problem "no line like: $1"
}

netboot_exits 0 -a slaac -k "$kernel" ${IPXE:+-i "$IPXE"}
report_has "^loaded +boot.ipxe \\([0-9]+ bytes\\), kernel \\($(wc -c <"$kernel") bytes\\), no initrd$"
report_has '^server +server.lab.example is 2001:db8:2::2$'
steps=$(sed -n 's/^ *[0-9]* *+[0-9]* *//p' "$report" | sed 's/,.*//' | paste -sd, -)
wanted='iPXE runs,iPXE has an address,boot.ipxe loaded,kernel loaded,kernel starts,kernel has an address'
[ "$steps" = "$wanted,server known,root mounted,init runs" ] || problem "time line: $steps"
verdict 'a good boot: the report has each step, in order'

netboot_exits 1 -f other
report_has "^netboot: -f: 'other' is none of "
netboot_exits 1 -a slaac -f uefi
report_has '^netboot: -a slaac: uefi '
netboot_exits 1 -k /nonexistent
report_has '^netboot: no /nonexistent'
netboot_exits 2 one-argument-too-many
verdict 'wrong options: one line, and no success'

finish
