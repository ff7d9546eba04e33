// SPDX-License-Identifier: GPL-2.0-only
/* A lease kept by fake servers on a fake clock: lease.c, with exchange.c below it. */

#include <kunit/test.h>

#include "lease.h"

#define HOUR		3600
#define FOREVER		0xffffffff
#define MESSAGE_SIZE	1500

enum {
	OPT_CLIENTID = 1, OPT_SERVERID = 2, OPT_IA_NA = 3, OPT_IAADDR = 5, OPT_PREFERENCE = 7,
	OPT_ELAPSED = 8, OPT_STATUS = 13, OPT_RAPID = 14, OPT_SOL_MAX_RT = 82,
};

static const struct dhcp6_duid client_duid = { 18, "\0\4UUID-of-machine!" };
static const struct dhcp6_duid server_a = { 10, { 0, 3, 0, 1, 2, 0, 0, 0, 0, 0xa } };
static const struct dhcp6_duid server_b = { 10, { 0, 3, 0, 1, 2, 0, 0, 0, 0, 0xb } };
static const struct in6_addr addr_1 = { { { 0x20, 1, 0xd, 0xb8, 0, 1, [15] = 1 } } };
static const struct in6_addr addr_2 = { { { 0x20, 1, 0xd, 0xb8, 0, 1, [15] = 2 } } };
static const u32 iaid = 0x1234abcd;

/* The machine: its lease, the time, the last message that it sent */
struct machine {
	struct lease lease;
	s64 now;
	u64 random;
	enum lease_event event;		/* of the last step */
	u8 msg[DHCP6_MESSAGE_SIZE];
	int len;
	s64 at;				/* when msg was sent */
};

static u32 get16(const u8 *p)
{
	return p[0] << 8 | p[1];
}

static u32 get32(const u8 *p)
{
	return get16(p) << 16 | get16(p + 2);
}

/* The option with CODE in the LEN bytes of P */
static const u8 *find_option(const u8 *p, size_t len, unsigned int code, size_t *size)
{
	while (len >= 4) {
		*size = get16(p + 2);
		if (get16(p) == code)
			return p + 4;
		p += 4 + *size;
		len -= 4 + *size;
	}
	return NULL;
}

static const u8 *sent_option(const struct machine *m, unsigned int code, size_t *size)
{
	return find_option(m->msg + 4, m->len - 4, code, size);
}

static bool sent_duid(const struct machine *m, unsigned int code, const struct dhcp6_duid *duid)
{
	size_t size = 0;
	const u8 *data = sent_option(m, code, &size);

	return data && size == duid->len && !memcmp(data, duid->data, size);
}

/* The address that is number N of those asked for, or :: */
static struct in6_addr sent_addr(const struct machine *m, unsigned int n)
{
	struct in6_addr addr = { 0 };
	size_t size = 0, inner;
	const u8 *ia = sent_option(m, OPT_IA_NA, &size), *p;

	for (p = ia ? ia + 12 : NULL; p && p + 28 <= ia + size; p += 4 + inner) {
		inner = get16(p + 2);
		if (get16(p) == OPT_IAADDR && !n--)
			memcpy(&addr, p + 4, sizeof(addr));
	}
	return addr;
}

static bool sent_is(const struct machine *m, enum dhcp6_type type, const struct in6_addr *addr)
{
	const struct in6_addr first = sent_addr(m, 0);

	return m->len && m->msg[0] == type && !memcmp(&first, addr ? addr : &in6addr_any, sizeof(first));
}

static u32 sent_xid(const struct machine *m)
{
	return get32(m->msg) & 0xffffff;
}

static u32 sent_elapsed(const struct machine *m)
{
	size_t size = 0;
	const u8 *data = sent_option(m, OPT_ELAPSED, &size);

	return data && size == 2 ? get16(data) : 0x10000;
}

static void boot_with(struct machine *m, u32 t1, u32 t2, u32 preferred, u32 valid)
{
	struct boot_lease boot = {
		.client = client_duid, .server = server_a, .iaid = iaid, .t1 = t1, .t2 = t2, .naddrs = 1,
		.addrs = { { .addr = addr_1, .preferred = preferred, .valid = valid } },
	};

	memset(m, 0, sizeof(*m));
	m->random = 0x0123456789abcdef;
	lease_init(&m->lease, &boot, NULL, 0);
}

/* The usual one: T1 1000 s, T2 1600 s, it ends after 3000 s */
static void boot(struct machine *m)
{
	boot_with(m, 1000, 1600, 2000, 3000);
}

static u64 next_random(struct machine *m)
{
	/* xorshift64 */
	m->random ^= m->random << 13;
	m->random ^= m->random >> 7;
	m->random ^= m->random << 17;
	return m->random;
}

/* At that time; true if a message was sent */
static bool step_at(struct machine *m, s64 now)
{
	m->now = now;
	m->len = lease_step(&m->lease, now, next_random(m), m->msg, sizeof(m->msg), &m->event);
	if (m->len)
		m->at = now;
	return m->len;
}

/* The next thing that happens by itself */
static bool step(struct machine *m)
{
	return step_at(m, max_t(s64, lease_next(&m->lease), m->now));
}

/* Until it sends something, of at most 100 steps */
static bool step_to_message(struct machine *m)
{
	unsigned int i;

	for (i = 0; i < 100; i++)
		if (step(m))
			return true;
	return false;
}

/*
 *	Servers
 */

struct answer {
	enum dhcp6_type type;
	const struct dhcp6_duid *server;	/* NULL: server_a */
	const struct dhcp6_duid *client;	/* NULL: as asked */
	u32 xid_xor, iaid_xor;
	u32 t1, t2;
	struct {
		const struct in6_addr *addr;
		u32 preferred, valid;
	} addrs[3];
	bool no_ia;
	u16 status, ia_status;			/* codes */
	u8 preference;
	bool rapid;
	u32 sol_max_rt;
};

static void put16(u8 **p, u32 value)
{
	*(*p)++ = value >> 8;
	*(*p)++ = value;
}

static void put32(u8 **p, u32 value)
{
	put16(p, value >> 16);
	put16(p, value);
}

static void put(u8 **p, u32 code, const void *data, size_t size)
{
	put16(p, code);
	put16(p, size);
	if (size)
		memcpy(*p, data, size);
	*p += size;
}

static void put_status(u8 **p, u32 code)
{
	if (!code)
		return;
	put16(p, OPT_STATUS);
	put16(p, 2);
	put16(p, code);
}

static void put_ia(u8 **p, const struct answer *a)
{
	u8 *start = *p, *end;
	unsigned int i;

	put16(p, OPT_IA_NA);
	put16(p, 0);
	put32(p, iaid ^ a->iaid_xor);
	put32(p, a->t1);
	put32(p, a->t2);
	for (i = 0; i < ARRAY_SIZE(a->addrs) && a->addrs[i].addr; i++) {
		put16(p, OPT_IAADDR);
		put16(p, 24);
		memcpy(*p, a->addrs[i].addr, 16);
		*p += 16;
		put32(p, a->addrs[i].preferred);
		put32(p, a->addrs[i].valid);
	}
	put_status(p, a->ia_status);
	end = *p;
	*p = start + 2;
	put16(p, end - start - 4);
	*p = end;
}

/* The IA_NA is the last option: a message that is cut anywhere has none */
static size_t make_answer(const struct machine *m, const struct answer *a, u8 *msg)
{
	const struct dhcp6_duid *server = a->server ? a->server : &server_a;
	const struct dhcp6_duid *client = a->client ? a->client : &client_duid;
	u8 *p = msg;

	put32(&p, (u32)a->type << 24 | (sent_xid(m) ^ a->xid_xor));
	put(&p, OPT_CLIENTID, client->data, client->len);
	put(&p, OPT_SERVERID, server->data, server->len);
	put_status(&p, a->status);
	if (a->preference)
		put(&p, OPT_PREFERENCE, &a->preference, 1);
	if (a->rapid)
		put(&p, OPT_RAPID, NULL, 0);
	if (a->sol_max_rt) {
		put16(&p, OPT_SOL_MAX_RT);
		put16(&p, 4);
		put32(&p, a->sol_max_rt);
	}
	if (!a->no_ia)
		put_ia(&p, a);
	return p - msg;
}

/* What machine M makes of an answer to its last message, DELAY ms after that */
static enum lease_event answer(struct machine *m, s64 delay, const struct answer *a)
{
	u8 msg[MESSAGE_SIZE];
	struct machine sent = *m;
	size_t len;

	len = make_answer(&sent, a, msg);
	m->now = m->at + delay;
	return lease_receive(&m->lease, m->now, next_random(m), msg, len);
}

/* The last message stays in m->msg when a step sends none */
#define REPLY(...)	(&(struct answer){ .type = DHCP6_REPLY, __VA_ARGS__ })
#define ADVERTISE(...)	(&(struct answer){ .type = DHCP6_ADVERTISE, __VA_ARGS__ })
#define GIVES(a, p, v)	.addrs = { { &(a), p, v } }
#define RENEWED		.t1 = 1000, .t2 = 1600, GIVES(addr_1, 2000, 3000)

static bool has_only(const struct machine *m, const struct in6_addr *addr)
{
	return m->lease.naddrs == 1 && !memcmp(&m->lease.addrs[0].addr, addr, sizeof(*addr));
}

/* From a lease whose server has gone to the first Solicit */
static void lose(struct kunit *test, struct machine *m)
{
	unsigned int i;

	for (i = 0; i < 100 && !(step(m) && m->msg[0] == DHCP6_SOLICIT); i++)
		;
	KUNIT_ASSERT_TRUE(test, sent_is(m, DHCP6_SOLICIT, &addr_1));
}

/*
 *	Renew, Rebind, Solicit
 */

static void renews_at_t1(struct kunit *test)
{
	struct machine m;

	boot(&m);
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), 1000 * 1000);
	KUNIT_EXPECT_FALSE(test, step_at(&m, 999 * 1000));
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_BOUND);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_EQ(test, m.event, LEASE_WAITS);
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_RENEW, &addr_1));
	KUNIT_EXPECT_TRUE(test, sent_duid(&m, OPT_SERVERID, &server_a));
	KUNIT_EXPECT_EQ(test, sent_elapsed(&m), 0);

	KUNIT_EXPECT_EQ(test, answer(&m, 500, REPLY(RENEWED)), LEASE_UPDATED);
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_BOUND);
	KUNIT_EXPECT_TRUE(test, has_only(&m, &addr_1));
	KUNIT_EXPECT_EQ(test, m.lease.addrs[0].preferred, 1000500 + 2000 * 1000);
	KUNIT_EXPECT_EQ(test, m.lease.addrs[0].valid, 1000500 + 3000 * 1000);
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), 1000500 + 1000 * 1000);

	/* A second copy of the answer is none */
	KUNIT_EXPECT_EQ(test, answer(&m, 600, REPLY(RENEWED)), LEASE_WAITS);
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), 1000500 + 1000 * 1000);
}

/* RFC 8415 15: RT = 2 * RTprev, a tenth more or less, and at most MRT */
static void check_pace(struct kunit *test, struct machine *m, enum dhcp6_type type, s64 irt, s64 mrt, s64 end)
{
	s64 prev = 0, last, gap;
	u32 xid;

	KUNIT_ASSERT_TRUE(test, m->len && m->msg[0] == type);
	KUNIT_EXPECT_EQ(test, sent_elapsed(m), 0);
	xid = sent_xid(m);
	for (last = m->at; step(m) && m->msg[0] == type; last = m->at) {
		gap = m->at - last;
		if (!prev)
			KUNIT_EXPECT_TRUE(test, gap >= irt * 9 / 10 && gap <= irt * 11 / 10);
		else if (prev * 2 < mrt)
			KUNIT_EXPECT_TRUE(test, gap >= prev * 19 / 10 - 1 && gap <= prev * 21 / 10 + 1);
		else
			KUNIT_EXPECT_TRUE(test, gap >= mrt * 9 / 10 && gap <= mrt * 11 / 10);
		KUNIT_EXPECT_EQ(test, sent_xid(m), xid);
		prev = gap;
		if (m->at > end)
			break;
	}
}

static void silence(struct kunit *test)
{
	struct machine m;
	s64 end = 20 * HOUR * 1000LL;

	boot_with(&m, 10 * HOUR, 16 * HOUR, 18 * HOUR, 20 * HOUR);
	step(&m);
	check_pace(test, &m, DHCP6_RENEW, 10000, 600000, end);

	/* T2, to the millisecond: any server, a new transaction */
	KUNIT_EXPECT_EQ(test, m.now, 16 * HOUR * 1000LL);
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_REBIND);
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_REBIND, &addr_1));
	KUNIT_EXPECT_FALSE(test, sent_duid(&m, OPT_SERVERID, &server_a));
	check_pace(test, &m, DHCP6_REBIND, 10000, 600000, end);

	KUNIT_EXPECT_EQ(test, m.now, end);
	KUNIT_EXPECT_EQ(test, m.event, LEASE_LOST);
	KUNIT_EXPECT_EQ(test, m.lease.naddrs, 0);
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_SOLICIT);
	KUNIT_EXPECT_TRUE(test, lease_next(&m.lease) <= end + 1000);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_EQ(test, m.event, LEASE_WAITS);
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_SOLICIT, &addr_1));
	check_pace(test, &m, DHCP6_SOLICIT, 1050, 3600000, end + 48 * HOUR * 1000LL);
}

/* Only the first RT of a Solicit is above IRT: RFC 8415 18.2.1 */
static void solicit_waits_a_second(struct kunit *test)
{
	struct machine m;
	unsigned int i;

	for (i = 0; i < 50; i++) {
		boot(&m);
		m.random += i;
		lose(test, &m);
		KUNIT_EXPECT_TRUE(test, lease_next(&m.lease) > m.at + 1000 && lease_next(&m.lease) <= m.at + 1100);
	}
}

static void elapsed_time(struct kunit *test)
{
	struct machine m;
	s64 first;

	boot(&m);
	step(&m);
	first = m.at;
	step(&m);
	KUNIT_EXPECT_EQ(test, sent_elapsed(&m), (m.at - first) / 10);
	step(&m);
	KUNIT_EXPECT_EQ(test, sent_elapsed(&m), (m.at - first) / 10);

	/* It goes on from Solicit to Request, and stops at its largest value */
	boot(&m);
	lose(test, &m);
	first = m.at;
	KUNIT_EXPECT_EQ(test, answer(&m, 10, ADVERTISE(RENEWED)), LEASE_WAITS);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_REQUEST, &addr_1));
	KUNIT_EXPECT_EQ(test, sent_elapsed(&m), (m.at - first) / 10);
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(RENEWED)), LEASE_UPDATED);
	KUNIT_EXPECT_TRUE(test, step(&m) && sent_is(&m, DHCP6_RENEW, &addr_1));
	KUNIT_EXPECT_EQ(test, sent_elapsed(&m), 0);
	boot(&m);
	lose(test, &m);
	step_at(&m, m.now + 48 * HOUR * 1000LL);
	KUNIT_EXPECT_EQ(test, sent_elapsed(&m), 0xffff);
}

/* A jump of the clock, as after suspend: the right thing at once */
struct jump {
	s64 now;
	u8 type;
	enum lease_state state;
	enum lease_event event;
};

static const struct jump jumps[] = {
	{ 999, 0, LEASE_BOUND, LEASE_WAITS },
	{ 1000, DHCP6_RENEW, LEASE_RENEW, LEASE_WAITS },
	{ 1599, DHCP6_RENEW, LEASE_RENEW, LEASE_WAITS },
	{ 1600, DHCP6_REBIND, LEASE_REBIND, LEASE_WAITS },
	{ 2500, DHCP6_REBIND, LEASE_REBIND, LEASE_WAITS },
	{ 2999, DHCP6_REBIND, LEASE_REBIND, LEASE_WAITS },
	{ 3000, DHCP6_SOLICIT, LEASE_SOLICIT, LEASE_LOST },
	{ 1000000, DHCP6_SOLICIT, LEASE_SOLICIT, LEASE_LOST },
};

static void jump_desc(const struct jump *jump, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%lld s", (long long)jump->now);
}

KUNIT_ARRAY_PARAM(jump, jumps, jump_desc);

static void clock_jumps(struct kunit *test)
{
	const struct jump *jump = test->param_value;
	struct machine m;

	boot(&m);
	step_at(&m, jump->now * 1000);
	KUNIT_EXPECT_EQ(test, m.lease.state, jump->state);
	KUNIT_EXPECT_EQ(test, m.event, jump->event);
	/* A Solicit comes after a random delay, RFC 8415 18.2.1 */
	if (!m.len && jump->type == DHCP6_SOLICIT)
		step(&m);
	KUNIT_EXPECT_EQ(test, m.len ? m.msg[0] : 0, jump->type);
	KUNIT_EXPECT_TRUE(test, m.now <= jump->now * 1000 + 1000);
}

/* The same from the middle of a Renew */
static void jump_in_renew(struct kunit *test)
{
	struct machine m;

	boot(&m);
	step(&m);
	KUNIT_EXPECT_TRUE(test, step_at(&m, 1700 * 1000) && sent_is(&m, DHCP6_REBIND, &addr_1));
	step_at(&m, 5000 * 1000);
	KUNIT_EXPECT_EQ(test, m.event, LEASE_LOST);
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_SOLICIT);
}

/*
 *	What is in a lease
 */

struct times {
	const char *name;
	u32 t1, t2, preferred, valid;
	s64 first;		/* ms, when something happens, or LEASE_NEVER */
	u8 type;
};

static const struct times times[] = {
	{ "all for ever", FOREVER, FOREVER, FOREVER, FOREVER, LEASE_NEVER, 0 },
	{ "never renewed, but it ends", FOREVER, FOREVER, 100, 200, 200000, 0 },
	{ "renewed, no end", 100, 200, FOREVER, FOREVER, 100000, DHCP6_RENEW },
	{ "T1 is T2", 100, 100, 1000, 2000, 100000, DHCP6_REBIND },
	{ "T1 behind T2", 200, 100, 1000, 2000, 200000, DHCP6_REBIND },
	{ "T2 for ever", 100, FOREVER, 1000, 2000, 100000, DHCP6_RENEW },
	{ "T1 for ever", FOREVER, 100, 1000, 2000, 2000000, 0 },
	{ "T1 behind the end", 3000, 4000, 1000, 2000, 1000000, DHCP6_RENEW },
	{ "T1 is the end", 2000, 2000, 1000, 2000, 1000000, DHCP6_RENEW },
	{ "T1 0", 0, 10, 1000, 2000, 0, DHCP6_RENEW },
	{ "almost for ever", 0xfffffffd, 0xfffffffe, 0xfffffffe, 0xfffffffe, 0xfffffffdLL * 1000, DHCP6_RENEW },
};

static void times_desc(const struct times *t, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", t->name);
}

KUNIT_ARRAY_PARAM(times, times, times_desc);

static void boot_times(struct kunit *test)
{
	const struct times *t = test->param_value;
	struct machine m;

	boot_with(&m, t->t1, t->t2, t->preferred, t->valid);
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), t->first);
	if (t->first == LEASE_NEVER)
		return;
	KUNIT_EXPECT_FALSE(test, t->first && step_at(&m, t->first - 1));
	step(&m);
	KUNIT_EXPECT_EQ(test, m.now, t->first);
	KUNIT_EXPECT_EQ(test, m.len ? m.msg[0] : 0, t->type);
}

/* What a server says of T1 and T2; 0 leaves it to us */
static const struct times reply_times[] = {
	{ "given", 10, 20, 1000, 2000, 10000, 0 },
	{ "both 0", 0, 0, 1000, 2000, 500000, 0 },
	{ "T1 0", 0, 300, 1000, 2000, 300000, 0 },
	{ "T2 0", 10, 0, 1000, 2000, 10000, 0 },
	{ "both 0, for ever", 0, 0, FOREVER, FOREVER, LEASE_NEVER, 0 },
	{ "for ever", FOREVER, FOREVER, FOREVER, FOREVER, LEASE_NEVER, 0 },
	{ "preferred 0", 0, 0, 0, 2000, 1000000, 0 },
};

KUNIT_ARRAY_PARAM(reply_times, reply_times, times_desc);

static void times_of_reply(struct kunit *test)
{
	const struct times *t = test->param_value;
	struct machine m;

	boot(&m);
	step(&m);
	KUNIT_EXPECT_EQ(test, answer(&m, 0, REPLY(.t1 = t->t1, .t2 = t->t2, GIVES(addr_1, t->preferred, t->valid))),
			LEASE_UPDATED);
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), t->first == LEASE_NEVER ? t->first : m.now + t->first);
}

/* A server that means well: it is rebound before it ends */
static void t2_behind_the_end(struct kunit *test)
{
	struct machine m;

	boot_with(&m, 100, 5000, 1000, 2000);
	step_at(&m, 100 * 1000);
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_RENEW, &addr_1));
	step_at(&m, 1600 * 1000);
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_REBIND, &addr_1));
	/* The same from a Reply */
	boot(&m);
	step(&m);
	answer(&m, 0, REPLY(.t1 = 9000, .t2 = 9000, GIVES(addr_1, 50, 100)));
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), m.now + 50 * 1000);
}

static void t1_behind_t2_is_no_answer(struct kunit *test)
{
	struct machine m;
	s64 next;

	boot(&m);
	step(&m);
	next = lease_next(&m.lease);
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(.t1 = 20, .t2 = 10, GIVES(addr_1, 100, 200))), LEASE_WAITS);
	KUNIT_EXPECT_EQ(test, answer(&m, 20, REPLY(GIVES(addr_1, 300, 200))), LEASE_WAITS);
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_RENEW);
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), next);
}

/* RFC 8415 18.2.10.1 */
static void another_address(struct kunit *test)
{
	struct in6_addr second;
	struct machine m;

	/* Beside the old one, which is not mentioned and stays as it is */
	boot(&m);
	step(&m);
	KUNIT_EXPECT_EQ(test, answer(&m, 0, REPLY(.t1 = 1000, .t2 = 1600, GIVES(addr_2, 2000, 4000))),
			LEASE_UPDATED);
	KUNIT_ASSERT_EQ(test, m.lease.naddrs, 2);
	KUNIT_EXPECT_EQ(test, m.lease.addrs[0].valid, 3000 * 1000);
	KUNIT_EXPECT_EQ(test, m.lease.addrs[1].valid, 5000 * 1000);

	/* Both are renewed; then the old one ends, the new one goes on */
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_RENEW, &addr_1));
	second = sent_addr(&m, 1);
	KUNIT_EXPECT_MEMEQ(test, &second, &addr_2, sizeof(addr_2));
	KUNIT_EXPECT_EQ(test, answer(&m, 0, REPLY(.t1 = 2000, .t2 = 2600, GIVES(addr_2, 2000, 4000))),
			LEASE_UPDATED);
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), 3000 * 1000);
	KUNIT_EXPECT_FALSE(test, step(&m));
	KUNIT_EXPECT_EQ(test, m.event, LEASE_UPDATED);
	KUNIT_EXPECT_TRUE(test, has_only(&m, &addr_2));
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_BOUND);
}

static void withdrawn(struct kunit *test)
{
	struct machine m;

	/* Renumbering: the old one ends at once */
	boot(&m);
	step(&m);
	KUNIT_EXPECT_EQ(test, answer(&m, 0, REPLY(.t1 = 1000, .t2 = 1600,
			.addrs = { { &addr_1, 0, 0 }, { &addr_2, 2000, 4000 } })), LEASE_UPDATED);
	KUNIT_EXPECT_TRUE(test, has_only(&m, &addr_2));
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_BOUND);

	/* The old one alone: what to do but start anew, and not to ask for that one */
	boot(&m);
	step(&m);
	KUNIT_EXPECT_EQ(test, answer(&m, 0, REPLY(GIVES(addr_1, 0, 0))), LEASE_LOST);
	KUNIT_EXPECT_EQ(test, m.lease.naddrs, 0);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_SOLICIT, NULL));

	/* One that is not ours changes nothing */
	boot(&m);
	step(&m);
	KUNIT_EXPECT_EQ(test, answer(&m, 0, REPLY(GIVES(addr_2, 0, 0))), LEASE_WAITS);
	KUNIT_EXPECT_TRUE(test, has_only(&m, &addr_1));
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_RENEW);

	/* Nor does one in a message that failed */
	KUNIT_EXPECT_EQ(test, answer(&m, 0, REPLY(.status = DHCP6_STATUS_UNSPEC_FAIL, GIVES(addr_1, 0, 0))),
			LEASE_WAITS);
	KUNIT_EXPECT_TRUE(test, has_only(&m, &addr_1));
}

static void full(struct kunit *test)
{
	struct in6_addr addr = addr_2;
	struct machine m;
	unsigned int i;

	/* More than there is room for: the one that ends first goes */
	boot(&m);
	for (i = 0; i < DHCP6_ADDRS_MAX; i++) {
		KUNIT_ASSERT_TRUE(test, step(&m));
		addr.s6_addr[15] = 10 + i;
		KUNIT_EXPECT_EQ(test, answer(&m, 0, REPLY(.t1 = 10, .t2 = 20, GIVES(addr, 9000, 9000))),
				LEASE_UPDATED);
	}
	KUNIT_EXPECT_EQ(test, m.lease.naddrs, DHCP6_ADDRS_MAX);
	for (i = 0; i < m.lease.naddrs; i++)
		KUNIT_EXPECT_EQ(test, m.lease.addrs[i].addr.s6_addr[15], 10 + i);
}

/*
 *	Status codes
 */

static void no_binding(struct kunit *test)
{
	static const struct answer answers[] = {
		{ DHCP6_REPLY, .ia_status = DHCP6_STATUS_NO_BINDING },
		{ DHCP6_REPLY, .status = DHCP6_STATUS_NO_BINDING, .no_ia = true },
	};
	struct machine m;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(answers); i++) {
		boot(&m);
		step(&m);
		KUNIT_EXPECT_EQ(test, answer(&m, 10, &answers[i]), LEASE_WAITS);
		KUNIT_EXPECT_TRUE(test, has_only(&m, &addr_1));
		KUNIT_ASSERT_TRUE(test, step(&m));
		KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_REQUEST, &addr_1));
		KUNIT_EXPECT_TRUE(test, sent_duid(&m, OPT_SERVERID, &server_a));
		KUNIT_EXPECT_EQ(test, sent_elapsed(&m), 0);
		KUNIT_EXPECT_EQ(test, m.at, 1001 * 1000);
		KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(RENEWED)), LEASE_UPDATED);
		KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_BOUND);
	}

	/* In Rebind it is the one that answered */
	boot(&m);
	step_at(&m, 1700 * 1000);
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(.server = &server_b, .ia_status = DHCP6_STATUS_NO_BINDING)),
			LEASE_WAITS);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_REQUEST, &addr_1) && sent_duid(&m, OPT_SERVERID, &server_b));
}

static void not_on_link(struct kunit *test)
{
	struct machine m;

	boot(&m);
	step_at(&m, 1700 * 1000);
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(.ia_status = DHCP6_STATUS_NOT_ON_LINK)), LEASE_UPDATED);
	/* Not used for anything new, nor asked for, but there until it ends */
	KUNIT_ASSERT_TRUE(test, has_only(&m, &addr_1));
	KUNIT_EXPECT_TRUE(test, m.lease.addrs[0].preferred <= m.now);
	KUNIT_EXPECT_EQ(test, m.lease.addrs[0].valid, 3000 * 1000);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_SOLICIT, NULL));
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(.rapid = true, .t1 = 5000, .t2 = 6000, GIVES(addr_2, 7000, 9000))),
			LEASE_UPDATED);
	KUNIT_EXPECT_EQ(test, m.lease.naddrs, 2);
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), 3000 * 1000);
	step(&m);
	KUNIT_EXPECT_EQ(test, m.event, LEASE_UPDATED);
	KUNIT_EXPECT_TRUE(test, has_only(&m, &addr_2));

	/* To a Request: the same server once more without the address, then all of them */
	boot(&m);
	lose(test, &m);
	answer(&m, 10, ADVERTISE(RENEWED, .preference = 255));
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(.ia_status = DHCP6_STATUS_NOT_ON_LINK)), LEASE_WAITS);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_REQUEST, NULL));
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(.ia_status = DHCP6_STATUS_NOT_ON_LINK)), LEASE_WAITS);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_SOLICIT, NULL));
}

/* Answers that are as good as none: the pace of the Renew stays */
static void useless(struct kunit *test)
{
	static const struct answer answers[] = {
		{ DHCP6_REPLY, .status = DHCP6_STATUS_UNSPEC_FAIL },
		{ DHCP6_REPLY, .status = DHCP6_STATUS_UNSPEC_FAIL, RENEWED },
		{ DHCP6_REPLY, .ia_status = DHCP6_STATUS_UNSPEC_FAIL },
		{ DHCP6_REPLY, .ia_status = DHCP6_STATUS_NO_ADDRS_AVAIL },
		{ DHCP6_REPLY, .status = DHCP6_STATUS_USE_MULTICAST },
		{ DHCP6_REPLY, .status = 4711 },
		{ DHCP6_REPLY, .no_ia = true },
		{ DHCP6_REPLY },
		{ DHCP6_ADVERTISE, RENEWED },
		{ DHCP6_SOLICIT, RENEWED },
		{ DHCP6_REPLY, .server = &server_b, RENEWED },
		{ DHCP6_REPLY, .client = &server_b, RENEWED },
		{ DHCP6_REPLY, .xid_xor = 1, RENEWED },
		{ DHCP6_REPLY, .xid_xor = 0x800000, RENEWED },
		{ DHCP6_REPLY, .iaid_xor = 1, RENEWED },
		{ DHCP6_REPLY, .iaid_xor = 1, GIVES(addr_1, 0, 0) },
		{ DHCP6_REPLY, .t1 = 1601, .t2 = 1600, GIVES(addr_1, 2000, 3000) },
	};
	struct machine m;
	unsigned int i;
	s64 next;

	for (i = 0; i < ARRAY_SIZE(answers); i++) {
		boot(&m);
		step(&m);
		next = lease_next(&m.lease);
		KUNIT_EXPECT_EQ_MSG(test, answer(&m, 10, &answers[i]), LEASE_WAITS, "answer %u", i);
		KUNIT_EXPECT_EQ_MSG(test, m.lease.state, LEASE_RENEW, "answer %u", i);
		KUNIT_EXPECT_TRUE_MSG(test, has_only(&m, &addr_1), "answer %u", i);
		KUNIT_EXPECT_EQ_MSG(test, m.lease.addrs[0].valid, 3000 * 1000, "answer %u", i);
		KUNIT_EXPECT_EQ_MSG(test, lease_next(&m.lease), next, "answer %u", i);
		/* And the real one may come yet */
		KUNIT_EXPECT_EQ_MSG(test, answer(&m, 20, REPLY(RENEWED)), LEASE_UPDATED, "answer %u", i);
	}
}

/* /proc does not say which it was */
static void no_server(struct kunit *test)
{
	struct machine m;

	boot(&m);
	m.lease.server.len = 0;
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_EQ(test, m.now, 1000 * 1000);
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_REBIND, &addr_1));
}

static void another_server(struct kunit *test)
{
	struct machine m;

	boot(&m);
	step_at(&m, 1700 * 1000);
	KUNIT_EXPECT_EQ(test, answer(&m, 0, REPLY(.server = &server_b, RENEWED)), LEASE_UPDATED);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_RENEW, &addr_1) && sent_duid(&m, OPT_SERVERID, &server_b));
}

/*
 *	Solicit, Request
 */

static void offers(struct kunit *test)
{
	struct machine m;

	/* Collected for the first RT; the highest preference, then the one with our address */
	boot(&m);
	lose(test, &m);
	answer(&m, 10, ADVERTISE(.server = &server_b, .preference = 1, GIVES(addr_2, 100, 200)));
	answer(&m, 20, ADVERTISE(.preference = 1, RENEWED));
	answer(&m, 30, ADVERTISE(.server = &server_b, .preference = 1, GIVES(addr_2, 100, 200)));
	answer(&m, 40, ADVERTISE(.server = &server_b, RENEWED));
	answer(&m, 50, ADVERTISE(.server = &server_b, .preference = 9, .status = DHCP6_STATUS_NO_ADDRS_AVAIL));
	KUNIT_EXPECT_TRUE(test, lease_next(&m.lease) > m.at + 1000);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_REQUEST, &addr_1) && sent_duid(&m, OPT_SERVERID, &server_a));
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(.server = &server_b, RENEWED)), LEASE_WAITS);
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(RENEWED)), LEASE_UPDATED);

	/* 255: not waited for others */
	boot(&m);
	lose(test, &m);
	answer(&m, 10, ADVERTISE(.preference = 255, GIVES(addr_2, 100, 200)));
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), m.at + 1000);

	/* After the first RT any is taken */
	boot(&m);
	lose(test, &m);
	step(&m);
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_SOLICIT, &addr_1));
	answer(&m, 1200, ADVERTISE(RENEWED));
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_REQUEST);
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), m.now);

	/* Rapid commit must be said */
	boot(&m);
	lose(test, &m);
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(RENEWED)), LEASE_WAITS);
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(.rapid = true, .no_ia = true)), LEASE_WAITS);
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_SOLICIT);
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(.rapid = true, RENEWED)), LEASE_UPDATED);
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_BOUND);
}

static void sol_max_rt(struct kunit *test)
{
	struct machine m;
	s64 last = 0;
	unsigned int i;

	boot(&m);
	lose(test, &m);
	answer(&m, 10, ADVERTISE(.sol_max_rt = 60, .status = DHCP6_STATUS_NO_ADDRS_AVAIL));
	for (i = 0; i < 20; i++) {
		last = m.at;
		KUNIT_ASSERT_TRUE(test, step(&m));
		KUNIT_EXPECT_TRUE(test, m.at - last <= 66000);
	}
	KUNIT_EXPECT_TRUE(test, m.at - last >= 54000);
}

static void request_without_answer(struct kunit *test)
{
	struct machine m;
	unsigned int i;

	boot(&m);
	lose(test, &m);
	answer(&m, 10, ADVERTISE(RENEWED));
	/* REQ_MAX_RC; a failure that has no reason is as good as none */
	for (i = 0; i < 10; i++) {
		KUNIT_EXPECT_TRUE(test, step(&m) && sent_is(&m, DHCP6_REQUEST, &addr_1));
		KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(.status = DHCP6_STATUS_UNSPEC_FAIL)), LEASE_WAITS);
	}
	KUNIT_ASSERT_TRUE(test, step_to_message(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_SOLICIT, &addr_1));
}

/* A server that offers what it does not give is asked less and less often */
static void empty_promises(struct kunit *test)
{
	struct machine m;
	unsigned int i;
	s64 start;

	boot(&m);
	lose(test, &m);
	start = m.at;
	for (i = 0; i < 30; i++) {
		answer(&m, 10, ADVERTISE(RENEWED, .preference = 255));
		KUNIT_ASSERT_TRUE(test, step(&m) && m.msg[0] == DHCP6_REQUEST);
		answer(&m, 10, REPLY(.ia_status = DHCP6_STATUS_NO_ADDRS_AVAIL));
		KUNIT_ASSERT_TRUE(test, step(&m) && m.msg[0] == DHCP6_SOLICIT);
	}
	/* 1, 2, 4 … 3600 s; some 18 of the last */
	KUNIT_EXPECT_TRUE(test, m.at - start > 15 * HOUR * 1000LL);

	/* When it gives one after all, the next time it is as quick as ever */
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(.rapid = true, RENEWED)), LEASE_UPDATED);
	KUNIT_EXPECT_EQ(test, m.lease.pause, 0);
}

/*
 *	Confirm, Decline
 */

static void confirm(struct kunit *test)
{
	struct machine m;
	unsigned int n = 0;

	boot(&m);
	m.now = 500 * 1000;
	lease_confirm(&m.lease, m.now, next_random(&m));
	KUNIT_EXPECT_TRUE(test, lease_next(&m.lease) <= m.now + 1000);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_REBIND, &addr_1));
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(.server = &server_b, RENEWED)), LEASE_UPDATED);
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_BOUND);

	/* Nobody answers: ten seconds, and it goes on as before */
	boot(&m);
	m.now = 500 * 1000;
	lease_confirm(&m.lease, m.now, next_random(&m));
	while (step(&m))
		n++;
	KUNIT_EXPECT_TRUE(test, n >= 3 && n <= 5);
	KUNIT_EXPECT_TRUE(test, m.now >= 510 * 1000 && m.now <= 511 * 1000);
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_BOUND);
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), 1000 * 1000);

	/* T2 has passed in sleep: it is a Rebind anyway, and stays one */
	boot(&m);
	m.now = 1700 * 1000;
	lease_confirm(&m.lease, m.now, next_random(&m));
	while (m.now < 1712 * 1000)
		step(&m);
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_REBIND);

	/* The end has: a Solicit with the old address, and the caller is told */
	boot(&m);
	m.now = 3001 * 1000;
	lease_confirm(&m.lease, m.now, next_random(&m));
	step_at(&m, m.now);
	KUNIT_EXPECT_EQ(test, m.event, LEASE_LOST);
	KUNIT_EXPECT_TRUE(test, m.len || step(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_SOLICIT, &addr_1));

	/* While none is found: not in an hour, but now */
	while (lease_next(&m.lease) < m.now + 1000 * 1000)
		step(&m);
	lease_confirm(&m.lease, m.now, next_random(&m));
	KUNIT_EXPECT_TRUE(test, lease_next(&m.lease) <= m.now + 1000);
}

/* A server that was found is not given up */
static void confirm_in_request(struct kunit *test)
{
	struct machine m;

	boot(&m);
	step(&m);
	answer(&m, 10, REPLY(.ia_status = DHCP6_STATUS_NO_BINDING));
	KUNIT_ASSERT_TRUE(test, step(&m));
	lease_confirm(&m.lease, m.now, next_random(&m));
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_REQUEST);
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(RENEWED)), LEASE_UPDATED);
}

/* The cable is loose */
static void flapping(struct kunit *test)
{
	struct machine m;
	unsigned int i, n = 0;

	boot(&m);
	for (i = 0; i < 1000; i++) {
		m.now += 100;
		lease_confirm(&m.lease, m.now, next_random(&m));
		while (lease_next(&m.lease) <= m.now)
			n += step_at(&m, m.now);
	}
	KUNIT_EXPECT_TRUE(test, n <= 100);
}

static void decline(struct kunit *test)
{
	struct machine m;
	unsigned int i;

	boot(&m);
	m.now = 5000;
	KUNIT_EXPECT_FALSE(test, lease_decline(&m.lease, &addr_2, m.now));
	KUNIT_EXPECT_TRUE(test, lease_decline(&m.lease, &addr_1, m.now));
	KUNIT_EXPECT_EQ(test, m.lease.naddrs, 0);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_DECLINE, &addr_1) && sent_duid(&m, OPT_SERVERID, &server_a));
	KUNIT_EXPECT_EQ(test, answer(&m, 10, REPLY(.no_ia = true)), LEASE_WAITS);
	/* Before the Solicit is sent nothing answers it */
	answer(&m, 20, ADVERTISE(RENEWED, .preference = 255));
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_SOLICIT);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_SOLICIT, NULL));

	/* DEC_MAX_RC without an answer */
	boot(&m);
	lease_decline(&m.lease, &addr_1, 0);
	for (i = 0; i < 4; i++)
		KUNIT_EXPECT_TRUE(test, step(&m) && sent_is(&m, DHCP6_DECLINE, &addr_1));
	KUNIT_ASSERT_TRUE(test, step_to_message(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_SOLICIT, NULL));

	/* There is another one: it is kept as before */
	boot(&m);
	step(&m);
	answer(&m, 0, REPLY(.t1 = 1000, .t2 = 1600, GIVES(addr_2, 2000, 4000)));
	lease_decline(&m.lease, &addr_1, m.now);
	KUNIT_ASSERT_TRUE(test, step(&m));
	KUNIT_EXPECT_TRUE(test, sent_is(&m, DHCP6_DECLINE, &addr_1));
	answer(&m, 10, REPLY(.no_ia = true));
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_BOUND);
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), 2000 * 1000);

	/* The same without an answer */
	boot(&m);
	step(&m);
	answer(&m, 0, REPLY(.t1 = 1000, .t2 = 1600, GIVES(addr_2, 2000, 4000)));
	lease_decline(&m.lease, &addr_1, m.now);
	for (i = 0; i < 5; i++)
		step(&m);
	KUNIT_EXPECT_EQ(test, m.lease.state, LEASE_BOUND);
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), 2000 * 1000);
}

/* Another run of the daemon has renewed it since the boot */
static void seen(struct kunit *test)
{
	struct machine m;

	boot(&m);
	lease_seen(&m.lease, &addr_2, 9000 * 1000);
	lease_seen(&m.lease, &addr_1, 1500 * 1000);
	KUNIT_EXPECT_EQ(test, m.lease.addrs[0].preferred, 2000 * 1000);
	KUNIT_EXPECT_EQ(test, m.lease.addrs[0].valid, 3000 * 1000);
	lease_seen(&m.lease, &addr_1, 9000 * 1000);
	KUNIT_EXPECT_EQ(test, m.lease.addrs[0].valid, 9000 * 1000);
	KUNIT_EXPECT_TRUE(test, step_at(&m, 8000 * 1000) && sent_is(&m, DHCP6_REBIND, &addr_1));
}

/*
 *	Hostile
 */

static void cut(struct kunit *test)
{
	u8 msg[MESSAGE_SIZE], *copy;
	struct machine m, fresh;
	enum lease_event event;
	size_t len, i;

	boot(&m);
	step(&m);
	len = make_answer(&m, REPLY(.t1 = 10, .t2 = 20, .addrs = { { &addr_2, 100, 200 }, { &addr_1, 0, 0 } }), msg);
	for (i = 0; i < len; i++) {
		/* Of its exact size, so that a byte read behind it is seen */
		copy = kmalloc(i, GFP_KERNEL);
		memcpy(copy, msg, i);
		fresh = m;
		event = lease_receive(&fresh.lease, m.at + 1, 1, copy, i);
		kfree(copy);
		KUNIT_EXPECT_EQ_MSG(test, event, LEASE_WAITS, "%zu bytes", i);
		KUNIT_EXPECT_EQ_MSG(test, fresh.lease.state, LEASE_RENEW, "%zu bytes", i);
		KUNIT_EXPECT_TRUE_MSG(test, has_only(&fresh, &addr_1), "%zu bytes", i);
	}
	KUNIT_EXPECT_EQ(test, lease_receive(&m.lease, m.at + 1, 1, msg, len), LEASE_UPDATED);
	KUNIT_EXPECT_TRUE(test, has_only(&m, &addr_2));
}

/*
 * Whatever a server does: our DUID and IAID, and no more than a message in a second: less a tenth, which is the RT of
 * a Request.
 */
static void check_sent(struct kunit *test, const struct machine *m, s64 last)
{
	const u8 *ia;
	size_t size = 0;

	KUNIT_ASSERT_TRUE(test, sent_duid(m, OPT_CLIENTID, &client_duid));
	ia = sent_option(m, OPT_IA_NA, &size);
	KUNIT_ASSERT_TRUE(test, ia && size >= 12 && get32(ia) == iaid);
	KUNIT_ASSERT_TRUE(test, m->at >= last + 900);
}

static void hostile(struct kunit *test)
{
	static const u16 codes[] = { 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 0xffff };
	static const u32 lifetimes[] = { 0, 0, 1, 2, 10, 1000, FOREVER };
	struct machine m;
	unsigned int i, sent = 0;
	s64 last = -1000;

	boot(&m);
	for (i = 0; i < 200000; i++) {
		struct answer a = { .type = next_random(&m) % 4 ? DHCP6_REPLY : DHCP6_ADVERTISE };
		u8 msg[MESSAGE_SIZE];
		size_t len;
		u64 r;

		if (lease_next(&m.lease) == LEASE_NEVER) {
			r = m.random;
			boot(&m);
			m.random = r;
			last = -1000;
		}
		m.now = max_t(s64, m.now, lease_next(&m.lease));
		r = m.at;
		if (step_at(&m, m.now)) {
			if (sent++)
				check_sent(test, &m, last);
			last = m.at;
		} else {
			m.at = r;
		}
		if (!m.len)
			continue;
		r = next_random(&m);
		a.server = r % 8 ? NULL : &server_b;
		a.status = codes[(r >> 4) % ARRAY_SIZE(codes)];
		a.ia_status = codes[(r >> 8) % ARRAY_SIZE(codes)];
		a.addrs[0].addr = &addr_1;
		a.addrs[0].valid = lifetimes[(r >> 12) % ARRAY_SIZE(lifetimes)];
		a.addrs[0].preferred = lifetimes[(r >> 16) % ARRAY_SIZE(lifetimes)];
		a.addrs[1].addr = (r >> 20) % 2 ? &addr_2 : NULL;
		a.addrs[1].valid = lifetimes[(r >> 24) % ARRAY_SIZE(lifetimes)];
		a.addrs[1].preferred = 0;
		a.t1 = lifetimes[(r >> 28) % ARRAY_SIZE(lifetimes)];
		a.t2 = lifetimes[(r >> 32) % ARRAY_SIZE(lifetimes)];
		a.rapid = (r >> 36) % 2;
		a.preference = (r >> 40) % 2 ? 255 : 0;
		len = make_answer(&m, &a, msg);
		/* Now and then a byte is another one */
		if ((r >> 44) % 4 == 0)
			msg[(r >> 46) % len] = r >> 56;
		lease_receive(&m.lease, m.now, next_random(&m), msg, len);
		if ((r >> 50) % 64 == 0)
			lease_confirm(&m.lease, m.now, r);
		if ((r >> 50) % 64 == 1)
			lease_decline(&m.lease, &addr_1, m.now);
		KUNIT_ASSERT_TRUE(test, m.lease.naddrs <= DHCP6_ADDRS_MAX && m.lease.nhints <= DHCP6_ADDRS_MAX);
	}
	KUNIT_EXPECT_TRUE(test, sent > 10000);
}

static void no_lease(struct kunit *test)
{
	struct machine m;

	memset(&m, 0, sizeof(m));
	exchange_end(&m.lease.x);
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), LEASE_NEVER);
	KUNIT_EXPECT_FALSE(test, step_at(&m, 1000));
	lease_confirm(&m.lease, 2000, 0);
	KUNIT_EXPECT_EQ(test, lease_next(&m.lease), LEASE_NEVER);
	KUNIT_EXPECT_FALSE(test, lease_decline(&m.lease, &addr_1, 0));
}

static void vendor_class(struct kunit *test)
{
	struct boot_lease lease = { .client = client_duid, .server = server_a, .iaid = iaid, .naddrs = 1,
				    .addrs = { { .addr = addr_1, .preferred = 1, .valid = 1000 } } };
	struct machine m = { .random = 1 };
	size_t size = 0;
	const u8 *data;

	lease_init(&m.lease, &lease, "class", 0);
	KUNIT_ASSERT_TRUE(test, step(&m));
	data = sent_option(&m, 16, &size);
	KUNIT_ASSERT_TRUE(test, data && size == 4 + 2 + 5);
	KUNIT_EXPECT_MEMEQ(test, data + 6, "class", 5);
}

static struct kunit_case lease_cases[] = {
	KUNIT_CASE(renews_at_t1),
	KUNIT_CASE(silence),
	KUNIT_CASE(solicit_waits_a_second),
	KUNIT_CASE(elapsed_time),
	KUNIT_CASE_PARAM(clock_jumps, jump_gen_params),
	KUNIT_CASE(jump_in_renew),
	KUNIT_CASE_PARAM(boot_times, times_gen_params),
	KUNIT_CASE_PARAM(times_of_reply, reply_times_gen_params),
	KUNIT_CASE(t1_behind_t2_is_no_answer),
	KUNIT_CASE(t2_behind_the_end),
	KUNIT_CASE(another_address),
	KUNIT_CASE(withdrawn),
	KUNIT_CASE(full),
	KUNIT_CASE(no_binding),
	KUNIT_CASE(not_on_link),
	KUNIT_CASE(useless),
	KUNIT_CASE(no_server),
	KUNIT_CASE(another_server),
	KUNIT_CASE(offers),
	KUNIT_CASE(sol_max_rt),
	KUNIT_CASE(request_without_answer),
	KUNIT_CASE(empty_promises),
	KUNIT_CASE(confirm),
	KUNIT_CASE(confirm_in_request),
	KUNIT_CASE(flapping),
	KUNIT_CASE(decline),
	KUNIT_CASE(seen),
	KUNIT_CASE(cut),
	KUNIT_CASE(hostile),
	KUNIT_CASE(no_lease),
	KUNIT_CASE(vendor_class),
	{},
};

static struct kunit_suite lease_suite = {
	.name = "lease",
	.test_cases = lease_cases,
};

kunit_test_init_section_suites(&lease_suite);
