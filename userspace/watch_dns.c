// SPDX-License-Identifier: GPL-2.0-only
/* The name servers of the boot, and options of RAs. */

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "watch_dns.h"

#define RA_TYPE		134	/* ICMPv6 */
#define RA_HEADER_SIZE	16	/* bytes, RFC 4861 4.2 */
#define RA_HOP_LIMIT	255
#define ASK_BEFORE	3000	/* ms; an RS is answered within 0.5 s, RFC 4861 6.2.6, or its repetition */
#define OPTION_MAX	(255 * 8)	/* bytes, RFC 4861 4.6 */

void watch_dns_keep(struct watch_dns *d, const struct in6_addr *addr)
{
	if (d->nkeep < WATCH_KEEP_MAX)
		d->keep[d->nkeep++] = *addr;
}

void watch_dns_zone(struct dns_config *dns, int ifindex)
{
	unsigned int i;

	for (i = 0; i < dns->nservers; i++)
		if (IN6_IS_ADDR_LINKLOCAL(&dns->servers[i].addr))
			dns->servers[i].ifindex = ifindex;
}

static bool is_kept(const struct watch_dns *d, const struct in6_addr *addr)
{
	unsigned int i;

	for (i = 0; i < d->nkeep; i++)
		if (!memcmp(&d->keep[i], addr, sizeof(*addr)))
			return true;
	return false;
}

void watch_dns_keep_ra(const struct watch_dns *d, struct ra_info *ra)
{
	unsigned int i, n = 0;

	for (i = 0; i < ra->nrdnss; i++)
		if (!is_kept(d, &ra->rdnss[i].addr))
			ra->rdnss[n++] = ra->rdnss[i];
	ra->nrdnss = n;
}

void watch_dns_keep_dhcp(const struct watch_dns *d, struct dhcp6_reply *reply)
{
	unsigned int i, n = 0;

	for (i = 0; i < reply->nservers; i++)
		if (!is_kept(d, &reply->servers[i]))
			reply->servers[n++] = reply->servers[i];
	reply->nservers = n;
}

s64 watch_dns_next(const struct watch_dns *d)
{
	if (d->fixed || d->over || d->heard_ra || !d->by_dhcp || !d->heard_dhcp)
		return RESOLV_NEVER;
	return d->patience;
}

bool watch_dns_due(const struct watch_dns *d, s64 now)
{
	if (d->fixed || d->over || (d->by_dhcp && !d->heard_dhcp))
		return false;
	return d->heard_ra || (d->by_dhcp && now >= d->patience);
}

bool watch_dns_drop(struct watch_dns *d, struct resolv *r, s64 now)
{
	unsigned int i;

	d->over = true;
	for (i = 0; i < r->nservers; i++)
		if (r->servers[i].expires[RESOLV_BOOT] && !is_kept(d, &r->servers[i].addr))
			r->servers[i].expires[RESOLV_BOOT] = now;
	for (i = 0; i < r->nsearch; i++)
		if (r->search[i].expires[RESOLV_BOOT])
			r->search[i].expires[RESOLV_BOOT] = now;
	return resolv_expire(r, now);
}

static s64 first_end(const struct resolv *r)
{
	s64 first = RESOLV_NEVER, end;
	unsigned int i;

	for (i = 0; i < r->nservers; i++) {
		end = r->servers[i].expires[RESOLV_RA];
		if (end)
			first = min_t(s64, first, end);
	}
	for (i = 0; i < r->nsearch; i++) {
		end = r->search[i].expires[RESOLV_RA];
		if (end)
			first = min_t(s64, first, end);
	}
	return first;
}

s64 watch_dns_ask(const struct watch_dns *d, const struct resolv *r)
{
	s64 end = first_end(r);

	return end == RESOLV_NEVER || end == d->asked ? RESOLV_NEVER : end - ASK_BEFORE;
}

void watch_dns_asked(struct watch_dns *d, const struct resolv *r)
{
	d->asked = first_end(r);
}

int watch_dns_option(const struct nl_ndopt *opt, struct ra_info *ra)
{
	static const struct in6_addr some_router = { { { 0xfe, 0x80, [15] = 1 } } };
	u8 msg[RA_HEADER_SIZE + OPTION_MAX] = { RA_TYPE };
	const struct in6_addr *from = &opt->from;

	if (opt->len > OPTION_MAX)
		return -EBADMSG;
	if (!memcmp(from, &in6addr_any, sizeof(*from)))
		from = &some_router;
	memcpy(msg + RA_HEADER_SIZE, opt->opt, opt->len);
	return ra_parse(msg, RA_HEADER_SIZE + opt->len, RA_HOP_LIMIT, from, ra);
}

bool watch_dns_has_server(const struct ra_info *ra)
{
	unsigned int i;

	for (i = 0; i < ra->nrdnss; i++)
		if (ra->rdnss[i].lifetime)
			return true;
	return false;
}
