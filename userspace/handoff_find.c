// SPDX-License-Identifier: GPL-2.0-only
/* Which network managers start at boot, and what is to be known of their units. */

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "handoff.h"

#define FILE_SIZE	(64 << 10)	/* bytes of a unit, of /etc/network/interfaces */

static const struct {
	const char *name;
	bool adopts;
	const char *unit;
	const char *script;		/* of System V init; NULL: none */
} managers[HANDOFF_MANAGERS] = {
	[HANDOFF_NETWORKD] = { "networkd", true, "systemd-networkd.service", NULL },
	[HANDOFF_NETWORKMANAGER] = { "NetworkManager", true, "NetworkManager.service", "network-manager" },
	[HANDOFF_DHCPCD] = { "dhcpcd", false, "dhcpcd.service", "dhcpcd" },
	[HANDOFF_IFUPDOWN] = { "ifupdown", false, "networking.service", "networking" },
};

const char *handoff_name(enum handoff_manager manager)
{
	return managers[manager].name;
}

bool handoff_adopts(enum handoff_manager manager)
{
	return managers[manager].adopts;
}

/* A link is enough: where it leads to is seen from another root. */
static bool exists(const char *root, const char *path)
{
	char full[PATH_MAX], target[16];

	return snprintf(full, sizeof(full), "%s%s", root, path) < sizeof(full) &&
	       (readlink(full, target, sizeof(target)) >= 0 || !access(full, F_OK));
}

static bool is_masked(const char *root, const char *unit)
{
	static const char * const dirs[] = { "/etc/systemd/system", "/run/systemd/system" };
	char full[PATH_MAX], target[16];
	unsigned int i;
	ssize_t len;

	for (i = 0; i < 2; i++) {
		if (snprintf(full, sizeof(full), "%s%s/%s", root, dirs[i], unit) >= sizeof(full))
			continue;
		len = readlink(full, target, sizeof(target));
		if (len == strlen("/dev/null") && !memcmp(target, "/dev/null", len))
			return true;
	}
	return false;
}

static bool find_unit(const char *root, const char *unit, char *why)
{
	static const char * const dirs[] = { "/etc/systemd/system", "/run/systemd/system", "/usr/lib/systemd/system",
					     "/lib/systemd/system" };
	static const char * const targets[] = { "multi-user.target", "network-online.target", "network.target",
						"sysinit.target", "basic.target", "graphical.target",
						"default.target" };
	unsigned int i, j;

	if (is_masked(root, unit))
		return false;
	for (i = 0; i < sizeof(dirs) / sizeof(dirs[0]); i++)
		for (j = 0; j < sizeof(targets) / sizeof(targets[0]); j++) {
			snprintf(why, HANDOFF_PATH_SIZE, "%s/%s.wants/%s", dirs[i], targets[j], unit);
			if (exists(root, why))
				return true;
		}
	return false;
}

bool handoff_unit_enabled(const char *root, const char *unit)
{
	char why[HANDOFF_PATH_SIZE];

	return find_unit(root, unit, why);
}

/* S01networking and the like */
static bool find_script(const char *root, const char *script, char *why)
{
	static const char * const dirs[] = { "/etc/rcS.d", "/etc/rc2.d", "/etc/rc3.d" };
	const struct dirent *entry;
	char full[PATH_MAX];
	bool found = false;
	unsigned int i;
	DIR *dir;

	for (i = 0; i < sizeof(dirs) / sizeof(dirs[0]) && !found; i++) {
		if (snprintf(full, sizeof(full), "%s%s", root, dirs[i]) >= sizeof(full))
			continue;
		dir = opendir(full);
		if (!dir)
			continue;
		while (!found && (entry = readdir(dir))) {
			found = strlen(entry->d_name) > 3 && entry->d_name[0] == 'S' &&
				!strcmp(entry->d_name + 3, script);
			if (found)
				snprintf(why, HANDOFF_PATH_SIZE, "%s/S..%s", dirs[i], script);
		}
		closedir(dir);
	}
	return found;
}

static bool read_stanza(const char *root, const char *path, const char *device)
{
	char *text = malloc(FILE_SIZE);
	bool found;

	found = text && handoff_read(root, path, text, FILE_SIZE) >= 0 && handoff_has_stanza(text, device);
	free(text);
	return found;
}

/* As NetworkManager reads it */
static bool is_true(const char *value)
{
	return !strcasecmp(value, "true") || !strcasecmp(value, "yes") || !strcasecmp(value, "on") || !strcmp(value, "1");
}

/* On Debian NetworkManager leaves to ifupdown what is ifupdown's, unless it is told to manage that. */
static bool nm_keeps_off(const char *root, const char *device)
{
	char path[HANDOFF_PATH_SIZE], full[PATH_MAX], conf[4096], value[16];
	const struct dirent *entry;
	bool found;
	DIR *dir;

	if (handoff_read(root, "/etc/NetworkManager/NetworkManager.conf", conf, sizeof(conf)) >= 0 &&
	    (!strstr(conf, "ifupdown") || (handoff_last_value(conf, "managed", value, sizeof(value)) &&
					   is_true(value))))
		return false;
	found = read_stanza(root, "/etc/network/interfaces", device);
	if (found || snprintf(full, sizeof(full), "%s/etc/network/interfaces.d", root) >= sizeof(full))
		return found;
	dir = opendir(full);
	while (dir && !found && (entry = readdir(dir)))
		if (entry->d_name[0] != '.' &&
		    snprintf(path, sizeof(path), "/etc/network/interfaces.d/%s", entry->d_name) < sizeof(path))
			found = read_stanza(root, path, device);
	if (dir)
		closedir(dir);
	return found;
}

void handoff_find_managers(const char *root, const char *device, struct handoff_choice *choice)
{
	bool systemd = exists(root, "/usr/lib/systemd/systemd") || exists(root, "/lib/systemd/systemd");
	unsigned int i;

	memset(choice, 0, sizeof(*choice));
	for (i = 0; i < HANDOFF_MANAGERS; i++) {
		if (systemd)
			choice->enabled[i] = find_unit(root, managers[i].unit, choice->why[i]);
		else if (managers[i].script)
			choice->enabled[i] = find_script(root, managers[i].script, choice->why[i]);
	}
	choice->nm_keeps_off = choice->enabled[HANDOFF_NETWORKMANAGER] && choice->enabled[HANDOFF_IFUPDOWN] &&
			       nm_keeps_off(root, device);
}

/* Of the unit that counts, without its drop-ins. */
bool handoff_unit_value(const char *root, const char *unit, const char *name, char *value, size_t size)
{
	static const char * const dirs[] = { "/etc/systemd/system", "/run/systemd/system",
					     "/usr/local/lib/systemd/system", "/usr/lib/systemd/system",
					     "/lib/systemd/system" };
	char path[HANDOFF_PATH_SIZE], *text = malloc(FILE_SIZE);
	bool found = false;
	unsigned int i;

	for (i = 0; text && i < sizeof(dirs) / sizeof(dirs[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", dirs[i], unit);
		if (handoff_read(root, path, text, FILE_SIZE) < 0)
			continue;
		found = handoff_last_value(text, name, value, size);
		break;
	}
	free(text);
	return found;
}
