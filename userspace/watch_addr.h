/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which addresses the device is to have, and with which lifetimes: those of the lease with the rest of
 * theirs, and the one that the root is mounted from for as long as the mount uses it. This knows what the
 * kernel has and what is wanted, and says what is to be changed; the caller does it.
 * Times are CLOCK_BOOTTIME ms.
 */
#ifndef NFSROOT6_WATCH_ADDR_H
#define NFSROOT6_WATCH_ADDR_H

#include "lease.h"
#include "nl.h"

#define WATCH_ADDRS_MAX	16	/* known at a time */
#define WATCH_NEVER	LEASE_NEVER

struct watch_addr {
	struct in6_addr addr;
	bool by_lease;		/* DHCPv6 has brought it, so it is up to us: */
	s64 preferred, valid;	/* when that ends by the lease; in the past: it is no longer part of it */
	bool root;		/* the root is mounted from it */
	bool held;		/* its time is over; it is there for the root alone */
	bool checked;		/* its time is almost over, and the root is not there */
	bool elsewhere;		/* another device has it */

	/* What the kernel has */
	bool present;
	u8 plen;
	u32 flags;
	s64 has_preferred, has_valid;
};

struct watch_addrs {
	bool bring_back;	/* the root's address, when somebody takes it away, whoever brought it */
	unsigned int n;
	struct watch_addr addrs[WATCH_ADDRS_MAX];
};

enum watch_what {
	WATCH_NOTHING,
	WATCH_ADD,
	WATCH_SET,		/* lifetimes */
	WATCH_HOLD,		/* the same; the address would be gone, and with it the root */
	WATCH_DELETE,
};

/* The addresses of a lease now: new ones are added, those that are no longer part of it have ended. */
void watch_addrs_lease(struct watch_addrs *w, const struct lease *lease, s64 now);

/* The root is mounted from these N addresses; link-local ones do not count. */
void watch_addrs_root(struct watch_addrs *w, const struct in6_addr *roots, unsigned int n);

/*
 * What the kernel says: an address of the device; one is gone; all may be gone, a dump follows; one that another
 * device has. All of the device but link-local ones are kept in mind: the root may move to any of them.
 */
void watch_addrs_seen(struct watch_addrs *w, const struct nl_addr *addr, s64 now);
void watch_addrs_gone(struct watch_addrs *w, const struct in6_addr *addr);
void watch_addrs_unknown(struct watch_addrs *w);
void watch_addrs_elsewhere(struct watch_addrs *w, const struct in6_addr *addr);

/* True if there is one whose time is over and that is there for the root alone. */
bool watch_addrs_held(const struct watch_addrs *w);

/*
 * What is to be done with address I; *SET (without ifindex) is what to give to nl_set_addr(), nl_del_addr().
 * When that is done, watch_addrs_seen() or watch_addrs_gone() tells so.
 */
enum watch_what watch_addrs_action(struct watch_addrs *w, unsigned int i, s64 now, struct nl_addr *set);

/* Those that are of no interest any more are forgotten. */
void watch_addrs_sweep(struct watch_addrs *w, s64 now);

/*
 * When the addresses are to be looked at again, or WATCH_NEVER: one is about to go that DHCPv6 has not
 * brought, and whether the root is mounted from it must be known then.
 */
s64 watch_addrs_next(const struct watch_addrs *w);

#endif /* NFSROOT6_WATCH_ADDR_H */
