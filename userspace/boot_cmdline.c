// SPDX-License-Identifier: GPL-2.0-only
/* Parameters on the kernel's command line. */

#include <string.h>

#include "boot.h"

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || (u8)c == 0xa0;
}

/* The kernel takes '-' and '_' in the name of a parameter for the same. */
static bool same_param(const char *a, const char *b, size_t len)
{
	for (; len; a++, b++, len--) {
		if (*a != *b && !((*a == '-' || *a == '_') && (*b == '-' || *b == '_')))
			return false;
	}
	return true;
}

const char *cmdline_get(const char *cmdline, const char *name, char *buf, size_t size)
{
	const char *p = cmdline, *found = NULL;
	size_t len = strlen(name), found_len = 0;

	if (!size)
		return NULL;
	for (;;) {
		const char *start, *end, *equals = NULL;
		bool whole, quoted;

		while (is_blank(*p))
			p++;
		if (!*p)
			break;
		/* A quote anywhere makes blanks ordinary until the next one */
		whole = quoted = *p == '"';
		start = p += whole;
		for (; *p && (quoted || !is_blank(*p)); p++) {
			if (*p == '=' && !equals)
				equals = p;
			if (*p == '"')
				quoted = !quoted;
		}
		end = p;
		/* What follows is init's */
		if (!equals && end - start == 2 && !memcmp(start, "--", 2))
			break;
		if (!equals || equals - start != len || !same_param(start, name, len))
			continue;
		start = equals + 1;
		/* Quotes around the value, or around the parameter as a whole */
		if (*start == '"' && start < end) {
			start++;
			whole = true;
		}
		if (whole && end > start && end[-1] == '"')
			end--;
		found = start;
		found_len = end - start;
	}
	if (!found)
		return NULL;
	if (found_len >= size)
		found_len = size - 1;
	memcpy(buf, found, found_len);
	buf[found_len] = '\0';
	return buf;
}
