/* SPDX-License-Identifier: GPL-2.0-only */
/* What DHCPv6 servers answer to a rehearsal, and what of it is to be given back. Pure functions. */
#ifndef NFSROOT6_PROBE_OFFER_H
#define NFSROOT6_PROBE_OFFER_H

#include "dhcp6.h"

#define PROBE_COMMITTED_MAX	8	/* leases given back */

struct probe_offers {
	bool answered;			/* best holds the answer of the best server so far */
	struct dhcp6_reply best;
	s64 got;			/* when */
	struct dhcp6_status refused;	/* why another one gave no address */
	unsigned int ncommitted;
	struct {
		struct dhcp6_duid server;
		unsigned int naddrs;
		struct in6_addr addrs[DHCP6_ADDRS_MAX];
	} committed[PROBE_COMMITTED_MAX];
};

/*
 * Reads an answer to REQ: 0 or -EBADMSG. A Reply to a Solicit that does not echo Rapid Commit is no answer
 * that the kernel would take, but the server has committed a lease all the same; then *STRAY is set.
 */
int probe_offer_read(const u8 *msg, size_t len, const struct dhcp6_request *req, struct dhcp6_reply *reply,
		     bool *stray);

/*
 * Takes it, as the kernel does: of Advertises the one with the highest preference counts, and those are
 * compared that come until the first timeout; SENT is how often the request was sent. Returns true when the
 * exchange is over.
 */
bool probe_offer_take(struct probe_offers *o, const struct dhcp6_request *req, const struct dhcp6_reply *reply,
		      bool stray, unsigned int sent, s64 now);

/* The Release of committed lease I, made of REQ, which got it (RFC 8415 18.2.7). */
void probe_offer_release(const struct probe_offers *o, unsigned int i, struct dhcp6_request *req);

#endif /* NFSROOT6_PROBE_OFFER_H */
