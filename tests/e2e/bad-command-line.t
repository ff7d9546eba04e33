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
bad "$msg_bad_ip6" 48 'ip6=[2001:db8:1::99]/64::[fe80::1]:48::eth0:none' 'two prefix lengths that disagree'
bad "$msg_bad_ip6" 129 'ip6=[2001:db8:1::99]::[fe80::1]:129::eth0:none' 'a prefix length that cannot be'
bad "$msg_bad_ip6" 'fe80::g' 'ip6=[2001:db8:1::99]::[fe80::g]:64::eth0:none' 'a gateway that is no address'
bad "$msg_bad_duid" c 'ip6=eth0 ip6duid=0003000102abc nfsroot=[2001:db8:2::2]:/nfsroot' 'a DUID with half a byte'
bad "$msg_bad_duid" xyz 'ip6=eth0 ip6duid=00030001xyz nfsroot=[2001:db8:2::2]:/nfsroot' 'a DUID that is not hex'
bad "$msg_bad_nfsroot" '%zz' "$howto nfsroot=nfs://server/%zz" 'a URL with a bad escape'
bad "$msg_bad_nfsroot" 99999 "$howto nfsroot=nfs://server:99999/nfsroot" 'a URL with a port that cannot be'

finish
