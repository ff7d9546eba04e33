# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2034
# What the kernel says, as extended regular expressions: the essential words only.
msg_no_device='IP6-Config: .*no network device'
msg_no_carrier='IP6-Config: eth0: no carrier'
msg_ipv6_off='IP6-Config: .*IPv6 is disabled'
msg_no_ra='IP6-Config: eth0: no router advertisement'
msg_no_prefix='IP6-Config: .*router advertisement .*without a prefix'
msg_duplicate='IP6-Config: eth0: duplicate address'	# and the address
msg_complete='IP6-Config: Complete:'
msg_no_dhcp6='IP6-Config: eth0: no answer from a DHCPv6 server'
msg_no_addresses='IP6-Config: eth0: DHCPv6 server: NoAddrsAvail'
msg_lease='lease from DHCPv6 server'	# and the server, in the block of msg_complete
msg_no_name_server='Root-NFS: .*no name server'
msg_nxdomain='Root-NFS: .*NXDOMAIN from'	# and the server
msg_refused='Root-NFS: .*connection refused'
msg_unreachable='Root-NFS: .*(no route|timed out|unreachable)'
msg_no_export='Root-NFS: mount of .* failed.*-2\)'
msg_denied='Root-NFS: mount of .* failed.*-(13|1)\)'
msg_bad_ip6='IP6-Config: ip6=.*: .*'	# and the part, in double quotes
msg_bad_duid='IP6-Config: ip6duid=.*: .*'
msg_bad_nfsroot='Root-NFS: nfsroot=.*: .*'
msg_panic='Kernel panic'
msg_crash='(BUG:|Oops|WARNING:|general protection|Call Trace)'
