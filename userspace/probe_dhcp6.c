// SPDX-License-Identifier: GPL-2.0-only
/*
 * A rehearsal's DHCPv6 exchange (RFC 8415 18.2). It takes no lease: a Solicit without Rapid Commit is
 * answered by Advertises alone, and what a server commits all the same is released at once.
 */

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "probe.h"
#include "probe_offer.h"

#define DHCP6_TIME	8000	/* ms for all of an exchange: four transmissions */
#define RELEASE_TIME	2000	/* ms, also on Ctrl-C */
#define DHCP6_SIZE_MAX	1500	/* bytes */

/* In the IAID, so that it is not that of the machine's own DHCPv6 client */
#define PROBE_IAID	0x50726f62

struct client {
	int fd;
	struct dhcp6_request req;
	s64 began;
	struct probe_offers offers;
};

static int open_socket(const struct probe *p)
{
	struct sockaddr_in6 own = {
		.sin6_family = AF_INET6, .sin6_port = htons(DHCP6_CLIENT_PORT), .sin6_addr = p->linklocal,
		.sin6_scope_id = p->ifindex,
	};
	int fd, err, on = 1;

	fd = socket(AF_INET6, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_UDP);
	if (fd < 0)
		return -errno;
	/* The machine's own client may have the port too; this address is nearer to us than its :: */
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) ||
	    setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, p->ifname, strlen(p->ifname) + 1) ||
	    bind(fd, (struct sockaddr *)&own, sizeof(own))) {
		err = -errno;
		close(fd);
		return err;
	}
	return fd;
}

static int send_message(const struct probe *p, struct client *c)
{
	struct sockaddr_in6 to = {
		.sin6_family = AF_INET6, .sin6_port = htons(DHCP6_SERVER_PORT), .sin6_scope_id = p->ifindex,
	};
	u8 buf[DHCP6_MESSAGE_SIZE];
	int len;

	inet_pton(AF_INET6, "ff02::1:2", &to.sin6_addr);	/* RFC 8415 7.1 */
	c->req.elapsed = probe_now() - c->began;
	len = dhcp6_build(buf, sizeof(buf), &c->req);
	if (len < 0)
		return len;
	if (c->req.type == DHCP6_SOLICIT)
		len = probe_drop_rapid_commit(buf, len);
	/* An error is like a packet that was lost */
	sendto(c->fd, buf, len, 0, (struct sockaddr *)&to, sizeof(to));
	return 0;
}

/* Return: 0 with an answer to what was sent */
static int receive(struct client *c, struct dhcp6_reply *reply, bool *stray)
{
	u8 buf[DHCP6_SIZE_MAX];
	ssize_t len;

	len = recv(c->fd, buf, sizeof(buf), 0);
	if (len < 0)
		return -EAGAIN;
	return probe_offer_read(buf, len, &c->req, reply, stray);
}

/* Return: true when the exchange is over */
static bool take(struct client *c, unsigned int sent)
{
	static struct dhcp6_reply reply;
	bool stray;

	return !receive(c, &reply, &stray) &&
	       probe_offer_take(&c->offers, &c->req, &reply, stray, sent, probe_now());
}

/* Sends, and sends again, until there is an answer or it is UNTIL. Returns 0 or -EINTR. */
static int exchange(const struct probe *p, struct client *c, s64 until)
{
	const struct dhcp6_retrans *retrans = dhcp6_retrans(c->req.type);
	unsigned int sent = 0;
	u32 timeout = 0;
	s64 next;
	int ret;

	c->began = probe_now();
	c->req.xid = probe_random() & 0xffffff;
	while (probe_now() < until && (!retrans->mrc || sent < retrans->mrc)) {
		ret = send_message(p, c);
		if (ret)
			return ret;
		sent++;
		timeout = dhcp6_timeout(retrans, timeout, 0, probe_random());
		next = probe_now() + timeout < until ? probe_now() + timeout : until;
		while ((ret = probe_wait(c->fd, POLLIN, next)) > 0)
			if (take(c, sent))
				return 0;
		if (ret < 0)
			return ret;
		if (c->offers.answered)
			return 0;
	}
	return 0;
}

/* Gives back what servers have committed. */
static void release(const struct probe *p, struct client *c)
{
	unsigned int i;
	s64 start;
	int ret;

	for (i = 0; i < c->offers.ncommitted; i++) {
		start = probe_now();
		probe_offer_release(&c->offers, i, &c->req);
		c->offers.answered = false;
		ret = exchange(p, c, start + RELEASE_TIME);
		probe_row(c->offers.answered ? PROBE_OK : PROBE_NO, start, "DHCPv6 Release",
			  "a server committed a lease unasked; %s", c->offers.answered ? "it has it back" :
			  ret ? "its release was sent" : "it does not answer to its release");
	}
}

static void report(struct probe *p, struct client *c, bool stateful, bool needed)
{
	const char *name = dhcp6_status_name(c->offers.refused.code);
	const char *step = stateful ? "DHCPv6 Solicit" : "DHCPv6 Information";
	enum probe_mark mark = needed ? PROBE_FAILED : PROBE_NO;
	char text[640];

	if (c->offers.answered) {
		probe_dhcp6_text(&c->offers.best, text, sizeof(text));
		/* The answer, not the time that others had */
		probe_row(PROBE_OK, c->began + probe_now() - c->offers.got, step, "%s%s", text,
			  stateful && !c->offers.ncommitted ? "; nothing was leased" : "");
	} else if (c->offers.refused.code) {
		probe_row(mark, c->began, step, "%s (%u) %s", name, c->offers.refused.code,
			  c->offers.refused.text);
		if (needed)
			probe_stop(&p->verdict, "%s: DHCPv6 server: %s (%u) %s", p->ifname, name,
				   c->offers.refused.code, c->offers.refused.text);
	} else {
		probe_row(mark, c->began, step, "no answer from a DHCPv6 server");
		if (needed)
			probe_stop(&p->verdict, "%s: no answer from a DHCPv6 server", p->ifname);
	}
}

static void set_identity(const struct probe *p, struct client *c)
{
	const struct bootline *line = p->line;

	c->req.iaid = dhcp6_iaid(p->mac, p->mac_len) ^ PROBE_IAID;
	c->req.vendor_class = line->vendor_class;
	if (line->duid.len) {
		c->req.client = line->duid;
	} else {
		dhcp6_duid_ll(&c->req.client, p->hw_type, p->mac, p->mac_len);
		probe_row(PROBE_SKIPPED, 0, "DHCPv6 identity",
			  "asks as this device (DUID-LL); a kernel asks as its machine's UUID, if any");
	}
}

/* What the server says is needed for more than an address: the root may be in it */
static void use(struct probe *p, const struct client *c)
{
	dhcp6_merge_dns(&p->dns, &c->offers.best, p->ifindex);
	memcpy(p->boot_url, c->offers.best.boot_url, sizeof(p->boot_url));
}

static const char *port_error(int err)
{
	switch (-err) {
	case EADDRINUSE:
		return "another program has UDP port 546 for itself, a DHCPv6 client perhaps";
	case EACCES:
		return "UDP port 546 takes root";
	default:
		return probe_error_text(err);
	}
}

int probe_dhcp6(struct probe *p)
{
	const struct ip6_config_request *req = &p->line->ip6;
	bool may = req->method == IP6_METHOD_AUTO || req->method == IP6_METHOD_DHCP;
	bool stateful = req->method == IP6_METHOD_DHCP || p->ra_managed;
	bool no_server = p->check->line.server.type == NFSROOT_SERVER_NONE;
	static struct client c;
	bool needed;
	int ret;

	if (!may || !p->dhcp6 || (req->method == IP6_METHOD_AUTO && !p->ra_heard))
		return 0;
	if (!stateful && !p->ra_other && p->dns.nservers) {
		probe_row(PROBE_SKIPPED, 0, "DHCPv6", "neither M nor O is set, and there is a name server");
		return 0;
	}
	/* What SLAAC gives is enough after a while */
	needed = req->method == IP6_METHOD_DHCP || (stateful && !p->ra_slaac);

	c.fd = open_socket(p);
	if (c.fd < 0) {
		probe_row(PROBE_SKIPPED, 0, "DHCPv6", "not rehearsed: %s", port_error(c.fd));
		if (needed || no_server)
			probe_unsure(&p->verdict, "DHCPv6 was not rehearsed, and the boot needs it");
		return 0;
	}
	set_identity(p, &c);
	c.req.type = stateful ? DHCP6_SOLICIT : DHCP6_INFORMATION_REQUEST;
	ret = c.req.client.len ? exchange(p, &c, probe_until(p, DHCP6_TIME)) : -EADDRNOTAVAIL;
	if (ret && ret != -EINTR) {
		probe_row(PROBE_FAILED, 0, "DHCPv6", "%s has no address to make a DUID of", p->ifname);
		probe_unsure(&p->verdict, "DHCPv6 was not rehearsed");
		ret = 0;
	} else if (!ret) {
		report(p, &c, stateful, needed);
	}
	if (c.offers.answered)
		use(p, &c);
	release(p, &c);
	close(c.fd);
	return ret;
}
