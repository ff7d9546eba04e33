#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# nfsroot6 probe against real servers; no VM is booted here.
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# shellcheck source=tests/lib/companion.sh
. "$top/tests/lib/companion.sh"

companion
node=onl

# probe STATUS CMDLINE [option…]: on a host of the boot link; what it prints is the console.
probe() {
	wanted=$1 line=$2
	shift 2
	boots=$((boots + 1))
	console=$out/probe.$boots
	status=0
	lab_do exec "$node" "$nfsroot6" probe -i eth0 --timeout 30 --cmdline "$line" "$@" \
		>"$console" 2>&1 || status=$?
	[ "$status" = "$wanted" ] || problem "probe $line: exit status $status instead of $wanted"
}

# ends REGEX: so begins the last line.
ends() {
	tail -n 1 "$console" | grep -qE "^$1" || problem "last line: not like: $1"
}

would_boot() {
	probe 0 "$@"
	ends 'would boot: '
}

# What the kernel of that host has configured; lifetimes count down.
configuration() {
	lab_do exec "$node" sh -c 'ip address; ip -6 route; ip -6 rule; sysctl -a 2>/dev/null |
		grep "^net\.ipv6\.conf\.eth0"' | sed 's/valid_lft .*//; s/expires [0-9]*sec//'
}

lab_start
configuration >"$out/before"
for version in 3 4.0 4.1 4.2; do
	would_boot "$howto nfsroot=server.lab.example:/nfsroot,vers=$version"
	says '^ok .* router advertisement +from fe80::1: a prefix for SLAAC, '
	says '^ok .* router advertisement .*, name server 2001:db8:2::53, search lab\.example$'
	says '^ok .* DNS AAAA +server\.lab\.example: \[2001:db8:2::53\] says 2001:db8:2::2$'
	says_not FAILED
	[ "$version" = 3 ] || says '^ok .* TCP +\[2001:db8:2::2\]: connected to port 2049$'
	verdict "by name, version $version"
done
configuration >"$out/after"
cmp -s "$out/before" "$out/after" ||
	problem "the configuration of the host has changed: $(diff "$out/before" "$out/after")"
verdict 'nothing is configured on the host'

would_boot "$howto nfsroot=server:/nfsroot"
says '^ok .* rpcbind +mountd version 3 is at port 20048'
would_boot "$howto nfsroot=alias.lab.example:/nfsroot"
would_boot "$howto nfsroot=[2001:db8:2::2]:/nfsroot,vers=4.1"
would_boot "$howto nfsroot=big:/nfsroot,vers=4.1"
says '2001:db8:2::100 .*2001:db8:2::115$'
would_boot "$howto nfsroot=multi:/nfsroot,vers=4.1"
says '^no .* \[2001:db8:bad::1\]: no answer at port 2049'
says '^no .* \[2001:db8:2::1\]: connection refused at port 2049'
verdict 'version 3 unless given, short name, alias, literal, many addresses, some of which are dead'

ln -s /nfsroot/etc "$top/build/lab/$lab/root/link"
ln -s loop "$top/build/lab/$lab/root/loop"
ln -s .. "$top/build/lab/$lab/root/etc/up"
would_boot "$howto nfsroot=server:/nfsroot/link/../link,vers=4.1"
would_boot "$howto nfsroot=server:/nfsroot/link/up,vers=4.1"
probe 1 "$howto nfsroot=server:/nfsroot/loop,vers=4.1"
ends 'would not boot: .*too many symbolic links: /nfsroot/loop'
probe 1 "$howto nfsroot=server:/nfsroot/etc/passwd,vers=4"
ends 'would not boot: .*not a directory'
probe 1 "$howto nfsroot=server:/nfsroot/etc/passwd/..,vers=4"
ends 'would not boot: .*not a directory'
verdict 'symbolic links in the path, and what is no directory'

probe 1 "$howto nfsroot=nosuch.lab.example:/nfsroot"
ends 'would not boot: nosuch\.lab\.example: NXDOMAIN from name server \[2001:db8:2::53\]'
probe 1 "$howto nfsroot=v4only.lab.example.:/nfsroot"
ends 'would not boot: v4only\.lab\.example: .*no AAAA record'
verdict 'NXDOMAIN, and a name without AAAA'

probe 1 "$howto nfsroot=server:/nope"
ends 'would not boot: .*mountd: /nope: access denied, or no such export'
probe 1 "$howto nfsroot=server:/nope,vers=4"
ends 'would not boot: .*no such export .* at "nope" of /nope'
probe 1 "$howto nfsroot=server:/nfsroot/nope,vers=4.1"
ends 'would not boot: .*no such export .* at "nope" of /nfsroot/nope'
verdict 'no such export'

probe 1 "$howto nfsroot=[2001:db8:2::2]:/nfsroot,proto=tcp"
ends 'would not boot: .*the server is IPv6, the protocol is IPv4'
probe 1 "$howto nfsroot=server:/nfsroot,udp"
ends 'cannot tell: NFSv3 over UDP is not rehearsed'
probe 1 "$howto nfsroot=server:/nfsroot" -i nosuch0
ends 'nfsroot6 probe: there is no network device "nosuch0"'
probe 2 "$howto nfsroot=server:/nfsroot" --timeout never
verdict 'what cannot be rehearsed, and wrong usage'

lab_do server stop nfs
probe 1 "$howto nfsroot=server:/nfsroot,vers=4.1"
ends 'would not boot: \[2001:db8:2::2\]: connection refused at port 2049'
probe 1 "$howto nfsroot=dead:/nfsroot,vers=4.1"
ends 'would not boot: \[2001:db8:2::dead\]: (host unreachable|no answer) at port 2049'
verdict 'the NFS server is stopped, or the host is not there'

lab_do server stop dns
probe 1 "$howto nfsroot=server:/nfsroot"
ends 'would not boot: server\.lab\.example: name server \[2001:db8:2::53\]: connection refused'
lab_do server stop ra
probe 1 "$howto nfsroot=server:/nfsroot"
ends 'would not boot: eth0: no router advertisement'
says '^FAILED .* router advertisement +none'
verdict 'no name server, no router advertisement'

lab_start --rdnss none --dnssl none
probe 1 "$howto nfsroot=server:/nfsroot"
ends 'would not boot: server: no name server is known'
would_boot "$howto nfsroot=server.lab.example:/nfsroot nameserver=2001:db8:2::53"
would_boot "ip6=[2001:db8:1::2]::[fe80::1]:::eth0:none:[2001:db8:2::53] nfsroot=server.lab.example:/nfsroot"
says '^- .* router advertisement +none is waited for'
verdict 'no RDNSS; nameserver=, a static address'

# M and O; rapid commit is allowed, and the server's record has to show that nothing was leased.
for server in kea dnsmasq dhcpd; do
	if ! has "$server"; then
		skip "$lacks" "stateful by $server"
		continue
	fi
	lab_start --rdnss none --dnssl none --dhcp6 "$server" --dhcp6-rapid on
	capture "$dhcp6_port"
	would_boot "$howto nfsroot=server:/nfsroot,vers=4.1"
	says '^ok .* DHCPv6 Solicit +address 2001:db8:1::d:[0-9a-f]+ for 7200 s, name server 2001:db8:2::53,'
	says '^ok .* DHCPv6 Solicit .*; nothing was leased$'
	exchange_is solicit advertise
	! grep -qE 'LEASE_ALLOC|DHCPREPLY.*2001:db8:1::d:' "$top/build/lab/$lab/dhcp6.log" ||
		problem "$server has committed a lease"
	! grep -qs '2001:db8:1::d:' "$top/build/lab/$lab/dhcp6.leases" || problem "$server keeps a lease"
	verdict "stateful by $server: an Advertise, no lease"
done

lab_do server stop dhcp6
probe 1 "$howto nfsroot=server.lab.example:/nfsroot"
ends 'would not boot: eth0: no answer from a DHCPv6 server'
verdict 'M, and no DHCPv6 server'

(cd "$top/kconfig" && cat base.config x86_64.config nfsroot6.config 7.3.config) >"$out/config"
probe 1 "$howto nfsroot=server.lab.example:/nfsroot" --config "$out/config"
ends 'would not boot: eth0: no answer from a DHCPv6 server'
echo '# CONFIG_IP_PNP_DHCPV6 is not set' >>"$out/config"
probe 1 "$howto nfsroot=server.lab.example:/nfsroot" --config "$out/config"
ends 'would not boot: eth0: the router advertisement comes without a prefix for SLAAC'
says '^warning: CONFIG_IP_PNP_DHCPV6 is not set'
says_not 'DHCPv6 Solicit'
verdict 'M, and a kernel without DHCPv6'

for server in kea dnsmasq; do
	if ! has "$server"; then
		skip "$lacks" "stateless by $server"
		continue
	fi
	lab_start --rdnss none --dnssl none --dhcp6 "$server" --dhcp6-mode stateless \
		--bootfile nfs://server.lab.example/nfsroot
	capture "$dhcp6_port"
	would_boot "$howto nfsroot=,vers=4.1"
	says '^ok .* DHCPv6 Information +name server 2001:db8:2::53, search lab\.example, boot file URL nfs:'
	exchange_is inf-req reply
	verdict "stateless by $server: name server and boot file URL"
done

lab_start --dhcp6 dnsmasq --dhcp6-pool none
probe 1 "$howto nfsroot=server:/nfsroot"
ends 'would not boot: eth0: DHCPv6 server: NoAddrsAvail'
verdict 'NoAddrsAvail'

for mode in forged malformed junk; do
	lab_start --rdnss none --fake6 "$mode"
	probe 0 "$howto nfsroot=server.lab.example:/nfsroot,vers=4.1"
	says 'DHCPv6 Solicit +address 2001:db8:1::d:1 '
	says_not '2001:db8:1::bad|2001:db8:bad:'
	verdict "hostile DHCPv6 answers before the right one: $mode"
done

for mode in spoof malformed; do
	lab_start --rdnss 2001:db8:2::54 --fake "$mode"
	would_boot "$howto nfsroot=server.lab.example:/nfsroot,vers=4.1"
	says 'DNS AAAA +server\.lab\.example: \[2001:db8:2::54\] says 2001:db8:2::2$'
	says_not 2001:db8:bad::1
	verdict "hostile DNS answers before the right one: $mode"
done

if has dnsmasq; then
	lab_start --ra none --dns none --nfs-at onl --dhcp6 dnsmasq
	node=dhcp
	would_boot 'ip6=eth0:link-local nfsroot=[fe80::2%eth7]:/nfsroot,vers=4.1'
	says '\[fe80::2%eth0\]: connected to port 2049'
	node=onl
	verdict 'a link-local server, with the zone that it has here'
else
	skip "$lacks" 'a link-local server'
fi

finish
