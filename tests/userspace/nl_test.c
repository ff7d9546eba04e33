// SPDX-License-Identifier: GPL-2.0-only
#include <arpa/inet.h>
#include <errno.h>
#include <kunit/test.h>
#include <poll.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/rtnetlink.h>

#include "nl.h"

#define UP		0x1
#define LOWER_UP	0x10000

struct message {
	char buf[1024] __attribute__((aligned(8)));
	struct nlmsghdr *nlh;
};

static struct in6_addr in6(const char *text)
{
	struct in6_addr addr;

	if (inet_pton(AF_INET6, text, &addr) != 1)
		abort();
	return addr;
}

static void put_in6(struct message *m, u16 type, const char *text)
{
	struct in6_addr addr = in6(text);

	mnl_attr_put(m->nlh, type, sizeof(addr), &addr);
}

static bool is_addr(const struct in6_addr *addr, const char *text)
{
	struct in6_addr want = in6(text);

	return !memcmp(addr, &want, sizeof(want));
}

static void *start(struct message *m, u16 type, size_t size)
{
	memset(m, 0, sizeof(*m));
	m->nlh = mnl_nlmsg_put_header(m->buf);
	m->nlh->nlmsg_type = type;
	return mnl_nlmsg_put_extra_header(m->nlh, size);
}

static struct ifaddrmsg *start_addr(struct message *m)
{
	struct ifaddrmsg *ifa = start(m, RTM_NEWADDR, sizeof(*ifa));

	ifa->ifa_family = AF_INET6;
	ifa->ifa_prefixlen = 64;
	ifa->ifa_flags = IFA_F_PERMANENT;
	ifa->ifa_scope = RT_SCOPE_UNIVERSE;
	ifa->ifa_index = 2;
	return ifa;
}

static void make_addr(struct message *m)
{
	struct ifa_cacheinfo cache = { .ifa_prefered = 100, .ifa_valid = 200 };
	u8 proto = 2;

	start_addr(m);
	put_in6(m, IFA_ADDRESS, "2001:db8::1");
	mnl_attr_put(m->nlh, IFA_CACHEINFO, sizeof(cache), &cache);
	mnl_attr_put_u32(m->nlh, IFA_FLAGS, IFA_F_NOPREFIXROUTE | IFA_F_MANAGETEMPADDR);
	mnl_attr_put(m->nlh, IFA_PROTO, sizeof(proto), &proto);
}

static struct rtmsg *start_route(struct message *m)
{
	struct rtmsg *rtm = start(m, RTM_NEWROUTE, sizeof(*rtm));

	rtm->rtm_family = AF_INET6;
	rtm->rtm_table = RT_TABLE_MAIN;
	rtm->rtm_protocol = RTPROT_RA;
	rtm->rtm_type = RTN_UNICAST;
	return rtm;
}

static void put_expires(struct message *m, s32 ticks)
{
	struct rta_cacheinfo cache = { .rta_expires = ticks };

	mnl_attr_put(m->nlh, RTA_CACHEINFO, sizeof(cache), &cache);
}

static void make_route(struct message *m)
{
	start_route(m);
	mnl_attr_put_u32(m->nlh, RTA_TABLE, RT_TABLE_MAIN);
	mnl_attr_put_u32(m->nlh, RTA_PRIORITY, 1024);
	put_in6(m, RTA_GATEWAY, "fe80::1");
	mnl_attr_put_u32(m->nlh, RTA_OIF, 2);
	put_expires(m, 180000);
}

static void put_hop(struct message *m, int ifindex, const char *gateway)
{
	struct nlattr *attr = mnl_nlmsg_get_payload_tail(m->nlh);
	struct rtnexthop *hop = (void *)attr;

	m->nlh->nlmsg_len += sizeof(*hop);
	hop->rtnh_ifindex = ifindex;
	if (gateway)
		put_in6(m, RTA_GATEWAY, gateway);
	hop->rtnh_len = (char *)mnl_nlmsg_get_payload_tail(m->nlh) - (char *)hop;
}

static void make_multipath(struct message *m)
{
	struct nlattr *nest;

	start_route(m);
	nest = mnl_attr_nest_start(m->nlh, RTA_MULTIPATH);
	put_hop(m, 2, "fe80::1");
	put_hop(m, 3, NULL);
	put_hop(m, 4, "fe80::4");
	mnl_attr_nest_end(m->nlh, nest);
}

static void make_link(struct message *m)
{
	static const u8 mac[] = { 0x52, 0x54, 0, 0x12, 0x34, 0x56 };
	struct ifinfomsg *ifi = start(m, RTM_NEWLINK, sizeof(*ifi));

	ifi->ifi_index = 2;
	ifi->ifi_flags = UP | LOWER_UP;
	mnl_attr_put_strz(m->nlh, IFLA_IFNAME, "eth0");
	mnl_attr_put_u32(m->nlh, IFLA_MTU, 1500);
	mnl_attr_put(m->nlh, IFLA_ADDRESS, sizeof(mac), mac);
}

static const u8 rdnss[] = {
	25, 3, 0, 0, 0, 0, 1, 0, 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x53,
};

static struct nduseroptmsg *make_ndopt(struct message *m)
{
	struct nduseroptmsg *msg = start(m, RTM_NEWNDUSEROPT, sizeof(*msg) + sizeof(rdnss));

	msg->nduseropt_family = AF_INET6;
	msg->nduseropt_ifindex = 2;
	msg->nduseropt_icmp_type = 134;
	msg->nduseropt_opts_len = sizeof(rdnss);
	memcpy(msg + 1, rdnss, sizeof(rdnss));
	put_in6(m, NDUSEROPT_SRCADDR, "fe80::1");
	return msg;
}

/* The same bytes, in a block of exactly that size */
static struct nlmsghdr *exact(const struct nlmsghdr *nlh, size_t len)
{
	struct nlmsghdr *copy = malloc(len < sizeof(*copy) ? sizeof(*copy) : len);

	if (!copy)
		abort();
	memcpy(copy, nlh, len < sizeof(*copy) ? sizeof(*copy) : len);
	copy->nlmsg_len = len;
	return copy;
}

static void addr_good(struct kunit *test)
{
	struct nl_addr addr;
	struct message m;

	make_addr(&m);
	KUNIT_ASSERT_TRUE(test, nl_parse_addr(m.nlh, &addr));
	KUNIT_EXPECT_EQ(test, addr.ifindex, 2);
	KUNIT_EXPECT_TRUE(test, is_addr(&addr.addr, "2001:db8::1"));
	KUNIT_EXPECT_EQ(test, addr.plen, 64);
	KUNIT_EXPECT_EQ(test, addr.scope, RT_SCOPE_UNIVERSE);
	KUNIT_EXPECT_EQ(test, addr.flags, IFA_F_NOPREFIXROUTE | IFA_F_MANAGETEMPADDR);
	KUNIT_EXPECT_EQ(test, addr.preferred, 100);
	KUNIT_EXPECT_EQ(test, addr.valid, 200);

	m.nlh->nlmsg_type = RTM_DELADDR;
	KUNIT_EXPECT_TRUE(test, nl_parse_addr(m.nlh, &addr));
}

static void addr_least(struct kunit *test)
{
	struct nl_addr addr;
	struct message m;

	start_addr(&m);
	KUNIT_EXPECT_FALSE(test, nl_parse_addr(m.nlh, &addr));
	put_in6(&m, IFA_ADDRESS, "fe80::2");
	KUNIT_ASSERT_TRUE(test, nl_parse_addr(m.nlh, &addr));
	KUNIT_EXPECT_EQ(test, addr.flags, IFA_F_PERMANENT);
	KUNIT_EXPECT_EQ(test, addr.preferred, NL_FOREVER);
	KUNIT_EXPECT_EQ(test, addr.valid, NL_FOREVER);
}

static void addr_peer(struct kunit *test)
{
	struct nl_addr addr;
	struct message m;

	start_addr(&m);
	put_in6(&m, IFA_LOCAL, "2001:db8::1");
	put_in6(&m, IFA_ADDRESS, "2001:db8::2");
	KUNIT_ASSERT_TRUE(test, nl_parse_addr(m.nlh, &addr));
	KUNIT_EXPECT_TRUE(test, is_addr(&addr.addr, "2001:db8::1"));
}

static void addr_bad(struct kunit *test)
{
	struct ifaddrmsg *ifa;
	struct nl_addr addr;
	struct message m;

#define BAD(change)							\
	do {								\
		make_addr(&m);						\
		ifa = mnl_nlmsg_get_payload(m.nlh);			\
		change;							\
		KUNIT_EXPECT_FALSE(test, nl_parse_addr(m.nlh, &addr));	\
	} while (0)
	BAD(ifa->ifa_family = AF_INET);
	BAD(ifa->ifa_prefixlen = 129);
	BAD(ifa->ifa_index = 0);
	BAD(ifa->ifa_index = 0x80000000);
	BAD(m.nlh->nlmsg_type = RTM_NEWROUTE);
	BAD(m.nlh->nlmsg_type = NLMSG_ERROR);
	BAD(mnl_attr_put(m.nlh, IFA_ADDRESS, 15, m.buf));
	BAD(mnl_attr_put(m.nlh, IFA_ADDRESS, 17, m.buf));
	BAD(mnl_attr_put(m.nlh, IFA_LOCAL, 4, m.buf));
	BAD(mnl_attr_put(m.nlh, IFA_FLAGS, 1, m.buf));
	BAD(mnl_attr_put(m.nlh, IFA_CACHEINFO, sizeof(struct ifa_cacheinfo) - 1, m.buf));
	BAD(m.nlh->nlmsg_len += 3);
#undef BAD
}

static void route_good(struct kunit *test)
{
	struct nl_route route;
	struct message m;

	make_route(&m);
	KUNIT_ASSERT_TRUE(test, nl_parse_route(m.nlh, &route));
	KUNIT_EXPECT_EQ(test, route.ifindex, 2);
	KUNIT_EXPECT_EQ(test, route.plen, 0);
	KUNIT_EXPECT_TRUE(test, is_addr(&route.dst, "::"));
	KUNIT_EXPECT_TRUE(test, route.has_gateway);
	KUNIT_EXPECT_TRUE(test, is_addr(&route.gateway, "fe80::1"));
	KUNIT_EXPECT_EQ(test, route.protocol, RTPROT_RA);
	KUNIT_EXPECT_EQ(test, route.metric, 1024);
	KUNIT_EXPECT_EQ(test, route.expires, 180000 / sysconf(_SC_CLK_TCK));
	KUNIT_EXPECT_FALSE(test, nl_parse_route_hop(m.nlh, 1, &route));
}

static void route_prefix(struct kunit *test)
{
	struct nl_route route;
	struct message m;

	start_route(&m)->rtm_dst_len = 64;
	mnl_attr_put_u32(m.nlh, RTA_OIF, 3);
	KUNIT_EXPECT_FALSE(test, nl_parse_route(m.nlh, &route));
	put_in6(&m, RTA_DST, "2001:db8::");
	KUNIT_ASSERT_TRUE(test, nl_parse_route(m.nlh, &route));
	KUNIT_EXPECT_EQ(test, route.plen, 64);
	KUNIT_EXPECT_TRUE(test, is_addr(&route.dst, "2001:db8::"));
	KUNIT_EXPECT_FALSE(test, route.has_gateway);
	KUNIT_EXPECT_EQ(test, route.expires, 0);
}

static void route_expires(struct kunit *test)
{
	struct nl_route route;
	struct message m;

	start_route(&m);
	mnl_attr_put_u32(m.nlh, RTA_OIF, 3);
	put_expires(&m, 1);
	KUNIT_EXPECT_TRUE(test, nl_parse_route(m.nlh, &route));
	KUNIT_EXPECT_EQ(test, route.expires, 1);

	/* Over: it is none, but that it goes is heard */
	put_expires(&m, -1);
	KUNIT_EXPECT_FALSE(test, nl_parse_route(m.nlh, &route));
	m.nlh->nlmsg_type = RTM_DELROUTE;
	KUNIT_EXPECT_TRUE(test, nl_parse_route(m.nlh, &route));
	KUNIT_EXPECT_EQ(test, route.expires, 0);
}

static void route_hops(struct kunit *test)
{
	struct nl_route route;
	struct message m;

	make_multipath(&m);
	KUNIT_ASSERT_TRUE(test, nl_parse_route(m.nlh, &route));
	KUNIT_EXPECT_EQ(test, route.ifindex, 2);
	KUNIT_EXPECT_TRUE(test, is_addr(&route.gateway, "fe80::1"));
	KUNIT_ASSERT_TRUE(test, nl_parse_route_hop(m.nlh, 1, &route));
	KUNIT_EXPECT_EQ(test, route.ifindex, 3);
	KUNIT_EXPECT_FALSE(test, route.has_gateway);
	KUNIT_ASSERT_TRUE(test, nl_parse_route_hop(m.nlh, 2, &route));
	KUNIT_EXPECT_EQ(test, route.ifindex, 4);
	KUNIT_EXPECT_TRUE(test, is_addr(&route.gateway, "fe80::4"));
	KUNIT_EXPECT_FALSE(test, nl_parse_route_hop(m.nlh, 3, &route));
	KUNIT_EXPECT_FALSE(test, nl_parse_route_hop(m.nlh, 0xffffffff, &route));
}

static void route_hops_bad(struct kunit *test)
{
	struct rtnexthop *hop;
	struct nl_route route;
	struct nlattr *nest;
	struct message m;
	int len;

	for (len = 0; len < 64; len++) {
		start_route(&m);
		nest = mnl_attr_nest_start(m.nlh, RTA_MULTIPATH);
		hop = mnl_nlmsg_get_payload_tail(m.nlh);
		put_hop(&m, 2, "fe80::1");
		mnl_attr_nest_end(m.nlh, nest);
		hop->rtnh_len = len;
		/* The hop alone, or all of it; between them an attribute is cut */
		KUNIT_EXPECT_EQ_MSG(test, nl_parse_route(m.nlh, &route), len == 8 || len == 28, "rtnh_len %d", len);
	}
	start_route(&m);
	nest = mnl_attr_nest_start(m.nlh, RTA_MULTIPATH);
	mnl_attr_nest_end(m.nlh, nest);
	KUNIT_EXPECT_FALSE(test, nl_parse_route(m.nlh, &route));
}

/* The last hop is not padded: there is no other one behind it */
static void route_hops_unpadded(struct kunit *test)
{
	struct nlmsghdr *copy;
	struct rtnexthop *hop;
	struct nl_route route;
	struct nlattr *nest;
	struct message m;

	start_route(&m);
	nest = mnl_attr_nest_start(m.nlh, RTA_MULTIPATH);
	hop = mnl_nlmsg_get_payload_tail(m.nlh);
	put_hop(&m, 2, NULL);
	m.nlh->nlmsg_len++;
	nest->nla_len = (char *)hop - (char *)nest + sizeof(*hop) + 1;
	hop->rtnh_len = sizeof(*hop) + 1;
	copy = exact(m.nlh, m.nlh->nlmsg_len);
	KUNIT_EXPECT_FALSE(test, nl_parse_route_hop(copy, 1, &route));
	free(copy);
}

static void route_bad(struct kunit *test)
{
	struct nl_route route;
	struct message m;
	struct rtmsg *rtm;

#define BAD(change)							\
	do {								\
		make_route(&m);						\
		rtm = mnl_nlmsg_get_payload(m.nlh);			\
		change;							\
		KUNIT_EXPECT_FALSE(test, nl_parse_route(m.nlh, &route));\
	} while (0)
	BAD(rtm->rtm_family = AF_INET);
	BAD(rtm->rtm_dst_len = 129; put_in6(&m, RTA_DST, "2001:db8::"));
	BAD(rtm->rtm_dst_len = 64);
	BAD(rtm->rtm_src_len = 64);
	BAD(rtm->rtm_type = RTN_LOCAL);
	BAD(rtm->rtm_type = RTN_UNREACHABLE);
	BAD(rtm->rtm_flags = RTM_F_CLONED);
	BAD(m.nlh->nlmsg_type = RTM_NEWADDR);
	BAD(mnl_attr_put_u32(m.nlh, RTA_TABLE, RT_TABLE_LOCAL));
	BAD(mnl_attr_put(m.nlh, RTA_TABLE, 2, m.buf));
	BAD(mnl_attr_put(m.nlh, RTA_DST, 8, m.buf));
	BAD(mnl_attr_put(m.nlh, RTA_GATEWAY, 4, m.buf));
	BAD(mnl_attr_put(m.nlh, RTA_OIF, 2, m.buf));
	BAD(mnl_attr_put_u32(m.nlh, RTA_OIF, 0));
	BAD(mnl_attr_put(m.nlh, RTA_PRIORITY, 8, m.buf));
	BAD(mnl_attr_put(m.nlh, RTA_CACHEINFO, 4, m.buf));
#undef BAD
	start_route(&m);
	KUNIT_EXPECT_FALSE(test, nl_parse_route(m.nlh, &route));
}

static void link_good(struct kunit *test)
{
	struct nl_link link;
	struct message m;

	make_link(&m);
	KUNIT_ASSERT_TRUE(test, nl_parse_link(m.nlh, &link));
	KUNIT_EXPECT_EQ(test, link.ifindex, 2);
	KUNIT_EXPECT_STREQ(test, link.name, "eth0");
	KUNIT_EXPECT_TRUE(test, link.carrier);
	KUNIT_EXPECT_EQ(test, link.mtu, 1500);
	KUNIT_EXPECT_EQ(test, link.mac_len, 6);
	KUNIT_EXPECT_EQ(test, link.mac[5], 0x56);
	((struct ifinfomsg *)mnl_nlmsg_get_payload(m.nlh))->ifi_flags = UP;
	KUNIT_ASSERT_TRUE(test, nl_parse_link(m.nlh, &link));
	KUNIT_EXPECT_FALSE(test, link.carrier);
}

static void link_bad(struct kunit *test)
{
	struct ifinfomsg *ifi;
	struct nl_link link;
	struct message m;

#define BAD(change)							\
	do {								\
		make_link(&m);						\
		ifi = mnl_nlmsg_get_payload(m.nlh);			\
		change;							\
		KUNIT_EXPECT_FALSE(test, nl_parse_link(m.nlh, &link));	\
	} while (0)
	BAD(ifi->ifi_family = AF_BRIDGE);
	BAD(ifi->ifi_index = 0);
	BAD(ifi->ifi_index = -1);
	BAD(mnl_attr_put(m.nlh, IFLA_IFNAME, 0, ""));
	BAD(mnl_attr_put(m.nlh, IFLA_IFNAME, 1, ""));
	BAD(mnl_attr_put(m.nlh, IFLA_IFNAME, 4, "eth0"));
	BAD(mnl_attr_put(m.nlh, IFLA_IFNAME, 6, "eth0\0"));
	BAD(mnl_attr_put_strz(m.nlh, IFLA_IFNAME, "0123456789abcdef"));
	BAD(mnl_attr_put(m.nlh, IFLA_MTU, 2, m.buf));
	BAD(mnl_attr_put(m.nlh, IFLA_ADDRESS, 33, m.buf));
#undef BAD
	start(&m, RTM_NEWLINK, sizeof(*ifi));
	((struct ifinfomsg *)mnl_nlmsg_get_payload(m.nlh))->ifi_index = 1;
	KUNIT_EXPECT_FALSE(test, nl_parse_link(m.nlh, &link));
	mnl_attr_put_strz(m.nlh, IFLA_IFNAME, "0123456789abcde");
	KUNIT_EXPECT_TRUE(test, nl_parse_link(m.nlh, &link));
}

static void ndopt_good(struct kunit *test)
{
	struct nl_ndopt opt;
	struct message m;

	make_ndopt(&m);
	KUNIT_ASSERT_TRUE(test, nl_parse_ndopt(m.nlh, &opt));
	KUNIT_EXPECT_EQ(test, opt.ifindex, 2);
	KUNIT_EXPECT_TRUE(test, is_addr(&opt.from, "fe80::1"));
	KUNIT_ASSERT_EQ(test, opt.len, sizeof(rdnss));
	KUNIT_EXPECT_MEMEQ(test, opt.opt, rdnss, sizeof(rdnss));

	/* No attribute */
	m.nlh->nlmsg_len -= MNL_ATTR_HDRLEN + sizeof(struct in6_addr);
	KUNIT_ASSERT_TRUE(test, nl_parse_ndopt(m.nlh, &opt));
	KUNIT_EXPECT_TRUE(test, is_addr(&opt.from, "::"));
}

static void ndopt_bad(struct kunit *test)
{
	struct nduseroptmsg *msg;
	struct nlmsghdr *copy;
	struct nl_ndopt opt;
	struct message m;

#define BAD(change)							\
	do {								\
		msg = make_ndopt(&m);					\
		change;							\
		KUNIT_EXPECT_FALSE(test, nl_parse_ndopt(m.nlh, &opt));	\
	} while (0)
	BAD(msg->nduseropt_family = AF_INET);
	BAD(msg->nduseropt_ifindex = 0);
	BAD(msg->nduseropt_icmp_type = 133);
	BAD(msg->nduseropt_icmp_code = 1);
	BAD(msg->nduseropt_opts_len = 0);
	BAD(msg->nduseropt_opts_len = 0; ((u8 *)(msg + 1))[1] = 0);
	BAD(msg->nduseropt_opts_len = 7);
	BAD(msg->nduseropt_opts_len = 16);
	BAD(msg->nduseropt_opts_len = 32);
	BAD(msg->nduseropt_opts_len = 65535);
	BAD(((u8 *)(msg + 1))[1] = 0);
	BAD(((u8 *)(msg + 1))[1] = 2);
	BAD(((u8 *)(msg + 1))[1] = 255);
	BAD(m.nlh->nlmsg_type = RTM_NEWLINK);
	BAD(mnl_attr_put(m.nlh, NDUSEROPT_SRCADDR, 4, m.buf));
#undef BAD

	/* Not even an option's type and length */
	make_ndopt(&m)->nduseropt_opts_len = 0;
	copy = exact(m.nlh, MNL_NLMSG_HDRLEN + sizeof(*msg));
	KUNIT_EXPECT_FALSE(test, nl_parse_ndopt(copy, &opt));
	free(copy);
}

/*
 *	Hostile messages: each kind, its parser behind one face
 */

static bool is_addr_msg(const struct nlmsghdr *nlh)
{
	struct nl_addr addr;

	return nl_parse_addr(nlh, &addr);
}

static bool is_route_msg(const struct nlmsghdr *nlh)
{
	struct nl_route route;
	unsigned int hop;

	for (hop = 1; hop < 5; hop++)
		nl_parse_route_hop(nlh, hop, &route);
	return nl_parse_route(nlh, &route);
}

static bool is_link_msg(const struct nlmsghdr *nlh)
{
	struct nl_link link;

	return nl_parse_link(nlh, &link);
}

static bool is_ndopt_msg(const struct nlmsghdr *nlh)
{
	struct nl_ndopt opt;
	unsigned int sum = 0;
	size_t i;

	if (!nl_parse_ndopt(nlh, &opt))
		return false;
	/* All of it is there */
	for (i = 0; i < opt.len; i++)
		sum += opt.opt[i];
	return sum;
}

static void make_ndopt_msg(struct message *m)
{
	make_ndopt(m);
}

static const struct hostile {
	const char *desc;
	void (*make)(struct message *m);
	bool (*parse)(const struct nlmsghdr *nlh);
	unsigned int good;	/* lengths at which it can be taken: behind attributes, once there is enough */
} hostiles[] = {
	{ "address", make_addr, is_addr_msg, 4 + 3 },		/* the proto: 5 bytes, 3 of padding */
	{ "route", make_route, is_route_msg, 2 },
	{ "multipath", make_multipath, is_route_msg, 1 },
	{ "link", make_link, is_link_msg, 3 + 3 + 2 },		/* 3 behind "eth0", 2 behind the MAC */
	{ "ndopt", make_ndopt_msg, is_ndopt_msg, 2 },
};

static void hostile_desc(const struct hostile *h, char *desc)
{
	strcpy(desc, h->desc);
}

KUNIT_ARRAY_PARAM(hostile, hostiles, hostile_desc);

static bool parse_exact(const struct hostile *h, const struct nlmsghdr *nlh, size_t len)
{
	struct nlmsghdr *copy = exact(nlh, len);
	bool good = h->parse(copy);

	free(copy);
	return good;
}

static void cut(struct kunit *test)
{
	const struct hostile *h = test->param_value;
	unsigned int good = 0;
	struct message m;
	size_t len;

	h->make(&m);
	KUNIT_EXPECT_TRUE(test, parse_exact(h, m.nlh, m.nlh->nlmsg_len));
	for (len = 0; len <= m.nlh->nlmsg_len; len++)
		good += parse_exact(h, m.nlh, len);
	KUNIT_EXPECT_EQ(test, good, h->good);
}

/* Each pair of bytes, the lengths among them, with all sorts of values */
static void garbage(struct kunit *test)
{
	static const u16 values[] = { 0, 1, 3, 4, 5, 7, 8, 19, 20, 21, 0x7fff, 0x8014, 0xfffc, 0xffff };
	const struct hostile *h = test->param_value;
	struct message m;
	size_t at, i;

	h->make(&m);
	for (at = MNL_NLMSG_HDRLEN; at + 2 <= m.nlh->nlmsg_len; at++) {
		for (i = 0; i < ARRAY_SIZE(values); i++) {
			h->make(&m);
			memcpy(m.buf + at, &values[i], sizeof(values[i]));
			parse_exact(h, m.nlh, m.nlh->nlmsg_len);
		}
	}
}

/*
 *	With the kernel, in a network namespace of its own
 */

struct seen {
	struct nl_addr addr;		/* that is looked for, and found */
	unsigned int n, calls;
};

static int see_addr(const struct nl_addr *addr, void *data)
{
	struct seen *seen = data;

	seen->calls++;
	if (!memcmp(&addr->addr, &seen->addr.addr, sizeof(addr->addr))) {
		seen->addr = *addr;
		seen->n++;
	}
	return 0;
}

static int see_link(const struct nl_link *link, void *data)
{
	struct nl_link *lo = data;

	if (!strcmp(link->name, "lo"))
		*lo = *link;
	return 0;
}

static int count_route(const struct nl_route *route, void *data)
{
	++*(unsigned int *)data;
	return 1;
}

static int count_message(const struct nlmsghdr *nlh, void *data)
{
	++*(unsigned int *)data;
	return 0;
}

#define CHECK(x)							\
	do {								\
		if (!(x))						\
			return __LINE__;				\
	} while (0)

static int live_addresses(void)
{
	struct seen seen = { 0 };
	struct nl_addr addr = { 0 };
	struct nl_link lo = { 0 };
	unsigned int routes = 0, heard = 0;
	struct nl nl, events;

	CHECK(!nl_open(&nl, 0));
	CHECK(!nl_open(&events, RTMGRP_IPV6_IFADDR));
	CHECK(!nl_each_link(&nl, see_link, &lo));
	CHECK(lo.ifindex == 1 && lo.mtu);

	addr.ifindex = lo.ifindex;
	addr.addr = in6("2001:db8::77");
	addr.plen = 64;
	addr.flags = IFA_F_NODAD | IFA_F_NOPREFIXROUTE;
	addr.preferred = 100;
	addr.valid = 200;
	CHECK(!nl_set_addr(&nl, &addr));
	seen.addr.addr = addr.addr;
	CHECK(!nl_each_addr(&nl, see_addr, &seen));
	CHECK(seen.n == 1 && seen.addr.plen == 64 && seen.addr.valid <= 200 && seen.addr.valid > 190);
	CHECK(seen.addr.preferred <= 100 && seen.addr.preferred > 90);
	CHECK(seen.addr.flags & IFA_F_NOPREFIXROUTE && !(seen.addr.flags & IFA_F_PERMANENT));
	/* The kernel tells of it when its duplicate address detection is over, which is done elsewhere */
	CHECK(poll(&(struct pollfd){ mnl_socket_get_fd(events.sock), POLLIN }, 1, 5000) == 1);
	CHECK(!nl_receive(&events, count_message, &heard) && heard);

	/* For ever, and with a route: both replace what was */
	addr.flags = IFA_F_NODAD;
	addr.preferred = NL_FOREVER;
	addr.valid = NL_FOREVER;
	CHECK(!nl_set_addr(&nl, &addr));
	seen.n = 0;
	CHECK(!nl_each_addr(&nl, see_addr, &seen));
	CHECK(seen.n == 1 && seen.addr.valid == NL_FOREVER && seen.addr.preferred == NL_FOREVER);
	CHECK(seen.addr.flags & IFA_F_PERMANENT && !(seen.addr.flags & IFA_F_NOPREFIXROUTE));

	/* Deprecated */
	addr.preferred = 0;
	CHECK(!nl_set_addr(&nl, &addr));
	CHECK(!nl_each_addr(&nl, see_addr, &seen));
	CHECK(seen.addr.flags & IFA_F_DEPRECATED && seen.addr.preferred == 0 && seen.addr.valid == NL_FOREVER);

	addr.valid = 0;
	CHECK(nl_set_addr(&nl, &addr) == -EINVAL);
	addr.preferred = 2;
	addr.valid = 1;
	CHECK(nl_set_addr(&nl, &addr) == -EINVAL);
	addr.ifindex = 99;
	addr.valid = 2;
	CHECK(nl_set_addr(&nl, &addr) == -ENODEV);

	addr.ifindex = lo.ifindex;
	CHECK(!nl_del_addr(&nl, &addr));
	CHECK(nl_del_addr(&nl, &addr) == -EADDRNOTAVAIL);
	seen.n = 0;
	CHECK(!nl_each_addr(&nl, see_addr, &seen) && !seen.n);
	CHECK(!nl_each_route(&nl, count_route, &routes));
	nl_close(&nl);
	nl_close(&events);
	return 0;
}

/* More than one datagram, and more than the first buffer */
static int live_many(void)
{
	struct nl_addr addr = { .ifindex = 1, .plen = 128, .flags = IFA_F_NODAD | IFA_F_NOPREFIXROUTE,
				.preferred = NL_FOREVER, .valid = NL_FOREVER };
	struct seen seen = { 0 };
	unsigned int i;
	struct nl nl;

	CHECK(!nl_open(&nl, 0));
	addr.addr = in6("2001:db8:1::");
	for (i = 0; i < 2000; i++) {
		addr.addr.s6_addr[14] = i >> 8;
		addr.addr.s6_addr[15] = i;
		CHECK(!nl_set_addr(&nl, &addr));
	}
	CHECK(!nl_each_addr(&nl, see_addr, &seen) && seen.calls >= 2000);
	nl_close(&nl);
	return 0;
}

/* Nobody reads: the kernel drops some, and that is told */
static int live_overrun(void)
{
	struct nl_addr addr = { .ifindex = 1, .plen = 128, .flags = IFA_F_NODAD | IFA_F_NOPREFIXROUTE,
				.preferred = NL_FOREVER, .valid = NL_FOREVER };
	unsigned int i, heard = 0;
	struct nl nl, events;
	int size = 4096;
	int err;

	CHECK(!nl_open(&nl, 0));
	CHECK(!nl_open(&events, RTMGRP_IPV6_IFADDR));
	CHECK(!setsockopt(mnl_socket_get_fd(events.sock), SOL_SOCKET, SO_RCVBUF, &size, sizeof(size)));
	addr.addr = in6("2001:db8:2::");
	for (i = 0; i < 100; i++) {
		addr.addr.s6_addr[15] = i;
		CHECK(!nl_set_addr(&nl, &addr) && !nl_del_addr(&nl, &addr));
	}
	err = nl_receive(&events, count_message, &heard);
	CHECK(err == -ENOBUFS);
	while (!(err = nl_receive(&events, count_message, &heard)) && i--)
		;
	CHECK(!err && heard && heard < 200);
	nl_close(&nl);
	nl_close(&events);
	return 0;
}

/* lo of a new namespace is down, but takes addresses */
static void live(struct kunit *test, int (*fn)(void))
{
	int status = 0;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (!pid) {
		if (unshare(CLONE_NEWNET) && unshare(CLONE_NEWUSER | CLONE_NEWNET))
			_exit(255);
		status = fn();
		if (status)
			fprintf(stderr, "# line %d\n", status);
		_exit(!!status);
	}
	KUNIT_ASSERT_TRUE(test, pid > 0 && waitpid(pid, &status, 0) == pid);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 255)
		kunit_skip(test, "no network namespace may be made here");
	KUNIT_EXPECT_EQ(test, status, 0);
}

static void with_kernel(struct kunit *test)
{
	live(test, live_addresses);
}

static void with_kernel_many(struct kunit *test)
{
	live(test, live_many);
}

static void with_kernel_overrun(struct kunit *test)
{
	live(test, live_overrun);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(addr_good),
	KUNIT_CASE(addr_least),
	KUNIT_CASE(addr_peer),
	KUNIT_CASE(addr_bad),
	KUNIT_CASE(route_good),
	KUNIT_CASE(route_prefix),
	KUNIT_CASE(route_expires),
	KUNIT_CASE(route_hops),
	KUNIT_CASE(route_hops_bad),
	KUNIT_CASE(route_hops_unpadded),
	KUNIT_CASE(route_bad),
	KUNIT_CASE(link_good),
	KUNIT_CASE(link_bad),
	KUNIT_CASE(ndopt_good),
	KUNIT_CASE(ndopt_bad),
	KUNIT_CASE_PARAM(cut, hostile_gen_params),
	KUNIT_CASE_PARAM(garbage, hostile_gen_params),
	KUNIT_CASE(with_kernel),
	KUNIT_CASE(with_kernel_many),
	KUNIT_CASE(with_kernel_overrun),
	{}
};

static struct kunit_suite suite = {
	.name = "nl",
	.test_cases = cases,
};

kunit_test_init_section_suites(&suite);
