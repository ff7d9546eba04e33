// SPDX-License-Identifier: GPL-2.0-only
#include <kunit/test.h>

#include "init.h"

struct options_case {
	const char *cmdline;
	bool overlay;
	const char *size, *init;
	enum init_onfail onfail;
	const char *problem;
};

static const struct options_case options_cases[] = {
	{ "", false, "", "", INIT_PLAIN, "" },
	{ "ip6=eth0 nfsroot=server:/srv ro", false, "", "", INIT_PLAIN, "" },
	{ "nfsroot6.overlay=tmpfs", true, "", "", INIT_PLAIN, "" },
	{ " nfsroot6.overlay=tmpfs\n", true, "", "", INIT_PLAIN, "" },
	{ "quiet nfsroot6.overlay=tmpfs,size=50% ro", true, "50%", "", INIT_PLAIN, "" },
	{ "nfsroot6.overlay=tmpfs,size=512M", true, "512M", "", INIT_PLAIN, "" },
	{ "nfsroot6.overlay=tmpfs,size=100%", true, "100%", "", INIT_PLAIN, "" },
	{ "nfsroot6.overlay=tmpfs,size=1", true, "1", "", INIT_PLAIN, "" },
	{ "nfsroot6.overlay=tmpfs,size=64k,size=2g", true, "2g", "", INIT_PLAIN, "" },
	{ "nfsroot6.overlay=\"tmpfs,size=1M\"", true, "1M", "", INIT_PLAIN, "" },
	{ "\"nfsroot6.overlay=tmpfs\"", true, "", "", INIT_PLAIN, "" },
	/* the last one counts */
	{ "nfsroot6.overlay=tmpfs,size=1M nfsroot6.overlay=tmpfs", true, "", "", INIT_PLAIN, "" },
	{ "nfsroot6.init=/lib/systemd/systemd nfsroot6.onfail=shell", false, "", "/lib/systemd/systemd", INIT_SHELL, "" },
	{ "nfsroot6.onfail=panic nfsroot6.overlay=tmpfs", true, "", "", INIT_PANIC, "" },
	{ "nfsroot6.onfail=shell nfsroot6.onfail=plain", false, "", "", INIT_PLAIN, "" },
	/* what is behind "--" is the init's */
	{ "ro -- nfsroot6.overlay=tmpfs", false, "", "", INIT_PLAIN, "" },
	/* other parameters, and other names that begin so */
	{ "nfsroot6.overlays=tmpfs nfsroot6.over=1 nfsroot6.do=hold xnfsroot6.overlay=x", false, "", "", INIT_PLAIN, "" },

	{ "nfsroot6.overlay", false, "", "", INIT_PLAIN, "nfsroot6.overlay=: not tmpfs: \"\"" },
	{ "nfsroot6.overlay=", false, "", "", INIT_PLAIN, "nfsroot6.overlay=: not tmpfs: \"\"" },
	{ "nfsroot6.overlay=ext4", false, "", "", INIT_PLAIN, "nfsroot6.overlay=: not tmpfs: \"ext4\"" },
	{ "nfsroot6.overlay=tmpfss", false, "", "", INIT_PLAIN, "nfsroot6.overlay=: not tmpfs: \"tmpfss\"" },
	{ "nfsroot6.overlay=tmpfs,mode=0777", false, "", "", INIT_PLAIN,
	  "nfsroot6.overlay=: unknown option: \"mode=0777\"" },
	{ "nfsroot6.overlay=tmpfs,size", false, "", "", INIT_PLAIN, "nfsroot6.overlay=: unknown option: \"size\"" },
	{ "nfsroot6.overlay=tmpfs,size=", false, "", "", INIT_PLAIN, "nfsroot6.overlay=: not a size: \"\"" },
	{ "nfsroot6.overlay=tmpfs,size=0", false, "", "", INIT_PLAIN, "nfsroot6.overlay=: not a size: \"0\"" },
	{ "nfsroot6.overlay=tmpfs,size=0%", false, "", "", INIT_PLAIN, "nfsroot6.overlay=: not a size: \"0%\"" },
	{ "nfsroot6.overlay=tmpfs,size=101%", false, "", "", INIT_PLAIN, "nfsroot6.overlay=: not a size: \"101%\"" },
	{ "nfsroot6.overlay=tmpfs,size=1000%", false, "", "", INIT_PLAIN, "nfsroot6.overlay=: not a size: \"1000%\"" },
	{ "nfsroot6.overlay=tmpfs,size=5x", false, "", "", INIT_PLAIN, "nfsroot6.overlay=: not a size: \"5x\"" },
	{ "nfsroot6.overlay=tmpfs,size=5MB", false, "", "", INIT_PLAIN, "nfsroot6.overlay=: not a size: \"5MB\"" },
	{ "nfsroot6.overlay=tmpfs,size=-5", false, "", "", INIT_PLAIN, "nfsroot6.overlay=: not a size: \"-5\"" },
	{ "nfsroot6.overlay=tmpfs,size=9999999999999999", false, "", "", INIT_PLAIN,
	  "nfsroot6.overlay=: not a size: \"9999999999999999\"" },
	{ "nfsroot6.overlay=tmpfs,size=\033[31m", false, "", "", INIT_PLAIN,
	  "nfsroot6.overlay=: not a size: \"?[31m\"" },
	/* a wrong one after a good one: no overlay */
	{ "nfsroot6.overlay=tmpfs,size=1M nfsroot6.overlay=no", false, "", "", INIT_PLAIN,
	  "nfsroot6.overlay=: not tmpfs: \"no\"" },
	{ "nfsroot6.init=sbin/init", false, "", "", INIT_PLAIN, "nfsroot6.init=: not an absolute path: \"sbin/init\"" },
	{ "nfsroot6.overlay=tmpfs nfsroot6.init=/sbin/nfsroot6-init nfsroot6.onfail=shell", true, "", "", INIT_SHELL,
	  "nfsroot6.init=: it would run itself without an end: \"/sbin/nfsroot6-init\"" },
	{ "nfsroot6.init=/nfsroot6-init/init", false, "", "/nfsroot6-init/init", INIT_PLAIN, "" },
	{ "nfsroot6.onfail=reboot nfsroot6.init=x", false, "", "", INIT_PLAIN,
	  "nfsroot6.onfail=: none of plain, shell, panic: \"reboot\"" },
};

static void options_desc(const struct options_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->cmdline);
}

KUNIT_ARRAY_PARAM(options, options_cases, options_desc);

static void test_options(struct kunit *test)
{
	const struct options_case *c = test->param_value;
	struct init_options opt;

	memset(&opt, 0xff, sizeof(opt));
	init_options_parse(c->cmdline, &opt);
	KUNIT_EXPECT_EQ(test, opt.overlay, c->overlay);
	KUNIT_EXPECT_STREQ(test, opt.size, c->size);
	KUNIT_EXPECT_STREQ(test, opt.init, c->init);
	KUNIT_EXPECT_EQ(test, opt.onfail, c->onfail);
	KUNIT_EXPECT_STREQ(test, opt.problem, c->problem);
}

static void test_has_failed(struct kunit *test)
{
	struct init_options opt = { .overlay = true };

	KUNIT_EXPECT_TRUE(test, init_has_failed(&opt, false));
	KUNIT_EXPECT_FALSE(test, init_has_failed(&opt, true));
	/* There is an overlay, but nfsroot6.init= is wrong */
	strcpy(opt.problem, "x");
	KUNIT_EXPECT_TRUE(test, init_has_failed(&opt, true));
	opt.overlay = false;
	KUNIT_EXPECT_TRUE(test, init_has_failed(&opt, false));
	opt.problem[0] = '\0';
	KUNIT_EXPECT_FALSE(test, init_has_failed(&opt, false));
}

static void test_options_long(struct kunit *test)
{
	char *line = kunit_kzalloc(test, 20000, GFP_KERNEL);
	struct init_options opt;

	/* a path that just fits, and one that does not */
	strcpy(line, "nfsroot6.init=");
	memset(line + 14, '/', INIT_PATH_SIZE - 1);
	init_options_parse(line, &opt);
	KUNIT_EXPECT_EQ(test, strlen(opt.init), INIT_PATH_SIZE - 1);
	KUNIT_EXPECT_STREQ(test, opt.problem, "");
	line[14 + INIT_PATH_SIZE - 1] = '/';
	init_options_parse(line, &opt);
	KUNIT_EXPECT_STREQ(test, opt.init, "");
	KUNIT_EXPECT_TRUE(test, !strncmp(opt.problem, "nfsroot6.init=: the path is too long: \"///", 40));

	memset(line, 'x', 19999);
	init_options_parse(line, &opt);
	KUNIT_EXPECT_STREQ(test, opt.problem, "the kernel command line is too long");
}

struct name_case {
	const char *name;
	bool ok;
};

static const struct name_case name_cases[] = {
	{ "client", true },
	{ "client-7.lab.example", true },
	{ "7", true },
	{ "A", true },
	{ "0123456789012345678901234567890123456789012345678901234567890123", true },
	{ "01234567890123456789012345678901234567890123456789012345678901234", false },
	{ "", false },
	{ "(none)", false },
	{ "2001:db8::1", false },
	{ "-a", false },
	{ "a-", false },
	{ ".a", false },
	{ "a.", false },
	{ "a..b", false },
	{ "a b", false },
	{ "a\nb", false },
	{ "a_b", false },
	{ "a/b", false },
	{ "\xc3\xa4", false },
};

static void name_desc(const struct name_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->name);
}

KUNIT_ARRAY_PARAM(name, name_cases, name_desc);

static void test_hostname(struct kunit *test)
{
	const struct name_case *c = test->param_value;

	KUNIT_EXPECT_EQ(test, init_hostname_ok(c->name), c->ok);
}

static struct kunit_case init_test_cases[] = {
	KUNIT_CASE_PARAM(test_options, options_gen_params),
	KUNIT_CASE(test_has_failed),
	KUNIT_CASE(test_options_long),
	KUNIT_CASE_PARAM(test_hostname, name_gen_params),
	{}
};

static struct kunit_suite init_test_suite = {
	.name = "init",
	.test_cases = init_test_cases,
};

kunit_test_init_section_suites(&init_test_suite);
