/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef NFSROOT6_PREFIX_H
#define NFSROOT6_PREFIX_H

#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>

/* The first PLEN bits, at most 128, are the same. */
static inline bool same_prefix(const struct in6_addr *a, const struct in6_addr *b, unsigned int plen)
{
	unsigned int bytes = plen / 8, bits = plen % 8;

	return !memcmp(a, b, bytes) && (!bits || !((a->s6_addr[bytes] ^ b->s6_addr[bytes]) >> (8 - bits)));
}

#endif /* NFSROOT6_PREFIX_H */
