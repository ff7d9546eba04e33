#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# For a kernel with kconfig/variant-suspend.config: the machine sleeps, its root and its lease do not know.
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"
# shellcheck source=tests/lib/companion.sh
. "$top/tests/lib/companion.sh"

# start LIFE: a lab with leases of LIFE, whose root has the companion, and /test/sleep, which suspends the machine once
# and looks on for some seconds afterwards.
start() {
	lab_start --dhcp6 kea --dhcp6-life "$1"
	watched_root
	cat >"$root/test/sleep" <<-'SCRIPT'
		#!/bin/sh
		mount -t tmpfs run /run
		nfsroot6 watch &
		sleep 4
		echo SLEEPS
		echo mem >/sys/power/state
		echo AWAKE
		echo 3 >/proc/sys/vm/drop_caches
		echo "DATA $(md5sum </test/data)"
		sleep 8
		ip -6 addr show dev eth0 | grep -A1 ' scope global' | tr -s ' \n' ' ' | sed 's/^/ADDR /'
		echo
		echo RESOLV $(grep -v '#' /etc/resolv.conf)
	SCRIPT
	chmod 755 "$root/test/sleep"
}

# sleeps SECONDS: a boot with that much of sleep in it.
sleeps() {
	capture "$dhcp6_port"
	todo=/test/sleep
	vm_start -t 150 "$howto rw nfsroot=server.lab.example:/nfsroot,vers=4.1"
	todo=''
	console_wait 90 'Entering sleep state S3|PM: suspend entry'
	sleep "$1"
	echo system_wakeup >"$console.monitor"
	vm_end
	says '^AWAKE'
	says "^DATA $sum"
	says_once 'nfsroot6 watch: awake again after [0-9]+ s'
	says '^RESOLV search lab.example nameserver 2001:db8:2::53[[:space:]]*$'
}

if has kea; then
	# Before T1
	start 100,150
	sleeps 20
	exchange_has solicit request rebind
	says '^ADDR +inet6 2001:db8:1::d:100/128 .*preferred_lft 9[0-9]sec'
	says_not 'the time of 2001:db8:1::d:100 is over'
	verdict 'asleep for 20 s of a lease of 150 s: asked for again at once'

	# The server has given the address back to itself
	start 12,20
	sleeps 40
	exchange_has solicit request
	says '^ADDR +inet6 2001:db8:1::d:100/128 .*preferred_lft ([1-9]|1[0-2])sec'
	grep -q 'LEASES_RECLAMATION_COMPLETE.*reclaimed 1 ' "$top/build/lab/$lab/dhcp6.log" ||
		problem 'Kea has not given up the lease'
	says 'nfsroot6 watch: eth0: the time of 2001:db8:1::d:100 is over; the root is mounted from it: it stays'
	verdict 'asleep for 40 s: the lease has ended, the root is where it was, the lease is got again'
else
	skip "$lacks" 'asleep for 20 s of a lease of 150 s'
	skip "$lacks" 'asleep for 40 s'
fi

finish
