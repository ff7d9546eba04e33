#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# bad MESSAGE PART COMMAND-LINE DESCRIPTION: one line names the parameter and the offending part.
lab_start --nfs none --dns none
bad() {
	line="$1\"[^\"]*$2[^\"]*\""
	boot_until "$line" -t 30 "quiet $3"
	says_by 12 "$line"
	verdict "$4"
}

long_label=$(printf '%063d' 0 | tr 0 n)
long_name=$long_label.$long_label.$long_label.$long_label.lab.example
long_options=$(printf 'x%.0s' $(seq 1100))

bad "$msg_bad_nfsroot" '\[2001:db8:2::2' "$howto nfsroot=[2001:db8:2::2:/nfsroot" 'an unclosed bracket'
bad "$msg_bad_nfsroot" '%eth0' "$howto nfsroot=[2001:db8:2::2%eth0]:/nfsroot" 'a zone on a global address'
bad "$msg_bad_nfsroot" '2001:db8:2::2' "$howto nfsroot=2001:db8:2::2:/nfsroot" 'a literal without brackets'
bad "$msg_bad_nfsroot" nnn "$howto nfsroot=$long_name:/nfsroot" 'a name over 255 bytes'
bad "$msg_bad_nfsroot" 300 "$howto nfsroot=server.300:/nfsroot" 'an all-numeric last label'
bad "$msg_bad_nfsroot" xxx "$howto nfsroot=[2001:db8:2::2]:/nfsroot,$long_options" 'options too long'
bad "$msg_bad_ip6" foo "ip6=eth0:foo nfsroot=[2001:db8:2::2]:/nfsroot" 'an unknown method'
bad "$msg_bad_ip6" dhcp "ip6=eth0:dhcp nfsroot=[2001:db8:2::2]:/nfsroot" 'a method whose option is off'

finish
