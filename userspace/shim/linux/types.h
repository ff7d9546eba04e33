/* SPDX-License-Identifier: GPL-2.0-only */
/* Userspace stands in for the kernel: what the codecs need of it, no more */
#ifndef SHIM_LINUX_TYPES_H
#define SHIM_LINUX_TYPES_H

#include <asm/types.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef __u8 u8;
typedef __u16 u16;
typedef __u32 u32;
typedef __u64 u64;
typedef __s8 s8;
typedef __s16 s16;
typedef __s32 s32;
typedef __s64 s64;

/* <linux/...> of the C library's own headers may end here and want these */
#define __bitwise
#define __aligned_u64 __u64 __attribute__((aligned(8)))
typedef __u16 __be16;
typedef __u16 __le16;
typedef __u32 __be32;
typedef __u32 __le32;
typedef __u64 __be64;
typedef __u64 __le64;
typedef __u16 __sum16;
typedef __u32 __wsum;

#endif /* SHIM_LINUX_TYPES_H */
