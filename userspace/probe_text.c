// SPDX-License-Identifier: GPL-2.0-only
/* What of a rehearsal can be told without a network. */

#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "probe_text.h"

#define DHCP6_HEADER		4	/* bytes, RFC 8415 8 */
#define DHCP6_OPTION_HEADER	4	/* bytes, RFC 8415 21.1 */
#define DHCP6_RAPID_COMMIT	14	/* RFC 8415 21.14 */

static void first(char *text, const char *fmt, va_list ap)
{
	if (text[0])
		return;
	vsnprintf(text, PROBE_REASON_SIZE, fmt, ap);
	text_clean(text);
}

void probe_stop(struct probe_verdict *v, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	first(v->stop, fmt, ap);
	va_end(ap);
}

void probe_unsure(struct probe_verdict *v, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	first(v->unsure, fmt, ap);
	va_end(ap);
}

void probe_cut(struct probe_verdict *v, bool stopped)
{
	/* An answer may have been on its way */
	if (!stopped)
		v->stop[0] = '\0';
}

bool probe_verdict_text(const struct probe_verdict *v, char *buf, size_t size)
{
	if (v->stop[0])
		snprintf(buf, size, "would not boot: %s", v->stop);
	else if (v->unsure[0])
		snprintf(buf, size, "cannot tell: %s", v->unsure);
	else if (!v->boots)
		snprintf(buf, size, "cannot tell: the root was not reached");
	else
		snprintf(buf, size, "would boot: %s", v->root);
	return v->boots && !v->stop[0] && !v->unsure[0];
}

static void add_in6(char *buf, size_t size, const char *before, const struct in6_addr *addr)
{
	char text[INET6_ADDRSTRLEN];

	inet_ntop(AF_INET6, addr, text, sizeof(text));
	text_add(buf, size, "%s%s", before, text);
}

static void item(char *buf, size_t size, const char *text)
{
	text_add(buf, size, "%s%s", buf[0] ? ", " : "", text);
}

void probe_ra_text(const struct ra_info *ra, char *buf, size_t size)
{
	unsigned int i;

	buf[0] = '\0';
	if (ra->managed)
		item(buf, size, "M (addresses by DHCPv6)");
	if (ra->other)
		item(buf, size, "O (the rest by DHCPv6)");
	item(buf, size, ra->slaac ? "a prefix for SLAAC" : "no prefix for SLAAC");
	if (ra->router_lifetime)
		text_add(buf, size, ", default router for %u s", ra->router_lifetime);
	else
		item(buf, size, "not a default router");
	for (i = 0; i < ra->nrdnss; i++)
		if (ra->rdnss[i].lifetime)
			add_in6(buf, size, ", name server ", &ra->rdnss[i].addr);
	for (i = 0; i < ra->ndnssl; i++)
		if (ra->dnssl[i].lifetime)
			text_add(buf, size, ", search %s", ra->dnssl[i].name);
}

void probe_dhcp6_text(const struct dhcp6_reply *reply, char *buf, size_t size)
{
	unsigned int i;

	buf[0] = '\0';
	for (i = 0; i < reply->naddrs; i++) {
		add_in6(buf, size, buf[0] ? ", address " : "address ", &reply->addrs[i].addr);
		if (reply->addrs[i].valid == DHCP6_INFINITY)
			text_add(buf, size, " for ever");
		else
			text_add(buf, size, " for %u s", reply->addrs[i].valid);
	}
	for (i = 0; i < reply->nservers; i++)
		add_in6(buf, size, buf[0] ? ", name server " : "name server ", &reply->servers[i]);
	for (i = 0; i < reply->nsearch; i++)
		text_add(buf, size, "%ssearch %s", buf[0] ? ", " : "", reply->search[i]);
	if (reply->boot_url[0])
		text_add(buf, size, "%sboot file URL %s", buf[0] ? ", " : "", reply->boot_url);
	if (!buf[0])
		text_add(buf, size, "nothing that a boot needs");
}

size_t probe_drop_rapid_commit(u8 *msg, size_t len)
{
	size_t pos = DHCP6_HEADER, size;

	while (pos <= len && len - pos >= DHCP6_OPTION_HEADER) {
		size = DHCP6_OPTION_HEADER + (msg[pos + 2] << 8 | msg[pos + 3]);
		if (size > len - pos)
			break;
		if (!msg[pos] && msg[pos + 1] == DHCP6_RAPID_COMMIT) {
			memmove(msg + pos, msg + pos + size, len - pos - size);
			len -= size;
			continue;
		}
		pos += size;
	}
	return len;
}

bool probe_is_server(enum dns_type type, const union dns_addr *addr)
{
	const u8 *ip4 = (const u8 *)&addr->in;

	if (type == DNS_TYPE_A)
		return ip4[0] && ip4[0] != 127 && ip4[0] < 224;
	return !IN6_IS_ADDR_UNSPECIFIED(&addr->in6) && !IN6_IS_ADDR_LOOPBACK(&addr->in6) &&
	       !IN6_IS_ADDR_MULTICAST(&addr->in6) && !IN6_IS_ADDR_LINKLOCAL(&addr->in6) &&
	       !IN6_IS_ADDR_V4MAPPED(&addr->in6);
}

size_t probe_component(const char **path)
{
	size_t len;

	for (;;) {
		*path += strspn(*path, "/");
		len = strcspn(*path, "/");
		if (len != 1 || **path != '.')
			return len;
		*path += len;
	}
}

bool probe_follow(char *path, size_t size, const char *link, const char *rest)
{
	size_t link_len = strlen(link), rest_len = strlen(rest);

	if (link_len + 1 + rest_len >= size)
		return false;
	memmove(path + link_len + 1, rest, rest_len + 1);
	memcpy(path, link, link_len);
	path[link_len] = '/';
	return true;
}

bool probe_expand_path(const char *path, const char *name, char *buf, size_t size)
{
	size_t len = 0, n;

	for (; *path; len += n) {
		bool is_name = path[0] == '%' && path[1] == 's';

		n = is_name ? strlen(name) : 1;
		if (len + n >= size)
			return false;
		memcpy(buf + len, is_name ? name : path, n);
		path += is_name ? 2 : 1;
	}
	buf[len] = '\0';
	return true;
}

static void add_server(struct dns_config *dns, const struct dns_server *server)
{
	unsigned int i;

	for (i = 0; i < dns->nservers; i++)
		if (dns->servers[i].ifindex == server->ifindex &&
		    !memcmp(&dns->servers[i].addr, &server->addr, sizeof(server->addr)))
			return;
	if (dns->nservers < DNS_SERVERS_MAX)
		dns->servers[dns->nservers++] = *server;
}

static void add_search(struct dns_config *dns, const char *name)
{
	unsigned int i;

	for (i = 0; i < dns->nsearch; i++)
		if (!strcasecmp(dns->search[i], name))
			return;
	if (dns->nsearch < DNS_SEARCH_MAX)
		memcpy(dns->search[dns->nsearch++], name, strlen(name) + 1);
}

void probe_collect_dns(struct dns_config *dns, const struct dns_config *routers, unsigned int n)
{
	unsigned int i, r;

	for (i = 0; i < DNS_SERVERS_MAX || i < DNS_SEARCH_MAX; i++) {
		for (r = 0; r < n; r++) {
			if (i < routers[r].nservers)
				add_server(dns, &routers[r].servers[i]);
			if (i < routers[r].nsearch)
				add_search(dns, routers[r].search[i]);
		}
	}
}
