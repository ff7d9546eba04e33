/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How long the name servers and search list of the boot count: until all those who may have named them
 * have been heard again. Those of the command line stay, whatever the network says. And RDNSS, DNSSL as
 * the kernel passes them on.
 */
#ifndef NFSROOT6_WATCH_DNS_H
#define NFSROOT6_WATCH_DNS_H

#include "nl.h"
#include "resolv.h"

#define WATCH_KEEP_MAX	8

struct watch_dns {
	bool fixed;		/* nobody will be heard: they stay */
	bool by_dhcp;		/* DHCPv6 is asked */
	bool heard_dhcp, heard_ra;	/* name servers came from there */
	bool over;		/* watch_dns_drop() was called */
	s64 asked;		/* for the RDNSS that ends then routers were asked */
	s64 patience;		/* when a router has had its time to answer an RS, CLOCK_BOOTTIME ms */
	unsigned int nkeep;
	struct in6_addr keep[WATCH_KEEP_MAX];
};

/* A name server of the command line. */
void watch_dns_keep(struct watch_dns *d, const struct in6_addr *addr);

/* Those are taken out of what came from the network: it has no say in them. */
void watch_dns_keep_ra(const struct watch_dns *d, struct ra_info *ra);
void watch_dns_keep_dhcp(const struct watch_dns *d, struct dhcp6_reply *reply);

/* Those of the boot that are link-local are on the device of the boot, whatever its name is now. */
void watch_dns_zone(struct dns_config *dns, int ifindex);

/* When watch_dns_due() may change by itself, or RESOLV_NEVER. */
s64 watch_dns_next(const struct watch_dns *d);

/* True if it is time for watch_dns_drop(). */
bool watch_dns_due(const struct watch_dns *d, s64 now);

/* What nobody has confirmed goes; true when resolv.conf changes. */
bool watch_dns_drop(struct watch_dns *d, struct resolv *r, s64 now);

/*
 * When routers are to be asked because an RDNSS or DNSSL is about to end, or RESOLV_NEVER: routers there are
 * that advertise as seldom as that. Once for each: watch_dns_asked() says that it was done.
 */
s64 watch_dns_ask(const struct watch_dns *d, const struct resolv *r);
void watch_dns_asked(struct watch_dns *d, const struct resolv *r);

/*
 * One option of an RA, through the codec that reads whole RAs. 0, or -EBADMSG when it is malformed or
 * the sender is no router on the link; :: is a sender that is not known.
 */
int watch_dns_option(const struct nl_ndopt *opt, struct ra_info *ra);

/* True if it names a server, and does not withdraw it. */
bool watch_dns_has_server(const struct ra_info *ra);

#endif /* NFSROOT6_WATCH_DNS_H */
