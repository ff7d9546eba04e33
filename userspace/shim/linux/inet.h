/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_LINUX_INET_H
#define SHIM_LINUX_INET_H

#include <linux/in.h>
#include <linux/string.h>

/*
 * As the kernel's, on top of inet_pton(): @end is where parsing stopped, here
 * on success alone, and a colon behind an IPv4 address ends it. The kernel's
 * in6_pton() also takes any number of leading zeros in a group.
 */
static inline int shim_pton(int family, const char *src, int srclen, u8 *dst,
			    int delim, const char **end)
{
	char text[INET6_ADDRSTRLEN];
	char *stop;
	int len;

	if (srclen < 0)
		srclen = strlen(src);
	for (len = 0; len < srclen && src[len] && src[len] != delim; len++)
		if (len == (int)sizeof(text) - 1)
			break;
	memcpy(text, src, len);
	text[len] = '\0';
	if (end)
		*end = src;
	/* Too long for an address */
	if (len == (int)sizeof(text) - 1)
		return 0;
	stop = strchr(text, '.');
	stop = stop ? strchr(stop, ':') : NULL;
	if (stop) {
		*stop = '\0';
		len = stop - text;
	}
	if (inet_pton(family, text, dst) != 1)
		return 0;
	if (end)
		*end = src + len;
	return 1;
}

static inline int in4_pton(const char *src, int srclen, u8 *dst, int delim,
			   const char **end)
{
	return shim_pton(AF_INET, src, srclen, dst, delim, end);
}

static inline int in6_pton(const char *src, int srclen, u8 *dst, int delim,
			   const char **end)
{
	return shim_pton(AF_INET6, src, srclen, dst, delim, end);
}

#endif /* SHIM_LINUX_INET_H */
