// SPDX-License-Identifier: GPL-2.0-only
/* The way to the root's server, when routers' routes are over. */

#include <linux/rtnetlink.h>
#include <linux/string.h>

#include "prefix.h"
#include "watch_route.h"

void watch_route_begin(struct watch_route *r, const struct in6_addr *server)
{
	memset(r, 0, sizeof(*r));
	r->server = *server;
}

void watch_route_seen(struct watch_route *r, const struct nl_route *route)
{
	if (!same_prefix(&route->dst, &r->server, route->plen))
		return;
	if (route->metric == WATCH_ROUTE_METRIC) {
		if (r->nours < WATCH_ROUTES_MAX)
			r->ours[r->nours++] = *route;
		return;
	}
	if (r->found && (route->plen < r->best.plen ||
			 (route->plen == r->best.plen && route->metric >= r->best.metric)))
		return;
	r->found = true;
	r->best = *route;
}

static bool is_held(const struct watch_route *r, const struct nl_route *set)
{
	const struct nl_route *ours;
	unsigned int i;

	for (i = 0; i < r->nours; i++) {
		ours = &r->ours[i];
		if (ours->ifindex == set->ifindex && ours->plen == set->plen && ours->has_gateway == set->has_gateway &&
		    !memcmp(&ours->gateway, &set->gateway, sizeof(set->gateway)))
			return true;
	}
	return false;
}

bool watch_route_wanted(const struct watch_route *r, int ifindex, struct nl_route *set)
{
	/* What is link-local needs no router's word */
	if (IN6_IS_ADDR_LINKLOCAL(&r->server))
		return false;
	/* Not even ours is there: it went when the device was taken down */
	if (!r->found)
		return !r->nours && set->ifindex == ifindex && same_prefix(&set->dst, &r->server, set->plen);
	if (r->best.ifindex != ifindex)
		return false;
	*set = r->best;
	set->metric = WATCH_ROUTE_METRIC;
	set->protocol = RTPROT_STATIC;
	set->expires = 0;
	/* Of the link itself only the server is known to be there without a doubt */
	if (!set->has_gateway) {
		set->dst = r->server;
		set->plen = 128;
	}
	return !is_held(r, set);
}
