// SPDX-License-Identifier: GPL-2.0-only
/* /proc/mounts: which mount is the root? */

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "boot.h"
#include "boot_text.h"

/* A field of /proc/mounts, \040 and the like undone; when it does not fit false, and what does. */
static bool unescape(const struct text *field, char *buf, size_t size)
{
	const char *p = field->at;
	size_t n = 0;

	while (p < field->end) {
		unsigned int c = (u8)*p++;

		if (c == '\\' && field->end - p >= 3 && p[0] >= '0' && p[0] <= '3' &&
		    p[1] >= '0' && p[1] <= '7' && p[2] >= '0' && p[2] <= '7') {
			c = (p[0] - '0') << 6 | (p[1] - '0') << 3 | (p[2] - '0');
			p += 3;
		}
		if (n + 1 == size || !c) {
			buf[n] = '\0';
			return false;
		}
		buf[n++] = c;
	}
	buf[n] = '\0';
	return true;
}

bool boot_mount_option(const struct boot_mount *mount, const char *name, char *buf, size_t size)
{
	size_t len = strlen(name);
	const char *p, *end;

	for (p = mount->options; *p; p = *end ? end + 1 : end) {
		end = strchrnul(p, ',');
		if (strncmp(p, name, len) || p[len] != '=')
			continue;
		p += len + 1;
		if (end - p >= size)
			return false;
		memcpy(buf, p, end - p);
		buf[end - p] = '\0';
		return true;
	}
	return false;
}

static bool is_nfs(const char *fstype)
{
	return !strcmp(fstype, "nfs") || !strcmp(fstype, "nfs4");
}

/* "source target fstype options 0 0"; a source that is too long is left out, options are cut. */
static bool parse_mount(struct text *line, struct boot_mount *mount, char *target, size_t size)
{
	struct text source, dir, fstype, options;
	char *comma;

	if (!text_word(line, &source) || !text_word(line, &dir) || !text_word(line, &fstype) ||
	    !text_word(line, &options))
		return false;
	memset(mount, 0, sizeof(*mount));
	if (!unescape(&dir, target, size) || !unescape(&fstype, mount->fstype, sizeof(mount->fstype)))
		return false;
	if (!unescape(&source, mount->source, sizeof(mount->source)))
		mount->source[0] = '\0';
	if (!unescape(&options, mount->options, sizeof(mount->options))) {
		comma = strrchr(mount->options, ',');
		*(comma ? comma : mount->options) = '\0';
	}
	return true;
}

/*
 * Is TARGET, or a folder in it, a lower layer of an overlay? The kernel shows the layers as they were
 * called when the overlay was mounted; ours moves to a place of its own then.
 */
static bool is_lower(const struct boot_mount *overlay, const char *target)
{
	char layers[sizeof(overlay->options)];
	size_t len = strlen(target);
	const char *p;

	if (!strcmp(target, BOOT_LOWER))
		return true;
	if (!boot_mount_option(overlay, "lowerdir", layers, sizeof(layers)))
		return false;
	for (p = layers; p; p = strchr(p, ':')) {
		p += *p == ':';
		if (!strncmp(p, target, len) && (!p[len] || p[len] == ':' || p[len] == '/'))
			return true;
	}
	return false;
}

int boot_parse_mounts(const char *text, size_t len, struct boot_mount *mount)
{
	struct boot_mount one, nfs, lower;
	bool has_nfs = false, has_lower = false, has_root = false, cut;
	struct text all, line;
	char target[PATH_MAX];

	memset(mount, 0, sizeof(*mount));

	/* The last mount on / is the one that is seen; an NFS root may be beneath it */
	all = (struct text){ text, text + len };
	while (text_line(&all, &line, &cut)) {
		if (!parse_mount(&line, &one, target, sizeof(target)) || strcmp(target, "/"))
			continue;
		if (!has_nfs && is_nfs(one.fstype)) {
			has_nfs = true;
			nfs = one;
		}
		has_root = true;
		*mount = one;
	}
	if (!has_root)
		return cut ? -EINVAL : -ENOENT;

	/* or be moved to where an overlay looks for its lower layer */
	all = (struct text){ text, text + len };
	while (!has_nfs && !strcmp(mount->fstype, "overlay") && text_line(&all, &line, &cut)) {
		if (!parse_mount(&line, &one, target, sizeof(target)) || !is_nfs(one.fstype))
			continue;
		if (!has_lower && is_lower(mount, target)) {
			has_lower = true;
			lower = one;
		}
	}
	if (has_nfs)
		*mount = nfs;
	else if (has_lower)
		*mount = lower;
	if (!boot_mount_option(mount, "addr", mount->addr, sizeof(mount->addr)))
		mount->addr[0] = '\0';
	return 0;
}
