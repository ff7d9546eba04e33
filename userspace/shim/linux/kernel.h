/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_LINUX_KERNEL_H
#define SHIM_LINUX_KERNEL_H

#include <linux/errno.h>
#include <linux/types.h>
#include <stdio.h>
#include <stdlib.h>

#define ARRAY_SIZE(array)	(sizeof(array) / sizeof((array)[0]))

#define min_t(type, a, b)	((type)(a) < (type)(b) ? (type)(a) : (type)(b))
#define max_t(type, a, b)	((type)(a) > (type)(b) ? (type)(a) : (type)(b))
#define min(a, b)		min_t(__typeof__(a), a, b)
#define max(a, b)		max_t(__typeof__(a), a, b)

static inline int kstrtou16(const char *s, unsigned int base, u16 *res)
{
	unsigned long val;
	char *end;

	if (*s < '0' || *s > '9')
		return -EINVAL;
	val = strtoul(s, &end, base);
	if (*end && !(*end == '\n' && !end[1]))
		return -EINVAL;
	if (val > 0xffff)
		return -ERANGE;
	*res = val;
	return 0;
}

#endif /* SHIM_LINUX_KERNEL_H */
