#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# Every server, every mode, every kind of RA.
for server in dnsmasq kea dhcpd dibbler; do
	for ra in radvd dnsmasq; do
		for mode in stateless stateful rapid; do
			what="$mode, DHCPv6 by $server, RA by $ra"
			if ! has "$server"; then
				skip "$lacks" "$what"
				continue
			fi
			case $mode,$server in
			stateless,*) messages='inf-req reply' ;;
			stateful,dnsmasq) continue ;;	# it always does a rapid commit
			stateful,*) messages='solicit advertise request reply' ;;
			rapid,*) messages='solicit reply' ;;
			esac
			set -- --dhcp6-mode "$mode"
			[ "$mode" != rapid ] || set -- --dhcp6-mode stateful --dhcp6-rapid on
			lab_start --ra "$ra" --rdnss none --dnssl none --dhcp6 "$server" "$@"
			capture "$dhcp6_port"
			boot -t 90 "$howto nfsroot=server:/nfsroot"
			root_is server:/nfsroot addr=2001:db8:2::2
			# shellcheck disable=SC2086 # words
			exchange_is $messages
			reports pnp '^nameserver 2001:db8:2::53$'
			reports pnp '^search lab\.example$'
			[ "$mode" = stateless ] || reports addresses 'inet6 2001:db8:1::d:[0-9a-f]+/128 '
			verdict "$what"
		done
	done
	for kind in 'no addresses' 'boot file URL'; do
		if ! has "$server"; then
			skip "$lacks" "$kind, $server"
		elif [ "$kind" = 'no addresses' ]; then
			message=$msg_no_addresses
			[ "$server" != dibbler ] || message=$msg_no_dhcp6	# it keeps silent
			lab_start --dhcp6 "$server" --dhcp6-pool none
			boot_until "$message" -t 30 "$howto quiet nfsroot=server:/nfsroot"
			says_by 12 "$message"
			verdict "$kind, $server: the console says so"
		else
			lab_start --dhcp6 "$server" --bootfile nfs://server.lab.example/nfsroot
			boot -t 90 'ip6=eth0 root=/dev/nfs'
			root_is server.lab.example:/nfsroot addr=2001:db8:2::2
			proc_has ip6_bootfile_url nfs://server.lab.example/nfsroot
			verdict "$kind, $server: it is the root"
		fi
	done
done

finish
