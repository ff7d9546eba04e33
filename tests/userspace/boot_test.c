// SPDX-License-Identifier: GPL-2.0-only
#include <arpa/inet.h>
#include <errno.h>
#include <kunit/test.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include "boot.h"

/* As a kernel wrote it, a second address added */
static const char lease_text[] =
	"duid 00030001525400123456\n"
	"iaid 00a1b2c3\n"
	"server 000100012f0a3b4c525400aabbcc\n"
	"t1 1800\n"
	"t2 2880\n"
	"address 2001:db8::1234 preferred 3000 valid 3600\n"
	"address 2001:db8:1::7 preferred 0 valid 4294967295\n"
	"obtained 1790000000\n"
	"boottime 7\n";

/* A copy without a NUL, of the exact size: the sanitizer sees each byte that is read beyond it */
static char *exact(const char *text, size_t len)
{
	char *p = malloc(len ? len : 1);

	if (!p)
		abort();
	memcpy(p, text, len);
	return p;
}

static int parse_lease(const char *text, size_t len, struct boot_lease *lease)
{
	char *p = exact(text, len);
	int err = boot_parse_lease(p, len, lease);

	free(p);
	return err;
}

static bool is_addr(const struct in6_addr *addr, const char *text)
{
	struct in6_addr want;

	return inet_pton(AF_INET6, text, &want) == 1 && !memcmp(addr, &want, sizeof(want));
}

static void lease_good(struct kunit *test)
{
	static const u8 duid[] = { 0, 3, 0, 1, 0x52, 0x54, 0, 0x12, 0x34, 0x56 };
	struct boot_lease lease;

	KUNIT_ASSERT_EQ(test, parse_lease(lease_text, strlen(lease_text), &lease), 0);
	KUNIT_ASSERT_EQ(test, lease.client.len, sizeof(duid));
	KUNIT_EXPECT_MEMEQ(test, lease.client.data, duid, sizeof(duid));
	KUNIT_EXPECT_EQ(test, lease.server.len, 14);
	KUNIT_EXPECT_EQ(test, lease.server.data[13], 0xcc);
	KUNIT_EXPECT_EQ(test, lease.iaid, 0x00a1b2c3);
	KUNIT_EXPECT_EQ(test, lease.t1, 1800);
	KUNIT_EXPECT_EQ(test, lease.t2, 2880);
	KUNIT_ASSERT_EQ(test, lease.naddrs, 2);
	KUNIT_EXPECT_TRUE(test, is_addr(&lease.addrs[0].addr, "2001:db8::1234"));
	KUNIT_EXPECT_EQ(test, lease.addrs[0].preferred, 3000);
	KUNIT_EXPECT_EQ(test, lease.addrs[0].valid, 3600);
	KUNIT_EXPECT_TRUE(test, is_addr(&lease.addrs[1].addr, "2001:db8:1::7"));
	KUNIT_EXPECT_EQ(test, lease.addrs[1].preferred, 0);
	KUNIT_EXPECT_EQ(test, lease.addrs[1].valid, DHCP6_INFINITY);
	KUNIT_EXPECT_EQ(test, lease.obtained, 1790000000);
	KUNIT_EXPECT_EQ(test, lease.boottime, 7);
}

#define LEASE_HEAD	"duid 000300\niaid 00000001\nserver 000400\n"
#define LEASE_TIMES	"t1 1\nt2 2\n"
#define LEASE_ADDR	"address 2001:db8::1 preferred 1 valid 2\n"
#define ADDR_130	"00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000" \
			"00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000" \
			"0000000000000000000000000000000000000000000000000000000000000000000000000000"

static const struct lease_case {
	const char *desc;
	const char *text;
	int err;
} lease_cases[] = {
	{ "least", LEASE_HEAD LEASE_TIMES LEASE_ADDR, 0 },
	{ "lines in another order", LEASE_ADDR LEASE_TIMES LEASE_HEAD, 0 },
	{ "lines of a newer kernel", LEASE_HEAD "new thing\n\nx\n" LEASE_TIMES LEASE_ADDR, 0 },
	{ "times of 0", LEASE_HEAD "t1 0\nt2 0\n" LEASE_ADDR, 0 },
	{ "longest DUID", "duid " ADDR_130 "\niaid 00000001\nserver 000400\n" LEASE_TIMES LEASE_ADDR, 0 },
	{ "DUID too long", "duid 00" ADDR_130 "\niaid 00000001\nserver 000400\n" LEASE_TIMES LEASE_ADDR, -EINVAL },
	{ "DUID too short", "duid 0003\niaid 00000001\nserver 000400\n" LEASE_TIMES LEASE_ADDR, -EINVAL },
	{ "half a byte", "duid 0003001\niaid 00000001\nserver 000400\n" LEASE_TIMES LEASE_ADDR, -EINVAL },
	{ "no hex", "duid 00030g\niaid 00000001\nserver 000400\n" LEASE_TIMES LEASE_ADDR, -EINVAL },
	{ "no DUID", "iaid 00000001\nserver 000400\n" LEASE_TIMES LEASE_ADDR, -EINVAL },
	{ "no server", "duid 000300\niaid 00000001\n" LEASE_TIMES LEASE_ADDR, -EINVAL },
	{ "server empty", "duid 000300\niaid 00000001\nserver \n" LEASE_TIMES LEASE_ADDR, -EINVAL },
	{ "server without value", "duid 000300\niaid 00000001\nserver\n" LEASE_TIMES LEASE_ADDR, -EINVAL },
	{ "no IAID", "duid 000300\nserver 000400\n" LEASE_TIMES LEASE_ADDR, -EINVAL },
	{ "IAID too short", "duid 000300\niaid 000001\nserver 000400\n" LEASE_TIMES LEASE_ADDR, -EINVAL },
	{ "IAID too long", "duid 000300\niaid 0000000001\nserver 000400\n" LEASE_TIMES LEASE_ADDR, -EINVAL },
	{ "no T1", LEASE_HEAD "t2 2\n" LEASE_ADDR, -EINVAL },
	{ "no T2", LEASE_HEAD "t1 1\n" LEASE_ADDR, -EINVAL },
	{ "no T2, T1 0", LEASE_HEAD "t1 0\n" LEASE_ADDR, -EINVAL },
	{ "T1 behind T2", LEASE_HEAD "t1 3\nt2 2\n" LEASE_ADDR, -EINVAL },
	{ "T1 too great", LEASE_HEAD "t1 4294967296\nt2 2\n" LEASE_ADDR, -EINVAL },
	{ "T1 negative", LEASE_HEAD "t1 -1\nt2 2\n" LEASE_ADDR, -EINVAL },
	{ "T1 beyond 64 bits", LEASE_HEAD "t1 99999999999999999999999999\nt2 2\n" LEASE_ADDR, -EINVAL },
	{ "no address", LEASE_HEAD LEASE_TIMES, -EINVAL },
	{ "address bad", LEASE_HEAD LEASE_TIMES "address 2001:db8::g preferred 1 valid 2\n", -EINVAL },
	{ "lifetimes without words", LEASE_HEAD LEASE_TIMES "address 2001:db8::1 1 2\n", -EINVAL },
	{ "lifetimes swapped", LEASE_HEAD LEASE_TIMES "address 2001:db8::1 valid 2 preferred 1\n", -EINVAL },
	{ "preferred beyond valid", LEASE_HEAD LEASE_TIMES "address 2001:db8::1 preferred 3 valid 2\n", -EINVAL },
	{ "valid 0", LEASE_HEAD LEASE_TIMES "address 2001:db8::1 preferred 0 valid 0\n", -EINVAL },
	{ "four addresses", LEASE_HEAD LEASE_TIMES LEASE_ADDR LEASE_ADDR LEASE_ADDR LEASE_ADDR, 0 },
	{ "five addresses", LEASE_HEAD LEASE_TIMES LEASE_ADDR LEASE_ADDR LEASE_ADDR LEASE_ADDR LEASE_ADDR, -EINVAL },
	{ "obtained bad", LEASE_HEAD LEASE_TIMES LEASE_ADDR "obtained x\n", -EINVAL },
	{ "boottime would overflow in ms", LEASE_HEAD LEASE_TIMES LEASE_ADDR "boottime 9223372036854775807\n", -EINVAL },
	{ "empty", "", -EINVAL },
	{ "newlines", "\n\n\n", -EINVAL },
};

static void lease_case_desc(const struct lease_case *c, char *desc)
{
	strcpy(desc, c->desc);
}

KUNIT_ARRAY_PARAM(lease, lease_cases, lease_case_desc);

static void lease_one(struct kunit *test)
{
	const struct lease_case *c = test->param_value;
	struct boot_lease lease;

	KUNIT_EXPECT_EQ(test, parse_lease(c->text, strlen(c->text), &lease), c->err);
	if (c->err) {
		KUNIT_EXPECT_EQ(test, lease.client.len, 0);
		KUNIT_EXPECT_EQ(test, lease.naddrs, 0);
		KUNIT_EXPECT_EQ(test, lease.boottime, -1);
	}
}

static void lease_absent(struct kunit *test)
{
	struct boot_lease lease;

	KUNIT_ASSERT_EQ(test, parse_lease(lease_cases[0].text, strlen(lease_cases[0].text), &lease), 0);
	KUNIT_EXPECT_EQ(test, lease.obtained, 0);
	KUNIT_EXPECT_EQ(test, lease.boottime, -1);
}

/* Good only where a line ends, and not before the first address */
static void lease_cut(struct kunit *test)
{
	const size_t first = strstr(lease_text, "address 2001:db8:1") - lease_text;
	struct boot_lease lease;
	size_t len;

	for (len = 0; len <= strlen(lease_text); len++) {
		bool whole = len >= first && lease_text[len - 1] == '\n';

		if ((parse_lease(lease_text, len, &lease) == 0) != whole)
			KUNIT_EXPECT_EQ(test, len, -1);
	}
}

/* Whatever stands at one place: nothing out of bounds comes of it */
static void lease_garbage(struct kunit *test)
{
	static const char bytes[] = { 0, '\n', ' ', '\\', '-', '9', 'f', (char)0xff, (char)0x80 };
	char text[sizeof(lease_text)];
	struct boot_lease lease;
	size_t i, b;

	for (i = 0; i < strlen(lease_text); i++) {
		for (b = 0; b < sizeof(bytes); b++) {
			memcpy(text, lease_text, sizeof(text));
			text[i] = bytes[b];
			if (parse_lease(text, strlen(lease_text), &lease))
				continue;
			KUNIT_EXPECT_LE(test, lease.client.len, DHCP6_DUID_MAX);
			KUNIT_EXPECT_LE(test, lease.naddrs, DHCP6_ADDRS_MAX);
			KUNIT_EXPECT_LE(test, lease.t1, lease.t2);
		}
	}
}

static int parse_servers(const char *text, struct dns_config *dns)
{
	char *p = exact(text, strlen(text));
	int err = boot_parse_nameservers(p, strlen(text), dns);

	free(p);
	return err;
}

static void nameservers(struct kunit *test)
{
	struct dns_config dns = { .nsearch = 1, .search = { "kept.example" } };

	KUNIT_ASSERT_EQ(test, parse_servers("2001:db8::53\nfe80::1%lo\n::ffff:192.0.2.53\nfe80::2%nosuch0\n", &dns), 0);
	KUNIT_ASSERT_EQ(test, dns.nservers, 4);
	KUNIT_EXPECT_TRUE(test, is_addr(&dns.servers[0].addr, "2001:db8::53"));
	KUNIT_EXPECT_EQ(test, dns.servers[0].ifindex, 0);
	KUNIT_EXPECT_TRUE(test, is_addr(&dns.servers[1].addr, "fe80::1"));
	KUNIT_EXPECT_EQ(test, dns.servers[1].ifindex, if_nametoindex("lo"));
	KUNIT_EXPECT_TRUE(test, is_addr(&dns.servers[2].addr, "::ffff:192.0.2.53"));
	KUNIT_EXPECT_TRUE(test, is_addr(&dns.servers[3].addr, "fe80::2"));
	KUNIT_EXPECT_EQ(test, dns.servers[3].ifindex, 0);
	KUNIT_EXPECT_EQ(test, dns.nsearch, 1);
	KUNIT_EXPECT_STREQ(test, dns.search[0], "kept.example");
}

static void nameservers_bad(struct kunit *test)
{
	static const char *const bad[] = {
		"192.0.2.1\n", "x\n", "::\n", "ff02::1\n", "2001:db8::1%\n", "2001:db8::1%averylongdevicename\n",
		"2001:db8::1 \n", " 2001:db8::1\n", "2001:db8::1\r\n", "%lo\n",
	};
	struct dns_config dns;
	char text[128];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		snprintf(text, sizeof(text), "2001:db8::1\n%s2001:db8::2\n", bad[i]);
		KUNIT_EXPECT_EQ_MSG(test, parse_servers(text, &dns), -EINVAL, "\"%s\"", bad[i]);
		KUNIT_EXPECT_EQ_MSG(test, dns.nservers, 2, "\"%s\"", bad[i]);
	}
	/* No newline: it may be cut */
	KUNIT_EXPECT_EQ(test, parse_servers("2001:db8::1\n2001:db8::2", &dns), -EINVAL);
	KUNIT_EXPECT_EQ(test, dns.nservers, 1);
	KUNIT_EXPECT_EQ(test, parse_servers("", &dns), 0);
	KUNIT_EXPECT_EQ(test, dns.nservers, 0);
}

static void nameservers_many(struct kunit *test)
{
	struct dns_config dns;

	KUNIT_EXPECT_EQ(test, parse_servers("::2\n::3\n::4\n::5\n::6\n::7\n::8\n::9\n", &dns), 0);
	KUNIT_EXPECT_EQ(test, dns.nservers, DNS_SERVERS_MAX);
	KUNIT_EXPECT_TRUE(test, is_addr(&dns.servers[5].addr, "::7"));
}

#define NFS_OPTIONS	"rw,relatime,vers=4.2,rsize=262144,hard,proto=tcp6,sec=sys,clientaddr=2001:db8::2," \
			"local_lock=none,addr=2001:db8::1"
#define NFS_ROOT	"server.example.org:/srv/root / nfs4 " NFS_OPTIONS " 0 0\n"
#define PROC		"proc /proc proc rw,relatime 0 0\n"

static const struct mount_case {
	const char *desc;
	const char *text;
	int err;
	const char *source, *fstype, *addr;
} mount_cases[] = {
	{ "root", NFS_ROOT PROC, 0, "server.example.org:/srv/root", "nfs4", "2001:db8::1" },
	{ "literal, v3", "[2001:db8::1]:/r / nfs rw,vers=3,mountaddr=2001:db8::9,addr=2001:db8::1 0 0\n", 0,
	  "[2001:db8::1]:/r", "nfs", "2001:db8::1" },
	{ "link-local server", "[fe80::1]:/r / nfs rw,addr=fe80::1%eth0 0 0\n", 0,
	  "[fe80::1]:/r", "nfs", "fe80::1%eth0" },
	{ "escapes", "s:/a\\040b\\011c\\012d\\134e\\043f / nfs rw,addr=::2 0 0\n", 0, "s:/a b\tc\nd\\e#f", "nfs", "::2" },
	{ "no escapes", "s:/a\\04\\080\\400\\ / nfs rw,addr=::2 0 0\n", 0, "s:/a\\04\\080\\400\\", "nfs", "::2" },
	{ "the last on / counts", "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 / xfs rw 0 0\n" PROC, 0, "/dev/sdb1", "xfs", "" },
	{ "NFS beneath", "rootfs / rootfs rw 0 0\n" NFS_ROOT "overlay / overlay rw,lowerdir=/,upperdir=/u 0 0\n" PROC, 0,
	  "server.example.org:/srv/root", "nfs4", "2001:db8::1" },
	{ "the first NFS mount on /", NFS_ROOT "other:/x / nfs rw,addr=::9 0 0\n", 0,
	  "server.example.org:/srv/root", "nfs4", "2001:db8::1" },
	{ "lower layer", "overlay / overlay rw,lowerdir=/run/root,upperdir=/u,workdir=/w 0 0\n"
	  "a:/home /home nfs rw,addr=::7 0 0\ns:/r /run/root nfs rw,addr=::8 0 0\n", 0, "s:/r", "nfs", "::8" },
	{ "second layer, a folder of it", "overlay / overlay rw,lowerdir=/etc2:/run/root/sub,upperdir=/u 0 0\n"
	  "s:/r /run/root nfs rw,addr=::8 0 0\n", 0, "s:/r", "nfs", "::8" },
	{ "name of the lower layer begins alike", "overlay / overlay rw,lowerdir=/run/root2 0 0\n"
	  "s:/r /run/root nfs rw,addr=::8 0 0\n", 0, "overlay", "overlay", "" },
	{ "where our own init moves it", "nfsroot6 / overlay rw,lowerdir=/tmp/lower,upperdir=/tmp/upper 0 0\n"
	  "s:/r " BOOT_LOWER " nfs ro,addr=::8 0 0\n", 0, "s:/r", "nfs", "::8" },
	{ "overlay of something else", "overlay / overlay rw,lowerdir=/lower 0 0\na:/home /home nfs rw,addr=::7 0 0\n", 0,
	  "overlay", "overlay", "" },
	{ "a value with addr= in it", "s:/r / nfs rw,xaddr=::7,clientaddr=::6 0 0\n", 0, "s:/r", "nfs", "" },
	{ "addr= too long", "s:/r / nfs rw,addr=1111111111111111111111111111111111111111111111111111111111111111 0 0\n", 0,
	  "s:/r", "nfs", "" },
	{ "other things on the way", "x\n\n \na b\n" NFS_ROOT, 0, "server.example.org:/srv/root", "nfs4", "2001:db8::1" },
	{ "nothing on /", PROC, -ENOENT, "", "", "" },
	{ "empty", "", -ENOENT, "", "", "" },
	{ "cut", "s:/r / nfs rw,addr=::2 0 0", -EINVAL, "", "", "" },
};

static void mount_case_desc(const struct mount_case *c, char *desc)
{
	strcpy(desc, c->desc);
}

KUNIT_ARRAY_PARAM(mount, mount_cases, mount_case_desc);

static void mounts_one(struct kunit *test)
{
	const struct mount_case *c = test->param_value;
	char *p = exact(c->text, strlen(c->text));
	struct boot_mount mount;

	KUNIT_EXPECT_EQ(test, boot_parse_mounts(p, strlen(c->text), &mount), c->err);
	free(p);
	KUNIT_EXPECT_STREQ(test, mount.source, c->source);
	KUNIT_EXPECT_STREQ(test, mount.fstype, c->fstype);
	KUNIT_EXPECT_STREQ(test, mount.addr, c->addr);
}

/* What is too long is left out or cut between two options, the mount counts */
static void mounts_long(struct kunit *test)
{
	char text[4096], filler[1500];
	struct boot_mount mount;

	memset(filler, 'x', sizeof(filler) - 1);
	filler[sizeof(filler) - 1] = '\0';
	snprintf(text, sizeof(text), "%s / nfs rw,addr=::2,o=%s,z=1 0 0\n", filler, filler);
	KUNIT_ASSERT_EQ(test, boot_parse_mounts(text, strlen(text), &mount), 0);
	KUNIT_EXPECT_STREQ(test, mount.source, "");
	KUNIT_EXPECT_STREQ(test, mount.options, "rw,addr=::2");
	KUNIT_EXPECT_STREQ(test, mount.addr, "::2");
}

/* What just fits is whole */
static void mounts_fit(struct kunit *test)
{
	char source[512], text[1024];
	struct boot_mount mount;

	memset(source, 'x', sizeof(source) - 1);
	source[sizeof(source) - 1] = '\0';
	snprintf(text, sizeof(text), "%s / nfs rw 0 0\n", source);
	KUNIT_ASSERT_EQ(test, boot_parse_mounts(text, strlen(text), &mount), 0);
	KUNIT_EXPECT_STREQ(test, mount.source, source);
	snprintf(text, sizeof(text), "%s\\040 / nfs rw 0 0\n", source);
	KUNIT_ASSERT_EQ(test, boot_parse_mounts(text, strlen(text), &mount), 0);
	KUNIT_EXPECT_STREQ(test, mount.source, "");
}

static void mounts_cut(struct kunit *test)
{
	static const char text[] = NFS_ROOT "overlay / overlay rw,lowerdir=/a\\040b:/c 0 0\n"
				   "s:/x\\134 /a\\040b nfs rw,addr=::5 0 0\n";
	struct boot_mount mount;
	size_t len;

	for (len = 0; len < sizeof(text); len++) {
		char *p = exact(text, len);
		int err = boot_parse_mounts(p, len, &mount);

		free(p);
		if ((err == 0) != (len >= strlen(NFS_ROOT)))
			KUNIT_EXPECT_EQ(test, len, -1);
		if (!err)
			KUNIT_EXPECT_STREQ(test, mount.addr, "2001:db8::1");
	}
}

/*
 *	Files
 */

static char root[64];

static void put_file(const char *name, const char *text)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", root, name);
	f = fopen(path, "w");
	if (!f || fputs(text, f) < 0 || fclose(f))
		abort();
}

static void make_root(void)
{
	static const char *const folders[] = { "", "/proc", "/proc/net", "/proc/net/ipconfig" };
	char path[128];
	size_t i;

	snprintf(root, sizeof(root), "/tmp/boot_test.XXXXXX");
	if (!mkdtemp(root))
		abort();
	for (i = 1; i < ARRAY_SIZE(folders); i++) {
		snprintf(path, sizeof(path), "%s%s", root, folders[i]);
		if (mkdir(path, 0755))
			abort();
	}
}

static void remove_root(void)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf '%s'", root);
	if (system(command))
		abort();
}

static void read_all(struct kunit *test)
{
	struct boot_info info;

	make_root();
	put_file("proc/mounts", NFS_ROOT PROC);
	put_file("proc/net/ipconfig/ip6_method", "dhcp\n");
	put_file("proc/net/ipconfig/ip6_device", "eth0\n");
	put_file("proc/net/ipconfig/ip6_address", "2001:db8::1234/128\n");
	put_file("proc/net/ipconfig/ip6_router", "fe80::1\n");
	put_file("proc/net/ipconfig/ip6_nameservers", "2001:db8::53\n");
	put_file("proc/net/ipconfig/ip6_search", "example.org\nbad name\nlab.example\n");
	put_file("proc/net/ipconfig/ip6_ntp_servers", "2001:db8::123\nx\n2001:db8::124\n");
	put_file("proc/net/ipconfig/ip6_bootfile_url", "nfs://server/srv/root\n");
	put_file("proc/net/ipconfig/ip6_lease", lease_text);
	KUNIT_EXPECT_EQ(test, boot_read(root, &info), 0);
	remove_root();

	KUNIT_EXPECT_TRUE(test, info.configured);
	KUNIT_EXPECT_STREQ(test, info.method, "dhcp");
	KUNIT_EXPECT_STREQ(test, info.device, "eth0");
	KUNIT_EXPECT_TRUE(test, is_addr(&info.address, "2001:db8::1234"));
	KUNIT_EXPECT_EQ(test, info.plen, 128);
	KUNIT_EXPECT_TRUE(test, is_addr(&info.router, "fe80::1"));
	KUNIT_EXPECT_EQ(test, info.dns.nservers, 1);
	KUNIT_EXPECT_EQ(test, info.dns.nsearch, 2);
	KUNIT_EXPECT_STREQ(test, info.dns.search[1], "lab.example");
	KUNIT_EXPECT_EQ(test, info.nntp, 2);
	KUNIT_EXPECT_TRUE(test, is_addr(&info.ntp[1], "2001:db8::124"));
	KUNIT_EXPECT_STREQ(test, info.boot_url, "nfs://server/srv/root");
	KUNIT_EXPECT_TRUE(test, info.has_lease);
	KUNIT_EXPECT_TRUE(test, info.lease_readable);
	KUNIT_EXPECT_EQ(test, info.lease.naddrs, 2);
	KUNIT_EXPECT_TRUE(test, info.has_mount);
	KUNIT_EXPECT_STREQ(test, info.mount.addr, "2001:db8::1");
}

static void read_bad(struct kunit *test)
{
	struct boot_info info;

	make_root();
	put_file("proc/mounts", PROC);
	put_file("proc/net/ipconfig/ip6_method", "magic\n");
	put_file("proc/net/ipconfig/ip6_device", "../../x\n");
	put_file("proc/net/ipconfig/ip6_address", "2001:db8::1234/129\n");
	put_file("proc/net/ipconfig/ip6_router", "fe80::1\nfe80::2\n");
	put_file("proc/net/ipconfig/ip6_bootfile_url", "nfs://server/a b\n");
	put_file("proc/net/ipconfig/ip6_lease", "duid\n");
	KUNIT_EXPECT_EQ(test, boot_read(root, &info), 0);
	remove_root();

	KUNIT_EXPECT_FALSE(test, info.configured);
	KUNIT_EXPECT_STREQ(test, info.method, "");
	KUNIT_EXPECT_STREQ(test, info.device, "");
	KUNIT_EXPECT_TRUE(test, is_addr(&info.address, "::"));
	KUNIT_EXPECT_EQ(test, info.plen, 0);
	KUNIT_EXPECT_TRUE(test, is_addr(&info.router, "::"));
	KUNIT_EXPECT_STREQ(test, info.boot_url, "");
	KUNIT_EXPECT_TRUE(test, info.has_lease);
	KUNIT_EXPECT_FALSE(test, info.lease_readable);
	KUNIT_EXPECT_TRUE(test, info.lease_bad);
	KUNIT_EXPECT_FALSE(test, info.has_mount);
}

static void read_nothing(struct kunit *test)
{
	struct boot_info info;

	make_root();
	KUNIT_EXPECT_EQ(test, boot_read(root, &info), -ENOENT);
	KUNIT_EXPECT_FALSE(test, info.configured);
	put_file("proc/net/ipconfig/ip6_method", "slaac\n");
	KUNIT_EXPECT_EQ(test, boot_read(root, &info), 0);
	KUNIT_EXPECT_TRUE(test, info.configured);
	KUNIT_EXPECT_FALSE(test, info.has_lease);
	remove_root();
}

/* For others than root ip6_lease is there, but cannot be read */
static void read_forbidden(struct kunit *test)
{
	uid_t uid = geteuid();
	struct boot_info info;
	char path[128];

	make_root();
	put_file("proc/mounts", NFS_ROOT);
	put_file("proc/net/ipconfig/ip6_method", "dhcp\n");
	put_file("proc/net/ipconfig/ip6_lease", lease_text);
	snprintf(path, sizeof(path), "%s/proc/net/ipconfig/ip6_lease", root);
	KUNIT_EXPECT_EQ(test, chmod(path, 0), 0);
	chmod(root, 0755);
	if (!uid && seteuid(65534))
		abort();
	KUNIT_EXPECT_EQ(test, boot_read(root, &info), 0);
	if (!uid && seteuid(0))
		abort();
	remove_root();
	KUNIT_EXPECT_TRUE(test, info.configured);
	KUNIT_EXPECT_TRUE(test, info.has_lease);
	KUNIT_EXPECT_FALSE(test, info.lease_readable);
	KUNIT_EXPECT_FALSE(test, info.lease_bad);
}

/* More than the first guess at its size: the root is the last line */
static void read_many_mounts(struct kunit *test)
{
	static char text[300000];
	struct boot_info info;
	size_t n = 0;

	while (n < sizeof(text) - 1000)
		n += sprintf(text + n, "tmpfs /run/%zu tmpfs rw,nosuid,nodev,size=1024k,mode=755 0 0\n", n);
	strcpy(text + n, NFS_ROOT);
	make_root();
	put_file("proc/mounts", text);
	KUNIT_EXPECT_EQ(test, boot_read(root, &info), 0);
	remove_root();
	KUNIT_EXPECT_TRUE(test, info.has_mount);
	KUNIT_EXPECT_STREQ(test, info.mount.addr, "2001:db8::1");
}

static void cmdline_file(struct kunit *test)
{
	char buf[32];

	make_root();
	KUNIT_EXPECT_EQ(test, boot_cmdline(root, buf, sizeof(buf)), -ENOENT);
	put_file("proc/cmdline", "ip6=auto quiet\n");
	KUNIT_EXPECT_EQ(test, boot_cmdline(root, buf, sizeof(buf)), 0);
	KUNIT_EXPECT_STREQ(test, buf, "ip6=auto quiet");
	KUNIT_EXPECT_EQ(test, boot_cmdline(root, buf, 16), 0);
	KUNIT_EXPECT_EQ(test, boot_cmdline(root, buf, 15), -EFBIG);
	KUNIT_EXPECT_EQ(test, boot_cmdline(root, buf, 0), -EFBIG);
	remove_root();
}

static struct kunit_case cases[] = {
	KUNIT_CASE(lease_good),
	KUNIT_CASE_PARAM(lease_one, lease_gen_params),
	KUNIT_CASE(lease_absent),
	KUNIT_CASE(lease_cut),
	KUNIT_CASE(lease_garbage),
	KUNIT_CASE(nameservers),
	KUNIT_CASE(nameservers_bad),
	KUNIT_CASE(nameservers_many),
	KUNIT_CASE_PARAM(mounts_one, mount_gen_params),
	KUNIT_CASE(mounts_long),
	KUNIT_CASE(mounts_fit),
	KUNIT_CASE(mounts_cut),
	KUNIT_CASE(read_all),
	KUNIT_CASE(read_bad),
	KUNIT_CASE(read_nothing),
	KUNIT_CASE(read_forbidden),
	KUNIT_CASE(read_many_mounts),
	KUNIT_CASE(cmdline_file),
	{}
};

static struct kunit_suite suite = {
	.name = "boot",
	.test_cases = cases,
};

kunit_test_init_section_suites(&suite);
