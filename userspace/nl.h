/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rtnetlink by libmnl: addresses, routes and links of IPv6. The nl_parse_… functions are pure, over
 * a message of the length that its header says, and check every attribute's length.
 */
#ifndef NFSROOT6_NL_H
#define NFSROOT6_NL_H

#include <libmnl/libmnl.h>
#include <net/if.h>
#include <netinet/in.h>

#include <linux/types.h>

#define NL_FOREVER	0xffffffff	/* as a lifetime, INFINITY_LIFE_TIME */

struct nl {
	struct mnl_socket *sock;
	unsigned int seq, portid;
};

struct nl_addr {
	int ifindex;
	struct in6_addr addr;
	u8 plen;
	u8 scope;			/* RT_SCOPE_… */
	u32 flags;			/* IFA_F_… */
	u32 preferred, valid;		/* remaining seconds, or NL_FOREVER */
};

struct nl_route {			/* of the main table, unicast */
	int ifindex;
	struct in6_addr dst;		/* :: with plen 0 is the default route */
	u8 plen;
	bool has_gateway;
	struct in6_addr gateway;
	u8 protocol;			/* RTPROT_… */
	u32 metric;
	u32 expires;			/* seconds, 0: never */
};

struct nl_link {
	int ifindex;
	char name[IFNAMSIZ];
	unsigned int flags;		/* IFF_… */
	bool carrier;
	u32 mtu;
	u8 mac_len;
	u8 mac[32];
};

/* An option of an RA that the kernel passes on, RTM_NEWNDUSEROPT */
struct nl_ndopt {
	int ifindex;
	struct in6_addr from;		/* the router, or :: when an old kernel does not say */
	const u8 *opt;			/* one whole option, points into the message */
	size_t len;			/* bytes, a multiple of 8 */
};

/*
 * True if the message says that there is such a thing, new or changed, or (by its nlmsg_type, RTM_DEL…)
 * that it is gone, and is well-formed. Addresses and routes are of AF_INET6.
 */
bool nl_parse_addr(const struct nlmsghdr *nlh, struct nl_addr *addr);
bool nl_parse_route(const struct nlmsghdr *nlh, struct nl_route *route);	/* its first next hop */
bool nl_parse_link(const struct nlmsghdr *nlh, struct nl_link *link);
bool nl_parse_ndopt(const struct nlmsghdr *nlh, struct nl_ndopt *opt);

/* A route can have several next hops; false when there are not so many (they count from 0). */
bool nl_parse_route_hop(const struct nlmsghdr *nlh, unsigned int hop, struct nl_route *route);

/* GROUPS: RTMGRP_…, 1 << (RTNLGRP_… - 1), or 0 for questions alone. 0 or a negative error number. */
int nl_open(struct nl *nl, unsigned int groups);

void nl_close(struct nl *nl);

/*
 * Ask for all, FN gets each, once: an answer that others changed while it was given is asked for again.
 * FN returns non-zero to end early. 0 or a negative error number; -EINTR: it changed all the time.
 *
 * What comes by multicast while a question is asked is lost on that socket, here and in the two below:
 * who must hear all of it asks on another one.
 */
int nl_each_addr(struct nl *nl, int (*fn)(const struct nl_addr *addr, void *data), void *data);
int nl_each_route(struct nl *nl, int (*fn)(const struct nl_route *route, void *data), void *data);
int nl_each_link(struct nl *nl, int (*fn)(const struct nl_link *link, void *data), void *data);

/*
 * Adds the address (duplicate address detection is done unless IFA_F_NODAD is set) or, when the device
 * has it, replaces its lifetimes and flags. -EINVAL for valid 0 or preferred > valid.
 *
 * IFA_F_NODAD, _HOMEADDRESS, _MANAGETEMPADDR and _NOPREFIXROUTE become what FLAGS says: without the last
 * the kernel makes sure that there is a route for the prefix. The kernel sets and clears the others itself.
 * The prefix length of an address that is there does not change.
 */
int nl_set_addr(struct nl *nl, const struct nl_addr *addr);
int nl_del_addr(struct nl *nl, const struct nl_addr *addr);

/* Adds the route, or replaces the one that has its destination and metric; EXPIRES does not count. */
int nl_set_route(struct nl *nl, const struct nl_route *route);

/*
 * What has come by multicast, without blocking: FN gets each message, non-zero ends it (the rest of its
 * datagram is lost). It may leave some for the next call. 0 or a negative error number; -ENOBUFS: some
 * were lost, ask for all.
 */
int nl_receive(struct nl *nl, int (*fn)(const struct nlmsghdr *nlh, void *data), void *data);

#endif /* NFSROOT6_NL_H */
