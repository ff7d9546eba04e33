/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A DHCPv6 lease that somebody else has got, kept: Renew, Rebind and a new Solicit (RFC 8415 18.2). It
 * is told the time (CLOCK_BOOTTIME, ms), the messages that came and random numbers; it says what to
 * send and when to be called next. No sockets, no clock, no address is touched here. DUID and IAID are
 * those of the lease at boot, always.
 */
#ifndef NFSROOT6_LEASE_H
#define NFSROOT6_LEASE_H

#include "boot.h"
#include "exchange.h"

#define LEASE_NEVER	EXCHANGE_NEVER

enum lease_state {
	LEASE_NONE,
	LEASE_BOUND,		/* until T1 */
	LEASE_RENEW,		/* until T2: the server that gave it */
	LEASE_REBIND,		/* until the valid lifetime ends: any server */
	LEASE_CONFIRM,		/* a Rebind for some seconds: is it still good on this link? */
	LEASE_SOLICIT,		/* there is none: start anew */
	LEASE_REQUEST,		/* a server that offered one, or that knows no lease of ours */
	LEASE_DECLINE,		/* an address that is somebody else's */
};

enum lease_event {
	LEASE_WAITS,
	LEASE_UPDATED,		/* addrs are new or have new lifetimes, or there are fewer of them */
	LEASE_LOST,		/* the last one of addrs is gone */
};

struct lease_addr {
	struct in6_addr addr;
	s64 preferred, valid;	/* when they end, or LEASE_NEVER */
};

struct lease {
	enum lease_state state;
	struct exchange x;
	s64 t1, t2;		/* or LEASE_NEVER */
	s64 confirm_end;
	unsigned int naddrs;
	struct lease_addr addrs[DHCP6_ADDRS_MAX];
	unsigned int nhints;	/* what a Solicit asks for: the addresses of before */
	struct in6_addr hints[DHCP6_ADDRS_MAX];
	struct dhcp6_duid server;
	u32 sol_max_rt;		/* seconds, 0: as the RFC has it */
	u32 pause;		/* ms before the next Solicit, while Requests come to nothing */
	bool advertised;
	struct dhcp6_reply best;	/* Advertise, if advertised */
	struct dhcp6_reply reply;	/* the last answer; after LEASE_UPDATED of lease_receive() its
					 * configuration is that of the lease */
};

/*
 * The lease of BOOT, which was got at GOT (before NOW, or 0 for the start of the machine). VENDOR_CLASS
 * is what the kernel said, or NULL; it must outlive the lease.
 */
void lease_init(struct lease *l, const struct boot_lease *boot, const char *vendor_class, s64 got);

/*
 * The kernel has an address of the lease with a preferred lifetime that ends later, at END: somebody
 * has renewed it since the boot, so it is valid until then at least.
 */
void lease_seen(struct lease *l, const struct in6_addr *addr, s64 end);

/* When the next lease_step() is due, or LEASE_NEVER. */
s64 lease_next(const struct lease *l);

/*
 * Time has come, or not yet: the length of the message in BUF that is to be sent to all servers, 0 for
 * none; *EVENT says what time has done to the addresses. DHCP6_MESSAGE_SIZE bytes are always enough.
 */
int lease_step(struct lease *l, s64 now, u64 random, u8 *buf, size_t size, enum lease_event *event);

/* A message came to port 546. */
enum lease_event lease_receive(struct lease *l, s64 now, u64 random, const u8 *msg, size_t len);

/*
 * Perhaps another link, or a long sleep: ask at once (RFC 8415 18.2.12). By a Rebind, with the times of a
 * Confirm, even where a Confirm would do: its answer has new lifetimes, and the server knows the lease again.
 */
void lease_confirm(struct lease *l, s64 now, u64 random);

/* Duplicate address detection failed for ADDR: true if it was of this lease; it no longer is (18.2.8). */
bool lease_decline(struct lease *l, const struct in6_addr *addr, s64 now);

/* For the log: what is being done. */
const char *lease_state_name(enum lease_state state);

#endif /* NFSROOT6_LEASE_H */
