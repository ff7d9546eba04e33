#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# For a kernel with kconfig/variant-kunit.config: the codecs' suites in the kernel itself.
lab_start
boot "$howto nfsroot=server.lab.example:/nfsroot"
root_is server.lab.example:/nfsroot addr=2001:db8:2::2
for codec in cmdline dhcp6 dns ra; do
	says "^\[[^]]*\] ok [0-9]+ ipconfig_$codec"
done
says_not '^\[[^]]*\] *not ok '
verdict 'KUnit: the suites of the codecs, while the kernel boots'

finish
