/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the daemon gives up once all its sockets are open: every capability but CAP_NET_ADMIN (lifetimes
 * of addresses), the way to get any by executing a file, and every system call that its loop does not
 * need.
 */
#ifndef NFSROOT6_SANDBOX_H
#define NFSROOT6_SANDBOX_H

/*
 * Each is done as far as the kernel can: LACKS gets one line for each thing that it cannot (a kernel
 * without CONFIG_SECCOMP). Returns 0, or a negative error number when a thing that the kernel
 * has was refused: then the process should not go on.
 */
int sandbox_enter(void (*lacks)(const char *what));

#endif /* NFSROOT6_SANDBOX_H */
