// SPDX-License-Identifier: GPL-2.0-only
/* nfsroot6 check: .config, command line, mount options, and what comes of them. */

#include <errno.h>

#include <kunit/test.h>

#include "check.h"

/*
 *	.config
 */

struct kconf_case {
	const char *text;
	const char *reason;	/* NULL: it is good */
	unsigned int line;
	const char *name, *value;
};

static const struct kconf_case kconf_cases[] = {
	{ "CONFIG_A=y\n", NULL, 0, "A", "y" },
	{ "CONFIG_A=y", NULL, 0, "A", "y" },
	{ "CONFIG_A=m\nCONFIG_B=y\n", NULL, 0, "A", "m" },
	{ "CONFIG_A=n\n", NULL, 0, "A", "n" },
	{ "# CONFIG_A is not set\n", NULL, 0, "A", "n" },
	{ "CONFIG_A=y\n# CONFIG_A is not set\n", NULL, 0, "A", "n" },
	{ "# CONFIG_A is not set\nCONFIG_B=y\nCONFIG_A=y\n", NULL, 0, "A", "y" },
	{ "CONFIG_A=y\n# CONFIG_A is not set at all\n", NULL, 0, "A", "y" },
	{ "# CONFIG_A is not set at all\nCONFIG_B=y\n", NULL, 0, "A", "n" },
	{ "#\n# a comment\n\nCONFIG_A=y\n", NULL, 0, "A", "y" },
	{ "CONFIG_A=\"\"\n", NULL, 0, "A", "" },
	{ "CONFIG_A=\"x y\"\n", NULL, 0, "A", "x y" },
	{ "CONFIG_A=\"\\\"x\\\\\"\n", NULL, 0, "A", "\"x\\" },
	{ "CONFIG_A=0x10\n", NULL, 0, "A", "0x10" },
	{ "CONFIG_A=-5\n", NULL, 0, "A", "-5" },
	{ "CONFIG_64BIT=y\nCONFIG_A_b=y\n", NULL, 0, "64BIT", "y" },
	{ "CONFIG_AB=y\nCONFIG_A=m\nCONFIG_ABC=5\n", NULL, 0, "A", "m" },
	{ "CONFIG_A=y\n", NULL, 0, "B", "n" },
	{ "", "there is no CONFIG_ line in it" },
	{ "#\n", "there is no CONFIG_ line in it" },
	{ "#", "there is no CONFIG_ line in it" },
	{ "\x1f\x8b\x08", "compressed, unpack it with zcat" },
	{ "CONFIG_A=y\nhello\n", "not a line of a .config", 2 },
	{ "CONFIG_A\n", "not a line of a .config", 1 },
	{ "CONFIG_=y\n", "not a line of a .config", 1 },
	{ "CONFIG_A-B=y\n", "not a line of a .config", 1 },
	{ " CONFIG_A=y\n", "not a line of a .config", 1 },
	{ "CONFIG_A=\n", "value is neither y, m, n, a number nor a string", 1 },
	{ "CONFIG_A=yes\n", "value is neither y, m, n, a number nor a string", 1 },
	{ "CONFIG_A=y\r\n", "value is neither y, m, n, a number nor a string", 1 },
	{ "CONFIG_A=0x\n", "value is neither y, m, n, a number nor a string", 1 },
	{ "CONFIG_A=-\n", "value is neither y, m, n, a number nor a string", 1 },
	{ "CONFIG_B=y\n\nCONFIG_A=\"x\n", "string without its end", 3 },
	{ "CONFIG_A=\"x\\", "string without its end", 1 },
	{ "CONFIG_A=\"x\"y\n", "string without its end", 1 },
	{ "CONFIG_A=\"", "string without its end", 1 },
};

static void kconf_case_desc(const struct kconf_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->text);
}

KUNIT_ARRAY_PARAM(kconf, kconf_cases, kconf_case_desc);

static void kconf_test(struct kunit *test)
{
	const struct kconf_case *c = test->param_value;
	struct kconf_error err;
	struct kconf conf;
	size_t len = strlen(c->text);
	/* A block of the exact size: nothing behind it is read */
	char *text = kunit_kzalloc(test, len ?: 1, GFP_KERNEL);

	memcpy(text, c->text, len);
	KUNIT_ASSERT_EQ(test, kconf_parse(&conf, text, len, &err), c->reason ? -EINVAL : 0);
	if (c->reason) {
		KUNIT_EXPECT_STREQ(test, err.reason, c->reason);
		KUNIT_EXPECT_EQ(test, err.line, c->line);
		return;
	}
	KUNIT_EXPECT_STREQ(test, kconf_get(&conf, c->name), c->value);
	kconf_free(&conf);
}

static void kconf_head_test(struct kunit *test)
{
	static const char text[] = "#\n# Automatically generated file; DO NOT EDIT.\n"
				   "# Linux/x86 7.3.4 Kernel Configuration\n#\nCONFIG_A=y\n";
	static const char nul[] = "CONFIG_A=y\n\0CONFIG_B=y\n";
	static const char cut[] = "CONFIG_A=\"x \\\"y\n";
	struct kconf_error err;
	struct kconf conf;

	KUNIT_ASSERT_EQ(test, kconf_parse(&conf, text, strlen(text), &err), 0);
	KUNIT_EXPECT_STREQ(test, conf.arch, "x86");
	KUNIT_EXPECT_STREQ(test, conf.version, "7.3.4");
	KUNIT_EXPECT_TRUE(test, kconf_has(&conf, "A"));
	KUNIT_EXPECT_FALSE(test, kconf_has(&conf, "B"));
	kconf_free(&conf);
	KUNIT_EXPECT_EQ(test, kconf_parse(&conf, nul, sizeof(nul), &err), -EINVAL);
	KUNIT_EXPECT_STREQ(test, err.reason, "not a text");
	/* The line is shown as it is */
	KUNIT_EXPECT_EQ(test, kconf_parse(&conf, cut, strlen(cut), &err), -EINVAL);
	KUNIT_EXPECT_STREQ(test, err.text, "CONFIG_A=\"x \\\"y");
}

/*
 *	Splitting the command line
 */

struct split_case {
	const char *line;
	const char *param, *value;	/* of the first; "-": there is no value */
	const char *rest;
};

static const struct split_case split_cases[] = {
	{ "quiet", "quiet", "-", "" },
	{ "quiet ro", "quiet", "-", "ro" },
	{ "a=b  c=d", "a", "b", "c=d" },
	{ "a=b\tc=d", "a", "b", "c=d" },
	{ "a=b=c", "a", "b=c", "" },
	{ "a=", "a", "", "" },
	{ "=b", "=b", "-", "" },
	{ "a=\"b c\" d", "a", "b c", "d" },
	{ "\"a=b c\" d", "a", "b c", "d" },
	{ "a=b\" c\"d e", "a", "b\" c\"d", "e" },
	{ "a=\"b c", "a", "b c", "" },
	{ "\"a", "a", "-", "" },
	{ "\"", "", "-", "" },
	{ "a\"b c\"=d e", "a\"b c\"", "d", "e" },
	{ "--", "--", "-", "" },
};

static void split_case_desc(const struct split_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->line);
}

KUNIT_ARRAY_PARAM(split, split_cases, split_case_desc);

static void split_test(struct kunit *test)
{
	const struct split_case *c = test->param_value;
	char *line = kunit_kzalloc(test, strlen(c->line) + 1, GFP_KERNEL);
	char *param, *value, *rest;

	strcpy(line, c->line);
	rest = bootline_next(line, &param, &value);
	KUNIT_EXPECT_STREQ(test, param, c->param);
	KUNIT_EXPECT_STREQ(test, value ?: "-", c->value);
	KUNIT_EXPECT_STREQ(test, rest, c->rest);
}

/*
 *	Repeated parameters, and what they leave
 */

struct line_case {
	const char *line;
	bool ip6;			/* wanted */
	enum ip4_method ip4;
	const char *server;		/* as bootline_server_text() */
	const char *path, *options;
	const char *finding;		/* a part of the first one, NULL: there is none */
};

static const struct line_case line_cases[] = {
	{ "", false, IP4_OFF, "none", "", "" },
	{ "ip=:::::eth0:off ip6=eth0 nfsroot=server:/path", true, IP4_OFF, "server", "/path", "" },
	{ "ip6=eth0 ip6=off nfsroot=s:/p", false, IP4_OFF, "s", "/p", "" },
	{ "ip6=off ip6=eth0 nfsroot=s:/p", true, IP4_OFF, "s", "/p", "" },
	{ "ip6=eth0:foo nfsroot=s:/p", false, IP4_OFF, "s", "/p", "",
	  "ip6=eth0:foo: unknown method: \"foo\"" },
	{ "ip6=eth0:foo ip6=eth0 nfsroot=s:/p", true, IP4_OFF, "s", "/p", "" },
	{ "ip6=eth0 ip6=eth0:foo nfsroot=s:/p", false, IP4_OFF, "s", "/p", "", "unknown method" },
	{ "ip6=", false, IP4_OFF, "none", "", "", "ip6=: empty" },
	{ "ip6", false, IP4_OFF, "none", "", "", "\"ip6\" has no \"=\"" },
	{ "ip=dhcp", false, IP4_DHCP, "none", "", "" },
	{ "ip=dhcp,1,abc", false, IP4_DHCP, "none", "", "" },
	{ "ip=on", false, IP4_ANY, "none", "", "" },
	{ "ip=", false, IP4_OFF, "none", "", "" },
	{ "ip=none", false, IP4_OFF, "none", "", "" },
	{ "ip=dhcp ip=off", false, IP4_OFF, "none", "", "" },
	{ "ip=off ip=bootp", false, IP4_BOOTP, "none", "", "" },
	{ "ip=dhcp6", true, IP4_OFF, "none", "", "" },
	{ "ip=dhcp ip=eth0:dhcp6", true, IP4_DHCP, "none", "", "" },
	{ "ip=dhcp ip=off ip=auto6", true, IP4_OFF, "none", "", "" },
	{ "ip=eth0:dhcp", false, IP4_ANY, "none", "", "", "takes \"eth0\" for an IPv4 address" },
	{ "ip=10.0.0.2", false, IP4_STATIC, "none", "", "" },
	{ "ip=10.0.0.2:10.0.0.1::255.255.255.0:host.nis:eth0:off", false, IP4_STATIC, "10.0.0.1", "", "" },
	{ "nfsaddrs=10.0.0.2:10.0.0.1", false, IP4_STATIC, "10.0.0.1", "", "" },
	{ "ip=:::::eth0", false, IP4_ANY, "none", "", "" },
	{ "ip=:::::eth0:dhcp", false, IP4_DHCP, "none", "", "" },
	{ "ip=:::::eth0:foo", false, IP4_OFF, "none", "", "" },
	{ "ip6=:[2001:db8::1]::::eth0", true, IP4_OFF, "[2001:db8::1]", "", "" },
	{ "ip6=:[fe80::1]::::eth0", true, IP4_OFF, "[fe80::1%eth0]", "", "" },
	{ "ip6=:[2001:db8::1]::::eth0 nfsroot=s:/p", true, IP4_OFF, "s", "/p", "" },
	{ "ip6=:[2001:db8::1]::::eth0 nfsroot=/p,vers=4", true, IP4_OFF, "[2001:db8::1]", "/p", "vers=4" },
	{ "nfsroot=[2001:db8::1]:/p,vers=4.1,ro", false, IP4_OFF, "[2001:db8::1]", "/p", "vers=4.1,ro" },
	{ "nfsroot=[fe80::1%eth0]:/p", false, IP4_OFF, "[fe80::1%eth0]", "/p", "" },
	{ "nfsroot=192.0.2.1:/p", false, IP4_OFF, "192.0.2.1", "/p", "" },
	{ "nfsroot=192.0.2.1:default,ro", false, IP4_OFF, "192.0.2.1", "", "ro" },
	{ "nfsroot=192.0.2.1", false, IP4_OFF, "192.0.2.1", "", "" },
	{ "nfsroot=/p,ro", false, IP4_OFF, "none", "/p", "ro" },
	{ "nfsroot=p,ro", false, IP4_OFF, "none", "/tftpboot/p", "ro" },
	{ "nfsroot=", false, IP4_OFF, "none", "/tftpboot/", "" },
	{ "nfsroot=,vers=4", false, IP4_OFF, "none", "", "vers=4" },
	{ "nfsroot=nfs://s:2050/a%2cb,vers=4", false, IP4_OFF, "s", "/a,b", "vers=4" },
	{ "nfsroot=nfs://[2001:db8::1]/p", false, IP4_OFF, "[2001:db8::1]", "/p", "" },
	{ "nfsroot=a:/p nfsroot=b:/q,ro", false, IP4_OFF, "b", "/q", "ro" },
	{ "nfsroot=a:/p -- nfsroot=b:/q", false, IP4_OFF, "a", "/p", "" },
	{ "nfsroot=a:/p --x nfsroot=b:/q", false, IP4_OFF, "b", "/q", "" },
	{ "nfsroot=2001:db8::1:/p", false, IP4_OFF, "none", "", "", "use brackets around an IPv6 address" },
	{ "nfsroot=2001:db8::1:/p nfsroot=a:/p", false, IP4_OFF, "a", "/p", "" },
	{ "nfsroot=a:/p nfsroot=[::1:/p", false, IP4_OFF, "none", "", "", "bracket is not closed" },
	{ "\"nfsroot=a:/p q\" ip6=auto", true, IP4_OFF, "a", "/p q", "" },
	{ "nameserver=2001:db8::53 nameserver=x", false, IP4_OFF, "none", "", "", "not an IP address" },
	{ "nameserver=::53 nameserver=1.2.3.4 nameserver=::54 nameserver=::55", false, IP4_OFF, "none",
	  "", "",
	  "one too many" },
	{ "BOOTIF=00-52-54-00-12-34-56", false, IP4_OFF, "none", "", "", "does not begin with 01-" },
	{ "ip6duid=zz", false, IP4_OFF, "none", "", "", "not pairs of hex digits" },
	{ "rootwait=x", false, IP4_OFF, "none", "", "", "waits for ever" },
	{ "panic=x", false, IP4_OFF, "none", "", "", "not a number of seconds" },
	{ "initrd=/boot/initrd", false, IP4_OFF, "none", "", "", "no initrd is needed" },
	{ "rd.neednet=1", false, IP4_OFF, "none", "", "", "is for an initrd" },
	{ "sysctl.net.ipv6.conf.all.disable_ipv6=1", false, IP4_OFF, "none", "", "", "takes IPv6 away" },
	{ "root_flags=x rootflags=soft", false, IP4_OFF, "none", "", "", "is not used for an NFS root" },
	{ "nfsroot", false, IP4_OFF, "none", "", "", "has no \"=\"" },
};

static void line_case_desc(const struct line_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->line);
}

KUNIT_ARRAY_PARAM(line, line_cases, line_case_desc);

static void line_test(struct kunit *test)
{
	const struct line_case *c = test->param_value;
	struct bootline *line = kunit_kzalloc(test, sizeof(*line), GFP_KERNEL);
	struct nfsroot_server server;
	char text[256];

	KUNIT_ASSERT_EQ(test, bootline_parse(c->line, line), 0);
	KUNIT_EXPECT_EQ(test, line->ip6_wanted, c->ip6);
	KUNIT_EXPECT_EQ(test, line->ip4.method, c->ip4);
	bootline_server(line, &server);
	bootline_server_text(&server, text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, c->server);
	KUNIT_EXPECT_STREQ(test, line->path, c->path);
	KUNIT_EXPECT_STREQ(test, line->options, c->options);
	KUNIT_EXPECT_EQ(test, line->nfsroot_bad,
			line->findings.errors && strstr(line->findings.items[0].text, "nfsroot="));
	if (!c->finding)
		KUNIT_EXPECT_EQ(test, line->findings.n, 0);
	else if (line->findings.n != 1 || !strstr(line->findings.items[0].text, c->finding))
		kunit_fail(test, false, __FILE__, __LINE__, "finding: %s", line->findings.items[0].text);
}

static void line_settings_test(struct kunit *test)
{
	struct bootline *line = kunit_kzalloc(test, sizeof(*line), GFP_KERNEL);
	char *cmdline = kunit_kzalloc(test, BOOTLINE_SIZE + 1, GFP_KERNEL);

	KUNIT_ASSERT_EQ(test, bootline_parse(" rw ro=1 ro rw rootwait=300 rootdelay=2 panic=-1 init=/sbin/x "
					     "ipv6.disable=1 ipv6.autoconf=0 dhcpclass=abc root=/dev/nfs "
					     "nameserver=[fe80::1%eth0] BOOTIF=01-52-54-00-12-34-56 "
					     "ip6duid=00:03:00:01 noinitrd", line), 0);
	KUNIT_EXPECT_TRUE(test, line->rw);
	KUNIT_EXPECT_EQ(test, line->rootwait, 300);
	KUNIT_EXPECT_EQ(test, line->rootdelay, 2);
	KUNIT_EXPECT_TRUE(test, line->has_panic);
	KUNIT_EXPECT_EQ(test, line->panic, -1);
	KUNIT_EXPECT_STREQ(test, line->init, "/sbin/x");
	KUNIT_EXPECT_TRUE(test, line->ipv6_off);
	KUNIT_EXPECT_TRUE(test, line->no_autoconf);
	KUNIT_EXPECT_STREQ(test, line->vendor_class, "abc");
	KUNIT_EXPECT_TRUE(test, bootline_is_nfs(line));
	KUNIT_EXPECT_EQ(test, line->nns, 1);
	KUNIT_EXPECT_STREQ(test, line->ns[0].zone, "eth0");
	KUNIT_EXPECT_TRUE(test, line->has_bootif);
	KUNIT_EXPECT_EQ(test, line->duid.len, 4);
	KUNIT_EXPECT_TRUE(test, line->noinitrd);

	KUNIT_ASSERT_EQ(test, bootline_parse("rootwait ipv6.disable=0 root=/dev/sda1 nfsroot=a:/b", line), 0);
	KUNIT_EXPECT_EQ(test, line->rootwait, ROOTWAIT_FOREVER);
	KUNIT_EXPECT_FALSE(test, line->ipv6_off);
	KUNIT_EXPECT_FALSE(test, line->rw);
	KUNIT_EXPECT_FALSE(test, bootline_is_nfs(line));

	/* Milliseconds of it do not fit an int: for ever, as the kernel takes it */
	KUNIT_ASSERT_EQ(test, bootline_parse("rootwait=2147484", line), 0);
	KUNIT_EXPECT_EQ(test, line->rootwait, ROOTWAIT_FOREVER);
	KUNIT_ASSERT_EQ(test, bootline_parse("rootwait=2147483", line), 0);
	KUNIT_EXPECT_EQ(test, line->rootwait, 2147483);

	memset(cmdline, 'a', BOOTLINE_SIZE - 1);
	KUNIT_EXPECT_EQ(test, bootline_parse(cmdline, line), 0);
	cmdline[BOOTLINE_SIZE - 1] = 'a';
	KUNIT_EXPECT_EQ(test, bootline_parse(cmdline, line), -E2BIG);
}

/* A path and options of NFS_MAXPATHLEN are good, one byte more is not */
static void line_long_path_test(struct kunit *test)
{
	struct bootline *line = kunit_kzalloc(test, sizeof(*line), GFP_KERNEL);
	char *cmdline = kunit_kzalloc(test, 2048, GFP_KERNEL);
	const char *start = "nfsroot=a:/";

	strcpy(cmdline, start);
	memset(cmdline + strlen(start), 'p', NFSROOT_PATH_SIZE - 2);
	KUNIT_ASSERT_EQ(test, bootline_parse(cmdline, line), 0);
	KUNIT_EXPECT_FALSE(test, line->nfsroot_bad);
	KUNIT_EXPECT_EQ(test, strlen(line->path), NFSROOT_PATH_SIZE - 1);
	strcat(cmdline, "p");
	KUNIT_ASSERT_EQ(test, bootline_parse(cmdline, line), 0);
	KUNIT_EXPECT_TRUE(test, line->nfsroot_bad);
	KUNIT_EXPECT_EQ(test, line->findings.errors, 1);
	KUNIT_EXPECT_TRUE(test, !!strstr(line->findings.items[0].text, "...: path and options are too long: \"/p"));

	/* However long what is wrong is, the reason is there */
	memset(cmdline, 'x', NFSROOT_PATH_SIZE);
	memcpy(cmdline, "ip6=", strlen("ip6="));
	KUNIT_ASSERT_EQ(test, bootline_parse(cmdline, line), 0);
	KUNIT_EXPECT_TRUE(test, !!strstr(line->findings.items[0].text, "...: name of a device is too long: \"xx"));
	memcpy(cmdline, "nameserver=", strlen("nameserver="));
	KUNIT_ASSERT_EQ(test, bootline_parse(cmdline, line), 0);
	KUNIT_EXPECT_TRUE(test, !!strstr(line->findings.items[0].text, "\"; it is not asked"));
}

/* Every beginning of a line is a line */
static void line_cuts_test(struct kunit *test)
{
	static const char text[] = "ip=10.0.0.2:10.0.0.1:10.0.0.254:255.255.255.0:h:eth0:dhcp:1.1.1.1 "
		"ip6=[2001:db8::2]/64:[2001:db8::1]:[fe80::1]::host:eth0:none:[2001:db8::53] \"quoted=a b\" "
		"nameserver=[fe80::53%eth0] BOOTIF=01-52-54-00-12-34-56 ip6duid=00030001525400123456 "
		"nfsroot=nfs://[2001:db8::1]:2049/a%20b,vers=4.1,port=1 rootwait=5 panic=3 -- x";
	struct bootline *line = kunit_kzalloc(test, sizeof(*line), GFP_KERNEL);
	char *cut = kunit_kzalloc(test, sizeof(text), GFP_KERNEL);
	size_t len;

	for (len = 0; len < sizeof(text); len++) {
		memcpy(cut, text, len);
		cut[len] = '\0';
		KUNIT_EXPECT_EQ(test, bootline_parse(cut, line), 0);
	}
}

/*
 *	Mount options
 */

struct nfsopt_case {
	const char *options;
	const char *reason;		/* NULL: good */
	unsigned int version, minor;
	const char *kernel;
};

static const struct nfsopt_case nfsopt_cases[] = {
	{ "", NULL, 0, 0 },
	{ "vers=3", NULL, 3, 0 },
	{ "vers=4", NULL, 4, 0 },
	{ "vers=4.1,vers=4", NULL, 4, 1 },
	{ "v4.2", NULL, 4, 2 },
	{ "nfsvers=4.1", NULL, 4, 1 },
	{ "vers=4,minorversion=1", NULL, 4, 1 },
	{ "vers=4,minorversion=3", "unknown NFS version" },
	{ "vers=5", "unknown NFS version" },
	{ "rsize=8192,wsize=8192,hard,nolock,,ro,sync,noac,nointr", NULL },
	{ "noatime", "the kernel's NFS mount does not know this option" },
	{ "_netdev", "the kernel's NFS mount does not know this option" },
	{ "defaults", "the kernel's NFS mount does not know this option" },
	{ "nosoft", "the kernel's NFS mount does not know this option" },
	{ "soft=1", "the kernel's NFS mount does not know this option" },
	{ "rsize", "the kernel's NFS mount does not know this option" },
	{ "sloppy,noatime", NULL },
	{ "noatime,sloppy", "the kernel's NFS mount does not know this option" },
	{ "rsize=8k", "not a number" },
	{ "rsize=", "not a number" },
	{ "timeo=99999999999", "not a number" },
	{ "mountport=65536", "not a port number" },
	{ "mountport=20048", NULL },
	{ "fatal_neterrors=none", NULL, 0, 0, "7.3" },
	{ "fatal_neterrors=none", "the kernel does not know this mount option yet", 0, 0, "6.12" },
	{ "sec=aaaaaaaaaaaaaaaa", "unknown security flavour" },
};

static void nfsopt_case_desc(const struct nfsopt_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->options);
}

KUNIT_ARRAY_PARAM(nfsopt, nfsopt_cases, nfsopt_case_desc);

static void nfsopt_test(struct kunit *test)
{
	const struct nfsopt_case *c = test->param_value;
	char *options = kunit_kzalloc(test, strlen(c->options) + 1, GFP_KERNEL);
	struct cmdline_error err;
	struct nfsopt opt;

	strcpy(options, c->options);
	KUNIT_ASSERT_EQ(test, nfsopt_parse(options, c->kernel ?: "7.3", &opt, &err), c->reason ? -EINVAL : 0);
	if (c->reason) {
		KUNIT_EXPECT_STREQ(test, err.reason, c->reason);
		KUNIT_EXPECT_TRUE(test, err.at >= options && err.at + err.len <= options + strlen(options));
		return;
	}
	KUNIT_EXPECT_EQ(test, opt.base.version, c->version);
	KUNIT_EXPECT_EQ(test, opt.minor, c->minor);
}

/*
 *	All of it
 */

/* Good for the line of the how-to, with either kernel; cases change it by what they append */
#define GOOD								\
	"CONFIG_NET=y\nCONFIG_INET=y\nCONFIG_IPV6=y\nCONFIG_IPV6_OPTIMISTIC_DAD=y\nCONFIG_IP_PNP=y\n"	\
	"CONFIG_IP_PNP_DHCP=y\nCONFIG_IP_PNP_IPV6=y\nCONFIG_IP_PNP_DHCPV6=y\nCONFIG_IP_PNP_DNS=y\n"	\
	"CONFIG_NFS_FS=y\nCONFIG_NFS_V3=y\nCONFIG_NFS_V4=y\nCONFIG_NFS_V4_2=y\nCONFIG_ROOT_NFS=y\n"	\
	"CONFIG_PROC_FS=y\nCONFIG_DEVTMPFS=y\nCONFIG_DEVTMPFS_MOUNT=y\nCONFIG_BINFMT_ELF=y\n"		\
	"CONFIG_PCI=y\nCONFIG_E1000E=y\n"
#define GOOD73	"# Linux/x86 7.3.4 Kernel Configuration\n" GOOD "CONFIG_NFS_V4_0=y\n"
#define GOOD612	"# Linux/x86 6.12.60 Kernel Configuration\n" GOOD "CONFIG_NFS_V4_1=y\n"
#define HOWTO	"ip=:::::eth0:off ip6=eth0 nfsroot=server:/path"
#define LITERAL	"ip6=eth0 nfsroot=[2001:db8::1]:/path"

struct boot_case {
	const char *conf, *cmdline;
	const char *error;	/* a part of the only one; NULL: it boots */
	const char *other;	/* a part of a warning or note; "": some that do not matter; NULL: none */
	const char *kernel, *driver;
};

static const struct boot_case boot_cases[] = {
	/* Good lines */
	{ GOOD73, HOWTO },
	{ GOOD612, HOWTO },
	{ GOOD73, LITERAL },
	{ GOOD73, "ip6=auto nfsroot=server.example.org:/srv,vers=4.1" },
	{ GOOD612, "ip6=auto nfsroot=server.example.org:/srv,vers=4.2,proto=tcp6" },
	{ GOOD73, "ip6=dhcp root=/dev/nfs" },
	{ GOOD73, "ip6=auto root=/dev/nfs nfsroot=,vers=4.1" },
	{ GOOD73, "ip=dhcp nfsroot=/srv" },
	{ GOOD73, "ip=dhcp nfsroot=server:/srv" },
	{ GOOD73, "ip=dhcp ip6=auto nfsroot=server:/srv" },
	{ GOOD73, "ip6=[2001:db8::2]::[fe80::1]:64::eth0:none:[2001:db8::53] nfsroot=server:/srv" },
	{ GOOD73, "ip6=[2001:db8::2]:::64::eth0 nfsroot=[2001:db8::1]:/srv" },
	{ GOOD73, "ip6=eth0:link-local nfsroot=[fe80::1%eth0]:/srv" },
	{ GOOD73, "ip6=:[2001:db8::1]::::eth0 nfsroot=/srv" },
	{ GOOD73, "ip6=auto nfsroot=nfs://server:2050/srv rw panic=5 rootwait=300" },

	/* Missing options */
	{ GOOD73 "# CONFIG_NET is not set\n", HOWTO, "CONFIG_NET " },
	{ GOOD73 "# CONFIG_INET is not set\n", HOWTO, "CONFIG_INET " },
	{ GOOD73 "# CONFIG_IPV6 is not set\n", HOWTO, "CONFIG_IPV6 " },
	{ GOOD612 "CONFIG_IPV6=m\n", HOWTO, "CONFIG_IPV6=m has to be y" },
	{ GOOD73 "# CONFIG_IP_PNP is not set\n", HOWTO, "CONFIG_IP_PNP " },
	{ GOOD73 "# CONFIG_IP_PNP_IPV6 is not set\n", HOWTO, "CONFIG_IP_PNP_IPV6 is not set" },
	{ GOOD73 "# CONFIG_IP_PNP_DNS is not set\n", HOWTO, "CONFIG_IP_PNP_DNS " },
	{ GOOD73 "# CONFIG_IP_PNP_DNS is not set\n", LITERAL },
	{ GOOD73 "# CONFIG_IP_PNP_DNS is not set\n", LITERAL " nameserver=2001:db8::53", NULL,
	  "CONFIG_IP_PNP_DNS" },
	{ GOOD73 "# CONFIG_IP_PNP_DHCPV6 is not set\n", "ip6=eth0:dhcp nfsroot=s:/p",
	  "CONFIG_IP_PNP_DHCPV6 " },
	{ GOOD73 "# CONFIG_IP_PNP_DHCPV6 is not set\n", HOWTO, NULL, "say M or O" },
	{ GOOD73 "# CONFIG_IP_PNP_DHCPV6 is not set\n", "ip6=slaac nfsroot=s:/p" },
	{ GOOD73 "# CONFIG_IP_PNP_DHCPV6 is not set\n", "ip6=auto root=/dev/nfs", "boot file URL" },
	{ GOOD73 "# CONFIG_IP_PNP_DHCP is not set\n", "ip=dhcp nfsroot=s:/p", "CONFIG_IP_PNP_DHCP " },
	{ GOOD73 "# CONFIG_IP_PNP_DHCP is not set\n", "ip=on nfsroot=s:/p", "no way to get one" },
	{ GOOD73 "# CONFIG_IP_PNP_DHCP is not set\n", "ip=dhcp ip6=auto nfsroot=s:/p", NULL,
	  "CONFIG_IP_PNP_DHCP " },
	{ GOOD73, "ip=bootp nfsroot=s:/p", "CONFIG_IP_PNP_BOOTP " },
	{ GOOD73 "# CONFIG_NFS_FS is not set\n", HOWTO, "CONFIG_NFS_FS " },
	{ GOOD73 "CONFIG_NFS_FS=m\n", HOWTO, "CONFIG_NFS_FS=m" },
	{ GOOD73 "# CONFIG_ROOT_NFS is not set\n", HOWTO, "CONFIG_ROOT_NFS " },
	{ GOOD73 "# CONFIG_NFS_V3 is not set\n", HOWTO ",vers=3", "CONFIG_NFS_V3 " },
	{ GOOD73 "CONFIG_NFS_V3=m\n", HOWTO ",vers=3", "CONFIG_NFS_V3=m" },
	{ GOOD73 "# CONFIG_NFS_V3 is not set\n", HOWTO },
	{ GOOD73 "# CONFIG_NFS_V3 is not set\n# CONFIG_NFS_V4_0 is not set\n", HOWTO, "CONFIG_NFS_V4_0 " },
	{ GOOD73 "# CONFIG_NFS_V4_0 is not set\n", HOWTO ",vers=4", "CONFIG_NFS_V4_0 " },
	{ GOOD73 "# CONFIG_NFS_V4_0 is not set\n", HOWTO ",vers=4.1" },
	{ GOOD612 "# CONFIG_NFS_V4_1 is not set\n", HOWTO ",vers=4.1", "CONFIG_NFS_V4_1 " },
	{ GOOD612 "# CONFIG_NFS_V4_1 is not set\n", HOWTO ",vers=4" },
	{ GOOD73 "# CONFIG_NFS_V4_2 is not set\n", HOWTO ",vers=4.2", "CONFIG_NFS_V4_2 " },
	{ GOOD73 "CONFIG_NFS_V4=m\n", HOWTO ",vers=4.1", "CONFIG_NFS_V4=m" },
	{ GOOD73 "CONFIG_NFS_V4_2_READ_PLUS=y\n", HOWTO ",vers=4.2", NULL, "READ_PLUS" },
	{ GOOD73 "CONFIG_NFS_V2=y\n", HOWTO, NULL, "NFSv2 is the default" },
	{ GOOD73, HOWTO ",vers=2", "CONFIG_NFS_V2 ", "NFSv2 is asked for" },
	{ GOOD73 "# CONFIG_BINFMT_ELF is not set\n", HOWTO, "CONFIG_BINFMT_ELF" },
	{ GOOD73 "# CONFIG_DEVTMPFS is not set\n", HOWTO, NULL, "CONFIG_DEVTMPFS " },
	{ GOOD73 "# CONFIG_DEVTMPFS_MOUNT is not set\n", HOWTO, NULL, "CONFIG_DEVTMPFS_MOUNT " },
	{ GOOD73 "# CONFIG_PROC_FS is not set\n", HOWTO, NULL, "CONFIG_PROC_FS " },
	{ GOOD73 "# CONFIG_IPV6_OPTIMISTIC_DAD is not set\n", HOWTO, NULL, "a second longer" },
	{ GOOD73 "CONFIG_INITRAMFS_SOURCE=\"x\"\nCONFIG_BLK_DEV_INITRD=y\n", HOWTO, NULL,
	  "INITRAMFS_SOURCE" },
	{ GOOD73 "CONFIG_INITRAMFS_SOURCE=\"\"\nCONFIG_BLK_DEV_INITRD=y\n", HOWTO },
	{ "# Linux/x86 7.3.4 Kernel Configuration\nCONFIG_NET=y\nCONFIG_INET=y\nCONFIG_IPV6=y\n"
	  "CONFIG_IP_PNP=y\nCONFIG_NFS_FS=y\nCONFIG_NFS_V3=y\nCONFIG_ROOT_NFS=y\nCONFIG_BINFMT_ELF=y\n"
	  "CONFIG_IGB=y\n", LITERAL, "lacks the patches", "" },

	/* The device */
	{ GOOD73 "# CONFIG_E1000E is not set\n", HOWTO, "no driver of a network device" },
	{ GOOD73 "CONFIG_E1000E=m\n", HOWTO, "CONFIG_E1000E=m has to be y" },
	{ GOOD73 "CONFIG_E1000E=m\nCONFIG_IGB=y\n", HOWTO },
	{ GOOD73 "CONFIG_E1000E=m\nCONFIG_VIRTIO_NET=y\nCONFIG_VIRTIO_PCI=y\n", HOWTO },
	{ GOOD73 "CONFIG_E1000E=m\nCONFIG_VIRTIO_NET=y\n", HOWTO, "neither CONFIG_VIRTIO_PCI nor" },
	{ GOOD73 "CONFIG_VIRTIO_NET=y\n", HOWTO, NULL, "neither CONFIG_VIRTIO_PCI nor" },
	{ GOOD73 "CONFIG_VIRTIO_NET=y\nCONFIG_VIRTIO_MMIO=y\n", HOWTO },
	{ GOOD73 "CONFIG_E1000E=n\nCONFIG_PCI=n\nCONFIG_VIRTIO_NET=y\nCONFIG_VIRTIO_PCI=y\n", HOWTO,
	  "CONFIG_PCI " },
	{ GOOD73 "CONFIG_E1000E=n\nCONFIG_USB_RTL8152=y\n", HOWTO, "USB host controller" },
	{ GOOD73 "CONFIG_E1000E=n\nCONFIG_USB_RTL8152=y\nCONFIG_USB_XHCI_HCD=y\n", HOWTO },
	{ GOOD73 "CONFIG_BNX2=y\n", HOWTO, NULL, "CONFIG_EXTRA_FIRMWARE" },
	{ GOOD73 "CONFIG_BNX2=y\nCONFIG_EXTRA_FIRMWARE=\"bnx2/x.fw\"\n", HOWTO },
	{ GOOD73, HOWTO, NULL, NULL, NULL, "E1000E" },
	{ GOOD73, HOWTO, "CONFIG_IGB is not set", NULL, NULL, "IGB" },
	{ GOOD73 "CONFIG_E1000E=n\nCONFIG_MY_NIC=y\n", HOWTO, NULL, NULL, NULL, "MY_NIC" },

	/* Parameters that are wrong, or contradict each other */
	{ GOOD73, "", "the root is not NFS", "" , },
	{ GOOD73, "ip6=eth0:foo nfsroot=s:/p", "unknown method: \"foo\"" },
	{ GOOD73, "ip=dhcp ip6=eth0:foo nfsroot=s:/p", NULL, "unknown method: \"foo\"" },
	{ GOOD73, "ip6=eth0 nfsroot=2001:db8::1:/p", "use brackets" },
	{ GOOD73, "nfsroot=s:/p", "nothing configures the network: neither" },
	{ GOOD73, "ip6=off nfsroot=s:/p", "ip6= is off" },
	{ GOOD73, "nfsroot=[2001:db8::1]:/p", "there is no ip6=" },
	{ GOOD73, "ip=dhcp nfsroot=[2001:db8::1]:/p", "there is no ip6=" },
	{ GOOD73, "ip6=off nfsroot=[2001:db8::1]:/p", "ip6= is off" },
	{ GOOD73, "ip6=eth0 nfsroot=192.0.2.1:/p", "the server is IPv4" },
	{ GOOD73, "ip=off ip6=eth0 nfsroot=192.0.2.1:/p", "ip= is off" },
	{ GOOD73, HOWTO " ipv6.disable=1", "contradicts ip6=" },
	{ GOOD73, "ip=dhcp ip6=auto nfsroot=s:/p ipv6.disable=1", NULL, "contradicts ip6=" },
	{ GOOD73, "ip6=slaac nfsroot=s:/p ipv6.autoconf=0", "there is no SLAAC" },
	{ GOOD73, HOWTO " ipv6.autoconf=0", NULL, "only DHCPv6" },
	{ GOOD73, HOWTO " root=/dev/sda1", "root=/dev/sda1: the root is not NFS" },
	{ GOOD73, HOWTO " root=/dev/nfs" },
	{ GOOD73, HOWTO " initrd=/initrd.img", NULL, "no initrd is needed" },
	{ GOOD73, "ip6=slaac root=/dev/nfs", "no server is given" },
	{ GOOD73, LITERAL ",proto=tcp", "the protocol is IPv4" },
	{ GOOD73, LITERAL ",tcp" },
	{ GOOD73, HOWTO ",proto=tcp", "only IPv6 is configured" },
	{ GOOD73, "ip=dhcp nfsroot=s:/p,proto=tcp6", "only IPv4 is configured" },
	{ GOOD73, "ip=dhcp nfsroot=192.0.2.1:/p,proto=tcp6", "the server is IPv4, the protocol is IPv6" },
	{ GOOD73, HOWTO ",vers=4,udp", "NFSv4 has no UDP" },
	{ GOOD73 "CONFIG_NFS_DISABLE_UDP_SUPPORT=y\n", HOWTO ",proto=udp6", "the mount refuses UDP" },
	{ GOOD73, HOWTO ",udp" },
	{ GOOD73, HOWTO ",sec=krb5p", "rpc.gssd" },
	{ GOOD73, HOWTO ",sec=sys" },
	{ GOOD73, HOWTO ",xprtsec=tls", "tlshd" },
	{ GOOD73, HOWTO ",proto=rdma6", "CONFIG_SUNRPC_XPRT_RDMA " },
	{ GOOD73, HOWTO ",noatime", "\"noatime\"" },
	{ GOOD73, HOWTO ",vers=3,minorversion=1", "no minor version" },
	{ GOOD73, "ip6=eth0 nfsroot=[2001:db8::1]:path", NULL, "does not begin with" },
	{ GOOD73, "ip6=eth1 nfsroot=[fe80::1%eth0]:/p", NULL, "ip6= configures eth1" },
	{ GOOD73, "ip6=[2001:db8::2]:::64::eth0 nfsroot=s:/p", "no name server", "only hosts on its link" },
	{ GOOD73, "ip6=[2001:db8::2]:::64::eth0 nfsroot=s:/p nameserver=2001:db8::53", NULL, "only hosts" },
	{ GOOD73, "ip=dhcp ip6=[2001:db8::2]:::64::eth0 nfsroot=s:/p", NULL, "only hosts" },
	{ GOOD73, "ip6=[2001:db8::2]:::64::eth0 nfsroot=[2001:db8:1::1]:/p", "is off its link" },
	{ GOOD73, "ip6=[2001:db8::2]:::32::eth0 nfsroot=[2001:db8:1::1]:/p" },
	{ GOOD73, "ip6=[2001:db8::2]:::35::eth0 nfsroot=[2001:db8:1000::1]:/p" },
	{ GOOD73, "ip6=[2001:db8::2]:::36::eth0 nfsroot=[2001:db8:1000::1]:/p", "is off its link" },
	{ GOOD73, "ip6=eth0:link-local nfsroot=s:/p", NULL, "no name server" },

	/* nfsroot6-init */
	{ GOOD73 "CONFIG_OVERLAY_FS=y\nCONFIG_TMPFS=y\n",
	  HOWTO " init=/sbin/nfsroot6-init nfsroot6.overlay=tmpfs" },
	{ GOOD73 "CONFIG_OVERLAY_FS=m\nCONFIG_TMPFS=y\n",
	  HOWTO " init=/sbin/nfsroot6-init nfsroot6.overlay=tmpfs", NULL, "CONFIG_OVERLAY_FS=m" },
	{ GOOD73 "CONFIG_OVERLAY_FS=y\n",
	  HOWTO " init=/sbin/nfsroot6-init nfsroot6.overlay=tmpfs nfsroot6.onfail=panic", "CONFIG_TMPFS " },
	{ GOOD73 "CONFIG_OVERLAY_FS=y\nCONFIG_TMPFS=y\n", HOWTO " nfsroot6.overlay=tmpfs", NULL,
	  "without init=" },
	{ GOOD73, HOWTO " nfsroot6.overlay=disk", NULL, "nfsroot6.overlay=" },

	/* What is built in, and how long a line may be */
	{ GOOD73 "CONFIG_CMDLINE_BOOL=y\nCONFIG_CMDLINE=\"" HOWTO "\"\n", "" },
	{ GOOD73 "CONFIG_CMDLINE_BOOL=y\nCONFIG_CMDLINE=\"" HOWTO "\"\n", "ip6=off", "ip6= is off" },
	{ GOOD73 "CONFIG_CMDLINE_BOOL=y\nCONFIG_CMDLINE_OVERRIDE=y\nCONFIG_CMDLINE=\"" HOWTO "\"\n",
	  "ip6=off" },
	{ GOOD73 "# CONFIG_CMDLINE_BOOL is not set\nCONFIG_CMDLINE=\"ip6=off\"\n", HOWTO },
	{ GOOD73 "CONFIG_CMDLINE=\"" HOWTO "\"\n", "" },
	{ GOOD73 "CONFIG_CMDLINE=\"ip6=off\"\n", HOWTO },
	{ GOOD73 "CONFIG_CMDLINE=\"ip6=off\"\nCONFIG_CMDLINE_EXTEND=y\n", HOWTO, "ip6= is off" },
	{ GOOD73 "CONFIG_CMDLINE=\"ip6=off nfsroot=a:/b\"\nCONFIG_CMDLINE_FORCE=y\n", HOWTO, "ip6= is off" },

	/* Which kernel */
	{ GOOD "CONFIG_NFS_V4_1=y\n", HOWTO },
	{ GOOD612, HOWTO ",vers=4", "CONFIG_NFS_V4_0", "the .config is one of Linux 6.12.60", "7.3" },
	{ GOOD "CONFIG_NFS_V4_0=y\n", HOWTO ",vers=4", NULL, NULL, "7.3" },
	{ "# Linux/x86 6.1.0 Kernel Configuration\n" GOOD "CONFIG_NFS_V4_1=y\n", HOWTO, NULL,
	  "one of Linux 6.1.0" },
};

static void boot_case_desc(const struct boot_case *c, char *desc)
{
	const char *change = strstr(c->conf, "CONFIG_E1000E=y\n");

	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%.48s | %.70s",
		 change ? change + strlen("CONFIG_E1000E=y\n") : c->conf, c->cmdline);
}

KUNIT_ARRAY_PARAM(boot, boot_cases, boot_case_desc);

static void show(struct kunit *test, const struct check_result *res, const char *what)
{
	unsigned int i;

	kunit_fail(test, false, __FILE__, __LINE__, "not found: %s; of %u:", what, res->findings.n);
	for (i = 0; i < res->findings.n; i++)
		printf("#   %d %s\n", res->findings.items[i].severity, res->findings.items[i].text);
}

static bool has(const struct check_result *res, bool error, const char *part)
{
	unsigned int i;

	for (i = 0; i < res->findings.n; i++)
		if ((res->findings.items[i].severity == ERROR) == error &&
		    strstr(res->findings.items[i].text, part))
			return true;
	return false;
}

static void parse_conf(struct kunit *test, struct kconf *conf, const char *text)
{
	struct kconf_error err;
	int ret = kconf_parse(conf, text, strlen(text), &err);

	if (ret)
		kunit_fail(test, true, __FILE__, __LINE__, "line %u: %s: %s", err.line, err.reason, err.text);
}

static void boot_test(struct kunit *test)
{
	const struct boot_case *c = test->param_value;
	struct check_result *res = kunit_kzalloc(test, sizeof(*res), GFP_KERNEL);
	struct check_input in = { .cmdline = c->cmdline, .kernel = c->kernel, .driver = c->driver };
	unsigned int others;
	struct kconf conf;

	parse_conf(test, &conf, c->conf);
	in.conf = &conf;
	KUNIT_EXPECT_EQ(test, check_boot(&in, res), 0);
	others = res->findings.n - res->findings.errors;
	/* An empty line has nothing right: what is looked for is enough */
	if (c->error ? !has(res, true, c->error) || (res->findings.errors != 1 && *c->cmdline) :
	    res->findings.errors)
		show(test, res, c->error ?: "(nothing)");
	if (c->other ? !has(res, false, c->other) && *c->other : others)
		show(test, res, c->other ?: "(nothing)");
	KUNIT_EXPECT_TRUE(test, res->nsteps >= 10);
	kconf_free(&conf);
}

static void add_file(struct kunit *test, char *text, size_t size, const char *name)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s", __FILE__);
	*strrchr(path, '/') = '\0';
	strcat(path, "/../../kconfig/");
	strcat(path, name);
	file = fopen(path, "r");
	KUNIT_ASSERT_NOT_NULL(test, file);
	text += strlen(text);
	text[fread(text, 1, size - 1, file)] = '\0';
	fclose(file);
}

/* The fragments of this repository, merged as a configuration */
static void fragments_test(struct kunit *test)
{
	static const char *const trees[] = { "6.12", "7.3" };
	struct check_result *res = kunit_kzalloc(test, sizeof(*res), GFP_KERNEL);
	struct check_input in = { .cmdline = HOWTO };
	char *text = kunit_kzalloc(test, 65536, GFP_KERNEL), name[32];
	struct kconf conf;
	unsigned int i;

	for (i = 0; i < 2; i++) {
		text[0] = '\0';
		snprintf(name, sizeof(name), "%s.config", trees[i]);
		add_file(test, text, 16384, "base.config");
		add_file(test, text, 16384, "x86_64.config");
		add_file(test, text, 16384, "nfsroot6.config");
		add_file(test, text, 16384, name);
		parse_conf(test, &conf, text);
		in.conf = &conf;
		in.kernel = trees[i];
		KUNIT_EXPECT_EQ(test, check_boot(&in, res), 0);
		if (res->findings.n)
			show(test, res, "(nothing)");
		kconf_free(&conf);
	}

	/* With the options off, each of them is named */
	add_file(test, text, 16384, "variant-off.config");
	parse_conf(test, &conf, text);
	in.conf = &conf;
	KUNIT_EXPECT_EQ(test, check_boot(&in, res), 0);
	KUNIT_EXPECT_TRUE(test, has(res, true, "CONFIG_IP_PNP_IPV6 "));
	KUNIT_EXPECT_TRUE(test, has(res, true, "CONFIG_IP_PNP_DNS "));
	KUNIT_EXPECT_TRUE(test, has(res, false, "CONFIG_IP_PNP_DHCPV6 "));
	KUNIT_EXPECT_EQ(test, res->findings.errors, 2);
	kconf_free(&conf);
}

static void boot_length_test(struct kunit *test)
{
	static const struct {
		const char *arch;
		size_t most;
	} cases[] = { { "X86", 2047 }, { "ARM", 1023 }, { "MIPS", 4095 }, { "ARM64", 2047 } };
	struct check_result *res = kunit_kzalloc(test, sizeof(*res), GFP_KERNEL);
	char *cmdline = kunit_kzalloc(test, BOOTLINE_SIZE + 1, GFP_KERNEL);
	struct check_input in = { .cmdline = cmdline };
	struct kconf conf;
	char text[2048];
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		snprintf(text, sizeof(text), "%sCONFIG_%s=y\n", GOOD73, cases[i].arch);
		parse_conf(test, &conf, text);
		in.conf = &conf;
		memset(cmdline, 0, BOOTLINE_SIZE + 1);
		memset(cmdline, 'x', cases[i].most);
		memcpy(cmdline, HOWTO " ", strlen(HOWTO " "));
		KUNIT_EXPECT_EQ(test, check_boot(&in, res), 0);
		KUNIT_EXPECT_EQ(test, res->findings.errors, 0);
		cmdline[cases[i].most] = 'x';
		KUNIT_EXPECT_EQ(test, check_boot(&in, res), 0);
		KUNIT_EXPECT_EQ(test, res->findings.errors, 1);
		KUNIT_EXPECT_TRUE(test, has(res, true, "the kernel cuts it at"));
		memset(cmdline, 'x', BOOTLINE_SIZE);
		KUNIT_EXPECT_EQ(test, check_boot(&in, res), -E2BIG);
		kconf_free(&conf);
	}
}

/* 255 bytes of mount options, with what the kernel adds, are good, and one more is not */
static void boot_options_length_test(struct kunit *test)
{
	struct check_result *res = kunit_kzalloc(test, sizeof(*res), GFP_KERNEL);
	/* vers=3,tcp, … ,nolock,addr= and the address are 35 bytes */
	const size_t most = 255 - 35;
	struct check_input in = { };
	char cmdline[512], *end;
	struct kconf conf;

	parse_conf(test, &conf, GOOD73);
	in.conf = &conf;
	in.cmdline = cmdline;
	strcpy(cmdline, LITERAL ",clientaddr=");
	end = cmdline + strlen(LITERAL ",") + most;
	memset(cmdline + strlen(cmdline), 'x', end - cmdline - strlen(cmdline));
	*end = '\0';
	KUNIT_EXPECT_EQ(test, check_boot(&in, res), 0);
	KUNIT_EXPECT_EQ(test, res->findings.errors, 0);
	strcpy(end, "x");
	KUNIT_EXPECT_EQ(test, check_boot(&in, res), 0);
	KUNIT_EXPECT_TRUE(test, has(res, true, "mount options are too long"));
	kconf_free(&conf);
}

/* What is said of a boot */
static void boot_steps_test(struct kunit *test)
{
	static const struct {
		const char *cmdline, *label, *text;
	} cases[] = {
		{ HOWTO, "device", "eth0" },
		{ HOWTO, "IPv4", "off" },
		{ HOWTO, "IPv6", "SLAAC, by DHCPv6 where it sets M" },
		{ HOWTO, "server", "server, AAAA records asked for below the domains" },
		{ HOWTO, "path", "/path" },
		{ HOWTO, "NFS", "version 3 over TCP, ports as rpcbind" },
		{ HOWTO, "on failure", "6 rounds of attempts; then a panic, and it stands still" },
		{ HOWTO " panic=5", "on failure", "a reset 5 s later" },
		{ HOWTO " panic=-1", "on failure", "a panic and a reset" },
		{ HOWTO " rootwait", "on failure", "for ever" },
		{ HOWTO " rootwait=60", "on failure", "until 60 s have passed" },
		{ HOWTO, "mounted", "read-only" },
		{ HOWTO " rw init=/bin/sh", "mounted", "read-write, then /bin/sh runs" },
		{ HOWTO ",vers=4.1", "NFS", "version 4.1 over TCP, port 2049" },
		{ "ip6=52-54-00-12-34-56 nfsroot=s:/p", "device", "52:54:00:12:34:56" },
		{ "ip6=auto BOOTIF=01-52-54-00-12-34-57 nfsroot=s:/p", "device", "52:54:00:12:34:57" },
		{ "ip6=auto nfsroot=s.example:/p nameserver=::53", "name servers", "::53, then RDNSS" },
		{ "ip6=auto nfsroot=s.example.:/p", "server", "s.example., AAAA records asked for" },
		{ "ip=dhcp ip6=auto nfsroot=s:/p", "server", "AAAA and A records" },
		{ "ip=dhcp nfsroot=/srv/%s", "path", "where %s is the client's host name" },
		{ "ip6=[2001:db8::2]/48::[fe80::1]:::eth0 nfsroot=[2001:db8::1]:/p", "IPv6",
		  "static, 2001:db8::2/48, gateway fe80::1" },
		{ "ip6=auto root=/dev/nfs", "server", "boot file URL of DHCPv6" },
	};
	struct check_result *res = kunit_kzalloc(test, sizeof(*res), GFP_KERNEL);
	struct check_input in = { };
	struct kconf conf;
	unsigned int i, j;

	parse_conf(test, &conf, GOOD73);
	in.conf = &conf;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		in.cmdline = cases[i].cmdline;
		KUNIT_EXPECT_EQ(test, check_boot(&in, res), 0);
		for (j = 0; j < res->nsteps && strcmp(res->steps[j].label, cases[i].label); j++)
			;
		if (j == res->nsteps || !strstr(res->steps[j].text, cases[i].text))
			kunit_fail(test, false, __FILE__, __LINE__, "%s: %s: %s", cases[i].cmdline,
				   cases[i].label, j == res->nsteps ? "" : res->steps[j].text);
	}
	kconf_free(&conf);
}

/* Nor what a command line has of them, wherever it is repeated */
static void clean_steps_test(struct kunit *test)
{
	static const char *const lines[] = {
		"ip6=a\033uto nfsroot=server:/p", "ip6=eth\033:auto nfsroot=server:/\033\302\233p,ro",
		"ip=::::h\033:e\2330:dhcp nfsroot=/p\033", "ip6=auto nfsroot=server:/p init=/\033 panic=\0331",
		"ip6=auto nameserver=\033 root=\033/dev/nfs BOOTIF=\033 dhcpclass=\033",
	};
	struct check_result *res = kunit_kzalloc(test, sizeof(*res), GFP_KERNEL);
	struct check_input in = { };
	struct kconf conf;
	unsigned int i, j;
	const char *c;

	parse_conf(test, &conf, GOOD73);
	in.conf = &conf;
	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		in.cmdline = lines[i];
		KUNIT_EXPECT_EQ(test, check_boot(&in, res), 0);
		for (j = 0; j < res->nsteps; j++)
			for (c = res->steps[j].text; *c; c++)
				if (*c < ' ' || *c > '~')
					kunit_fail(test, false, __FILE__, __LINE__, "line %u: %s", i,
						   res->steps[j].label);
	}
	kconf_free(&conf);
}

/* More findings than there is room for are counted; hostile bytes are not shown */
static void findings_test(struct kunit *test)
{
	struct findings *f = kunit_kzalloc(test, sizeof(*f), GFP_KERNEL);
	unsigned int i;

	finding_add(f, NOTE, "a\033b\n\xff");
	KUNIT_EXPECT_STREQ(test, f->items[0].text, "a?b??");
	for (i = 0; i < FINDINGS_MAX + 10; i++)
		finding_add(f, i % 2 ? ERROR : WARNING, "%u", i);
	finding_add(f, ERROR, "1");
	KUNIT_EXPECT_EQ(test, f->n, FINDINGS_MAX);
	KUNIT_EXPECT_EQ(test, f->dropped, 11);
	KUNIT_EXPECT_EQ(test, f->errors, FINDINGS_MAX / 2 + 5);
	KUNIT_EXPECT_EQ(test, f->warnings, FINDINGS_MAX / 2 + 5);
}

static struct kunit_case check_test_cases[] = {
	KUNIT_CASE_PARAM(kconf_test, kconf_gen_params),
	KUNIT_CASE(kconf_head_test),
	KUNIT_CASE_PARAM(split_test, split_gen_params),
	KUNIT_CASE_PARAM(line_test, line_gen_params),
	KUNIT_CASE(line_settings_test),
	KUNIT_CASE(line_long_path_test),
	KUNIT_CASE(line_cuts_test),
	KUNIT_CASE_PARAM(nfsopt_test, nfsopt_gen_params),
	KUNIT_CASE_PARAM(boot_test, boot_gen_params),
	KUNIT_CASE(clean_steps_test),
	KUNIT_CASE(fragments_test),
	KUNIT_CASE(boot_length_test),
	KUNIT_CASE(boot_options_length_test),
	KUNIT_CASE(boot_steps_test),
	KUNIT_CASE(findings_test),
	{}
};

static struct kunit_suite check_test_suite = {
	.name = "check",
	.test_cases = check_test_cases,
};

kunit_test_init_section_suites(&check_test_suite);
