// SPDX-License-Identifier: GPL-2.0-only
/* nfsroot6 probe: what of it can be told without a network. */

#include <errno.h>

#include <kunit/test.h>

#include "probe_text.h"

/*
 *	Rapid Commit
 */

struct rapid_case {
	const char *name;
	u8 in[40];
	size_t len;
	u8 out[40];
	size_t left;
};

#define HEAD		1, 0xab, 0xcd, 0xef
#define DUID		0, 1, 0, 3, 0, 3, 1
#define RAPID		0, 14, 0, 0
#define ORO		0, 6, 0, 2, 0, 23

static const struct rapid_case rapid_cases[] = {
	{ "in between", { HEAD, DUID, RAPID, ORO }, 21, { HEAD, DUID, ORO }, 17 },
	{ "first", { HEAD, RAPID, DUID }, 15, { HEAD, DUID }, 11 },
	{ "last", { HEAD, DUID, RAPID }, 15, { HEAD, DUID }, 11 },
	{ "alone", { HEAD, RAPID }, 8, { HEAD }, 4 },
	{ "twice", { HEAD, RAPID, RAPID, ORO }, 18, { HEAD, ORO }, 10 },
	{ "with content", { HEAD, 0, 14, 0, 1, 9, ORO }, 15, { HEAD, ORO }, 10 },
	{ "none", { HEAD, DUID, ORO }, 17, { HEAD, DUID, ORO }, 17 },
	{ "in an option", { HEAD, 0, 3, 0, 4, RAPID }, 12, { HEAD, 0, 3, 0, 4, RAPID }, 12 },
	{ "another one", { HEAD, 1, 14, 0, 0, ORO }, 14, { HEAD, 1, 14, 0, 0, ORO }, 14 },
	{ "no options", { HEAD }, 4, { HEAD }, 4 },
	{ "short", { 1, 2 }, 2, { 1, 2 }, 2 },
	{ "empty", { 0 }, 0, { 0 }, 0 },
	{ "cut off", { HEAD, 0, 14, 0 }, 7, { HEAD, 0, 14, 0 }, 7 },
	{ "too long", { HEAD, 0, 14, 0, 1 }, 8, { HEAD, 0, 14, 0, 1 }, 8 },
	{ "huge", { HEAD, 0, 1, 0xff, 0xff, RAPID }, 12, { HEAD, 0, 1, 0xff, 0xff, RAPID }, 12 },
};

static void rapid_case_desc(const struct rapid_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->name);
}

KUNIT_ARRAY_PARAM(rapid, rapid_cases, rapid_case_desc);

static void rapid_test(struct kunit *test)
{
	const struct rapid_case *c = test->param_value;
	u8 *msg = kunit_kzalloc(test, c->len ?: 1, GFP_KERNEL);

	memcpy(msg, c->in, c->len);
	KUNIT_ASSERT_EQ(test, probe_drop_rapid_commit(msg, c->len), c->left);
	KUNIT_EXPECT_MEMEQ(test, msg, c->out, c->left);
}

/* What the codec builds for the kernel, without it, is what is sent; the rest is the same */
static void rapid_solicit_test(struct kunit *test)
{
	struct dhcp6_request req = {
		.type = DHCP6_SOLICIT, .xid = 0x123456, .iaid = 7,
		.client = { .len = 4, .data = { 0, 3, 0, 1 } },
	};
	u8 buf[DHCP6_MESSAGE_SIZE], *rapid = NULL;
	int len = dhcp6_build(buf, sizeof(buf), &req), left, i;

	KUNIT_ASSERT_TRUE(test, len > 0);
	left = probe_drop_rapid_commit(buf, len);
	KUNIT_EXPECT_EQ(test, left, len - 4);
	for (i = 4; i + 4 <= left; i += 4 + (buf[i + 2] << 8 | buf[i + 3]))
		if (!buf[i] && buf[i + 1] == 14)
			rapid = buf + i;
	KUNIT_EXPECT_TRUE(test, !rapid);
	KUNIT_EXPECT_EQ(test, i, left);
}

/*
 *	Words
 */

static void add6(struct in6_addr *addr, const char *text)
{
	inet_pton(AF_INET6, text, addr);
}

static void ra_text_test(struct kunit *test)
{
	struct ra_info *ra = kunit_kzalloc(test, sizeof(*ra), GFP_KERNEL);
	char text[512];

	probe_ra_text(ra, text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "no prefix for SLAAC, not a default router");
	ra->managed = ra->other = ra->slaac = true;
	ra->router_lifetime = 1800;
	ra->nrdnss = 2;
	ra->rdnss[0].lifetime = 1;
	add6(&ra->rdnss[0].addr, "2001:db8::53");
	add6(&ra->rdnss[1].addr, "2001:db8::54");	/* withdrawn */
	ra->ndnssl = 1;
	ra->dnssl[0].lifetime = 1;
	strcpy(ra->dnssl[0].name, "lab.example");
	probe_ra_text(ra, text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "M (addresses by DHCPv6), O (the rest by DHCPv6), a prefix for SLAAC, "
			   "default router for 1800 s, name server 2001:db8::53, search lab.example");
	probe_ra_text(ra, text, 10);
	KUNIT_EXPECT_STREQ(test, text, "M (addres");
}

static void dhcp6_text_test(struct kunit *test)
{
	struct dhcp6_reply *reply = kunit_kzalloc(test, sizeof(*reply), GFP_KERNEL);
	char text[512];

	probe_dhcp6_text(reply, text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "nothing that a boot needs");
	reply->nservers = 1;
	add6(&reply->servers[0], "2001:db8::53");
	probe_dhcp6_text(reply, text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "name server 2001:db8::53");
	reply->naddrs = 2;
	add6(&reply->addrs[0].addr, "2001:db8::d");
	reply->addrs[0].valid = 7200;
	add6(&reply->addrs[1].addr, "2001:db8::e");
	reply->addrs[1].valid = DHCP6_INFINITY;
	reply->nsearch = 1;
	strcpy(reply->search[0], "lab.example");
	strcpy(reply->boot_url, "nfs://s/p");
	probe_dhcp6_text(reply, text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "address 2001:db8::d for 7200 s, address 2001:db8::e for ever, "
			   "name server 2001:db8::53, search lab.example, boot file URL nfs://s/p");
}

static void verdict_test(struct kunit *test)
{
	struct probe_verdict v = { .boots = false };
	char text[PROBE_REASON_SIZE + 64];

	KUNIT_EXPECT_FALSE(test, probe_verdict_text(&v, text, sizeof(text)));
	KUNIT_EXPECT_STREQ(test, text, "cannot tell: the root was not reached");
	v.boots = true;
	strcpy(v.root, "s:/p");
	KUNIT_EXPECT_TRUE(test, probe_verdict_text(&v, text, sizeof(text)));
	KUNIT_EXPECT_STREQ(test, text, "would boot: s:/p");
	probe_unsure(&v, "no %s", "DHCPv6");
	probe_unsure(&v, "second");
	KUNIT_EXPECT_FALSE(test, probe_verdict_text(&v, text, sizeof(text)));
	KUNIT_EXPECT_STREQ(test, text, "cannot tell: no DHCPv6");
	probe_stop(&v, "first\n%s", "\033[2J");
	probe_stop(&v, "second");
	KUNIT_EXPECT_FALSE(test, probe_verdict_text(&v, text, sizeof(text)));
	KUNIT_EXPECT_STREQ(test, text, "would not boot: first??[2J");

	/* The end of the time makes no difference to what was found before the step that it cut off */
	probe_cut(&v, true);
	probe_verdict_text(&v, text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "would not boot: first??[2J");
	probe_cut(&v, false);
	KUNIT_EXPECT_FALSE(test, probe_verdict_text(&v, text, sizeof(text)));
	KUNIT_EXPECT_STREQ(test, text, "cannot tell: no DHCPv6");
}

/*
 *	Addresses and name servers
 */

static void is_server_test(struct kunit *test)
{
	static const struct {
		const char *addr;
		bool good;
	} cases[] = {
		{ "2001:db8::1", true }, { "fd00::1", true }, { "64:ff9b::a06:202", true }, { "::", false },
		{ "::1", false }, { "ff02::1", false }, { "fe80::1", false }, { "::ffff:10.6.2.2", false },
		{ "10.6.2.2", true }, { "0.0.0.0", false }, { "0.1.2.3", false }, { "127.0.0.1", false },
		{ "224.0.0.1", false }, { "255.255.255.255", false }, { "223.255.255.255", true },
	};
	union dns_addr addr;
	enum dns_type type;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		type = strchr(cases[i].addr, ':') ? DNS_TYPE_AAAA : DNS_TYPE_A;
		inet_pton(type == DNS_TYPE_A ? AF_INET : AF_INET6, cases[i].addr, &addr);
		KUNIT_EXPECT_EQ_MSG(test, probe_is_server(type, &addr), cases[i].good, "%s", cases[i].addr);
	}
}

static void add_dns(struct dns_config *dns, const char *server, int ifindex, const char *search)
{
	if (server) {
		add6(&dns->servers[dns->nservers].addr, server);
		dns->servers[dns->nservers++].ifindex = ifindex;
	}
	if (search)
		strcpy(dns->search[dns->nsearch++], search);
}

/* In turn, each once, behind those that are there, and no more than there is room for */
static void collect_test(struct kunit *test)
{
	struct dns_config *routers = kunit_kzalloc(test, 2 * sizeof(*routers), GFP_KERNEL);
	struct dns_config *dns = kunit_kzalloc(test, sizeof(*dns), GFP_KERNEL);
	static const char *const want[] = { "::a", "::1", "::11", "::2", "fe80::1", "fe80::1" };
	struct in6_addr addr;
	char text[16];
	unsigned int i;

	add_dns(dns, "::a", 0, "given");
	add_dns(&routers[0], "::1", 0, "one");
	add_dns(&routers[0], "::2", 0, "ONE");
	add_dns(&routers[0], "fe80::1", 2, NULL);
	add_dns(&routers[1], "::11", 0, "two");
	add_dns(&routers[1], "::1", 0, "given");
	add_dns(&routers[1], "fe80::1", 3, NULL);
	add_dns(&routers[1], "::12", 0, NULL);
	probe_collect_dns(dns, routers, 2);
	KUNIT_ASSERT_EQ(test, dns->nservers, DNS_SERVERS_MAX);
	for (i = 0; i < ARRAY_SIZE(want); i++) {
		add6(&addr, want[i]);
		KUNIT_EXPECT_MEMEQ(test, &dns->servers[i].addr, &addr, sizeof(addr));
	}
	KUNIT_EXPECT_EQ(test, dns->servers[4].ifindex, 2);
	KUNIT_EXPECT_EQ(test, dns->servers[5].ifindex, 3);
	KUNIT_ASSERT_EQ(test, dns->nsearch, 3);
	KUNIT_EXPECT_STREQ(test, dns->search[1], "one");
	KUNIT_EXPECT_STREQ(test, dns->search[2], "two");

	memset(routers, 0, 2 * sizeof(*routers));
	for (i = 0; i < DNS_SEARCH_MAX; i++) {
		snprintf(text, sizeof(text), "name%u", i);
		add_dns(&routers[0], NULL, 0, text);
	}
	probe_collect_dns(dns, routers, 1);
	KUNIT_EXPECT_EQ(test, dns->nsearch, DNS_SEARCH_MAX);
	KUNIT_EXPECT_STREQ(test, dns->search[5], "name2");
}

/*
 *	Paths
 */

static void component_test(struct kunit *test)
{
	static const char *const want[] = { "srv", "..", "b", "a.b", "...", "root" };
	const char *path = "//srv/./../b/a.b///.../root/./";
	unsigned int i;
	size_t len;

	for (i = 0; i < ARRAY_SIZE(want); i++) {
		len = probe_component(&path);
		KUNIT_ASSERT_EQ(test, len, strlen(want[i]));
		KUNIT_EXPECT_MEMEQ(test, path, want[i], len);
		path += len;
	}
	KUNIT_EXPECT_EQ(test, probe_component(&path), 0);
	KUNIT_EXPECT_EQ(test, probe_component(&path), 0);
	path = "";
	KUNIT_EXPECT_EQ(test, probe_component(&path), 0);
	path = ".";
	KUNIT_EXPECT_EQ(test, probe_component(&path), 0);
}

static void expand_test(struct kunit *test)
{
	char buf[16];

	KUNIT_EXPECT_TRUE(test, probe_expand_path("/tftpboot/%s", "host", buf, sizeof(buf)));
	KUNIT_EXPECT_STREQ(test, buf, "/tftpboot/host");
	KUNIT_EXPECT_TRUE(test, probe_expand_path("%s%%s%d%", "a", buf, sizeof(buf)));
	KUNIT_EXPECT_STREQ(test, buf, "a%a%d%");
	KUNIT_EXPECT_TRUE(test, probe_expand_path("/p", "host", buf, 3));
	KUNIT_EXPECT_FALSE(test, probe_expand_path("/p", "host", buf, 2));
	KUNIT_EXPECT_TRUE(test, probe_expand_path("/tftpboot/%s", "hosts", buf, sizeof(buf)));
	KUNIT_EXPECT_FALSE(test, probe_expand_path("/tftpboot/%s", "hosts6", buf, sizeof(buf)));
}

static void follow_test(struct kunit *test)
{
	char path[16] = "a/link/rest";

	KUNIT_EXPECT_TRUE(test, probe_follow(path, sizeof(path), "to/b", path + 6));
	KUNIT_EXPECT_STREQ(test, path, "to/b//rest");
	KUNIT_EXPECT_TRUE(test, probe_follow(path, sizeof(path), "/", path + 5));
	KUNIT_EXPECT_STREQ(test, path, "///rest");
	KUNIT_EXPECT_TRUE(test, probe_follow(path, sizeof(path), "x", path + 7));
	KUNIT_EXPECT_STREQ(test, path, "x/");
	KUNIT_EXPECT_TRUE(test, probe_follow(path, sizeof(path), "0123456789ab", path));
	KUNIT_EXPECT_STREQ(test, path, "0123456789ab/x/");
	KUNIT_EXPECT_FALSE(test, probe_follow(path, sizeof(path), "", path));
	KUNIT_EXPECT_STREQ(test, path, "0123456789ab/x/");
}

static struct kunit_case probe_test_cases[] = {
	KUNIT_CASE_PARAM(rapid_test, rapid_gen_params),
	KUNIT_CASE(rapid_solicit_test),
	KUNIT_CASE(ra_text_test),
	KUNIT_CASE(dhcp6_text_test),
	KUNIT_CASE(verdict_test),
	KUNIT_CASE(is_server_test),
	KUNIT_CASE(collect_test),
	KUNIT_CASE(component_test),
	KUNIT_CASE(expand_test),
	KUNIT_CASE(follow_test),
	{}
};

static struct kunit_suite probe_test_suite = {
	.name = "probe",
	.test_cases = probe_test_cases,
};

kunit_test_init_section_suites(&probe_test_suite);
