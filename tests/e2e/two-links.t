#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --link2 --nfs-at srv2 --dns none --rdnss none --dnssl none
boot -n 2 -b 1,2 'ip6=auto nfsroot=[2001:db8:4::2]:/nfsroot'
root_is '[2001:db8:4::2]:/nfsroot' addr=2001:db8:4::2
says 'IP6-Config: .*device=eth1'
reports_not routes6 'dev eth0'
verdict 'two devices with router and prefix, the root behind the second'

boot -n 2 -b 2,1 'ip6=auto nfsroot=[2001:db8:4::2]:/nfsroot'
root_is '[2001:db8:4::2]:/nfsroot' addr=2001:db8:4::2
says 'IP6-Config: .*device=eth0'
reports_not routes6 'dev eth1'
verdict 'the same, behind the first'

first=$(random_mac) second=$(random_mac)
dashes() {
	echo "$1" | tr : -
}

boot -n 2 -b 1,2 -m "$first,$second" "ip6=$(dashes "$second") nfsroot=[2001:db8:4::2]:/nfsroot"
root_is '[2001:db8:4::2]:/nfsroot' addr=2001:db8:4::2
says 'IP6-Config: .*device=eth1'
reports_not addresses 'inet6 2001:db8:1:'
verdict 'a device by its MAC'

boot -n 2 -b 1,2 -m "$first,$second" \
	"BOOTIF=01-$(dashes "$second") ip6=auto nfsroot=[2001:db8:4::2]:/nfsroot"
root_is '[2001:db8:4::2]:/nfsroot' addr=2001:db8:4::2
says 'IP6-Config: .*device=eth1'
reports_not addresses 'inet6 2001:db8:1:'
verdict 'BOOTIF names the device'

boot_until "$msg_no_device" -t 30 -n 2 "ip6=02-00-00-00-00-01 quiet nfsroot=[2001:db8:4::2]:/nfsroot"
says_by 12 "$msg_no_device"
verdict 'a MAC that no device has: the console says so'

finish
