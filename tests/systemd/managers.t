#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# usage: managers.t CASE
# Debian on an NFS root with its network managers, see ./run -h for the names of the cases.
test_name=managers-${1:?run by ./run}
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"
# shellcheck source=tests/lib/companion.sh
. "$top/tests/lib/companion.sh"
# shellcheck source=tests/systemd/checks.sh
. "$top/tests/systemd/checks.sh"
# shellcheck source=tests/systemd/without.sh
. "$top/tests/systemd/without.sh"
# shellcheck source=tests/systemd/without-networkd.sh
. "$top/tests/systemd/without-networkd.sh"

here=$top/tests/systemd
kernel=${KERNEL:-$top/build/$tree/x86_64-systemd/kernel}
server_kernel=${NFSD_KERNEL:-$top/build/6.12/x86_64-nfsd/kernel}
mac=02:5e:00:00:00:7e
# as the kernel makes them of that
duid=00:03:00:01:$mac iaid=2102824090
old_server=2001:db8:2::53 new_server=2001:db8:2::54
shutdown_limit=45	# s, of emulated time
short='' stay=80	# s between boot and restart
prefix_life=40,60 lease_life=30,45	# preferred and valid, s
outage=60	# s without the NFS server
nfsroot=server.lab.example:/nfsroot nfs_at=srv
mounted='server\.lab\.example:/nfsroot / nfs4? .*addr=2001:db8:2::2[, ]'
root_from='inet6 2001:db8:1:.* scope global'	# the client's address, which must be there

# install_units: into the lab's root, what a user of the companion installs.
install_units() {
	install_companion "$root"
	make -s -C "$top/userspace" O="$top/build/userspace" install DESTDIR="$root" prefix=/usr
	# it says what is wrong, and fails for little of that
	said=$(chroot "$root" systemd-analyze verify --man=no nfsroot6-handoff.service nfsroot6-hold.service nfsroot6-watch.service 2>&1 | grep nfsroot6) || :
	[ -z "$said" ] || problem "systemd-analyze verify: $(echo "$said" | head -n 1)"
	case $manager in
	watch) ;;
	*) systemctl --root="$root" enable nfsroot6-handoff.service 2>/dev/null ;;
	esac
	case $manager in
	ifupdown | dhcpcd | watch) systemctl --root="$root" enable nfsroot6-watch.service 2>/dev/null ;;
	esac
}

# The configuration of a user who knows nothing of all this.
configure() {
	case $manager in
	networkd)
		unit=systemd-networkd
		cat >"$root/etc/systemd/network/lan.network" <<-'END'
			[Match]
			Name=e*
			[Network]
			DHCP=yes
		END
		;;
	NetworkManager) unit=NetworkManager ;;
	ifupdown)
		unit=networking
		printf 'auto eth0\niface eth0 inet6 auto\n' >"$root/etc/network/interfaces.d/lan"
		;;
	dhcpcd) unit=dhcpcd ;;
	watch)
		unit='nfsroot6-watch.service'
		systemctl --root="$root" disable systemd-networkd.service systemd-resolved.service 2>/dev/null
		ln -sf /run/nfsroot6/resolv.conf "$root/etc/resolv.conf"
		;;
	esac
}

# What the VM does; its progress is on the console. Beats are writes to the root.
install_case() {
	mkdir -p "$root/case"
	cat >"$root/case/addresses" <<-'SCRIPT'
		#!/bin/sh
		exec </dev/null >/dev/console 2>&1
		ip -o -6 monitor address | sed -u 's/^/ADDRESS /'
	SCRIPT
	chmod 755 "$root/case/addresses"
	# From before any manager starts to the very end.
	cat >"$root/etc/systemd/system/addresses.service" <<-'UNIT'
		[Unit]
		DefaultDependencies=no
		Before=network-pre.target systemd-udevd.service
		[Service]
		ExecStart=/case/addresses
		[Install]
		WantedBy=sysinit.target
	UNIT
	cat >"$root/case/case" <<-SCRIPT
		#!/bin/sh
		unit=$unit manager=$manager method=$method old_server=$old_server new_server=$new_server short=$short
		stay=$stay
	SCRIPT
	cat >>"$root/case/case" <<-'SCRIPT'
		exec </dev/null >/dev/console 2>&1
		servers() {
			cat /run/systemd/resolve/resolv.conf 2>/dev/null || cat /etc/resolv.conf
		}
		up() {
			read -r seconds rest </proc/uptime
			echo "${seconds%.*}"
		}
		last=$(up)
		beat() {
			sleep 3
			echo "$1" >/case/beat && sync /case/beat
			list=$(servers | sed -n 's/^nameserver //p' | tr '\n' ' ')
			now=$(up) took=$((now - last)) last=$now
			echo "CASE $1 at $now, took $took, name servers $list"
		}
		beats() {
			end=$(($(up) + $2))
			while [ "$(up)" -lt "$end" ]; do
				beat "$1"
			done
		}
		outside() {
			took=0
			while [ "$took" -lt 30 ]; do
				beat dead
			done
			echo "CASE back"
			until servers | grep -qF "$new_server"; do
				beat rdnss
			done
			while [ "$method" = slaac ] && servers | grep -qF "$old_server"; do
				beat rdnss
			done
			echo "CASE rdnss has $new_server"
		}
		main() {
			echo "CASE up $(up)"
			ip -6 addr
			ip -6 route
			cat /run/nfsroot6/adopted
			grep ' / ' /proc/mounts
			echo "CASE system $(systemctl is-system-running --wait)"
			systemctl --no-pager --no-legend --failed
			systemd-analyze time --no-pager
			systemctl start network-online.target
			echo "CASE online $?"
			beats lease "$stay"
			[ "$manager" != NetworkManager ] || nmcli -c no -t -f DEVICE,STATE,CONNECTION device
			ip -6 addr
			echo "CASE renewed"
			systemctl restart $unit
			echo "CASE restarted $?"
			if systemctl -q is-active nfsroot6-watch; then
				echo "CASE watch is $(systemctl show -P Type nfsroot6-watch), active"
				grep -E 'VmRSS|Seccomp:|CapEff|NoNewPrivs' "/proc/$(systemctl show -P MainPID nfsroot6-watch)/status"
			fi
			beats after 30
			# the route that watch --hold keeps
			if systemctl -q is-active nfsroot6-hold && ip -6 route del default metric 1073741824; then
				sleep 1
				echo "CASE deleted, now $(ip -6 route show default metric 1073741824)"
			fi
			ip -6 addr
			ip -6 route
			echo "CASE settled"
			[ "$short" ] || outside
			# data that is not written yet, in a file that stays open: the root is needed to the very end
			(exec >/case/held; echo "$new_server"; exec sleep 1000) &
			echo "CASE poweroff at $(up)"
			systemctl --no-block poweroff
		}
		main
	SCRIPT
	chmod 755 "$root/case/case"
	cat >"$root/etc/systemd/system/case.service" <<-'UNIT'
		[Unit]
		After=multi-user.target
		[Service]
		ExecStart=/case/case
		KillMode=process
		[Install]
		WantedBy=graphical.target
	UNIT
	systemctl --root="$root" enable addresses.service case.service 2>/dev/null
}

# start CASE [option of scripts/lab…]: suite, manager and method of it, a lab, and its root.
start() {
	suite=${1%%-*} rest=${1#*-}
	manager=${rest%%-*} rest=${rest#*-}
	method=${rest%%-*}
	installed=$manager
	[ "$manager" != watch ] || installed=networkd
	server=ganesha version=4.1
	case $1 in
	*-nfsd) server=nfsd version=4.2 ;;
	*-nfsd3) server=nfsd version=3 ;;
	*-long) outage=150 ;;
	*-local)
		nfsroot='[fe80::2%eth0]:/nfsroot' nfs_at=onl root_from='inet6 fe80:.* scope link'
		mounted='\[fe80::2%eth0]:/nfsroot / nfs4? .*addr=fe80::2%(eth0|[0-9]+)[, ]'
		;;
	# 1.42 hangs with the server dead, and asks for no lease again when it finds its own over: that has to outlast it
	bookworm-NetworkManager-dhcp) lease_life=30,150 ;;
	esac
	shift
	"$here/root" "$suite" "$installed" >&2
	case $method in
	slaac) set -- --ra-flags a "$@" ;;
	dhcp) set -- --ra-flags mo --dhcp6 kea --dhcp6-life "$lease_life" "$@" ;;
	esac
	# what is on the disk of nfsd has to be there before it starts
	[ "$server" = ganesha ] || set -- --nfs nfsd --nfs-kernel "$server_kernel" --later nfs "$@"
	lab_start --root "$top/build/debian/$suite-$installed" --nfs-at "$nfs_at" --prefix-life "$prefix_life" "$@"
	root=$top/build/lab/$lab/root
	configure
	install_case
}

# boot_it [WORD…]: with these on the command line, too.
boot_it() {
	lab_do server start nfs
	vm_start -t 900 -m "$mac" -M 320 -u 'reboot: Power down' \
		"$howto rw nfsroot=$nfsroot,vers=$version" \
		systemd.show_status=1 systemd.journald.forward_to_console=1 systemd.journald.max_level_console=notice "$@"
}

# progress SECONDS REGEX: true when the console says it in time, and nothing went wrong before.
progress() {
	console_wait "$@"
	[ -z "$problems" ]
}

silent='nfs: server .* not responding'

# How often the lease was renewed, or rebound, as the client that the kernel was.
renewals() {
	grep -cE "DHCP6_LEASE_RENEW duid=\\[$duid\\].* iaid=$iaid" "$top/build/lab/$lab/dhcp6.log" || :
}

renewed() {
	[ "$method" = dhcp ] || return 0
	renewals=$(renewals)
	echo "# $file: the lease was renewed $renewals times"
	[ "$renewals" -ge 3 ] || problem "the lease was renewed $renewals times as duid $duid, iaid $iaid"
	if grep DHCP6_PACKET_RECEIVED "$top/build/lab/$lab/dhcp6.log" | grep -qvF "duid=[$duid]"; then
		problem 'DHCPv6: as another client, too'
	fi
}

# renewed_without_root: and so it was while the NFS server was dead, by watch at least. T1 is 15 s. A manager that
# adopts the device may wait for a file of the root: it must only be back before the valid lifetime is over.
renewed_without_root() {
	[ "$method" = dhcp ] || return 0
	more=$(($(renewals) - renewals)) wanted=1
	echo "# $file: the lease was renewed $more times with the server dead"
	case $manager in
	ifupdown | dhcpcd | watch) wanted=3 ;;
	esac
	[ "$more" -ge "$wanted" ] || problem "the lease was renewed $more times with the server dead"
}

# on_server FILE: what the server has of it, when nobody writes any more.
on_server() {
	if [ "$server" = ganesha ]; then
		cat "$root$1"
	else
		lab_do server stop nfs
		e2fsck -y -E journal_only "$top/build/lab/$lab/nfs.root" >"$out/e2fsck" 2>&1 || :
		debugfs -R "cat $1" "$top/build/lab/$lab/nfs.root" 2>"$out/debugfs"
	fi
}

# ended: the VM has shut down by itself, and the root was there until then.
ended() {
	vm_end 0
	if sed '1,/CASE poweroff/d' "$console" | grep -qE "$silent"; then
		problem 'console: the root does not answer while the machine shuts down'
	fi
	says_not 'Failed unmounting'
	says_not ' segfault at '
	says 'systemd-shutdown.*: All filesystems, swaps, .* detached'
	[ "$(on_server /case/held)" = "$new_server" ] || problem 'what was written last is not on the server'
	kept
	from=$(sed -n 's/.*CASE poweroff at \([0-9]*\).*/\1/p' "$console")
	to=$(sed -n 's/^\[ *\([0-9]*\)\.[0-9]*\] reboot: Power down.*/\1/p' "$console")
	took=$((${to:-99999} - ${from:-0}))
	echo "# $file: $took s from poweroff to power down"
	[ "$took" -le "$shutdown_limit" ] || problem "it took $took s to shut down"
}

# What a machine goes through; false as soon as something is not as it should be.
life() {
	progress 300 'CASE up' && progress 60 'CASE online 0' || return
	booted
	progress 150 'CASE renewed' || return
	[ "$manager" != NetworkManager ] || says '^eth0:connected:nfsroot6-eth0'
	renewed
	refreshed
	progress 60 'CASE restarted 0' && progress 90 'CASE settled' || return
	case $manager-$nfs_at in
	networkd-srv | NetworkManager-srv) says 'CASE deleted, now default via fe80::1 dev eth0' ;;
	esac
	says_not "$silent"
	[ "$method" != dhcp ] || renewals=$(renewals)
	lab_do server stop nfs
	sleep "$outage"
	renewed_without_root
	lab_do server start nfs
	progress 150 'CASE back' || return
	lab_do change --rdnss "$new_server" --dhcp6-dns "$new_server"
	lab_do server stop ra
	lab_do server start ra
	# NetworkManager 1.42 does not follow RDNSS where DHCPv6 gives name servers as well: there both change
	if [ "$suite-$manager-$method" = bookworm-NetworkManager-dhcp ]; then
		lab_do server stop dhcp6
		lab_do server start dhcp6
	fi
	progress 90 "CASE rdnss has $new_server" && progress 20 'CASE poweroff' || return
	ended
	gaps 30
	[ "$manager" != watch ] || watched
}

# give_up: the VM has not ended, or is not to.
give_up() {
	kill "$vm" 2>/dev/null || :
	wait "$vm" 2>/dev/null || :
}

adopted() {
	start "$1"
	install_units
	boot_it
	life || give_up
	verdict "$1: renewals, restart, dead server, new name server, shutdown"
}

file=$1
if [ ! -e "$kernel" ]; then
	skip "no kernel: scripts/kernel -t $tree -f kconfig/systemd.config -o systemd" "$file"
	finish
	exit
fi
case $file in
*-networkd-*-without) lost "$file" ;;
*-without) harmed "$file" ;;
*-nfsd | *-nfsd3)
	if [ -e "$server_kernel" ]; then
		"$top/scripts/nfsd" >&2
		adopted "$file"
	else
		skip 'no kernel: scripts/kernel -t 6.12 -f kconfig/nfsd.config -o nfsd' "$file"
	fi
	;;
*) adopted "$file" ;;
esac
finish
