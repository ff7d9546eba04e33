/* SPDX-License-Identifier: GPL-2.0-only */
/* What of a rehearsal can be told without a network: words, small parsers, the verdict. Pure functions. */
#ifndef NFSROOT6_PROBE_TEXT_H
#define NFSROOT6_PROBE_TEXT_H

#include "bootline.h"
#include "dhcp6.h"
#include "dns.h"
#include "ra.h"

#define PROBE_REASON_SIZE	512	/* bytes, with the NUL */

enum probe_mark {
	PROBE_OK,
	PROBE_NO,		/* answered, but not as wished; others may still do */
	PROBE_FAILED,		/* this would stop a boot */
	PROBE_SKIPPED,		/* not needed, or cannot be rehearsed */
};

struct probe_verdict {
	bool boots;		/* the root could be mounted */
	char root[PROBE_REASON_SIZE];	/* from where */
	char stop[PROBE_REASON_SIZE];	/* the first thing that would stop a boot; or empty */
	char unsure[PROBE_REASON_SIZE];	/* the first thing that matters and was not rehearsed; or empty */
};

/* The first ones count. */
void probe_stop(struct probe_verdict *v, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void probe_unsure(struct probe_verdict *v, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The time was over before the end of a step; STOPPED: something had stopped the boot already when it began. */
void probe_cut(struct probe_verdict *v, bool stopped);

/* The last line. Returns true if it would boot. */
bool probe_verdict_text(const struct probe_verdict *v, char *buf, size_t size);

/* "M, O, prefix for SLAAC, default router for 1800 s, name servers …, search …" */
void probe_ra_text(const struct ra_info *ra, char *buf, size_t size);

/* Addresses, name servers and the like that an Advertise or a Reply brings. */
void probe_dhcp6_text(const struct dhcp6_reply *reply, char *buf, size_t size);

/*
 * Takes Rapid Commit (RFC 8415 21.14) out of a message, so that no server commits a lease to a
 * rehearsal. Returns the new length; a message that is malformed stays as it is.
 */
size_t probe_drop_rapid_commit(u8 *msg, size_t len);

/* An address that a root server can have; :: and the like are what some name servers block names with. */
bool probe_is_server(enum dns_type type, const union dns_addr *addr);

/*
 * Adds to DNS what N routers say about name resolution, each in turn, as the kernel does: none can crowd
 * out the others.
 */
void probe_collect_dns(struct dns_config *dns, const struct dns_config *routers, unsigned int n);

/*
 * The next component of a path: its length at *PATH, which is moved to it, 0 at the end. "." and empty
 * ones are left out.
 */
size_t probe_component(const char **path);

/*
 * PATH becomes LINK, what a symbolic link says, and REST, which is a part of PATH, behind it. Returns false
 * if that does not fit.
 */
bool probe_follow(char *path, size_t size, const char *link, const char *rest);

/* "%s" replaced by NAME, as the kernel does it. Returns false if it does not fit. */
bool probe_expand_path(const char *path, const char *name, char *buf, size_t size);

#endif /* NFSROOT6_PROBE_TEXT_H */
