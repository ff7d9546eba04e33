// SPDX-License-Identifier: GPL-2.0-only
/* The parts of the daemon around lease and addresses: where the root is mounted from, name servers, the
 * service manager, RA flags, what is left of its rights. */

#include <kunit/test.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/if_link.h>
#include <linux/in.h>
#include <linux/rtnetlink.h>

#include "notify.h"
#include "sandbox.h"
#include "watch.h"
#include "watch_dns.h"
#include "watch_log.h"
#include "watch_net.h"
#include "watch_root.h"

static struct in6_addr ip(const char *text)
{
	struct in6_addr addr = { 0 };

	inet_pton(AF_INET6, text, &addr);
	return addr;
}

static bool is(const struct in6_addr *addr, const char *text)
{
	const struct in6_addr other = ip(text);

	return !memcmp(addr, &other, sizeof(other));
}

/*
 *	The root's mount
 */

struct mount_case {
	const char *fstype, *addr, *options;
	bool nfs6;
	u16 port;
	const char *client;
};

static const struct mount_case mount_cases[] = {
	{ "nfs4", "2001:db8::2", "rw,vers=4.1,proto=tcp6,timeo=600,clientaddr=2001:db8::d,addr=2001:db8::2", true,
	  2049, "2001:db8::d" },
	{ "nfs", "2001:db8::2", "rw,vers=3,mountport=20048,mountproto=tcp6,addr=2001:db8::2", true, 2049, NULL },
	{ "nfs", "2001:db8::2", "rw,port=12049,mountport=20048", true, 12049, NULL },
	{ "nfs", "2001:db8::2", "rw,port=0", true, 2049, NULL },
	{ "nfs", "2001:db8::2", "rw,port=65536", true, 2049, NULL },
	{ "nfs", "2001:db8::2", "rw,port=", true, 2049, NULL },
	{ "nfs", "2001:db8::2", "port=99999999999999999999999999999999999999999999999999999999999999999999999999"
	  "999999999999999999999999999999", true, 2049, NULL },
	{ "nfs", "fe80::1%eth0", "rw,clientaddr=fe80::2%eth0", true, 2049, "fe80::2" },
	{ "nfs4", "2001:db8::2", "clientaddr=::", true, 2049, NULL },
	{ "nfs4", "2001:db8::2", "clientaddr=192.0.2.1", true, 2049, NULL },
	{ "nfs4", "2001:db8::2", "", true, 2049, NULL },
	{ "nfs4", "192.0.2.1", "rw", false, 2049, NULL },
	{ "nfs4", "", "rw", false, 2049, NULL },
	{ "nfs4", "2001:db8::2x", "rw", false, 2049, NULL },
	{ "ext4", "2001:db8::2", "rw", false, 2049, NULL },
	{ "nfsd", "2001:db8::2", "rw", false, 2049, NULL },
};

static void mount_desc(const struct mount_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s %s %.60s", c->fstype, c->addr, c->options);
}

KUNIT_ARRAY_PARAM(mount, mount_cases, mount_desc);

static void mounts(struct kunit *test)
{
	const struct mount_case *c = test->param_value;
	struct root_server server;
	struct boot_mount mount;

	memset(&mount, 'x', sizeof(mount));
	snprintf(mount.fstype, sizeof(mount.fstype), "%s", c->fstype);
	snprintf(mount.addr, sizeof(mount.addr), "%s", c->addr);
	snprintf(mount.options, sizeof(mount.options), "%s", c->options);
	root_server_of(&mount, &server);
	KUNIT_EXPECT_EQ(test, server.nfs6, c->nfs6);
	KUNIT_EXPECT_EQ(test, server.port, c->port);
	KUNIT_EXPECT_EQ(test, server.has_client, c->client != NULL);
	if (c->client)
		KUNIT_EXPECT_TRUE(test, is(&server.client, c->client));
}

/* /proc/net/tcp6 has words in the byte order of the machine */
static int tcp6_line(char *line, const char *local, unsigned int lport, const char *remote, unsigned int rport,
		     unsigned int state)
{
	const struct in6_addr l = ip(local), r = ip(remote);
	u32 lw[4], rw[4];

	memcpy(lw, &l, sizeof(lw));
	memcpy(rw, &r, sizeof(rw));
	return sprintf(line, "   0: %08X%08X%08X%08X:%04X %08X%08X%08X%08X:%04X %02X 00000000:00000000 02:00000A12 "
		       "00000000     0        0 4711 2 ffff8880 20 4 0 10 -1", lw[0], lw[1], lw[2], lw[3], lport,
		       rw[0], rw[1], rw[2], rw[3], rport, state);
}

static const struct root_server some_server = {
	.nfs6 = true, .port = 2049, .addr = { { { 0x20, 1, 0xd, 0xb8, [15] = 2 } } },
};

struct tcp6_case {
	const char *name, *remote;
	unsigned int port, state;
	bool taken, fits;
};

static const struct tcp6_case tcp6_cases[] = {
	{ "established", "2001:db8::2", 2049, 1, true, true },
	{ "connecting", "2001:db8::2", 2049, 2, true, true },
	{ "another port", "2001:db8::2", 22, 1, true, false },
	{ "time wait", "2001:db8::2", 2049, 6, false, false },
	{ "listening", "2001:db8::2", 2049, 10, false, false },
	{ "another server", "2001:db8::3", 2049, 1, false, false },
	{ "IPv4", "::ffff:192.0.2.1", 2049, 1, false, false },
};

static void tcp6_desc(const struct tcp6_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->name);
}

KUNIT_ARRAY_PARAM(tcp6, tcp6_cases, tcp6_desc);

static void tcp6_lines(struct kunit *test)
{
	const struct tcp6_case *c = test->param_value;
	struct in6_addr local;
	char line[256];
	bool fits;
	int len;

	len = tcp6_line(line, "2001:db8::d:a", 800, c->remote, c->port, c->state);
	KUNIT_ASSERT_EQ(test, root_parse_tcp6(line, len, &some_server, &local, &fits), c->taken);
	if (!c->taken)
		return;
	KUNIT_EXPECT_EQ(test, fits, c->fits);
	KUNIT_EXPECT_TRUE(test, is(&local, "2001:db8::d:a"));
}

static void tcp6_garbage(struct kunit *test)
{
	static const char header[] =
		"  sl  local_address                         remote_address                        st tx_queue";
	struct in6_addr local;
	char line[256], *copy;
	bool fits;
	int len, i, needed;

	KUNIT_EXPECT_FALSE(test, root_parse_tcp6(header, strlen(header), &some_server, &local, &fits));
	len = tcp6_line(line, "2001:db8::d:a", 800, "2001:db8::2", 2049, 1);
	needed = strstr(line, " 01 ") + 3 - line;
	for (i = 0; i <= len; i++) {
		copy = kmalloc(i, GFP_KERNEL);
		memcpy(copy, line, i);
		KUNIT_EXPECT_EQ_MSG(test, root_parse_tcp6(copy, i, &some_server, &local, &fits), i >= needed, "%d", i);
		kfree(copy);
	}
	for (i = 4; i < needed; i++) {
		char was = line[i];

		line[i] = '~';
		KUNIT_EXPECT_EQ_MSG(test, root_parse_tcp6(line, len, &some_server, &local, &fits), false, "%d", i);
		line[i] = was;
	}
}

/* Longer than one read(2), and the line of interest anywhere in it */
static void connections(struct kunit *test)
{
	FILE *file = tmpfile();
	struct root_addrs roots;
	char line[256];
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, file);
	fputs("  sl  local_address                         remote_address st\n", file);
	for (i = 0; i < 1000; i++) {
		if (i == 10)
			tcp6_line(line, "2001:db8::d:c", 1022, "2001:db8::2", 22, 1);
		else if (i == 333 || i == 777)
			tcp6_line(line, "2001:db8::d:a", i, "2001:db8::2", 2049, 1);
		else if (i == 555)
			tcp6_line(line, "2001:db8::d:b", i, "2001:db8::2", 2049, 1);
		else
			tcp6_line(line, "2001:db8::d:d", i, "2001:db8::99", 2049, 1);
		fprintf(file, "%s\n", line);
	}
	fflush(file);
	KUNIT_EXPECT_EQ(test, root_connections(fileno(file), &some_server, &roots), 0);
	KUNIT_ASSERT_EQ(test, roots.n, 2);
	KUNIT_EXPECT_TRUE(test, is(&roots.addrs[0], "2001:db8::d:a"));
	KUNIT_EXPECT_TRUE(test, is(&roots.addrs[1], "2001:db8::d:b"));

	/* Another port will do where there is none to NFS's own; a line without end is passed over */
	rewind(file);
	KUNIT_ASSERT_EQ(test, ftruncate(fileno(file), 0), 0);
	for (i = 0; i < 10000; i++)
		fputc('x', file);
	tcp6_line(line, "2001:db8::d:c", 1022, "2001:db8::2", 22, 1);
	fprintf(file, "\n%s\n", line);
	fflush(file);
	KUNIT_EXPECT_EQ(test, root_connections(fileno(file), &some_server, &roots), 0);
	KUNIT_ASSERT_EQ(test, roots.n, 1);
	KUNIT_EXPECT_TRUE(test, is(&roots.addrs[0], "2001:db8::d:c"));
	fclose(file);
	KUNIT_EXPECT_EQ(test, root_connections(-1, &some_server, &roots), -EBADF);
}

/* Whichever part of a line one read(2) has */
static void every_line(struct kunit *test)
{
	struct root_addrs roots;
	unsigned int i, wanted;
	FILE *file = tmpfile();
	char line[256];

	KUNIT_ASSERT_NOT_NULL(test, file);
	for (wanted = 0; wanted < 600; wanted++) {
		rewind(file);
		fprintf(file, "%*s\n", wanted / 60 * 16, "sl");
		for (i = 0; i < 60; i++) {
			tcp6_line(line, "2001:db8::d:a", i, i == wanted % 60 ? "2001:db8::2" : "2001:db8::99", 2049, 1);
			fprintf(file, "%s\n", line);
		}
		fflush(file);
		KUNIT_EXPECT_EQ(test, root_connections(fileno(file), &some_server, &roots), 0);
		KUNIT_EXPECT_EQ_MSG(test, roots.n, 1, "line %u, %u", wanted % 60, wanted / 60);
	}
	fclose(file);
}

/*
 *	Name servers
 */

struct dns_case {
	const char *name;
	struct watch_dns dns;
	s64 now;
	bool due;
	s64 next;
};

static const struct dns_case dns_cases[] = {
	{ "nobody heard", { .patience = 12000 }, 50000, false, RESOLV_NEVER },
	{ "RA", { .patience = 12000, .heard_ra = true }, 0, true, RESOLV_NEVER },
	{ "DHCP asked, nobody heard", { .patience = 12000, .by_dhcp = true }, 50000, false, RESOLV_NEVER },
	{ "DHCP asked, RA", { .patience = 12000, .by_dhcp = true, .heard_ra = true }, 50000, false, RESOLV_NEVER },
	{ "DHCP, RA perhaps", { .patience = 12000, .by_dhcp = true, .heard_dhcp = true }, 11999, false, 12000 },
	{ "DHCP, no RA", { .patience = 12000, .by_dhcp = true, .heard_dhcp = true }, 12000, true, 12000 },
	{ "DHCP, RA", { .patience = 12000, .by_dhcp = true, .heard_dhcp = true, .heard_ra = true }, 0, true,
	  RESOLV_NEVER },
	{ "static", { .patience = 12000, .fixed = true, .heard_ra = true }, 50000, false, RESOLV_NEVER },
	{ "once", { .patience = 12000, .over = true, .heard_ra = true }, 50000, false, RESOLV_NEVER },
};

static void dns_desc(const struct dns_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->name);
}

KUNIT_ARRAY_PARAM(dns, dns_cases, dns_desc);

static void boot_servers(struct kunit *test)
{
	const struct dns_case *c = test->param_value;

	KUNIT_EXPECT_EQ(test, watch_dns_due(&c->dns, c->now), c->due);
	KUNIT_EXPECT_EQ(test, watch_dns_next(&c->dns), c->next);
}

/* An RA with these options */
static int option(const char *from, const void *data, size_t len, struct ra_info *ra)
{
	struct nl_ndopt opt = { .ifindex = 2, .from = ip(from), .len = len };
	u8 *copy = kmalloc(len, GFP_KERNEL);
	int ret;

	memcpy(copy, data, len);
	opt.opt = copy;
	ret = watch_dns_option(&opt, ra);
	kfree(copy);
	return ret;
}

static const u8 rdnss[40] = { 25, 5, 0, 0, 0, 0, 0, 100, 0x20, 1, 0xd, 0xb8, [23] = 1, 0x20, 1, 0xd, 0xb8, [39] = 2 };

static void options(struct kunit *test)
{
	static const u8 dnssl[24] = { 31, 3, 0, 0, 0, 0, 0, 100, 3, 'l', 'a', 'b', 7, 'e', 'x', 'a', 'm', 'p', 'l', 'e' };
	u8 bad[2040] = { 25, 255, [7] = 1 };
	struct ra_info ra;

	KUNIT_EXPECT_EQ(test, option("fe80::1", rdnss, sizeof(rdnss), &ra), 0);
	KUNIT_ASSERT_EQ(test, ra.nrdnss, 2);
	KUNIT_EXPECT_TRUE(test, is(&ra.rdnss[1].addr, "2001:db8::2"));
	KUNIT_EXPECT_EQ(test, ra.rdnss[1].lifetime, 100);
	KUNIT_EXPECT_TRUE(test, watch_dns_has_server(&ra));
	KUNIT_EXPECT_EQ(test, option("::", dnssl, sizeof(dnssl), &ra), 0);
	KUNIT_ASSERT_EQ(test, ra.ndnssl, 1);
	KUNIT_EXPECT_STREQ(test, ra.dnssl[0].name, "lab.example");
	KUNIT_EXPECT_FALSE(test, watch_dns_has_server(&ra));

	/* No router sends from there */
	KUNIT_EXPECT_EQ(test, option("2001:db8::1", rdnss, sizeof(rdnss), &ra), -EBADMSG);
	/* Even, too long for what there is, nothing at all, as long as can be */
	bad[1] = 2;
	KUNIT_EXPECT_EQ(test, option("fe80::1", bad, 16, &ra), 0);
	KUNIT_EXPECT_EQ(test, ra.nrdnss, 0);
	KUNIT_EXPECT_EQ(test, option("fe80::1", bad, 8, &ra), -EBADMSG);
	bad[1] = 0;
	KUNIT_EXPECT_EQ(test, option("fe80::1", bad, 8, &ra), -EBADMSG);
	bad[1] = 255;
	KUNIT_EXPECT_EQ(test, option("fe80::1", bad, sizeof(bad), &ra), 0);
	KUNIT_EXPECT_EQ(test, option("fe80::1", bad, sizeof(bad) - 1, &ra), -EBADMSG);
}

static bool has_server(const struct resolv *r, const char *text)
{
	unsigned int i;

	for (i = 0; i < r->nservers; i++)
		if (is(&r->servers[i].addr, text))
			return true;
	return false;
}

/* 2001:db8::1 is of the command line, ::2 in the RA, ::3 of the boot alone */
static void drop(struct kunit *test)
{
	const struct dns_config boot = {
		.nservers = 3,
		.servers = { { ip("2001:db8::1") }, { ip("2001:db8::2") }, { ip("2001:db8::3") } },
		.nsearch = 1, .search = { "old.example" },
	};
	struct dhcp6_reply reply = { .nservers = 2, .servers = { ip("2001:db8::1"), ip("2001:db8::4") } };
	struct watch_dns dns = { .patience = 12000, .heard_ra = true };
	struct resolv r = { 0 };
	struct in6_addr one = ip("2001:db8::1");
	struct ra_info ra;

	watch_dns_keep(&dns, &one);
	resolv_boot(&r, &boot);
	KUNIT_ASSERT_EQ(test, option("fe80::1", rdnss, sizeof(rdnss), &ra), 0);
	watch_dns_keep_ra(&dns, &ra);
	KUNIT_ASSERT_EQ(test, ra.nrdnss, 1);
	resolv_ra(&r, &ra, 2, 5000);
	KUNIT_EXPECT_EQ(test, r.nservers, 3);
	KUNIT_EXPECT_TRUE(test, watch_dns_drop(&dns, &r, 5000));
	KUNIT_EXPECT_EQ(test, r.nservers, 2);
	KUNIT_EXPECT_TRUE(test, has_server(&r, "2001:db8::1") && has_server(&r, "2001:db8::2"));
	KUNIT_EXPECT_EQ(test, r.nsearch, 0);
	KUNIT_EXPECT_FALSE(test, watch_dns_due(&dns, 99000));

	/* The network cannot take the first one away */
	ra.nrdnss = 1;
	ra.rdnss[0] = (struct ra_rdnss){ one, 0 };
	watch_dns_keep_ra(&dns, &ra);
	KUNIT_EXPECT_FALSE(test, resolv_ra(&r, &ra, 2, 6000));
	watch_dns_keep_dhcp(&dns, &reply);
	KUNIT_EXPECT_EQ(test, reply.nservers, 1);
	resolv_dhcp(&r, &reply, 2, RESOLV_NEVER);
	resolv_expire(&r, 500000);
	KUNIT_EXPECT_EQ(test, r.nservers, 2);
	KUNIT_EXPECT_TRUE(test, has_server(&r, "2001:db8::1") && has_server(&r, "2001:db8::4"));
	KUNIT_EXPECT_TRUE(test, is(&r.servers[0].addr, "2001:db8::1"));
}

/* A router that advertises no more often than what it says lasts */
static void asks_before_the_end(struct kunit *test)
{
	struct watch_dns dns = { 0 };
	struct resolv r = { 0 };
	struct ra_info ra;

	KUNIT_EXPECT_EQ(test, watch_dns_ask(&dns, &r), RESOLV_NEVER);
	KUNIT_ASSERT_EQ(test, option("fe80::1", rdnss, sizeof(rdnss), &ra), 0);
	ra.rdnss[1].lifetime = 200;
	resolv_ra(&r, &ra, 2, 1000);
	KUNIT_EXPECT_EQ(test, watch_dns_ask(&dns, &r), 98000);
	watch_dns_asked(&dns, &r);
	KUNIT_EXPECT_EQ(test, watch_dns_ask(&dns, &r), RESOLV_NEVER);
	/* It was in vain; the other one */
	resolv_expire(&r, 101000);
	KUNIT_EXPECT_EQ(test, watch_dns_ask(&dns, &r), 198000);
	watch_dns_asked(&dns, &r);
	/* It was not */
	resolv_ra(&r, &ra, 2, 199000);
	KUNIT_EXPECT_EQ(test, watch_dns_ask(&dns, &r), 296000);
	ra.rdnss[0].lifetime = ra.rdnss[1].lifetime = 0xffffffff;
	resolv_ra(&r, &ra, 2, 199000);
	KUNIT_EXPECT_EQ(test, watch_dns_ask(&dns, &r), RESOLV_NEVER);
	/* A search list ends too */
	ra = (struct ra_info){ .ndnssl = 1, .dnssl = { { "lab.example", 50 } } };
	resolv_ra(&r, &ra, 2, 200000);
	KUNIT_EXPECT_EQ(test, watch_dns_ask(&dns, &r), 247000);
}

static void keep_full(struct kunit *test)
{
	struct watch_dns dns = { 0 };
	struct in6_addr addr = ip("2001:db8::1");
	unsigned int i;

	for (i = 0; i < 100; i++)
		watch_dns_keep(&dns, &addr);
	KUNIT_EXPECT_EQ(test, dns.nkeep, WATCH_KEEP_MAX);
}

/*
 *	The service manager
 */

struct watchdog_case {
	const char *usec, *pid;
	s64 ms;
};

static const struct watchdog_case watchdog_cases[] = {
	{ NULL, NULL, 0 }, { "30000000", NULL, 15000 }, { "30000000", "42", 15000 }, { "30000000", "43", 0 },
	{ "30000000", "", 0 }, { "30000000", "42x", 0 }, { "", NULL, 0 }, { "-1", NULL, 0 }, { "1x", NULL, 0 },
	{ "0", NULL, 0 }, { "1", NULL, 0 }, { " 30000000", NULL, 0 }, { "99999999999999999999999", NULL, 0 },
	{ "86400000000", NULL, 43200000 }, { "86400000001", NULL, 0 },
};

static void watchdog_desc(const struct watchdog_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s for %s", c->usec ? c->usec : "none", c->pid ? c->pid : "all");
}

KUNIT_ARRAY_PARAM(watchdog, watchdog_cases, watchdog_desc);

static void watchdog(struct kunit *test)
{
	const struct watchdog_case *c = test->param_value;

	KUNIT_EXPECT_EQ(test, notify_watchdog(c->usec, c->pid, 42), c->ms);
}

static void notify(struct kunit *test)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	char name[64], text[300], longest[200];
	socklen_t len;
	ssize_t n;
	int fd;

	/* Nothing, and no harm */
	KUNIT_EXPECT_EQ(test, notify_open(NULL), 0);
	notify_send("READY=1");
	KUNIT_EXPECT_EQ(test, notify_open("relative"), -EINVAL);
	KUNIT_EXPECT_EQ(test, notify_open(""), -EINVAL);
	KUNIT_EXPECT_EQ(test, notify_open("/"), -EINVAL);
	memset(longest, 'x', sizeof(longest));
	longest[0] = '/';
	longest[sizeof(longest) - 1] = '\0';
	KUNIT_EXPECT_EQ(test, notify_open(longest), -EINVAL);
	KUNIT_EXPECT_EQ(test, notify_open("/nonexistent/notify"), -ENOENT);

	len = snprintf(name, sizeof(name), "@nfsroot6-test-%d", getpid());
	memcpy(addr.sun_path, name, len);
	addr.sun_path[0] = '\0';
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	KUNIT_ASSERT_EQ(test, bind(fd, (void *)&addr, offsetof(struct sockaddr_un, sun_path) + len), 0);
	KUNIT_EXPECT_EQ(test, notify_open(name), 0);
	notify_send("READY=1");
	n = recv(fd, text, sizeof(text), 0);
	KUNIT_EXPECT_TRUE(test, n == 7 && !memcmp(text, "READY=1", 7));
	notify_status("%s: %u", "bound", 7U);
	n = recv(fd, text, sizeof(text), 0);
	KUNIT_EXPECT_TRUE(test, n == 15 && !memcmp(text, "STATUS=bound: 7", 15));
	notify_status("%0300d", 0);
	n = recv(fd, text, sizeof(text), 0);
	KUNIT_EXPECT_EQ(test, n, 255);
	/* The manager is away, or its queue is full: not waited for */
	for (n = 0; n < 10000; n++)
		notify_send("WATCHDOG=1");
	close(fd);
	notify_send("WATCHDOG=1");
}

/*
 *	RTM_NEWLINK
 */

static void put_flags(struct nlmsghdr *nlh, u8 family, const void *flags, size_t size)
{
	struct nlattr *outer, *inner;

	if (family == AF_INET6) {
		outer = mnl_attr_nest_start(nlh, IFLA_PROTINFO);
		mnl_attr_put(nlh, IFLA_INET6_FLAGS, size, flags);
		mnl_attr_nest_end(nlh, outer);
		return;
	}
	outer = mnl_attr_nest_start(nlh, IFLA_AF_SPEC);
	inner = mnl_attr_nest_start(nlh, AF_INET);
	mnl_attr_nest_end(nlh, inner);
	inner = mnl_attr_nest_start(nlh, AF_INET6);
	mnl_attr_put(nlh, IFLA_INET6_FLAGS, size, flags);
	mnl_attr_nest_end(nlh, inner);
	mnl_attr_nest_end(nlh, outer);
}

static struct nlmsghdr *make_link(char *buf, u8 family, u16 type)
{
	struct nlmsghdr *nlh = mnl_nlmsg_put_header(buf);
	struct ifinfomsg *ifi;

	nlh->nlmsg_type = type;
	ifi = mnl_nlmsg_put_extra_header(nlh, sizeof(*ifi));
	ifi->ifi_family = family;
	ifi->ifi_index = 7;
	return nlh;
}

static void ra_flags(struct kunit *test)
{
	static const u8 families[] = { AF_UNSPEC, AF_INET6 };
	const u32 value = 0x800000c0;
	struct nlmsghdr *nlh, *copy;
	char buf[1024];
	u32 flags, len;
	int ifindex;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(families); i++) {
		nlh = make_link(buf, families[i], RTM_NEWLINK);
		KUNIT_EXPECT_FALSE(test, net_parse_ra_flags(nlh, &ifindex, &flags));
		put_flags(nlh, families[i], &value, sizeof(value));
		KUNIT_EXPECT_TRUE(test, net_parse_ra_flags(nlh, &ifindex, &flags));
		KUNIT_EXPECT_EQ(test, flags, value);
		KUNIT_EXPECT_EQ(test, ifindex, 7);
		/* Cut anywhere: no byte behind it is read, and what is there is not believed */
		for (len = MNL_NLMSG_HDRLEN; len < nlh->nlmsg_len; len++) {
			copy = kmalloc(len, GFP_KERNEL);
			memcpy(copy, nlh, len);
			copy->nlmsg_len = len;
			KUNIT_EXPECT_EQ_MSG(test, net_parse_ra_flags(copy, &ifindex, &flags), false, "%u", len);
			kfree(copy);
		}
		nlh = make_link(buf, families[i], RTM_NEWLINK);
		put_flags(nlh, families[i], &value, 2);
		KUNIT_EXPECT_FALSE(test, net_parse_ra_flags(nlh, &ifindex, &flags));
		nlh = make_link(buf, families[i], RTM_DELLINK);
		put_flags(nlh, families[i], &value, sizeof(value));
		KUNIT_EXPECT_FALSE(test, net_parse_ra_flags(nlh, &ifindex, &flags));
	}
	nlh = make_link(buf, AF_BRIDGE, RTM_NEWLINK);
	put_flags(nlh, AF_INET6, &value, sizeof(value));
	KUNIT_EXPECT_FALSE(test, net_parse_ra_flags(nlh, &ifindex, &flags));
}

/*
 *	Rights
 */

static unsigned int servers_in(const char *path)
{
	char text[RESOLV_TEXT_SIZE], *p = text;
	FILE *file = fopen(path, "r");
	unsigned int n = 0;

	if (!file)
		return 0;
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	while ((p = strstr(p, "nameserver "))) {
		p++;
		n++;
	}
	return n;
}

static bool sandbox_lacks;

static void lacks(const char *what)
{
	sandbox_lacks = true;
}

/* In a process of its own; the exit status is the number of the first thing that is wrong */
static int in_sandbox(void)
{
	static const char *const rights[] = {
		"\nCapEff:\t0000000000001000\n", "\nCapPrm:\t0000000000001000\n", "\nCapInh:\t0000000000000000\n",
		"\nCapBnd:\t0000000000000000\n", "\nCapAmb:\t0000000000000000\n", "\nNoNewPrivs:\t1\n",
		"\nSeccomp:\t2\n",
	};
	char *const argv[] = { "true", NULL };
	static char text[8192];
	unsigned int i;
	int fd;

	if (sandbox_enter(lacks))
		return 1;
	if (sandbox_lacks)
		return 77;
	/* What it still can do */
	fd = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
	if (fd < 0 || read(fd, text, sizeof(text) - 1) <= 0)
		return 2;
	for (i = 0; i < ARRAY_SIZE(rights); i++)
		if (!strstr(text, rights[i]))
			return 20 + i;
	if (poll(NULL, 0, 1))
		return 3;
	/* And no more */
	if (socket(AF_INET6, SOCK_DGRAM, 0) >= 0 || errno != EPERM)
		return 4;
	if (!execv("/bin/true", argv) || errno != EPERM)
		return 5;
	if (fork() >= 0 || errno != EPERM)
		return 6;
	if (!setuid(1) || errno != EPERM)
		return 7;
	if (prctl(PR_SET_DUMPABLE, 0) >= 0 || errno != EPERM)
		return 8;
	return 0;
}

static void sandbox(struct kunit *test)
{
	int status = -1;
	pid_t pid;

	/* Without CAP_NET_ADMIN there is nothing that it could keep */
	if (geteuid())
		return;
	fflush(stdout);
	pid = fork();
	if (!pid)
		syscall(SYS_exit_group, in_sandbox());
	KUNIT_ASSERT_TRUE(test, pid > 0 && waitpid(pid, &status, 0) == pid);
	KUNIT_EXPECT_TRUE(test, WIFEXITED(status));
	if (WIFEXITED(status) && WEXITSTATUS(status) != 77)
		KUNIT_EXPECT_EQ(test, WEXITSTATUS(status), 0);
}

static int any_addr(const struct nl_addr *addr, void *data)
{
	*(unsigned int *)data += 1;
	return 0;
}

static int any_link(const struct nl_link *link, void *data)
{
	*(unsigned int *)data += 1;
	return 0;
}

/* All that the loop does, with this C library: what is opened before, and the files, 0 or what failed first */
static int work_in_sandbox(const char *dir)
{
	const struct in6_addr loopback = ip("::1");
	char path[64], link[64], folder[PATH_MAX];
	struct in6_addr from;
	struct boot_mount mount;
	struct root_addrs roots;
	struct timespec ts = { .tv_nsec = 1000 };
	struct pollfd fds = { .fd = -1 };
	unsigned int n = 0;
	struct nl nl;
	int probe = net_open_probe(), resume = watch_open_resume();
	int tcp6 = open("/proc/net/tcp6", O_RDONLY | O_CLOEXEC);
	int mounts = open("/proc/self/mounts", O_RDONLY | O_CLOEXEC);
	sigset_t mask;
	void *more;

	snprintf(path, sizeof(path), "%s/resolv.conf", dir);
	snprintf(link, sizeof(link), "%s/link", dir);
	if (nl_open(&nl, RTMGRP_LINK) || probe < 0 || resume < 0 || symlink("resolv.conf", link))
		return 1;
	watch_catch_signals(&mask);
	if (sandbox_enter(lacks))
		return 2;
	if (sandbox_lacks) {
		nl_close(&nl);
		return 77;
	}
	if (resolv_write(path, "nameserver ::1\n") || resolv_write(link, "nameserver ::2\n") ||
	    resolv_write(link, "nameserver ::2\n") || !getcwd(folder, sizeof(folder)))
		return 3;
	if (root_read_mount(mounts, &mount))
		return 4;
	if (tcp6 >= 0 && root_connections(tcp6, &some_server, &roots))
		return 5;
	if (nl_each_link(&nl, any_link, &n) || !n || nl_each_addr(&nl, any_addr, &n))
		return 6;
	/* Whether there is a route is no matter */
	if (net_source(probe, &loopback, &from) == -EPERM)
		return 7;
	more = malloc(1 << 20);
	more = more ? realloc(more, 4 << 20) : NULL;
	if (!more || !watch_random() || watch_clock() <= 0 || watch_asleep() < 0)
		return 8;
	free(more);
	if (ppoll(&fds, 1, &ts, &mask) || read(resume, &ts, 8) >= 0 || errno != EAGAIN)
		return 9;
	say(LOG_INFO, "works with what is left: %s", strerror(ENOENT));
	return 0;
}

static void sandbox_works(struct kunit *test)
{
	char dir[] = "/tmp/nfsroot6.XXXXXX", path[64];
	int status = -1;
	pid_t pid;

	if (geteuid())
		return;
	KUNIT_ASSERT_TRUE(test, mkdtemp(dir) != NULL);
	fflush(stdout);
	pid = fork();
	if (!pid)
		syscall(SYS_exit_group, work_in_sandbox(dir));
	KUNIT_ASSERT_TRUE(test, pid > 0 && waitpid(pid, &status, 0) == pid);
	KUNIT_EXPECT_TRUE(test, WIFEXITED(status));
	if (WIFEXITED(status) && WEXITSTATUS(status) != 77) {
		KUNIT_EXPECT_EQ(test, WEXITSTATUS(status), 0);
		snprintf(path, sizeof(path), "%s/resolv.conf", dir);
		KUNIT_EXPECT_EQ(test, servers_in(path), 1);
		unlink(path);
	}
	snprintf(path, sizeof(path), "%s/link", dir);
	unlink(path);
	rmdir(dir);
}

/*
 *	Suspend
 */

/* Clocks of a machine that sleeps now and then: what was noticed, and that the lease then asks at once */
static void sleeps(struct kunit *test)
{
	s64 asleep = 7000, boottime = 100000, monotonic = 93000;
	unsigned int i;

	/* Awake, also for long, and with clocks that are read one after the other */
	for (i = 0; i < 1000; i++) {
		boottime += 3600 * 1000;
		monotonic += 3600 * 1000 + (i & 1 ? 3 : -3);
		KUNIT_EXPECT_EQ(test, watch_slept(&asleep, boottime - monotonic), (s64)0);
	}
	boottime += 999;
	KUNIT_EXPECT_EQ(test, watch_slept(&asleep, boottime - monotonic), (s64)0);
	boottime += 8 * 3600 * 1000 + 50;
	monotonic += 50;
	KUNIT_EXPECT_EQ(test, watch_slept(&asleep, boottime - monotonic), (s64)8 * 3600 * 1000);
	/* It is said once */
	KUNIT_EXPECT_EQ(test, watch_slept(&asleep, boottime + 5 - monotonic - 5), (s64)0);
	boottime += 2000;
	KUNIT_EXPECT_EQ(test, watch_slept(&asleep, boottime - monotonic), (s64)2000);
}

/* The descriptor that tells of it is armed, and quiet until then */
static void resume_timer(struct kunit *test)
{
	struct pollfd fd = { .fd = watch_open_resume(), .events = POLLIN };

	KUNIT_ASSERT_TRUE(test, fd.fd >= 0);
	KUNIT_EXPECT_EQ(test, poll(&fd, 1, 0), 0);
	close(fd.fd);
}

/*
 *	resolv.conf
 */

/* The daemon without network: it has nothing to do but to write */
static struct watch *writer(const char *path)
{
	static struct watch w;

	memset(&w, 0, sizeof(w));
	exchange_end(&w.lease.x);
	exchange_end(&w.inform.x);
	w.inform.refresh = INFORM_NEVER;
	solicit_stop(&w.solicit);
	w.sync = WATCH_NEVER;
	w.ping = INT64_MAX;
	w.dns.fixed = true;
	w.carrier = true;
	w.resolv_conf = path;
	return &w;
}

static void name_server(struct watch *w, const char *addr)
{
	struct ra_info ra = { .nrdnss = 1, .rdnss = { { .addr = ip(addr), .lifetime = 0xffffffff } } };

	w->dirty |= resolv_ra(&w->resolv, &ra, 2, w->now);
}

/* Who sends router advertisements does not decide how often a file is written */
static void writes_seldom(struct kunit *test)
{
	char dir[] = "/tmp/nfsroot6.XXXXXX", path[64] = "";
	struct watch *w = writer(path);

	KUNIT_ASSERT_TRUE(test, mkdtemp(dir) != NULL);
	snprintf(path, sizeof(path), "%s/resolv.conf", dir);
	w->now = 50000;
	name_server(w, "2001:db8::1");
	KUNIT_EXPECT_EQ(test, watch_step(w), INT64_MAX);
	KUNIT_EXPECT_EQ(test, servers_in(path), 1);
	w->now = 50100;
	name_server(w, "2001:db8::2");
	KUNIT_EXPECT_EQ(test, watch_step(w), (s64)51000);
	KUNIT_EXPECT_EQ(test, servers_in(path), 1);
	w->now = 51000;
	KUNIT_EXPECT_EQ(test, watch_step(w), INT64_MAX);
	KUNIT_EXPECT_EQ(test, servers_in(path), 2);
	/* Without a link nothing wakes it up */
	w->carrier = false;
	w->now = 51100;
	name_server(w, "2001:db8::3");
	KUNIT_EXPECT_EQ(test, watch_step(w), INT64_MAX);
	KUNIT_EXPECT_EQ(test, servers_in(path), 2);
	unlink(path);
	rmdir(dir);
}

/* Where a network manager does all but to hold the root's address, resolv.conf is its own */
static void holds_only(struct kunit *test)
{
	struct watch *w = writer("/nowhere/resolv.conf");

	w->hold = true;
	w->now = 50000;
	w->dirty = true;
	KUNIT_EXPECT_EQ(test, watch_step(w), INT64_MAX);
	KUNIT_EXPECT_FALSE(test, w->dirty);
	KUNIT_EXPECT_EQ(test, w->write_after, 0);
	/* A link that is back: nobody is asked anything */
	watch_link_again(w);
	KUNIT_EXPECT_EQ(test, w->sync, w->now);
	KUNIT_EXPECT_EQ(test, w->solicit.next, (s64)SOLICIT_NEVER);
	KUNIT_EXPECT_EQ(test, lease_next(&w->lease), (s64)LEASE_NEVER);
}

/* A folder that is made later, a disk that was full; but what cannot be is not tried again */
static void writes_later(struct kunit *test)
{
	char dir[] = "/tmp/nfsroot6.XXXXXX", folder[32], path[64] = "";
	struct watch *w = writer(path);

	KUNIT_ASSERT_TRUE(test, mkdtemp(dir) != NULL);
	snprintf(folder, sizeof(folder), "%s/later", dir);
	snprintf(path, sizeof(path), "%s/resolv.conf", folder);
	w->now = 50000;
	name_server(w, "2001:db8::1");
	KUNIT_EXPECT_EQ(test, watch_step(w), (s64)50000 + 60000);
	KUNIT_EXPECT_EQ(test, mkdir(folder, 0755), 0);
	w->now = 110000;
	KUNIT_EXPECT_EQ(test, watch_step(w), INT64_MAX);
	KUNIT_EXPECT_EQ(test, servers_in(path), 1);
	unlink(path);
	rmdir(folder);
	rmdir(dir);

	w = writer("/proc/self/comm");
	w->now = 50000;
	name_server(w, "2001:db8::1");
	KUNIT_EXPECT_EQ(test, watch_step(w), INT64_MAX);
}

/* udev has renamed the device since the boot: its name servers are still there */
static void boot_zone(struct kunit *test)
{
	struct dns_config dns = { .nservers = 3 };

	dns.servers[0].addr = ip("fe80::1");
	dns.servers[1].addr = ip("2001:db8::1");
	dns.servers[2].addr = ip("fe80::2");
	dns.servers[2].ifindex = 9;
	watch_dns_zone(&dns, 4);
	KUNIT_EXPECT_EQ(test, dns.servers[0].ifindex, 4);
	KUNIT_EXPECT_EQ(test, dns.servers[1].ifindex, 0);
	KUNIT_EXPECT_EQ(test, dns.servers[2].ifindex, 4);
}

/* A name, or a message of a server, is text for whoever reads the log on a terminal */
static void log_is_clean(struct kunit *test)
{
	int saved = dup(STDERR_FILENO), fds[2];
	char text[128];
	ssize_t len;

	KUNIT_ASSERT_EQ(test, pipe(fds), 0);
	dup2(fds[1], STDERR_FILENO);
	say(LOG_INFO, "%s", "a\033[2J\nb\302\2332J");
	dup2(saved, STDERR_FILENO);
	len = read(fds[0], text, sizeof(text) - 1);
	close(saved);
	close(fds[0]);
	close(fds[1]);
	KUNIT_ASSERT_TRUE(test, len > 0);
	text[len] = '\0';
	KUNIT_EXPECT_STREQ(test, text, "nfsroot6 watch: a?[2J?b??2J\n");
}

static struct kunit_case watch_cases[] = {
	KUNIT_CASE_PARAM(mounts, mount_gen_params),
	KUNIT_CASE_PARAM(tcp6_lines, tcp6_gen_params),
	KUNIT_CASE(tcp6_garbage),
	KUNIT_CASE(connections),
	KUNIT_CASE(every_line),
	KUNIT_CASE_PARAM(boot_servers, dns_gen_params),
	KUNIT_CASE(options),
	KUNIT_CASE(drop),
	KUNIT_CASE(asks_before_the_end),
	KUNIT_CASE(keep_full),
	KUNIT_CASE_PARAM(watchdog, watchdog_gen_params),
	KUNIT_CASE(notify),
	KUNIT_CASE(ra_flags),
	KUNIT_CASE(sandbox),
	KUNIT_CASE(sandbox_works),
	KUNIT_CASE(writes_seldom),
	KUNIT_CASE(writes_later),
	KUNIT_CASE(holds_only),
	KUNIT_CASE(boot_zone),
	KUNIT_CASE(log_is_clean),
	KUNIT_CASE(sleeps),
	KUNIT_CASE(resume_timer),
	{},
};

static struct kunit_suite watch_suite = {
	.name = "watch",
	.test_cases = watch_cases,
};

kunit_test_init_section_suites(&watch_suite);
