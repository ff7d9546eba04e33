/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * From which of this machine's addresses is the root mounted? That of the NFS client's TCP connection,
 * which /proc/net/tcp6 has like every other one. While there is none (NFS closes an idle one, and over
 * UDP there never is) it is the one that was last seen, that of the mount's clientaddr=, or the one that a
 * new connection would get.
 */
#ifndef NFSROOT6_WATCH_ROOT_H
#define NFSROOT6_WATCH_ROOT_H

#include "boot.h"

#define WATCH_ROOTS_MAX	4	/* nconnect= may use several */

/* The server of an NFS mount, as its options say */
struct root_server {
	bool nfs6;			/* it is NFS over IPv6: */
	struct in6_addr addr;
	u16 port;
	bool has_client;
	struct in6_addr client;		/* of clientaddr= */
};

struct root_addrs {
	unsigned int n;
	struct in6_addr addrs[WATCH_ROOTS_MAX];
};

/*
 * The root as FD, /proc/self/mounts, shows it now; a negative error number when it cannot be told, -ENOENT: there
 * is none.
 */
int root_read_mount(int fd, struct boot_mount *mount);

/* Reads the options of a mount; nothing else is trusted to be there. */
void root_server_of(const struct boot_mount *mount, struct root_server *server);

/*
 * One line of /proc/net/tcp6, LEN bytes: true if it is a connection to SERVER, established or about to be.
 * *PORT_FITS: to its NFS port.
 */
bool root_parse_tcp6(const char *line, size_t len, const struct root_server *server, struct in6_addr *local,
		     bool *port_fits);

/* ADDR is added if it is not there and there is room. */
void root_add(struct root_addrs *roots, const struct in6_addr *addr);

/*
 * The local addresses of connections to SERVER that FD, /proc/net/tcp6, shows; those to its NFS port if
 * there are some, else to any. -errno when it cannot be read.
 */
int root_connections(int fd, const struct root_server *server, struct root_addrs *roots);

#endif /* NFSROOT6_WATCH_ROOT_H */
