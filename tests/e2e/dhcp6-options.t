#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# option CODE HEX: as it is in a message.
option() {
	printf '%04x%04x%s' "$1" $((${#2} / 2)) "$2"
}

# text16 TEXT: behind its length in 16 bits, in hex.
text16() {
	printf '%04x%s' ${#1} "$(hex "$1")"
}

# What the client says of itself.
class=nfsroot6-test
for server in dnsmasq kea; do
	if ! has "$server"; then
		skip "$lacks" "dhcpclass=, $server"
		continue
	fi
	lab_start --dhcp6 "$server" --dhcp6-class "$class"
	capture "$dhcp6_port"
	boot_by_name "$howto dhcpclass=$class"
	message_has solicit "$(option 16 "00000000$(text16 "$class")")" 'a vendor class'
	reports addresses 'inet6 2001:db8:1::d:[0-9a-f]+/128 '
	verdict "dhcpclass= is the vendor class by which $server gives an address"

	boot_until "$msg_no_addresses" -t 30 "$howto dhcpclass=another nfsroot=server.lab.example:/nfsroot"
	verdict "dhcpclass=another: no address by $server"
done

# A short one, and one of 130 bytes, the longest (RFC 8415 11.1).
short=0002000012340123456789abcdef
lab_start --dhcp6 dnsmasq
for duid in $short "$short$(hex "$(printf '%0116d' 7)")"; do
	capture "$dhcp6_port"
	boot_by_name -d 12345678-9abc-def0-0123-456789abcdef "$howto ip6duid=$duid"
	message_has solicit "$(option 1 "$duid")" 'that DUID'
	proc_has ip6_lease "^duid $duid$"
	verdict "ip6duid= is the DUID, and not the UUID: $((${#duid} / 2)) bytes"
done

# What the server says beside addresses and DNS.
for server in dnsmasq kea dhcpd dibbler; do
	what="SNTP servers by $server"
	set -- --dhcp6-sntp 2001:db8:2::31
	case $server in
	dnsmasq | kea)
		what="NTP and $what, parameters of the boot file"
		set -- "$@" --dhcp6-ntp 2001:db8:2::56 --bootfile nfs://server.lab.example/nfsroot \
			--bootfile-params quiet,panic=1
		;;
	esac
	if ! has "$server"; then
		skip "$lacks" "$what"
		continue
	fi
	lab_start --dhcp6 "$server" "$@"
	capture "$dhcp6_port"
	boot_by_name "$howto"
	proc_has ip6_ntp_servers '^2001:db8:2::31$'
	if [ $# -gt 2 ]; then
		proc_has ip6_ntp_servers '^2001:db8:2::56$'
		proc_has ip6_bootfile_url '^nfs://server.lab.example/nfsroot$'
		proc_has ip6_bootfile_params '^quiet$'
		proc_has ip6_bootfile_params '^panic=1$'
		message_has reply "$(option 60 "$(text16 quiet)$(text16 panic=1)")" 'the parameters'
	fi
	verdict "$what"
done

finish
