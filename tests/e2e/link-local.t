#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start --dns none --nfs-at onl
boot "$howto nfsroot=[fe80::2%eth0]:/nfsroot"
root_is '[fe80::2%eth0]:/nfsroot'
reports root ',addr=fe80::2%(eth0|[0-9]+)[, ]'
verdict 'a link-local server with its zone'

lab_start --ra none --dns none --nfs-at onl
boot 'ip6=eth0:link-local nfsroot=[fe80::2%eth0]:/nfsroot'
root_is '[fe80::2%eth0]:/nfsroot'
reports_not addresses 'scope global'
verdict 'the same with nothing but link-local addresses, and no router'

finish
