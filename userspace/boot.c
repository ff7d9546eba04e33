// SPDX-License-Identifier: GPL-2.0-only
/* What the kernel's configuration at boot left in /proc: who reads it. */

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "boot.h"
#include "boot_text.h"

#define BOOT_FILE_SIZE		4096		/* of a file of /proc/net/ipconfig: a page at most */
#define BOOT_MOUNTS_MAX		(16 << 20)	/* of /proc/mounts */

/*
 *	Name servers, search list, addresses
 */

/* "A" or "A%zone" */
static bool parse_nameserver(const struct text *line, struct dns_server *server)
{
	struct text addr = *line, zone = *line;
	char name[IFNAMSIZ] = "";

	zone.at = memchr(line->at, '%', line->end - line->at);
	if (zone.at) {
		addr.end = zone.at++;
		if (!text_copy(&zone, name, sizeof(name)) || !name[0])
			return false;
	}
	memset(server, 0, sizeof(*server));
	if (!text_addr(&addr, &server->addr) || IN6_IS_ADDR_UNSPECIFIED(&server->addr) ||
	    IN6_IS_ADDR_MULTICAST(&server->addr))
		return false;
	if (name[0] && IN6_IS_ADDR_LINKLOCAL(&server->addr))
		server->ifindex = if_nametoindex(name);
	return true;
}

int boot_parse_nameservers(const char *text, size_t len, struct dns_config *dns)
{
	struct text all = { text, text + len };
	struct dns_server server;
	struct text line;
	int err = 0;
	bool cut;

	dns->nservers = 0;
	while (text_line(&all, &line, &cut)) {
		if (line.at == line.end)
			continue;
		if (!parse_nameserver(&line, &server))
			err = -EINVAL;
		else if (dns->nservers < DNS_SERVERS_MAX)
			dns->servers[dns->nservers++] = server;
	}
	return cut ? -EINVAL : err;
}

static void parse_search(const char *text, size_t len, struct dns_config *dns)
{
	struct text all = { text, text + len };
	struct text line;
	bool cut;

	dns->nsearch = 0;
	while (text_line(&all, &line, &cut) && dns->nsearch < DNS_SEARCH_MAX) {
		if (!dns_name_check(line.at, line.end - line.at) &&
		    text_copy(&line, dns->search[dns->nsearch], sizeof(dns->search[0])))
			dns->nsearch++;
	}
}

static void parse_ntp(const char *text, size_t len, struct boot_info *info)
{
	struct text all = { text, text + len };
	struct text line;
	bool cut;

	while (text_line(&all, &line, &cut) && info->nntp < DHCP6_NTP_MAX) {
		if (text_addr(&line, &info->ntp[info->nntp]))
			info->nntp++;
	}
}

/* "A/N" */
static void parse_address(const char *text, size_t len, struct boot_info *info)
{
	struct in6_addr addr;
	struct text line;
	struct text plen;
	u64 n;

	if (!text_one_line(text, len, &line))
		return;
	plen.end = line.end;
	plen.at = memchr(line.at, '/', line.end - line.at);
	if (!plen.at)
		return;
	line.end = plen.at++;
	if (!text_addr(&line, &addr) || !text_u64(&plen, 128, &n))
		return;
	info->address = addr;
	info->plen = n;
}

static bool is_ifname(const char *name)
{
	const char *p;

	if (!strcmp(name, ".") || !strcmp(name, ".."))
		return false;
	for (p = name; *p; p++) {
		if (*p <= ' ' || *p == '/' || *p == ':' || *p == 0x7f)
			return false;
	}
	return p > name;
}

static bool is_method(const char *method)
{
	return !strcmp(method, "slaac") || !strcmp(method, "dhcp") || !strcmp(method, "static") ||
	       !strcmp(method, "link-local");
}

static bool is_url(const char *url)
{
	for (; *url; url++) {
		if (*url <= ' ' || *url > '~')
			return false;
	}
	return true;
}

/*
 *	Files
 */

/* All of a file below ROOT, at most SIZE bytes: its length or a negative error number. */
static ssize_t read_file(const char *root, const char *path, char *buf, size_t size)
{
	char name[PATH_MAX];
	size_t len = 0;
	ssize_t n;
	char more;
	int fd;

	if (snprintf(name, sizeof(name), "%s%s", root, path) >= (int)sizeof(name))
		return -ENAMETOOLONG;
	fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	for (;;) {
		n = len < size ? read(fd, buf + len, size - len) : read(fd, &more, 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		if (len == size) {
			n = -1;
			errno = EFBIG;
			break;
		}
		len += n;
	}
	if (n < 0)
		n = -errno;
	close(fd);
	return n < 0 ? n : (ssize_t)len;
}

/* Of /proc/net/ipconfig */
static ssize_t read_ipconfig(const char *root, const char *name, char *buf, size_t size)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/net/ipconfig/%s", name);
	return read_file(root, path, buf, size);
}

/* One line that is to be a string; empty when it is not there or not sound. */
static void read_string(const char *root, const char *file, bool (*sound)(const char *s), char *buf,
			size_t size)
{
	char text[BOOT_FILE_SIZE];
	struct text line;
	ssize_t len;

	buf[0] = '\0';
	len = read_ipconfig(root, file, text, sizeof(text));
	if (len <= 0 || !text_one_line(text, len, &line))
		return;
	if (!text_copy(&line, buf, size) || !sound(buf))
		buf[0] = '\0';
}

static void read_lease(const char *root, struct boot_info *info)
{
	char text[BOOT_FILE_SIZE];
	ssize_t len;

	len = read_ipconfig(root, "ip6_lease", text, sizeof(text));
	info->has_lease = len >= 0 || len == -EACCES || len == -EPERM;
	info->lease_readable = len >= 0 && !boot_parse_lease(text, len, &info->lease);
	info->lease_bad = len >= 0 && !info->lease_readable;
}

static void read_config(const char *root, struct boot_info *info)
{
	char text[BOOT_FILE_SIZE];
	struct text line;
	ssize_t len;

	read_string(root, "ip6_method", is_method, info->method, sizeof(info->method));
	info->configured = info->method[0];
	read_string(root, "ip6_device", is_ifname, info->device, sizeof(info->device));
	read_string(root, "ip6_bootfile_url", is_url, info->boot_url, sizeof(info->boot_url));

	len = read_ipconfig(root, "ip6_address", text, sizeof(text));
	if (len > 0)
		parse_address(text, len, info);
	len = read_ipconfig(root, "ip6_router", text, sizeof(text));
	if (len > 0 && text_one_line(text, len, &line) && !text_addr(&line, &info->router))
		info->router = in6addr_any;
	len = read_ipconfig(root, "ip6_nameservers", text, sizeof(text));
	if (len > 0)
		boot_parse_nameservers(text, len, &info->dns);
	len = read_ipconfig(root, "ip6_search", text, sizeof(text));
	if (len > 0)
		parse_search(text, len, &info->dns);
	len = read_ipconfig(root, "ip6_ntp_servers", text, sizeof(text));
	if (len > 0)
		parse_ntp(text, len, info);
}

static int read_mounts(const char *root, struct boot_info *info)
{
	size_t size = 1 << 16;
	char *buf = NULL, *more;
	ssize_t len;

	/* Once more with twice the room when it has grown */
	do {
		more = realloc(buf, size);
		if (!more) {
			free(buf);
			return -ENOMEM;
		}
		buf = more;
		len = read_file(root, "/proc/mounts", buf, size);
		size *= 2;
	} while (len == -EFBIG && size <= BOOT_MOUNTS_MAX);
	if (len >= 0)
		info->has_mount = !boot_parse_mounts(buf, len, &info->mount);
	free(buf);
	return len < 0 ? len : 0;
}

int boot_read(const char *root, struct boot_info *info)
{
	int err;

	memset(info, 0, sizeof(*info));
	info->lease.boottime = -1;
	read_config(root, info);
	read_lease(root, info);
	err = read_mounts(root, info);
	return info->configured ? 0 : err;
}

int boot_cmdline(const char *root, char *buf, size_t size)
{
	ssize_t len;

	if (!size)
		return -EFBIG;
	len = read_file(root, "/proc/cmdline", buf, size - 1);
	if (len < 0)
		return len;
	while (len && buf[len - 1] == '\n')
		len--;
	if (memchr(buf, '\0', len))
		return -EINVAL;
	buf[len] = '\0';
	return 0;
}
