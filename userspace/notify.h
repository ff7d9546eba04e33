/* SPDX-License-Identifier: GPL-2.0-only */
/* The service manager, sd_notify(3) without its library. Without NOTIFY_SOCKET all of it does nothing. */
#ifndef NFSROOT6_NOTIFY_H
#define NFSROOT6_NOTIFY_H

#include <stdint.h>

#include <linux/types.h>

/*
 * Opens the socket. NAME is the value of NOTIFY_SOCKET, or NULL. Returns 0 or a negative error number:
 * -EINVAL for a name that is none.
 */
int notify_open(const char *name);

/* "READY=1", "STATUS=…" and so on; a message that cannot be sent is lost. */
void notify_send(const char *text);
void notify_status(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * How often to send "WATCHDOG=1", in ms: half of USEC, the value of WATCHDOG_USEC; 0 when it is NULL,
 * no number, or meant for another process than OWN (PID is the value of WATCHDOG_PID, or NULL).
 */
s64 notify_watchdog(const char *usec, const char *pid, long own);

#endif /* NFSROOT6_NOTIFY_H */
