// SPDX-License-Identifier: GPL-2.0-only
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <kunit/test.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "resolv.h"

#define S	1000LL		/* ms */

static struct in6_addr in6(const char *text)
{
	struct in6_addr addr;

	if (inet_pton(AF_INET6, text, &addr) != 1)
		abort();
	return addr;
}

/* Devices 2 and 3 have names */
static char *name_of(unsigned int ifindex, char *name)
{
	if (ifindex != 2 && ifindex != 3)
		return NULL;
	sprintf(name, "eth%u", ifindex - 2);
	return name;
}

#define HEAD	"# Written by nfsroot6: what the network says at present\n"

static void expect_text(struct kunit *test, const struct resolv *r, const char *want)
{
	char text[RESOLV_TEXT_SIZE];

	KUNIT_EXPECT_EQ(test, resolv_text(r, name_of, text, sizeof(text)), strlen(want));
	KUNIT_EXPECT_STREQ(test, text, want);
}

static struct ra_info *ra_of(const char *server, u32 lifetime)
{
	static struct ra_info ra;

	memset(&ra, 0, sizeof(ra));
	if (server) {
		ra.nrdnss = 1;
		ra.rdnss[0].addr = in6(server);
		ra.rdnss[0].lifetime = lifetime;
	}
	return &ra;
}

static struct ra_info *ra_search(const char *name, u32 lifetime)
{
	struct ra_info *ra = ra_of(NULL, 0);

	ra->ndnssl = 1;
	strcpy(ra->dnssl[0].name, name);
	ra->dnssl[0].lifetime = lifetime;
	return ra;
}

static struct dhcp6_reply *reply_of(const char *server, const char *search)
{
	static struct dhcp6_reply reply;

	memset(&reply, 0, sizeof(reply));
	if (server) {
		reply.nservers = 1;
		reply.servers[0] = in6(server);
	}
	if (search) {
		reply.nsearch = 1;
		strcpy(reply.search[0], search);
	}
	return &reply;
}

static void boot_of(struct resolv *r, const char *server, int ifindex)
{
	struct dns_config dns = { .nservers = 1 };

	memset(r, 0, sizeof(*r));
	dns.servers[0].addr = in6(server);
	dns.servers[0].ifindex = ifindex;
	resolv_boot(r, &dns);
}

static void from_boot(struct kunit *test)
{
	struct dns_config dns = {
		.nservers = 3,
		.servers = { { in6("2001:db8::53"), 0 }, { in6("fe80::1"), 2 }, { in6("::ffff:192.0.2.53"), 0 } },
		.nsearch = 2,
		.search = { "example.org", "lab.example" },
	};
	struct resolv r = { 0 };

	expect_text(test, &r, HEAD);
	KUNIT_EXPECT_TRUE(test, resolv_boot(&r, &dns));
	expect_text(test, &r, HEAD "search example.org lab.example\nnameserver 2001:db8::53\n"
		    "nameserver fe80::1%eth0\nnameserver 192.0.2.53\n");
	KUNIT_EXPECT_FALSE(test, resolv_boot(&r, &dns));
	KUNIT_EXPECT_EQ(test, resolv_next(&r), RESOLV_NEVER);
	KUNIT_EXPECT_FALSE(test, resolv_expire(&r, RESOLV_NEVER));
	KUNIT_EXPECT_EQ(test, r.nservers, 3);
	KUNIT_EXPECT_TRUE(test, resolv_drop(&r, RESOLV_BOOT));
	expect_text(test, &r, HEAD);
	KUNIT_EXPECT_FALSE(test, resolv_drop(&r, RESOLV_BOOT));
}

static void ra_lifetime(struct kunit *test)
{
	struct resolv r = { 0 };

	KUNIT_EXPECT_TRUE(test, resolv_ra(&r, ra_of("2001:db8::1", 60), 2, 100 * S));
	KUNIT_EXPECT_EQ(test, resolv_next(&r), 160 * S);
	expect_text(test, &r, HEAD "nameserver 2001:db8::1\n");
	/* Again: refreshed, no new file; a shorter one counts too */
	KUNIT_EXPECT_FALSE(test, resolv_ra(&r, ra_of("2001:db8::1", 60), 2, 130 * S));
	KUNIT_EXPECT_EQ(test, resolv_next(&r), 190 * S);
	KUNIT_EXPECT_FALSE(test, resolv_ra(&r, ra_of("2001:db8::1", 30), 2, 130 * S));
	KUNIT_EXPECT_EQ(test, resolv_next(&r), 160 * S);
	KUNIT_EXPECT_FALSE(test, resolv_expire(&r, 160 * S - 1));
	KUNIT_EXPECT_TRUE(test, resolv_expire(&r, 160 * S));
	expect_text(test, &r, HEAD);
	KUNIT_EXPECT_EQ(test, resolv_next(&r), RESOLV_NEVER);
}

static void ra_infinity(struct kunit *test)
{
	struct resolv r = { 0 };

	KUNIT_EXPECT_TRUE(test, resolv_ra(&r, ra_of("2001:db8::1", 0xffffffff), 2, 1));
	KUNIT_EXPECT_EQ(test, resolv_next(&r), RESOLV_NEVER);
	KUNIT_EXPECT_FALSE(test, resolv_expire(&r, RESOLV_NEVER));
	KUNIT_EXPECT_EQ(test, r.nservers, 1);
	/* The longest that is not for ever */
	resolv_ra(&r, ra_of("2001:db8::1", 0xfffffffe), 2, 1);
	KUNIT_EXPECT_EQ(test, resolv_next(&r), 0xfffffffe * S + 1);
}

static void ra_withdraws(struct kunit *test)
{
	struct resolv r = { 0 };

	KUNIT_EXPECT_FALSE(test, resolv_ra(&r, ra_of("2001:db8::1", 0), 2, 1));
	resolv_ra(&r, ra_of("2001:db8::1", 60), 2, 1);
	KUNIT_EXPECT_FALSE(test, resolv_ra(&r, ra_of("2001:db8::2", 0), 2, 1));
	KUNIT_EXPECT_TRUE(test, resolv_ra(&r, ra_of("2001:db8::1", 0), 2, 1));
	KUNIT_EXPECT_EQ(test, r.nservers, 0);

	resolv_ra(&r, ra_search("example.org", 60), 2, 1);
	KUNIT_EXPECT_TRUE(test, resolv_ra(&r, ra_search("EXAMPLE.org", 0), 2, 1));
	KUNIT_EXPECT_EQ(test, r.nsearch, 0);
}

/* The zone is where it was heard, and makes two of one */
static void ra_link_local(struct kunit *test)
{
	struct resolv r = { 0 };

	resolv_ra(&r, ra_of("fe80::1", 60), 2, 1);
	KUNIT_EXPECT_TRUE(test, resolv_ra(&r, ra_of("fe80::1", 60), 3, 1));
	resolv_ra(&r, ra_of("2001:db8::1", 60), 2, 1);
	KUNIT_EXPECT_FALSE(test, resolv_ra(&r, ra_of("2001:db8::1", 60), 3, 1));
	expect_text(test, &r, HEAD "nameserver fe80::1%eth0\nnameserver fe80::1%eth1\nnameserver 2001:db8::1\n");
	KUNIT_EXPECT_TRUE(test, resolv_ra(&r, ra_of("fe80::1", 0), 2, 1));
	expect_text(test, &r, HEAD "nameserver fe80::1%eth1\nnameserver 2001:db8::1\n");
}

/* The same address of another device is another line */
static void zone_changes(struct kunit *test)
{
	struct resolv r = { 0 };
	int ifindex;

	for (ifindex = 2; ifindex <= 5; ifindex++)
		resolv_ra(&r, ra_of("fe80::1", 60), ifindex, 1);
	KUNIT_EXPECT_TRUE(test, resolv_ra(&r, ra_of("fe80::1", 0), 2, 1));
}

static void boot_confirmed(struct kunit *test)
{
	struct resolv r;

	boot_of(&r, "2001:db8::1", 0);
	KUNIT_EXPECT_FALSE(test, resolv_ra(&r, ra_of("2001:db8::1", 60), 2, 1 * S));
	KUNIT_EXPECT_FALSE(test, resolv_drop(&r, RESOLV_BOOT));
	KUNIT_EXPECT_EQ(test, resolv_next(&r), 61 * S);
	KUNIT_EXPECT_TRUE(test, resolv_expire(&r, 61 * S));

	boot_of(&r, "2001:db8::1", 0);
	KUNIT_EXPECT_FALSE(test, resolv_dhcp(&r, reply_of("2001:db8::1", NULL), 2, 9 * S));
	KUNIT_EXPECT_TRUE(test, resolv_drop(&r, RESOLV_DHCP));

	boot_of(&r, "fe80::1", 2);
	KUNIT_EXPECT_TRUE(test, resolv_ra(&r, ra_of("fe80::1", 0), 2, 1));
	KUNIT_EXPECT_EQ(test, r.nservers, 0);

	/* Known already: /proc has nothing to add */
	memset(&r, 0, sizeof(r));
	resolv_ra(&r, ra_of("2001:db8::1", 60), 2, 1 * S);
	KUNIT_EXPECT_FALSE(test, resolv_boot(&r, &(struct dns_config){ 1, { { in6("2001:db8::1"), 0 } } }));
	KUNIT_EXPECT_EQ(test, resolv_next(&r), 61 * S);
	KUNIT_EXPECT_TRUE(test, resolv_expire(&r, 61 * S));
}

/* What both say lasts until neither does */
static void ra_and_dhcp(struct kunit *test)
{
	struct resolv r = { 0 };

	resolv_ra(&r, ra_of("2001:db8::1", 60), 2, 0);
	KUNIT_EXPECT_FALSE(test, resolv_dhcp(&r, reply_of("2001:db8::1", NULL), 2, 90 * S));
	KUNIT_EXPECT_EQ(test, resolv_next(&r), 60 * S);
	KUNIT_EXPECT_FALSE(test, resolv_expire(&r, 60 * S));
	KUNIT_EXPECT_EQ(test, resolv_next(&r), 90 * S);
	KUNIT_EXPECT_TRUE(test, resolv_expire(&r, 90 * S));

	resolv_ra(&r, ra_of("2001:db8::1", 60), 2, 0);
	resolv_dhcp(&r, reply_of("2001:db8::1", NULL), 2, 90 * S);
	KUNIT_EXPECT_FALSE(test, resolv_ra(&r, ra_of("2001:db8::1", 0), 2, 1));
	KUNIT_EXPECT_EQ(test, r.nservers, 1);
	KUNIT_EXPECT_FALSE(test, resolv_ra(&r, ra_of("2001:db8::1", 60), 2, 0));
	KUNIT_EXPECT_FALSE(test, resolv_drop(&r, RESOLV_DHCP));
	KUNIT_EXPECT_TRUE(test, resolv_drop(&r, RESOLV_RA));
}

static void dhcp_replaces(struct kunit *test)
{
	struct dhcp6_reply two = *reply_of("2001:db8::1", "example.org");
	struct resolv r = { 0 };

	two.nservers = 2;
	two.servers[1] = in6("fe80::2");
	two.nsearch = 2;
	strcpy(two.search[1], "lab.example");
	KUNIT_EXPECT_TRUE(test, resolv_dhcp(&r, &two, 3, 60 * S));
	expect_text(test, &r, HEAD "search example.org lab.example\nnameserver 2001:db8::1\nnameserver fe80::2%eth1\n");
	KUNIT_EXPECT_FALSE(test, resolv_dhcp(&r, &two, 3, 120 * S));
	KUNIT_EXPECT_EQ(test, resolv_next(&r), 120 * S);

	/* Without any: those of before go on */
	KUNIT_EXPECT_FALSE(test, resolv_dhcp(&r, reply_of(NULL, NULL), 3, 180 * S));
	KUNIT_EXPECT_EQ(test, resolv_next(&r), 120 * S);

	/* The first is kept and keeps its place, the second is gone; so with the names */
	resolv_ra(&r, ra_of("2001:db8::9", 600), 3, 0);
	KUNIT_EXPECT_TRUE(test, resolv_dhcp(&r, reply_of("2001:db8::1", "lab.example"), 3, 180 * S));
	expect_text(test, &r, HEAD "search lab.example\nnameserver 2001:db8::1\nnameserver 2001:db8::9\n");
	KUNIT_EXPECT_TRUE(test, resolv_expire(&r, 180 * S));
	expect_text(test, &r, HEAD "nameserver 2001:db8::9\n");
}

static void dhcp_for_ever(struct kunit *test)
{
	struct resolv r = { 0 };

	resolv_dhcp(&r, reply_of("2001:db8::1", NULL), 2, RESOLV_NEVER);
	KUNIT_EXPECT_FALSE(test, resolv_expire(&r, RESOLV_NEVER));
	KUNIT_EXPECT_TRUE(test, resolv_drop(&r, RESOLV_DHCP));
}

static void fill(struct resolv *r, u32 lifetime)
{
	char text[64];
	int i;

	for (i = 0; i < RESOLV_MAX; i++) {
		sprintf(text, "2001:db8::%x", i + 1);
		resolv_ra(r, ra_of(text, lifetime + i), 2, 0);
		sprintf(text, "s%d.example", i + 1);
		resolv_ra(r, ra_search(text, lifetime + i), 2, 0);
	}
}

/* No more than there is room for: the one that expires first makes it */
static void full(struct kunit *test)
{
	struct resolv r = { 0 };

	fill(&r, 100);
	KUNIT_EXPECT_EQ(test, r.nservers, RESOLV_MAX);
	KUNIT_EXPECT_EQ(test, r.nsearch, RESOLV_MAX);
	KUNIT_EXPECT_FALSE(test, resolv_ra(&r, ra_of("2001:db8::ff", 100), 2, 0));
	KUNIT_EXPECT_EQ(test, resolv_next(&r), 100 * S);
	KUNIT_EXPECT_TRUE(test, resolv_ra(&r, ra_of("2001:db8::ff", 101), 2, 0));
	KUNIT_EXPECT_EQ(test, r.nservers, RESOLV_MAX);
	KUNIT_EXPECT_TRUE(test, !memcmp(&r.servers[15].addr, &ra_of("2001:db8::ff", 0)->rdnss[0].addr, 16));
	KUNIT_EXPECT_TRUE(test, !memcmp(&r.servers[0].addr, &ra_of("2001:db8::2", 0)->rdnss[0].addr, 16));

	KUNIT_EXPECT_FALSE(test, resolv_ra(&r, ra_search("new.example", 100), 2, 0));
	KUNIT_EXPECT_TRUE(test, resolv_ra(&r, ra_search("new.example", 500), 2, 0));
	KUNIT_EXPECT_EQ(test, r.nsearch, RESOLV_MAX);
	KUNIT_EXPECT_STREQ(test, r.search[15].name, "new.example");
	KUNIT_EXPECT_STREQ(test, r.search[0].name, "s2.example");
}

/* A withdrawal in the same RA makes room for what comes with it */
static void full_withdraws(struct kunit *test)
{
	struct ra_info ra = { .nrdnss = 2 };
	struct resolv r = { 0 };

	fill(&r, 100);
	ra.rdnss[0].addr = in6("2001:db8::ff");
	ra.rdnss[0].lifetime = 1;
	ra.rdnss[1].addr = in6("2001:db8::2");
	KUNIT_EXPECT_TRUE(test, resolv_ra(&r, &ra, 2, 0));
	KUNIT_EXPECT_EQ(test, r.nservers, RESOLV_MAX);
	KUNIT_EXPECT_EQ(test, resolv_next(&r), 1 * S);
}

/* Only what the file says is a change */
static void behind_the_third(struct kunit *test)
{
	struct resolv r = { 0 };
	unsigned int i;
	char name[64];

	for (i = 1; i <= 3; i++) {
		sprintf(name, "2001:db8::%u", i);
		KUNIT_EXPECT_TRUE(test, resolv_ra(&r, ra_of(name, 60 * i), 2, 0));
	}
	KUNIT_EXPECT_FALSE(test, resolv_ra(&r, ra_of("2001:db8::4", 600), 2, 0));
	expect_text(test, &r, HEAD "nameserver 2001:db8::1\nnameserver 2001:db8::2\nnameserver 2001:db8::3\n");
	/* It moves up */
	KUNIT_EXPECT_TRUE(test, resolv_expire(&r, 60 * S));
	expect_text(test, &r, HEAD "nameserver 2001:db8::2\nnameserver 2001:db8::3\nnameserver 2001:db8::4\n");

	for (i = 1; i <= 6; i++) {
		sprintf(name, "s%u", i);
		KUNIT_EXPECT_TRUE(test, resolv_ra(&r, ra_search(name, 60), 2, 0));
	}
	KUNIT_EXPECT_FALSE(test, resolv_ra(&r, ra_search("s7", 60), 2, 0));
}

/* A link-local server without a zone, or of a device that is gone, is none of the three */
static void no_zone(struct kunit *test)
{
	struct resolv r;
	int i;

	boot_of(&r, "fe80::1", 0);
	expect_text(test, &r, HEAD);
	resolv_ra(&r, ra_of("fe80::2", 60), 9, 0);
	for (i = 1; i <= 4; i++) {
		char text[32];

		sprintf(text, "2001:db8::%d", i);
		resolv_ra(&r, ra_of(text, 60), 2, 0);
	}
	expect_text(test, &r, HEAD "nameserver 2001:db8::1\nnameserver 2001:db8::2\nnameserver 2001:db8::3\n");
}

/* "search" has no more than a line of a resolver takes: 255 bytes in all */
static void long_search(struct kunit *test)
{
	char a[DNS_NAME_SIZE], want[RESOLV_TEXT_SIZE];
	struct resolv r = { 0 };
	int len;

	for (len = 240; len <= 248; len++) {
		memset(&r, 0, sizeof(r));
		memset(a, 'a', len);
		a[60] = a[120] = a[180] = '.';
		a[len] = '\0';
		resolv_ra(&r, ra_search(a, 60), 2, 0);
		resolv_ra(&r, ra_search("bb", 60), 2, 0);
		resolv_ra(&r, ra_search("c", 60), 2, 0);
		snprintf(want, sizeof(want), HEAD "search %s%s%s\n", len <= 247 ? a : "",
			 len <= 244 ? " bb" : len <= 247 ? "" : "bb",
			 len <= 242 || len == 245 || len > 247 ? " c" : "");
		expect_text(test, &r, want);
	}
}

static void text_size(struct kunit *test)
{
	char *buf, want[RESOLV_TEXT_SIZE];
	struct resolv r = { 0 };
	int size, len;

	fill(&r, 100);
	len = resolv_text(&r, name_of, want, sizeof(want));
	KUNIT_ASSERT_TRUE(test, len > 0);
	for (size = 0; size <= len + 1; size++) {
		buf = malloc(size ? size : 1);
		if (!buf)
			abort();
		if (size <= len) {
			KUNIT_EXPECT_EQ(test, resolv_text(&r, name_of, buf, size), -ENOSPC);
		} else {
			KUNIT_EXPECT_EQ(test, resolv_text(&r, name_of, buf, size), len);
			KUNIT_EXPECT_STREQ(test, buf, want);
		}
		free(buf);
	}
}

/* The longest that there can be */
static void text_longest(struct kunit *test)
{
	char name[DNS_NAME_SIZE], text[RESOLV_TEXT_SIZE];
	struct resolv r = { 0 };

	memset(name, 'a', 247);
	name[247] = '\0';
	resolv_ra(&r, ra_search(name, 60), 2, 0);
	resolv_ra(&r, ra_of("fe80:1111:2222:3333:4444:5555:6666:7771", 60), 2, 0);
	resolv_ra(&r, ra_of("fe80:1111:2222:3333:4444:5555:6666:7772", 60), 2, 0);
	resolv_ra(&r, ra_of("fe80:1111:2222:3333:4444:5555:6666:7773", 60), 2, 0);
	KUNIT_EXPECT_TRUE(test, resolv_text(&r, name_of, text, sizeof(text)) > 400);
}

/*
 *	Writing: in a folder of its own, and by names that are nobody's, should it write elsewhere
 */

static char folder[64], path[128];

static void enter(const char *name)
{
	strcpy(folder, "/tmp/resolv_test.XXXXXX");
	if (!mkdtemp(folder))
		abort();
	snprintf(path, sizeof(path), "%s/%s", folder, name);
}

static const char *in_folder(const char *name)
{
	static char buf[128];

	snprintf(buf, sizeof(buf), "%s/%s", folder, name);
	return buf;
}

static unsigned int count_files(void)
{
	unsigned int n = 0;
	struct dirent *e;
	DIR *dir;

	dir = opendir(folder);
	while (dir && (e = readdir(dir)))
		n += strcmp(e->d_name, ".") && strcmp(e->d_name, "..");
	if (dir)
		closedir(dir);
	return n;
}

static void leave(void)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	if (system(command))
		abort();
}

static void expect_file(struct kunit *test, const char *name, const char *want)
{
	char buf[256] = "";
	struct stat st;
	FILE *f;

	KUNIT_ASSERT_EQ(test, lstat(in_folder(name), &st), 0);
	KUNIT_EXPECT_TRUE(test, S_ISREG(st.st_mode));
	KUNIT_EXPECT_EQ(test, st.st_mode & 07777, 0644);
	f = fopen(in_folder(name), "r");
	KUNIT_ASSERT_NOT_NULL(test, f);
	buf[fread(buf, 1, sizeof(buf) - 1, f)] = '\0';
	fclose(f);
	KUNIT_EXPECT_STREQ(test, buf, want);
}

static ino_t inode(const char *name)
{
	struct stat st;

	return lstat(in_folder(name), &st) ? 0 : st.st_ino;
}

static void write_new(struct kunit *test)
{
	mode_t mask = umask(0077);

	enter("resolv_test.conf");
	KUNIT_EXPECT_EQ(test, resolv_write(path, "one\n"), 0);
	umask(mask);
	expect_file(test, "resolv_test.conf", "one\n");
	KUNIT_EXPECT_EQ(test, resolv_write(path, "two and more\n"), 0);
	expect_file(test, "resolv_test.conf", "two and more\n");
	KUNIT_EXPECT_EQ(test, resolv_write(path, ""), 0);
	expect_file(test, "resolv_test.conf", "");
	KUNIT_EXPECT_EQ(test, count_files(), 1);
	leave();
}

/* Who has it open, or watches it, sees nothing when nothing changed */
static void write_same(struct kunit *test)
{
	ino_t before;

	enter("resolv_test.conf");
	resolv_write(path, "one\n");
	before = inode("resolv_test.conf");
	KUNIT_EXPECT_EQ(test, resolv_write(path, "one\n"), 0);
	KUNIT_EXPECT_EQ(test, inode("resolv_test.conf"), before);
	KUNIT_EXPECT_EQ(test, resolv_write(path, "onf\n"), 0);
	KUNIT_EXPECT_TRUE(test, inode("resolv_test.conf") != before);
	chmod(path, 0600);
	KUNIT_EXPECT_EQ(test, resolv_write(path, "onf\n"), 0);
	expect_file(test, "resolv_test.conf", "onf\n");
	leave();
}

static void write_link(struct kunit *test)
{
	char target[128];
	struct stat st;

	enter("resolv_test.conf");
	mkdir(in_folder("run"), 0755);
	/* It leads nowhere yet, by way of another one */
	KUNIT_EXPECT_EQ(test, symlink("resolv_test.middle", path), 0);
	KUNIT_EXPECT_EQ(test, symlink("run/resolv_test.conf", in_folder("resolv_test.middle")), 0);
	KUNIT_EXPECT_EQ(test, resolv_write(path, "one\n"), 0);
	expect_file(test, "run/resolv_test.conf", "one\n");
	KUNIT_EXPECT_TRUE(test, !lstat(path, &st) && S_ISLNK(st.st_mode));
	KUNIT_EXPECT_EQ(test, resolv_write(path, "two\n"), 0);
	expect_file(test, "run/resolv_test.conf", "two\n");

	/* An absolute one */
	unlink(in_folder("resolv_test.middle"));
	snprintf(target, sizeof(target), "%s", in_folder("target"));
	KUNIT_EXPECT_EQ(test, symlink(target, in_folder("resolv_test.middle")), 0);
	KUNIT_EXPECT_EQ(test, resolv_write(path, "three\n"), 0);
	expect_file(test, "target", "three\n");
	leave();
}

static void write_refused(struct kunit *test)
{
	enter("resolv_test.conf");
	KUNIT_EXPECT_EQ(test, symlink("/proc/net/pnp", path), 0);
	KUNIT_EXPECT_EQ(test, resolv_write(path, "x\n"), -EOPNOTSUPP);
	unlink(path);
	KUNIT_EXPECT_EQ(test, mkfifo(path, 0600), 0);
	KUNIT_EXPECT_EQ(test, resolv_write(path, "x\n"), -EOPNOTSUPP);
	unlink(path);
	mkdir(path, 0755);
	KUNIT_EXPECT_EQ(test, resolv_write(path, "x\n"), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, resolv_write(in_folder("resolv_test.conf/"), "x\n"), -EISDIR);
	rmdir(path);
	KUNIT_EXPECT_EQ(test, symlink("resolv_test.conf", path), 0);
	KUNIT_EXPECT_EQ(test, resolv_write(path, "x\n"), -ELOOP);
	unlink(path);
	KUNIT_EXPECT_EQ(test, symlink("nosuch/resolv_test.conf", path), 0);
	KUNIT_EXPECT_EQ(test, resolv_write(path, "x\n"), -ENOENT);
	unlink(path);
	KUNIT_EXPECT_EQ(test, count_files(), 0);
	leave();
}

/* No room: the file is what it was, and nothing else is left */
static void write_fails(struct kunit *test)
{
	struct rlimit old, small;
	int err;

	enter("resolv_test.conf");
	resolv_write(path, "one\n");
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	small = old;
	small.rlim_cur = 3;
	setrlimit(RLIMIT_FSIZE, &small);
	err = resolv_write(path, "two\n");
	setrlimit(RLIMIT_FSIZE, &old);
	KUNIT_EXPECT_EQ(test, err, -EFBIG);
	expect_file(test, "resolv_test.conf", "one\n");
	KUNIT_EXPECT_EQ(test, count_files(), 1);
	leave();
}

/* What one that was killed has left */
static void write_leftover(struct kunit *test)
{
	int fd;

	enter("resolv_test.conf");
	fd = open(in_folder(".resolv_test.conf.nfsroot6"), O_CREAT | O_WRONLY, 0600);
	KUNIT_EXPECT_EQ(test, write(fd, "half", 4), 4);
	close(fd);
	KUNIT_EXPECT_EQ(test, resolv_write(path, "one\n"), 0);
	expect_file(test, "resolv_test.conf", "one\n");
	KUNIT_EXPECT_EQ(test, count_files(), 1);

	/* Nor is a link followed there */
	KUNIT_EXPECT_EQ(test, symlink("victim", in_folder(".resolv_test.conf.nfsroot6")), 0);
	KUNIT_EXPECT_EQ(test, resolv_write(path, "two\n"), 0);
	KUNIT_EXPECT_EQ(test, inode("victim"), 0);
	expect_file(test, "resolv_test.conf", "two\n");
	leave();
}

static void write_here(struct kunit *test)
{
	int here = open(".", O_RDONLY | O_DIRECTORY);

	enter("resolv_test.conf");
	KUNIT_EXPECT_EQ(test, chdir(folder), 0);
	KUNIT_EXPECT_EQ(test, resolv_write("resolv_test.conf", "one\n"), 0);
	KUNIT_EXPECT_EQ(test, fchdir(here), 0);
	close(here);
	expect_file(test, "resolv_test.conf", "one\n");
	leave();
}

static struct kunit_case cases[] = {
	KUNIT_CASE(from_boot),
	KUNIT_CASE(ra_lifetime),
	KUNIT_CASE(ra_infinity),
	KUNIT_CASE(ra_withdraws),
	KUNIT_CASE(ra_link_local),
	KUNIT_CASE(zone_changes),
	KUNIT_CASE(boot_confirmed),
	KUNIT_CASE(ra_and_dhcp),
	KUNIT_CASE(dhcp_replaces),
	KUNIT_CASE(dhcp_for_ever),
	KUNIT_CASE(full),
	KUNIT_CASE(full_withdraws),
	KUNIT_CASE(behind_the_third),
	KUNIT_CASE(no_zone),
	KUNIT_CASE(long_search),
	KUNIT_CASE(text_size),
	KUNIT_CASE(text_longest),
	KUNIT_CASE(write_new),
	KUNIT_CASE(write_same),
	KUNIT_CASE(write_link),
	KUNIT_CASE(write_refused),
	KUNIT_CASE(write_fails),
	KUNIT_CASE(write_leftover),
	KUNIT_CASE(write_here),
	{}
};

static struct kunit_suite suite = {
	.name = "resolv",
	.test_cases = cases,
};

kunit_test_init_section_suites(&suite);
