// SPDX-License-Identifier: GPL-2.0-only
/* What all commands use to speak to the user. */

#include <errno.h>
#include <stdio.h>

#include "nfsroot6.h"

static char prefix[64] = "nfsroot6";

void set_command(const char *name)
{
	snprintf(prefix, sizeof(prefix), "nfsroot6 %s", name);
}

static void vwarn(const char *fmt, va_list ap)
{
	int saved = errno;

	fprintf(stderr, "%s: ", prefix);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	errno = saved;
}

void warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vwarn(fmt, ap);
	va_end(ap);
}

int usage_error(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vwarn(fmt, ap);
	va_end(ap);
	fprintf(stderr, "'%s --help' tells how it is used.\n", prefix);
	return EXIT_USAGE;
}
