/* SPDX-License-Identifier: GPL-2.0-only */
/* "nfsroot6 init": what its parameters say, and the overlay that it makes. */
#ifndef NFSROOT6_INIT_H
#define NFSROOT6_INIT_H

#include <stdbool.h>

#include "boot.h"

#define INIT_PATH_SIZE		256	/* bytes of a path on the kernel command line, with the NUL */
#define INIT_SIZE_SIZE		24	/* of the size of a tmpfs */
#define INIT_PROBLEM_SIZE	160

/* When the overlay cannot be had: */
enum init_onfail {
	INIT_PLAIN,		/* the real init, on the root as it is */
	INIT_SHELL,		/* a shell first */
	INIT_PANIC,		/* end, and the kernel panics */
};

struct init_options {
	bool overlay;
	char size[INIT_SIZE_SIZE];	/* of its tmpfs, as mount(2) takes it; empty: the default */
	char init[INIT_PATH_SIZE];	/* the real init; empty: not given */
	enum init_onfail onfail;
	char problem[INIT_PROBLEM_SIZE];	/* the first thing that is wrong, or empty */
};

/*
 * nfsroot6.overlay=tmpfs[,size=SIZE], nfsroot6.init=PATH and nfsroot6.onfail=plain|shell|panic of a kernel
 * command line; other parameters are nobody's business here. What is wrong is not kept, but named in
 * problem; with a wrong nfsroot6.overlay= there is no overlay.
 */
void init_options_parse(const char *cmdline, struct init_options *opt);

/* Is it a case for nfsroot6.onfail=? OVER: the overlay is the root. */
bool init_has_failed(const struct init_options *opt, bool over);

/* Can it be a host name? "(none)" and addresses cannot. */
bool init_hostname_ok(const char *name);

/* LEVEL as in printk(9); to the kernel's log and so to the console, else to standard error. */
void init_say(int level, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Each mounts it if it is not there yet: 1, 0 if it was there, or -1 with errno set. */
int init_mount_proc(void);
int init_mount_dev(void);

/* Is there a file system of its own on /dev? */
bool init_has_dev(void);

/*
 * Puts a tmpfs over the root and makes that the root, with /proc, /sys, /dev and /run in it and the old
 * root at BOOT_LOWER, read-only. 0, or -1: then it has said why, and all is as it was.
 */
int init_overlay(const struct init_options *opt);

#endif /* NFSROOT6_INIT_H */
