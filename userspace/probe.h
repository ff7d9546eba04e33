/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A rehearsal of a boot, from a machine on the boot link. Each step asks what the kernel would ask, in
 * its order, prints a row of a table, and leaves what it found out for the next one. Nothing of the
 * machine's configuration is changed.
 */
#ifndef NFSROOT6_PROBE_H
#define NFSROOT6_PROBE_H

#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "check.h"
#include "dns.h"
#include "nfs_msg.h"
#include "probe_text.h"
#include "ra.h"

#define PROBE_ADDRS_MAX		(2 * DNS_ADDRS_MAX)	/* AAAA and A, as the kernel keeps */
#define PROBE_MAC_MAX		32

union probe_addr {
	struct sockaddr sa;
	struct sockaddr_in in;
	struct sockaddr_in6 in6;
};

struct probe {
	/* What is asked for */
	const struct check_result *check;
	const struct bootline *line;
	bool dhcp6;			/* the kernel can ask DHCPv6 servers */

	/* The device */
	char ifname[IFNAMSIZ];
	int ifindex;
	u16 hw_type;			/* ARPHRD_… */
	u8 mac[PROBE_MAC_MAX];
	size_t mac_len;
	bool has_linklocal, has_global;
	struct in6_addr linklocal;

	/* Time: milliseconds of CLOCK_MONOTONIC */
	s64 deadline;

	/* What was found out */
	bool ra_heard, ra_managed, ra_other, ra_slaac;
	struct dns_config dns;
	char boot_url[DHCP6_URL_SIZE];	/* of DHCPv6, or empty */
	struct nfsroot_server server;
	char path[NFSROOT_PATH_SIZE];
	struct nfsopt opt;		/* with those of a boot file URL */
	unsigned int naddrs;
	union probe_addr addrs[PROBE_ADDRS_MAX];
	char refused[PROBE_REASON_SIZE];	/* why the first of them will not do, or empty */
	bool doubt;			/* what failed may be for want of an own address alone */

	struct probe_verdict verdict;
};

/*
 *	Time, waiting and sockets, probe_wait.c
 */

s64 probe_now(void);

/* Ctrl-C was pressed. */
bool probe_interrupted(void);
void probe_catch_signals(void);

/* UNTIL, or the end of all if that is earlier. */
s64 probe_until(const struct probe *p, s64 ms);

/* Waits until FD has one of EVENTS (POLLIN, …): 1, 0 when it is UNTIL, -EINTR on Ctrl-C. */
int probe_wait(int fd, short events, s64 until);

/* Does nothing for MS; -EINTR on Ctrl-C, else 0. */
int probe_pause(const struct probe *p, s64 ms);

u32 probe_random(void);

/* Over the device alone where that is possible. Returns 0 or a negative error number. */
int probe_bind_device(const struct probe *p, int fd, const union probe_addr *to);

/* "[2001:db8::1]:2049", "[fe80::1%eth0]", "192.0.2.1:53"; PORT 0: none */
const char *probe_addr_text(const struct probe *p, const union probe_addr *addr, unsigned int port,
			    char *buf, size_t size);
#define PROBE_ADDR_SIZE	80

socklen_t probe_addr_len(const union probe_addr *addr);
void probe_set_port(union probe_addr *addr, u16 port);

/*
 * Connects a new TCP socket, non-blocking: the descriptor, or a negative error number. RESERVED: from
 * a port below 1024 if that is possible, *IS_RESERVED tells.
 */
int probe_connect(const struct probe *p, const union probe_addr *to, u16 port, s64 until, bool reserved,
		  bool *is_reserved);

/* All of it, or a negative error number. */
int probe_send(int fd, const void *buf, size_t len, s64 until);

/* In the words of the kernel's console messages; ERR is negative. */
const char *probe_error_text(int err);

/* A host that was not reached: for want of an address of this machine perhaps, see doubt. */
void probe_unreached(struct probe *p, int err);

/* What would stop a boot, unless there is doubt. */
void probe_fail(struct probe *p, const char *why);

/*
 *	Rows: printed at once, probe_text.c keeps the verdict
 */

/* SINCE: when the step began, probe_now(); 0: there is no time to tell. */
void probe_row(enum probe_mark mark, s64 since, const char *step, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/*
 *	The steps. Each returns 0, or -EINTR on Ctrl-C; what failed is in the verdict.
 */

int probe_device(struct probe *p, const char *ifname);	/* -ENODEV: none of that name */
int probe_ra(struct probe *p);				/* -EPERM: no raw socket */
int probe_dhcp6(struct probe *p);
int probe_server(struct probe *p);			/* its addresses */
int probe_nfs(struct probe *p);

#endif /* NFSROOT6_PROBE_H */
