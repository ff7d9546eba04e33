/* SPDX-License-Identifier: GPL-2.0-only */
/* What "nfsroot6 status" shows: found out in one place, rendered as text or as JSON in others. */
#ifndef NFSROOT6_STATUS_H
#define NFSROOT6_STATUS_H

#include <stdio.h>

#include "boot.h"
#include "nl.h"

#define STATUS_SERVERS_MAX	8
#define STATUS_SERVER_SIZE	64	/* bytes, an address with its zone */
#define STATUS_SEARCH_MAX	8
#define STATUS_LOG_SIZE		1024	/* bytes of a line of the kernel's log, with the NUL */

struct status_log {
	u64 usec;			/* since the start of the kernel */
	char text[STATUS_LOG_SIZE];
};

struct status {
	struct boot_info boot;
	s64 boottime;			/* seconds, CLOCK_BOOTTIME */
	s64 realtime;			/* seconds since 1970 */

	/* What holds now; lo is in none of them */
	int net_error;			/* why it is not known, a negative error number, or 0 */
	unsigned int nlinks, naddrs, nroutes;
	struct nl_link *links;
	struct nl_addr *addrs;
	struct nl_route *routes;	/* default routes alone */

	bool has_resolv;		/* /etc/resolv.conf can be read */
	unsigned int nservers, nsearch;
	char servers[STATUS_SERVERS_MAX][STATUS_SERVER_SIZE];
	char search[STATUS_SEARCH_MAX][DNS_NAME_SIZE];

	int log_error;			/* why there is no log, a negative error number, or 0 */
	unsigned int nlog;
	struct status_log *log;
};

/* A lifetime that began when the lease was got: seconds that are left, below 0 when it is over. */
struct status_left {
	bool known;
	bool forever;
	s64 seconds;
};

struct status_left status_left(const struct status *s, u32 lifetime);

/* The device that the kernel chose, whatever its name is now; NULL when it is not there. */
const struct nl_link *status_device(const struct status *s);

/* NULL when there is none of that index. */
const struct nl_link *status_link(const struct status *s, int ifindex);

/* Does the device have the address that the kernel chose? */
bool status_has_address(const struct status *s);

/*
 * One record of /dev/kmsg of LEN bytes: true when it is the kernel's own, well-formed, and about how it
 * got its network and its root.
 */
bool status_parse_kmsg(const char *record, size_t len, struct status_log *log);

/* Of a resolv.conf of LEN bytes: s->servers, s->search. */
void status_parse_resolv(const char *text, size_t len, struct status *s);

/* The name of flag N (from 0) of an address as ip(8) has it, if it is set, "" if not, NULL behind the last. */
const char *status_addr_flag(const struct nl_addr *addr, unsigned int n);

/*
 * The bytes at TEXT that are one character in UTF-8; 0 when they are none. LEN: how many there are.
 */
size_t status_utf8(const char *text, size_t len);

void status_text(const struct status *s, FILE *out);
void status_json(const struct status *s, FILE *out);

#endif /* NFSROOT6_STATUS_H */
