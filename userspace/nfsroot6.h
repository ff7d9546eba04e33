/* SPDX-License-Identifier: GPL-2.0-only */
/* The companion of a kernel that has configured IPv6 for its NFS root by itself. */
#ifndef NFSROOT6_H
#define NFSROOT6_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#define NFSROOT6_VERSION	"0.1"

/* Exit statuses beside EXIT_SUCCESS: a failure, and a command line that is wrong. */
#define EXIT_FAILED		1
#define EXIT_USAGE		2

/* A subcommand. argv[0] is its name; returns an exit status. Each prints its own --help. */
typedef int command_fn(int argc, char **argv);
command_fn cmd_status, cmd_watch, cmd_handoff, cmd_check, cmd_probe, cmd_init;

/* "nfsroot6 COMMAND: …\n" to standard error; errno is kept. */
void warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* The same, as EXIT_USAGE, with a word about --help. Use: return usage_error(…); */
int usage_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * The same for an option that getopt_long(3) did not take and gave C for, '?' or ':'. OPTIONS are the long
 * ones, the short ones began with ':'.
 */
struct option;
int option_error(int c, char **argv, const struct option *options);

/* The name that warn() puts before a message; main() sets it. */
void set_command(const char *name);

#endif /* NFSROOT6_H */
