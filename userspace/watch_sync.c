// SPDX-License-Identifier: GPL-2.0-only
/* The addresses of the device, brought to what watch_addr.c wants. */

#include <errno.h>
#include <string.h>

#include "watch.h"
#include "watch_log.h"
#include "watch_net.h"
#include "watch_route.h"

#define RETRY	10000		/* ms: after the kernel had no memory for an answer */

/*
 * The address of the mount's connection; none while there is no connection, and then it is the one
 * before, or what a new connection would have.
 */
static void find_connection(struct watch *w)
{
	const struct root_server *server = &w->server;
	struct root_addrs found;
	struct in6_addr from;

	if (w->tcp6 >= 0 && !root_connections(w->tcp6, server, &found) && found.n)
		w->roots = found;
	if (w->roots.n)
		return;
	if (server->has_client)
		root_add(&w->roots, &server->client);
	else if (w->probe >= 0 && !net_source(w->probe, &server->addr, &from))
		root_add(&w->roots, &from);
}

/* Which addresses the root is mounted from, as far as it can be told */
static void find_roots(struct watch *w)
{
	static struct boot_mount mount;
	int err;

	err = root_read_mount(w->mounts, &mount);
	/* It cannot be read, for whatever reason: what was true before is so still */
	if (err && err != -ENOENT)
		return;
	if (!err && !strcmp(mount.fstype, "overlay")) {
		/* What is hidden beneath it has been mounted from there */
		if (!w->roots.n)
			root_add(&w->roots, &w->boot.address);
		return;
	}
	if (err)
		memset(&w->server, 0, sizeof(w->server));
	else
		root_server_of(&mount, &w->server);
	if (w->server.nfs6)
		find_connection(w);
	else
		w->roots.n = 0;
}

static int take_addr(const struct nl_addr *addr, void *data)
{
	struct watch *w = data;

	if (addr->ifindex == w->ifindex)
		watch_addrs_seen(&w->addrs, addr, w->now);
	else
		watch_addrs_elsewhere(&w->addrs, &addr->addr);
	return 0;
}

static void say_action(const struct watch *w, enum watch_what what, const struct nl_addr *set)
{
	const char *addr = watch_text(&set->addr);

	switch (what) {
	case WATCH_ADD:
		say(LOG_NOTICE, "%s: address %s added", w->device, addr);
		break;
	case WATCH_HOLD:
		say(LOG_WARNING, "%s: the time of %s is over; the root is mounted from it: it stays, deprecated",
		    w->device, addr);
		break;
	case WATCH_DELETE:
		say(LOG_NOTICE, "%s: address %s removed, its time is over", w->device, addr);
		break;
	default:
		break;
	}
}

static void apply(struct watch *w, unsigned int i)
{
	enum watch_what what;
	struct nl_addr set;
	int err;

	what = watch_addrs_action(&w->addrs, i, w->now, &set);
	if (what == WATCH_NOTHING)
		return;
	set.ifindex = w->ifindex;
	if (what == WATCH_DELETE)
		err = nl_del_addr(&w->ask, &set);
	else
		err = nl_set_addr(&w->ask, &set);
	if (err) {
		say(LOG_ERR, "%s: cannot %s address %s: %s", w->device,
		    what == WATCH_DELETE ? "remove" : what == WATCH_ADD ? "add" : "set the lifetimes of",
		    watch_text(&set.addr), strerror(-err));
		return;
	}
	say_action(w, what, &set);
	if (what == WATCH_DELETE)
		watch_addrs_gone(&w->addrs, &set.addr);
	else
		watch_addrs_seen(&w->addrs, &set, w->now);
}

static int see_route(const struct nl_route *route, void *data)
{
	watch_route_seen(data, route);
	return 0;
}

static void hold_route(struct watch *w)
{
	struct nl_route *way = &w->way;
	struct watch_route r;
	int err;

	/* Without a link none can be added */
	if (!w->server.nfs6 || !w->carrier)
		return;
	watch_route_begin(&r, &w->server.addr);
	err = nl_each_route(&w->ask, see_route, &r);
	if (err) {
		say(LOG_ERR, "%s: cannot read the routes: %s", w->device, strerror(-err));
		w->sync = w->now + RETRY;
		return;
	}
	if (!watch_route_wanted(&r, w->ifindex, way))
		return;
	err = nl_set_route(&w->ask, way);
	if (err) {
		say(LOG_ERR, "%s: cannot add a route to %s: %s", w->device, watch_text(&w->server.addr),
		    strerror(-err));
		return;
	}
	say(LOG_INFO, "%s: the way to %s is held, by %s", w->device, watch_text(&w->server.addr),
	    way->has_gateway ? watch_text(&way->gateway) : "the link itself");
}

void watch_sync(struct watch *w)
{
	unsigned int i;
	int err;

	w->sync = WATCH_NEVER;
	find_roots(w);
	watch_addrs_root(&w->addrs, w->roots.addrs, w->roots.n);
	watch_addrs_unknown(&w->addrs);
	err = nl_each_addr(&w->ask, take_addr, w);
	if (err) {
		say(LOG_ERR, "%s: cannot read the addresses: %s", w->device, strerror(-err));
		w->sync = w->now + RETRY;
		return;
	}
	for (i = 0; i < w->addrs.n; i++)
		apply(w, i);
	watch_addrs_sweep(&w->addrs, w->now);
	if (w->hold)
		hold_route(w);
}
