// SPDX-License-Identifier: GPL-2.0-only
/* Files beneath a root: read, written by rename(2), removed. Only those with the mark are touched. */

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "handoff.h"
#include "nfsroot6.h"

static int read_all(int fd, char *buf, size_t size)
{
	size_t len = 0;
	ssize_t n;

	while (len < size && (n = read(fd, buf + len, size - len))) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		len += n;
	}
	if (len == size)
		return -EFBIG;
	buf[len] = '\0';
	return len;
}

static int full_path(char *full, const char *root, const char *path)
{
	return snprintf(full, PATH_MAX, "%s%s", root, path) < PATH_MAX ? 0 : -ENAMETOOLONG;
}

int handoff_read(const char *root, const char *path, char *buf, size_t size)
{
	char full[PATH_MAX];
	int fd, len;

	len = full_path(full, root, path);
	if (len)
		return len;
	fd = open(full, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return -errno;
	len = read_all(fd, buf, size);
	close(fd);
	return len;
}

/* 1: it has the mark, 0: it is somebody else's, -ENOENT, or another error number */
static int is_ours(const char *full)
{
	char mark[sizeof(HANDOFF_MARK)];
	int fd = open(full, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW), len;

	if (fd < 0)
		return errno == ELOOP ? 0 : -errno;
	len = read_all(fd, mark, sizeof(mark));
	close(fd);
	if (len < 0 && len != -EFBIG)
		return len;
	return !memcmp(mark, HANDOFF_MARK, len == -EFBIG ? sizeof(mark) - 1 : 0) && len == -EFBIG;
}

/* All folders of a path but the last part, which is a file. */
static int make_parents(char *full, size_t from)
{
	char *slash;

	for (slash = strchr(full + from + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(full, 0755) && errno != EEXIST)
			return -errno;
		*slash = '/';
	}
	return 0;
}

static int replace(const char *full, unsigned int mode, const char *text, size_t len)
{
	char temp[PATH_MAX + 16];
	int fd, err = 0;

	snprintf(temp, sizeof(temp), "%s.nfsroot6~", full);
	unlink(temp);
	fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
	if (fd < 0)
		return -errno;
	/* whatever the umask is */
	if (fchmod(fd, mode) || write(fd, text, len) != len)
		err = errno ? -errno : -EIO;
	if (close(fd) && !err)
		err = -errno;
	if (!err && rename(temp, full))
		err = -errno;
	if (err)
		unlink(temp);
	return err;
}

int handoff_write(const char *root, const char *path, unsigned int mode, const struct conf *conf, bool ours)
{
	char full[PATH_MAX];
	int err;

	if (conf->cut) {
		warn("%s: too long for a file of its kind", path);
		return -1;
	}
	err = full_path(full, root, path);
	if (!err)
		err = make_parents(full, strlen(root));
	if (!err && !ours) {
		err = is_ours(full);
		if (!err) {
			warn("%s%s is there, and not by nfsroot6: it is left as it is", root, path);
			return -1;
		}
		if (err > 0 || err == -ENOENT)
			err = 0;
	}
	if (!err)
		err = replace(full, mode, conf->text, conf->len);
	if (!err)
		return 0;
	warn("cannot write %s%s: %s", root, path, strerror(-err));
	return -1;
}

int handoff_remove(const char *root, const char *path)
{
	char full[PATH_MAX];
	int err = full_path(full, root, path);

	if (!err)
		err = is_ours(full);
	if (err == 1)
		err = unlink(full) ? -errno : 0;
	if (!err || err == -ENOENT || err == -ENOTDIR)
		return 0;
	warn("cannot remove %s%s: %s", root, path, strerror(-err));
	return -1;
}
