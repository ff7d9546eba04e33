/* SPDX-License-Identifier: GPL-2.0-only */
/* The daemon's socket for DHCPv6; it is opened before it gives up its privileges. */
#ifndef NFSROOT6_WATCH_DHCP_H
#define NFSROOT6_WATCH_DHCP_H

#include <stdbool.h>
#include <stddef.h>

#include <linux/types.h>

struct dhcp_socket {
	int fd;		/* -1: none */
	bool raw;	/* port 546 is somebody else's */
};

/* Port 546 of the device. 0 or a negative error number. */
int dhcp_open(struct dhcp_socket *s, int ifindex);

/* To All_DHCP_Relay_Agents_and_Servers. 0 or a negative error number. */
int dhcp_send(const struct dhcp_socket *s, int ifindex, const u8 *msg, size_t len);

/* Into BUF, without waiting. *MSG: where in it the message is. Its length, or a negative error number. */
int dhcp_receive(const struct dhcp_socket *s, u8 *buf, size_t size, const u8 **msg);

#endif /* NFSROOT6_WATCH_DHCP_H */
