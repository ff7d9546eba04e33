// SPDX-License-Identifier: GPL-2.0-only
#include <arpa/inet.h>
#include <errno.h>
#include <kunit/test.h>
#include <stdio.h>

#include <linux/rtnetlink.h>

#include "status.h"

static struct in6_addr in6(const char *text)
{
	struct in6_addr addr;

	if (inet_pton(AF_INET6, text, &addr) != 1)
		abort();
	return addr;
}

static const char *render(const struct status *s, void (*fn)(const struct status *s, FILE *out))
{
	static char buf[32768];
	FILE *out;

	memset(buf, 0, sizeof(buf));
	out = fmemopen(buf, sizeof(buf), "w");
	if (!out)
		abort();
	fn(s, out);
	if (fclose(out))
		abort();
	return buf;
}

/* A machine that has booted by DHCPv6, 100 seconds ago; udev has renamed its device */
static void machine(struct status *s)
{
	static struct nl_link links[2];
	static struct nl_addr addrs[3];
	static struct nl_route routes[2];
	static struct status_log log[2];
	struct boot_info *boot = &s->boot;

	memset(s, 0, sizeof(*s));
	boot->configured = true;
	strcpy(boot->method, "dhcp");
	strcpy(boot->device, "eth0");
	boot->address = in6("2001:db8::1234");
	boot->plen = 128;
	boot->router = in6("fe80::1");
	boot->dns = (struct dns_config){
		.nservers = 3,
		.servers = { { in6("2001:db8::53"), 0 }, { in6("fe80::53"), 2 }, { in6("::ffff:192.0.2.53"), 0 } },
		.nsearch = 1,
		.search = { "example.org" },
	};
	boot->nntp = 1;
	boot->ntp[0] = in6("2001:db8::123");
	strcpy(boot->boot_url, "nfs://server/srv/root");
	boot->has_lease = true;
	boot->lease_readable = true;
	boot->lease.client = (struct dhcp6_duid){ 3, { 0, 3, 0xab } };
	boot->lease.server = (struct dhcp6_duid){ 4, { 0, 1, 2, 3 } };
	boot->lease.iaid = 0xa1b2c3;
	boot->lease.t1 = 1800;
	boot->lease.t2 = 2880;
	boot->lease.naddrs = 1;
	boot->lease.addrs[0] = (struct dhcp6_addr){ in6("2001:db8::1234"), 3000, 3600 };
	boot->lease.obtained = 1790000000;
	boot->lease.boottime = 2;
	boot->has_mount = true;
	strcpy(boot->mount.source, "server:/srv/root");
	strcpy(boot->mount.fstype, "nfs4");
	strcpy(boot->mount.options, "rw,vers=4.2,proto=tcp6,addr=2001:db8::1");
	strcpy(boot->mount.addr, "2001:db8::1");
	s->boottime = 102;
	s->realtime = 5;	/* the clock is not set */

	links[0] = (struct nl_link){ 2, "enp1s0", IFF_UP, true, 1500, 6, { 0x52, 0x54, 0, 0x12, 0x34, 0x56 } };
	links[1] = (struct nl_link){ 3, "eth0", 0, false, 9000, 0, { 0 } };
	addrs[0] = (struct nl_addr){ 2, in6("2001:db8::1234"), 128, 0, IFA_F_NOPREFIXROUTE, 2900, 3500 };
	addrs[1] = (struct nl_addr){ 2, in6("fe80::2"), 64, RT_SCOPE_LINK, IFA_F_PERMANENT, NL_FOREVER, NL_FOREVER };
	addrs[2] = (struct nl_addr){ 3, in6("fe80::3"), 64, RT_SCOPE_LINK, IFA_F_TENTATIVE | IFA_F_DADFAILED, 0, 90061 };
	routes[0] = (struct nl_route){ .ifindex = 2, .has_gateway = true, .gateway = in6("fe80::1"),
				       .protocol = RTPROT_RA, .metric = 1024, .expires = 1790 };
	routes[1] = (struct nl_route){ .ifindex = 3, .protocol = RTPROT_STATIC, .metric = 1 };
	log[0] = (struct status_log){ 512345, "IP6-Config: Complete:" };
	log[1] = (struct status_log){ 12000001, "Run /sbin/init as init process" };
	s->nlinks = 2;
	s->links = links;
	s->naddrs = 3;
	s->addrs = addrs;
	s->nroutes = 2;
	s->routes = routes;
	s->has_resolv = true;
	s->nservers = 1;
	strcpy(s->servers[0], "fe80::53%enp1s0");
	s->nsearch = 1;
	strcpy(s->search[0], "example.org");
	s->nlog = 2;
	s->log = log;
}

static void text_machine(struct kunit *test)
{
	static struct status s;

	machine(&s);
	KUNIT_EXPECT_STREQ(test, render(&s, status_text),
		"Boot\n"
		"  method         dhcp\n"
		"  device         eth0 (now enp1s0)\n"
		"  address        2001:db8::1234/128\n"
		"  router         fe80::1\n"
		"  name servers   2001:db8::53\n"
		"                 fe80::53%enp1s0\n"
		"                 192.0.2.53\n"
		"  search         example.org\n"
		"  NTP servers    2001:db8::123\n"
		"  boot file      nfs://server/srv/root\n"
		"\n"
		"Lease, as the kernel got it\n"
		"  DUID           0003ab\n"
		"  IAID           00a1b2c3\n"
		"  server         00010203\n"
		"  obtained       2026-09-21 14:13:20 UTC\n"
		"  T1             30 min, 28 min 20 s left\n"
		"  T2             48 min, 46 min 20 s left\n"
		"  addresses      2001:db8::1234, preferred 50 min, valid 1 h, 58 min 20 s left\n"
		"\n"
		"Root\n"
		"  mount          server:/srv/root\n"
		"  type           nfs4\n"
		"  NFS version    4.2\n"
		"  protocol       tcp6\n"
		"  server         2001:db8::1\n"
		"  options        rw,vers=4.2,proto=tcp6,addr=2001:db8::1\n"
		"\n"
		"Now\n"
		"  device         enp1s0: up, carrier, MTU 1500, 52:54:00:12:34:56\n"
		"  address        2001:db8::1234/128 on enp1s0, preferred 48 min 20 s, valid 58 min 20 s, noprefixroute\n"
		"  address        fe80::2/64 on enp1s0, preferred for ever, valid for ever, permanent\n"
		"  default route  via fe80::1 on enp1s0, metric 1024, 29 min 50 s left\n"
		"  default route  on eth0, metric 1\n"
		"  name servers   fe80::53%enp1s0\n"
		"  search         example.org\n"
		"\n"
		"Kernel log\n"
		"      0.512345 IP6-Config: Complete:\n"
		"     12.000001 Run /sbin/init as init process\n");
}

/* The kernel has not configured IPv6: one line, and what holds now on all devices */
static void text_not_configured(struct kunit *test)
{
	static struct status s;

	machine(&s);
	memset(&s.boot, 0, sizeof(s.boot));
	s.boot.lease.boottime = -1;
	s.nroutes = 0;
	s.nservers = 0;
	s.nsearch = 0;
	s.log_error = -EPERM;
	KUNIT_EXPECT_STREQ(test, render(&s, status_text),
		"The kernel has not configured IPv6 (no /proc/net/ipconfig/ip6_method).\n"
		"\n"
		"Root\n"
		"  mount          none on /\n"
		"\n"
		"Now\n"
		"  device         enp1s0: up, carrier, MTU 1500, 52:54:00:12:34:56\n"
		"  device         eth0: down, no carrier, MTU 9000\n"
		"  address        2001:db8::1234/128 on enp1s0, preferred 48 min 20 s, valid 58 min 20 s, noprefixroute\n"
		"  address        fe80::2/64 on enp1s0, preferred for ever, valid for ever, permanent\n"
		"  address        fe80::3/64 on eth0, preferred 0 s, valid 1 d 1 h, tentative, dadfailed\n"
		"  default route  none\n"
		"  name servers   none in resolv.conf\n"
		"\n"
		"Kernel log\n"
		"  not readable by this user\n");
}

static void text_partly(struct kunit *test)
{
	static struct status s;
	const char *text;

	machine(&s);
	s.boot.lease_readable = false;
	s.naddrs = 0;
	s.has_resolv = false;
	s.log_error = -ENOENT;
	text = render(&s, status_text);
	KUNIT_EXPECT_TRUE(test, strstr(text, "  address        2001:db8::1234/128 (no device has it now)\n"));
	KUNIT_EXPECT_TRUE(test, strstr(text, "\nLease, as the kernel got it\n  not readable by this user\n"));
	KUNIT_EXPECT_TRUE(test, strstr(text, "\n  resolv.conf    cannot be read\n"));
	KUNIT_EXPECT_TRUE(test, strstr(text, "\n  not readable: No such file or directory\n"));
	/* Without the address the name counts */
	KUNIT_EXPECT_TRUE(test, strstr(text, "\n  device         eth0\n"));

	s.boot.lease_bad = true;
	KUNIT_EXPECT_TRUE(test, strstr(render(&s, status_text), "\nLease, as the kernel got it\n  not sound\n"));

	s.nlinks = 0;
	text = render(&s, status_text);
	KUNIT_EXPECT_TRUE(test, strstr(text, "\n  device         eth0 is not there\n"));

	s.net_error = -EPERM;
	text = render(&s, status_text);
	KUNIT_EXPECT_TRUE(test, strstr(text, "\n  network        not known: Operation not permitted\n"));
	KUNIT_EXPECT_TRUE(test, strstr(text, "  address        2001:db8::1234/128\n"));
}

static void text_hostile(struct kunit *test)
{
	static struct status s;
	const char *text;

	machine(&s);
	strcpy(s.boot.mount.source, "s:/\x1b[31mred\a\n\x7f\xc2\x9b\xff\xc3\xa9");
	strcpy(s.log[0].text, "IP6-Config: \x1b]0;x\a");
	text = render(&s, status_text);
	KUNIT_EXPECT_TRUE(test, strstr(text, "  mount          s:/?[31mred?????\xc3\xa9\n"));
	KUNIT_EXPECT_TRUE(test, strstr(text, "0.512345 IP6-Config: ?]0;x?\n"));
}

static void durations(struct kunit *test)
{
	static const struct {
		u32 seconds;
		const char *text;
	} cases[] = {
		{ 0, "0 s" }, { 1, "1 s" }, { 59, "59 s" }, { 60, "1 min" }, { 61, "1 min 1 s" }, { 3600, "1 h" },
		{ 3601, "1 h" }, { 3660, "1 h 1 min" }, { 86399, "23 h 59 min" }, { 86400, "1 d" }, { 86460, "1 d" },
		{ 90000, "1 d 1 h" }, { 0xfffffffe, "49710 d 6 h" }, { 0xffffffff, "for ever" },
	};
	static struct status s;
	char want[64];
	size_t i;

	machine(&s);
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		s.addrs[1].valid = cases[i].seconds;
		snprintf(want, sizeof(want), "valid %s, permanent\n", cases[i].text);
		KUNIT_EXPECT_TRUE_MSG(test, strstr(render(&s, status_text), want), "%u", cases[i].seconds);
	}
}

static void left(struct kunit *test)
{
	struct status s = { .boottime = 100, .realtime = 2000 };
	struct status_left left;

#define EXPECT_LEFT(lifetime, k, f, n)					\
	do {								\
		left = status_left(&s, lifetime);			\
		KUNIT_EXPECT_EQ(test, left.known, k);			\
		KUNIT_EXPECT_EQ(test, left.forever, f);			\
		KUNIT_EXPECT_EQ(test, left.seconds, n);			\
	} while (0)
	s.boot.lease.boottime = -1;
	EXPECT_LEFT(50, false, false, 0);
	EXPECT_LEFT(NL_FOREVER, true, true, 0);
	s.boot.lease.boottime = 20;
	EXPECT_LEFT(90, true, false, 10);
	EXPECT_LEFT(50, true, false, -30);
	EXPECT_LEFT(0xfffffffe, true, false, 0xfffffffe - 80LL);
	s.boot.lease.boottime = 101;
	EXPECT_LEFT(50, false, false, 0);

	/* By the clock on the wall, if it can be right: the lease is of this boot */
	s.boot.lease.boottime = -1;
	s.boot.lease.obtained = 1910;
	EXPECT_LEFT(100, true, false, 10);
	s.boot.lease.obtained = 1899;
	EXPECT_LEFT(100, false, false, 0);
	s.boot.lease.obtained = 2001;
	EXPECT_LEFT(100, false, false, 0);
}

static void json_machine(struct kunit *test)
{
	static struct status s;

	machine(&s);
	s.nroutes = 1;
	s.naddrs = 1;
	s.nlog = 1;
	KUNIT_EXPECT_STREQ(test, render(&s, status_json),
		"{\n"
		"  \"configured\": true,\n"
		"  \"method\": \"dhcp\",\n"
		"  \"device\": \"eth0\",\n"
		"  \"device_now\": \"enp1s0\",\n"
		"  \"address\": \"2001:db8::1234\",\n"
		"  \"prefix_length\": 128,\n"
		"  \"router\": \"fe80::1\",\n"
		"  \"name_servers\": [\n"
		"    \"2001:db8::53\",\n"
		"    \"fe80::53%enp1s0\",\n"
		"    \"192.0.2.53\"\n"
		"  ],\n"
		"  \"search\": [\n"
		"    \"example.org\"\n"
		"  ],\n"
		"  \"ntp_servers\": [\n"
		"    \"2001:db8::123\"\n"
		"  ],\n"
		"  \"boot_file_url\": \"nfs://server/srv/root\",\n"
		"  \"lease\": {\n"
		"    \"readable\": true,\n"
		"    \"duid\": \"0003ab\",\n"
		"    \"iaid\": 10597059,\n"
		"    \"server\": \"00010203\",\n"
		"    \"obtained\": 1790000000,\n"
		"    \"t1\": 1800,\n"
		"    \"t1_left\": 1700,\n"
		"    \"t2\": 2880,\n"
		"    \"t2_left\": 2780,\n"
		"    \"addresses\": [\n"
		"      {\n"
		"        \"address\": \"2001:db8::1234\",\n"
		"        \"preferred\": 3000,\n"
		"        \"preferred_left\": 2900,\n"
		"        \"valid\": 3600,\n"
		"        \"valid_left\": 3500\n"
		"      }\n"
		"    ]\n"
		"  },\n"
		"  \"root\": {\n"
		"    \"source\": \"server:/srv/root\",\n"
		"    \"type\": \"nfs4\",\n"
		"    \"version\": \"4.2\",\n"
		"    \"protocol\": \"tcp6\",\n"
		"    \"server\": \"2001:db8::1\",\n"
		"    \"options\": \"rw,vers=4.2,proto=tcp6,addr=2001:db8::1\"\n"
		"  },\n"
		"  \"now\": {\n"
		"    \"devices\": [\n"
		"      {\n"
		"        \"name\": \"enp1s0\",\n"
		"        \"index\": 2,\n"
		"        \"up\": true,\n"
		"        \"carrier\": true,\n"
		"        \"mac\": \"52:54:00:12:34:56\",\n"
		"        \"mtu\": 1500\n"
		"      },\n"
		"      {\n"
		"        \"name\": \"eth0\",\n"
		"        \"index\": 3,\n"
		"        \"up\": false,\n"
		"        \"carrier\": false,\n"
		"        \"mac\": null,\n"
		"        \"mtu\": 9000\n"
		"      }\n"
		"    ],\n"
		"    \"addresses\": [\n"
		"      {\n"
		"        \"device\": \"enp1s0\",\n"
		"        \"address\": \"2001:db8::1234\",\n"
		"        \"prefix_length\": 128,\n"
		"        \"preferred\": 2900,\n"
		"        \"valid\": 3500,\n"
		"        \"flags\": [\n"
		"          \"noprefixroute\"\n"
		"        ]\n"
		"      }\n"
		"    ],\n"
		"    \"default_routes\": [\n"
		"      {\n"
		"        \"device\": \"enp1s0\",\n"
		"        \"gateway\": \"fe80::1\",\n"
		"        \"from_ra\": true,\n"
		"        \"metric\": 1024,\n"
		"        \"expires\": 1790\n"
		"      }\n"
		"    ],\n"
		"    \"name_servers\": [\n"
		"      \"fe80::53%enp1s0\"\n"
		"    ],\n"
		"    \"search\": [\n"
		"      \"example.org\"\n"
		"    ]\n"
		"  },\n"
		"  \"log\": [\n"
		"    {\n"
		"      \"time\": 0.512345,\n"
		"      \"text\": \"IP6-Config: Complete:\"\n"
		"    }\n"
		"  ]\n"
		"}\n");
}

static void json_nothing(struct kunit *test)
{
	static struct status s = { .net_error = -EPERM, .log_error = -EPERM };

	s.boot.lease.boottime = -1;
	KUNIT_EXPECT_STREQ(test, render(&s, status_json),
		"{\n"
		"  \"configured\": false,\n"
		"  \"method\": null,\n"
		"  \"device\": null,\n"
		"  \"device_now\": null,\n"
		"  \"address\": null,\n"
		"  \"prefix_length\": null,\n"
		"  \"router\": null,\n"
		"  \"name_servers\": [],\n"
		"  \"search\": [],\n"
		"  \"ntp_servers\": [],\n"
		"  \"boot_file_url\": null,\n"
		"  \"lease\": null,\n"
		"  \"root\": null,\n"
		"  \"now\": {\n"
		"    \"devices\": null,\n"
		"    \"addresses\": null,\n"
		"    \"default_routes\": null,\n"
		"    \"name_servers\": null,\n"
		"    \"search\": null\n"
		"  },\n"
		"  \"log\": null\n"
		"}\n");
}

static void json_partly(struct kunit *test)
{
	static struct status s;
	const char *text;

	machine(&s);
	s.boot.lease_readable = false;
	KUNIT_EXPECT_TRUE(test, strstr(render(&s, status_json), "  \"lease\": {\n    \"readable\": false\n  },\n"));

	machine(&s);
	s.boot.lease.obtained = 0;
	s.boot.lease.boottime = -1;
	s.boot.lease.t2 = NL_FOREVER;
	text = render(&s, status_json);
	KUNIT_EXPECT_TRUE(test, strstr(text, "\"obtained\": null,\n"));
	KUNIT_EXPECT_TRUE(test, strstr(text, "\"t1_left\": null,\n"));
	KUNIT_EXPECT_TRUE(test, strstr(text, "\"t2_left\": 4294967295,\n"));

	/* Over is 0 */
	machine(&s);
	s.boottime = 1000000;
	KUNIT_EXPECT_TRUE(test, strstr(render(&s, status_json), "\"t1_left\": 0,\n"));
}

static const struct string_case {
	const char *in, *out;
} string_cases[] = {
	{ "plain", "plain" },
	{ "a\"b\\c/", "a\\\"b\\\\c/" },
	{ "\x01\t\n\r\x1f\x7f", "\\u0001\\u0009\\u000a\\u000d\\u001f\\u007f" },
	{ "\xc3\xa9\xe2\x82\xac\xf0\x9f\x90\xa7", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x90\xa7" },
	{ "\xc2\x80\xc2\x9b" "2J", "\\u0080\\u009b2J" },	/* control characters, too */
	{ "\xc2\xa0", "\xc2\xa0" },
	{ "\xff" "a", "\\ufffda" },
	{ "\xc3", "\\ufffd" },
	{ "\xe2\x82", "\\ufffd\\ufffd" },
	{ "\xc0\xaf", "\\ufffd\\ufffd" },			/* longer than needed */
	{ "\xe0\x80\xaf", "\\ufffd\\ufffd\\ufffd" },
	{ "\xed\xa0\x80", "\\ufffd\\ufffd\\ufffd" },		/* a surrogate */
	{ "\xf4\x90\x80\x80", "\\ufffd\\ufffd\\ufffd\\ufffd" },	/* beyond U+10FFFF */
};

static void string_case_desc(const struct string_case *c, char *desc)
{
	strcpy(desc, c->in);
}

KUNIT_ARRAY_PARAM(string, string_cases, string_case_desc);

static void json_string(struct kunit *test)
{
	const struct string_case *c = test->param_value;
	static struct status s;
	char want[256];

	machine(&s);
	snprintf(s.boot.mount.source, sizeof(s.boot.mount.source), "%s", c->in);
	snprintf(want, sizeof(want), "\"source\": \"%s\",\n", c->out);
	KUNIT_EXPECT_TRUE(test, strstr(render(&s, status_json), want));
}

static void utf8(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, status_utf8("", 0), 0);
	KUNIT_EXPECT_EQ(test, status_utf8("a", 1), 1);
	KUNIT_EXPECT_EQ(test, status_utf8("\xc3\xa9", 2), 2);
	KUNIT_EXPECT_EQ(test, status_utf8("\xc3\xa9", 1), 0);
	KUNIT_EXPECT_EQ(test, status_utf8("\xe2\x82\xac", 3), 3);
	KUNIT_EXPECT_EQ(test, status_utf8("\xed\x9f\xbf", 3), 3);
	KUNIT_EXPECT_EQ(test, status_utf8("\xee\x80\x80", 3), 3);
	KUNIT_EXPECT_EQ(test, status_utf8("\xf0\x90\x80\x80", 4), 4);
	KUNIT_EXPECT_EQ(test, status_utf8("\xf4\x8f\xbf\xbf", 4), 4);
	KUNIT_EXPECT_EQ(test, status_utf8("\xf0\x8f\xbf\xbf", 4), 0);
	KUNIT_EXPECT_EQ(test, status_utf8("\x80", 1), 0);
	KUNIT_EXPECT_EQ(test, status_utf8("\xf5\x80\x80\x80", 4), 0);
	KUNIT_EXPECT_EQ(test, status_utf8("\xe2\x28\xa1", 3), 0);
}

/* In a block of exactly that size */
static bool parse_kmsg(const char *record, size_t len, struct status_log *log)
{
	char *p = malloc(len ? len : 1);
	bool good;

	if (!p)
		abort();
	memcpy(p, record, len);
	good = status_parse_kmsg(p, len, log);
	free(p);
	return good;
}

static const struct kmsg_case {
	const char *record;
	const char *text;		/* NULL: none of ours */
	u64 usec;
} kmsg_cases[] = {
	{ "6,123,512345,-;IP6-Config: Complete:\n", "IP6-Config: Complete:", 512345 },
	{ "6,123,512345,-,caller=T1;IP6-Config: x\n SUBSYSTEM=net\n DEVICE=n2\n", "IP6-Config: x", 512345 },
	{ "3,1,0,-;Root-NFS: no answer; again\n", "Root-NFS: no answer; again", 0 },
	{ "6,1,7,-;VFS: Mounted root (nfs filesystem) readonly on device 0:11.\n",
	  "VFS: Mounted root (nfs filesystem) readonly on device 0:11.", 7 },
	{ "6,1,7,-;Run /sbin/init as init process\n", "Run /sbin/init as init process", 7 },
	{ "6,1,18446744073709551609,-;Root-NFS: x\n", "Root-NFS: x", 18446744073709551609ULL },
	{ "6,1,7,-;Run away\n", NULL },
	{ "6,1,7,-;eth0: IP6-Config: x\n", NULL },
	{ "12,1,7,-;IP6-Config: written by a user\n", NULL },
	{ "6,1,7,-;\n", NULL },
	{ "6,1,7,-;IP6-Config: cut", NULL },
	{ "6,1,7;IP6-Config: x\n", NULL },
	{ "6,1,,-;IP6-Config: x\n", NULL },
	{ "6,1,-7,-;IP6-Config: x\n", NULL },
	{ "6,1,99999999999999999999999,-;IP6-Config: x\n", NULL },
	{ ",1,7,-;IP6-Config: x\n", NULL },
	{ "IP6-Config: x\n", NULL },
	{ "", NULL },
};

static void kmsg_case_desc(const struct kmsg_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->record);
}

KUNIT_ARRAY_PARAM(kmsg, kmsg_cases, kmsg_case_desc);

static void kmsg_one(struct kunit *test)
{
	const struct kmsg_case *c = test->param_value;
	struct status_log log;
	size_t len;

	KUNIT_EXPECT_EQ(test, parse_kmsg(c->record, strlen(c->record), &log), !!c->text);
	if (c->text) {
		KUNIT_EXPECT_STREQ(test, log.text, c->text);
		KUNIT_EXPECT_EQ(test, log.usec, c->usec);
	}
	for (len = 0; len < strlen(c->record); len++)
		if (parse_kmsg(c->record, len, &log))
			KUNIT_EXPECT_EQ(test, c->record[len - 1] == '\n' || strchr(c->record, '\n') < c->record + len, true);
}

static void kmsg_long(struct kunit *test)
{
	char record[4096] = "6,1,7,-;IP6-Config: ";
	struct status_log log;

	memset(record + strlen(record), 'x', sizeof(record) - strlen(record));
	record[sizeof(record) - 1] = '\n';
	KUNIT_EXPECT_TRUE(test, parse_kmsg(record, sizeof(record), &log));
	KUNIT_EXPECT_EQ(test, strlen(log.text), STATUS_LOG_SIZE - 1);
}

static void parse_resolv(const char *text, size_t len, struct status *s)
{
	char *p = malloc(len ? len : 1);

	if (!p)
		abort();
	memcpy(p, text, len);
	status_parse_resolv(p, len, s);
	free(p);
}

static void resolv_conf(struct kunit *test)
{
	static const char text[] =
		"# nameserver 2001:db8::1\n"
		"; x\n"
		"\n"
		" nameserver 2001:db8::2\n"
		"nameserver\n"
		"nameservers 2001:db8::3\n"
		"domain old.example\n"
		"search  a.example\tb.example \n"
		"nameserver\t2001:db8::4 trailing\n"
		"options edns0\n"
		"nameserver fe80::5%eth0";
	static struct status s;
	size_t len;

	for (len = 0; len <= strlen(text); len++)
		parse_resolv(text, len, &s);
	KUNIT_EXPECT_EQ(test, s.nservers, 2);
	KUNIT_EXPECT_STREQ(test, s.servers[0], "2001:db8::4");
	KUNIT_EXPECT_STREQ(test, s.servers[1], "fe80::5%eth0");
	KUNIT_EXPECT_EQ(test, s.nsearch, 2);
	KUNIT_EXPECT_STREQ(test, s.search[0], "a.example");
	KUNIT_EXPECT_STREQ(test, s.search[1], "b.example");
}

static void resolv_conf_many(struct kunit *test)
{
	char text[4096] = "search";
	static struct status s;
	int i;

	for (i = 0; i < 20; i++)
		sprintf(text + strlen(text), " s%d", i);
	strcat(text, "\n");
	for (i = 0; i < 20; i++)
		sprintf(text + strlen(text), "nameserver ::%d\n", i);
	parse_resolv(text, strlen(text), &s);
	KUNIT_EXPECT_EQ(test, s.nservers, STATUS_SERVERS_MAX);
	KUNIT_EXPECT_EQ(test, s.nsearch, STATUS_SEARCH_MAX);
	KUNIT_EXPECT_STREQ(test, s.servers[7], "::7");

	/* Too long for an address, NUL in it */
	memset(text, 0, sizeof(text));
	strcpy(text, "nameserver ");
	memset(text + strlen(text), '1', STATUS_SERVER_SIZE);
	strcat(text, "\nnameserver ::1\n");
	parse_resolv(text, strlen(text), &s);
	KUNIT_EXPECT_EQ(test, s.nservers, 1);
	parse_resolv("nameserver :\0:1\n", 16, &s);
	KUNIT_EXPECT_EQ(test, s.nservers, 0);
}

/* eth0 is somebody else now: the address tells which device it is */
static void device(struct kunit *test)
{
	static struct status s;

	machine(&s);
	KUNIT_EXPECT_STREQ(test, status_device(&s)->name, "enp1s0");
	KUNIT_EXPECT_TRUE(test, status_has_address(&s));
	s.naddrs = 0;
	KUNIT_EXPECT_STREQ(test, status_device(&s)->name, "eth0");
	KUNIT_EXPECT_FALSE(test, status_has_address(&s));
	s.nlinks = 1;
	KUNIT_EXPECT_PTR_EQ(test, status_device(&s), NULL);
	s.boot.device[0] = '\0';
	s.nlinks = 2;
	KUNIT_EXPECT_PTR_EQ(test, status_device(&s), NULL);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(text_machine),
	KUNIT_CASE(text_not_configured),
	KUNIT_CASE(text_partly),
	KUNIT_CASE(text_hostile),
	KUNIT_CASE(durations),
	KUNIT_CASE(left),
	KUNIT_CASE(json_machine),
	KUNIT_CASE(json_nothing),
	KUNIT_CASE(json_partly),
	KUNIT_CASE_PARAM(json_string, string_gen_params),
	KUNIT_CASE(utf8),
	KUNIT_CASE_PARAM(kmsg_one, kmsg_gen_params),
	KUNIT_CASE(kmsg_long),
	KUNIT_CASE(resolv_conf),
	KUNIT_CASE(resolv_conf_many),
	KUNIT_CASE(device),
	{}
};

static struct kunit_suite suite = {
	.name = "status",
	.test_cases = cases,
};

kunit_test_init_section_suites(&suite);
