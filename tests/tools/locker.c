// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runs in a VM, static: keeps a file on the root open and locked, writes to it all the time, and says
 * on the console whether all of it worked. NFSv4.1 clients that a server takes for one throw each
 * other out, and the kernel then fails the writes of the one that lost its lock.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SECONDS		15
#define WRITES_PER_S	5

static int failed(const char *what)
{
	printf("LOCKER-FAILED %s: %s\n", what, strerror(errno));
	return 1;
}

int main(void)
{
	const struct timespec pause = { .tv_nsec = 1000000000 / WRITES_PER_S };
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	char name[] = "/tmp/locker.XXXXXX";
	int fd, i;

	fd = mkstemp(name);
	if (fd < 0)
		return failed(name);
	if (fcntl(fd, F_SETLK, &lock))
		return failed("lock");
	for (i = 0; i < SECONDS * WRITES_PER_S; i++) {
		if (write(fd, &i, sizeof(i)) != sizeof(i) || fsync(fd))
			return failed("write");
		nanosleep(&pause, NULL);
	}
	lock.l_type = F_UNLCK;
	if (fcntl(fd, F_SETLK, &lock))
		return failed("unlock");
	if (lseek(fd, 0, SEEK_END) != (off_t)(i * sizeof(i)))
		return failed("size");
	if (close(fd) || unlink(name))
		return failed("close");
	puts("LOCKER-DONE");
	return 0;
}
