#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# nfsroot6 watch in a VM, with leases and lifetimes of seconds. About four minutes.
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"
# shellcheck source=tests/lib/companion.sh
. "$top/tests/lib/companion.sh"

# start SECONDS [option…]: a lab whose root has the companion, and /test/watch, which looks on for that long.
start() {
	seconds=$1
	shift
	lab_start "$@"
	watched_root
	cat >"$root/test/watch" <<-SCRIPT
		#!/bin/sh
		mount -t tmpfs run /run
		if [ "\$(sed -n 's/.*nfsroot6.watch=\([a-z]*\).*/\1/p' /proc/cmdline)" != off ]; then
			nfsroot6 watch &
			watch=\$!
		fi
		end=\$((\$(cut -d. -f1 /proc/uptime) + $seconds))
		while now=\$(cut -d. -f1 /proc/uptime); [ \$now -lt \$end ]; do
			sleep 2
			echo 3 >/proc/sys/vm/drop_caches
			echo "DATA \$(md5sum </test/data)"
			ip -6 addr show dev eth0 | grep -A1 ' scope global' | tr -s ' \n' ' ' | sed 's/^/ADDR /'
			echo
			echo RESOLV \$(grep -v '#' /etc/resolv.conf 2>/dev/null)
		done
		[ -z "\$watch" ] && exit
		grep -E 'VmRSS|Seccomp:|CapEff|NoNewPrivs' /proc/\$watch/status
		nfsroot6 status >/run/status && echo STATUS-GOOD
		kill \$watch
		wait \$watch
		echo "WATCH-EXIT \$?"
		ip -6 addr show dev eth0 | sed 's/^/AFTER /'
	SCRIPT
	chmod 755 "$root/test/watch"
}

# The root was there all the time, and init saw what it should.
root_lives() {
	says "^DATA $sum"
	other=$(grep '^DATA' "$console" | grep -cv "^DATA $sum" || :)
	[ "$other" = 0 ] || problem "the root: $other times other data"
}

ends_well() {
	says '^STATUS-GOOD'
	says '^WATCH-EXIT 0'
	says '^CapEff:[[:space:]]*0*1000'
	says '^NoNewPrivs:[[:space:]]*1'
	says '^Seccomp:[[:space:]]*2'
	rss=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB.*/\1/p' "$console")
	[ "${rss:-9999}" -lt 2048 ] || problem "watch: $rss kB in memory"
}

# The last word for 7.3, which gets wrong answers to its GET_DIR_DELEGATION from ganesha 4.3; older kernels ignore it
root_line='rw nfsroot=server.lab.example:/nfsroot,vers=4.1 nfsv4.directory_delegations=0'

if has kea; then
	# Ten times the lifetime of the lease. Meanwhile the server is away for longer than that, the router names
	# other name servers, and the link goes and comes.
	start 110 --dhcp6 kea --dhcp6-life 8,12
	capture "$dhcp6_port"
	todo=/test/watch
	vm_start -t 200 "$howto $root_line"
	console_wait 60 '^DATA'
	sleep 15
	lab_do server stop dhcp6
	sleep 17
	lab_do server start dhcp6
	lab_do change --rdnss 2001:db8:2::54,2001:db8:2::55 --dnssl new.example
	lab_do server stop ra
	lab_do server start ra
	sleep 25
	echo 'set_link n0 off' >"$console.monitor"
	sleep 3
	echo 'set_link n0 on' >"$console.monitor"
	vm_end
	todo=''
	root_lives
	ends_well
	exchange_has solicit advertise request renew rebind
	says '^ADDR +inet6 2001:db8:1::d:100/128 .*preferred_lft [1-8]sec'
	says '^ADDR .*deprecated.* valid_lft forever preferred_lft 0sec'
	says_not '^ADDR .*2001:db8:1::d:101'
	says 'nfsroot6 watch: eth0: the DHCPv6 lease has ended'
	says 'nfsroot6 watch: eth0: the time of 2001:db8:1::d:100 is over; the root is mounted from it: it stays'
	says_once 'nfsroot6 watch: eth0: no link'
	says_once 'nfsroot6 watch: eth0: there is a link again'
	says '^RESOLV search lab.example nameserver 2001:db8:2::53[[:space:]]*$'
	says '^RESOLV search lab.example new.example nameserver 2001:db8:2::53 nameserver 2001:db8:2::54 nameserver 2001:db8:2::55[[:space:]]*$'
	says '^AFTER  *inet6 2001:db8:1::d:100/128'
	tail -n 60 "$console" | tr -d '\r' | grep '^ADDR' | tail -n 1 | grep -q 'preferred_lft [1-8]sec' ||
		problem 'the lease was not renewed at the end'
	verdict "a lease of 12 s for 110 s: renewed, lost with its server and got again; RDNSS changes; the link flaps; $rss kB"

	start 30 --dhcp6 kea --dhcp6-life 8,12
	capture "$dhcp6_port"
	todo=/test/watch
	boot -t 120 "$howto $root_line" nfsroot6.watch=off
	todo=''
	root_lives
	exchange_is solicit advertise request reply
	says '^ADDR +inet6 2001:db8:1::d:100/128 .*deprecated.* valid_lft forever preferred_lft 0sec'
	grep -q 'LEASES_RECLAMATION_COMPLETE.*reclaimed 1 ' "$top/build/lab/$lab/dhcp6.log" ||
		problem 'Kea has not given up the lease'
	verdict 'the same without it: deprecated after 8 s, and the server takes the address back'

	# What a root without any library would have
	if static_companion "$out/static"; then
		NFSROOT6=$out/static
		start 30 --dhcp6 kea --dhcp6-life 8,12
		capture "$dhcp6_port"
		todo=/test/watch
		boot -t 120 "$howto $root_line"
		todo=''
		unset NFSROOT6
		root_lives
		ends_well
		exchange_has solicit advertise request renew
		says '^ADDR +inet6 2001:db8:1::d:100/128 .*preferred_lft [1-8]sec'
		says '^RESOLV search lab.example nameserver 2001:db8:2::53[[:space:]]*$'
		verdict "without shared libraries: the lease is renewed, $rss kB in memory"
	else
		skip "$lacks" 'watch without shared libraries'
	fi

	# The old address is withdrawn: new connections have the new one, the root stays where it is
	start 40 --dhcp6 kea --dhcp6-life 8,12
	todo=/test/watch
	vm_start -t 120 "$howto $root_line"
	console_wait 60 '^DATA'
	sleep 6
	lab_do server stop dhcp6
	lab_do change --dhcp6-pool 2001:db8:1::d:200-2001:db8:1::d:2ff
	lab_do server start dhcp6
	vm_end
	todo=''
	root_lives
	ends_well
	says 'nfsroot6 watch: eth0: the time of 2001:db8:1::d:100 is over; the root is mounted from it'
	says 'nfsroot6 watch: eth0: address 2001:db8:1::d:200 added'
	says '^ADDR +inet6 2001:db8:1::d:200/128 .*valid_lft [0-9]+sec preferred_lft [0-9]+sec inet6 2001:db8:1::d:100/128 .*deprecated'
	verdict 'renumbered by DHCPv6: a new address, the old one deprecated and not removed'
else
	skip "$lacks" 'a lease'
fi

# SLAAC: the prefix is announced no more
start 50 --prefix-life 10,20
todo=/test/watch
vm_start -t 120 "$howto $root_line"
console_wait 60 '^DATA'
lab_do server stop ra
lab_do change --prefix 2001:db8:11::/64
lab_do server start ra
vm_end
todo=''
root_lives
ends_well
says 'nfsroot6 watch: eth0: the time of 2001:db8:1:0:[0-9a-f:]* is over; the root is mounted from it'
says '^ADDR .*inet6 2001:db8:1:0:[0-9a-f:]*/64 .*valid_lft forever preferred_lft 0sec'
says '^ADDR .*inet6 2001:db8:11:0:[0-9a-f:]*/64 .*preferred_lft [1-9]'
verdict 'renumbered by RA: the address of the root outlives its prefix'

finish
