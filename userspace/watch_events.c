// SPDX-License-Identifier: GPL-2.0-only
/* What comes from the kernel and from DHCPv6 servers. */

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include <linux/if_addr.h>
#include <linux/rtnetlink.h>

#include "prefix.h"
#include "watch.h"
#include "watch_log.h"
#include "watch_net.h"

#define MESSAGES_MAX	16		/* DHCPv6 messages taken in one turn */
#define MESSAGE_SIZE	1500		/* bytes, all that comes without fragments */
#define SAY_GAP		60000		/* ms without lost events, until they are said again */
#define RA_OTHER	0x80		/* IF_RA_OTHERCONF of the kernel's if_inet6.h */

/*
 *	DHCPv6
 */

void watch_say_lease(struct watch *w)
{
	const struct lease_addr *a;
	unsigned int i;

	for (i = 0; i < w->lease.naddrs; i++) {
		a = &w->lease.addrs[i];
		say(LOG_INFO, "%s: lease of %s: preferred %s, valid %s", w->device, watch_text(&a->addr),
		    watch_left(a->preferred, w->now), watch_left(a->valid, w->now));
	}
	say(LOG_INFO, "%s: renewal: %s", w->device, watch_left(w->lease.t1, w->now));
}

static void say_state(struct watch *w)
{
	if (w->lease.state == w->said_state)
		return;
	w->said_state = w->lease.state;
	if (w->lease.state == LEASE_REBIND)
		say(LOG_WARNING, "%s: the DHCPv6 server does not renew the lease: any other is asked", w->device);
	if (w->lease.state == LEASE_SOLICIT)
		say(LOG_WARNING, "%s: looking for a DHCPv6 server", w->device);
}

void watch_lease_event(struct watch *w, enum lease_event event)
{
	say_state(w);
	if (event == LEASE_WAITS)
		return;
	if (event == LEASE_LOST)
		say(LOG_WARNING, "%s: the DHCPv6 lease has ended", w->device);
	watch_addrs_lease(&w->addrs, &w->lease, w->now);
	w->sync = w->now;
}

/* Once for each exchange: a server is asked again and again */
static void say_status(struct watch *w, u32 xid)
{
	const struct dhcp6_reply *reply = &w->lease.reply;
	const struct dhcp6_status *status = reply->status.code ? &reply->status : &reply->ia_status;

	if (!status->code || w->said_xid == xid)
		return;
	w->said_xid = xid;
	say(LOG_WARNING, "%s: DHCPv6 server: %s (%u) %s", w->device, dhcp6_status_name(status->code),
	    status->code, status->text);
}

static void take_dns(struct watch *w, struct dhcp6_reply *reply)
{
	w->dns.heard_dhcp = true;
	watch_dns_keep_dhcp(&w->dns, reply);
	w->dirty |= resolv_dhcp(&w->resolv, reply, w->ifindex, RESOLV_NEVER);
}

static void take_message(struct watch *w, const u8 *msg, size_t len)
{
	u32 xid = w->lease.x.req.xid;
	enum lease_event event;

	if (w->inform.active && inform_receive(&w->inform, w->now, msg, len))
		take_dns(w, &w->inform.reply);
	if (w->lease.state == LEASE_NONE)
		return;
	/* It may be no answer at all, which leaves the last one there */
	w->lease.reply.status.code = 0;
	w->lease.reply.ia_status.code = 0;
	event = lease_receive(&w->lease, w->now, watch_random(), msg, len);
	say_status(w, xid);
	if (event == LEASE_UPDATED && w->lease.state == LEASE_BOUND) {
		watch_say_lease(w);
		take_dns(w, &w->lease.reply);
	}
	watch_lease_event(w, event);
}

void watch_receive_dhcp(struct watch *w)
{
	u8 buf[MESSAGE_SIZE];
	const u8 *msg;
	int i, len;

	for (i = 0; i < MESSAGES_MAX; i++) {
		len = dhcp_receive(&w->dhcp, buf, sizeof(buf), &msg);
		if (len == -EAGAIN)
			return;
		/* Another error is that of a message that was sent: it was lost, and is sent again in time */
		if (len > 0)
			take_message(w, msg, len);
	}
}

/*
 *	The kernel
 */

void watch_ra_flags(struct watch *w, u32 flags)
{
	bool wanted = w->may_inform && (flags & RA_OTHER);

	if (wanted == w->inform.active)
		return;
	w->dns.by_dhcp = wanted;
	if (wanted)
		inform_start(&w->inform, w->now, watch_random());
	else
		inform_stop(&w->inform);
}

void watch_link_again(struct watch *w)
{
	lease_confirm(&w->lease, w->now, watch_random());
	if (w->inform.active)
		inform_start(&w->inform, w->now, watch_random());
	if (!w->dns.fixed)
		solicit_start(&w->solicit, w->now, watch_random());
	w->sync = w->now;
}

static void link_is(struct watch *w, const struct nl_link *link)
{
	if (strcmp(link->name, w->device)) {
		say(LOG_NOTICE, "%s is now called %s", w->device, link->name);
		strcpy(w->device, link->name);
		w->dirty = true;
	}
	memcpy(w->mac, link->mac, link->mac_len);
	w->mac_len = link->mac_len;
	if (link->carrier == w->carrier)
		return;
	w->carrier = link->carrier;
	say(LOG_NOTICE, "%s: %s", w->device, w->carrier ? "there is a link again" : "no link");
	if (w->carrier)
		watch_link_again(w);
}

static void addr_is(struct watch *w, const struct nl_addr *addr, bool gone)
{
	const struct watch_addr *a;
	unsigned int i;

	if ((addr->flags & IFA_F_DADFAILED) && lease_decline(&w->lease, &addr->addr, w->now)) {
		say(LOG_ERR, "%s: duplicate address %s: another machine has it", w->device,
		    watch_text(&addr->addr));
		watch_lease_event(w, LEASE_UPDATED);
	}
	if (!gone) {
		watch_addrs_seen(&w->addrs, addr, w->now);
		return;
	}
	watch_addrs_gone(&w->addrs, &addr->addr);
	/* Somebody has taken away what the root is mounted from */
	for (i = 0; i < w->addrs.n; i++) {
		a = &w->addrs.addrs[i];
		if (a->root && (a->by_lease || w->addrs.bring_back) && !a->present && w->carrier)
			w->sync = w->now;
	}
}

static void option_is(struct watch *w, const struct nl_ndopt *opt)
{
	struct ra_info ra;

	if (watch_dns_option(opt, &ra))
		return;
	if (!w->hold) {
		solicit_stop(&w->solicit);
		w->dns.heard_ra |= watch_dns_has_server(&ra);
		watch_dns_keep_ra(&w->dns, &ra);
		w->dirty |= resolv_ra(&w->resolv, &ra, w->ifindex, w->now);
	}
	/* The root may have moved to another address meanwhile: nothing tells of that */
	if (watch_addrs_held(&w->addrs))
		w->sync = w->now;
}

/* Ours may be gone, or the way be another one now */
static void route_is(struct watch *w, const struct nl_route *route)
{
	if (w->server.nfs6 && same_prefix(&route->dst, &w->server.addr, route->plen))
		w->sync = w->now;
}

static int take_event(const struct nlmsghdr *nlh, void *data)
{
	struct watch *w = data;
	struct nl_ndopt opt;
	struct nl_addr addr;
	struct nl_link link;
	struct nl_route route;
	int ifindex;
	u32 flags;

	if (nl_parse_ndopt(nlh, &opt) && opt.ifindex == w->ifindex)
		option_is(w, &opt);
	if (nl_parse_addr(nlh, &addr) && addr.ifindex == w->ifindex)
		addr_is(w, &addr, nlh->nlmsg_type == RTM_DELADDR);
	if (nl_parse_link(nlh, &link) && link.ifindex == w->ifindex) {
		w->gone |= nlh->nlmsg_type == RTM_DELLINK;
		link_is(w, &link);
	}
	if (nl_parse_route(nlh, &route))
		route_is(w, &route);
	if (net_parse_ra_flags(nlh, &ifindex, &flags) && ifindex == w->ifindex)
		watch_ra_flags(w, flags);
	return w->gone;
}

static int take_link(const struct nl_link *link, void *data)
{
	struct watch *w = data;

	if (link->ifindex != w->ifindex)
		return 0;
	w->gone = false;
	link_is(w, link);
	return 1;
}

/* Events were lost: everything is asked for */
static void resync(struct watch *w)
{
	u32 flags;

	/* Who floods the link is not to flood the log */
	if (!w->said_lost || w->now - w->said_lost >= SAY_GAP)
		say(LOG_NOTICE, "%s: events were lost, all is read again", w->device);
	w->said_lost = w->now;
	w->gone = true;
	if (nl_each_link(&w->ask, take_link, w))
		w->gone = false;
	if (!net_ra_flags(&w->ask, w->ifindex, &flags))
		watch_ra_flags(w, flags);
	if (!w->dns.fixed)
		solicit_start(&w->solicit, w->now, watch_random());
	w->sync = w->now;
}

void watch_receive_events(struct watch *w)
{
	if (nl_receive(&w->events, take_event, w))
		resync(w);
}
