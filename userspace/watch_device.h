/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which of the devices did the kernel boot from? Its name at boot tells least: udev may have given it
 * another one since, and its old one to another device. So first it is the one that has the address, then
 * the one whose MAC makes the IAID of the lease, and by its name only if there is neither.
 */
#ifndef NFSROOT6_WATCH_DEVICE_H
#define NFSROOT6_WATCH_DEVICE_H

#include "boot.h"
#include "nl.h"

struct device_search {
	const struct boot_info *boot;
	const char *name;		/* another one is asked for, or NULL */
	int by_addr;			/* index, 0: none has the address */
	unsigned int rank;		/* of: */
	struct nl_link booted;		/* ifindex 0: not found */
	struct nl_link named;		/* the same */
};

/* NAME may be NULL; both must outlive this. */
void device_search(struct device_search *s, const struct boot_info *boot, const char *name);

/* All addresses are to be told before all links. */
void device_addr(struct device_search *s, const struct nl_addr *addr);
void device_link(struct device_search *s, const struct nl_link *link);

/* The one that is asked for, or NULL; *BOOTED: it is the one that the kernel booted from. */
const struct nl_link *device_found(const struct device_search *s, bool *booted);

#endif /* NFSROOT6_WATCH_DEVICE_H */
