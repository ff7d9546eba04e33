// SPDX-License-Identifier: GPL-2.0-only
/* Which command it is. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nfsroot6.h"

static const struct command {
	const char *name;
	command_fn *run;
	const char *help;
} commands[] = {
	{ "status", cmd_status, "what the kernel did at boot, and what holds now" },
	{ "watch", cmd_watch, "keep resolv.conf, lifetimes and the lease alive (daemon)" },
	{ "handoff", cmd_handoff, "have a network manager adopt the device as it is" },
	{ "check", cmd_check, "will this .config boot from this command line?" },
	{ "probe", cmd_probe, "rehearse a boot from this machine, step by step" },
	{ "init", cmd_init, "be PID 1: overlay over a root that many share, then the real init" },
};

#define NCOMMANDS	(sizeof(commands) / sizeof(commands[0]))

static void help(FILE *out)
{
	size_t i;

	fputs("usage: nfsroot6 COMMAND [OPTION]…\n"
	      "\n"
	      "For machines whose kernel has set up IPv6 for its NFS root by itself.\n"
	      "\n", out);
	for (i = 0; i < NCOMMANDS; i++)
		fprintf(out, "  %-9s %s\n", commands[i].name, commands[i].help);
	fputs("\n"
	      "Each command has --help; the manual page is nfsroot6(8).\n", out);
}

int main(int argc, char **argv)
{
	const char *name = argc > 0 ? strrchr(argv[0], '/') : NULL;
	size_t i;

	name = name ? name + 1 : argc > 0 ? argv[0] : "";
	if (!strcmp(name, "nfsroot6-init")) {
		set_command("init");
		return cmd_init(argc, argv);
	}
	if (argc < 2)
		return usage_error("which command?");
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) {
		help(stdout);
		return fflush(stdout) ? EXIT_FAILED : EXIT_SUCCESS;
	}
	if (!strcmp(argv[1], "--version")) {
		puts("nfsroot6 " NFSROOT6_VERSION);
		return fflush(stdout) ? EXIT_FAILED : EXIT_SUCCESS;
	}
	for (i = 0; i < NCOMMANDS; i++) {
		if (strcmp(argv[1], commands[i].name))
			continue;
		set_command(commands[i].name);
		return commands[i].run(argc - 1, argv + 1);
	}
	return usage_error("'%s' is no command", argv[1]);
}
