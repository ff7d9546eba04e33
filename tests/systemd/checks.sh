# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154
# For managers.t: what the console tells of a machine's life. Each notes a problem, or says a figure.

boot_prefix=2001:db8:1:	# of the addresses on the boot link

# booted: to the end, from the server that was asked for, with everything started, and no initrd.
booted() {
	says "$mounted"
	says 'CASE system running'
	says 'Startup finished in .*\(kernel\) \+ .*\(userspace\)'
	says_not 'Startup finished in .*\(initrd\)'
	says_not 'rootfs image as initramfs'
	says_not 'Failed to start'
}

# between FROM TO: those lines of the console.
between() {
	tr -d '\r' <"$console" | awk -v from="$1" -v to="$2" '$0 ~ to { exit } inside; $0 ~ from { inside = 1 }'
}

# refreshed: between boot and restart the address has got the whole of its preferred lifetime
# again, three times. (The valid one of the root's address never ends under watch.)
refreshed() {
	whole=${prefix_life%,*}
	[ "$method" != dhcp ] || whole=${lease_life%,*}
	count=$(between 'CASE up' 'CASE renewed' | awk -v whole="$whole" -v address=" inet6 $boot_prefix" '
		/ADDRESS/ && !/Deleted/ && index($0, address) && sub(/.*preferred_lft /, "") && $1 + 2 >= whole { count++ }
		END { print count + 0 }')
	echo "# $file: the address was refreshed $count times"
	[ "$count" -ge 3 ] || problem "the address got its lifetime of $whole s again $count times"
}

# kept: the address was never taken away. A manager that has it may hang with the server dead, and find the lifetimes
# over when it goes on: it was there again at once then.
kept() {
	gone="ADDRESS Deleted .* $root_from"
	case $manager in
	networkd | NetworkManager)
		between 'CASE settled' 'CASE back' >"$out/dead"
		echo "# $file: the address was removed $(grep -cE "$gone" "$out/dead" || :) times with the server dead"
		if grep -E "ADDRESS .* $root_from" "$out/dead" | tail -n 1 | grep -qE "$gone"; then
			problem 'the address was removed, and not there again'
		fi
		if tr -d '\r' <"$console" | sed '/CASE settled/,/CASE back/d' | grep -qE "$gone"; then
			problem "console: $(grep -m1 -E "$gone" "$console")"
		fi
		;;
	*) says_not "$gone" ;;
	esac
}

# gaps SECONDS: while servers were there no write to the root took that long.
gaps() {
	gap=$(tr -d '\r' <"$console" | sed -n 's/.*CASE \(lease\|after\|rdnss\) at .*, took \([0-9]*\),.*/\2/p' |
		sort -n | tail -n 1)
	echo "# $file: at most ${gap:-?} s between writes to the root, and $(dead_for) s with the server dead"
	[ "${gap:-99999}" -lt "$1" ] || problem "the root did not answer for ${gap:-ever} s"
}

dead_for() {
	tr -d '\r' <"$console" | sed -n 's/.*CASE dead at .*, took \([0-9]*\),.*/\1/p' | sort -n | tail -n 1
}

# watched: systemd knew when nfsroot6 watch was ready, it has given up what it could, and ended well.
watched() {
	says 'CASE watch is notify, active'
	says '^CapEff:[[:space:]]*0*1000[[:space:]]*$'
	says '^NoNewPrivs:[[:space:]]*1'
	says '^Seccomp:[[:space:]]*2'
	rss=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB.*/\1/p' "$console")
	echo "# $file: nfsroot6 watch has ${rss:-?} kB in memory"
	[ "${rss:-9999}" -lt 2048 ] || problem "nfsroot6 watch: $rss kB in memory"
	says_not 'nfsroot6-watch\.service: (Failed|Main process exited)'
}
