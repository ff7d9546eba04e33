// SPDX-License-Identifier: GPL-2.0-only
/*
 * The overlay of "nfsroot6 init". What can fail is done while the old root is still the root.
 *
 * A tmpfs is mounted on a folder that the export happens to have. In it are, seen from it:
 *	/run/nfsroot6/lower	the NFS root once more, read-only: the lower layer
 *	/run/nfsroot6/upper	the upper one, and work, which overlayfs needs beside it
 *	/run/nfsroot6/root	the overlay of them, the new root
 * The overlay is mounted with that tmpfs as root directory: so the lower layer has the same path in the
 * options of the overlay as after the switch, and the server's address can be found in /proc/mounts.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <linux/magic.h>

#include "init.h"

#define BASE_SIZE	64	/* bytes of a base, and of the new root in it, with the NUL */
#define PATH_SIZE	128	/* and of a path in that */

#define UPPER	"/run/nfsroot6/upper"
#define WORK	"/run/nfsroot6/work"
#define ROOT	"/run/nfsroot6/root"

/* Where a tmpfs can be put for a moment: what is beneath is not seen meanwhile. */
static const char * const bases[] = { "/run", "/tmp", "/mnt", "/media", "/srv", "/opt", "/home", "/root" };

#define NBASES	(sizeof(bases) / sizeof(bases[0]))

static int fail(const char *what, const char *path)
{
	init_say(3, "%s %s: %s", what, path, strerror(errno));
	return -1;
}

static void path_in(char *path, const char *base, const char *name)
{
	snprintf(path, PATH_SIZE, "%s%s", base, name);
}

static int make_dir(const char *base, const char *name)
{
	char path[PATH_SIZE];

	path_in(path, base, name);
	if (mkdir(path, 0755) && errno != EEXIST)
		return fail("cannot make", path);
	return 0;
}

static bool is_type(const char *target, long magic)
{
	struct statfs fs;

	return !statfs(target, &fs) && fs.f_type == magic;
}

bool init_has_dev(void)
{
	struct stat root, dev;

	/* devtmpfs is one of them; the root could be one, too */
	return (is_type("/dev", TMPFS_MAGIC) || is_type("/dev", RAMFS_MAGIC)) &&
	       !stat("/", &root) && !stat("/dev", &dev) && root.st_dev != dev.st_dev;
}

int init_mount_proc(void)
{
	if (is_type("/proc", PROC_SUPER_MAGIC))
		return 0;
	return mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) ? -1 : 1;
}

int init_mount_dev(void)
{
	if (init_has_dev())
		return 0;
	return mount("devtmpfs", "/dev", "devtmpfs", MS_NOSUID, NULL) ? -1 : 1;
}

/* Where the tmpfs went, or NULL */
static const char *mount_base(const struct init_options *opt)
{
	char data[INIT_SIZE_SIZE + 16];
	unsigned int i;

	snprintf(data, sizeof(data), "mode=0755%s%s", opt->size[0] ? ",size=" : "", opt->size);
	for (i = 0; i < NBASES; i++) {
		if (!mount("nfsroot6", bases[i], "tmpfs", 0, data))
			return bases[i];
		if (errno != ENOENT && errno != ENOTDIR) {
			fail("cannot mount a tmpfs on", bases[i]);
			return NULL;
		}
	}
	init_say(3, "the root has none of the folders that a tmpfs could be mounted on, such as /run");
	return NULL;
}

static int make_layers(const char *base)
{
	static const char * const dirs[] = { "/run", "/run/nfsroot6", BOOT_LOWER, UPPER, WORK, ROOT };
	char path[PATH_SIZE];
	unsigned int i;

	for (i = 0; i < sizeof(dirs) / sizeof(dirs[0]); i++)
		if (make_dir(base, dirs[i]))
			return -1;
	path_in(path, base, BOOT_LOWER);
	if (mount("/", path, NULL, MS_BIND, NULL))
		return fail("cannot bind the root to", path);
	if (mount(NULL, path, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL))
		return fail("cannot make read-only", path);
	return 0;
}

static int mount_overlay(const char *base)
{
	int old = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC), err = 0;

	if (old < 0)
		return fail("cannot open", "/");
	if (chroot(base)) {
		close(old);
		return fail("cannot enter", base);
	}
	/*
	 * index= and metacopy= need file handles, which NFS as a lower layer does not give; with
	 * redirect_dir= folders of the lower layer can be renamed.
	 */
	if (mount("nfsroot6", ROOT, "overlay", 0, "lowerdir=" BOOT_LOWER ",upperdir=" UPPER ",workdir=" WORK
		  ",index=off,metacopy=off,redirect_dir=on"))
		err = fail("cannot mount the overlay on", ROOT);
	if (fchdir(old) || chroot("."))
		err = fail("cannot leave", base);
	close(old);
	return err;
}

/* The export need not have these folders: the overlay can be written. */
static int fill_root(const char *root)
{
	static const char * const dirs[] = { "/proc", "/sys", "/dev", "/run" };
	char path[PATH_SIZE];
	unsigned int i;

	for (i = 0; i < sizeof(dirs) / sizeof(dirs[0]); i++)
		if (make_dir(root, dirs[i]))
			return -1;
	path_in(path, root, "/sys");
	if (mount("sysfs", path, "sysfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) && errno != ENODEV)
		return fail("cannot mount sysfs on", path);
	path_in(path, root, "/run");
	if (mount("tmpfs", path, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=20%"))
		return fail("cannot mount a tmpfs on", path);
	if (make_dir(root, "/run/nfsroot6") || make_dir(root, BOOT_LOWER))
		return -1;
	return 0;
}

static int move(const char *from_base, const char *from, const char *to_base, const char *to)
{
	char source[PATH_SIZE], target[PATH_SIZE];

	path_in(source, from_base, from);
	path_in(target, to_base, to);
	if (mount(source, target, NULL, MS_MOVE, NULL))
		return fail("cannot move a mount to", target);
	return 0;
}

static int switch_root(const char *base, const char *root)
{
	bool dev = init_has_dev();

	if (move(base, BOOT_LOWER, root, BOOT_LOWER))
		return -1;
	if (move("", "/proc", root, "/proc"))
		goto undo_lower;
	if (dev && move("", "/dev", root, "/dev"))
		goto undo_proc;
	if (chdir(root) || mount(".", "/", NULL, MS_MOVE, NULL)) {
		fail("cannot make it the root:", root);
		goto undo_dev;
	}
	if (chroot(".") || chdir("/"))
		return fail("cannot enter", root);
	return 0;

undo_dev:
	if (dev)
		move(root, "/dev", "", "/dev");
undo_proc:
	move(root, "/proc", "", "/proc");
undo_lower:
	move(root, BOOT_LOWER, base, BOOT_LOWER);
	return -1;
}

int init_overlay(const struct init_options *opt)
{
	const char *base = mount_base(opt);
	char root[BASE_SIZE];

	if (!base)
		return -1;
	snprintf(root, sizeof(root), "%s" ROOT, base);
	if (make_layers(base) || mount_overlay(base) || fill_root(root) || switch_root(base, root)) {
		/* with all that is mounted in it */
		if (chdir("/") || umount2(base, MNT_DETACH))
			fail("cannot unmount", base);
		return -1;
	}
	return 0;
}
