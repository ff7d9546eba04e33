// SPDX-License-Identifier: GPL-2.0-only
/* A rehearsal's device, and the router advertisements that are heard on it (RFC 4861). */

#include <errno.h>
#include <net/if_arp.h>
#include <netinet/icmp6.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <linux/if_addr.h>

#include "nl.h"
#include "probe.h"

#define RA_SIZE_MAX	1500	/* bytes */

/*
 * The kernel's first two solicitations, then RFC 4861 10.: MAX_RTR_SOLICITATIONS 3, of 4 s each.
 * Milliseconds after the one before; the last one is the time that an answer to it has.
 */
static const unsigned int rs_schedule[] = { 0, 150, 4000, 4000, 4000 };

/* Routers answer within MAX_RA_DELAY_TIME, RFC 4861 10.: others than the first one are heard too */
#define RA_OTHERS	600	/* ms */

static int take_link(const struct nl_link *link, void *data)
{
	struct probe *p = data;

	if (strcmp(link->name, p->ifname))
		return 0;
	p->ifindex = link->ifindex;
	p->mac_len = link->mac_len < sizeof(p->mac) ? link->mac_len : sizeof(p->mac);
	memcpy(p->mac, link->mac, p->mac_len);
	if (!(link->flags & IFF_UP)) {
		probe_row(PROBE_FAILED, 0, p->ifname, "is down: \"ip link set %s up\" is not done here",
			  p->ifname);
		probe_unsure(&p->verdict, "%s is down on this machine", p->ifname);
	} else if (!link->carrier) {
		probe_row(PROBE_FAILED, 0, p->ifname, "no carrier (cable or switch?)");
		probe_unsure(&p->verdict, "%s has no carrier on this machine", p->ifname);
	}
	return 1;
}

static int take_addr(const struct nl_addr *addr, void *data)
{
	struct probe *p = data;

	if (addr->ifindex != p->ifindex || addr->flags & (IFA_F_DADFAILED | IFA_F_TENTATIVE))
		return 0;
	if (IN6_IS_ADDR_LINKLOCAL(&addr->addr)) {
		if (!p->has_linklocal)
			p->linklocal = addr->addr;
		p->has_linklocal = true;
	} else if (addr->scope == 0) {	/* RT_SCOPE_UNIVERSE */
		p->has_global = true;
	}
	return 0;
}

static u16 hardware(const struct probe *p)
{
	int fd = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	u16 type = ARPHRD_ETHER;
	struct ifreq ifr;

	if (fd < 0)
		return type;
	memset(&ifr, 0, sizeof(ifr));
	memcpy(ifr.ifr_name, p->ifname, sizeof(ifr.ifr_name));
	if (!ioctl(fd, SIOCGIFHWADDR, &ifr))
		type = ifr.ifr_hwaddr.sa_family;
	close(fd);
	return type;
}

int probe_device(struct probe *p, const char *ifname)
{
	struct nl nl;
	int err;

	snprintf(p->ifname, sizeof(p->ifname), "%s", ifname);
	err = nl_open(&nl, 0);
	if (err)
		return err;
	err = nl_each_link(&nl, take_link, p);
	if (!err && !p->ifindex)
		err = -ENODEV;
	if (!err)
		err = nl_each_addr(&nl, take_addr, p);
	nl_close(&nl);
	if (err || p->verdict.unsure[0])
		return err;

	p->hw_type = hardware(p);
	if (!p->has_linklocal) {
		probe_row(PROBE_FAILED, 0, p->ifname, "has no usable link-local address (is IPv6 disabled?)");
		probe_unsure(&p->verdict, "%s has no usable link-local address on this machine", p->ifname);
	} else if (!p->has_global && p->line->ip6_wanted && p->line->ip6.method != IP6_METHOD_LINK_LOCAL) {
		probe_row(PROBE_SKIPPED, 0, p->ifname,
			  "has no global address: what follows goes over whatever routes this machine has");
	}
	return 0;
}

static int open_raw(const struct probe *p)
{
	struct icmp6_filter filter;
	int fd, err, hops = 255, on = 1;

	fd = socket(AF_INET6, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_ICMPV6);
	if (fd < 0)
		return -errno;
	ICMP6_FILTER_SETBLOCKALL(&filter);
	ICMP6_FILTER_SETPASS(ND_ROUTER_ADVERT, &filter);
	/* Of what comes the kernel has checked the checksum, of what goes it fills it in */
	if (setsockopt(fd, IPPROTO_ICMPV6, ICMP6_FILTER, &filter, sizeof(filter)) ||
	    setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, p->ifname, strlen(p->ifname) + 1) ||
	    setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, &hops, sizeof(hops)) ||
	    setsockopt(fd, IPPROTO_IPV6, IPV6_RECVHOPLIMIT, &on, sizeof(on)) ||
	    setsockopt(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, &on, sizeof(on))) {
		err = -errno;
		close(fd);
		return err;
	}
	return fd;
}

static int send_rs(const struct probe *p, int fd)
{
	/* No link-layer address: that of this machine is no business of the routers */
	const struct nd_router_solicit rs = { .nd_rs_type = ND_ROUTER_SOLICIT };
	struct sockaddr_in6 to = { .sin6_family = AF_INET6, .sin6_scope_id = p->ifindex };

	inet_pton(AF_INET6, "ff02::2", &to.sin6_addr);	/* all routers, RFC 4291 2.7.1 */
	if (sendto(fd, &rs, sizeof(rs), 0, (struct sockaddr *)&to, sizeof(to)) < 0)
		return -errno;
	return 0;
}

/* Return: 0 with an RA of this link that is good, -EBADMSG for anything else */
static int receive_ra(const struct probe *p, int fd, struct ra_info *ra, struct in6_addr *from)
{
	union {
		struct cmsghdr align;
		char bytes[256];
	} control;
	struct sockaddr_in6 sender = { };
	u8 buf[RA_SIZE_MAX];
	struct iovec vec = { buf, sizeof(buf) };
	struct msghdr msg = {
		.msg_name = &sender, .msg_namelen = sizeof(sender), .msg_iov = &vec, .msg_iovlen = 1,
		.msg_control = &control, .msg_controllen = sizeof(control),
	};
	int hops = -1, ifindex = 0;
	struct cmsghdr *c;
	ssize_t len;

	len = recvmsg(fd, &msg, 0);
	if (len < 0 || msg.msg_flags & (MSG_TRUNC | MSG_CTRUNC))
		return -EBADMSG;
	for (c = CMSG_FIRSTHDR(&msg); c; c = CMSG_NXTHDR(&msg, c)) {
		if (c->cmsg_level != IPPROTO_IPV6)
			continue;
		if (c->cmsg_type == IPV6_HOPLIMIT && c->cmsg_len >= CMSG_LEN(sizeof(int))) {
			memcpy(&hops, CMSG_DATA(c), sizeof(hops));
		} else if (c->cmsg_type == IPV6_PKTINFO &&
			   c->cmsg_len >= CMSG_LEN(sizeof(struct in6_pktinfo))) {
			struct in6_pktinfo info;

			memcpy(&info, CMSG_DATA(c), sizeof(info));
			ifindex = info.ipi6_ifindex;
		}
	}
	if (ifindex != p->ifindex || hops < 0 || hops > 255)
		return -EBADMSG;
	*from = sender.sin6_addr;
	return ra_parse(buf, len, hops, from, ra);
}

static void take_ra(struct probe *p, const struct ra_info *ra, const struct in6_addr *from, s64 since)
{
	char text[768], router[INET6_ADDRSTRLEN];

	p->ra_heard = true;
	p->ra_managed |= ra->managed;
	p->ra_other |= ra->other;
	p->ra_slaac |= ra->slaac;
	probe_ra_text(ra, text, sizeof(text));
	inet_ntop(AF_INET6, from, router, sizeof(router));
	probe_row(PROBE_OK, since, "router advertisement", "from %s: %s", router, text);
}

#define ROUTERS_MAX	4	/* whose name servers the kernel keeps */

struct routers {
	unsigned int n;
	struct in6_addr addrs[ROUTERS_MAX];
	struct dns_config dns[ROUTERS_MAX];
};

/* Once each, though the same one comes again and again */
static bool add_router(struct routers *routers, const struct in6_addr *from, const struct ra_info *ra,
		       int ifindex)
{
	unsigned int i;

	for (i = 0; i < routers->n; i++)
		if (!memcmp(&routers->addrs[i], from, sizeof(*from)))
			return false;
	if (i == ROUTERS_MAX)
		return false;
	routers->addrs[i] = *from;
	ra_merge_dns(&routers->dns[i], ra, ifindex);
	routers->n++;
	return true;
}

static int listen_ra(struct probe *p, int fd, s64 start, struct routers *routers)
{
	s64 next = start, end = 0;
	unsigned int sent = 0;
	struct in6_addr from;
	struct ra_info ra;
	int ret;

	for (;;) {
		if (!end && probe_now() >= next) {
			if (sent == sizeof(rs_schedule) / sizeof(rs_schedule[0]) - 1)
				return 0;
			ret = send_rs(p, fd);
			if (ret)
				return ret;
			next = probe_now() + rs_schedule[++sent];
		}
		ret = probe_wait(fd, POLLIN, end ? end : next < p->deadline ? next : p->deadline);
		if (ret < 0)
			return ret;
		if (!ret && (end || probe_now() >= p->deadline))
			return 0;
		if (!ret || receive_ra(p, fd, &ra, &from))
			continue;
		if (!add_router(routers, &from, &ra, p->ifindex))
			continue;
		take_ra(p, &ra, &from, start);
		if (!end)
			end = probe_until(p, RA_OTHERS);
	}
}

int probe_ra(struct probe *p)
{
	static struct routers routers;
	const struct bootline *line = p->line;
	s64 start = probe_now();
	int fd, ret;

	if (line->ip6.method == IP6_METHOD_STATIC || line->ip6.method == IP6_METHOD_LINK_LOCAL) {
		probe_row(PROBE_SKIPPED, 0, "router advertisement", "none is waited for with this ip6=");
		return 0;
	}
	fd = open_raw(p);
	if (fd < 0)
		return fd;
	ret = listen_ra(p, fd, start, &routers);
	close(fd);
	probe_collect_dns(&p->dns, routers.dns, routers.n);
	if (ret == -EINTR)
		return ret;
	if (ret)
		probe_row(PROBE_NO, start, "router solicitation", "%s", probe_error_text(ret));

	if (!p->ra_heard) {
		probe_row(PROBE_FAILED, start, "router advertisement",
			  "none (is there an IPv6 router on this link?)");
		probe_stop(&p->verdict, "%s: no router advertisement (is there an IPv6 router on this link?)",
			   p->ifname);
	} else if (!p->ra_slaac && line->ip6.method == IP6_METHOD_SLAAC) {
		probe_row(PROBE_FAILED, 0, "SLAAC", "no prefix to make an address of");
		probe_stop(&p->verdict, "%s: the router advertisement comes without a prefix for SLAAC",
			   p->ifname);
	} else if (!p->ra_slaac && line->ip6.method == IP6_METHOD_AUTO &&
		   !(p->ra_managed && p->dhcp6)) {
		probe_row(PROBE_FAILED, 0, "address", "%s", p->ra_managed ?
			  "no prefix for SLAAC; M is of no use without CONFIG_IP_PNP_DHCPV6" :
			  "neither a prefix for SLAAC nor M for DHCPv6");
		probe_stop(&p->verdict, "%s: the router advertisement comes without a prefix for SLAAC",
			   p->ifname);
	}
	return 0;
}
