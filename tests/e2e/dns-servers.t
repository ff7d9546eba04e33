#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

for server in named nsd knotd; do
	if ! has "$server"; then
		skip "$lacks" "DNS by $server"
		continue
	fi
	lab_start --dns "$server"
	boot "$howto nfsroot=alias.lab.example:/nfsroot"
	root_is alias.lab.example:/nfsroot addr=2001:db8:2::2
	verdict "DNS by $server, an alias"
done

lab_start --rdnss none --dnssl none
boot_by_name "$howto nameserver=[2001:db8:2::99] nameserver=[2001:db8:2::53]"
reports pnp '^nameserver 2001:db8:2::99$'
reports pnp '^nameserver 2001:db8:2::53$'
verdict 'nameserver= twice, the first answers nothing'

lab_start --rdnss 2001:db8:2::54 --fake silent
boot_by_name "$howto nameserver=2001:db8:2::53"
reports pnp '^nameserver 2001:db8:2::53$'
verdict 'nameserver= comes before those of the RA'

# the resolver looks at three at most: none of them twice
lab_start --rdnss 2001:db8:2::53,2001:db8:2::99 --dhcp4
boot_by_name "$howto nameserver=2001:db8:2::53"
[ "$(section "$console" pnp | grep -c '^nameserver 2001:db8:2::53$')" = 1 ] ||
	problem "report, pnp: $(section "$console" pnp | paste -sd ' ' -)"
reports pnp '^nameserver 2001:db8:2::99$'
verdict 'nameserver= gives what the RA gives, which is shown once'

boot "ip=dhcp nfsroot=server.lab.example:/nfsroot nameserver=10.6.2.53"
[ "$(section "$console" pnp | grep -c '^nameserver 10.6.2.53$')" = 1 ] ||
	problem "report, pnp: $(section "$console" pnp | paste -sd ' ' -)"
verdict 'nameserver= gives what DHCPv4 gives, which is shown once'

finish
