/* SPDX-License-Identifier: GPL-2.0-only */
/* IPv6, which images for BIOS are without by default. */
#undef NET_PROTO_IPV6
#define NET_PROTO_IPV6
