/* SPDX-License-Identifier: GPL-2.0-only */
/* The mount options of an NFS root, see nfs(5): as much of them as the codec of the series leaves out. */
#ifndef NFSROOT6_NFSOPT_H
#define NFSROOT6_NFSOPT_H

#include "cmdline.h"

struct nfsopt {
	struct nfsroot_options base;	/* what the codec reads */
	unsigned int minor;		/* of version 4 */
	bool minor_given;
	u16 mountport;			/* 0: not given */
	bool noresvport;
	bool rdma;
	bool tls;			/* xprtsec= other than none */
	bool sloppy;			/* what the mount does not know is passed over from here on */
	char sec[16];			/* empty: sys */
};

/*
 * Reads OPTIONS, with commas between them; an option that the mount would not take is an error, even
 * where the codec leaves it to the mount. KERNEL is "6.12" or "7.3". Returns 0, or -EINVAL with *ERR.
 */
int nfsopt_parse(const char *options, const char *kernel, struct nfsopt *opt, struct cmdline_error *err);

#endif /* NFSROOT6_NFSOPT_H */
