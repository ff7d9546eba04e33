// SPDX-License-Identifier: GPL-2.0-only
/*
 * A rehearsal's stub resolver: the kernel's servers, in its order, with its time-outs. Every question
 * goes out with a random id from a random port on a connected socket (RFC 5452).
 */

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "probe.h"

#define DNS_PORT		53
#define DNS_ROUNDS		3	/* of 1, 2 and 3 seconds for each server */
#define DNS_TCP_TIME		3000	/* ms */
#define DNS_MESSAGE_MAX		65535	/* bytes over TCP */
#define PEERS_MAX		(BOOTLINE_NS_MAX + DNS_SERVERS_MAX)

struct peer {
	union probe_addr addr;
	int fd;				/* the question that is open, or -1 */
	u16 id;
	int err;			/* why it is of no use any more, or 0 */
};

struct resolver {
	const struct probe *p;
	unsigned int npeers;
	struct peer peers[PEERS_MAX];
	const char *name;		/* the question */
	enum dns_type type;
	struct dns_reply reply;		/* the answer */
	char why[PROBE_REASON_SIZE];	/* why there is none: the first reason, or empty */
};

static void add_peer(struct resolver *r, const struct in6_addr *addr)
{
	struct peer *peer = &r->peers[r->npeers];

	if (r->npeers == PEERS_MAX)
		return;
	r->npeers++;
	peer->fd = -1;
	if (IN6_IS_ADDR_V4MAPPED(addr)) {
		peer->addr.in.sin_family = AF_INET;
		memcpy(&peer->addr.in.sin_addr, &addr->s6_addr[12], sizeof(peer->addr.in.sin_addr));
		return;
	}
	peer->addr.in6.sin6_family = AF_INET6;
	peer->addr.in6.sin6_addr = *addr;
	/* A zone of the command line names a device of the machine that boots: here it is this link */
	if (IN6_IS_ADDR_LINKLOCAL(addr))
		peer->addr.in6.sin6_scope_id = r->p->ifindex;
}

static void close_peer(struct peer *peer)
{
	if (peer->fd >= 0)
		close(peer->fd);
	peer->fd = -1;
}

static void close_all(struct resolver *r)
{
	unsigned int i;

	for (i = 0; i < r->npeers; i++)
		close_peer(&r->peers[i]);
}

static int open_peer(const struct probe *p, struct peer *peer)
{
	int fd, err;

	fd = socket(peer->addr.sa.sa_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_UDP);
	if (fd < 0)
		return -errno;
	err = probe_bind_device(p, fd, &peer->addr);
	probe_set_port(&peer->addr, DNS_PORT);
	if (!err && connect(fd, &peer->addr.sa, probe_addr_len(&peer->addr)))
		err = -errno;
	if (err) {
		close(fd);
		return err;
	}
	peer->fd = fd;
	peer->id = probe_random();
	return 0;
}

/* Ask a server, or ask it again */
static void ask(struct resolver *r, struct peer *peer)
{
	u8 query[DNS_QUERY_SIZE];
	int len;

	if (peer->fd < 0)
		peer->err = open_peer(r->p, peer);
	if (peer->fd < 0)
		return;
	len = dns_query_build(query, sizeof(query), peer->id, r->name, r->type);
	if (len > 0 && send(peer->fd, query, len, 0) < 0)
		len = -errno;
	if (len < 0) {
		peer->err = len;
		close_peer(peer);
	}
}

static int receive_all(int fd, u8 *buf, size_t len, s64 until)
{
	ssize_t n;
	int ret;

	while (len) {
		ret = probe_wait(fd, POLLIN, until);
		if (ret <= 0)
			return ret ?: -ETIMEDOUT;
		n = recv(fd, buf, len, 0);
		if (n <= 0)
			return n ? -errno : -ECONNRESET;
		buf += n;
		len -= n;
	}
	return 0;
}

/* The same question over TCP: two bytes of length before each message, RFC 1035 4.2.2 */
static int ask_tcp(struct resolver *r, struct peer *peer)
{
	s64 until = probe_until(r->p, DNS_TCP_TIME);
	u8 query[2 + DNS_QUERY_SIZE], size[2], *answer;
	int fd, len, err;

	fd = probe_connect(r->p, &peer->addr, DNS_PORT, until, false, NULL);
	if (fd < 0)
		return fd;
	len = dns_query_build(query + 2, DNS_QUERY_SIZE, peer->id, r->name, r->type);
	query[0] = len >> 8;
	query[1] = len;
	err = len < 0 ? len : probe_send(fd, query, len + 2, until);
	if (!err)
		err = receive_all(fd, size, sizeof(size), until);
	len = size[0] << 8 | size[1];
	answer = err ? NULL : malloc(len ?: 1);
	if (!err && !answer)
		err = -ENOMEM;
	if (!err)
		err = receive_all(fd, answer, len, until);
	if (!err)
		err = dns_reply_parse(answer, len, peer->id, r->name, r->type, &r->reply);
	free(answer);
	close(fd);
	return err;
}

/* What a server has sent: 0 with an answer, -EAGAIN when it is none, else why it will not answer */
static int take(struct resolver *r, struct peer *peer)
{
	u8 answer[DNS_UDP_SIZE];
	ssize_t len;
	int err;

	len = recv(peer->fd, answer, sizeof(answer), 0);
	if (len < 0)
		return errno == EINTR ? -EAGAIN : -errno;
	/* Junk does not end the wait */
	if (dns_reply_parse(answer, len, peer->id, r->name, r->type, &r->reply))
		return -EAGAIN;
	if (r->reply.truncated) {
		err = ask_tcp(r, peer);
		if (err)
			return err == -EAGAIN ? -ETIMEDOUT : err;
	}
	if (r->reply.rcode != DNS_RCODE_NOERROR && r->reply.rcode != DNS_RCODE_NXDOMAIN)
		return -EREMOTEIO;
	return 0;
}

/*
 * Listens to all servers that were asked until it is UNTIL, or the last one that was asked gives up.
 * Return: 1 and the one that answered, 0, or -EINTR.
 */
static int listen_all(struct resolver *r, const struct peer *asked, s64 until, struct peer **answered)
{
	struct pollfd pfds[PEERS_MAX];
	unsigned int i;
	s64 left;
	int err;

	while (asked->fd >= 0) {
		if (probe_interrupted())
			return -EINTR;
		left = until - probe_now();
		if (left <= 0)
			return 0;
		for (i = 0; i < r->npeers; i++)
			pfds[i] = (struct pollfd){ .fd = r->peers[i].fd, .events = POLLIN };
		if (poll(pfds, r->npeers, left) <= 0)
			continue;
		for (i = 0; i < r->npeers; i++) {
			if (!pfds[i].revents || r->peers[i].fd < 0)
				continue;
			err = take(r, &r->peers[i]);
			if (!err) {
				*answered = &r->peers[i];
				return 1;
			}
			if (err == -EINTR)
				return err;
			if (err == -EAGAIN)
				continue;
			r->peers[i].err = err;
			close_peer(&r->peers[i]);
		}
	}
	return 0;
}

/* Return: 1 and the server that answered the question, 0, or -EINTR */
static int question(struct resolver *r, struct peer **answered)
{
	unsigned int round, i;
	int ret = 0;

	for (i = 0; i < r->npeers; i++)
		r->peers[i].err = 0;
	for (round = 1; !ret && round <= DNS_ROUNDS; round++) {
		for (i = 0; !ret && i < r->npeers; i++) {
			if (r->peers[i].err)
				continue;
			ask(r, &r->peers[i]);
			ret = listen_all(r, &r->peers[i], probe_until(r->p, round * 1000), answered);
		}
	}
	close_all(r);
	return ret;
}

/* An answer that is of no use, or none */
static void no_answer(struct resolver *r, const char *step, s64 since, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

static void no_answer(struct resolver *r, const char *step, s64 since, const char *fmt, ...)
{
	char text[PROBE_REASON_SIZE - DNS_NAME_SIZE];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	probe_row(PROBE_NO, since, step, "%s: %s", r->name, text);
	if (!r->why[0])
		snprintf(r->why, sizeof(r->why), "%s: %s", r->name, text);
}

static void report_silence(struct resolver *r, struct probe *p, const char *step, s64 since)
{
	char text[PROBE_ADDR_SIZE];
	unsigned int i;

	for (i = 0; i < r->npeers; i++) {
		struct peer *peer = &r->peers[i];
		const char *server = probe_addr_text(r->p, &peer->addr, 0, text, sizeof(text));

		probe_unreached(p, peer->err ?: -ETIMEDOUT);
		if (peer->err == -EREMOTEIO)
			no_answer(r, step, since, "name server %s cannot tell (rcode %d)", server,
				  r->reply.rcode);
		else if (peer->err)
			no_answer(r, step, since, "name server %s: %s", server, probe_error_text(peer->err));
		else
			no_answer(r, step, since, "no answer from name server %s", server);
	}
}

static void add_addr(struct probe *p, enum dns_type type, const union dns_addr *from, char *text, size_t size)
{
	char buf[INET6_ADDRSTRLEN] = "";
	union probe_addr *to;

	inet_ntop(type == DNS_TYPE_AAAA ? AF_INET6 : AF_INET, from, buf, sizeof(buf));
	text_add(text, size, " %s", buf);
	if (!probe_is_server(type, from)) {
		text_add(text, size, " (of no use)");
		return;
	}
	if (p->naddrs == PROBE_ADDRS_MAX)
		return;
	to = &p->addrs[p->naddrs++];
	memset(to, 0, sizeof(*to));
	if (type == DNS_TYPE_AAAA) {
		to->in6.sin6_family = AF_INET6;
		to->in6.sin6_addr = from->in6;
	} else {
		to->in.sin_family = AF_INET;
		to->in.sin_addr = from->in;
	}
}

static void take_addrs(struct resolver *r, struct probe *p, const char *step, const char *server, s64 since)
{
	unsigned int before = p->naddrs, i;
	char text[1024] = "";

	for (i = 0; i < r->reply.naddrs; i++)
		add_addr(p, r->type, &r->reply.addrs[i], text, sizeof(text));
	if (p->naddrs > before)
		probe_row(PROBE_OK, since, step, "%s: %s says%s", r->name, server, text);
	else
		no_answer(r, step, since, "none of the addresses from name server %s is usable:%.200s",
			  server, text);
}

/* One name of the search list, one family. Return: 0 or -EINTR */
static int resolve(struct resolver *r, struct probe *p, const char *name, enum dns_type type)
{
	const char *step = type == DNS_TYPE_AAAA ? "DNS AAAA" : "DNS A";
	char target[DNS_NAME_SIZE], server[PROBE_ADDR_SIZE];
	struct peer *peer = NULL;
	unsigned int hops;
	s64 since;
	int ret;

	snprintf(target, sizeof(target), "%s", name);
	for (hops = 0; hops <= DNS_CNAMES_MAX; hops++) {
		r->name = target;
		r->type = type;
		since = probe_now();
		ret = question(r, &peer);
		if (ret < 0)
			return ret;
		if (!ret) {
			report_silence(r, p, step, since);
			return 0;
		}
		probe_addr_text(p, &peer->addr, 0, server, sizeof(server));
		if (r->reply.naddrs) {
			take_addrs(r, p, step, server, since);
			return 0;
		}
		if (r->reply.rcode == DNS_RCODE_NXDOMAIN) {
			no_answer(r, step, since, "NXDOMAIN from name server %s, there is no such name",
				  server);
			return 0;
		}
		if (!r->reply.cname[0]) {
			no_answer(r, step, since, "name server %s knows the name, but no %s record", server,
				  type == DNS_TYPE_AAAA ? "AAAA" : "A");
			return 0;
		}
		/* A server that leaves the rest of the chain to us */
		probe_row(PROBE_OK, since, step, "%s is an alias of %s", target, r->reply.cname);
		memcpy(target, r->reply.cname, sizeof(target));
	}
	no_answer(r, step, since, "too many aliases");
	return 0;
}

static void fail(struct probe *p, const char *why)
{
	probe_row(PROBE_FAILED, 0, "root server", "%s", why);
	probe_fail(p, why);
}

static int resolve_server(struct probe *p)
{
	const struct nfsroot_options *opt = &p->opt.base;
	bool ip6 = p->line->ip6_wanted && opt->family != AF_INET;
	bool ip4 = p->line->ip4.method != IP4_OFF && opt->family != AF_INET6;
	static struct resolver r;
	char candidate[DNS_NAME_SIZE];
	unsigned int i;
	int ret = 0;

	r.p = p;
	for (i = 0; i < p->line->nns; i++)
		add_peer(&r, &p->line->ns[i].addr);
	for (i = 0; i < p->dns.nservers; i++)
		add_peer(&r, &p->dns.servers[i].addr);
	if (!r.npeers) {
		snprintf(r.why, sizeof(r.why),
			 "%s: no name server is known to resolve it (no RDNSS in the router "
			 "advertisement, none from DHCP)",
			 p->server.name);
		fail(p, r.why);
		return 0;
	}
	for (i = 0; !ret && !p->naddrs && !dns_candidate(p->server.name, &p->dns, i, candidate); i++) {
		if (ip6)
			ret = resolve(&r, p, candidate, DNS_TYPE_AAAA);
		if (ip4 && !ret)
			ret = resolve(&r, p, candidate, DNS_TYPE_A);
	}
	if (!ret && !p->naddrs)
		fail(p, r.why);
	return ret;
}

/* Its options come before those of the command line, of which the last one of a kind counts */
static bool take_url_options(struct probe *p)
{
	char options[DHCP6_URL_SIZE + NFSROOT_PATH_SIZE], text[PROBE_REASON_SIZE];
	u8 version = p->opt.base.version;
	struct cmdline_error err;

	snprintf(options, sizeof(options), "%.*s,%s", (int)p->server.rest_len, p->server.rest,
		 p->line->options);
	if (nfsopt_parse(options, p->check->kernel, &p->opt, &err)) {
		snprintf(text, sizeof(text), "the boot file URL is of no use: %s: \"%.*s\"", err.reason,
			 (int)err.len, err.at);
		fail(p, text);
		return false;
	}
	if (!p->opt.base.version)
		p->opt.base.version = version;
	return true;
}

/* The boot file URL of DHCPv6 where nothing else gives a server */
static bool take_url(struct probe *p)
{
	struct cmdline_error err;
	char text[DHCP6_URL_SIZE + 128];

	if (!p->boot_url[0]) {
		fail(p, "no root server is given, and DHCPv6 has no boot file URL");
		return false;
	}
	if (nfsroot_url_parse(p->boot_url, strlen(p->boot_url), p->ifname, &p->server, p->path,
			      sizeof(p->path), &err)) {
		snprintf(text, sizeof(text), "the boot file URL is of no use: %s: \"%.*s\"", err.reason,
			 (int)err.len, err.at);
		fail(p, text);
		return false;
	}
	/* A path of the command line is nearer */
	if (p->line->path[0])
		snprintf(p->path, sizeof(p->path), "%s", p->line->path);
	return take_url_options(p);
}

int probe_server(struct probe *p)
{
	union probe_addr *addr = &p->addrs[0];

	if (p->line->path_literal)
		snprintf(p->path, sizeof(p->path), "%s", p->line->path);
	else if (!probe_expand_path(p->line->path[0] ? p->line->path : NFSROOT_PATH_DEFAULT,
				    p->line->ip6.hostname[0] ? p->line->ip6.hostname : "%s", p->path,
				    sizeof(p->path)))
		fail(p, "nfsroot=: the path is too long");

	if (bootline_server(p->line, &p->server) == NFSROOT_SERVER_NONE) {
		if (p->line->ip4.method != IP4_OFF && !p->boot_url[0]) {
			probe_row(PROBE_SKIPPED, 0, "root server",
				  "DHCPv4 has to tell it, which is not rehearsed");
			probe_unsure(&p->verdict,
				     "DHCPv4 has to tell the root server, which is not rehearsed");
			return 0;
		}
		if (!take_url(p))
			return 0;
	}
	switch (p->server.type) {
	case NFSROOT_SERVER_NAME:
		return resolve_server(p);
	case NFSROOT_SERVER_IPV6:
		addr->in6.sin6_family = AF_INET6;
		addr->in6.sin6_addr = p->server.addr.in6;
		if (IN6_IS_ADDR_LINKLOCAL(&p->server.addr.in6))
			addr->in6.sin6_scope_id = p->ifindex;
		p->naddrs = 1;
		break;
	case NFSROOT_SERVER_IPV4:
		addr->in.sin_family = AF_INET;
		addr->in.sin_addr = p->server.addr.in;
		p->naddrs = 1;
		break;
	case NFSROOT_SERVER_NONE:
		break;
	}
	return 0;
}
