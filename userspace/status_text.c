// SPDX-License-Identifier: GPL-2.0-only
/* "nfsroot6 status" for people. */

#include <arpa/inet.h>
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <time.h>

#include "status.h"

#define ROW_SIZE	4096	/* bytes of a row; a boot file URL is the longest thing */
#define TIME_SIZE	40	/* bytes, of a duration or a date */
#define HEX_SIZE	(2 * DHCP6_DUID_MAX + 1)

/* Text from elsewhere must not reach the terminal as more than text. */
static void put_clean(FILE *out, const char *text)
{
	size_t len = strlen(text), n;

	for (; len; text += n, len -= n) {
		n = status_utf8(text, len);
		if (!n || (u8)*text < ' ' || *text == 0x7f || ((u8)*text == 0xc2 && (u8)text[1] < 0xa0)) {
			n = n ? n : 1;
			fputc('?', out);
		} else {
			fwrite(text, 1, n, out);
		}
	}
}

static void __attribute__((format(printf, 3, 4))) row(FILE *out, const char *label, const char *fmt, ...)
{
	char text[ROW_SIZE];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	fprintf(out, "  %-14s ", label);
	put_clean(out, text);
	fputc('\n', out);
}

/* The two greatest units */
static const char *duration(s64 seconds, char *buf)
{
	static const struct {
		s64 seconds;
		const char *name;
	} units[] = { { 86400, "d" }, { 3600, "h" }, { 60, "min" }, { 1, "s" } };
	size_t len = 0, i, n = 0;

	for (i = 0; i < sizeof(units) / sizeof(units[0]) && n < 2; i++) {
		s64 count = seconds / units[i].seconds;

		seconds %= units[i].seconds;
		if (!count && (len || units[i].seconds > 1)) {
			n += len > 0;
			continue;
		}
		len += snprintf(buf + len, TIME_SIZE - len, "%s%lld %s", len ? " " : "", (long long)count,
				units[i].name);
		n++;
	}
	return buf;
}

static const char *lifetime(u32 seconds, char *buf)
{
	return seconds == NL_FOREVER ? "for ever" : duration(seconds, buf);
}

static const char *addr_text(const struct in6_addr *addr, char *buf)
{
	if (IN6_IS_ADDR_V4MAPPED(addr))
		return inet_ntop(AF_INET, &addr->s6_addr[12], buf, INET6_ADDRSTRLEN);
	return inet_ntop(AF_INET6, addr, buf, INET6_ADDRSTRLEN);
}

static const char *hex(const struct dhcp6_duid *duid, char *buf)
{
	size_t i;

	for (i = 0; i < duid->len; i++)
		sprintf(buf + 2 * i, "%02x", duid->data[i]);
	buf[2 * i] = '\0';
	return buf;
}

/*
 *	Sections
 */

static void show_boot_dns(const struct status *s, FILE *out)
{
	const struct dns_config *dns = &s->boot.dns;
	char buf[INET6_ADDRSTRLEN];
	unsigned int i;

	for (i = 0; i < dns->nservers; i++) {
		const struct nl_link *link = status_link(s, dns->servers[i].ifindex);

		row(out, i ? "" : "name servers", "%s%s%s", addr_text(&dns->servers[i].addr, buf),
		    link ? "%" : "", link ? link->name : "");
	}
	for (i = 0; i < dns->nsearch; i++)
		row(out, i ? "" : "search", "%s", dns->search[i]);
	for (i = 0; i < s->boot.nntp; i++)
		row(out, i ? "" : "NTP servers", "%s", addr_text(&s->boot.ntp[i], buf));
}

static void show_boot(const struct status *s, FILE *out)
{
	const struct nl_link *link = status_device(s);
	const struct boot_info *boot = &s->boot;
	char buf[INET6_ADDRSTRLEN];

	if (!boot->configured) {
		fputs("The kernel has not configured IPv6 (no /proc/net/ipconfig/ip6_method).\n", out);
		return;
	}
	fputs("Boot\n", out);
	row(out, "method", "%s", boot->method);
	if (boot->device[0]) {
		bool renamed = link && strcmp(link->name, boot->device);

		row(out, "device", "%s%s%s%s", boot->device, renamed ? " (now " : "",
		    renamed ? link->name : "", renamed ? ")" : "");
	}
	if (!IN6_IS_ADDR_UNSPECIFIED(&boot->address))
		row(out, "address", "%s/%u%s", addr_text(&boot->address, buf), boot->plen,
		    s->net_error || status_has_address(s) ? "" : " (no device has it now)");
	if (!IN6_IS_ADDR_UNSPECIFIED(&boot->router))
		row(out, "router", "%s", addr_text(&boot->router, buf));
	show_boot_dns(s, out);
	if (boot->boot_url[0])
		row(out, "boot file", "%s", boot->boot_url);
}

static const char *left_text(const struct status *s, u32 seconds, char *buf)
{
	struct status_left left = status_left(s, seconds);
	char time[TIME_SIZE];

	if (!left.known || left.forever)
		return "";
	if (left.seconds <= 0)
		return ", over";
	snprintf(buf, TIME_SIZE, ", %s left", duration(left.seconds, time));
	return buf;
}

static void show_lease_addr(const struct status *s, unsigned int i, FILE *out)
{
	const struct dhcp6_addr *addr = &s->boot.lease.addrs[i];
	char text[INET6_ADDRSTRLEN], preferred[TIME_SIZE], valid[TIME_SIZE], left[TIME_SIZE];

	row(out, i ? "" : "addresses", "%s, preferred %s, valid %s%s", addr_text(&addr->addr, text),
	    lifetime(addr->preferred, preferred), lifetime(addr->valid, valid),
	    left_text(s, addr->valid, left));
}

static void show_lease(const struct status *s, FILE *out)
{
	const struct boot_lease *lease = &s->boot.lease;
	char buf[HEX_SIZE], time[TIME_SIZE], left[TIME_SIZE];
	time_t obtained = lease->obtained;
	unsigned int i;
	struct tm tm;

	if (!s->boot.has_lease)
		return;
	fputs("\nLease, as the kernel got it\n", out);
	if (!s->boot.lease_readable) {
		fprintf(out, "  %s\n", s->boot.lease_bad ? "not sound" : "not readable by this user");
		return;
	}
	row(out, "DUID", "%s", hex(&lease->client, buf));
	row(out, "IAID", "%08x", lease->iaid);
	row(out, "server", "%s", hex(&lease->server, buf));
	if (lease->obtained && gmtime_r(&obtained, &tm) && strftime(time, sizeof(time), "%F %T UTC", &tm))
		row(out, "obtained", "%s", time);
	row(out, "T1", "%s%s", lifetime(lease->t1, time), left_text(s, lease->t1, left));
	row(out, "T2", "%s%s", lifetime(lease->t2, time), left_text(s, lease->t2, left));
	for (i = 0; i < lease->naddrs; i++)
		show_lease_addr(s, i, out);
}

static void show_root(const struct status *s, FILE *out)
{
	const struct boot_mount *mount = &s->boot.mount;
	char version[16], proto[16];

	fputs("\nRoot\n", out);
	if (!s->boot.has_mount) {
		row(out, "mount", "none on /");
		return;
	}
	row(out, "mount", "%s", mount->source);
	row(out, "type", "%s", mount->fstype);
	if (boot_mount_option(mount, "vers", version, sizeof(version)))
		row(out, "NFS version", "%s", version);
	if (boot_mount_option(mount, "proto", proto, sizeof(proto)))
		row(out, "protocol", "%s", proto);
	if (mount->addr[0])
		row(out, "server", "%s", mount->addr);
	row(out, "options", "%s", mount->options);
}

static void show_link(const struct nl_link *link, FILE *out)
{
	char mac[3 * sizeof(link->mac) + 1] = "";
	unsigned int i;

	for (i = 0; i < link->mac_len; i++)
		sprintf(mac + 3 * i, "%02x:", link->mac[i]);
	if (i)
		mac[3 * i - 1] = '\0';
	row(out, "device", "%s: %s, %s, MTU %u%s%s", link->name, link->flags & IFF_UP ? "up" : "down",
	    link->carrier ? "carrier" : "no carrier", link->mtu, mac[0] ? ", " : "", mac);
}

static void show_addr(const struct status *s, const struct nl_addr *addr, FILE *out)
{
	const struct nl_link *link = status_link(s, addr->ifindex);
	char text[INET6_ADDRSTRLEN], preferred[TIME_SIZE], valid[TIME_SIZE], flags[128] = "";
	const char *name;
	size_t len = 0;
	unsigned int i;

	for (i = 0; (name = status_addr_flag(addr, i)); i++) {
		if (name[0])
			len += snprintf(flags + len, sizeof(flags) - len, ", %s", name);
	}
	row(out, "address", "%s/%u on %s, preferred %s, valid %s%s", addr_text(&addr->addr, text), addr->plen,
	    link ? link->name : "?", lifetime(addr->preferred, preferred), lifetime(addr->valid, valid), flags);
}

static void show_route(const struct status *s, const struct nl_route *route, FILE *out)
{
	const struct nl_link *link = status_link(s, route->ifindex);
	char gateway[INET6_ADDRSTRLEN], via[sizeof(gateway) + 8] = "";
	char left[TIME_SIZE], expires[TIME_SIZE + 16] = "";

	if (route->has_gateway)
		snprintf(via, sizeof(via), "via %s ", addr_text(&route->gateway, gateway));
	if (route->expires)
		snprintf(expires, sizeof(expires), ", %s left", duration(route->expires, left));
	row(out, "default route", "%son %s, metric %u%s", via, link ? link->name : "?", route->metric, expires);
}

/* Of the kernel's device alone, when that is known */
static void show_net(const struct status *s, FILE *out)
{
	const struct nl_link *device = s->boot.configured ? status_device(s) : NULL;
	unsigned int i;

	if (s->net_error) {
		row(out, "network", "not known: %s", strerror(-s->net_error));
		return;
	}
	if (s->boot.configured && s->boot.device[0] && !device)
		row(out, "device", "%s is not there", s->boot.device);
	for (i = 0; i < s->nlinks; i++) {
		if (!device || s->links[i].ifindex == device->ifindex)
			show_link(&s->links[i], out);
	}
	for (i = 0; i < s->naddrs; i++) {
		if (!device || s->addrs[i].ifindex == device->ifindex)
			show_addr(s, &s->addrs[i], out);
	}
	for (i = 0; i < s->nroutes; i++)
		show_route(s, &s->routes[i], out);
	if (!s->nroutes)
		row(out, "default route", "none");
}

static void show_now(const struct status *s, FILE *out)
{
	unsigned int i;

	fputs("\nNow\n", out);
	show_net(s, out);
	if (!s->has_resolv) {
		row(out, "resolv.conf", "cannot be read");
		return;
	}
	if (!s->nservers)
		row(out, "name servers", "none in resolv.conf");
	for (i = 0; i < s->nservers; i++)
		row(out, i ? "" : "name servers", "%s", s->servers[i]);
	for (i = 0; i < s->nsearch; i++)
		row(out, i ? "" : "search", "%s", s->search[i]);
}

static void show_log(const struct status *s, FILE *out)
{
	unsigned int i;

	fputs("\nKernel log\n", out);
	if (s->log_error) {
		if (s->log_error == -EPERM || s->log_error == -EACCES)
			fputs("  not readable by this user\n", out);
		else
			fprintf(out, "  not readable: %s\n", strerror(-s->log_error));
		return;
	}
	for (i = 0; i < s->nlog; i++) {
		fprintf(out, "  %5llu.%06llu ", (unsigned long long)(s->log[i].usec / 1000000),
			(unsigned long long)(s->log[i].usec % 1000000));
		put_clean(out, s->log[i].text);
		fputc('\n', out);
	}
	if (!s->nlog)
		fputs("  nothing (any more) about IP6-Config, Root-NFS and init\n", out);
}

void status_text(const struct status *s, FILE *out)
{
	show_boot(s, out);
	show_lease(s, out);
	show_root(s, out);
	show_now(s, out);
	show_log(s, out);
}
