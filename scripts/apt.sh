# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Sourced by scripts that get something from Debian's archive; needs common.sh.

keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# apt_private STATE COMMAND…: apt with package lists and cache of our own, in build/dl/apt/STATE, so that no root is
# needed and the system keeps its own.
apt_private() {
	state=$BUILD/dl/apt/$1
	shift
	mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
	"$@" -o Dir::State::Lists="$state/lists" -o Dir::Cache="$state/cache" \
		-o APT::Sandbox::User="$(id -un)" -o Debug::NoLocking=1
}

# apt_listed NAME COMMAND…: the same, and the sources are those that apt_sources NAME has written.
apt_listed() {
	name=$1
	shift
	apt_private "$name" "$@" -o Dir::Etc::SourceList="$BUILD/dl/apt/$name.list" \
		-o Dir::Etc::SourceParts=/dev/null
}

# apt_mirror FIELD: the URI (REPO_URI) or the name (RELEASE) of the Debian archive proper among this machine's sources.
apt_mirror() {
	# shellcheck disable=SC2016 # apt expands these
	apt-get indextargets --format '$(CREATED_BY) $(COMPONENT) $(RELEASE) $(REPO_URI)' |
		awk -v field="$1" '$1 == "Packages" && $2 == "main" && $4 !~ /security/ &&
			$3 ~ /^(bookworm|trixie|forky|sid|stable|oldstable|testing|unstable)$/ {
				print field == "RELEASE" ? $3 : $4; exit }'
}

# apt_sources NAME TYPE SUITE: for apt_listed; false when this machine has no source of Debian's archive.
apt_sources() {
	uri=$(apt_mirror REPO_URI)
	[ -n "$uri" ] || return 1
	[ -r "$keyring" ] || die "$keyring is missing: apt-get install debian-archive-keyring"
	mkdir -p "$BUILD/dl/apt"
	printf '%s [signed-by=%s] %s %s main\n' "$2" "$keyring" "$uri" "$3" >"$BUILD/dl/apt/$1.list"
}
