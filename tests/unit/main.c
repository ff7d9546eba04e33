// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runs the KUnit suites that are linked in and prints TAP: one line for each
 * case, and for each parameter of a case that has some.
 */

#include <kunit/test.h>

#define SUITES_MAX	32

static struct kunit_suite *suites[SUITES_MAX];
static unsigned int nsuites, ntests, nfailed;

void kunit_suite_add(struct kunit_suite *suite)
{
	if (nsuites == SUITES_MAX)
		abort();
	suites[nsuites++] = suite;
}

void kunit_fail(struct kunit *test, bool abort, const char *file, int line,
		const char *fmt, ...)
{
	const char *base = strrchr(file, '/');
	va_list ap;

	test->failed = true;
	printf("# %s: %s:%d: ", test->name, base ? base + 1 : file, line);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	if (abort)
		longjmp(test->abort, 1);
}

void *kunit_kzalloc(struct kunit *test, size_t size, int flags)
{
	void *p = calloc(1, size);

	if (!p || test->nblocks == KUNIT_BLOCKS_MAX)
		abort();
	test->blocks[test->nblocks++] = p;
	return p;
}

/* Bytes that would spoil a TAP line are shown in hex */
static void print_desc(const char *s)
{
	for (; *s; s++) {
		unsigned char c = *s;

		if (c < ' ' || c > '~' || c == '#' || c == '\\')
			printf("\\x%02x", c);
		else
			putchar(c);
	}
}

static void run_one(const struct kunit_suite *suite,
		    const struct kunit_case *c, const void *param,
		    const char *desc)
{
	static struct kunit test;

	memset(&test, 0, sizeof(test));
	test.name = c->name;
	test.param_value = param;
	if (!setjmp(test.abort))
		c->run_case(&test);
	while (test.nblocks)
		free(test.blocks[--test.nblocks]);

	if (test.failed)
		nfailed++;
	printf("%sok %u - %s.%s", test.failed ? "not " : "", ++ntests,
	       suite->name, c->name);
	if (param) {
		putchar(' ');
		print_desc(desc);
	}
	if (test.skipped)
		printf(" # SKIP %s", test.skipped);
	putchar('\n');
}

int main(void)
{
	const struct kunit_case *c;
	const void *param;
	unsigned int i;

	/* A sanitizer's report lies behind the case that it belongs to */
	setvbuf(stdout, NULL, _IOLBF, 0);
	puts("TAP version 13");
	for (i = 0; i < nsuites; i++) {
		for (c = suites[i]->test_cases; c->run_case; c++) {
			char desc[KUNIT_PARAM_DESC_SIZE] = "";

			if (!c->generate_params) {
				run_one(suites[i], c, NULL, desc);
				continue;
			}
			for (param = c->generate_params(NULL, NULL, desc);
			     param;
			     param = c->generate_params(NULL, param, desc))
				run_one(suites[i], c, param, desc);
		}
	}
	printf("1..%u\n", ntests);

	return nfailed || !ntests;
}
