/* SPDX-License-Identifier: GPL-2.0-only */
/* The sockets of the daemon; all are opened before it gives up its privileges. */
#ifndef NFSROOT6_WATCH_NET_H
#define NFSROOT6_WATCH_NET_H

#include <netinet/in.h>

#include "nl.h"

/*
 * Each returns a descriptor or a negative error number.
 * RS: sends alone, nothing is ever received from it.
 */
int net_open_rs(int ifindex);

/* For net_source() */
int net_open_probe(void);

/* To all routers on the link. 0 or a negative error number. */
int net_send_rs(int fd, int ifindex, const u8 *msg, size_t len);

/* The address that a new connection to TO would get; nothing is sent. 0 or a negative error number. */
int net_source(int fd, const struct in6_addr *to, struct in6_addr *from);

/* RTM_NEWLINK: what the last RA said of M and O, IF_RA_MANAGED and IF_RA_OTHERCONF; false if not in it. */
bool net_parse_ra_flags(const struct nlmsghdr *nlh, int *ifindex, u32 *flags);

/* The same, asked for. 0 or a negative error number. */
int net_ra_flags(struct nl *nl, int ifindex, u32 *flags);

#endif /* NFSROOT6_WATCH_NET_H */
