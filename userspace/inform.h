/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Configuration without an address by DHCPv6 (RFC 8415 18.2.6), asked for again and again. Told the
 * time, messages and random numbers as lease.h.
 */
#ifndef NFSROOT6_INFORM_H
#define NFSROOT6_INFORM_H

#include "exchange.h"

#define INFORM_NEVER	EXCHANGE_NEVER

struct inform {
	bool active;
	bool replied;		/* once at least */
	struct exchange x;
	s64 refresh;		/* when it is asked for again, or INFORM_NEVER */
	u32 inf_max_rt;		/* seconds, 0: as the RFC has it */
	struct dhcp6_reply reply;	/* the last answer, after inform_receive() */
};

/* VENDOR_CLASS may be NULL; it must outlive this. */
void inform_init(struct inform *i, const struct dhcp6_duid *client, const char *vendor_class);

/* Ask now, also if it was asked not long ago: another link perhaps (RFC 8415 18.2.12). */
void inform_start(struct inform *i, s64 now, u64 random);

void inform_stop(struct inform *i);

s64 inform_next(const struct inform *i);

/* As lease_step(): the length of the message in BUF, or 0. */
int inform_step(struct inform *i, s64 now, u64 random, u8 *buf, size_t size);

/* True if it was the answer; reply holds it. */
bool inform_receive(struct inform *i, s64 now, const u8 *msg, size_t len);

#endif /* NFSROOT6_INFORM_H */
