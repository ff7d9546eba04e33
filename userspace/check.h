/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Whether a kernel of some .config boots from an NFS root with some command line, and what it does on
 * the way. Pure functions.
 */
#ifndef NFSROOT6_CHECK_H
#define NFSROOT6_CHECK_H

#include "bootline.h"
#include "finding.h"
#include "kconf.h"
#include "nfsopt.h"

#define CHECK_STEPS_MAX		16
#define CHECK_STEP_SIZE		384

struct check_input {
	const struct kconf *conf;
	const char *cmdline;	/* of the boot loader, without what the kernel has built in */
	const char *kernel;	/* "6.12" or "7.3"; NULL: as the head of the .config says */
	const char *driver;	/* symbol of the boot device's driver, without CONFIG_; NULL: any will do */
};

struct check_step {
	const char *label;	/* static text */
	char text[CHECK_STEP_SIZE];
};

struct check_result {
	char cmdline[BOOTLINE_SIZE];	/* the one that the kernel gets */
	const char *kernel;		/* whose options were looked for */
	struct bootline line;
	struct nfsopt opt;
	unsigned int nsteps;
	struct check_step steps[CHECK_STEPS_MAX];
	struct findings findings;	/* it boots if there are no errors */
};

/* Returns 0, or -E2BIG when the command line is longer than any kernel takes. */
int check_boot(const struct check_input *in, struct check_result *res);

/* The drivers of wired network devices, check_nics.c */
struct check_nics {
	unsigned int builtin;
	unsigned int modules;
	char first_module[48];		/* its symbol */
	bool virtio, usb;		/* of the built-in ones: there is one */
	bool other;			/* and one that is neither */
	const char *firmware;		/* one that needs firmware, or NULL */
};

/*
 * Reads and parses the .config FILE, - for standard input; says on standard error what is wrong. Returns 0 or
 * a negative error number.
 */
int check_load_config(const char *file, struct kconf *conf);

void check_count_nics(const struct kconf *conf, struct check_nics *nics);

#endif /* NFSROOT6_CHECK_H */
