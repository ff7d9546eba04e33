// SPDX-License-Identifier: GPL-2.0-only
/* Name servers and search list with their lifetimes, and the resolv.conf of them. */

#include <arpa/inet.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "resolv.h"

#define RESOLV_INFINITY	0xffffffff	/* RFC 8106 5.1: seconds */
#define RESOLV_LINE	255		/* bytes of a line, with its newline: musl passes over longer ones */

/*
 *	Lifetimes
 */

static s64 latest(const s64 *expires)
{
	s64 last = 0;
	int i;

	for (i = 0; i < RESOLV_SOURCES; i++)
		last = expires[i] > last ? expires[i] : last;
	return last;
}

static s64 when(u32 lifetime, s64 now)
{
	return lifetime == RESOLV_INFINITY ? RESOLV_NEVER : now + lifetime * (s64)1000;
}

/* RA and DHCPv6 know more than /proc */
static void say(s64 *expires, enum resolv_source source, s64 until)
{
	if (source != RESOLV_BOOT)
		expires[RESOLV_BOOT] = 0;
	else if (latest(expires))
		return;
	expires[source] = until;
}

static bool same_server(const struct resolv_server *a, const struct in6_addr *addr, int ifindex)
{
	return a->ifindex == ifindex && !memcmp(&a->addr, addr, sizeof(*addr));
}

static void remove_server(struct resolv *r, unsigned int i)
{
	r->nservers--;
	memmove(&r->servers[i], &r->servers[i + 1], (r->nservers - i) * sizeof(r->servers[0]));
}

static void remove_search(struct resolv *r, unsigned int i)
{
	r->nsearch--;
	memmove(&r->search[i], &r->search[i + 1], (r->nsearch - i) * sizeof(r->search[0]));
}

/* Room for one that lives until then, RFC 8106 6.: the first to expire goes, if it is not later */
static bool room_for_server(struct resolv *r, s64 until)
{
	unsigned int i, first = 0;

	if (r->nservers < RESOLV_MAX)
		return true;
	for (i = 1; i < r->nservers; i++)
		if (latest(r->servers[i].expires) < latest(r->servers[first].expires))
			first = i;
	if (latest(r->servers[first].expires) >= until)
		return false;
	remove_server(r, first);
	return true;
}

static bool room_for_search(struct resolv *r, s64 until)
{
	unsigned int i, first = 0;

	if (r->nsearch < RESOLV_MAX)
		return true;
	for (i = 1; i < r->nsearch; i++)
		if (latest(r->search[i].expires) < latest(r->search[first].expires))
			first = i;
	if (latest(r->search[first].expires) >= until)
		return false;
	remove_search(r, first);
	return true;
}

/* UNTIL 0: SOURCE does not know it any more */
static void put_server(struct resolv *r, const struct in6_addr *addr, int ifindex,
		       enum resolv_source source, s64 until)
{
	struct resolv_server *server;
	unsigned int i;

	if (!IN6_IS_ADDR_LINKLOCAL(addr))
		ifindex = 0;
	for (i = 0; i < r->nservers; i++)
		if (same_server(&r->servers[i], addr, ifindex))
			break;
	if (i == r->nservers) {
		if (!until || !room_for_server(r, until))
			return;
		server = &r->servers[r->nservers++];
		memset(server, 0, sizeof(*server));
		server->addr = *addr;
		server->ifindex = ifindex;
		server->expires[source] = until;
		return;
	}
	say(r->servers[i].expires, source, until);
	if (!latest(r->servers[i].expires))
		remove_server(r, i);
}

static void put_search(struct resolv *r, const char *name, enum resolv_source source, s64 until)
{
	struct resolv_search *search;
	unsigned int i;

	for (i = 0; i < r->nsearch; i++)
		if (!strcasecmp(r->search[i].name, name))
			break;
	if (i == r->nsearch) {
		if (!until || !room_for_search(r, until))
			return;
		search = &r->search[r->nsearch++];
		memset(search, 0, sizeof(*search));
		snprintf(search->name, sizeof(search->name), "%s", name);
		search->expires[source] = until;
		return;
	}
	say(r->search[i].expires, source, until);
	if (!latest(r->search[i].expires))
		remove_search(r, i);
}

static void drop_servers(struct resolv *r, enum resolv_source source, s64 now)
{
	unsigned int i;

	for (i = r->nservers; i--;) {
		if (r->servers[i].expires[source] <= now)
			r->servers[i].expires[source] = 0;
		if (!latest(r->servers[i].expires))
			remove_server(r, i);
	}
}

static void drop_search(struct resolv *r, enum resolv_source source, s64 now)
{
	unsigned int i;

	for (i = r->nsearch; i--;) {
		if (r->search[i].expires[source] <= now)
			r->search[i].expires[source] = 0;
		if (!latest(r->search[i].expires))
			remove_search(r, i);
	}
}

/*
 *	The file
 */

/* A link-local address without a zone leads nowhere */
static bool usable(const struct resolv_server *server)
{
	return server->ifindex || !IN6_IS_ADDR_LINKLOCAL(&server->addr);
}

struct resolv_file {
	unsigned int nservers, nsearch;
	const struct resolv_server *servers[RESOLV_FILE_SERVERS];
	const struct resolv_search *search[RESOLV_FILE_SEARCH];
};

static void file_search(const struct resolv *r, struct resolv_file *file)
{
	size_t room = RESOLV_LINE - strlen("search\n");
	unsigned int i;

	file->nsearch = 0;
	for (i = 0; i < r->nsearch && file->nsearch < RESOLV_FILE_SEARCH; i++) {
		size_t len = strlen(r->search[i].name) + 1;

		if (len > room)
			continue;
		room -= len;
		file->search[file->nsearch++] = &r->search[i];
	}
}

static void file_of(const struct resolv *r, struct resolv_file *file)
{
	unsigned int i;

	file_search(r, file);
	file->nservers = 0;
	for (i = 0; i < r->nservers && file->nservers < RESOLV_FILE_SERVERS; i++)
		if (usable(&r->servers[i]))
			file->servers[file->nservers++] = &r->servers[i];
}

/* Would the file be another one? */
static bool differ(const struct resolv *a, const struct resolv *b)
{
	struct resolv_file fa, fb;
	unsigned int i;

	file_of(a, &fa);
	file_of(b, &fb);
	if (fa.nservers != fb.nservers || fa.nsearch != fb.nsearch)
		return true;
	for (i = 0; i < fa.nservers; i++)
		if (!same_server(fa.servers[i], &fb.servers[i]->addr, fb.servers[i]->ifindex))
			return true;
	for (i = 0; i < fa.nsearch; i++)
		if (strcmp(fa.search[i]->name, fb.search[i]->name))
			return true;
	return false;
}

struct out {
	char *buf;
	size_t size, len;		/* len may pass size: it did not fit */
};

static void __attribute__((format(printf, 2, 3))) out(struct out *o, const char *fmt, ...)
{
	bool room = o->len < o->size;
	va_list ap;

	va_start(ap, fmt);
	o->len += vsnprintf(room ? o->buf + o->len : NULL, room ? o->size - o->len : 0, fmt, ap);
	va_end(ap);
}

/* False when its zone has no name (any more) */
static bool out_server(struct out *o, const struct resolv_server *server,
		       char *(*name_of)(unsigned int, char *))
{
	char addr[INET6_ADDRSTRLEN], zone[IFNAMSIZ];

	if (server->ifindex && !name_of(server->ifindex, zone))
		return false;
	if (IN6_IS_ADDR_V4MAPPED(&server->addr))
		inet_ntop(AF_INET, &server->addr.s6_addr[12], addr, sizeof(addr));
	else
		inet_ntop(AF_INET6, &server->addr, addr, sizeof(addr));
	out(o, "nameserver %s%s%s\n", addr, server->ifindex ? "%" : "", server->ifindex ? zone : "");
	return true;
}

int resolv_text(const struct resolv *r, char *(*name_of)(unsigned int, char *), char *buf, size_t size)
{
	struct out o = { buf, size, 0 };
	unsigned int i, n = 0;
	struct resolv_file file;

	file_search(r, &file);
	out(&o, "# Written by nfsroot6: what the network says at present\n");
	for (i = 0; i < file.nsearch; i++)
		out(&o, "%s %s", i ? "" : "search", file.search[i]->name);
	if (file.nsearch)
		out(&o, "\n");
	for (i = 0; i < r->nservers && n < RESOLV_FILE_SERVERS; i++)
		if (usable(&r->servers[i]) && out_server(&o, &r->servers[i], name_of))
			n++;
	return o.len < size ? (int)o.len : -ENOSPC;
}

/*
 *	What is said
 */

bool resolv_boot(struct resolv *r, const struct dns_config *dns)
{
	const struct resolv old = *r;
	unsigned int i;

	for (i = 0; i < dns->nservers && i < DNS_SERVERS_MAX; i++)
		put_server(r, &dns->servers[i].addr, dns->servers[i].ifindex, RESOLV_BOOT, RESOLV_NEVER);
	for (i = 0; i < dns->nsearch && i < DNS_SEARCH_MAX; i++)
		put_search(r, dns->search[i], RESOLV_BOOT, RESOLV_NEVER);
	return differ(&old, r);
}

/* Those of lifetime 0 first, they make room */
static void put_ra(struct resolv *r, const struct ra_info *ra, int ifindex, s64 now, bool withdrawn)
{
	unsigned int i;

	for (i = 0; i < ra->nrdnss; i++) {
		const struct ra_rdnss *rdnss = &ra->rdnss[i];

		if (!rdnss->lifetime == withdrawn)
			put_server(r, &rdnss->addr, ifindex, RESOLV_RA,
				   withdrawn ? 0 : when(rdnss->lifetime, now));
	}
	for (i = 0; i < ra->ndnssl; i++) {
		const struct ra_dnssl *dnssl = &ra->dnssl[i];

		if (!dnssl->lifetime == withdrawn)
			put_search(r, dnssl->name, RESOLV_RA, withdrawn ? 0 : when(dnssl->lifetime, now));
	}
}

bool resolv_ra(struct resolv *r, const struct ra_info *ra, int ifindex, s64 now)
{
	const struct resolv old = *r;

	put_ra(r, ra, ifindex, now, true);
	put_ra(r, ra, ifindex, now, false);
	return differ(&old, r);
}

bool resolv_dhcp(struct resolv *r, const struct dhcp6_reply *reply, int ifindex, s64 expires)
{
	const struct resolv old = *r;
	unsigned int i;

	/* Marked as known no more, and removed only behind: who stays keeps its place */
	if (reply->nservers) {
		for (i = 0; i < r->nservers; i++)
			r->servers[i].expires[RESOLV_DHCP] = 0;
		for (i = 0; i < reply->nservers; i++)
			put_server(r, &reply->servers[i], ifindex, RESOLV_DHCP, expires);
		drop_servers(r, RESOLV_DHCP, 0);
	}
	if (reply->nsearch) {
		for (i = 0; i < r->nsearch; i++)
			r->search[i].expires[RESOLV_DHCP] = 0;
		for (i = 0; i < reply->nsearch; i++)
			put_search(r, reply->search[i], RESOLV_DHCP, expires);
		drop_search(r, RESOLV_DHCP, 0);
	}
	return differ(&old, r);
}

bool resolv_drop(struct resolv *r, enum resolv_source source)
{
	const struct resolv old = *r;

	drop_servers(r, source, RESOLV_NEVER);
	drop_search(r, source, RESOLV_NEVER);
	return differ(&old, r);
}

bool resolv_expire(struct resolv *r, s64 now)
{
	const struct resolv old = *r;
	int source;

	if (now == RESOLV_NEVER)
		now--;
	for (source = 0; source < RESOLV_SOURCES; source++) {
		drop_servers(r, source, now);
		drop_search(r, source, now);
	}
	return differ(&old, r);
}

static s64 sooner(s64 next, const s64 *expires)
{
	int i;

	for (i = 0; i < RESOLV_SOURCES; i++)
		if (expires[i] && expires[i] < next)
			next = expires[i];
	return next;
}

s64 resolv_next(const struct resolv *r)
{
	s64 next = RESOLV_NEVER;
	unsigned int i;

	for (i = 0; i < r->nservers; i++)
		next = sooner(next, r->servers[i].expires);
	for (i = 0; i < r->nsearch; i++)
		next = sooner(next, r->search[i].expires);
	return next;
}
