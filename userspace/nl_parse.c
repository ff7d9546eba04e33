// SPDX-License-Identifier: GPL-2.0-only
/* What rtnetlink messages say. Each attribute's length is checked before it is read. */

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include <linux/rtnetlink.h>

#include "nl.h"

#define NDOPT_RA	134		/* ICMPv6 type */

#ifndef IFF_LOWER_UP			/* <linux/if.h> and <net/if.h> do not go together */
#define IFF_LOWER_UP	(1 << 16)
#endif

static const void *nl_header(const struct nlmsghdr *nlh, u16 new, u16 del, size_t size)
{
	if (nlh->nlmsg_len < MNL_NLMSG_HDRLEN || (nlh->nlmsg_type != new && nlh->nlmsg_type != del))
		return NULL;
	if (mnl_nlmsg_get_payload_len(nlh) < size)
		return NULL;
	return mnl_nlmsg_get_payload(nlh);
}

/*
 * Hands attributes to FN, which refuses those of a wrong length. True when there is nothing else in
 * LEN bytes. Each is at least 4 bytes long, so this ends.
 */
static bool nl_each_attr(const void *data, size_t len, bool (*fn)(const struct nlattr *attr, void *data),
			 void *arg)
{
	const struct nlattr *attr = data;

	while (len) {
		size_t step;

		if (len < sizeof(*attr) || attr->nla_len < sizeof(*attr) || attr->nla_len > len || !fn(attr, arg))
			return false;
		step = MNL_ALIGN(attr->nla_len);
		/* The last one need not be padded */
		if (step >= len)
			break;
		attr = (const void *)attr + step;
		len -= step;
	}
	return true;
}

static bool nl_attrs(const struct nlmsghdr *nlh, size_t header,
		     bool (*fn)(const struct nlattr *attr, void *data), void *arg)
{
	size_t len = mnl_nlmsg_get_payload_len(nlh);

	header = MNL_ALIGN(header);
	if (len <= header)
		return true;
	return nl_each_attr(mnl_nlmsg_get_payload(nlh) + header, len - header, fn, arg);
}

static bool get_addr(const struct nlattr *attr, struct in6_addr *addr)
{
	if (mnl_attr_get_payload_len(attr) != sizeof(*addr))
		return false;
	memcpy(addr, mnl_attr_get_payload(attr), sizeof(*addr));
	return true;
}

static bool get_u32(const struct nlattr *attr, u32 *value)
{
	if (mnl_attr_get_payload_len(attr) != sizeof(*value))
		return false;
	memcpy(value, mnl_attr_get_payload(attr), sizeof(*value));
	return true;
}

static bool get_ifindex(const struct nlattr *attr, int *ifindex)
{
	u32 value;

	if (!get_u32(attr, &value) || !value || value > INT_MAX)
		return false;
	*ifindex = value;
	return true;
}

struct addr_attrs {
	struct nl_addr *addr;
	struct in6_addr address, local;
	bool has_address, has_local;
};

static bool addr_attr(const struct nlattr *attr, void *data)
{
	struct addr_attrs *a = data;
	struct ifa_cacheinfo cache;

	switch (mnl_attr_get_type(attr)) {
	case IFA_ADDRESS:
		return a->has_address = get_addr(attr, &a->address);
	case IFA_LOCAL:
		return a->has_local = get_addr(attr, &a->local);
	case IFA_FLAGS:
		return get_u32(attr, &a->addr->flags);
	case IFA_CACHEINFO:
		if (mnl_attr_get_payload_len(attr) < sizeof(cache))
			return false;
		memcpy(&cache, mnl_attr_get_payload(attr), sizeof(cache));
		a->addr->preferred = cache.ifa_prefered;
		a->addr->valid = cache.ifa_valid;
		return true;
	default:
		return true;
	}
}

bool nl_parse_addr(const struct nlmsghdr *nlh, struct nl_addr *addr)
{
	struct addr_attrs a = { .addr = addr };
	const struct ifaddrmsg *ifa;

	ifa = nl_header(nlh, RTM_NEWADDR, RTM_DELADDR, sizeof(*ifa));
	if (!ifa || ifa->ifa_family != AF_INET6 || ifa->ifa_prefixlen > 128 || !ifa->ifa_index ||
	    ifa->ifa_index > INT_MAX)
		return false;
	memset(addr, 0, sizeof(*addr));
	addr->ifindex = ifa->ifa_index;
	addr->plen = ifa->ifa_prefixlen;
	addr->scope = ifa->ifa_scope;
	addr->flags = ifa->ifa_flags;
	addr->preferred = NL_FOREVER;
	addr->valid = NL_FOREVER;
	if (!nl_attrs(nlh, sizeof(*ifa), addr_attr, &a))
		return false;
	/* With a peer IFA_ADDRESS is the peer's */
	addr->addr = a.has_local ? a.local : a.address;
	return a.has_local || a.has_address;
}

struct route_attrs {
	struct nl_route *route;
	u32 table;
	s32 expires;			/* clock ticks, below 0: so long ago */
	bool has_dst;
	const struct nlattr *multipath;
};

static bool route_attr(const struct nlattr *attr, void *data)
{
	struct route_attrs *r = data;
	struct rta_cacheinfo cache;

	switch (mnl_attr_get_type(attr)) {
	case RTA_TABLE:
		return get_u32(attr, &r->table);
	case RTA_DST:
		return r->has_dst = get_addr(attr, &r->route->dst);
	case RTA_OIF:
		return get_ifindex(attr, &r->route->ifindex);
	case RTA_GATEWAY:
		return r->route->has_gateway = get_addr(attr, &r->route->gateway);
	case RTA_PRIORITY:
		return get_u32(attr, &r->route->metric);
	case RTA_MULTIPATH:
		r->multipath = attr;
		return true;
	case RTA_CACHEINFO:
		if (mnl_attr_get_payload_len(attr) < sizeof(cache))
			return false;
		memcpy(&cache, mnl_attr_get_payload(attr), sizeof(cache));
		r->expires = cache.rta_expires;
		return true;
	default:
		return true;
	}
}

static bool hop_attr(const struct nlattr *attr, void *data)
{
	struct nl_route *route = data;

	if (mnl_attr_get_type(attr) == RTA_GATEWAY)
		return route->has_gateway = get_addr(attr, &route->gateway);
	return true;
}

/* The Nth next hop of RTA_MULTIPATH. Each is at least 8 bytes long, so this ends. */
static bool route_hop(const struct nlattr *multipath, unsigned int n, struct nl_route *route)
{
	const u8 *p = mnl_attr_get_payload(multipath);
	size_t len = mnl_attr_get_payload_len(multipath);
	struct rtnexthop hop;
	size_t step;

	for (;; n--) {
		if (len < sizeof(hop))
			return false;
		memcpy(&hop, p, sizeof(hop));
		if (hop.rtnh_len < sizeof(hop) || hop.rtnh_len > len)
			return false;
		if (!n)
			break;
		step = RTNH_ALIGN(hop.rtnh_len);
		if (step >= len)
			return false;
		p += step;
		len -= step;
	}
	if (hop.rtnh_ifindex <= 0)
		return false;
	route->ifindex = hop.rtnh_ifindex;
	return nl_each_attr(p + sizeof(hop), hop.rtnh_len - sizeof(hop), hop_attr, route);
}

bool nl_parse_route_hop(const struct nlmsghdr *nlh, unsigned int hop, struct nl_route *route)
{
	struct route_attrs r = { .route = route };
	const struct rtmsg *rtm;
	long hz;

	rtm = nl_header(nlh, RTM_NEWROUTE, RTM_DELROUTE, sizeof(*rtm));
	if (!rtm || rtm->rtm_family != AF_INET6 || rtm->rtm_type != RTN_UNICAST ||
	    rtm->rtm_dst_len > 128 || rtm->rtm_src_len || (rtm->rtm_flags & RTM_F_CLONED))
		return false;
	memset(route, 0, sizeof(*route));
	route->plen = rtm->rtm_dst_len;
	route->protocol = rtm->rtm_protocol;
	r.table = rtm->rtm_table;
	if (!nl_attrs(nlh, sizeof(*rtm), route_attr, &r) || r.table != RT_TABLE_MAIN ||
	    (route->plen && !r.has_dst))
		return false;
	if (r.multipath ? !route_hop(r.multipath, hop, route) : hop)
		return false;
	if (!route->ifindex)
		return false;

	/* One that is over is no route any more, it waits to be collected */
	if (r.expires < 0 && nlh->nlmsg_type == RTM_NEWROUTE)
		return false;
	hz = sysconf(_SC_CLK_TCK);
	if (r.expires > 0 && hz > 0)
		route->expires = (r.expires - 1) / hz + 1;
	return true;
}

bool nl_parse_route(const struct nlmsghdr *nlh, struct nl_route *route)
{
	return nl_parse_route_hop(nlh, 0, route);
}

static bool link_attr(const struct nlattr *attr, void *data)
{
	size_t len = mnl_attr_get_payload_len(attr);
	const char *name = mnl_attr_get_payload(attr);
	struct nl_link *link = data;

	switch (mnl_attr_get_type(attr)) {
	case IFLA_IFNAME:
		if (!len || len > sizeof(link->name) || memchr(name, '\0', len) != name + len - 1)
			return false;
		memcpy(link->name, name, len);
		return true;
	case IFLA_MTU:
		return get_u32(attr, &link->mtu);
	case IFLA_ADDRESS:
		if (len > sizeof(link->mac))
			return false;
		memcpy(link->mac, name, len);
		link->mac_len = len;
		return true;
	default:
		return true;
	}
}

bool nl_parse_link(const struct nlmsghdr *nlh, struct nl_link *link)
{
	const struct ifinfomsg *ifi;

	/* Of AF_BRIDGE it would be a port, which may go without its device */
	ifi = nl_header(nlh, RTM_NEWLINK, RTM_DELLINK, sizeof(*ifi));
	if (!ifi || ifi->ifi_family != AF_UNSPEC || ifi->ifi_index <= 0)
		return false;
	memset(link, 0, sizeof(*link));
	link->ifindex = ifi->ifi_index;
	link->flags = ifi->ifi_flags;
	link->carrier = ifi->ifi_flags & IFF_LOWER_UP;
	return nl_attrs(nlh, sizeof(*ifi), link_attr, link) && link->name[0];
}

static bool ndopt_attr(const struct nlattr *attr, void *data)
{
	struct nl_ndopt *opt = data;

	if (mnl_attr_get_type(attr) == NDUSEROPT_SRCADDR)
		return get_addr(attr, &opt->from);
	return true;
}

bool nl_parse_ndopt(const struct nlmsghdr *nlh, struct nl_ndopt *opt)
{
	const struct nduseroptmsg *msg;
	size_t room;

	msg = nl_header(nlh, RTM_NEWNDUSEROPT, RTM_NEWNDUSEROPT, sizeof(*msg));
	if (!msg || msg->nduseropt_family != AF_INET6 || msg->nduseropt_ifindex <= 0 ||
	    msg->nduseropt_icmp_type != NDOPT_RA || msg->nduseropt_icmp_code)
		return false;
	room = mnl_nlmsg_get_payload_len(nlh) - sizeof(*msg);
	memset(opt, 0, sizeof(*opt));
	opt->ifindex = msg->nduseropt_ifindex;
	opt->opt = (const u8 *)(msg + 1);
	opt->len = msg->nduseropt_opts_len;
	/* The kernel passes options on one by one */
	if (opt->len < 8 || opt->len > room || opt->opt[1] * 8 != opt->len)
		return false;
	return nl_attrs(nlh, sizeof(*msg) + opt->len, ndopt_attr, opt);
}
