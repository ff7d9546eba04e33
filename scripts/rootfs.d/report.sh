# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh

# section CONSOLE NAME: that part of the report that rootfs.d/init printed.
section() {
	tr -d '\r' <"$1" | awk -v wanted="[$2]" '
		/^NFSROOT6-REPORT-BEGIN/ { report = 1; next }
		/^NFSROOT6-REPORT-END/ { exit }
		report && /^\[[a-z0-9]+\]$/ { inside = $0 == wanted; next }
		inside'
}
