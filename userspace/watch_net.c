// SPDX-License-Identifier: GPL-2.0-only
/* Sockets for RS and route lookup; the RA flags of a device. */

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <netinet/icmp6.h>

#include "watch_net.h"

#ifndef SO_BINDTOIFINDEX	/* of the C library, as old as Linux 5.0 */
#define SO_BINDTOIFINDEX	62
#endif

#define DISCARD_PORT	9		/* nothing is sent to it */

static int set_int(int fd, int level, int option, int value)
{
	return setsockopt(fd, level, option, &value, sizeof(value)) ? -errno : 0;
}

static int close_fd(int fd, int err)
{
	close(fd);
	return err;
}

int net_open_rs(int ifindex)
{
	struct icmp6_filter none;
	int fd, err;

	fd = socket(AF_INET6, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_ICMPV6);
	if (fd < 0)
		return -errno;
	ICMP6_FILTER_SETBLOCKALL(&none);
	err = setsockopt(fd, IPPROTO_ICMPV6, ICMP6_FILTER, &none, sizeof(none)) ? -errno : 0;
	if (!err)
		err = set_int(fd, SOL_SOCKET, SO_BINDTOIFINDEX, ifindex);
	/* RFC 4861 4.1: nobody forwarded it */
	if (!err)
		err = set_int(fd, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, 255);
	if (!err)
		err = set_int(fd, IPPROTO_IPV6, IPV6_MULTICAST_LOOP, 0);
	return err ? close_fd(fd, err) : fd;
}

int net_open_probe(void)
{
	int fd = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_UDP);

	return fd < 0 ? -errno : fd;
}

static int send_to(int fd, const struct sockaddr_in6 *to, const u8 *msg, size_t len)
{
	ssize_t n;

	do
		n = sendto(fd, msg, len, MSG_DONTWAIT, (const void *)to, sizeof(*to));
	while (n < 0 && errno == EINTR);
	return n < 0 ? -errno : 0;
}

int net_send_rs(int fd, int ifindex, const u8 *msg, size_t len)
{
	const struct sockaddr_in6 to = {
		.sin6_family = AF_INET6,
		.sin6_addr = { { { 0xff, 0x02, [15] = 2 } } },	/* ff02::2, RFC 4861 2.3 */
		.sin6_scope_id = ifindex,
	};

	return send_to(fd, &to, msg, len);
}

int net_source(int fd, const struct in6_addr *to, struct in6_addr *from)
{
	struct sockaddr_in6 addr = {
		.sin6_family = AF_INET6,
		.sin6_port = htons(DISCARD_PORT),
		.sin6_addr = *to,
	};
	const struct sockaddr none = { .sa_family = AF_UNSPEC };
	socklen_t len = sizeof(addr);

	/* A socket that is connected keeps its source */
	connect(fd, &none, sizeof(none));
	if (connect(fd, (const void *)&addr, sizeof(addr)) || getsockname(fd, (void *)&addr, &len))
		return -errno;
	if (len != sizeof(addr) || addr.sin6_family != AF_INET6)
		return -EAFNOSUPPORT;
	*from = addr.sin6_addr;
	return 0;
}

/* The attribute TYPE of those in LEN bytes; each is at least 4 bytes long, so this ends */
static const struct nlattr *find_attr(const void *data, size_t len, u16 type)
{
	const struct nlattr *attr = data;
	size_t step;

	for (; mnl_attr_ok(attr, len); attr = (const void *)attr + step, len -= step) {
		if (mnl_attr_get_type(attr) == type)
			return attr;
		step = MNL_ALIGN(attr->nla_len);
		if (step >= len)
			break;
	}
	return NULL;
}

static const struct nlattr *find_nested(const struct nlattr *attr, u16 type)
{
	return attr ? find_attr(mnl_attr_get_payload(attr), mnl_attr_get_payload_len(attr), type) : NULL;
}

/* A device's messages of AF_UNSPEC have it in IFLA_AF_SPEC, those of AF_INET6 in IFLA_PROTINFO */
bool net_parse_ra_flags(const struct nlmsghdr *nlh, int *ifindex, u32 *flags)
{
	const struct ifinfomsg *ifi;
	const struct nlattr *attr;
	size_t len;

	if (nlh->nlmsg_type != RTM_NEWLINK || nlh->nlmsg_len < MNL_NLMSG_HDRLEN + sizeof(*ifi))
		return false;
	ifi = mnl_nlmsg_get_payload(nlh);
	len = mnl_nlmsg_get_payload_len(nlh) - sizeof(*ifi);
	if (ifi->ifi_family == AF_UNSPEC)
		attr = find_nested(find_attr(ifi + 1, len, IFLA_AF_SPEC), AF_INET6);
	else if (ifi->ifi_family == AF_INET6)
		attr = find_attr(ifi + 1, len, IFLA_PROTINFO);
	else
		return false;
	attr = find_nested(attr, IFLA_INET6_FLAGS);
	if (!attr || mnl_attr_get_payload_len(attr) != sizeof(*flags))
		return false;
	*ifindex = ifi->ifi_index;
	memcpy(flags, mnl_attr_get_payload(attr), sizeof(*flags));
	return true;
}

int net_ra_flags(struct nl *nl, int ifindex, u32 *flags)
{
	char buf[16384] __attribute__((aligned(NLMSG_ALIGNTO)));
	const struct nlmsghdr *one;
	struct ifinfomsg *ifi;
	struct nlmsghdr *nlh;
	int which, len;
	ssize_t n;

	nlh = mnl_nlmsg_put_header(buf);
	nlh->nlmsg_type = RTM_GETLINK;
	nlh->nlmsg_flags = NLM_F_REQUEST;
	nlh->nlmsg_seq = ++nl->seq;
	ifi = mnl_nlmsg_put_extra_header(nlh, sizeof(*ifi));
	ifi->ifi_index = ifindex;
	if (mnl_socket_sendto(nl->sock, nlh, nlh->nlmsg_len) < 0)
		return -errno;
	/* What comes before the answer is late, of a question that was given up */
	for (;;) {
		n = mnl_socket_recvfrom(nl->sock, buf, sizeof(buf));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		len = n;
		for (one = (void *)buf; mnl_nlmsg_ok(one, len); one = mnl_nlmsg_next(one, &len)) {
			if (one->nlmsg_seq != nl->seq || one->nlmsg_pid != nl->portid)
				continue;
			if (net_parse_ra_flags(one, &which, flags) && which == ifindex)
				return 0;
			return -ENODATA;
		}
	}
}
