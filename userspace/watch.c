// SPDX-License-Identifier: GPL-2.0-only
/*
 * nfsroot6 watch: what the kernel has set up at boot, kept alive. This is the command line and the start;
 * watch_run.c has the loop, watch_events.c what comes in, watch_sync.c what is done to addresses. All
 * that has to be decided is decided by functions that know no sockets: the lease by lease.c,
 * configuration without an address by inform.c, lifetimes by watch_addr.c, name servers by resolv.c and
 * watch_dns.c.
 */

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <linux/rtnetlink.h>

#include "bootline.h"
#include "duid.h"
#include "nfsroot6.h"
#include "notify.h"
#include "sandbox.h"
#include "watch.h"
#include "watch_device.h"
#include "watch_log.h"
#include "watch_memory.h"
#include "watch_net.h"

#define RESOLV_CONF	"/etc/resolv.conf"
#define UUID_FILE	"/sys/class/dmi/id/product_uuid"
#define UUID_TEXT	36		/* characters */
#define PATIENCE	12000		/* ms: three RS and the time for an answer, RFC 4861 6.3.7 */

static struct watch watch;

/*
 *	The device
 */

static int see_device_addr(const struct nl_addr *addr, void *data)
{
	device_addr(data, addr);
	return 0;
}

static int see_device(const struct nl_link *link, void *data)
{
	device_link(data, link);
	return 0;
}

/* NAME is that of the user, or NULL. *BOOTED: it is the device that the kernel configured. */
static bool find_device(struct watch *w, const char *name, bool *booted)
{
	const struct nl_link *link;
	struct device_search s;
	int err;

	device_search(&s, &w->boot, name);
	err = nl_each_addr(&w->ask, see_device_addr, &s);
	if (!err)
		err = nl_each_link(&w->ask, see_device, &s);
	if (err) {
		warn("cannot read the network devices: %s", strerror(-err));
		return false;
	}
	link = device_found(&s, booted);
	if (!link) {
		warn("no network device \"%s\"", name ? name : w->boot.device);
		return false;
	}
	w->ifindex = link->ifindex;
	strcpy(w->device, link->name);
	memcpy(w->mac, link->mac, link->mac_len);
	w->mac_len = link->mac_len;
	w->carrier = link->carrier;
	return true;
}

/*
 *	Sockets
 */

static bool open_netlink(struct watch *w)
{
	unsigned int groups = RTMGRP_LINK | RTMGRP_IPV6_IFADDR | RTMGRP_IPV6_IFINFO | 1U << (RTNLGRP_ND_USEROPT - 1);
	int err;

	if (w->hold)
		groups |= RTMGRP_IPV6_ROUTE;
	err = nl_open(&w->events, groups);
	if (!err)
		err = nl_open(&w->ask, 0);
	if (err)
		warn("cannot open a netlink socket: %s", strerror(-err));
	return !err;
}

static bool open_dhcp(struct watch *w, bool has_lease)
{
	int err;

	w->dhcp.fd = -1;
	if (!has_lease && !w->may_inform)
		return true;
	err = dhcp_open(&w->dhcp, w->ifindex);
	if (!err && w->dhcp.raw)
		warn("another DHCPv6 client has UDP port %u: it is to leave %s alone", DHCP6_CLIENT_PORT, w->device);
	if (!err)
		return true;
	warn("cannot open UDP port %u of %s: %s%s", DHCP6_CLIENT_PORT, w->device, strerror(-err),
	     err == -EADDRINUSE ? ": is there another DHCPv6 client?" : "");
	/* Without it name servers of router advertisements are followed still */
	w->may_inform = false;
	return !has_lease;
}

static bool open_sockets(struct watch *w, bool has_lease)
{
	w->rs = w->hold ? -1 : net_open_rs(w->ifindex);
	if (w->rs < 0 && !w->hold) {
		warn("cannot open a socket for ICMPv6: %s", strerror(-w->rs));
		return false;
	}
	if (!open_dhcp(w, has_lease))
		return false;
	/* All these are of help, no more. Files of /proc stay open: the way to them begins on the root. */
	w->probe = net_open_probe();
	w->tcp6 = open("/proc/net/tcp6", O_RDONLY | O_CLOEXEC);
	w->mounts = open("/proc/self/mounts", O_RDONLY | O_CLOEXEC);
	w->resume = watch_open_resume();
	if (w->resume < 0)
		say(LOG_NOTICE, "the end of a suspend is not noticed at once: that needs CONFIG_TIMERFD");
	w->asleep = watch_asleep();
	return true;
}

static void open_manager(struct watch *w)
{
	const char *socket = getenv("NOTIFY_SOCKET");
	int err;

	err = notify_open(socket);
	if (err)
		warn("cannot use NOTIFY_SOCKET=%s: %s", socket, strerror(-err));
	w->ping_interval = notify_watchdog(getenv("WATCHDOG_USEC"), getenv("WATCHDOG_PID"), getpid());
	w->ping = w->ping_interval ? w->now : INT64_MAX;
	watch_log_open(socket || getenv("JOURNAL_STREAM"));
}

/*
 *	What is kept
 */

/* Somebody, an earlier run of this, may have renewed the lease since the boot: the kernel knows */
static int see_addr(const struct nl_addr *addr, void *data)
{
	struct watch *w = data;

	if (addr->ifindex == w->ifindex && addr->preferred != NL_FOREVER)
		lease_seen(&w->lease, &addr->addr, w->now + (s64)addr->preferred * 1000);
	return 0;
}

/* Where the kernel does not say when it got the lease, it was when the machine started */
static void start_lease(struct watch *w)
{
	s64 got = w->boot.lease.boottime > 0 ? w->boot.lease.boottime * 1000 : 0;

	lease_init(&w->lease, &w->boot.lease, w->vendor_class, got < w->now ? got : w->now);
	nl_each_addr(&w->ask, see_addr, w);
	watch_addrs_lease(&w->addrs, &w->lease, w->now);
	w->said_state = w->lease.state;
	watch_say_lease(w);
}

static bool make_duid(const struct watch *w, struct dhcp6_duid *duid)
{
	char uuid[UUID_TEXT + 1] = "";
	ssize_t len = 0;
	int fd;

	if (w->duid.len) {
		*duid = w->duid;
		return true;
	}
	fd = open(UUID_FILE, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		len = read(fd, uuid, UUID_TEXT);
		close(fd);
	}
	uuid[len > 0 ? len : 0] = '\0';
	return duid_make(duid, uuid, w->mac, w->mac_len);
}

static void start_inform(struct watch *w)
{
	struct dhcp6_duid duid = { 0 };
	u32 flags;

	if (w->may_inform && !make_duid(w, &duid))
		w->may_inform = false;
	inform_init(&w->inform, &duid, w->vendor_class);
	if (!net_ra_flags(&w->ask, w->ifindex, &flags))
		watch_ra_flags(w, flags);
}

static void start_dns(struct watch *w, bool has_lease)
{
	w->dns.fixed = w->hold || !strcmp(w->boot.method, "static");
	w->dns.by_dhcp |= has_lease;
	w->dns.patience = w->now + PATIENCE;
	resolv_boot(&w->resolv, &w->boot.dns);
	w->dirty = true;
	solicit_stop(&w->solicit);
	if (!w->dns.fixed)
		solicit_start(&w->solicit, w->now, watch_random());
}

static void take_line(struct watch *w, const struct bootline *line)
{
	unsigned int i;

	w->duid = line->duid;
	if (line->vendor_class)
		snprintf(w->vendor_class, sizeof(w->vendor_class), "%s", line->vendor_class);
	w->may_inform = !(line->ip6_wanted && line->ip6.method == IP6_METHOD_SLAAC);
	for (i = 0; i < line->nns; i++)
		watch_dns_keep(&w->dns, &line->ns[i].addr);
	for (i = 0; line->ip6_wanted && i < line->ip6.ndns; i++)
		watch_dns_keep(&w->dns, &line->ip6.dns[i]);
}

/* What the command line says beside the result that /proc has; the boot went well with it */
static void read_line(struct watch *w)
{
	struct room {
		struct bootline line;
		char text[BOOTLINE_SIZE];
	} *room;

	/* Not from the heap, which would keep it */
	room = mmap(NULL, sizeof(*room), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (room == MAP_FAILED)
		return;
	if (!boot_cmdline("", room->text, sizeof(room->text)) && !bootline_parse(room->text, &room->line))
		take_line(w, &room->line);
	munmap(room, sizeof(*room));
}

static bool read_boot(struct watch *w)
{
	int err;

	err = boot_read("", &w->boot);
	if (err < 0) {
		warn("cannot read /proc: %s", strerror(-err));
		return false;
	}
	if (!w->boot.configured) {
		warn("the kernel did not configure IPv6 at boot: there is no /proc/net/ipconfig/ip6_method");
		return false;
	}
	if (geteuid()) {
		warn("only root can do this");
		return false;
	}
	w->may_inform = true;
	read_line(w);
	return true;
}

static bool start(struct watch *w, const char *device)
{
	bool booted, has_lease;

	w->now = watch_clock();
	if (!read_boot(w) || !open_netlink(w) || !find_device(w, device, &booted))
		return false;

	/* The lease is that of the device which the kernel chose */
	has_lease = w->boot.has_lease && booted && !w->hold;
	if (has_lease && !w->boot.lease_readable) {
		warn("cannot make sense of /proc/net/ipconfig/ip6_lease");
		return false;
	}
	if (booted)
		watch_dns_zone(&w->boot.dns, w->ifindex);
	w->may_inform &= !has_lease && !w->hold && !strcmp(w->boot.method, "slaac");
	w->addrs.bring_back = w->hold;
	if (!open_sockets(w, has_lease))
		return false;
	open_manager(w);

	exchange_end(&w->lease.x);
	if (has_lease)
		start_lease(w);
	start_inform(w);
	start_dns(w, has_lease);
	w->sync = w->now;
	return true;
}

/*
 *	The command
 */

static void say_lack(const char *what)
{
	say(LOG_NOTICE, "%s", what);
}

static void help(FILE *out)
{
	fputs("usage: nfsroot6 watch [OPTION]…\n"
	      "\n"
	      "Keeps alive what the kernel set up at boot, for systems without a network manager. It\n"
	      "follows RDNSS and DNSSL of router advertisements and writes resolv.conf; it renews and\n"
	      "rebinds the kernel's DHCPv6 lease and gives addresses the lifetimes they really have. The\n"
	      "address that the root is mounted from stays as long as the mount uses it. It runs in the\n"
	      "foreground.\n"
	      "\n"
	      "  --device IF          this device, not the one that the kernel booted from\n"
	      "  --hold               only the last of these: a network manager does the rest\n"
	      "  --resolv-conf PATH   that file (" RESOLV_CONF "); a link is followed\n"
	      "  --help               this text\n"
	      "\n"
	      "SIGTERM ends it and leaves the network as it is; SIGHUP makes it ask router and servers\n"
	      "again. Under systemd: Type=notify.\n", out);
}

int cmd_watch(int argc, char **argv)
{
	static const struct option options[] = {
		{ "device", required_argument, NULL, 'd' },
		{ "hold", no_argument, NULL, 'o' },
		{ "resolv-conf", required_argument, NULL, 'r' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL },
	};
	struct watch *w = &watch;
	const char *device = NULL;
	sigset_t mask;
	int c, err;

	w->resolv_conf = RESOLV_CONF;
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
		switch (c) {
		case 'd':
			if (!optarg[0] || strlen(optarg) >= IFNAMSIZ)
				return usage_error("--device %s: not the name of a device", optarg);
			device = optarg;
			break;
		case 'o':
			w->hold = true;
			break;
		case 'r':
			if (!optarg[0])
				return usage_error("--resolv-conf needs a value");
			w->resolv_conf = optarg;
			break;
		case 'h':
			help(stdout);
			return fflush(stdout) ? EXIT_FAILED : EXIT_SUCCESS;
		default:
			return option_error(c, argv, options);
		}
	}
	if (optind < argc)
		return usage_error("\"%s\" is too much", argv[optind]);

	watch_catch_signals(&mask);
	if (!start(w, device))
		return EXIT_FAILED;
	/* Once with all rights, so that what is wrong with a file shows before any are given up */
	watch_step(w);
	err = watch_lock_memory();
	if (err)
		say(LOG_NOTICE, "cannot lock memory: %s", strerror(-err));
	/* Once more, so that what the loop needs of the libraries is among it; and what it needs for messages */
	w->sync = w->now;
	watch_text(&w->boot.address);
	err = sandbox_enter(say_lack);
	if (err) {
		say(LOG_ERR, "cannot give up privileges: %s", strerror(-err));
		return EXIT_FAILED;
	}
	notify_send("READY=1");
	if (!watch_run(w, &mask)) {
		if (w->gone)
			say(LOG_ERR, "%s is gone", w->device);
		return EXIT_FAILED;
	}
	notify_send("STOPPING=1");
	say(LOG_INFO, "ends; addresses, routes and resolv.conf stay as they are");
	return EXIT_SUCCESS;
}
