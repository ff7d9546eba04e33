/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the kernel's configuration at boot left in /proc, see
 * Documentation/admin-guide/nfs/nfsroot.rst of the series. The parsers are pure functions over
 * buffers; what they read is trusted no more than what the network sent.
 */
#ifndef NFSROOT6_BOOT_H
#define NFSROOT6_BOOT_H

#include <net/if.h>

#include "dhcp6.h"		/* the codecs of the series */
#include "dns.h"

#define BOOT_LOWER	"/run/nfsroot6/lower"	/* the NFS root, once an overlay of "nfsroot6 init" hides it */

/* /proc/net/ipconfig/ip6_lease */
struct boot_lease {
	struct dhcp6_duid client;
	struct dhcp6_duid server;
	u32 iaid;
	u32 t1, t2;			/* seconds after it was got */
	unsigned int naddrs;
	struct dhcp6_addr addrs[DHCP6_ADDRS_MAX];
	s64 obtained;			/* seconds since 1970; 0: not known */
	s64 boottime;			/* CLOCK_BOOTTIME seconds then; -1: not known */
};

/* The mount on /, see boot_parse_mounts() */
struct boot_mount {
	char source[512];		/* as in /proc/mounts, unescaped */
	char fstype[16];		/* "nfs", "nfs4", … */
	char options[1024];
	char addr[64];			/* of the server, of addr=; or empty */
};

struct boot_info {
	bool configured;		/* the kernel has configured IPv6: ip6_method is there */
	char method[16];		/* slaac, dhcp, static, link-local */
	char device[IFNAMSIZ];
	struct in6_addr address;
	u8 plen;
	struct in6_addr router;		/* or :: */
	struct dns_config dns;		/* ifindex is set for link-local servers with a zone that exists */
	unsigned int nntp;
	struct in6_addr ntp[DHCP6_NTP_MAX];
	char boot_url[DHCP6_URL_SIZE];	/* or empty */
	bool has_lease;			/* there is one: */
	bool lease_readable;		/* for root only; then lease holds it */
	bool lease_bad;			/* it could be read, but is not sound */
	struct boot_lease lease;
	bool has_mount;
	struct boot_mount mount;
};

/*
 * Each takes LEN bytes, not terminated, and returns 0 or -EINVAL. A line that is not known is passed
 * over (a newer kernel), one without its newline is bad.
 */

/* All or nothing: of a lease that is bad in a part nothing is kept. */
int boot_parse_lease(const char *text, size_t len, struct boot_lease *lease);

/* The servers alone, the search list stays; those on good lines are kept even with -EINVAL. */
int boot_parse_nameservers(const char *text, size_t len, struct dns_config *dns);

/*
 * Of /proc/mounts the NFS mount that is the root, or was mounted on / before another hid it, or is the
 * lower layer of an overlay on /; otherwise whatever is on / now. -ENOENT: nothing is.
 */
int boot_parse_mounts(const char *text, size_t len, struct boot_mount *mount);

/* The value of an option of a mount in BUF; false when it has none, or it does not fit. */
bool boot_mount_option(const struct boot_mount *mount, const char *name, char *buf, size_t size);

/*
 * Reads all of it. ROOT is put before each path ("" for the machine; tests have a folder). Returns 0,
 * or a negative error number when /proc itself cannot be read; what is missing is not an error. What
 * is there but is not sound counts as missing.
 */
int boot_read(const char *root, struct boot_info *info);

/* The kernel's command line of ROOT, without its newline; 0 or a negative error number. */
int boot_cmdline(const char *root, char *buf, size_t size);

#endif /* NFSROOT6_BOOT_H */
