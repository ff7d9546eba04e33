#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

for servers in 'radvd unbound' 'dnsmasq dnsmasq'; do
	lab_start --ra "${servers% *}" --dns "${servers#* }"
	boot "$howto nfsroot=server.lab.example:/nfsroot nfsroot6.wait=3"
	root_is server.lab.example:/nfsroot addr=2001:db8:2::2
	says "$msg_complete"
	reports pnp '^nameserver 2001:db8:2::53$'
	reports pnp '^search lab\.example$'
	# Temporary routes and settings are gone.
	reports routes6 '^default via fe80::1 dev eth0'
	reports_not routes6 '^2001:db8:2::'
	reports settings 'eth0/optimistic_dad=0$'
	reports settings 'eth0/use_optimistic=0$'
	reports settings 'eth0/router_solicitation_delay=1$'
	verdict "the how-to's line, by host name, with $servers"
done

finish
