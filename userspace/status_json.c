// SPDX-License-Identifier: GPL-2.0-only
/* "nfsroot6 status --json": one object; its keys are documented and stay. */

#include <arpa/inet.h>
#include <string.h>

#include <linux/rtnetlink.h>

#include "status.h"

struct json {
	FILE *out;
	bool comma;			/* before the next member or element */
	unsigned int depth;
};

/* RFC 8259 7.: bytes that are no UTF-8 become U+FFFD */
static void put_string(struct json *j, const char *text)
{
	size_t len = strlen(text), n;

	fputc('"', j->out);
	for (; len; text += n, len -= n) {
		n = status_utf8(text, len);
		if (!n) {
			fputs("\\ufffd", j->out);
			n = 1;
		} else if (*text == '"' || *text == '\\') {
			fprintf(j->out, "\\%c", *text);
		} else if ((u8)*text < ' ' || *text == 0x7f) {
			fprintf(j->out, "\\u%04x", *text);
		} else if ((u8)*text == 0xc2 && (u8)text[1] < 0xa0) {
			/* JSON would let these through, but a terminal may obey them */
			fprintf(j->out, "\\u%04x", (u8)text[1]);
		} else {
			fwrite(text, 1, n, j->out);
		}
	}
	fputc('"', j->out);
}

/* Begins a member, or an element when KEY is NULL */
static void key(struct json *j, const char *name)
{
	if (j->comma)
		fputc(',', j->out);
	if (j->depth)
		fprintf(j->out, "\n%*s", 2 * j->depth, "");
	if (name) {
		put_string(j, name);
		fputs(": ", j->out);
	}
	j->comma = true;
}

static void open_level(struct json *j, const char *name, char bracket)
{
	key(j, name);
	fputc(bracket, j->out);
	j->comma = false;
	j->depth++;
}

static void close_level(struct json *j, char bracket)
{
	j->depth--;
	/* Empty: on one line */
	if (j->comma)
		fprintf(j->out, "\n%*s", 2 * j->depth, "");
	fputc(bracket, j->out);
	j->comma = true;
}

static void string(struct json *j, const char *name, const char *text)
{
	key(j, name);
	put_string(j, text);
}

static void null(struct json *j, const char *name)
{
	key(j, name);
	fputs("null", j->out);
}

/* null for an empty one */
static void string_or_null(struct json *j, const char *name, const char *text)
{
	if (text[0])
		string(j, name, text);
	else
		null(j, name);
}

static void number(struct json *j, const char *name, s64 value)
{
	key(j, name);
	fprintf(j->out, "%lld", (long long)value);
}

static void boolean(struct json *j, const char *name, bool value)
{
	key(j, name);
	fputs(value ? "true" : "false", j->out);
}

static const char *addr_text(const struct in6_addr *addr, char *buf)
{
	if (IN6_IS_ADDR_V4MAPPED(addr))
		return inet_ntop(AF_INET, &addr->s6_addr[12], buf, INET6_ADDRSTRLEN);
	return inet_ntop(AF_INET6, addr, buf, INET6_ADDRSTRLEN);
}

/* null for :: */
static void address(struct json *j, const char *name, const struct in6_addr *addr)
{
	char buf[INET6_ADDRSTRLEN];

	if (IN6_IS_ADDR_UNSPECIFIED(addr))
		null(j, name);
	else
		string(j, name, addr_text(addr, buf));
}

static void hex(struct json *j, const char *name, const struct dhcp6_duid *duid)
{
	char buf[2 * DHCP6_DUID_MAX + 1];
	size_t i;

	for (i = 0; i < duid->len; i++)
		sprintf(buf + 2 * i, "%02x", duid->data[i]);
	buf[2 * i] = '\0';
	string(j, name, buf);
}

static void link_name(struct json *j, const char *name, const struct nl_link *link)
{
	string_or_null(j, name, link ? link->name : "");
}

/*
 *	Members
 */

static void put_boot(struct json *j, const struct status *s)
{
	const struct boot_info *boot = &s->boot;
	char buf[INET6_ADDRSTRLEN + 1 + IFNAMSIZ];
	unsigned int i;

	boolean(j, "configured", boot->configured);
	string_or_null(j, "method", boot->method);
	string_or_null(j, "device", boot->device);
	link_name(j, "device_now", status_device(s));
	address(j, "address", &boot->address);
	if (boot->plen)
		number(j, "prefix_length", boot->plen);
	else
		null(j, "prefix_length");
	address(j, "router", &boot->router);
	open_level(j, "name_servers", '[');
	for (i = 0; i < boot->dns.nservers; i++) {
		const struct nl_link *link = status_link(s, boot->dns.servers[i].ifindex);
		char text[INET6_ADDRSTRLEN];

		snprintf(buf, sizeof(buf), "%s%s%s", addr_text(&boot->dns.servers[i].addr, text),
			 link ? "%" : "", link ? link->name : "");
		string(j, NULL, buf);
	}
	close_level(j, ']');
	open_level(j, "search", '[');
	for (i = 0; i < boot->dns.nsearch; i++)
		string(j, NULL, boot->dns.search[i]);
	close_level(j, ']');
	open_level(j, "ntp_servers", '[');
	for (i = 0; i < boot->nntp; i++)
		string(j, NULL, addr_text(&boot->ntp[i], buf));
	close_level(j, ']');
	string_or_null(j, "boot_file_url", boot->boot_url);
}

static void left(struct json *j, const char *name, const struct status *s, u32 lifetime)
{
	struct status_left left = status_left(s, lifetime);

	if (!left.known)
		null(j, name);
	else if (left.forever)
		number(j, name, NL_FOREVER);
	else
		number(j, name, left.seconds > 0 ? left.seconds : 0);
}

static void put_lease(struct json *j, const struct status *s)
{
	const struct boot_lease *lease = &s->boot.lease;
	unsigned int i;

	if (!s->boot.has_lease) {
		null(j, "lease");
		return;
	}
	open_level(j, "lease", '{');
	boolean(j, "readable", s->boot.lease_readable);
	if (s->boot.lease_readable) {
		hex(j, "duid", &lease->client);
		number(j, "iaid", lease->iaid);
		hex(j, "server", &lease->server);
		if (lease->obtained)
			number(j, "obtained", lease->obtained);
		else
			null(j, "obtained");
		number(j, "t1", lease->t1);
		left(j, "t1_left", s, lease->t1);
		number(j, "t2", lease->t2);
		left(j, "t2_left", s, lease->t2);
		open_level(j, "addresses", '[');
		for (i = 0; i < lease->naddrs; i++) {
			open_level(j, NULL, '{');
			address(j, "address", &lease->addrs[i].addr);
			number(j, "preferred", lease->addrs[i].preferred);
			left(j, "preferred_left", s, lease->addrs[i].preferred);
			number(j, "valid", lease->addrs[i].valid);
			left(j, "valid_left", s, lease->addrs[i].valid);
			close_level(j, '}');
		}
		close_level(j, ']');
	}
	close_level(j, '}');
}

static void put_option(struct json *j, const char *name, const struct boot_mount *mount, const char *option)
{
	char value[64];

	if (boot_mount_option(mount, option, value, sizeof(value)))
		string(j, name, value);
	else
		null(j, name);
}

static void put_root(struct json *j, const struct status *s)
{
	const struct boot_mount *mount = &s->boot.mount;

	if (!s->boot.has_mount) {
		null(j, "root");
		return;
	}
	open_level(j, "root", '{');
	string_or_null(j, "source", mount->source);
	string(j, "type", mount->fstype);
	put_option(j, "version", mount, "vers");
	put_option(j, "protocol", mount, "proto");
	string_or_null(j, "server", mount->addr);
	string(j, "options", mount->options);
	close_level(j, '}');
}

static void put_link(struct json *j, const struct nl_link *link)
{
	char mac[3 * sizeof(link->mac) + 1] = "";
	unsigned int i;

	for (i = 0; i < link->mac_len; i++)
		sprintf(mac + 3 * i, "%02x:", link->mac[i]);
	if (i)
		mac[3 * i - 1] = '\0';
	open_level(j, NULL, '{');
	string(j, "name", link->name);
	number(j, "index", link->ifindex);
	boolean(j, "up", link->flags & IFF_UP);
	boolean(j, "carrier", link->carrier);
	string_or_null(j, "mac", mac);
	number(j, "mtu", link->mtu);
	close_level(j, '}');
}

static void put_addr(struct json *j, const struct status *s, const struct nl_addr *addr)
{
	const char *flag;
	unsigned int i;

	open_level(j, NULL, '{');
	link_name(j, "device", status_link(s, addr->ifindex));
	address(j, "address", &addr->addr);
	number(j, "prefix_length", addr->plen);
	number(j, "preferred", addr->preferred);
	number(j, "valid", addr->valid);
	open_level(j, "flags", '[');
	for (i = 0; (flag = status_addr_flag(addr, i)); i++) {
		if (flag[0])
			string(j, NULL, flag);
	}
	close_level(j, ']');
	close_level(j, '}');
}

static void put_route(struct json *j, const struct status *s, const struct nl_route *route)
{
	open_level(j, NULL, '{');
	link_name(j, "device", status_link(s, route->ifindex));
	address(j, "gateway", &route->gateway);
	boolean(j, "from_ra", route->protocol == RTPROT_RA);
	number(j, "metric", route->metric);
	number(j, "expires", route->expires ? route->expires : NL_FOREVER);
	close_level(j, '}');
}

static void put_now(struct json *j, const struct status *s)
{
	unsigned int i;

	open_level(j, "now", '{');
	if (s->net_error) {
		null(j, "devices");
		null(j, "addresses");
		null(j, "default_routes");
	} else {
		open_level(j, "devices", '[');
		for (i = 0; i < s->nlinks; i++)
			put_link(j, &s->links[i]);
		close_level(j, ']');
		open_level(j, "addresses", '[');
		for (i = 0; i < s->naddrs; i++)
			put_addr(j, s, &s->addrs[i]);
		close_level(j, ']');
		open_level(j, "default_routes", '[');
		for (i = 0; i < s->nroutes; i++)
			put_route(j, s, &s->routes[i]);
		close_level(j, ']');
	}
	if (!s->has_resolv) {
		null(j, "name_servers");
		null(j, "search");
	} else {
		open_level(j, "name_servers", '[');
		for (i = 0; i < s->nservers; i++)
			string(j, NULL, s->servers[i]);
		close_level(j, ']');
		open_level(j, "search", '[');
		for (i = 0; i < s->nsearch; i++)
			string(j, NULL, s->search[i]);
		close_level(j, ']');
	}
	close_level(j, '}');
}

static void put_log(struct json *j, const struct status *s)
{
	unsigned int i;

	if (s->log_error) {
		null(j, "log");
		return;
	}
	open_level(j, "log", '[');
	for (i = 0; i < s->nlog; i++) {
		open_level(j, NULL, '{');
		key(j, "time");
		fprintf(j->out, "%llu.%06llu", (unsigned long long)(s->log[i].usec / 1000000),
			(unsigned long long)(s->log[i].usec % 1000000));
		string(j, "text", s->log[i].text);
		close_level(j, '}');
	}
	close_level(j, ']');
}

void status_json(const struct status *s, FILE *out)
{
	struct json j = { .out = out };

	open_level(&j, NULL, '{');
	put_boot(&j, s);
	put_lease(&j, s);
	put_root(&j, s);
	put_now(&j, s);
	put_log(&j, s);
	close_level(&j, '}');
	fputc('\n', out);
}
