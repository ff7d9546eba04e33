/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The way to the root's server. Where a network manager has the device its routes end with the lifetimes of router
 * advertisements, also while the manager hangs because the server is away: then nothing leads there any more. So
 * there is another route like the one that is in use, behind all others, without an end. This says which; the caller
 * adds it.
 */
#ifndef NFSROOT6_WATCH_ROUTE_H
#define NFSROOT6_WATCH_ROUTE_H

#include "nl.h"

#define WATCH_ROUTE_METRIC	(1U << 30)	/* routers' have 1024 or less */
#define WATCH_ROUTES_MAX	4		/* of ours, known at a time */

struct watch_route {
	struct in6_addr server;
	bool found;
	struct nl_route best;		/* the kernel's choice for it, but for those with our metric: */
	unsigned int nours;
	struct nl_route ours[WATCH_ROUTES_MAX];	/* there may be one of each way that there was */
};

void watch_route_begin(struct watch_route *r, const struct in6_addr *server);
void watch_route_seen(struct watch_route *r, const struct nl_route *route);

/*
 * When all routes have been seen. *SET: what was held until now, all zero at first, and what is to be held from now on;
 * true: that is to be added.
 */
bool watch_route_wanted(const struct watch_route *r, int ifindex, struct nl_route *set);

#endif /* NFSROOT6_WATCH_ROUTE_H */
