// SPDX-License-Identifier: GPL-2.0-only
/* Retransmission of one DHCPv6 message. */

#include <linux/kernel.h>

#include "exchange.h"

#define EXCHANGE_GAP	1000	/* ms between two messages at least */

void exchange_begin(struct exchange *x, const struct dhcp6_retrans *retrans, s64 at)
{
	x->req.type = retrans->type;
	x->retrans = retrans;
	x->next = x->last ? max_t(s64, at, x->last + EXCHANGE_GAP) : at;
	x->timeout = 0;
	x->sent = 0;
}

void exchange_end(struct exchange *x)
{
	x->next = EXCHANGE_NEVER;
	x->sent = 0;
	x->goes_on = false;
}

bool exchange_exhausted(const struct exchange *x)
{
	return x->retrans->mrc && x->sent >= x->retrans->mrc;
}

int exchange_send(struct exchange *x, s64 now, u64 random, u8 *buf, size_t size)
{
	if (!x->sent) {
		/* A fresh one for each exchange, the same in all its messages: RFC 8415 16.1 */
		x->req.xid = random >> 40;
		if (!x->goes_on)
			x->began = now;
		x->goes_on = false;
	}
	x->req.elapsed = min_t(s64, now - x->began, UINT32_MAX);
	x->timeout = dhcp6_timeout(x->retrans, x->timeout, x->max_rt, random);
	x->next = now + x->timeout;
	x->last = now;
	x->sent++;
	return dhcp6_build(buf, size, &x->req);
}

s64 exchange_delay(u32 max, u64 random)
{
	return (u64)max * (u16)(random >> 16) >> 16;
}

s64 exchange_after(s64 now, u32 seconds)
{
	return seconds == DHCP6_INFINITY ? EXCHANGE_NEVER : now + (s64)seconds * 1000;
}
