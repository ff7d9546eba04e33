// SPDX-License-Identifier: GPL-2.0-only
/*
 * DHCPv6 beside another client. dhcpcd, dhclient and others have port 546 for all devices, also when they
 * are to leave this one alone, and share it with nobody. A raw socket gets what comes for it all the same.
 */

#include <errno.h>
#include <netinet/in.h>
#include <netinet/udp.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <linux/filter.h>

#include "dhcp6.h"
#include "watch_dhcp.h"

#ifndef SO_BINDTOIFINDEX	/* of the C library, as old as Linux 5.0 */
#define SO_BINDTOIFINDEX	62
#endif

#define LOOPBACK	1		/* in any network namespace */
#define RECEIVE_BUFFER	(1 << 16)	/* bytes; a flood is dropped behind it */

static int set_int(int fd, int level, int option, int value)
{
	return setsockopt(fd, level, option, &value, sizeof(value)) ? -errno : 0;
}

static int open_device(int type, int ifindex)
{
	int fd, err;

	fd = socket(AF_INET6, type | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_UDP);
	if (fd < 0)
		return -errno;
	err = set_int(fd, SOL_SOCKET, SO_BINDTOIFINDEX, ifindex);
	if (!err)
		err = set_int(fd, SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER);
	if (!err)
		return fd;
	close(fd);
	return err;
}

static int open_port(int fd)
{
	const struct sockaddr_in6 own = {
		.sin6_family = AF_INET6,
		.sin6_port = htons(DHCP6_CLIENT_PORT),
	};
	int err;

	err = set_int(fd, IPPROTO_IPV6, IPV6_V6ONLY, 1);
	return err ? err : bind(fd, (const void *)&own, sizeof(own)) ? -errno : 0;
}

/* Who has it for this device alone is in charge of this device, and then nobody else is. */
static bool is_for_all(void)
{
	int fd = open_device(SOCK_DGRAM, LOOPBACK), err;

	if (fd < 0)
		return false;
	err = open_port(fd);
	close(fd);
	return err == -EADDRINUSE;
}

/* The kernel makes and checks the checksum. Other UDP wakes nobody. */
static int open_raw(int fd)
{
	static struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_H | BPF_ABS, offsetof(struct udphdr, uh_dport)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, DHCP6_CLIENT_PORT, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, ~0U),
		BPF_STMT(BPF_RET | BPF_K, 0),
	};
	const struct sock_fprog filter = { .len = sizeof(code) / sizeof(code[0]), .filter = code };

	if (setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof(filter)))
		return -errno;
	return set_int(fd, IPPROTO_IPV6, IPV6_CHECKSUM, offsetof(struct udphdr, uh_sum));
}

int dhcp_open(struct dhcp_socket *s, int ifindex)
{
	int fd, err;

	s->fd = -1;
	s->raw = false;
	fd = open_device(SOCK_DGRAM, ifindex);
	if (fd < 0)
		return fd;
	err = open_port(fd);
	if (err == -EADDRINUSE && is_for_all()) {
		close(fd);
		s->raw = true;
		fd = open_device(SOCK_RAW, ifindex);
		if (fd < 0)
			return fd;
		err = open_raw(fd);
	}
	if (err)
		close(fd);
	else
		s->fd = fd;
	return err;
}

int dhcp_send(const struct dhcp_socket *s, int ifindex, const u8 *msg, size_t len)
{
	struct udphdr header = {
		.uh_sport = htons(DHCP6_CLIENT_PORT),
		.uh_dport = htons(DHCP6_SERVER_PORT),
		.uh_ulen = htons(sizeof(header) + len),
	};
	struct sockaddr_in6 to = {
		.sin6_family = AF_INET6,
		.sin6_port = s->raw ? 0 : htons(DHCP6_SERVER_PORT),
		.sin6_addr = { { { 0xff, 0x02, [13] = 1, [15] = 2 } } },	/* ff02::1:2, RFC 8415 7.1 */
		.sin6_scope_id = ifindex,
	};
	struct iovec parts[] = {
		{ .iov_base = &header, .iov_len = sizeof(header) },
		{ .iov_base = (void *)msg, .iov_len = len },
	};
	struct msghdr all = {
		.msg_name = &to,
		.msg_namelen = sizeof(to),
		.msg_iov = s->raw ? parts : parts + 1,
		.msg_iovlen = s->raw ? 2 : 1,
	};
	ssize_t n;

	do
		n = sendmsg(s->fd, &all, MSG_DONTWAIT);
	while (n < 0 && errno == EINTR);
	return n < 0 ? -errno : 0;
}

int dhcp_receive(const struct dhcp_socket *s, u8 *buf, size_t size, const u8 **msg)
{
	struct udphdr header;
	ssize_t len;
	size_t ulen;

	len = recv(s->fd, buf, size, MSG_DONTWAIT);
	*msg = buf;
	if (len < 0 || !s->raw)
		return len < 0 ? -errno : len;
	/* what came before the filter was there, too */
	if (len < sizeof(header))
		return -EBADMSG;
	memcpy(&header, buf, sizeof(header));
	ulen = ntohs(header.uh_ulen);
	if (header.uh_dport != htons(DHCP6_CLIENT_PORT) || ulen < sizeof(header) || ulen > len)
		return -EBADMSG;
	*msg = buf + sizeof(header);
	return ulen - sizeof(header);
}
