#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Many machines share one read-only export, each with a tmpfs over it: nfsroot6-init.
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"
# shellcheck source=tests/lib/companion.sh
. "$top/tests/lib/companion.sh"

# start [option…]: a lab whose root has the companion and /test/overlay.
start() {
	lab_start "$@"
	root=$top/build/lab/$lab/root
	install_companion "$root"
	ln -s nfsroot6 "$root/sbin/nfsroot6-init"
	mkdir -p "$root/run" "$root/etc/folder"
	rm "$root/etc/resolv.conf"
	echo shared >"$root/etc/hostname"
	cat >"$root/test/overlay" <<-'SCRIPT'
		#!/bin/sh
		mine=/etc/mine.$(cat /sys/class/net/eth0/address)
		sed 's/^/MOUNT /' /proc/mounts
		sed 's/^/HOSTNAME /' /etc/hostname
		sed 's/^/RESOLV /' /etc/resolv.conf
		echo mine >"$mine" && echo WROTE
		echo more >>/etc/passwd && echo CHANGED
		rm -f /etc/group && mv /etc/folder /etc/renamed && echo MOVED
		touch /run/nfsroot6/lower/etc/below && echo LEAKED
		while [ ! -e /run/nfsroot6/lower/test/go ]; do
			sleep 1
			waited=$((waited + 1))
			[ "$waited" -lt 60 ] || break
		done
		echo "SEES $(ls /etc | grep -c ^mine) $(ls -d /etc/group /etc/folder 2>/dev/null | wc -l)"
		[ -s "$mine" ] && [ -d /etc/renamed ] && echo SURVIVED
	SCRIPT
	chmod 755 "$root/test/overlay"
}

unchanged() {
	if [ "$(cd "$root/etc" && echo ./*)" != './folder ./group ./hostname ./passwd' ] ||
		grep -q more "$root/etc/passwd"; then
		problem "the export has changed: $(ls "$root/etc")"
	fi
}

todo=/test/overlay
# The file that ends the wait is to be seen at once
line='init=/sbin/nfsroot6-init ro nfsroot=server.lab.example:/readonly,actimeo=1'

start
clients=''
for client in 1 2; do
	vm_start -t 180 "ip6=::::client$client:eth0 nfsroot6.overlay=tmpfs,size=16m $line,vers=$((client + 2))"
	clients="$clients $vm:$console:client$client"
done
for client in $clients; do
	rest=${client#*:}
	vm=${client%%:*} console=${rest%%:*}
	console_wait 120 MOVED
done
touch "$root/test/go"
for client in $clients; do
	rest=${client#*:}
	vm=${client%%:*} console=${rest%%:*}
	vm_end
	reports root '^nfsroot6 / overlay rw,.*lowerdir=/run/nfsroot6/lower,'
	says '^MOUNT server.lab.example:/readonly /run/nfsroot6/lower nfs[4]? ro,.*addr=2001:db8:2::2'
	says "^HOSTNAME ${rest#*:}"
	says '^RESOLV nameserver 2001:db8:2::53'
	says '^RESOLV search lab.example'
	says 'nfsroot6 init: the root is an overlay in memory, at most 16m'
	says '^WROTE'
	says '^CHANGED'
	says '^MOVED'
	says_not '^LEAKED'
	says '^SEES 1 0'
	says '^SURVIVED'
done
unchanged
verdict 'two machines on one read-only export: neither sees what the other writes'

# The usual report, and no more
todo=''
boot "$howto nfsroot6.overlay=tmpfs,inodes=5 $line"
root_is server.lab.example:/readonly addr=2001:db8:2::2
says_once 'nfsroot6 init: nfsroot6.overlay=: unknown option: "inodes=5"'
says 'nfsroot6 init: going on with the root as it is'
verdict 'a wrong option: the plain root, and one line that says why'

no_init='nfsroot6 init: nfsroot6.init=: cannot run /bin/nosuch: No such file'
boot "$howto nfsroot6.init=/bin/nosuch $line"
root_is server.lab.example:/readonly
says_once "$no_init"
verdict 'another init that is not there: the usual one'

boot_until "$msg_panic.*kill init" "$howto nfsroot6.overlay=ext4 nfsroot6.onfail=panic $line"
sed -i "/$msg_panic/q" "$console"
says_once 'nfsroot6 init: nfsroot6.overlay=: not tmpfs: "ext4"'
verdict 'a panic when that is asked for'

# The shell waits for somebody who types. Printk and the terminal write in any order. The clock that notsc leaves
# out would be the last to say something, and printk holds a line without an end back until then
vm_start -t 100 "notsc $howto nfsroot6.init=/bin/nosuch nfsroot6.onfail=shell $line"
console_wait 90 '^(/|~) # '
console_wait 5 "$no_init"
kill "$vm"
vm_end 143
says_once "$no_init"
says_not NFSROOT6-REPORT
verdict 'a shell where another init is not there, when that is asked for'

finish
