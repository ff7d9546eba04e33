// SPDX-License-Identifier: GPL-2.0-only
/* The local address of the root's mount. */

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include <linux/inet.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "watch_root.h"

#define NFS_PORT	2049
#define ADDR_DIGITS	32
#define PORT_DIGITS	4
#define STATE_DIGITS	2
#define TCP_STATE_OPEN	0x01		/* TCP_ESTABLISHED */
#define TCP_STATE_SYN	0x02		/* TCP_SYN_SENT */
#define MOUNTS_SIZE	(1 << 14)	/* bytes of /proc/mounts at first */
#define MOUNTS_MAX	(16 << 20)	/* and at most */
#define READ_SIZE	4096		/* bytes; a line has less than 200 */

/* The value of option NAME, which ends with "="; false if it is not there or does not fit */
static bool get_option(const char *options, const char *name, char *buf, size_t size)
{
	size_t name_len = strlen(name), len;
	const char *at = options;

	while (strncmp(at, name, name_len)) {
		at = strchr(at, ',');
		if (!at)
			return false;
		at++;
	}
	at += name_len;
	len = strcspn(at, ",");
	if (len >= size)
		return false;
	memcpy(buf, at, len);
	buf[len] = '\0';
	return true;
}

/* A zone, as "fe80::1%eth0" has it, is of no interest */
static bool get_addr(const char *text, struct in6_addr *addr)
{
	const char *end;

	return in6_pton(text, -1, addr->s6_addr, '%', &end) && (!*end || *end == '%');
}

void root_server_of(const struct boot_mount *mount, struct root_server *server)
{
	char text[80];

	memset(server, 0, sizeof(*server));
	server->port = NFS_PORT;
	if (strcmp(mount->fstype, "nfs") && strcmp(mount->fstype, "nfs4"))
		return;
	if (!get_addr(mount->addr, &server->addr))
		return;
	server->nfs6 = true;
	if (get_option(mount->options, "port=", text, sizeof(text)) &&
	    (kstrtou16(text, 10, &server->port) || !server->port))
		server->port = NFS_PORT;
	if (get_option(mount->options, "clientaddr=", text, sizeof(text)) && get_addr(text, &server->client))
		server->has_client = memcmp(&server->client, &in6addr_any, sizeof(in6addr_any));
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool parse_hex(const char *text, unsigned int digits, u32 *value)
{
	unsigned int i;

	*value = 0;
	for (i = 0; i < digits; i++) {
		if (digit(text[i]) < 0)
			return false;
		*value = *value << 4 | digit(text[i]);
	}
	return true;
}

/* Four words in the byte order of the machine, ':', the port: ADDR_DIGITS + 1 + PORT_DIGITS characters */
static bool parse_endpoint(const char *text, struct in6_addr *addr, u32 *port)
{
	unsigned int i;
	u32 word;

	for (i = 0; i < sizeof(*addr); i += sizeof(word)) {
		if (!parse_hex(text + 2 * i, 2 * sizeof(word), &word))
			return false;
		memcpy(addr->s6_addr + i, &word, sizeof(word));
	}
	return text[ADDR_DIGITS] == ':' && parse_hex(text + ADDR_DIGITS + 1, PORT_DIGITS, port);
}

bool root_parse_tcp6(const char *line, size_t len, const struct root_server *server, struct in6_addr *local,
		     bool *port_fits)
{
	const size_t endpoint = ADDR_DIGITS + 1 + PORT_DIGITS;
	const char *colon = memchr(line, ':', len);
	u32 local_port, port, state;
	struct in6_addr remote;

	/* "  12: LOCAL REMOTE STATE …" */
	if (!colon)
		return false;
	len -= colon + 1 - line;
	line = colon + 1;
	if (len < 1 + endpoint + 1 + endpoint + 1 + STATE_DIGITS || line[0] != ' ' || line[1 + endpoint] != ' ' ||
	    line[2 + 2 * endpoint] != ' ')
		return false;
	if (!parse_endpoint(line + 1, local, &local_port) ||
	    !parse_endpoint(line + 2 + endpoint, &remote, &port) ||
	    !parse_hex(line + 3 + 2 * endpoint, STATE_DIGITS, &state))
		return false;
	if (state != TCP_STATE_OPEN && state != TCP_STATE_SYN)
		return false;
	*port_fits = port == server->port;
	return !memcmp(&remote, &server->addr, sizeof(remote));
}

void root_add(struct root_addrs *roots, const struct in6_addr *addr)
{
	unsigned int i;

	for (i = 0; i < roots->n; i++)
		if (!memcmp(&roots->addrs[i], addr, sizeof(*addr)))
			return;
	if (i < WATCH_ROOTS_MAX)
		roots->addrs[roots->n++] = *addr;
}

int root_connections(int fd, const struct root_server *server, struct root_addrs *roots)
{
	struct root_addrs other = { 0 };
	char buf[READ_SIZE], *line, *end;
	struct in6_addr local;
	bool port_fits;
	size_t len = 0;
	ssize_t n;

	roots->n = 0;
	if (lseek(fd, 0, SEEK_SET) < 0)
		return -errno;
	while ((n = read(fd, buf + len, sizeof(buf) - len)) > 0) {
		len += n;
		for (line = buf; (end = memchr(line, '\n', buf + len - line)); line = end + 1)
			if (root_parse_tcp6(line, end - line, server, &local, &port_fits))
				root_add(port_fits ? roots : &other, &local);
		len -= line - buf;
		/* Too long for a line: not of the kernel */
		if (len == sizeof(buf))
			len = 0;
		memmove(buf, line, len);
	}
	if (n < 0)
		return -errno;
	if (!roots->n)
		*roots = other;
	return 0;
}

int root_read_mount(int fd, struct boot_mount *mount)
{
	size_t size = MOUNTS_SIZE, len = 0;
	char *buf = NULL, *more;
	int err = 0;
	ssize_t n;

	if (lseek(fd, 0, SEEK_SET) < 0)
		return -errno;
	do {
		if (!buf || len == size) {
			size = buf ? 2 * size : size;
			more = size <= MOUNTS_MAX ? realloc(buf, size) : NULL;
			if (!more) {
				err = -ENOMEM;
				goto out;
			}
			buf = more;
		}
		n = read(fd, buf + len, size - len);
		if (n > 0)
			len += n;
	} while (n > 0 || (n < 0 && errno == EINTR));
	err = n < 0 ? -errno : boot_parse_mounts(buf, len, mount);
out:
	free(buf);
	return err;
}
