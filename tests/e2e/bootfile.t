#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --dhcp6 dnsmasq --bootfile 'nfs://[2001:db8:2::2]/nfsroot'
boot 'ip6=eth0 root=/dev/nfs'
root_is '[2001:db8:2::2]:/nfsroot' addr=2001:db8:2::2
proc_has ip6_bootfile_url 'nfs://\[2001:db8:2::2\]/nfsroot'
verdict 'a boot file URL with a literal is the root'

boot 'ip6=eth0 nfsroot=server.lab.example:/nfs%root'
root_is server.lab.example:/nfs%root addr=2001:db8:2::2
verdict 'a boot file URL, and a server in nfsroot=: that one'

lab_start --dhcp6 dnsmasq --dhcp6-mode stateless --bootfile nfs://server.lab.example/nfsroot
boot 'ip6=eth0 nfsroot=,vers=4.1'
root_is server.lab.example:/nfsroot addr=2001:db8:2::2 vers=4.1
verdict 'a boot file URL with a name, stateless, options in nfsroot=,'

lab_start --dhcp6 dnsmasq --bootfile tftp://server.lab.example/kernel
boot "$howto nfsroot=nfs://server.lab.example/nfs%25root,vers=3"
root_is server.lab.example:/nfs%root addr=2001:db8:2::2 vers=3
verdict 'nfsroot=nfs://… with %XX and options; another boot file URL is passed over'

boot "$howto nfsroot=nfs://[2001:db8:2::2]:2049/nfsroot,vers=4.1"
root_is '[2001:db8:2::2]:/nfsroot' addr=2001:db8:2::2
verdict 'nfsroot=nfs://[literal]:port/…'

finish
