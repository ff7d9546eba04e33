#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start
for version in 3 4.0 4.1 4.2; do
	boot "$howto nfsroot=server.lab.example:/nfsroot,vers=$version"
	root_is server.lab.example:/nfsroot "vers=$version" addr=2001:db8:2::2
	verdict "NFSv$version"
done

boot "$howto nfsroot=[2001:db8:2::2]:/nfs%root"
root_is '[2001:db8:2::2]:/nfs%root'
verdict 'a path with a percent sign'

finish
