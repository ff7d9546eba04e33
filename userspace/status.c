// SPDX-License-Identifier: GPL-2.0-only
/* nfsroot6 status: asks the kernel and prints. */

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "nfsroot6.h"
#include "status.h"

#define RESOLV_CONF	"/etc/resolv.conf"
#define RESOLV_SIZE	65536		/* bytes that are looked at */
#define KMSG		"/dev/kmsg"
#define KMSG_SIZE	8192		/* bytes, more than a record has */

static const char help[] =
	"usage: nfsroot6 status [--json]\n"
	"\n"
	"Shows how the kernel configured IPv6 for its NFS root, and what holds now: the\n"
	"device, addresses and routes with the lifetimes that are left, name servers, the\n"
	"DHCPv6 lease and the root file system; at the end what the kernel's log says of\n"
	"it. Any user may ask; the lease is for root only, the log where\n"
	"kernel.dmesg_restrict is set.\n"
	"\n"
	"  --json     one JSON object, with all devices\n"
	"  -h, --help this text\n"
	"\n"
	"Exit status: 0 if the kernel has configured IPv6, 1 if not (what holds now is\n"
	"shown all the same), 2 for a wrong command line.\n"
	"\n"
	"Keys of the object; null stands for what is not known or not there, times are in\n"
	"seconds, 4294967295 is for ever:\n"
	"  configured, method (slaac, dhcp, static, link-local), device, device_now (it\n"
	"    may have another name), address, prefix_length, router, name_servers[],\n"
	"    search[], ntp_servers[], boot_file_url: what the kernel found out\n"
	"  lease: readable; if it is: duid and server (hex), iaid, obtained (since 1970),\n"
	"    t1, t1_left, t2, t2_left, addresses[]: address, preferred, preferred_left,\n"
	"    valid, valid_left; all as the kernel got it, renewals are not in it\n"
	"  root: source, type, version, protocol, server, options\n"
	"  now: devices[]: name, index, up, carrier, mac, mtu; addresses[]: device,\n"
	"    address, prefix_length, preferred, valid, flags[]; default_routes[]: device,\n"
	"    gateway, from_ra, metric, expires; name_servers[] and search[] of\n"
	"    /etc/resolv.conf\n"
	"  log[]: time (since the kernel started), text\n";

/* Room for one more in ITEMS, which has N of SIZE bytes; NULL: no memory. */
static void *grow(void **items, unsigned int n, size_t size)
{
	void *more;

	/* Doubled at powers of two */
	if (!(n & (n - 1))) {
		more = reallocarray(*items, n ? 2 * n : 1, size);
		if (!more)
			return NULL;
		*items = more;
	}
	return (char *)*items + n * size;
}

static int add_link(const struct nl_link *link, void *data)
{
	struct status *s = data;
	struct nl_link *new;

	if (link->flags & IFF_LOOPBACK)
		return 0;
	new = grow((void **)&s->links, s->nlinks, sizeof(*new));
	if (!new) {
		s->net_error = -ENOMEM;
		return 1;
	}
	*new = *link;
	s->nlinks++;
	return 0;
}

static int add_addr(const struct nl_addr *addr, void *data)
{
	struct status *s = data;
	struct nl_addr *new;

	/* Those of lo are in nobody's way; the links are known by now */
	if (!status_link(s, addr->ifindex))
		return 0;
	new = grow((void **)&s->addrs, s->naddrs, sizeof(*new));
	if (!new) {
		s->net_error = -ENOMEM;
		return 1;
	}
	*new = *addr;
	s->naddrs++;
	return 0;
}

static int add_route(const struct nl_route *route, void *data)
{
	struct status *s = data;
	struct nl_route *new;

	if (route->plen)
		return 0;
	new = grow((void **)&s->routes, s->nroutes, sizeof(*new));
	if (!new) {
		s->net_error = -ENOMEM;
		return 1;
	}
	*new = *route;
	s->nroutes++;
	return 0;
}

static void read_net(struct status *s)
{
	struct nl nl;
	int err;

	err = nl_open(&nl, 0);
	if (!err) {
		err = nl_each_link(&nl, add_link, s);
		if (!err)
			err = nl_each_addr(&nl, add_addr, s);
		if (!err)
			err = nl_each_route(&nl, add_route, s);
		nl_close(&nl);
	}
	if (err)
		s->net_error = err;
}

static void read_resolv(struct status *s)
{
	char *buf = malloc(RESOLV_SIZE);
	size_t len = 0;
	ssize_t n = -1;
	int fd;

	fd = buf ? open(RESOLV_CONF, O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1;
	if (fd >= 0) {
		while (len < RESOLV_SIZE && (n = read(fd, buf + len, RESOLV_SIZE - len)) > 0)
			len += n;
		close(fd);
	}
	s->has_resolv = fd >= 0 && n >= 0;
	if (s->has_resolv)
		status_parse_resolv(buf, len, s);
	free(buf);
}

static void read_log(struct status *s)
{
	struct status_log log, *new;
	char record[KMSG_SIZE];
	ssize_t n;
	int fd;

	fd = open(KMSG, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0) {
		s->log_error = -errno;
		return;
	}
	for (;;) {
		n = read(fd, record, sizeof(record));
		/* EPIPE: some records have been overwritten meanwhile */
		if (n < 0 && (errno == EPIPE || errno == EINTR))
			continue;
		if (n <= 0)
			break;
		if (!status_parse_kmsg(record, n, &log))
			continue;
		new = grow((void **)&s->log, s->nlog, sizeof(*new));
		if (!new) {
			errno = ENOMEM;
			n = -1;
			break;
		}
		*new = log;
		s->nlog++;
	}
	if (n < 0 && errno != EAGAIN)
		s->log_error = -errno;
	close(fd);
}

static s64 seconds(clockid_t clock)
{
	struct timespec now;

	return clock_gettime(clock, &now) ? 0 : now.tv_sec;
}

int cmd_status(int argc, char **argv)
{
	static const struct option options[] = {
		{ "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL },
	};
	static struct status s;
	bool json = false;
	int c, err;

	opterr = 0;
	while ((c = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
		switch (c) {
		case 'j':
			json = true;
			break;
		case 'h':
			fputs(help, stdout);
			return fflush(stdout) ? EXIT_FAILED : EXIT_SUCCESS;
		default:
			return option_error(c, argv, options);
		}
	}
	if (optind < argc)
		return usage_error("\"%s\" is too much", argv[optind]);

	err = boot_read("", &s.boot);
	if (err) {
		warn("/proc: %s", strerror(-err));
		return EXIT_FAILED;
	}
	s.boottime = seconds(CLOCK_BOOTTIME);
	s.realtime = seconds(CLOCK_REALTIME);
	read_net(&s);
	read_resolv(&s);
	read_log(&s);

	(json ? status_json : status_text)(&s, stdout);
	err = ferror(stdout) || fflush(stdout);
	if (err)
		warn("standard output: %s", strerror(errno));
	free(s.links);
	free(s.addrs);
	free(s.routes);
	free(s.log);
	return !err && s.boot.configured ? EXIT_SUCCESS : EXIT_FAILED;
}
