/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_LINUX_SOCKET_H
#define SHIM_LINUX_SOCKET_H

#include_next <linux/socket.h>	/* for <linux/netlink.h> */
#include <sys/socket.h>

#endif /* SHIM_LINUX_SOCKET_H */
