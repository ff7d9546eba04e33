/* SPDX-License-Identifier: GPL-2.0-only */
/* The daemon's log: standard error, for a terminal or for the journal. */
#ifndef NFSROOT6_WATCH_LOG_H
#define NFSROOT6_WATCH_LOG_H

#include <stdbool.h>
#include <syslog.h>		/* LOG_ERR and so on */

/* JOURNAL: each line begins with its level, as sd-daemon(3) has it, instead of the command's name. */
void watch_log_open(bool journal);

/* One line, without the newline; cut when it is long. What is no printable ASCII becomes '?'. */
void say(int level, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif /* NFSROOT6_WATCH_LOG_H */
