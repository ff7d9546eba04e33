/* SPDX-License-Identifier: GPL-2.0-only */
/* What is to be said about a configuration or a command line: a bounded list of lines. */
#ifndef NFSROOT6_FINDING_H
#define NFSROOT6_FINDING_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define FINDINGS_MAX	64
#define FINDING_SIZE	384	/* bytes of a line, with the NUL */

enum severity {
	NOTE,			/* advice */
	WARNING,		/* it boots, but not as it may be meant */
	ERROR,			/* it does not boot */
};

struct finding {
	enum severity severity;
	char text[FINDING_SIZE];	/* printable, no newline */
};

struct findings {
	unsigned int n;
	unsigned int errors;	/* of all, also of those that there was no room for */
	unsigned int warnings;
	unsigned int dropped;
	struct finding items[FINDINGS_MAX];
};

/* Adds a line, unless it is there already; bytes that are not printable ASCII become '?'. */
void finding_add(struct findings *f, enum severity severity, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* "error: …\n" and so on, errors first. */
void findings_print(const struct findings *f, FILE *out);

/* Appends to TEXT, a string in SIZE bytes; what does not fit is left out. */
void text_add(char *text, size_t size, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Bytes of TEXT that are not printable ASCII become '?'. */
void text_clean(char *text);

#endif /* NFSROOT6_FINDING_H */
