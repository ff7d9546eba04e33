/* SPDX-License-Identifier: GPL-2.0-only */
/* Which pages of the daemon stay in memory: its program is a file on a root that may be away. */
#ifndef NFSROOT6_WATCH_MEMORY_H
#define NFSROOT6_WATCH_MEMORY_H

/*
 * The program stays as a whole, and of the shared libraries and of data what is used from now on; what
 * only the start needed of the libraries is given back. 0, or a negative error number of what could not
 * be locked.
 */
int watch_lock_memory(void);

#endif /* NFSROOT6_WATCH_MEMORY_H */
