/* SPDX-License-Identifier: GPL-2.0-only */
/* A kernel's .config. The parser is a pure function over a buffer. */
#ifndef NFSROOT6_KCONF_H
#define NFSROOT6_KCONF_H

#include <stdbool.h>
#include <stddef.h>

struct kconf_symbol {
	const char *name;	/* without CONFIG_ */
	const char *value;	/* "y", "m", a number, a string without its quotes; "n": not set */
};

struct kconf {
	char *text;		/* the symbols point into it */
	size_t n;
	struct kconf_symbol *symbols;	/* by name, each once: the last line of it counts */
	char arch[16];		/* as the head says: "x86"; or empty */
	char version[16];	/* likewise: "7.3.4"; or empty */
};

struct kconf_error {
	unsigned int line;	/* from 1; 0: it is about the whole */
	const char *reason;	/* static text */
	char text[64];		/* the line's beginning, printable */
};

/*
 * Lines are CONFIG_X=value, "# CONFIG_X is not set", other comments, or empty. TEXT are LEN bytes,
 * which are copied. Returns 0, or -EINVAL with *ERR, or -ENOMEM; then *CONF needs no kconf_free().
 */
int kconf_parse(struct kconf *conf, const char *text, size_t len, struct kconf_error *err);

void kconf_free(struct kconf *conf);

/* The value, "n" when it is not set or not there. */
const char *kconf_get(const struct kconf *conf, const char *name);

/* It is there, if only as "is not set". */
bool kconf_has(const struct kconf *conf, const char *name);

bool kconf_is(const struct kconf *conf, const char *name, const char *value);
bool kconf_yes(const struct kconf *conf, const char *name);

#endif /* NFSROOT6_KCONF_H */
