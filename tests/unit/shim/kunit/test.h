/* SPDX-License-Identifier: GPL-2.0-only */
/* KUnit, as much of it as the suites of the codecs use; main.c runs them */
#ifndef SHIM_KUNIT_TEST_H
#define SHIM_KUNIT_TEST_H

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/types.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#define KUNIT_PARAM_DESC_SIZE	128
#define KUNIT_BLOCKS_MAX	64

struct kunit {
	const void *param_value;
	bool failed;
	const char *skipped;		/* why, or NULL */
	const char *name;		/* of the case */
	jmp_buf abort;
	void *blocks[KUNIT_BLOCKS_MAX];	/* freed behind the case */
	unsigned int nblocks;
};

struct kunit_case {
	void (*run_case)(struct kunit *test);
	const char *name;
	const void *(*generate_params)(struct kunit *test, const void *prev,
				       char *desc);
};

struct kunit_suite {
	const char name[256];
	struct kunit_case *test_cases;
};

void kunit_suite_add(struct kunit_suite *suite);
void kunit_fail(struct kunit *test, bool abort, const char *file, int line,
		const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
void *kunit_kzalloc(struct kunit *test, size_t size, int flags);

#define KUNIT_CASE(fn)		{ .run_case = fn, .name = #fn }
#define KUNIT_CASE_PARAM(fn, gen) \
	{ .run_case = fn, .name = #fn, .generate_params = gen }

#define KUNIT_ARRAY_PARAM(param, array, get_desc)			\
	static const void *param##_gen_params(struct kunit *test,	\
					      const void *prev,		\
					      char *desc)		\
	{								\
		__typeof__((array)[0]) *next = prev ?			\
			((__typeof__(next))prev) + 1 : (array);		\
		void (*get)(__typeof__(next), char *) = get_desc;	\
									\
		if (next - (array) >= (long)ARRAY_SIZE(array))		\
			return NULL;					\
		if (get)						\
			get(next, desc);				\
		return next;						\
	}

#define kunit_test_init_section_suites(suite)				\
	static void __attribute__((constructor)) kunit_register(void)	\
	{								\
		kunit_suite_add(suite);					\
	}								\
	struct kunit_suite

/* Ends the case; @reason is a string that stays */
#define kunit_skip(test, reason)					\
	do {								\
		(test)->skipped = reason;				\
		longjmp((test)->abort, 1);				\
	} while (0)

#define KUNIT_CHECK(test, abort, ok, ...)				\
	do {								\
		if (!(ok))						\
			kunit_fail(test, abort, __FILE__, __LINE__,	\
				   __VA_ARGS__);			\
	} while (0)

#define KUNIT_COMPARE(test, abort, left, op, right, ...)		\
	do {								\
		const __typeof__(left) l_ = (left);			\
		const __typeof__(right) r_ = (right);			\
									\
		KUNIT_CHECK(test, abort, l_ op r_,			\
			    "%s %s %s: %lld, %lld", #left, #op, #right,	\
			    (long long)l_, (long long)r_);		\
	} while (0)

#define KUNIT_STREQ(test, abort, left, right)				\
	do {								\
		const char *l_ = (left);				\
		const char *r_ = (right);				\
									\
		KUNIT_CHECK(test, abort, !strcmp(l_, r_),		\
			    "%s == %s: \"%s\", \"%s\"", #left, #right,	\
			    l_, r_);					\
	} while (0)

#define KUNIT_MSG(test, abort, ok, ...)					\
	do {								\
		if (!(ok))						\
			kunit_fail(test, abort, __FILE__, __LINE__,	\
				   "" __VA_ARGS__);			\
	} while (0)

#define KUNIT_EXPECT_TRUE(test, x) \
	KUNIT_CHECK(test, false, x, "%s", #x)
#define KUNIT_EXPECT_FALSE(test, x) \
	KUNIT_CHECK(test, false, !(x), "!(%s)", #x)
#define KUNIT_EXPECT_EQ(test, l, r) \
	KUNIT_COMPARE(test, false, l, ==, r)
#define KUNIT_EXPECT_NE(test, l, r) \
	KUNIT_COMPARE(test, false, l, !=, r)
#define KUNIT_EXPECT_LE(test, l, r) \
	KUNIT_COMPARE(test, false, l, <=, r)
#define KUNIT_EXPECT_STREQ(test, l, r) \
	KUNIT_STREQ(test, false, l, r)
#define KUNIT_EXPECT_PTR_EQ(test, l, r) \
	KUNIT_CHECK(test, false, (l) == (r), "%s == %s", #l, #r)
#define KUNIT_EXPECT_MEMEQ(test, l, r, size) \
	KUNIT_CHECK(test, false, !memcmp(l, r, size), \
		    "%s == %s as memory", #l, #r)
#define KUNIT_EXPECT_EQ_MSG(test, l, r, ...) \
	KUNIT_MSG(test, false, (l) == (r), __VA_ARGS__)
#define KUNIT_EXPECT_TRUE_MSG(test, x, ...) \
	KUNIT_MSG(test, false, x, __VA_ARGS__)

#define KUNIT_ASSERT_TRUE(test, x) \
	KUNIT_CHECK(test, true, x, "%s", #x)
#define KUNIT_ASSERT_EQ(test, l, r) \
	KUNIT_COMPARE(test, true, l, ==, r)
#define KUNIT_ASSERT_NE(test, l, r) \
	KUNIT_COMPARE(test, true, l, !=, r)
#define KUNIT_ASSERT_LE(test, l, r) \
	KUNIT_COMPARE(test, true, l, <=, r)
#define KUNIT_ASSERT_NOT_NULL(test, x) \
	KUNIT_CHECK(test, true, x, "%s", #x)

#endif /* SHIM_KUNIT_TEST_H */
