/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One DHCPv6 message that is sent until it is answered (RFC 8415 15). It is told the time
 * (CLOCK_BOOTTIME, ms) and random numbers; no sockets, no clock.
 */
#ifndef NFSROOT6_EXCHANGE_H
#define NFSROOT6_EXCHANGE_H

#include <stdint.h>

#include "dhcp6.h"		/* the codec of the series */

#define EXCHANGE_NEVER	INT64_MAX

struct exchange {
	struct dhcp6_request req;	/* the caller sets client, iaid, server and addrs */
	const struct dhcp6_retrans *retrans;
	u32 max_rt;			/* SOL_MAX_RT or INF_MAX_RT of the server, seconds; 0: none */
	bool goes_on;			/* it belongs to the transaction before it: the elapsed time goes on */
	s64 began;			/* the first transmission */
	s64 next;			/* transmission, or EXCHANGE_NEVER: nothing is being sent */
	s64 last;			/* transmission of whatever message, 0: none yet */
	u32 timeout;			/* ms, the last one */
	unsigned int sent;		/* times */
};

/*
 * Begins to send another message at AT, or as soon as the rate limit lets it (RFC 8415 14.1): there is
 * at most one message in a second, whatever servers answer. RETRANS must outlive the exchange.
 */
void exchange_begin(struct exchange *x, const struct dhcp6_retrans *retrans, s64 at);

/* Nothing is sent any more, and no answer is good. */
void exchange_end(struct exchange *x);

/* True if the message has been sent as often as it may be; the caller looks when NEXT is reached. */
bool exchange_exhausted(const struct exchange *x);

/*
 * Builds the message in BUF, chooses the next time. Returns its length, or a negative error number
 * when it cannot be built: like one that was lost. 64 random bits.
 */
int exchange_send(struct exchange *x, s64 now, u64 random, u8 *buf, size_t size);

/* A random delay up to max ms (RFC 8415 18.2.1, 18.2.6, 18.2.12). */
s64 exchange_delay(u32 max, u64 random);

/* NOW and SECONDS later; EXCHANGE_NEVER for DHCP6_INFINITY. */
s64 exchange_after(s64 now, u32 seconds);

#endif /* NFSROOT6_EXCHANGE_H */
