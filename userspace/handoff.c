// SPDX-License-Identifier: GPL-2.0-only
/*
 * "nfsroot6 handoff": which manager gets the device, and what is written for it; as a generator of
 * systemd, what the managers' units have to be told.
 */

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "handoff.h"
#include "nfsroot6.h"

#define SERVICE		"nfsroot6-handoff.service"

static void help(void)
{
	puts("usage: nfsroot6 handoff [--to MANAGER] [--root DIR]\n"
	     "\n"
	     "Writes, under /run, the configuration by which a network manager takes the device over that the\n"
	     "root is mounted from, as the kernel has set it up. To be run before the manager is started.\n"
	     "\n"
	     "  --to networkd|NetworkManager   adopts the device: it goes on with router advertisements and lease\n"
	     "  --to ifupdown|dhcpcd           leaves it alone: 'nfsroot6 watch' goes on with it\n"
	     "  --to auto                      what is enabled on this machine (default)\n"
	     "  --root DIR                     before all paths, for tests\n"
	     "  --units DIR                    as a generator of systemd: drop-ins for the managers' units, if\n"
	     "                                 " SERVICE " is enabled\n"
	     "\n"
	     "/run/nfsroot6/adopted is there when a manager goes on with the device. Only files that nfsroot6 has\n"
	     "written are replaced.");
}

/* A path with something of the device in it; the parts have been checked, and it fits. */
static const char *path_of(const char *fmt, ...)
{
	static char path[HANDOFF_PATH_SIZE];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(path, sizeof(path), fmt, ap);
	va_end(ap);
	return path;
}

/*
 *	The files of each
 */

static int write_link(const char *root, const struct handoff *h)
{
	struct conf conf;

	/* it has another name already, and keeps that */
	if (strcmp(h->device, h->boot->device))
		return 0;
	handoff_link(h, &conf);
	return handoff_write(root, path_of("/run/systemd/network/00-nfsroot6-%s.link", h->device), 0644, &conf, false);
}

static int write_networkd(const char *root, const struct handoff *h)
{
	struct conf conf;

	handoff_networkd(h, &conf);
	return handoff_write(root, path_of("/run/systemd/network/00-nfsroot6-%s.network", h->device), 0644, &conf,
			     false);
}

static int write_nm(const char *root, const struct handoff *h)
{
	char state[HANDOFF_PATH_SIZE], old[HANDOFF_TEXT_SIZE];
	struct conf conf;

	if (!h->has_mac) {
		warn("%s is no Ethernet device: NetworkManager cannot be told about it", h->device);
		return -1;
	}
	handoff_nm_profile(h, &conf);
	if (handoff_write(root, path_of("/run/NetworkManager/system-connections/nfsroot6-%s.nmconnection", h->device),
			  0600, &conf, false))
		return -1;
	handoff_nm_conf(h, &conf);
	if (handoff_write(root, "/run/NetworkManager/conf.d/nfsroot6.conf", 0644, &conf, false))
		return -1;
	snprintf(state, sizeof(state), "/run/NetworkManager/devices/%d", h->ifindex);
	if (handoff_read(root, state, old, sizeof(old)) >= 0 && strncmp(old, HANDOFF_MARK, strlen(HANDOFF_MARK))) {
		printf("%s: NetworkManager has been started before, and knows the device\n", h->device);
		return 0;
	}
	handoff_nm_state(h, &conf);
	return handoff_write(root, state, 0644, &conf, false);
}

/* What is not there is empty; what cannot be read is not, and would be lost */
static int read_list(const char *root, const char *path, char *text, size_t size)
{
	int len = handoff_read(root, path, text, size);

	if (len >= 0)
		return 0;
	text[0] = '\0';
	if (len == -ENOENT)
		return 0;
	warn("cannot read %s%s: %s", root, path, strerror(-len));
	return -1;
}

static int write_ifupdown(const char *root, const struct handoff *h)
{
	char text[HANDOFF_TEXT_SIZE], exclude[512] = "";
	struct conf conf;

	if (read_list(root, "/etc/default/networking", text, sizeof(text)))
		return -1;
	if (handoff_last_value(text, "EXCLUDE_INTERFACES", exclude, sizeof(exclude)) && strpbrk(exclude, "\"\\$`")) {
		warn("%s/etc/default/networking: EXCLUDE_INTERFACES: more than names, is left out: \"%s\"", root,
		     exclude);
		exclude[0] = '\0';
	}
	handoff_ifupdown_environment(h->device, exclude, &conf);
	if (handoff_write(root, "/run/nfsroot6/ifupdown", 0644, &conf, false))
		return -1;

	if (read_list(root, "/run/network/ifstate", text, sizeof(text)))
		return -1;
	handoff_ifstate(h->device, text, &conf);
	if (handoff_write(root, "/run/network/ifstate", 0644, &conf, true))
		return -1;
	snprintf(conf.text, sizeof(conf.text), "%s\n", h->device);
	conf.len = strlen(conf.text);
	return handoff_write(root, path_of("/run/network/ifstate.%s", h->device), 0644, &conf, true);
}

static int write_adopted(const char *root, enum handoff_manager manager)
{
	struct conf conf;

	conf_start(&conf);
	conf_add(&conf, "%s\n", handoff_name(manager));
	return handoff_write(root, "/run/nfsroot6/adopted", 0644, &conf, false);
}

static int write_files(const char *root, const struct handoff *h, enum handoff_manager manager)
{
	switch (manager) {
	case HANDOFF_NETWORKD:
		return write_networkd(root, h);
	case HANDOFF_NETWORKMANAGER:
		return write_nm(root, h);
	case HANDOFF_IFUPDOWN:
		return write_ifupdown(root, h);
	default:	/* dhcpcd is told by its unit */
		return 0;
	}
}

/* Of a manager that does not get the device (any more) */
static int remove_files(const char *root, const struct handoff *h, enum handoff_manager manager)
{
	switch (manager) {
	case HANDOFF_NETWORKD:
		return handoff_remove(root, path_of("/run/systemd/network/00-nfsroot6-%s.network", h->device));
	case HANDOFF_NETWORKMANAGER:
		if (handoff_remove(root, path_of("/run/NetworkManager/system-connections/nfsroot6-%s.nmconnection",
						 h->device)) ||
		    handoff_remove(root, path_of("/run/NetworkManager/devices/%d", h->ifindex)))
			return -1;
		return handoff_remove(root, "/run/NetworkManager/conf.d/nfsroot6.conf");
	default:	/* to leave a device alone does no harm */
		return 0;
	}
}

/*
 *	The choice
 */

/* Who adopts; HANDOFF_MANAGERS: nobody */
static enum handoff_manager adopter(const struct handoff_choice *choice)
{
	if (choice->enabled[HANDOFF_NETWORKD])
		return HANDOFF_NETWORKD;
	if (choice->enabled[HANDOFF_NETWORKMANAGER] && !choice->nm_keeps_off)
		return HANDOFF_NETWORKMANAGER;
	return HANDOFF_MANAGERS;
}

static void say(const struct handoff *h, const struct handoff_choice *choice, enum handoff_manager manager)
{
	const char *why = choice->why[manager], *name = handoff_name(manager);

	printf("%s (%s): %s %s%s%s%s\n", h->device, h->boot->method, name,
	       handoff_adopts(manager) ? "adopts it" : "leaves it alone", why[0] ? " (enabled by " : "", why,
	       why[0] ? ")" : "");
}

static int hand_over(const char *root, const struct handoff *h, const struct handoff_choice *choice)
{
	enum handoff_manager who = adopter(choice);
	bool any = false;
	unsigned int i;

	for (i = 0; i < HANDOFF_MANAGERS; i++) {
		if (handoff_adopts(i) ? i != who : !choice->enabled[i]) {
			if (remove_files(root, h, i))
				return EXIT_FAILED;
			continue;
		}
		if (!any && write_link(root, h))
			return EXIT_FAILED;
		any = true;
		if (write_files(root, h, i))
			return EXIT_FAILED;
		say(h, choice, i);
	}
	if (choice->nm_keeps_off)
		printf("%s: NetworkManager leaves it to ifupdown, which has a stanza for it\n", h->device);
	if (who != HANDOFF_MANAGERS)
		return write_adopted(root, who) ? EXIT_FAILED : EXIT_SUCCESS;
	if (handoff_remove(root, "/run/nfsroot6/adopted"))
		return EXIT_FAILED;
	if (!any)
		printf("%s (%s): no network manager is enabled that would touch it\n", h->device, h->boot->method);
	return EXIT_SUCCESS;
}

/*
 *	The generator
 */

static int mask(const char *dir, const char *unit)
{
	char path[PATH_MAX];

	if (snprintf(path, sizeof(path), "%s/%s", dir, unit) >= sizeof(path))
		return -1;
	if (!symlink("/dev/null", path) || errno == EEXIST)
		return 0;
	warn("cannot make %s: %s", path, strerror(errno));
	return -1;
}

/* The manual says that it is there, root and all; systemd clears it before each run. */
static int write_units(const char *root, const char *dir, const char *device, const struct handoff_choice *choice)
{
	enum handoff_manager who = adopter(choice);
	char start[1024];
	struct conf conf;

	if (who == HANDOFF_NETWORKD) {
		handoff_networkd_unit(&conf);
		if (handoff_write(dir, "/systemd-networkd.service.d/nfsroot6.conf", 0644, &conf, false))
			return EXIT_FAILED;
	}
	if (choice->enabled[HANDOFF_IFUPDOWN]) {
		handoff_ifupdown_unit(&conf);
		if (handoff_write(dir, "/networking.service.d/nfsroot6.conf", 0644, &conf, false) ||
		    mask(dir, path_of("ifup@%s.service", device)))
			return EXIT_FAILED;
	}
	if (choice->enabled[HANDOFF_DHCPCD]) {
		if (!handoff_unit_value(root, "dhcpcd.service", "ExecStart", start, sizeof(start)) || !start[0] ||
		    start[strlen(start) - 1] == '\\') {
			warn("dhcpcd.service: how it is started is not to be seen: %s cannot be kept from it", device);
			return EXIT_FAILED;
		}
		handoff_dhcpcd_unit(start, device, &conf);
		if (handoff_write(dir, "/dhcpcd.service.d/nfsroot6.conf", 0644, &conf, false))
			return EXIT_FAILED;
	}
	return EXIT_SUCCESS;
}

static int choose(const char *to, const char *root, const char *device, struct handoff_choice *choice)
{
	unsigned int i;

	handoff_find_managers(root, device, choice);
	if (!strcmp(to, "auto"))
		return 0;
	for (i = 0; i < HANDOFF_MANAGERS; i++)
		if (!strcmp(to, handoff_name(i)))
			break;
	if (i == HANDOFF_MANAGERS)
		return usage_error("--to: '%s' is none of networkd, NetworkManager, ifupdown, dhcpcd, auto", to);
	memset(choice, 0, sizeof(*choice));
	choice->enabled[i] = true;
	return 0;
}

int cmd_handoff(int argc, char **argv)
{
	static const struct option options[] = {
		{ "to", required_argument, NULL, 't' },
		{ "root", required_argument, NULL, 'r' },
		{ "units", required_argument, NULL, 'u' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	const char *to = "auto", *root = "", *units = NULL;
	static struct handoff_choice choice;
	static struct boot_info boot;
	static struct handoff h;
	int opt, err;

	opterr = 0;
	while ((opt = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
		switch (opt) {
		case 't':
			to = optarg;
			break;
		case 'r':
			root = optarg;
			break;
		case 'u':
			units = optarg;
			break;
		case 'h':
			help();
			return fflush(stdout) ? EXIT_FAILED : EXIT_SUCCESS;
		default:
			return option_error(opt, argv, options);
		}
	}
	if (optind < argc)
		return usage_error("'%s': no argument is expected here", argv[optind]);

	err = boot_read(root, &boot);
	if (err) {
		warn("cannot read %s/proc: %s", root, strerror(-err));
		return EXIT_FAILED;
	}
	/* a generator is called whatever is booted, and enabled or not */
	if (units && (!boot.configured || !handoff_unit_enabled(root, SERVICE)))
		return EXIT_SUCCESS;
	if (!boot.configured) {
		warn("the kernel has not configured IPv6: there is nothing to hand over");
		return EXIT_FAILED;
	}
	if (units && !conf_name_ok(boot.device)) {
		warn("the device \"%s\" has a name that cannot be in a configuration file", boot.device);
		return EXIT_FAILED;
	}
	if (!units && !strcmp(boot.method, "dhcp") && (!boot.lease_readable || boot.lease.client.len < DHCP6_DUID_MIN)) {
		warn("cannot read the lease in %s/proc/net/ipconfig/ip6_lease", root);
		return EXIT_FAILED;
	}
	if (!units && handoff_find_device(root, &boot, &h))
		return EXIT_FAILED;
	err = choose(to, root, units ? boot.device : h.device, &choice);
	if (err)
		return err;
	err = units ? write_units(root, units, boot.device, &choice) : hand_over(root, &h, &choice);
	return fflush(stdout) ? EXIT_FAILED : err;
}
