// SPDX-License-Identifier: GPL-2.0-only
/* Addresses and lifetimes: what there is, what there is to be. */

#include <linux/if_addr.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "watch_addr.h"

/*
 * How long before its end the root's address is held: the kernel rounds, and this process may have to
 * wait for the processor.
 */
#define HOLD_MARGIN	5000	/* ms */
/* The kernel counts in seconds: what differs by less is the same */
#define LIFETIME_SLACK	2000	/* ms */

/* Flags that a change of lifetimes would otherwise clear, net/ipv6/addrconf.c */
#define KEPT_FLAGS	(IFA_F_NODAD | IFA_F_HOMEADDRESS | IFA_F_MANAGETEMPADDR | IFA_F_NOPREFIXROUTE)

static struct watch_addr *find(struct watch_addrs *w, const struct in6_addr *addr)
{
	unsigned int i;

	for (i = 0; i < w->n; i++)
		if (!memcmp(&w->addrs[i].addr, addr, sizeof(*addr)))
			return &w->addrs[i];
	return NULL;
}

static struct watch_addr *find_or_add(struct watch_addrs *w, const struct in6_addr *addr)
{
	struct watch_addr *a = find(w, addr);

	if (a || w->n == WATCH_ADDRS_MAX)
		return a;
	a = &w->addrs[w->n++];
	memset(a, 0, sizeof(*a));
	a->addr = *addr;
	a->plen = 128;
	return a;
}

void watch_addrs_lease(struct watch_addrs *w, const struct lease *lease, s64 now)
{
	struct watch_addr *a;
	unsigned int i;

	for (i = 0; i < w->n; i++)
		w->addrs[i].valid = min_t(s64, w->addrs[i].valid, now);
	for (i = 0; i < lease->naddrs; i++) {
		a = find_or_add(w, &lease->addrs[i].addr);
		if (!a)
			continue;
		a->by_lease = true;
		a->held = false;
		a->preferred = lease->addrs[i].preferred;
		a->valid = lease->addrs[i].valid;
	}
}

void watch_addrs_root(struct watch_addrs *w, const struct in6_addr *roots, unsigned int n)
{
	struct watch_addr *a;
	unsigned int i;

	for (i = 0; i < w->n; i++)
		w->addrs[i].root = false;
	for (i = 0; i < n; i++) {
		/* What is not seen would pass for gone */
		if (IN6_IS_ADDR_LINKLOCAL(&roots[i]))
			continue;
		a = find_or_add(w, &roots[i]);
		if (a)
			a->root = true;
	}
}

/* NL_FOREVER or seconds: when that is over */
static s64 end_of(s64 now, u32 seconds)
{
	return seconds == NL_FOREVER ? WATCH_NEVER : now + (s64)seconds * 1000;
}

/* The other way round; a part of a second counts as one */
static u32 seconds_to(s64 now, s64 end)
{
	if (end == WATCH_NEVER)
		return NL_FOREVER;
	if (end <= now)
		return 0;
	return min_t(s64, (end - now + 999) / 1000, NL_FOREVER - 1);
}

void watch_addrs_seen(struct watch_addrs *w, const struct nl_addr *addr, s64 now)
{
	struct watch_addr *a;

	/* No use of lifetimes on these */
	if (IN6_IS_ADDR_LINKLOCAL(&addr->addr))
		return;
	a = find_or_add(w, &addr->addr);
	if (!a)
		return;
	a->present = true;
	a->checked = false;
	a->plen = addr->plen;
	a->flags = addr->flags;
	a->has_preferred = end_of(now, addr->preferred);
	a->has_valid = end_of(now, addr->valid);
	/* Not ours, and a router, RFC 4862 5.5.3, or who manages the device has given it a new lifetime */
	if (!a->by_lease && (a->has_valid != WATCH_NEVER || addr->preferred))
		a->held = false;
}

void watch_addrs_gone(struct watch_addrs *w, const struct in6_addr *addr)
{
	struct watch_addr *a = find(w, addr);

	if (a)
		a->present = false;
}

void watch_addrs_unknown(struct watch_addrs *w)
{
	unsigned int i;

	for (i = 0; i < w->n; i++)
		w->addrs[i].present = w->addrs[i].elsewhere = false;
}

void watch_addrs_elsewhere(struct watch_addrs *w, const struct in6_addr *addr)
{
	struct watch_addr *a = find(w, addr);

	if (a)
		a->elsewhere = true;
}

bool watch_addrs_held(const struct watch_addrs *w)
{
	unsigned int i;

	for (i = 0; i < w->n; i++)
		if (w->addrs[i].held)
			return true;
	return false;
}

static bool same_end(s64 a, s64 b)
{
	if (a == WATCH_NEVER || b == WATCH_NEVER)
		return a == b;
	return a - b < LIFETIME_SLACK && b - a < LIFETIME_SLACK;
}

static enum watch_what by_lease_action(struct watch_addr *a, s64 now, struct nl_addr *set)
{
	s64 valid = a->root ? WATCH_NEVER : a->valid;
	s64 preferred = min_t(s64, a->preferred, a->valid);
	bool was_held = a->held;
	bool over = a->valid <= now;

	a->held = over && a->root;
	if (over && !a->root)
		return a->present ? WATCH_DELETE : WATCH_NOTHING;

	set->preferred = seconds_to(now, preferred);
	set->valid = seconds_to(now, valid);
	if (!a->present) {
		/* The RA alone says what is on-link */
		set->flags = IFA_F_NOPREFIXROUTE;
		return WATCH_ADD;
	}
	if (a->held && !was_held)
		return WATCH_HOLD;
	/* Both in the past are the same, however long ago */
	if (same_end(max_t(s64, a->has_preferred, now), max_t(s64, preferred, now)) &&
	    same_end(a->has_valid, valid))
		return WATCH_NOTHING;
	return WATCH_SET;
}

/* SLAAC, or somebody's own: touched only when it is about to go away under the root, or gone already */
static enum watch_what other_action(struct watch_addr *a, bool bring_back, s64 now, struct nl_addr *set)
{
	if (!a->present) {
		a->held = a->root && bring_back && !a->elsewhere;
		if (!a->held)
			return WATCH_NOTHING;
		set->preferred = 0;
		set->valid = NL_FOREVER;
		set->flags = IFA_F_NOPREFIXROUTE;
		return WATCH_ADD;
	}
	if (a->held && !a->root)
		return WATCH_DELETE;
	if (a->has_valid == WATCH_NEVER || a->has_valid - now > HOLD_MARGIN)
		return WATCH_NOTHING;
	a->checked = true;
	if (!a->root)
		return WATCH_NOTHING;
	a->held = true;
	set->preferred = 0;
	set->valid = NL_FOREVER;
	/* The prefix is no longer on-link because of it; no more temporary addresses of it */
	set->flags = (set->flags & ~IFA_F_MANAGETEMPADDR) | IFA_F_NOPREFIXROUTE;
	return WATCH_HOLD;
}

enum watch_what watch_addrs_action(struct watch_addrs *w, unsigned int i, s64 now, struct nl_addr *set)
{
	struct watch_addr *a = &w->addrs[i];

	memset(set, 0, sizeof(*set));
	set->addr = a->addr;
	set->plen = a->plen;
	set->flags = a->present ? a->flags & KEPT_FLAGS : 0;
	if (a->by_lease)
		return by_lease_action(a, now, set);
	return other_action(a, w->bring_back, now, set);
}

void watch_addrs_sweep(struct watch_addrs *w, s64 now)
{
	const struct watch_addr *a;
	unsigned int i, kept = 0;

	for (i = 0; i < w->n; i++) {
		a = &w->addrs[i];
		if (a->root || a->present || (a->by_lease && a->valid > now))
			w->addrs[kept++] = *a;
	}
	w->n = kept;
}

s64 watch_addrs_next(const struct watch_addrs *w)
{
	const struct watch_addr *a;
	s64 next = WATCH_NEVER;
	unsigned int i;

	for (i = 0; i < w->n; i++) {
		a = &w->addrs[i];
		if (!a->by_lease && a->present && !a->checked && a->has_valid != WATCH_NEVER)
			next = min_t(s64, next, a->has_valid - HOLD_MARGIN);
	}
	return next;
}
