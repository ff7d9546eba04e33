// SPDX-License-Identifier: GPL-2.0-only
/* Information-requests, Router Solicitations and the DUID that the former have. */

#include <kunit/test.h>

#include "duid.h"
#include "inform.h"
#include "solicit.h"

static const struct dhcp6_duid client_duid = { 10, { 0, 3, 0, 1, 2, 0, 0, 0, 0, 1 } };

struct machine {
	struct inform inform;
	s64 now;
	u8 msg[DHCP6_MESSAGE_SIZE];
	int len;
};

static void start(struct machine *m)
{
	memset(m, 0, sizeof(*m));
	inform_init(&m->inform, &client_duid, NULL);
	inform_start(&m->inform, m->now, 0x123456789abcdef0);
}

/* The next thing; true if a message was sent */
static bool step(struct machine *m)
{
	static u64 random = 0x9e3779b97f4a7c15;

	random = random * 6364136223846793005 + 1442695040888963407;
	m->now = max_t(s64, m->now, inform_next(&m->inform));
	m->len = inform_step(&m->inform, m->now, random, m->msg, sizeof(m->msg));
	return m->len;
}

static void put_option(u8 **p, u16 code, const void *data, u16 size)
{
	const u8 header[4] = { code >> 8, code, size >> 8, size };

	memcpy(*p, header, sizeof(header));
	memcpy(*p + sizeof(header), data, size);
	*p += sizeof(header) + size;
}

static size_t make_reply(const struct machine *m, u16 status, u32 refresh, u32 inf_max_rt, u8 *msg)
{
	static const u8 server[] = { 0, 3, 0, 1, 2, 0, 0, 0, 0, 9 };
	static const u8 dns[16] = { 0x20, 1, 0xd, 0xb8, [15] = 0x53 };
	const u8 code[2] = { status >> 8, status };
	const u8 time[4] = { refresh >> 24, refresh >> 16, refresh >> 8, refresh };
	const u8 rt[4] = { inf_max_rt >> 24, inf_max_rt >> 16, inf_max_rt >> 8, inf_max_rt };
	u8 *p = msg + 4;

	memcpy(msg, m->msg, 4);
	msg[0] = DHCP6_REPLY;
	put_option(&p, 1, client_duid.data, client_duid.len);
	put_option(&p, 2, server, sizeof(server));
	if (status)
		put_option(&p, 13, code, sizeof(code));
	if (refresh)
		put_option(&p, 32, time, sizeof(time));
	if (inf_max_rt)
		put_option(&p, 83, rt, sizeof(rt));
	put_option(&p, 23, dns, sizeof(dns));
	return p - msg;
}

static bool reply(struct machine *m, u16 status, u32 refresh, u32 inf_max_rt)
{
	u8 msg[256];
	size_t len = make_reply(m, status, refresh, inf_max_rt, msg);

	return inform_receive(&m->inform, m->now, msg, len);
}

static void asks(struct kunit *test)
{
	struct machine m;

	start(&m);
	KUNIT_EXPECT_TRUE(test, inform_next(&m.inform) <= 1000);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_EQ(test, m.msg[0], DHCP6_INFORMATION_REQUEST);
	KUNIT_EXPECT_MEMEQ(test, m.msg + 8, client_duid.data, client_duid.len);
	KUNIT_EXPECT_TRUE(test, reply(&m, 0, 0, 0));
	KUNIT_EXPECT_TRUE(test, m.inform.replied);
	KUNIT_EXPECT_EQ(test, m.inform.reply.nservers, 1);
	/* No time given: a day. A copy of the answer is none. */
	KUNIT_EXPECT_EQ(test, inform_next(&m.inform), m.now + 86400 * 1000);
	KUNIT_EXPECT_FALSE(test, reply(&m, 0, 600, 0));
}

struct refresh {
	u32 given;
	s64 taken;
};

/* RFC 8415 21.23: 600 at least, 0xffffffff is for ever */
static const struct refresh refreshes[] = {
	{ 700, 700 * 1000 }, { 600, 600 * 1000 }, { 1, 600 * 1000 }, { 0xfffffffe, 0xfffffffeLL * 1000 },
	{ 0xffffffff, INFORM_NEVER },
};

static void refresh_desc(const struct refresh *r, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%u s", r->given);
}

KUNIT_ARRAY_PARAM(refresh, refreshes, refresh_desc);

static void asks_again(struct kunit *test)
{
	const struct refresh *r = test->param_value;
	struct machine m;
	u32 xid;
	s64 due;

	start(&m);
	step(&m);
	xid = m.inform.x.req.xid;
	KUNIT_EXPECT_TRUE(test, reply(&m, 0, r->given, 0));
	due = inform_next(&m.inform);
	KUNIT_EXPECT_EQ(test, due, r->taken == INFORM_NEVER ? r->taken : m.now + r->taken);
	if (due == INFORM_NEVER)
		return;
	while (!step(&m))
		;
	KUNIT_EXPECT_TRUE(test, m.now >= due && m.now <= due + 1000);
	KUNIT_EXPECT_NE(test, m.inform.x.req.xid, xid);
	KUNIT_EXPECT_TRUE(test, reply(&m, 0, r->given, 0));
}

static void silence(struct kunit *test)
{
	struct machine m;
	unsigned int i;
	s64 last = 0;

	start(&m);
	for (i = 0; i < 30; i++) {
		last = m.now;
		KUNIT_ASSERT_TRUE(test, step(&m));
	}
	KUNIT_EXPECT_TRUE(test, m.now - last >= 3240 * 1000 && m.now - last <= 3960 * 1000);

	/* INF_MAX_RT counts from the next transmission on, a failure is no answer */
	KUNIT_EXPECT_FALSE(test, reply(&m, DHCP6_STATUS_UNSPEC_FAIL, 0, 60));
	KUNIT_EXPECT_FALSE(test, m.inform.replied);
	step(&m);
	last = m.now;
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_TRUE(test, m.now - last >= 54 * 1000 && m.now - last <= 66 * 1000);
}

static void stops(struct kunit *test)
{
	struct machine m;

	start(&m);
	step(&m);
	inform_stop(&m.inform);
	KUNIT_EXPECT_EQ(test, inform_next(&m.inform), INFORM_NEVER);
	KUNIT_EXPECT_FALSE(test, reply(&m, 0, 0, 0));
	/* Another link */
	inform_start(&m.inform, m.now, 0);
	KUNIT_EXPECT_TRUE(test, inform_next(&m.inform) <= m.now + 1000);
	inform_start(&m.inform, m.now, 0);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_TRUE(test, reply(&m, 0, 0, 0));
}

static void cut(struct kunit *test)
{
	struct machine m, fresh;
	u8 msg[256], *copy;
	size_t len, i;

	start(&m);
	step(&m);
	len = make_reply(&m, 0, 700, 0, msg);
	for (i = 0; i <= len; i++) {
		copy = kmalloc(i, GFP_KERNEL);
		memcpy(copy, msg, i);
		fresh = m;
		inform_receive(&fresh.inform, m.now, copy, i);
		kfree(copy);
		KUNIT_EXPECT_EQ_MSG(test, fresh.inform.reply.nservers, i == len, "%zu bytes", i);
	}
}

/*
 *	Router Solicitations
 */

static void solicits(struct kunit *test)
{
	struct solicit s = { 0 };
	s64 now;

	solicit_stop(&s);
	solicit_start(&s, 5000, 0xffffffff);
	KUNIT_EXPECT_TRUE(test, s.next >= 5000 && s.next <= 6000);
	now = s.next;
	KUNIT_EXPECT_FALSE(test, solicit_step(&s, now - 1));
	KUNIT_EXPECT_TRUE(test, solicit_step(&s, now));
	KUNIT_EXPECT_FALSE(test, solicit_step(&s, now));
	KUNIT_EXPECT_EQ(test, s.next, now + 4000);
	KUNIT_EXPECT_TRUE(test, solicit_step(&s, now + 4000));
	KUNIT_EXPECT_TRUE(test, solicit_step(&s, now + 8000));
	KUNIT_EXPECT_EQ(test, s.next, SOLICIT_NEVER);

	solicit_start(&s, now, 0);
	solicit_stop(&s);
	KUNIT_EXPECT_FALSE(test, solicit_step(&s, now + 100000));
}

/* RFC 4861 6.3.7: four seconds apart, whatever happens, and nobody can put it off for ever */
static void solicits_slowly(struct kunit *test)
{
	struct solicit s = { 0 };
	unsigned int sent = 0;
	s64 now, last = 0;

	solicit_stop(&s);
	for (now = 10000; now < 30000; now += 100) {
		solicit_start(&s, now, now * 0x9e3779b97f4a7c15ULL);
		if (!solicit_step(&s, now))
			continue;
		KUNIT_EXPECT_TRUE(test, !last || now - last >= 4000);
		last = now;
		sent++;
	}
	KUNIT_EXPECT_TRUE(test, sent >= 4);
	/* Long after the last one it is asked at once */
	solicit_stop(&s);
	solicit_start(&s, 100000, 0);
	KUNIT_EXPECT_TRUE(test, s.next <= 101000);
}

static void solicitation(struct kunit *test)
{
	static const u8 mac[32] = { 2, 0, 0, 1, 2, 3 };
	static const u8 rs[16] = { 133, [8] = 1, 1, 2, 0, 0, 1, 2, 3 };
	u8 buf[SOLICIT_SIZE];

	KUNIT_EXPECT_EQ(test, solicit_build(buf, mac, 6), 16);
	KUNIT_EXPECT_MEMEQ(test, buf, rs, sizeof(rs));
	KUNIT_EXPECT_EQ(test, solicit_build(buf, mac, 0), 8);
	/* InfiniBand has 20 bytes */
	KUNIT_EXPECT_EQ(test, solicit_build(buf, mac, 20), 32);
	KUNIT_EXPECT_EQ(test, buf[9], 3);
	KUNIT_EXPECT_EQ(test, solicit_build(buf, mac, 32), 48);
}

/*
 *	DUID
 */

struct duid_case {
	const char *uuid;
	size_t mac_len;
	u8 len;
	u8 data[18];
};

static const struct duid_case duid_cases[] = {
	{ "12345678-9abc-DEF0-0123-456789abcdef\n", 6, 18,
	  { 0, 4, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0, 0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef } },
	{ "", 6, 10, { 0, 3, 0, 1, 2, 0, 0, 1, 2, 3 } },
	{ "12345678-9abc-DEF0-0123-456789abcde", 6, 10, { 0, 3, 0, 1, 2, 0, 0, 1, 2, 3 } },
	{ "12345678-9abc-DEF0-0123_456789abcdef", 6, 10, { 0, 3, 0, 1, 2, 0, 0, 1, 2, 3 } },
	{ "g2345678-9abc-DEF0-0123-456789abcdef", 6, 10, { 0, 3, 0, 1, 2, 0, 0, 1, 2, 3 } },
	{ "00000000-0000-0000-0000-000000000000", 6, 10, { 0, 3, 0, 1, 2, 0, 0, 1, 2, 3 } },
	{ "ffffffff-ffff-ffff-ffff-ffffffffffff", 6, 10, { 0, 3, 0, 1, 2, 0, 0, 1, 2, 3 } },
	{ "", 0, 0 },
};

static void duid_desc(const struct duid_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "\"%s\", %zu", c->uuid, c->mac_len);
}

KUNIT_ARRAY_PARAM(duid, duid_cases, duid_desc);

static void duid(struct kunit *test)
{
	static const u8 mac[] = { 2, 0, 0, 1, 2, 3 };
	const struct duid_case *c = test->param_value;
	size_t size = strlen(c->uuid) + 1;
	char *uuid = kmalloc(size, GFP_KERNEL);
	struct dhcp6_duid got = { 0 };

	memcpy(uuid, c->uuid, size);
	KUNIT_EXPECT_EQ(test, duid_make(&got, uuid, mac, c->mac_len), c->len > 0);
	kfree(uuid);
	if (!c->len)
		return;
	KUNIT_EXPECT_EQ(test, got.len, c->len);
	KUNIT_EXPECT_MEMEQ(test, got.data, c->data, c->len);
}

static struct kunit_case inform_cases[] = {
	KUNIT_CASE(asks),
	KUNIT_CASE_PARAM(asks_again, refresh_gen_params),
	KUNIT_CASE(silence),
	KUNIT_CASE(stops),
	KUNIT_CASE(cut),
	KUNIT_CASE(solicits),
	KUNIT_CASE(solicits_slowly),
	KUNIT_CASE(solicitation),
	KUNIT_CASE_PARAM(duid, duid_gen_params),
	{},
};

static struct kunit_suite inform_suite = {
	.name = "inform",
	.test_cases = inform_cases,
};

kunit_test_init_section_suites(&inform_suite);
