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
unset FIRMWARE
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
wanted='iPXE runs,iPXE has an address,boot.ipxe asked for,boot.ipxe loaded,kernel asked for,kernel loaded'
[ "$steps" = "$wanted,kernel starts,kernel has an address,server known,root mounted,init runs" ] || problem "time line: $steps"
verdict 'a good boot: the report has each step, in order'

# one_line TEXT option…: refused at once, with one line
one_line() {
	text=$1
	shift
	netboot_exits 1 "$@"
	case $(cat "$report") in
	*"
"*) problem "$*: more than one line" ;;
	"$text"*) ;;
	*) problem "$*: $(head -n 1 "$report") instead of $text" ;;
	esac
}

one_line "netboot: -f, FIRMWARE: 'other' is none of " -f other
one_line 'netboot: -a slaac: uefi ' -a slaac -f uefi
one_line "netboot: -a: 'none' is none of " -a none
one_line "netboot: -d: 'dhcpd' is none of " -d dhcpd
one_line "netboot: -t: '6.x' is no " -t 6.x
one_line "netboot: -k: no file '/nonexistent'" -k /nonexistent
one_line "netboot: -k: no file '/'" -k /
one_line "netboot: -i, IPXE: '/nonexistent' has no ipxe.lkrn" -i /nonexistent
one_line 'netboot: -x: unknown option' -x
one_line 'netboot: -k needs a value' -k
one_line "netboot: 'more': no argument " more
verdict 'wrong options: one line, and no success'

for after in 0.2 0.7 1.5; do
	"$top/scripts/netboot" -a slaac -k "$kernel" >"$report" 2>&1 &
	pid=$!
	sleep "$after"
	kill "$pid"
	status=0
	wait "$pid" || status=$?
	[ "$status" = 143 ] || problem "ended after $after s: exit status $status instead of 143"
	left=$(grep -alz "[n]etboot-$pid" /proc/[0-9]*/cmdline 2>/dev/null | head -n 1)
	[ -z "$left" ] || problem "ended after $after s: there still is: $(tr "\\0" " " <"$left")"
	[ ! -e "$top/build/lab/netboot-$pid" ] || problem "ended after $after s: its lab is left"
done
verdict 'ended by a signal: neither VM nor lab is left'

finish
