// SPDX-License-Identifier: GPL-2.0-only
/* What all commands use to speak to the user. */

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

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

/* Is it "--name=…" (or a name cut short) of the option that getopt_long() has left in optopt? */
static bool is_valued(const char *arg, const struct option *options)
{
	size_t len = strcspn(arg, "=");

	if (strncmp(arg, "--", 2) || !arg[len])
		return false;
	for (; options->name; options++)
		if (options->val == optopt && !strncmp(arg + 2, options->name, len - 2))
			return true;
	return false;
}

int option_error(int c, char **argv, const struct option *options)
{
	const char *arg = argv[optind - 1];

	if (c == ':')
		return usage_error("%s needs a value", arg);
	if (is_valued(arg, options))
		return usage_error("%.*s takes no value", (int)strcspn(arg, "="), arg);
	/* In "-xh" it is not yet done with that argument */
	if (optopt)
		return usage_error("unknown option: -%c", optopt);
	return usage_error("unknown option: %s", arg);
}
