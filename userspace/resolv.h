/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Name servers and search list with their lifetimes (RFC 8106 5.3.1, 6.), and the resolv.conf of
 * them. Times are CLOCK_BOOTTIME milliseconds, given by the caller: nothing here looks at a clock.
 */
#ifndef NFSROOT6_RESOLV_H
#define NFSROOT6_RESOLV_H

#include <net/if.h>
#include <stdint.h>

#include "dhcp6.h"
#include "dns.h"
#include "ra.h"

#define RESOLV_NEVER	INT64_MAX
#define RESOLV_MAX	16		/* name servers kept, and as many search names */
#define RESOLV_FILE_SERVERS	3	/* MAXNS: written to resolv.conf */
#define RESOLV_FILE_SEARCH	6	/* MAXDNSRCH: written to resolv.conf */
#define RESOLV_TEXT_SIZE	1024	/* always enough for resolv_text() */

enum resolv_source {
	RESOLV_BOOT,		/* /proc: no lifetime known; until confirmed or resolv_drop() */
	RESOLV_RA,
	RESOLV_DHCP,
	RESOLV_SOURCES,
};

/*
 * What RA and DHCPv6 both say ends when neither says it any more: a time for each source, 0 when it
 * does not come from there, or RESOLV_NEVER.
 */
struct resolv_server {
	struct in6_addr addr;		/* IPv4 as a mapped address */
	int ifindex;			/* zone of a link-local address, else 0 */
	s64 expires[RESOLV_SOURCES];
};

struct resolv_search {
	char name[DNS_NAME_SIZE];
	s64 expires[RESOLV_SOURCES];
};

/* In the order in which they were first heard of; all zeroes to begin with. */
struct resolv {
	unsigned int nservers, nsearch;
	struct resolv_server servers[RESOLV_MAX];
	struct resolv_search search[RESOLV_MAX];
};

/*
 * Each returns true when what resolv.conf says has changed. What RA or DHCPv6 say of a server from
 * RESOLV_BOOT makes it theirs. When there is no room, the one that expires first goes.
 */
bool resolv_boot(struct resolv *r, const struct dns_config *dns);

/* IFINDEX is the zone of link-local servers; lifetime 0 withdraws, 0xffffffff never ends. */
bool resolv_ra(struct resolv *r, const struct ra_info *ra, int ifindex, s64 now);

/*
 * A Reply replaces what DHCPv6 said before, servers and search list each on its own: one that has
 * none of them says nothing, some servers leave them out of the answer to a Renew.
 */
bool resolv_dhcp(struct resolv *r, const struct dhcp6_reply *reply, int ifindex, s64 expires);

bool resolv_drop(struct resolv *r, enum resolv_source source);	/* all of that source */
bool resolv_expire(struct resolv *r, s64 now);
s64 resolv_next(const struct resolv *r);	/* when the next one expires, or RESOLV_NEVER */

/*
 * The file's text; NAME_OF gives the zones their names (if_indextoname). Servers whose zone has none
 * are left out. Bytes written, without the NUL, or -ENOSPC.
 */
int resolv_text(const struct resolv *r, char *(*name_of)(unsigned int, char *), char *buf, size_t size);

/*
 * Replaces PATH by TEXT, by a temporary file beside it and rename(2), mode 0644; a link is followed.
 * Nothing is written when it holds TEXT already. 0 or a negative error number: -EOPNOTSUPP for what
 * cannot be replaced, a file in /proc (a link to /proc/net/pnp) or no regular file.
 */
int resolv_write(const char *path, const char *text);

#endif /* NFSROOT6_RESOLV_H */
