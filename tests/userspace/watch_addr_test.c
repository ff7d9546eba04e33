// SPDX-License-Identifier: GPL-2.0-only
/* Which lifetimes are set, which addresses are kept for the root: watch_addr.c, against a fake kernel. */

#include <kunit/test.h>

#include <linux/if_addr.h>

#include "watch_addr.h"
#include "watch_route.h"

#define FOREVER		NL_FOREVER
#define GONE		0xdead		/* valid: the kernel has no such address */

static const struct in6_addr addr_1 = { { { 0x20, 1, 0xd, 0xb8, 0, 1, [15] = 1 } } };
static const struct in6_addr addr_2 = { { { 0x20, 1, 0xd, 0xb8, 0, 1, [15] = 2 } } };
static const struct in6_addr link_local = { { { 0xfe, 0x80, [15] = 1 } } };

/*
 *	Addresses of a lease, at the time 1000 s
 */

struct lease_case {
	const char *name;
	bool root;
	bool leased;			/* it is part of the lease now: */
	s64 preferred, valid;		/* seconds left of it, or -1: no end */
	u32 has_preferred, has_valid;	/* what the kernel has, or GONE */
	u32 flags;
	enum watch_what what;
	u32 set_preferred, set_valid;
	u32 set_flags;
	bool held;
};

static const struct lease_case lease_cases[] = {
	/* After the boot: valid for ever, the kernel has no other way to keep it */
	{ "boot", false, true, 100, 200, 100, FOREVER, 0, WATCH_SET, 100, 200 },
	{ "boot, root", true, true, 100, 200, 100, FOREVER, 0, WATCH_NOTHING },
	{ "same", false, true, 100, 200, 100, 200, 0, WATCH_NOTHING },
	{ "almost the same", false, true, 101, 201, 100, 200, 0, WATCH_NOTHING },
	{ "renewed", false, true, 100, 200, 50, 150, 0, WATCH_SET, 100, 200 },
	{ "renewed, root", true, true, 100, 200, 50, FOREVER, 0, WATCH_SET, 100, FOREVER },
	{ "shorter now", false, true, 10, 20, 50, 150, 0, WATCH_SET, 10, 20 },
	{ "no end", false, true, -1, -1, 50, 150, 0, WATCH_SET, FOREVER, FOREVER },
	{ "no end, as it is", false, true, -1, -1, FOREVER, FOREVER, 0, WATCH_NOTHING },
	{ "preferred behind valid", false, true, 300, 200, 50, 150, 0, WATCH_SET, 200, 200 },
	{ "not preferred any more", false, true, -10, 200, 0, 200, 0, WATCH_NOTHING },
	{ "preferred again", false, true, 100, 200, 0, 200, 0, WATCH_SET, 100, 200 },
	{ "deprecated by the server", false, true, 0, 200, 100, 200, 0, WATCH_SET, 0, 200 },
	{ "deprecated by the server, root", true, true, 0, 200, 100, FOREVER, 0, WATCH_SET, 0, FOREVER },
	{ "flags", false, true, 100, 200, 50, 150,
	  IFA_F_NOPREFIXROUTE | IFA_F_PERMANENT | IFA_F_DEPRECATED | IFA_F_TENTATIVE, WATCH_SET, 100, 200,
	  IFA_F_NOPREFIXROUTE },
	{ "missing", false, true, 100, 200, 0, GONE, 0, WATCH_ADD, 100, 200, IFA_F_NOPREFIXROUTE },
	{ "missing, root", true, true, 100, 200, 0, GONE, 0, WATCH_ADD, 100, FOREVER, IFA_F_NOPREFIXROUTE },
	{ "ended", false, false, 0, 0, 50, 150, 0, WATCH_DELETE },
	{ "taken back", false, false, 100, 200, 100, 200, 0, WATCH_DELETE },
	{ "taken back, root", true, false, 100, 200, 100, FOREVER, 0, WATCH_HOLD, 0, FOREVER, 0, true },
	{ "ended, gone", false, false, 0, 0, 0, GONE, 0, WATCH_NOTHING },
	{ "ended long ago", false, true, -500, -400, 50, 150, 0, WATCH_DELETE },
	{ "ended, root", true, false, 0, 0, 50, FOREVER, 0, WATCH_HOLD, 0, FOREVER, 0, true },
	{ "ended, root, finite", true, false, 0, 0, 0, 1, 0, WATCH_HOLD, 0, FOREVER, 0, true },
	{ "ended, root, missing", true, false, 0, 0, 0, GONE, 0, WATCH_ADD, 0, FOREVER, IFA_F_NOPREFIXROUTE,
	  true },
};

static void lease_desc(const struct lease_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->name);
}

KUNIT_ARRAY_PARAM(lease, lease_cases, lease_desc);

static s64 end(s64 now, s64 seconds)
{
	return seconds == -1 ? LEASE_NEVER : now + seconds * 1000;
}

static void kernel_has(struct watch_addrs *w, s64 now, const struct in6_addr *addr, u32 preferred, u32 valid,
		       u32 flags)
{
	const struct nl_addr has = { .addr = *addr, .plen = 128, .flags = flags, .preferred = preferred,
				     .valid = valid };

	if (valid != GONE)
		watch_addrs_seen(w, &has, now);
}

static void of_lease(struct kunit *test)
{
	const struct lease_case *c = test->param_value;
	struct lease lease = { .naddrs = 1, .addrs = { { .addr = addr_1 } } };
	struct watch_addrs w = { 0 };
	const s64 now = 1000 * 1000;
	struct nl_addr set;

	lease.addrs[0].preferred = end(now, c->preferred);
	lease.addrs[0].valid = end(now, c->valid);
	watch_addrs_lease(&w, &lease, now);
	lease.naddrs = c->leased;
	watch_addrs_lease(&w, &lease, now);
	watch_addrs_root(&w, &addr_1, c->root);
	kernel_has(&w, now, &addr_1, c->has_preferred, c->has_valid, c->flags);

	KUNIT_ASSERT_EQ(test, w.n, 1);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, now, &set), c->what);
	KUNIT_EXPECT_EQ(test, watch_addrs_held(&w), c->held);
	KUNIT_EXPECT_EQ(test, watch_addrs_next(&w), WATCH_NEVER);
	KUNIT_EXPECT_EQ(test, set.plen, 128);
	KUNIT_EXPECT_MEMEQ(test, &set.addr, &addr_1, sizeof(addr_1));
	if (c->what == WATCH_NOTHING)
		return;
	if (c->what == WATCH_DELETE) {
		watch_addrs_gone(&w, &addr_1);
	} else {
		KUNIT_EXPECT_EQ(test, set.preferred, c->set_preferred);
		KUNIT_EXPECT_EQ(test, set.valid, c->set_valid);
		KUNIT_EXPECT_EQ(test, set.flags, c->set_flags);
		watch_addrs_seen(&w, &set, now);
	}
	/* Done: nothing is left to do, now or a while later */
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, now, &set), WATCH_NOTHING);
	watch_addrs_sweep(&w, now);
	KUNIT_EXPECT_EQ(test, w.n, c->what == WATCH_DELETE ? 0 : 1);
	if (w.n)
		KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, now + 5000, &set), WATCH_NOTHING);
}

/* A part of a second is one: a lifetime of 0 would be refused */
static void less_than_a_second(struct kunit *test)
{
	struct lease lease = { .naddrs = 1, .addrs = { { addr_1, 500, 1500 } } };
	struct watch_addrs w = { 0 };
	struct nl_addr set;

	watch_addrs_lease(&w, &lease, 0);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 0, &set), WATCH_ADD);
	KUNIT_EXPECT_EQ(test, set.preferred, 1);
	KUNIT_EXPECT_EQ(test, set.valid, 2);
}

/* The life of a root's address: leased, lost, held, the root moves to another one, removed */
static void root_moves(struct kunit *test)
{
	struct lease lease = { .naddrs = 1, .addrs = { { addr_1, 100000, 200000 } } };
	struct watch_addrs w = { 0 };
	struct nl_addr set;

	watch_addrs_lease(&w, &lease, 0);
	watch_addrs_root(&w, &addr_1, 1);
	kernel_has(&w, 0, &addr_1, 100, FOREVER, 0);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 0, &set), WATCH_NOTHING);

	lease.naddrs = 0;
	watch_addrs_lease(&w, &lease, 200000);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 200000, &set), WATCH_HOLD);
	watch_addrs_seen(&w, &set, 200000);

	/* A new one comes */
	lease.naddrs = 1;
	lease.addrs[0] = (struct lease_addr){ addr_2, 400000, 500000 };
	watch_addrs_lease(&w, &lease, 300000);
	KUNIT_ASSERT_EQ(test, w.n, 2);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 300000, &set), WATCH_NOTHING);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 1, 300000, &set), WATCH_ADD);
	KUNIT_EXPECT_EQ(test, set.valid, 200);
	watch_addrs_seen(&w, &set, 300000);

	watch_addrs_root(&w, &addr_2, 1);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 300000, &set), WATCH_DELETE);
	watch_addrs_gone(&w, &addr_1);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 1, 300000, &set), WATCH_SET);
	KUNIT_EXPECT_EQ(test, set.valid, FOREVER);
	watch_addrs_sweep(&w, 300000);
	KUNIT_EXPECT_EQ(test, w.n, 1);
	KUNIT_EXPECT_FALSE(test, watch_addrs_held(&w));

	/* And the root is unmounted: real lifetimes */
	watch_addrs_root(&w, NULL, 0);
	kernel_has(&w, 310000, &addr_2, 90, FOREVER, 0);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 310000, &set), WATCH_SET);
	KUNIT_EXPECT_EQ(test, set.valid, 190);
}

/* The lease comes back with the address that was held */
static void comes_back(struct kunit *test)
{
	struct lease lease = { .naddrs = 1, .addrs = { { addr_1, 100000, 200000 } } };
	struct watch_addrs w = { 0 };
	struct nl_addr set;

	watch_addrs_lease(&w, &lease, 0);
	watch_addrs_root(&w, &addr_1, 1);
	kernel_has(&w, 0, &addr_1, 100, FOREVER, 0);
	lease.naddrs = 0;
	watch_addrs_lease(&w, &lease, 200000);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 200000, &set), WATCH_HOLD);
	watch_addrs_seen(&w, &set, 200000);
	lease.naddrs = 1;
	lease.addrs[0].preferred = 400000;
	lease.addrs[0].valid = 500000;
	watch_addrs_lease(&w, &lease, 300000);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 300000, &set), WATCH_SET);
	KUNIT_EXPECT_EQ(test, set.preferred, 100);
	KUNIT_EXPECT_EQ(test, set.valid, FOREVER);
	KUNIT_EXPECT_FALSE(test, watch_addrs_held(&w));
}

/*
 *	Other addresses: SLAAC's, whose prefix nobody announces any more
 */

static void slaac(struct kunit *test)
{
	struct watch_addrs w = { 0 };
	struct nl_addr has = { .addr = addr_1, .plen = 64, .flags = IFA_F_MANAGETEMPADDR, .preferred = 0,
			       .valid = 60 };
	struct nl_addr set;

	/* Not the root's: looked at before its end, no more, as the root may be there until then */
	watch_addrs_seen(&w, &has, 0);
	KUNIT_EXPECT_EQ(test, watch_addrs_next(&w), 55000);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 55000, &set), WATCH_NOTHING);
	KUNIT_EXPECT_EQ(test, watch_addrs_next(&w), WATCH_NEVER);
	watch_addrs_gone(&w, &addr_1);
	watch_addrs_sweep(&w, 60000);
	KUNIT_EXPECT_EQ(test, w.n, 0);

	watch_addrs_root(&w, &addr_1, 1);
	watch_addrs_seen(&w, &has, 0);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 0, &set), WATCH_NOTHING);
	KUNIT_EXPECT_EQ(test, watch_addrs_next(&w), 55000);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 54999, &set), WATCH_NOTHING);

	/* Announced again */
	has.preferred = 30;
	has.valid = 60;
	watch_addrs_seen(&w, &has, 50000);
	KUNIT_EXPECT_EQ(test, watch_addrs_next(&w), 105000);

	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 105000, &set), WATCH_HOLD);
	KUNIT_EXPECT_EQ(test, set.plen, 64);
	KUNIT_EXPECT_EQ(test, set.preferred, 0);
	KUNIT_EXPECT_EQ(test, set.valid, FOREVER);
	KUNIT_EXPECT_EQ(test, set.flags, IFA_F_NOPREFIXROUTE);
	/* Even if that failed, it is not tried without end */
	KUNIT_EXPECT_EQ(test, watch_addrs_next(&w), WATCH_NEVER);
	watch_addrs_seen(&w, &set, 105000);
	KUNIT_EXPECT_TRUE(test, watch_addrs_held(&w));
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 200000, &set), WATCH_NOTHING);

	/* The router is back: its lifetimes, and held again at their end */
	watch_addrs_seen(&w, &has, 200000);
	KUNIT_EXPECT_FALSE(test, watch_addrs_held(&w));
	KUNIT_EXPECT_EQ(test, watch_addrs_next(&w), 255000);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 255000, &set), WATCH_HOLD);
	watch_addrs_seen(&w, &set, 255000);

	/* The root has moved away */
	watch_addrs_root(&w, &addr_2, 1);
	watch_addrs_sweep(&w, 260000);
	KUNIT_EXPECT_EQ(test, w.n, 2);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 260000, &set), WATCH_DELETE);
	watch_addrs_gone(&w, &addr_1);
	watch_addrs_sweep(&w, 260000);
	KUNIT_EXPECT_EQ(test, w.n, 1);
}

/* A static one, or one whose lifetimes have no end, is left alone; so is one that is not there */
static void left_alone(struct kunit *test)
{
	struct watch_addrs w = { 0 };
	struct nl_addr set;

	watch_addrs_root(&w, &addr_1, 1);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 0, &set), WATCH_NOTHING);
	kernel_has(&w, 0, &addr_1, FOREVER, FOREVER, 0);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 1000000, &set), WATCH_NOTHING);
	KUNIT_EXPECT_EQ(test, watch_addrs_next(&w), WATCH_NEVER);
	watch_addrs_unknown(&w);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 1000000, &set), WATCH_NOTHING);
	/* An address of others may come and go without an end of the table */
	watch_addrs_root(&w, NULL, 0);
	watch_addrs_sweep(&w, 0);
	KUNIT_EXPECT_EQ(test, w.n, 0);
	/* Link-local ones are of no interest */
	kernel_has(&w, 0, &link_local, 10, 10, 0);
	KUNIT_EXPECT_EQ(test, w.n, 0);
}

/* Where a manager has the device, it may take away what the root is mounted from: it is there again at once */
static void brought_back(struct kunit *test)
{
	struct watch_addrs w = { .bring_back = true };
	struct nl_addr set;

	watch_addrs_root(&w, &addr_1, 1);
	kernel_has(&w, 0, &addr_1, 30, 60, IFA_F_MANAGETEMPADDR);
	w.addrs[0].plen = 64;
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 0, &set), WATCH_NOTHING);
	watch_addrs_gone(&w, &addr_1);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 1000, &set), WATCH_ADD);
	KUNIT_EXPECT_EQ(test, set.plen, 64);
	KUNIT_EXPECT_EQ(test, set.preferred, 0);
	KUNIT_EXPECT_EQ(test, set.valid, FOREVER);
	KUNIT_EXPECT_EQ(test, set.flags, IFA_F_NOPREFIXROUTE);
	watch_addrs_seen(&w, &set, 1000);
	KUNIT_EXPECT_TRUE(test, watch_addrs_held(&w));
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 2000, &set), WATCH_NOTHING);

	/* The root has moved: what was brought back for it goes */
	watch_addrs_root(&w, &addr_2, 1);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 3000, &set), WATCH_DELETE);
	watch_addrs_gone(&w, &addr_1);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 3000, &set), WATCH_NOTHING);
	KUNIT_EXPECT_FALSE(test, watch_addrs_held(&w));

	/* A static one, which the manager sets itself then: it is the manager's, wherever the root is */
	watch_addrs_root(&w, &addr_1, 1);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 0, &set), WATCH_ADD);
	watch_addrs_seen(&w, &set, 0);
	kernel_has(&w, 0, &addr_1, FOREVER, FOREVER, 0);
	KUNIT_EXPECT_FALSE(test, watch_addrs_held(&w));
	watch_addrs_root(&w, &addr_2, 1);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 0, &set), WATCH_NOTHING);

	/* Nobody else's */
	kernel_has(&w, 0, &addr_1, 30, 60, 0);
	watch_addrs_gone(&w, &addr_1);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 0, &set), WATCH_NOTHING);
}

/* Link-local ones are not in the table: they would look as if they were gone */
static void root_is_link_local(struct kunit *test)
{
	const struct in6_addr roots[] = { link_local, addr_1 };
	struct watch_addrs w = { .bring_back = true };

	watch_addrs_root(&w, roots, 2);
	kernel_has(&w, 0, &link_local, FOREVER, FOREVER, 0);
	kernel_has(&w, 0, &addr_1, FOREVER, FOREVER, 0);
	KUNIT_ASSERT_EQ(test, w.n, 1);
	KUNIT_EXPECT_MEMEQ(test, &w.addrs[0].addr, &addr_1, sizeof(addr_1));
	KUNIT_EXPECT_TRUE(test, w.addrs[0].root);
}

/* A machine with two devices: the root may have moved to an address of the other one */
static void root_is_elsewhere(struct kunit *test)
{
	struct watch_addrs w = { .bring_back = true };
	struct nl_addr set;

	watch_addrs_root(&w, &addr_1, 1);
	watch_addrs_unknown(&w);
	watch_addrs_elsewhere(&w, &addr_1);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 0, &set), WATCH_NOTHING);
	KUNIT_EXPECT_FALSE(test, watch_addrs_held(&w));
	/* Now no device has it */
	watch_addrs_unknown(&w);
	KUNIT_EXPECT_EQ(test, watch_addrs_action(&w, 0, 0, &set), WATCH_ADD);
}

/*
 *	The way to the server
 */

static const struct in6_addr server = { { { 0x20, 1, 0xd, 0xb8, 0, 2, [15] = 2 } } };
static const struct in6_addr router_1 = { { { 0xfe, 0x80, [15] = 1 } } };
static const struct in6_addr router_2 = { { { 0xfe, 0x80, [15] = 2 } } };

static struct nl_route by_router(const struct in6_addr *router, u32 metric)
{
	return (struct nl_route){ .ifindex = 2, .has_gateway = true, .gateway = *router, .metric = metric,
				  .expires = 30, .protocol = 9 };
}

static void way_by_router(struct kunit *test)
{
	struct nl_route set = { 0 }, r = by_router(&router_2, 2048);
	struct in6_addr other = server;
	struct watch_route w;

	watch_route_begin(&w, &server);
	KUNIT_EXPECT_FALSE(test, watch_route_wanted(&w, 2, &set));
	watch_route_seen(&w, &r);
	r = by_router(&router_1, 1024);
	watch_route_seen(&w, &r);
	/* Of the same metric the first counts; one that leads elsewhere does not */
	r = by_router(&router_2, 1024);
	watch_route_seen(&w, &r);
	r.plen = 64;
	r.dst = addr_1;
	watch_route_seen(&w, &r);
	KUNIT_ASSERT_TRUE(test, watch_route_wanted(&w, 2, &set));
	KUNIT_EXPECT_EQ(test, set.plen, 0);
	KUNIT_EXPECT_EQ(test, set.metric, WATCH_ROUTE_METRIC);
	KUNIT_EXPECT_EQ(test, set.expires, 0);
	KUNIT_EXPECT_EQ(test, memcmp(&set.gateway, &router_1, sizeof(router_1)), 0);
	/* Another device's */
	KUNIT_EXPECT_FALSE(test, watch_route_wanted(&w, 3, &set));

	/* It is there; then the router is another one */
	watch_route_seen(&w, &set);
	KUNIT_EXPECT_FALSE(test, watch_route_wanted(&w, 2, &set));
	r = by_router(&router_2, 512);
	watch_route_seen(&w, &r);
	KUNIT_ASSERT_TRUE(test, watch_route_wanted(&w, 2, &set));
	KUNIT_EXPECT_EQ(test, memcmp(&set.gateway, &router_2, sizeof(router_2)), 0);

	/* Nothing but what is held: it stays */
	watch_route_begin(&w, &server);
	watch_route_seen(&w, &set);
	KUNIT_EXPECT_FALSE(test, watch_route_wanted(&w, 2, &set));

	/* Nothing at all, as after the device was taken down: again what was held, if it still leads there */
	watch_route_begin(&w, &server);
	KUNIT_EXPECT_FALSE(test, watch_route_wanted(&w, 3, &set));
	KUNIT_ASSERT_TRUE(test, watch_route_wanted(&w, 2, &set));
	KUNIT_EXPECT_EQ(test, set.plen, 0);
	KUNIT_EXPECT_EQ(test, memcmp(&set.gateway, &router_2, sizeof(router_2)), 0);
	set.plen = 128;
	set.dst = server;
	KUNIT_EXPECT_TRUE(test, watch_route_wanted(&w, 2, &set));
	other.s6_addr[15]++;
	watch_route_begin(&w, &other);
	KUNIT_EXPECT_FALSE(test, watch_route_wanted(&w, 2, &set));
}

/* Of an earlier way, too: then that of the way now is seen all the same, wherever the kernel has it in its answer */
static void way_changed(struct kunit *test)
{
	struct nl_route set = { 0 }, held[2] = { 0 }, now = { .ifindex = 2, .dst = server, .plen = 64, .metric = 256 };
	struct nl_route before = by_router(&router_1, 1024);
	struct watch_route w;
	unsigned int i;

	watch_route_begin(&w, &server);
	watch_route_seen(&w, &before);
	KUNIT_ASSERT_TRUE(test, watch_route_wanted(&w, 2, &held[0]));
	watch_route_seen(&w, &now);
	watch_route_seen(&w, &held[0]);
	KUNIT_ASSERT_TRUE(test, watch_route_wanted(&w, 2, &held[1]));
	for (i = 0; i < 2; i++) {
		watch_route_begin(&w, &server);
		watch_route_seen(&w, &before);
		watch_route_seen(&w, &held[i]);
		watch_route_seen(&w, &now);
		watch_route_seen(&w, &held[!i]);
		KUNIT_EXPECT_FALSE(test, watch_route_wanted(&w, 2, &set));
	}
	/* There may be more of them than it knows */
	for (i = 0; i < 2 * WATCH_ROUTES_MAX; i++)
		watch_route_seen(&w, &held[0]);
	KUNIT_EXPECT_FALSE(test, watch_route_wanted(&w, 2, &set));
}

static void way_on_link(struct kunit *test)
{
	struct nl_route set = { 0 }, r = { .ifindex = 2, .dst = server, .plen = 63, .metric = 256, .expires = 60 };
	struct nl_route other = by_router(&router_1, 1);
	struct watch_route w;

	r.dst.s6_addr[7] ^= 1;
	watch_route_begin(&w, &server);
	watch_route_seen(&w, &other);
	watch_route_seen(&w, &r);
	KUNIT_ASSERT_TRUE(test, watch_route_wanted(&w, 2, &set));
	KUNIT_EXPECT_FALSE(test, set.has_gateway);
	KUNIT_EXPECT_EQ(test, set.plen, 128);
	KUNIT_EXPECT_EQ(test, memcmp(&set.dst, &server, sizeof(server)), 0);
	/* One bit more, and it leads elsewhere */
	r.plen = 64;
	memset(&set, 0, sizeof(set));
	watch_route_begin(&w, &server);
	watch_route_seen(&w, &r);
	KUNIT_EXPECT_FALSE(test, watch_route_wanted(&w, 2, &set));

	r = (struct nl_route){ .ifindex = 2, .dst = link_local, .plen = 64, .metric = 256 };
	watch_route_begin(&w, &link_local);
	watch_route_seen(&w, &r);
	KUNIT_EXPECT_FALSE(test, watch_route_wanted(&w, 2, &set));
}

static void full(struct kunit *test)
{
	struct lease lease = { .naddrs = DHCP6_ADDRS_MAX };
	struct watch_addrs w = { 0 };
	struct nl_addr set;
	unsigned int i, j;

	for (i = 0; i < 100; i++) {
		for (j = 0; j < lease.naddrs; j++) {
			lease.addrs[j].addr = addr_1;
			lease.addrs[j].addr.s6_addr[14] = i;
			lease.addrs[j].addr.s6_addr[13] = j;
			lease.addrs[j].preferred = lease.addrs[j].valid = 1000000;
		}
		watch_addrs_lease(&w, &lease, 0);
		watch_addrs_root(&w, &addr_2, 1);
		KUNIT_ASSERT_TRUE(test, w.n <= WATCH_ADDRS_MAX);
		for (j = 0; j < w.n; j++)
			watch_addrs_action(&w, j, 0, &set);
	}
}

static struct kunit_case watch_addr_cases[] = {
	KUNIT_CASE_PARAM(of_lease, lease_gen_params),
	KUNIT_CASE(less_than_a_second),
	KUNIT_CASE(root_moves),
	KUNIT_CASE(comes_back),
	KUNIT_CASE(slaac),
	KUNIT_CASE(left_alone),
	KUNIT_CASE(brought_back),
	KUNIT_CASE(root_is_link_local),
	KUNIT_CASE(root_is_elsewhere),
	KUNIT_CASE(way_by_router),
	KUNIT_CASE(way_changed),
	KUNIT_CASE(way_on_link),
	KUNIT_CASE(full),
	{},
};

static struct kunit_suite watch_addr_suite = {
	.name = "watch_addr",
	.test_cases = watch_addr_cases,
};

kunit_test_init_section_suites(&watch_addr_suite);
