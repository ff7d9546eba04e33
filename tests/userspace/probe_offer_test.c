// SPDX-License-Identifier: GPL-2.0-only
/* nfsroot6 probe: what DHCPv6 servers answer to it, and that all which they commit is given back. */

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include <kunit/test.h>

#include "probe.h"
#include "probe_offer.h"

static struct dhcp6_request solicit(void)
{
	return (struct dhcp6_request) {
		.type = DHCP6_SOLICIT, .xid = 0x123456, .iaid = 7, .client = { .len = 4, .data = { 0, 3, 0, 1 } },
	};
}

struct answer {
	u8 type, server, host, preference;	/* host 0: no address; the server says why */
	bool rapid;
	u32 xid;				/* 0: the right one */
};

/* The answer of a server to solicit(); returns its length */
static size_t build(u8 *msg, const struct answer *a)
{
	const u32 xid = a->xid ? a->xid : 0x123456;
	const u8 head[] = {
		a->type, xid >> 16, xid >> 8, xid,
		0, 1, 0, 4, 0, 3, 0, 1,				/* client */
		0, 2, 0, 5, 0, 3, 0, 1, a->server,
		0, 7, 0, 1, a->preference,
	};
	const u8 ia[] = {
		0, 3, 0, 40, 0, 0, 0, 7, 0, 0, 0, 50, 0, 0, 0, 80,
		0, 5, 0, 24, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, a->host,
		0, 0, 0, 100, 0, 0, 0, 200,
	};
	const u8 none[] = { 0, 3, 0, 18, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 13, 0, 2, 0, 2 };
	size_t len = sizeof(head);

	memcpy(msg, head, len);
	if (a->rapid) {
		memcpy(msg + len, (const u8[]) { 0, 14, 0, 0 }, 4);
		len += 4;
	}
	if (a->host) {
		memcpy(msg + len, ia, sizeof(ia));
		return len + sizeof(ia);
	}
	memcpy(msg + len, none, sizeof(none));
	return len + sizeof(none);
}

#define ADVERTISE(...)	{ .type = DHCP6_ADVERTISE, __VA_ARGS__ }
#define REPLY(...)	{ .type = DHCP6_REPLY, __VA_ARGS__ }

/* Answers in turn to a Solicit that was sent SENT times */
struct offer_case {
	const char *name;
	struct answer answers[4];
	unsigned int sent;
	unsigned int over;		/* after so many of them, 0: not at all */
	bool answered;
	u8 best;			/* server */
	unsigned int refused;		/* status */
	u8 released[3][2];		/* servers, and hosts */
};

static const struct offer_case offer_cases[] = {
	{ "an offer", { ADVERTISE(.server = 1, .host = 1) }, 1, 0, true, 1 },
	{ "an offer to the second Solicit", { ADVERTISE(.server = 1, .host = 1) }, 2, 1, true, 1 },
	{ "preference", { ADVERTISE(.server = 1, .host = 1), ADVERTISE(.server = 2, .host = 2, .preference = 9),
	  ADVERTISE(.server = 3, .host = 3, .preference = 8) }, 1, 0, true, 2 },
	{ "preference 255", { ADVERTISE(.server = 1, .host = 1), ADVERTISE(.server = 2, .host = 2,
	  .preference = 255) }, 1, 2, true, 2 },
	{ "no address", { ADVERTISE(.server = 1) }, 1, 0, false, 0, 2 },
	{ "another transaction", { ADVERTISE(.server = 1, .host = 1, .xid = 5) }, 1, 0, false },
	{ "committed", { REPLY(.server = 1, .host = 1, .rapid = true) }, 1, 1, true, 1, 0, { { 1, 1 } } },
	{ "committed, and not worth less than an offer", { ADVERTISE(.server = 1, .host = 1, .preference = 9),
	  REPLY(.server = 2, .host = 2, .rapid = true) }, 1, 2, true, 2, 0, { { 2, 2 } } },
	{ "committed without saying so", { REPLY(.server = 1, .host = 1) }, 1, 0, false, 0, 0, { { 1, 1 } } },
	{ "the same beside an offer", { REPLY(.server = 1, .host = 1), ADVERTISE(.server = 2, .host = 2) }, 1, 0,
	  true, 2, 0, { { 1, 1 } } },
	{ "the same by several servers", { REPLY(.server = 1, .host = 1), REPLY(.server = 2, .host = 2),
	  REPLY(.server = 3, .host = 3, .rapid = true) }, 1, 3, true, 3, 0, { { 1, 1 }, { 2, 2 }, { 3, 3 } } },
	{ "twice the same", { REPLY(.server = 1, .host = 1), REPLY(.server = 1, .host = 1) }, 2, 0, false, 0, 0,
	  { { 1, 1 } } },
	{ "another address each time", { REPLY(.server = 1, .host = 1), REPLY(.server = 1, .host = 2) }, 2, 0, false,
	  0, 0, { { 1, 1 }, { 1, 2 } } },
	{ "a Reply without an address", { REPLY(.server = 1, .rapid = true) }, 1, 0, false, 0, 2 },
	{ "a stray Reply without an address", { REPLY(.server = 1) }, 1, 0, false },
	{ "a Reply to another transaction", { REPLY(.server = 1, .host = 1, .xid = 5) }, 1, 0, false },
};

static void offer_desc(const struct offer_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->name);
}

KUNIT_ARRAY_PARAM(offer, offer_cases, offer_desc);

static void offers(struct kunit *test)
{
	const struct offer_case *c = test->param_value;
	static struct probe_offers o;
	static struct dhcp6_reply reply;
	struct dhcp6_request req;
	unsigned int i, over = 0, n;
	u8 msg[256];
	bool stray;

	memset(&o, 0, sizeof(o));
	req = solicit();
	for (i = 0; !over && i < ARRAY_SIZE(c->answers) && c->answers[i].type; i++) {
		if (probe_offer_read(msg, build(msg, &c->answers[i]), &req, &reply, &stray))
			continue;
		if (probe_offer_take(&o, &req, &reply, stray, c->sent, i + 100))
			over = i + 1;
		if (o.answered && o.best.server.data[4] == c->answers[i].server)
			KUNIT_EXPECT_EQ(test, o.got, (s64)i + 100);
	}
	KUNIT_EXPECT_EQ(test, over, c->over);
	KUNIT_EXPECT_EQ(test, o.answered, c->answered);
	KUNIT_EXPECT_EQ(test, o.answered ? o.best.server.data[4] : 0, c->best);
	KUNIT_EXPECT_EQ(test, o.refused.code, c->refused);
	for (n = 0; n < ARRAY_SIZE(c->released) && c->released[n][0]; n++) {
		if (n >= o.ncommitted)
			continue;
		probe_offer_release(&o, n, &req);
		KUNIT_EXPECT_EQ(test, req.type, DHCP6_RELEASE);
		KUNIT_EXPECT_EQ(test, req.iaid, 7U);
		KUNIT_EXPECT_EQ(test, req.server.data[4], c->released[n][0]);
		KUNIT_EXPECT_EQ(test, req.naddrs, 1U);
		KUNIT_EXPECT_EQ(test, req.addrs[0].s6_addr[15], c->released[n][1]);
		/* It can be sent: it has all that the codec asks for */
		KUNIT_EXPECT_TRUE(test, dhcp6_build(msg, sizeof(msg), &req) > 0);
	}
	KUNIT_EXPECT_EQ(test, o.ncommitted, n);
}

/* More servers than there is room for */
static void offers_full(struct kunit *test)
{
	struct answer a = REPLY(.host = 1);
	static struct probe_offers o;
	static struct dhcp6_reply reply;
	struct dhcp6_request req = solicit();
	unsigned int i;
	u8 msg[256];
	bool stray;

	for (i = 1; i <= 2 * PROBE_COMMITTED_MAX; i++) {
		a.server = i;
		KUNIT_ASSERT_EQ(test, probe_offer_read(msg, build(msg, &a), &req, &reply, &stray), 0);
		KUNIT_EXPECT_FALSE(test, probe_offer_take(&o, &req, &reply, stray, 1, 0));
	}
	KUNIT_EXPECT_EQ(test, o.ncommitted, (unsigned int)PROBE_COMMITTED_MAX);
}

/* A Reply to what is no Solicit is its answer, or none */
static void inform_reply(struct kunit *test)
{
	struct answer a = REPLY(.server = 1, .host = 1);
	static struct probe_offers o;
	static struct dhcp6_reply reply;
	struct dhcp6_request req = solicit();
	u8 msg[256];
	bool stray;

	req.type = DHCP6_INFORMATION_REQUEST;
	KUNIT_ASSERT_EQ(test, probe_offer_read(msg, build(msg, &a), &req, &reply, &stray), 0);
	KUNIT_EXPECT_FALSE(test, stray);
	KUNIT_EXPECT_TRUE(test, probe_offer_take(&o, &req, &reply, stray, 1, 0));
	KUNIT_EXPECT_EQ(test, o.ncommitted, 0U);
	a.xid = 5;
	KUNIT_EXPECT_EQ(test, probe_offer_read(msg, build(msg, &a), &req, &reply, &stray), -EBADMSG);
}

/* Who sends without end does not hold it up */
static void wait_ends(struct kunit *test)
{
	int fds[2];

	KUNIT_ASSERT_EQ(test, pipe(fds), 0);
	KUNIT_ASSERT_EQ(test, write(fds[1], "x", 1), 1);
	KUNIT_EXPECT_EQ(test, probe_wait(fds[0], POLLIN, probe_now() + 1000), 1);
	KUNIT_EXPECT_EQ(test, probe_wait(fds[0], POLLIN, probe_now() - 1), 0);
	close(fds[0]);
	close(fds[1]);
}

static struct kunit_case probe_offer_cases[] = {
	KUNIT_CASE_PARAM(offers, offer_gen_params),
	KUNIT_CASE(offers_full),
	KUNIT_CASE(inform_reply),
	KUNIT_CASE(wait_ends),
	{},
};

static struct kunit_suite probe_offer_suite = {
	.name = "probe-offer",
	.test_cases = probe_offer_cases,
};

kunit_test_init_section_suites(&probe_offer_suite);
