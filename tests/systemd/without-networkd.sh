# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2034,SC2154
# For managers.t: networkd without the companion. Of itself it keeps what it finds on the device when the root
# is on NFS; what comes of that depends on who it is to the DHCPv6 server.

# lost CASE
lost() {
	short=yes
	case $1 in
	*-slaac-*) spared "$1" ;;
	*-same-*) cut_off "$1" ;;
	*) usurped "$1" ;;
	esac
	short=''
}

# quiet_life: all of a life but for what happens to the servers.
quiet_life() {
	progress 300 'CASE up' && progress 150 'CASE renewed' && progress 90 'CASE settled'
}

# With SLAAC there is no harm: it updates the kernel's address, and leaves it there.
spared() {
	start "$1"
	boot_it
	if quiet_life; then
		refreshed
		ended
	else
		give_up
	fi
	verdict "$1: networkd alone keeps the address of SLAAC"
}

# Its DUID is not the kernel's: it gets one more address, and that of the root is given to another machine.
usurped() {
	start "$1" --dhcp6-pool "$address-2001:db8:1::d:101"
	boot_it
	if progress 300 'CASE up'; then
		expires
		newcomer
	fi
	if quiet_life; then
		says "inet6 $address/128 scope global deprecated"
		says 'inet6 2001:db8:1::d:101/128 scope global dynamic'
	fi
	give_up
	verdict "$1: networkd leases another address, the server gives that of the root to another machine"
}

# The lease goes on with the kernel's DUID and IAID, and the address goes with networkd, whatever it is told.
cut_off() {
	start "$1"
	cat >"$root/etc/systemd/network/lan.network" <<-END
		[Match]
		Name=e*
		[Network]
		KeepConfiguration=yes
		IgnoreCarrierLoss=yes
		IPv6AcceptRA=yes
		[DHCPv6]
		DUIDType=link-layer
		IAID=$iaid
	END
	boot_it
	if progress 300 'CASE up' && progress 300 'CASE renewed'; then
		renewed
		if progress 60 "ADDRESS Deleted .*inet6 $address/128"; then
			progress 300 "$silent" || :
		fi
	fi
	says_not 'CASE (settled|poweroff)'
	give_up
	verdict "$1: the root is gone when networkd is restarted"
}
