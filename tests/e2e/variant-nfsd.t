#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# With the Linux nfsd as the server, in a second VM. NFSD_KERNEL names another kernel for it. About five minutes.
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"
# shellcheck source=tests/lib/companion.sh
. "$top/tests/lib/companion.sh"

server_kernel=${NFSD_KERNEL:-$top/build/6.12/x86_64-nfsd/kernel}
if [ ! -e "$server_kernel" ]; then
	skip 'no kernel: scripts/kernel -t 6.12 -f kconfig/nfsd.config -o nfsd' 'the Linux nfsd'
	finish
	exit
fi
"$top/scripts/nfsd" >&2

# What is on the server's disk has to be there before it starts.
start() {
	lab_start --nfs nfsd --nfs-kernel "$server_kernel" --later nfs "$@"
	root=$top/build/lab/$lab/root
	cp "$top/build/tools/locker" "$root/test/"
}

start --dhcp4
install_companion "$root"
ln -s nfsroot6 "$root/sbin/nfsroot6-init"
mkdir "$root/run"
# 20 MB, and as much with holes
dd if=/dev/urandom of="$root/test/data" bs=1M count=20 2>/dev/null
dd if="$root/test/data" of="$root/test/holes" bs=64k seek=0 count=1 2>/dev/null
dd if="$root/test/data" of="$root/test/holes" bs=64k seek=200 skip=1 count=1 conv=notrunc 2>/dev/null
truncate -s 20M "$root/test/holes"
data=$(md5sum <"$root/test/data")
holes=$(md5sum <"$root/test/holes")
cat >"$root/test/read" <<-'SCRIPT'
	#!/bin/sh
	echo "DATA $(md5sum </test/data)"
	echo "HOLES $(md5sum </test/holes)"
	grep -E '^[[:space:]]+READ(_PLUS)?: [1-9]' /proc/self/mountstats
SCRIPT
cat >"$root/test/write" <<-'SCRIPT'
	#!/bin/sh
	echo new >/etc/new && echo WROTE
	sed 's/^/MOUNT /' /proc/mounts
SCRIPT
chmod 755 "$root/test/read" "$root/test/write"
lab_do server start nfs

for version in 3 4.0 4.1 4.2; do
	boot "$howto nfsroot=server.lab.example:/nfsroot,vers=$version"
	root_is server.lab.example:/nfsroot "vers=$version" addr=2001:db8:2::2
	verdict "by name, version $version"
done

boot_by_name "$howto"
root_is server.lab.example:/nfsroot vers=3 proto=tcp6
verdict 'by name, no version given: 3'

boot "$howto nfsroot=big.lab.example:/nfs%root,vers=4.2"
root_is big.lab.example:/nfs%root vers=4.2
verdict 'a name with many addresses, a path with a percent sign'

boot 'ip=dhcp nfsroot=10.6.2.2:/nfsroot'
root_is 10.6.2.2:/nfsroot vers=3 rsize=4096 wsize=4096 addr=10.6.2.2
verdict 'DHCPv4 and a literal, version 3'

# Read what is big, by what the client calls READ, or READ_PLUS where it has that.
reads() {
	todo=/test/read
	boot -t 90 "$howto nfsroot=server.lab.example:/nfsroot,vers=$1"
	todo=''
	says "^DATA $data"
	says "^HOLES $holes"
	says "^[[:space:]]+$2:"
	verdict "20 MB, and 20 MB with holes, by version $1's $2"
}

reads 3 READ
reads 4.2 READ
usual=$kernel
kernel=$server_kernel
reads 4.2 READ_PLUS
kernel=$usual

todo=/test/write
boot "$howto nfsroot=server.lab.example:/readonly,vers=4.2 rw"
says_not '^WROTE'
verdict 'a read-only export, rw'

boot "$howto init=/sbin/nfsroot6-init nfsroot6.overlay=tmpfs,size=16m" \
	'ro nfsroot=server.lab.example:/readonly,vers=4.2'
todo=''
reports root '^nfsroot6 / overlay rw,'
says '^MOUNT server.lab.example:/readonly /run/nfsroot6/lower nfs4 ro,.*vers=4.2,.*addr=2001:db8:2::2'
says '^WROTE'
verdict 'an overlay over a read-only export'

# refused MESSAGE DESCRIPTION NFSROOT
refused() {
	boot_until "$1" -t 60 "$howto nfsroot=$3"
	verdict "$2: the console says so"
}

refused "$msg_denied" 'version 3, an export that is denied' server.lab.example:/denied
refused "$msg_denied" 'version 3, no such export' server.lab.example:/nowhere
refused "$msg_no_export" 'version 4.2, no such export' server.lab.example:/nowhere,vers=4.2

# probe STATUS LAST-LINE NFSROOT: on a host of the boot link; what it prints is the console.
probe() {
	boots=$((boots + 1))
	console=$out/probe.$boots
	status=0
	lab_do exec onl "$nfsroot6" probe -i eth0 --timeout 30 --cmdline "$howto nfsroot=$3" >"$console" 2>&1 ||
		status=$?
	[ "$status" = "$1" ] || problem "probe $3: exit status $status instead of $1"
	tail -n 1 "$console" | grep -qE "^$2" || problem "last line: not like: $2: $(tail -n 1 "$console")"
}

for version in 3 4.0 4.1 4.2; do
	probe 0 'would boot: ' "server.lab.example:/nfsroot,vers=$version"
	says_not FAILED
done
probe 0 'would boot: ' server:/nfs%root
probe 0 'would boot: ' '[2001:db8:2::147]:/readonly,vers=4.2'
verdict 'probe: versions, exports, addresses'

probe 1 'would not boot: .*mountd: /nope: access denied, or no such export' server:/nope
probe 1 'would not boot: .*mountd: /denied: access denied, or no such export' server:/denied
probe 1 'would not boot: .*no such export .* at "nope" of /nope' server:/nope,vers=4.1
probe 1 'would not boot: .*no such export .* at "denied" of /denied' server:/denied,vers=4.2
probe 1 'would not boot: .*no such export .* at "nope" of /nfsroot/nope' server:/nfsroot/nope,vers=4.2
probe 1 'would not boot: .*not a directory' server:/nfsroot/etc/passwd,vers=4.2
verdict 'probe: not exported, to others only, no such path'

# The machine that is the server dies under a client that runs, and comes back after a while. The client has a lock and
# an open file for 15 s of its own time, and a beat meanwhile. Nobody else is known to the server.
outlives() {
	start
	cat >"$root/test/life" <<-'SCRIPT'
		#!/bin/sh
		/test/locker &
		while kill -0 $! 2>/dev/null; do
			sleep 1
			beat=$((beat + 1))
			echo 3 >/proc/sys/vm/drop_caches
			echo "$beat" >/tmp/beat && sync /tmp/beat && sum=$(md5sum </test/locker) &&
				echo "BEAT $beat $(cut -d. -f1 /proc/uptime) $sum"
		done
	SCRIPT
	chmod 755 "$root/test/life"
	sum=$(md5sum <"$root/test/locker")
	lab_do server start nfs
	todo=/test/life
	vm_start -t 300 "$howto rw nfsroot=server.lab.example:/nfsroot,vers=$1"
	console_wait 60 '^BEAT 1 '
	lab_do server stop nfs
	before=$(wc -c <"$top/build/lab/$lab/nfs.log")
	sleep "$2"
	lab_do server start nfs
	vm_end
	todo=''
	says LOCKER-DONE
	says_not 'LOCKER-FAILED|state manager|lost .* locks|reclaim'
	gap=$(awk '/^BEAT/ { if (last && $3 - last > gap) gap = $3 - last; last = $3 } END { print gap + 0 }' "$console")
	[ "$gap" -ge $(($2 - 5)) ] || problem "the server was not missed: beats are $gap s apart"
	other=$(grep '^BEAT' "$console" | grep -cv " $sum" || :)
	[ "$other" = 0 ] || problem "the root: $other times other data"
	[ "$1" = 3 ] || tail -c "+$before" "$top/build/lab/$lab/nfs.log" |
		grep -q 'NFSD: all clients done reclaiming' || problem 'the server: the client has not reclaimed its state'
	verdict "the server is rebooted, dead for $2 s, version $1: lock, open file and writes go on (after $gap s)"
}

outlives 4.2 40
outlives 3 40

finish
