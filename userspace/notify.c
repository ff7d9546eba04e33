// SPDX-License-Identifier: GPL-2.0-only
/* sd_notify(3) */

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "notify.h"

#define WATCHDOG_MAX	(86400000000LL)	/* us; more is none */

static int notify_fd = -1;

int notify_open(const char *name)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	size_t len;
	int err;

	if (!name)
		return 0;
	len = strlen(name);
	if (len < 2 || len >= sizeof(to.sun_path) || (name[0] != '/' && name[0] != '@'))
		return -EINVAL;
	memcpy(to.sun_path, name, len);
	/* An abstract one */
	if (name[0] == '@')
		to.sun_path[0] = '\0';
	notify_fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (notify_fd < 0)
		return -errno;
	/* Now, as later there is no right to make sockets or to find them */
	if (connect(notify_fd, (void *)&to, offsetof(struct sockaddr_un, sun_path) + len)) {
		err = -errno;
		close(notify_fd);
		notify_fd = -1;
		return err;
	}
	return 0;
}

void notify_send(const char *text)
{
	if (notify_fd >= 0)
		(void)!send(notify_fd, text, strlen(text), MSG_NOSIGNAL | MSG_DONTWAIT);
}

void notify_status(const char *fmt, ...)
{
	char text[256] = "STATUS=";
	size_t len = strlen(text);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text + len, sizeof(text) - len, fmt, ap);
	va_end(ap);
	notify_send(text);
}

static bool parse_number(const char *text, long long max, long long *value)
{
	char *end;

	if (!text || text[0] < '0' || text[0] > '9')
		return false;
	errno = 0;
	*value = strtoll(text, &end, 10);
	return !errno && !*end && *value <= max;
}

s64 notify_watchdog(const char *usec, const char *pid, long own)
{
	long long value, who;

	if (!parse_number(usec, WATCHDOG_MAX, &value))
		return 0;
	if (pid && (!parse_number(pid, INT32_MAX, &who) || who != own))
		return 0;
	return value / 2000;
}
