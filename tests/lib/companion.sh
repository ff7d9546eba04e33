# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154
# For cases that need the companion in a root; $top is set.

# companion: builds it, unless NFSROOT6 names one. One case at a time.
companion() {
	nfsroot6=${NFSROOT6:-$top/build/userspace/nfsroot6}
	[ -n "${NFSROOT6-}" ] || flock "$top/userspace" make -s -C "$top/userspace" O="$top/build/userspace"
}

# install_companion ROOT: there as /usr/sbin/nfsroot6 or /sbin/nfsroot6, with the shared libraries that it needs and
# ROOT has not.
install_companion() {
	companion
	to=$1/sbin
	if [ -d "$1/usr/sbin" ]; then to=$1/usr/sbin; fi
	cp "$nfsroot6" "$to/nfsroot6"
	ldd "$nfsroot6" 2>/dev/null | grep -o '/[^ ]*' | while read -r library; do
		if [ ! -e "$1$library" ]; then
			mkdir -p "$1${library%/*}"
			cp -L "$library" "$1$library"
		fi
	done
}

# watched_root: into the lab's root, $root: the companion, a resolv.conf that leads to where watch may write it, and
# /test/data, whose md5 is $sum.
watched_root() {
	root=$top/build/lab/$lab/root
	install_companion "$root"
	mkdir "$root/run"
	ln -sf /run/resolv.conf "$root/etc/resolv.conf"
	dd if=/dev/urandom of="$root/test/data" bs=64k count=4 2>/dev/null
	sum=$(md5sum <"$root/test/data")
	sum=${sum%% *}
}

# static_companion FILE: builds it as FILE, without shared libraries; false where there is no libmnl for that, and
# $lacks says so.
static_companion() {
	src=${LIBMNL_SRC-}
	lacks='no libmnl.a here, and no source of libmnl'
	[ -n "$src" ] || src=$("$top/scripts/libmnl" 2>/dev/null) || return 1
	static_dir=$top/build/userspace-static
	flock "$top/userspace" make -s -C "$top/userspace" O="$static_dir" STATIC=1 LIBMNL_SRC="$src" || {
		echo "Bail out! the companion does not build without shared libraries"
		exit 1
	}
	cp "$static_dir/nfsroot6" "$1"
}
