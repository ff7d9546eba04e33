# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Sourced by the scripts beside it; needs $0 to be the script itself.
# Gives: ROOT, BUILD (absolute), me, say, die, usage, need_arg, tree_ok, git_tree.

me=$(basename "$0")
# shellcheck disable=SC2034 # ROOT and BUILD are for the scripts
ROOT=$(cd "$(dirname "$0")/.." && pwd -P)
# shellcheck disable=SC2034
BUILD=$ROOT/build
LC_ALL=C
export LC_ALL

say() {
	printf '%s: %s\n' "$me" "$*"
}

die() {
	printf '%s: %s\n' "$me" "$*" >&2
	exit 1
}

# usage: the comment block at the head of the calling script is its help text.
usage() {
	sed -n '/^#:/s/^#: \{0,1\}//p' "$0"
}

# tree_ok NAME TREE: a tree is named after its kernel version, such as 6.12.
tree_ok() {
	case $2 in
	*[!0-9.]* | .* | *. | *.*.* | '') ;;
	*.*) return 0 ;;
	esac
	die "$1: '$2' is no kernel version like 6.12"
}

# git_tree DIR COMMAND…: git in a source tree, whatever the user's settings are and whoever
# owns the folder; never takes a lock that it does not need.
git_tree() {
	git_dir=$1
	shift
	GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_OPTIONAL_LOCKS=0 \
		git -c safe.directory='*' -c core.quotePath=false -C "$git_dir" "$@"
}

# git_fixed DIR COMMAND…: the same for commands that make commits: dates and committer are
# always the same, so that everybody gets the same commits.
git_fixed() {
	GIT_AUTHOR_NAME=nfsroot6 GIT_AUTHOR_EMAIL=nfsroot6@localhost \
		GIT_AUTHOR_DATE='2026-01-01T00:00:00Z' \
		GIT_COMMITTER_NAME=nfsroot6 GIT_COMMITTER_EMAIL=nfsroot6@localhost \
		GIT_COMMITTER_DATE='2026-01-01T00:00:00Z' \
		git_tree "$@"
}

# one_at_a_time NAME: waits until no other script holds the lock NAME; it goes with the process.
one_at_a_time() {
	mkdir -p "$BUILD"
	exec 9>"$BUILD/.lock-$1"
	if ! flock -n 9; then
		say "waiting for another run that works on $1"
		flock 9
	fi
}

# patches_hash TREE: one checksum over the patches of a tree, "-" when there are none.
patches_hash() {
	if [ -s "$ROOT/patches/$1/series" ]; then
		(cd "$ROOT/patches/$1" && cat series && grep -v '^#' series |
			while read -r p _; do cat "./$p"; done) | sha256sum | cut -c1-40
	else
		echo -
	fi
}

# patch_files TREE: the paths of its patches in order, one a line.
patch_files() {
	[ -s "$ROOT/patches/$1/series" ] || return 0
	sed -e 's/#.*//' -e 's/[[:space:]].*//' -e '/^$/d' "$ROOT/patches/$1/series" |
		sed "s|^|$ROOT/patches/$1/|"
}
