/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * "nfsroot6 handoff": the configuration by which a network manager takes the device over as it is. What
 * is written is made by pure functions, from what was found out before.
 *
 * systemd-networkd and NetworkManager adopt the device: they go on with router advertisements and the
 * lease. ifupdown takes the device down when it ends, dhcpcd takes another lease: they are kept off it,
 * and "nfsroot6 watch" goes on with it.
 */
#ifndef NFSROOT6_HANDOFF_H
#define NFSROOT6_HANDOFF_H

#include <net/if.h>

#include "boot.h"

#define HANDOFF_TEXT_SIZE	4096	/* bytes of a file, with the NUL */
#define HANDOFF_PATH_SIZE	256	/* bytes of a path without the root, with the NUL */
#define HANDOFF_MAC_SIZE	6

/* The first line of each file: only files that have it are replaced or removed. */
#define HANDOFF_MARK		"# Written by nfsroot6 handoff, and again at each boot.\n"

enum handoff_manager {
	HANDOFF_NETWORKD,
	HANDOFF_NETWORKMANAGER,
	HANDOFF_DHCPCD,
	HANDOFF_IFUPDOWN,
	HANDOFF_MANAGERS,
};

struct handoff {
	const struct boot_info *boot;
	char device[IFNAMSIZ];		/* its name now */
	int ifindex;
	bool has_mac;			/* it is Ethernet: */
	u8 mac[HANDOFF_MAC_SIZE];
	u8 perm_mac[HANDOFF_MAC_SIZE];	/* burnt in; or the same */
	unsigned int nglobal;		/* its addresses that are not link-local */
	bool managed;			/* the last RA has M */
	bool never_dhcp;		/* ip6=slaac */
	struct in6_addr token;		/* of ip6=[::1234]:…:auto, or :: */
	struct dns_config dns;		/* servers of the kernel command line; all of a static configuration */
};

struct conf {
	char text[HANDOFF_TEXT_SIZE];
	size_t len;
	bool cut;			/* it did not fit */
};

void conf_start(struct conf *conf);	/* with the mark */
void conf_add(struct conf *conf, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* What may be in a file of that kind: no byte that could end a line or begin a section. */
bool conf_name_ok(const char *name);

const char *handoff_name(enum handoff_manager manager);	/* as --to has it */
bool handoff_adopts(enum handoff_manager manager);

/* Is the device named as the kernel named it? Then it is to stay so. */
void handoff_link(const struct handoff *h, struct conf *conf);		/* systemd.link(5) */
void handoff_networkd(const struct handoff *h, struct conf *conf);	/* systemd.network(5) */

/* nm-settings-keyfile(5), NetworkManager.conf(5), and what it remembers of a device that it has active */
void handoff_nm_profile(const struct handoff *h, struct conf *conf);
void handoff_nm_conf(const struct handoff *h, struct conf *conf);
void handoff_nm_state(const struct handoff *h, struct conf *conf);

/*
 * For ifupdown's own list of devices that are up: OLD with the device in it, whatever it was there before.
 * For its environment: EXCLUDE, which is excluded already (or empty), and the device.
 */
void handoff_ifstate(const char *device, const char *old, struct conf *conf);
void handoff_ifupdown_environment(const char *device, const char *exclude, struct conf *conf);

/* Drop-ins of units, by a generator: systemd.generator(7) */
void handoff_networkd_unit(struct conf *conf);
void handoff_ifupdown_unit(struct conf *conf);
void handoff_dhcpcd_unit(const char *exec_start, const char *device, struct conf *conf);

/*
 * Parsers. handoff_find_address(): the device in /proc/net/if_inet6 that has ADDRESS, rather DEVICE than
 * another one; false when none has. *NGLOBAL: how many it has that are not link-local.
 */
bool handoff_find_address(const char *text, const struct in6_addr *address, const char *device,
			  char *found, int *ifindex, unsigned int *nglobal);

/* The value of the last line NAME=VALUE of a unit or of a shell's variables, quotes taken off; false: none. */
bool handoff_last_value(const char *text, const char *name, char *value, size_t size);

/* Does interfaces(5) text have a stanza "iface DEVICE"? */
bool handoff_has_stanza(const char *text, const char *device);

/* "aa:bb:cc:dd:ee:ff" */
bool handoff_parse_mac(const char *text, u8 *mac);

/*
 * Finding out, with ROOT before each path. handoff_enabled(): WHY is what says that it starts at boot.
 */
struct handoff_choice {
	bool enabled[HANDOFF_MANAGERS];
	char why[HANDOFF_MANAGERS][HANDOFF_PATH_SIZE];
	bool nm_keeps_off;		/* NetworkManager leaves the device to ifupdown */
};

void handoff_find_managers(const char *root, const char *device, struct handoff_choice *choice);
bool handoff_unit_enabled(const char *root, const char *unit);
bool handoff_unit_value(const char *root, const char *unit, const char *name, char *value, size_t size);

/* Fills in what is to be known of the device. 0, or -1: then it has said why. */
int handoff_find_device(const char *root, const struct boot_info *boot, struct handoff *h);

/*
 * Files. PATH is beneath ROOT. Each returns 0, or -1: then it has said why. A file without the mark is
 * not replaced (OURS: it is anyway), nor removed, which is no error.
 */
int handoff_write(const char *root, const char *path, unsigned int mode, const struct conf *conf, bool ours);
int handoff_remove(const char *root, const char *path);

/* Up to SIZE - 1 bytes and a NUL; its length, or a negative error number (-EFBIG: it is longer). */
int handoff_read(const char *root, const char *path, char *buf, size_t size);

#endif /* NFSROOT6_HANDOFF_H */
