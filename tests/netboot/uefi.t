#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# UEFI: PXE over IPv6, ipxe.efi by TFTP, script and kernel over HTTP.
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"
# shellcheck source=tests/netboot/netboot.sh
. "$top/tests/netboot/netboot.sh"

can_netboot uefi || { skip "$lacks" 'UEFI boots over the network'; finish; exit 0; }

serve "$http" "$efi_kernel" "$by_name" "$howto" "$ours"

boot_uefi() {
	capture 'ip or udp port 69'
	netboot uefi -t 300 "$@"
	root_is "$by_name" addr=2001:db8:2::2
	reports cmdline "$howto nfsroot=$by_name "
	reports addresses "inet6 $(ipxe_address)/"
	says 'EFI v'
	only_kernel_loaded
	[ -z "$(captured 'ip and not src 0.0.0.0')" ] || problem 'IPv4 was used'
	got=$(captured 'udp dst port 69' | grep -o '"[^"]*"' | sort -u | paste -sd ' ' -)
	[ "$got" = '"ipxe.efi"' ] || problem "TFTP: $got"
}

uefi_lab --dhcp6 dnsmasq
boot_uefi -n 2
[ "$(kernel_lease address)" = "$(ipxe_address)" ] ||
	problem "iPXE had $(ipxe_address), the kernel has $(kernel_lease address)"
verdict 'UEFI, two network devices, DHCPv6 by dnsmasq'

uefi_lab --dhcp6 kea --ra-flags moa
boot_uefi
[ "$(kernel_lease address)" = "$(ipxe_address)" ] ||
	problem "iPXE had $(ipxe_address), the kernel has $(kernel_lease address)"
verdict 'UEFI, SLAAC and DHCPv6 by Kea'

# UEFI's PXE wants a lease, whatever the router says; iPXE and the kernel heed it.
uefi_lab --dhcp6 dnsmasq --ra-flags oa
boot_uefi
[ -z "$(kernel_lease address)" ] || problem "the kernel has a lease: $(kernel_lease address)"
verdict 'UEFI by DHCPv6, iPXE and the kernel by SLAAC and stateless DHCPv6'

finish
