/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A whole kernel command line, read as the kernel reads it: split by its rules, each parameter by its
 * own grammar (the codec of the series), repeated ones with the effect that they have there. Pure
 * functions over strings; what depends on the configuration of the kernel is left to the caller.
 */
#ifndef NFSROOT6_BOOTLINE_H
#define NFSROOT6_BOOTLINE_H

#include "cmdline.h"		/* the codecs of the series */
#include "dhcp6.h"
#include "finding.h"

#define BOOTLINE_SIZE		8192	/* bytes, more than COMMAND_LINE_SIZE of any architecture */
#define BOOTLINE_NS_MAX		3	/* nameserver= that count */
#define NFSROOT_PATH_SIZE	1025	/* NFS_MAXPATHLEN and the NUL */
#define NFSROOT_OPTIONS_SIZE	256	/* bytes that the kernel has for all mount options, with the NUL */
#define NFSROOT_PATH_DEFAULT	"/tftpboot/%s"

enum ip4_method {
	IP4_OFF,		/* ip= is not given, or it is off */
	IP4_STATIC,		/* with a client address */
	IP4_ANY,		/* DHCP, BOOTP, RARP: what the kernel has */
	IP4_DHCP,
	IP4_BOOTP,
	IP4_RARP,
	IP4_BOTH,		/* BOOTP and RARP */
};

struct bootline_ip4 {
	bool given;		/* an ip= that is IPv4's */
	enum ip4_method method;
	bool odd;		/* an address in it is none, which has been said */
	char client[16], server[16], gateway[16];	/* dotted quads, empty: not given */
	char hostname[65];
	char device[IFNAMSIZ];
};

#define ROOTWAIT_NONE		0
#define ROOTWAIT_FOREVER	(-1)

struct bootline {
	char text[BOOTLINE_SIZE];	/* cut up; the pointers below lead into it */
	size_t len;			/* of the line in bytes, as given */
	struct findings findings;	/* what is wrong whatever the kernel's configuration is */

	bool ip6_given;			/* an ip6=, or an ip= that is IPv6's */
	bool ip6_wanted;		/* and it is good, and not "off" */
	struct ip6_config_request ip6;	/* of the last one */
	struct bootline_ip4 ip4;

	unsigned int nns;
	struct cmdline_nameserver ns[BOOTLINE_NS_MAX];
	bool has_bootif;
	u8 bootif[ETH_ALEN];
	struct dhcp6_duid duid;		/* len 0: none */
	const char *vendor_class;	/* dhcpclass=, or NULL */

	bool nfsroot;			/* there is one */
	bool nfsroot_bad;		/* it cannot be used; a finding says why */
	const char *nfsroot_arg;
	struct nfsroot_server server;	/* NFSROOT_SERVER_NONE: DHCP has to give one */
	char path[NFSROOT_PATH_SIZE];	/* empty: not given; "%s" is the client's name unless path_literal */
	bool path_literal;		/* of a URL */
	char options[NFSROOT_PATH_SIZE];	/* as given, may be empty */

	const char *root;		/* root=, or NULL */
	const char *init;		/* init=, or NULL */
	bool rw;
	long rootwait;			/* seconds, or ROOTWAIT_… */
	unsigned int rootdelay;		/* seconds */
	bool has_panic;
	int panic;			/* seconds, negative: at once, 0: never */
	bool ipv6_off;			/* ipv6.disable=1 or ipv6.disable_ipv6=1 */
	bool no_autoconf;		/* ipv6.autoconf=0 */
	bool noinitrd;
};

/*
 * Cuts the first parameter off ARGS, which is changed: *VALUE is what follows "=", or NULL. Blanks
 * separate outside of double quotes; quotes around a value, or around all of it, are taken off.
 * Returns the rest, with no blanks before it.
 */
char *bootline_next(char *args, char **param, char **value);

/* Returns 0, or -E2BIG when it is longer than BOOTLINE_SIZE - 1 bytes. */
int bootline_parse(const char *cmdline, struct bootline *line);

/*
 * The server that the root is on before DHCP has said anything: that of nfsroot=, else that of ip6=
 * (of ip= for IPv4). Returns its type, NFSROOT_SERVER_NONE if there is none.
 */
enum nfsroot_server_type bootline_server(const struct bootline *line, struct nfsroot_server *server);

/* The root is to be NFS. */
bool bootline_is_nfs(const struct bootline *line);

/* "server.example.org", "[2001:db8::1]", … as a user writes it. */
void bootline_server_text(const struct nfsroot_server *server, char *buf, size_t size);

#endif /* NFSROOT6_BOOTLINE_H */
