# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
#
# For the cases in tests/e2e: a case starts a lab, boots one or more VMs, notes everything that is
# not as it should be, and gives its verdict, one TAP line. A file may have several cases. $test_name is what its
# lab and logs are called, if not like the file.
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=tests/lib/messages.sh
. "$top/tests/lib/messages.sh"
# shellcheck source=scripts/rootfs.d/report.sh
. "$top/scripts/rootfs.d/report.sh"
tree=${TREE:-6.12}
kernel=${KERNEL:-$top/build/$tree/x86_64/kernel}
name=${test_name:-$(basename "$0" .t)}
lab=$tree.$name.$$
out=$top/build/tests/$tree/$name

howto='ip=:::::eth0:off ip6=eth0'	# the public how-to's line, without its nfsroot=

cases=0 failed_cases=0 boots=0 vms='' problems=''
console=/dev/null

cleanup() {
	trap '' INT TERM HUP
	for vm in $vms; do
		kill "$vm" 2>/dev/null || :
	done
	"$top/scripts/lab" stop "$lab"
	if [ "$failed_cases" = 0 ] && [ "$cases" -gt 0 ]; then
		rm -rf "$out"
	else
		rm -rf "$top/build/lab/$lab/root" "$top/build/lab/$lab/nfs.root"
		cp -r "$top/build/lab/$lab" "$out/lab" 2>/dev/null || :
	fi
	rm -rf "$top/build/lab/$lab"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
rm -rf "$out"
mkdir -p "$out"

# lab_start [option…]: a fresh lab, see scripts/lab -h.
lab_start() {
	"$top/scripts/lab" stop "$lab"
	"$top/scripts/lab" start "$lab" --owner $$ "$@"
}

lab_do() {
	verb=$1
	shift
	"$top/scripts/lab" "$verb" "$lab" "$@"
}

problem() {
	problems="$problems# $*
"
}

# vm_start [option of scripts/vm…] COMMAND-LINE…: boots in the background; $todo says what init does.
vm_start() {
	boots=$((boots + 1))
	console=$out/console.$boots
	: >"$console"
	"$top/scripts/vm" -l "$lab" -k "$kernel" -o "$console" "$@" \
		"nfsroot6.do=${todo:-poweroff}" &
	vm=$!
	vms="$vms $vm"
}

# vm_end [STATUS]: waits for the VM that was started last.
vm_end() {
	status=0
	wait "$vm" || status=$?
	[ "$status" = "${1:-0}" ] ||
		problem "scripts/vm: exit status $status instead of ${1:-0} (124: time limit)"
}

# boot [option…] COMMAND-LINE…: to the end of a good boot.
boot() {
	vm_start "$@"
	vm_end
}

# boot_by_name [option…] COMMAND-LINE…: from the lab's server, by its name.
boot_by_name() {
	boot "$@" nfsroot=server.lab.example:/nfsroot
	root_is server.lab.example:/nfsroot addr=2001:db8:2::2
}

# boot_until REGEX [option…] COMMAND-LINE…: until the console says REGEX.
boot_until() {
	wanted=$1
	shift
	vm_start -u "$wanted" "$@"
	vm_end
}

# console_wait SECONDS REGEX: true when the console says it in time; the VM goes on.
console_wait() {
	tries=$(($1 * 5))
	until grep -qE "$2" "$console"; do
		tries=$((tries - 1))
		if [ "$tries" -le 0 ] || ! kill -0 "$vm" 2>/dev/null; then
			problem "console: not within $1 s: $2"
			return 0
		fi
		sleep 0.2
	done
}

# says REGEX: the console has it.
says() {
	grep -qE "$1" "$console" || problem "console: no line like: $1"
}

says_once() {
	count=$(grep -cE "$1" "$console" || :)
	[ "$count" = 1 ] || problem "console: $count times instead of once: $1"
}

says_not() {
	! grep -qE "$1" "$console" || problem "console: $(grep -m1 -E "$1" "$console")"
}

# says_by SECONDS REGEX: has it, and by that time of the kernel's own clock.
says_by() {
	at=$(grep -m1 -E "$2" "$console" | sed -n 's/^\[ *\([0-9]*\)\..*/\1/p')
	if [ -z "$at" ]; then
		problem "console: no line like: $2"
	elif [ "$at" -ge "$1" ]; then
		problem "console: only after $at s: $2"
	fi
}

# reports SECTION REGEX, reports_not SECTION REGEX
reports() {
	section "$console" "$1" | grep -qE -e "$2" || problem "report, $1: no line like: $2"
}

reports_not() {
	! section "$console" "$1" | grep -qE -e "$2" || problem "report, $1: $(section "$console" "$1" | grep -m1 -E -e "$2")"
}

# root_is DEVICE [OPTION…]: what /proc/mounts says of the root.
root_is() {
	mount=$(section "$console" root | grep -F " / nfs" || :)
	case $mount in
	"$1 / "*) ;;
	*) problem "root: not from $1: ${mount:-no NFS}" ;;
	esac
	shift
	for option; do
		case ",$(echo "$mount" | cut -d' ' -f4)," in
		*",$option,"*) ;;
		*) problem "root: without $option: $mount" ;;
		esac
	done
}

# proc_has FILE REGEX: a line of /proc/net/ipconfig/FILE in the report.
proc_has() {
	section "$console" ipconfig | awk -v file="/proc/net/ipconfig/$1=" '
		index($0, "/proc/net/ipconfig/") == 1 { inside = index($0, file) == 1; sub(/^[^=]*=/, "") }
		inside' | grep -qE -e "$2" || problem "report, /proc/net/ipconfig/$1: no line like: $2"
}

# capture FILTER: what goes over the boot link, until captured [option of tcpdump…] prints it.
capture() {
	pcap=$out/capture.$((boots + 1))
	: >"$pcap.log"
	lab_do exec link tcpdump -i br0 -n -U --immediate-mode -w "$pcap" "$1" 2>"$pcap.log" &
	tcpdump=$!
	vms="$vms $tcpdump"
	until grep -q listening "$pcap.log" || ! kill -0 "$tcpdump" 2>/dev/null; do
		sleep 0.05
	done
}

captured() {
	kill "$tcpdump" 2>/dev/null || :
	wait "$tcpdump" 2>/dev/null || :
	tcpdump -n -v "$@" -r "$pcap" 2>/dev/null
}

dhcp6_port='udp port 546 or udp port 547'

# exchange_is TYPE…: the DHCPv6 messages that were captured, by tcpdump's words. A server on a busy machine may
# need more than the second after which the client asks again (RFC 8415 15.): that and its answer do not count.
exchange_is() {
	got=$(captured -tt | sed -n 's/^\([0-9.]*\) .*dhcp6 \([a-z-]*\) (xid=\([0-9a-f]*\).*/\1 \2 \3/p' | awk '
		{ key = $2 " " $3 }
		key in at && $1 - at[key] > 0.85 && $2 !~ /reply|advertise/ { late[$3]++; at[key] = $1; next }
		key in at && late[$3] && $2 ~ /reply|advertise/ { late[$3]--; next }
		{ at[key] = $1; print $2 }' | paste -sd ' ' -)
	[ "$got" = "$*" ] || problem "DHCPv6: $got instead of $*"
}

# exchange_has TYPE…
exchange_has() {
	captured >"$pcap.txt"
	for type; do
		grep -qE "dhcp6 $type( |$)" "$pcap.txt" || problem "DHCPv6: no $type"
	done
}

# hex TEXT: its bytes.
hex() {
	printf %s "$1" | od -An -v -tx1 | tr -d ' \n'
}

# message_has TYPE REGEX WHAT: a captured DHCPv6 message of that type has these bytes, in hex.
message_has() {
	case $1 in
	solicit) type=1 ;;
	reply) type=7 ;;
	esac
	captured -x "ip6[48] = $type" | sed -n 's/^\t0x[0-9a-f]*: *//p' | tr -d ' \n' | grep -qE "$2" ||
		problem "DHCPv6: no $1 with $3: $2"
}

# has SERVER: this machine has it; otherwise $lacks says why not.
has() {
	case $1 in
	kea) set -- kea-dhcp6 kea-dhcp6-server ;;
	dhcpd) set -- dhcpd isc-dhcp-server ;;
	dibbler) set -- dibbler-server dibbler-server ;;
	named) set -- named bind9 ;;
	knotd) set -- knotd knot ;;
	*) set -- "$1" "$1" ;;
	esac
	lacks="no $1 here, package $2 is not installed"
	command -v "$1" >/dev/null
}

# verdict DESCRIPTION: ends the case.
verdict() {
	cases=$((cases + 1))
	says_not "$msg_crash"
	if [ -z "$problems" ]; then
		echo "ok $cases - $1"
	else
		failed_cases=$((failed_cases + 1))
		echo "not ok $cases - $1"
		printf '%s' "$problems"
		echo "# $console ends with:"
		tail -n 40 "$console" | tr -d '\r' | awk '{ print "#   " $0 }'
	fi
	problems=''
}

# skip REASON DESCRIPTION
skip() {
	cases=$((cases + 1))
	problems=''
	echo "ok $cases - $2 # SKIP $1"
}

finish() {
	echo "1..$cases"
}

# A random locally administered MAC, and the last 64 bits of the address that SLAAC makes of it.
random_mac() {
	od -An -N4 -tx1 /dev/urandom | sed 's/^ */02:5e:/; s/ /:/g'
}

eui64() {
	echo "$1" | awk -F: '{ printf "5e:%sff:fe%s:%s%s\n", $3, $4, $5, $6 }' | sed 's/:0*\([0-9a-f]\)/:\1/g'
}
