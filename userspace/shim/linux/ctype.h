/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The kernel's table is Latin-1, and takes a negative char: letters from 0xc0
 * on (but for the two signs) are letters there.
 */
#ifndef SHIM_LINUX_CTYPE_H
#define SHIM_LINUX_CTYPE_H

#include <linux/types.h>

static inline int isascii(int c)
{
	return (unsigned char)c <= 0x7f;
}

static inline int isdigit(int c)
{
	return c >= '0' && c <= '9';
}

static inline int shim_isspace(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0;
}

static inline int shim_isalnum(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') ||
	       (c >= 0xc0 && c != 0xd7 && c != 0xf7);
}

#define isspace(c)	shim_isspace(c)
#define isalnum(c)	shim_isalnum(c)

#endif /* SHIM_LINUX_CTYPE_H */
