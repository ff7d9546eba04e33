// SPDX-License-Identifier: GPL-2.0-only
/* One write(2) for a line: the C library's streams would need more system calls than are left. */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "finding.h"
#include "watch_log.h"

static bool log_journal;

void watch_log_open(bool journal)
{
	log_journal = journal;
}

void say(int level, const char *fmt, ...)
{
	char line[512] = "nfsroot6 watch: ";
	va_list ap;
	size_t len;
	int n;

	if (log_journal)
		snprintf(line, sizeof(line), "<%d>", level);
	len = strlen(line);
	va_start(ap, fmt);
	n = vsnprintf(line + len, sizeof(line) - len - 1, fmt, ap);
	va_end(ap);
	if (n < 0)
		return;
	text_clean(line + len);
	len = strlen(line);
	line[len++] = '\n';
	(void)!write(STDERR_FILENO, line, len);
}
