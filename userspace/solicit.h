/* SPDX-License-Identifier: GPL-2.0-only */
/* Router Solicitations (RFC 4861 6.3.7), so that RDNSS comes at once: when, and what is in them. */
#ifndef NFSROOT6_SOLICIT_H
#define NFSROOT6_SOLICIT_H

#include <stdint.h>

#include <linux/types.h>

#define SOLICIT_NEVER	INT64_MAX
#define SOLICIT_SIZE	48	/* bytes, always enough for solicit_build() */

struct solicit {
	s64 next;		/* or SOLICIT_NEVER */
	s64 last;		/* when one was sent, 0: never */
	unsigned int sent;
};

/*
 * Ask, three times at most; after a random delay of up to a second, and four seconds after the one before.
 * All zeroes to begin with, and solicit_stop().
 */
void solicit_start(struct solicit *s, s64 now, u64 random);

/* An answer has come, or none is wanted. */
void solicit_stop(struct solicit *s);

/* True if one is to be sent now. */
bool solicit_step(struct solicit *s, s64 now);

/* An RS with the sender's link-layer address, MAC_LEN bytes, 0: none. Returns its length in bytes. */
size_t solicit_build(u8 *buf, const u8 *mac, size_t mac_len);

#endif /* NFSROOT6_SOLICIT_H */
