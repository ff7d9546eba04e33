/* SPDX-License-Identifier: GPL-2.0-only */
/* Blocks of the exact size: AddressSanitizer sees the first byte behind them */
#ifndef SHIM_LINUX_SLAB_H
#define SHIM_LINUX_SLAB_H

#include <linux/types.h>
#include <stdlib.h>

#define GFP_KERNEL	0

static inline void *kmalloc(size_t size, int flags)
{
	return malloc(size);
}

static inline void *kzalloc(size_t size, int flags)
{
	return calloc(1, size);
}

static inline void kfree(const void *p)
{
	free((void *)p);
}

#endif /* SHIM_LINUX_SLAB_H */
