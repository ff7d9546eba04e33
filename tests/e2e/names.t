#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start
boot "$howto nfsroot=server:/nfsroot"
root_is server:/nfsroot addr=2001:db8:2::2
verdict 'a short name, through the search list in the RA'

boot -t 120 "$howto nfsroot=multi.lab.example:/nfsroot"
root_is multi.lab.example:/nfsroot addr=2001:db8:2::2
verdict 'four addresses: nobody there, silence, nothing listens, the server'

boot "$howto nfsroot=big.lab.example:/nfsroot"
root_is big.lab.example:/nfsroot
verdict 'an answer that does not fit in UDP: over TCP'

lab_start --nfs-at onl
boot "$howto nfsroot=onlink.lab.example:/nfsroot"
root_is onlink.lab.example:/nfsroot addr=2001:db8:1::2
verdict 'a server on the boot link itself'

finish
