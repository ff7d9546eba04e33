/* SPDX-License-Identifier: GPL-2.0-only */
/* Where IPv4 is configured beside IPv6, the first answerless second is enough to see that there is no DHCPv4 server. */
#undef DHCP_DISC_END_TIMEOUT_SEC
#define DHCP_DISC_END_TIMEOUT_SEC 1
