/* SPDX-License-Identifier: GPL-2.0-only */
/* What the harnesses share */
#ifndef FUZZ_H
#define FUZZ_H

#include <linux/types.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

/* An invariant; libFuzzer keeps the input that broke it */
#define CHECK(x)							\
	do {								\
		if (!(x)) {						\
			fprintf(stderr, "%s:%d: broken: %s\n",		\
				__FILE__, __LINE__, #x);		\
			abort();					\
		}							\
	} while (0)

/* A block of the exact size, so that a read behind it is seen; with a NUL */
static inline char *fuzz_string(const u8 *data, size_t size)
{
	char *s = malloc(size + 1);

	CHECK(s);
	if (size)
		memcpy(s, data, size);
	s[size] = '\0';
	return s;
}

#endif /* FUZZ_H */
