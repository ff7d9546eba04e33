# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2034,SC2154 # variables of managers.t
# For managers.t: what the companion prevents. No unit and no file of it is there, and the manager has the
# configuration that a user would give it.

address=2001:db8:1::d:100	# the first to be leased, to the machine and then to another one

plain_profile() {
	lan=$root/etc/NetworkManager/system-connections/lan.nmconnection
	cat >"$lan" <<-'END'
		[connection]
		id=lan
		uuid=8a4e4b52-3d4f-4b7e-9c55-0d7c0f3f5a10
		type=ethernet
		interface-name=eth0
		[ipv4]
		method=disabled
		[ipv6]
		method=auto
	END
	chmod 600 "$lan"
}

# The kernel's lease runs out at the server, and the machine goes on using the address.
expires() {
	log=$top/build/lab/$lab/dhcp6.log tries=120
	until grep -qE "LEASE_RECLAIM .*duid=\\[$duid\\].*reclaiming expired lease for [a-z]* $address" "$log"; do
		tries=$((tries - 1))
		if [ "$tries" = 0 ]; then
			problem "DHCPv6 server: $address is still leased"
			break
		fi
		sleep 1
	done
	renewals=$(grep -cE "DHCP6_LEASE_RENEW duid=\\[$duid\\].* iaid=$iaid" "$log" || :)
	[ "$renewals" = 0 ] || problem "the lease was renewed $renewals times"
}

# Another machine boots meanwhile: it is leased the address, and finds it in use.
newcomer() {
	first_console=$console first_vm=$vm
	vm_start -t 120 -u "duplicate address $address" "$howto rw nfsroot=server.lab.example:/nfsroot,vers=4.1"
	vm_end 0
	console=$first_console vm=$first_vm
}

# ifupdown takes the device down before it takes it up again: there is no root to load that from any more.
stops() {
	console_wait 60 "ADDRESS Deleted .* inet6 $address"
	sleep 60
	says_not 'CASE (restarted|settled)'
}

# The manager never had the address, and does not take it away; nor does NetworkManager tell of any name server.
goes_on() {
	if progress 90 'CASE settled'; then
		[ "$manager" != NetworkManager ] || says 'CASE after at .*, name servers [[:space:]]*$'
		says_not "ADDRESS Deleted .* inet6 $address"
		progress 120 'Power down' || :
	fi
}

# With a pool for the machine, the other lease that dhcpcd takes for it, and nobody else.
harmed() {
	short=yes stay=110 lease_life=40,60 last=$address
	case $1 in
	*-dhcpcd-*) last=2001:db8:1::d:101 ;;
	esac
	start "$1" --dhcp6-pool "$address-$last"
	[ "$manager" != NetworkManager ] || plain_profile
	# the device keeps the name that it is configured by
	boot_it net.ifnames=0
	if progress 300 'CASE up'; then
		expires
		newcomer
		if progress 150 'CASE renewed'; then
			case $manager in
			ifupdown) stops ;;
			*) goes_on ;;
			esac
		fi
	fi
	give_up
	short='' stay=80 lease_life=30,45
	verdict "$1: what happens without the companion"
}
