// SPDX-License-Identifier: GPL-2.0-only
/* Puts a resolv.conf in place. */

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <linux/magic.h>

#include "resolv.h"

#define RESOLV_LINKS	40		/* followed, as the kernel does */

/* Where links lead to, whether it is there or not; NAME has PATH_MAX bytes. */
static int follow_links(const char *path, char *name)
{
	char target[PATH_MAX];
	int links = 0;
	char *slash;
	ssize_t len;

	if (snprintf(name, PATH_MAX, "%s", path) >= PATH_MAX)
		return -ENAMETOOLONG;
	for (;;) {
		len = readlink(name, target, sizeof(target));
		if (len < 0)
			return errno == EINVAL || errno == ENOENT ? 0 : -errno;
		if (len == sizeof(target))
			return -ENAMETOOLONG;
		if (++links > RESOLV_LINKS)
			return -ELOOP;
		target[len] = '\0';
		slash = strrchr(name, '/');
		if (target[0] == '/' || !slash)
			slash = name;
		else
			slash++;
		if (slash - name + len >= PATH_MAX)
			return -ENAMETOOLONG;
		memcpy(slash, target, len + 1);
	}
}

/* The folder of a file */
static int open_folder(const char *name)
{
	char folder[PATH_MAX];
	char *slash;
	int fd;

	snprintf(folder, sizeof(folder), "%s", name);
	slash = strrchr(folder, '/');
	if (!slash)
		strcpy(folder, ".");
	else
		slash[slash == folder] = '\0';
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

/* 1: the file holds TEXT, with the right mode; 0: it does not; or a negative error number */
static int holds(int folder, const char *name, const char *text)
{
	size_t len = strlen(text), got = 0;
	char buf[RESOLV_TEXT_SIZE + 1];
	struct stat st;
	ssize_t n = 0;
	int fd;

	if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW))
		return errno == ENOENT ? 0 : -errno;
	if (!S_ISREG(st.st_mode))
		return -EOPNOTSUPP;
	if (st.st_size != len || len >= sizeof(buf) || (st.st_mode & 07777) != 0644)
		return 0;
	fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return 0;
	while (got < sizeof(buf) && (n = read(fd, buf + got, sizeof(buf) - got)) > 0)
		got += n;
	close(fd);
	return n >= 0 && got == len && !memcmp(buf, text, len);
}

static int write_all(int fd, const char *text)
{
	size_t len = strlen(text);
	ssize_t n;

	while (len) {
		n = write(fd, text, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		text += n;
		len -= n;
	}
	return 0;
}

static int replace(int folder, const char *name, const char *text)
{
	char temp[NAME_MAX + 1];
	int fd, err;

	/* One writer for a file: what an earlier one left behind is in nobody's use */
	if (snprintf(temp, sizeof(temp), ".%s.nfsroot6", name) >= (int)sizeof(temp))
		return -ENAMETOOLONG;
	if (unlinkat(folder, temp, 0) && errno != ENOENT)
		return -errno;
	fd = openat(folder, temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (fd < 0)
		return -errno;
	err = write_all(fd, text);
	/* Whatever the umask is */
	if (!err && (fchmod(fd, 0644) || fsync(fd)))
		err = -errno;
	if (close(fd) && !err)
		err = -errno;
	if (!err && renameat(folder, temp, folder, name))
		err = -errno;
	if (err)
		unlinkat(folder, temp, 0);
	return err;
}

int resolv_write(const char *path, const char *text)
{
	char name[PATH_MAX];
	struct statfs fs;
	const char *base;
	int folder, err;

	err = follow_links(path, name);
	if (err)
		return err;
	folder = open_folder(name);
	if (folder < 0)
		return folder;
	base = strrchr(name, '/');
	base = base ? base + 1 : name;
	if (fstatfs(folder, &fs))
		err = -errno;
	else if (fs.f_type == PROC_SUPER_MAGIC)
		err = -EOPNOTSUPP;
	else if (!*base)
		err = -EISDIR;
	else
		err = holds(folder, base, text);
	if (!err)
		err = replace(folder, base, text);
	close(folder);
	return err > 0 ? 0 : err;
}
