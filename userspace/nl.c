// SPDX-License-Identifier: GPL-2.0-only
/* rtnetlink: the socket, questions and changes. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include <linux/rtnetlink.h>

#include "nl.h"

#define NL_TIMEOUT	5		/* seconds; the kernel answers at once or has no memory */
#define NL_TRIES	8		/* of a dump that others keep changing */
#define NL_ANSWER_MAX	(64 << 20)	/* bytes of a dump */
#define NL_MESSAGE_MAX	(1 << 20)	/* bytes of one datagram */
#define NL_BATCH	64		/* datagrams taken by one nl_receive() */
#define NL_REQUEST_SIZE	128		/* bytes, enough for each request here */

int nl_open(struct nl *nl, unsigned int groups)
{
	const struct timeval timeout = { .tv_sec = NL_TIMEOUT };
	int err;

	memset(nl, 0, sizeof(*nl));
	nl->sock = mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC);
	if (!nl->sock)
		return -errno;
	if (mnl_socket_bind(nl->sock, groups, MNL_SOCKET_AUTOPID) < 0 ||
	    setsockopt(mnl_socket_get_fd(nl->sock), SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof(timeout))) {
		err = -errno;
		nl_close(nl);
		return err;
	}
	nl->portid = mnl_socket_get_portid(nl->sock);
	return 0;
}

void nl_close(struct nl *nl)
{
	if (nl->sock)
		mnl_socket_close(nl->sock);
	nl->sock = NULL;
}

struct answer {
	char *buf;			/* what came, one behind the other, each aligned */
	size_t len, size;
};

static int answer_grow(struct answer *a, size_t more)
{
	size_t size = a->size ? a->size : 1 << 15;
	char *buf;

	while (size - a->len < more)
		size *= 2;
	if (size == a->size)
		return 0;
	buf = realloc(a->buf, size);
	if (!buf)
		return -ENOMEM;
	a->buf = buf;
	a->size = size;
	return 0;
}

/* One datagram of the kernel is added: its length, 0 for one that is not its, or an error number */
static ssize_t nl_recv(struct nl *nl, struct answer *a, int flags)
{
	struct sockaddr_nl from = { 0 };
	int fd = mnl_socket_get_fd(nl->sock);
	struct iovec iov;
	struct msghdr msg = { .msg_name = &from, .msg_namelen = sizeof(from), .msg_iov = &iov, .msg_iovlen = 1 };
	ssize_t len;
	int err;

	do
		len = recv(fd, NULL, 0, MSG_PEEK | MSG_TRUNC | flags);
	while (len < 0 && errno == EINTR);
	if (len < 0)
		return -errno;
	if (len > NL_MESSAGE_MAX || a->len > NL_ANSWER_MAX)
		return -EMSGSIZE;
	err = answer_grow(a, MNL_ALIGN(len) + MNL_NLMSG_HDRLEN);
	if (err)
		return err;
	iov.iov_base = a->buf + a->len;
	iov.iov_len = a->size - a->len;
	len = recvmsg(fd, &msg, flags);
	if (len < 0)
		return -errno;
	if (msg.msg_flags & MSG_TRUNC)
		return -EMSGSIZE;
	if (msg.msg_namelen != sizeof(from) || from.nl_family != AF_NETLINK || from.nl_pid)
		return 0;
	memset(a->buf + a->len + len, 0, MNL_ALIGN(len) - len);
	a->len += MNL_ALIGN(len);
	return len;
}

static int nl_error(const struct nlmsghdr *nlh)
{
	int err;

	if (mnl_nlmsg_get_payload_len(nlh) < sizeof(err))
		return -EPROTO;
	memcpy(&err, mnl_nlmsg_get_payload(nlh), sizeof(err));
	return err <= 0 ? err : -EPROTO;
}

/*
 * Sends NLH and collects the answer until its end: 0, -EINTR for a dump that changed meanwhile, or
 * another error number. What else comes is passed over.
 */
static int nl_ask(struct nl *nl, struct nlmsghdr *nlh, struct answer *a)
{
	const struct nlmsghdr *one;
	bool changed = false;
	size_t start;
	ssize_t n;
	int len;

	nlh->nlmsg_seq = ++nl->seq;
	if (mnl_socket_sendto(nl->sock, nlh, nlh->nlmsg_len) < 0)
		return -errno;
	a->len = 0;
	for (;;) {
		start = a->len;
		do
			n = nl_recv(nl, a, 0);
		while (n == -EINTR);
		if (n == -EAGAIN)
			return -ETIMEDOUT;
		if (n < 0)
			return n;
		len = n;
		for (one = (void *)(a->buf + start); mnl_nlmsg_ok(one, len); one = mnl_nlmsg_next(one, &len)) {
			if (one->nlmsg_seq != nl->seq || one->nlmsg_pid != nl->portid)
				continue;
			changed |= one->nlmsg_flags & NLM_F_DUMP_INTR;
			if (one->nlmsg_type == NLMSG_ERROR)
				return nl_error(one);
			if (one->nlmsg_type == NLMSG_DONE)
				return changed ? -EINTR : mnl_nlmsg_get_payload_len(one) ? nl_error(one) : 0;
		}
	}
}

/* Each message of the answer in turn, which is that of the last nl_ask() */
static int answer_each(const struct nl *nl, const struct answer *a,
		       int (*fn)(const struct nlmsghdr *nlh, void *data), void *data)
{
	const struct nlmsghdr *one = (void *)a->buf;
	int len = a->len;

	for (; mnl_nlmsg_ok(one, len); one = mnl_nlmsg_next(one, &len)) {
		if (one->nlmsg_seq != nl->seq || one->nlmsg_pid != nl->portid)
			continue;
		if (one->nlmsg_type >= NLMSG_MIN_TYPE && fn(one, data))
			break;
	}
	return 0;
}

/* SIZE is of the header of messages of this type; the family is its first byte in all of them. */
static int nl_dump(struct nl *nl, u16 type, u8 family, size_t size,
		   int (*fn)(const struct nlmsghdr *nlh, void *data), void *data)
{
	char buf[NL_REQUEST_SIZE] __attribute__((aligned(NLMSG_ALIGNTO)));
	struct answer a = { 0 };
	struct nlmsghdr *nlh;
	int tries = NL_TRIES;
	int err;

	do {
		nlh = mnl_nlmsg_put_header(buf);
		nlh->nlmsg_type = type;
		nlh->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
		*(u8 *)mnl_nlmsg_put_extra_header(nlh, size) = family;
		err = nl_ask(nl, nlh, &a);
	} while (err == -EINTR && --tries);
	if (!err)
		answer_each(nl, &a, fn, data);
	free(a.buf);
	return err;
}

struct each_addr {
	int (*fn)(const struct nl_addr *addr, void *data);
	void *data;
};

static int each_addr(const struct nlmsghdr *nlh, void *data)
{
	const struct each_addr *e = data;
	struct nl_addr addr;

	return nl_parse_addr(nlh, &addr) ? e->fn(&addr, e->data) : 0;
}

int nl_each_addr(struct nl *nl, int (*fn)(const struct nl_addr *addr, void *data), void *data)
{
	struct each_addr e = { fn, data };

	return nl_dump(nl, RTM_GETADDR, AF_INET6, sizeof(struct ifaddrmsg), each_addr, &e);
}

struct each_route {
	int (*fn)(const struct nl_route *route, void *data);
	void *data;
};

static int each_route(const struct nlmsghdr *nlh, void *data)
{
	const struct each_route *e = data;
	struct nl_route route;
	unsigned int hop;
	int end = 0;

	for (hop = 0; !end && nl_parse_route_hop(nlh, hop, &route); hop++)
		end = e->fn(&route, e->data);
	return end;
}

int nl_each_route(struct nl *nl, int (*fn)(const struct nl_route *route, void *data), void *data)
{
	struct each_route e = { fn, data };

	return nl_dump(nl, RTM_GETROUTE, AF_INET6, sizeof(struct rtmsg), each_route, &e);
}

struct each_link {
	int (*fn)(const struct nl_link *link, void *data);
	void *data;
};

static int each_link(const struct nlmsghdr *nlh, void *data)
{
	const struct each_link *e = data;
	struct nl_link link;

	return nl_parse_link(nlh, &link) ? e->fn(&link, e->data) : 0;
}

int nl_each_link(struct nl *nl, int (*fn)(const struct nl_link *link, void *data), void *data)
{
	struct each_link e = { fn, data };

	return nl_dump(nl, RTM_GETLINK, AF_UNSPEC, sizeof(struct ifinfomsg), each_link, &e);
}

/* For what has no answer but a word of success */
static int nl_change(struct nl *nl, struct nlmsghdr *nlh)
{
	struct answer a = { 0 };
	int err = nl_ask(nl, nlh, &a);

	free(a.buf);
	return err;
}

static int nl_change_addr(struct nl *nl, const struct nl_addr *addr, u16 type, u16 flags)
{
	const struct ifa_cacheinfo cache = { .ifa_prefered = addr->preferred, .ifa_valid = addr->valid };
	char buf[NL_REQUEST_SIZE] __attribute__((aligned(NLMSG_ALIGNTO)));
	struct ifaddrmsg *ifa;
	struct nlmsghdr *nlh;

	nlh = mnl_nlmsg_put_header(buf);
	nlh->nlmsg_type = type;
	nlh->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | flags;
	ifa = mnl_nlmsg_put_extra_header(nlh, sizeof(*ifa));
	ifa->ifa_family = AF_INET6;
	ifa->ifa_prefixlen = addr->plen;
	ifa->ifa_scope = addr->scope;
	ifa->ifa_index = addr->ifindex;
	mnl_attr_put(nlh, IFA_LOCAL, sizeof(addr->addr), &addr->addr);
	if (type == RTM_NEWADDR) {
		mnl_attr_put_u32(nlh, IFA_FLAGS, addr->flags);
		mnl_attr_put(nlh, IFA_CACHEINFO, sizeof(cache), &cache);
	}
	return nl_change(nl, nlh);
}

int nl_set_addr(struct nl *nl, const struct nl_addr *addr)
{
	return nl_change_addr(nl, addr, RTM_NEWADDR, NLM_F_CREATE | NLM_F_REPLACE);
}

int nl_del_addr(struct nl *nl, const struct nl_addr *addr)
{
	return nl_change_addr(nl, addr, RTM_DELADDR, 0);
}

int nl_set_route(struct nl *nl, const struct nl_route *route)
{
	char buf[NL_REQUEST_SIZE] __attribute__((aligned(NLMSG_ALIGNTO)));
	struct nlmsghdr *nlh;
	struct rtmsg *rtm;

	nlh = mnl_nlmsg_put_header(buf);
	nlh->nlmsg_type = RTM_NEWROUTE;
	nlh->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_REPLACE;
	rtm = mnl_nlmsg_put_extra_header(nlh, sizeof(*rtm));
	rtm->rtm_family = AF_INET6;
	rtm->rtm_dst_len = route->plen;
	rtm->rtm_table = RT_TABLE_MAIN;
	rtm->rtm_protocol = route->protocol;
	rtm->rtm_scope = RT_SCOPE_UNIVERSE;
	rtm->rtm_type = RTN_UNICAST;
	mnl_attr_put(nlh, RTA_DST, sizeof(route->dst), &route->dst);
	mnl_attr_put_u32(nlh, RTA_OIF, route->ifindex);
	mnl_attr_put_u32(nlh, RTA_PRIORITY, route->metric);
	if (route->has_gateway)
		mnl_attr_put(nlh, RTA_GATEWAY, sizeof(route->gateway), &route->gateway);
	return nl_change(nl, nlh);
}

int nl_receive(struct nl *nl, int (*fn)(const struct nlmsghdr *nlh, void *data), void *data)
{
	const struct nlmsghdr *one;
	struct answer a = { 0 };
	int batch = NL_BATCH;
	int err = 0;
	ssize_t n;
	int len;

	while (!err && batch--) {
		a.len = 0;
		n = nl_recv(nl, &a, MSG_DONTWAIT);
		if (n < 0) {
			err = n;
			break;
		}
		len = n;
		for (one = (void *)a.buf; mnl_nlmsg_ok(one, len); one = mnl_nlmsg_next(one, &len)) {
			/* A late answer to a question that was given up */
			if (one->nlmsg_type < NLMSG_MIN_TYPE || one->nlmsg_flags & NLM_F_MULTI)
				continue;
			if (fn(one, data)) {
				batch = 0;
				break;
			}
		}
	}
	free(a.buf);
	return err == -EAGAIN ? 0 : err;
}
