/* SPDX-License-Identifier: GPL-2.0-only */
/* The daemon's state, and what its parts do to it. */
#ifndef NFSROOT6_WATCH_H
#define NFSROOT6_WATCH_H

#include <signal.h>

#include "boot.h"
#include "inform.h"
#include "lease.h"
#include "nl.h"
#include "resolv.h"
#include "solicit.h"
#include "watch_addr.h"
#include "watch_dhcp.h"
#include "watch_dns.h"
#include "watch_root.h"

struct watch {
	const char *resolv_conf;
	bool hold;			/* only the root's address; a network manager does all else */
	s64 now;			/* CLOCK_BOOTTIME ms, when this turn of the loop began */

	char device[IFNAMSIZ];
	int ifindex;
	u8 mac[32];
	size_t mac_len;
	bool carrier;
	bool gone;			/* the device is */

	struct nl events, ask;
	struct dhcp_socket dhcp;
	int rs, probe, tcp6, mounts, resume;	/* descriptors, -1: none */

	struct boot_info boot;
	struct dhcp6_duid duid;		/* of "ip6duid=", or len 0 */
	char vendor_class[DHCP6_VENDOR_CLASS_MAX];	/* of "dhcpclass=", cut as the kernel does, or empty */
	struct lease lease;
	struct inform inform;
	bool may_inform;		/* DHCPv6 for the rest, if the RA says so */
	struct solicit solicit;
	struct watch_addrs addrs;
	struct root_addrs roots;
	struct root_server server;	/* of the root; hold: the way to it is kept, too: */
	struct nl_route way;		/* all zero: not known yet */
	struct resolv resolv;
	struct watch_dns dns;

	s64 sync;			/* when addresses are to be looked at, watch_sync(); or WATCH_NEVER */
	bool dirty;			/* resolv.conf is to be written */
	s64 write_after;		/* not before then */
	int write_error;		/* that was said */
	enum lease_state said_state;	/* in the log */
	s64 said_lost;			/* when lost events were said, 0: never */
	u32 said_xid;			/* to whose answer the status was said */
	s64 ping, ping_interval;	/* of the service manager's watchdog, ms */
	s64 asleep;			/* ms that the machine has slept so far */
};

/* CLOCK_BOOTTIME in ms, and how much of it the machine has slept. */
s64 watch_clock(void);
s64 watch_asleep(void);

/*
 * How long it has slept since this was asked last, ms; 0 if that is too short for a suspend. TOTAL is what
 * watch_asleep() says now, *ASLEEP what it said then.
 */
s64 watch_slept(s64 *asleep, s64 total);

u64 watch_random(void);

/* For the log; each is good until the next call but one. */
const char *watch_text(const struct in6_addr *addr);
const char *watch_left(s64 end, s64 now);

/* watch_run.c: the loop, until a signal of MASK's or the device's end; true: it was a signal. */
bool watch_run(struct watch *w, const sigset_t *mask);

/* All that is due now; returns when there is more to do. */
s64 watch_step(struct watch *w);

/* The signals, blocked but while the loop waits; *MASK is for that. */
void watch_catch_signals(sigset_t *mask);

/* A descriptor that is readable when the clock was set, which waking up does too; -1: not with this kernel. */
int watch_open_resume(void);

/* watch_events.c: what has come is taken. */
void watch_receive_events(struct watch *w);
void watch_receive_dhcp(struct watch *w);

/* The flags of the last RA. */
void watch_ra_flags(struct watch *w, u32 flags);

/* There is a link again, perhaps another one: all are asked. */
void watch_link_again(struct watch *w);

void watch_say_lease(struct watch *w);

/* What time or a message has done to the lease. */
void watch_lease_event(struct watch *w, enum lease_event event);

/* watch_sync.c: the kernel is asked which addresses there are, and told which there are to be. */
void watch_sync(struct watch *w);

#endif /* NFSROOT6_WATCH_H */
