#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

lab_start
cp "$top/build/tools/locker" "$top/build/lab/$lab/root/test/"
todo=/test/locker
clients=''
for client in 1 2; do
	vm_start -t 120 "$howto rw nfsroot=server.lab.example:/nfsroot,vers=4.1"
	clients="$clients $vm:$console"
done
for client in $clients; do
	vm=${client%%:*} console=${client#*:}
	vm_end
	root_is server.lab.example:/nfsroot vers=4.1
	says LOCKER-DONE
	says_not 'LOCKER-FAILED|state manager|lost .* locks'
done
verdict 'two clients at once over NFSv4.1, neither loses its state'

finish
