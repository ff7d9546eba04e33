#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Web servers that are slow, dead, silent, or have the wrong files: iPXE says so and goes on by itself.
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"
# shellcheck source=tests/netboot/netboot.sh
. "$top/tests/netboot/netboot.sh"

can_netboot || { skip "$lacks" 'web servers with troubles'; finish; exit 0; }

booted() {
	netboot_end
	root_is "$by_name" addr=2001:db8:2::2
	requests | grep -q '^200 .*/kernel$' || problem 'web server: the kernel was not loaded'
}

fresh() {
	serve "$http" "$kernel" "$by_name" ip6=auto "$ours"
}

fresh
# Longer than any time limit of the scripts: it is the standstill that they limit.
rate=$(($(wc -c <"$http/kernel") / 45000))
web_lab --http-rate "${rate}k"
netboot_start bios -t 180
booted
only_kernel_loaded
says_not 'trying again'
verdict "a slow web server, $rate KiB a second"

web_lab --later http
netboot_start bios -t 180
console_wait 60 'could not load the script'
lab_do server start http
booted
verdict 'a web server that is started later'

web_lab
lab_do exec rt ip route add blackhole 2001:db8:2::80/128
netboot_start bios -t 180
console_wait 120 'could not load the script'
says 'timed out'
lab_do exec rt ip route del blackhole 2001:db8:2::80/128
booted
verdict 'a web server that does not answer at first'

# It dies while it sends the kernel.
rate=$(($(wc -c <"$http/kernel") / 20000))
web_lab --http-rate "${rate}k"
netboot_start bios -t 180
console_wait 60 'kernel\.\.'
lab_do server stop http
console_wait 60 'could not load kernel'
lab_do server start http
booted
verdict 'a web server that dies while it sends the kernel, and is started again'

web_lab
mv "$http/kernel" "$http/elsewhere"
netboot_start bios -t 180
console_wait 60 'could not load kernel'
says 'No such file|Not found'
mv "$http/elsewhere" "$http/kernel"
booted
verdict 'no such kernel: the console says so; it is loaded as soon as it is there'

# BIOS only: iPXE runs anything small there as a boot program.
head -c 2000000 /dev/zero >"$http/kernel"
netboot_start bios -t 180
console_wait 60 'could not start kernel'
says 'Exec format error'
fresh
booted
verdict 'a file that is no kernel: the console says so; it boots as soon as it is one'

finish
