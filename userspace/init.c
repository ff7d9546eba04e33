// SPDX-License-Identifier: GPL-2.0-only
/*
 * "nfsroot6 init", process 1 between the kernel and the real init: for a read-only export that many
 * machines share it makes an overlay the root. Whatever fails, the machine gets an init.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "boot.h"
#include "bootline.h"
#include "init.h"
#include "nfsroot6.h"
#include "resolv.h"

#define RESOLV_SIZE	4096		/* bytes of a resolv.conf, more than resolv_text() makes */

static int kmsg = -1;

/* Without its end a line comes to the console only with the next one */
void init_say(int level, const char *fmt, ...)
{
	char text[512];
	int len = snprintf(text, sizeof(text), "<%d>nfsroot6 init: ", level);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text + len, sizeof(text) - len - 1, fmt, ap);
	va_end(ap);
	strcat(text, "\n");
	if (kmsg >= 0 && write(kmsg, text, strlen(text)) > 0)
		return;
	fputs(text + 3, stderr);
}

static void open_log(void)
{
	kmsg = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
}

/* On the console that the kernel has opened; comes back when the shell ends. */
static void run_shell(void)
{
	pid_t child = fork(), pid;

	if (!child) {
		setsid();
		ioctl(STDIN_FILENO, TIOCSCTTY, 1);
		execl("/bin/sh", "sh", "-l", (char *)NULL);
		init_say(3, "cannot run /bin/sh: %s", strerror(errno));
		_exit(EXIT_FAILED);
	}
	if (child < 0) {
		init_say(3, "cannot start a shell: %s", strerror(errno));
		return;
	}
	do
		pid = wait(NULL);
	while (pid != child && (pid >= 0 || errno == EINTR));
}

/* What the kernel tries, in its order */
static void run_init(const struct init_options *opt, char **argv)
{
	static const char * const inits[] = { "/sbin/init", "/etc/init", "/bin/init", "/bin/sh" };
	unsigned int i;

	if (opt->init[0]) {
		argv[0] = (char *)opt->init;
		execv(opt->init, argv);
		init_say(3, "nfsroot6.init=: cannot run %s: %s", opt->init, strerror(errno));
		if (opt->onfail == INIT_PANIC)
			return;
		if (opt->onfail == INIT_SHELL)
			run_shell();
	}
	for (i = 0; i < sizeof(inits) / sizeof(inits[0]); i++) {
		argv[0] = (char *)inits[i];
		execv(inits[i], argv);
		if (errno != ENOENT)
			init_say(3, "cannot run %s: %s", inits[i], strerror(errno));
	}
	init_say(3, "no init found; give one by nfsroot6.init=");
}

/* What went wrong has been said. */
static void failed(const struct init_options *opt)
{
	switch (opt->onfail) {
	case INIT_PLAIN:
		init_say(4, "going on with the root as it is");
		break;
	case INIT_SHELL:
		init_say(4, "a shell; when it ends, the boot goes on with the root as it is");
		run_shell();
		break;
	case INIT_PANIC:
		init_say(3, "nfsroot6.onfail=panic");
		_exit(EXIT_FAILED);
	}
}

/*
 * Machines that share an export must not share a name: it gets the kernel's. With an address for a name
 * no file is right, and without one the real init leaves the name alone.
 */
static void write_hostname(void)
{
	struct utsname uts;
	FILE *file;

	if (uname(&uts) || !strcmp(uts.nodename, "(none)"))
		return;
	if (!init_hostname_ok(uts.nodename)) {
		if (unlink("/etc/hostname") && errno != ENOENT)
			init_say(4, "cannot remove /etc/hostname: %s", strerror(errno));
		return;
	}
	file = fopen("/etc/hostname", "we");
	if (!file || fprintf(file, "%s\n", uts.nodename) < 0)
		init_say(4, "cannot write /etc/hostname: %s", strerror(errno));
	if (file && fclose(file))
		init_say(4, "cannot write /etc/hostname: %s", strerror(errno));
}

/* A link is somebody's choice: to /proc/net/pnp, or to the file of a resolver that is started later. */
static void write_resolv(void)
{
	static struct boot_info boot;
	static struct resolv resolv;
	char text[RESOLV_SIZE];
	struct stat st;
	int err;

	if (!lstat("/etc/resolv.conf", &st) && S_ISLNK(st.st_mode))
		return;
	if (boot_read("", &boot) || !boot.dns.nservers)
		return;
	resolv_boot(&resolv, &boot.dns);
	err = resolv_text(&resolv, if_indextoname, text, sizeof(text));
	if (err >= 0)
		err = resolv_write("/etc/resolv.conf", text);
	if (err < 0)
		init_say(4, "cannot write /etc/resolv.conf: %s", strerror(-err));
}

static int help(void)
{
	puts("usage: init=/sbin/nfsroot6-init on the kernel command line\n"
	     "\n"
	     "For a read-only export that many machines share: as process 1 it puts a tmpfs over the root,\n"
	     "and runs the real init there. What a machine writes is its own, and gone when it ends.\n"
	     "/sbin/nfsroot6-init is a link to nfsroot6. On the kernel command line:\n"
	     "\n"
	     "  nfsroot6.overlay=tmpfs[,size=SIZE]   the overlay; SIZE is in bytes, with k, m or g behind it,\n"
	     "                                       or N% of the memory (50%); without this: none\n"
	     "  nfsroot6.init=PATH                   the real init (/sbin/init, /etc/init, /bin/init, /bin/sh)\n"
	     "  nfsroot6.onfail=plain|shell|panic    when there is no overlay to be had: go on with the root as\n"
	     "                                       it is (plain), after a shell, or panic\n"
	     "\n"
	     "The old root is seen at " BOOT_LOWER ".");
	return fflush(stdout) ? EXIT_FAILED : EXIT_SUCCESS;
}

int cmd_init(int argc, char **argv)
{
	static char cmdline[BOOTLINE_SIZE];
	static struct init_options opt;
	char *plain[] = { NULL, NULL };
	bool over = false;
	int proc, err;

	if (getpid() != 1) {
		if (argc == 2 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")))
			return help();
		return usage_error("it must be process 1: init=/sbin/nfsroot6-init on the kernel command line");
	}

	open_log();
	proc = init_mount_proc();
	if (proc < 0)
		init_say(3, "cannot mount /proc: %s", strerror(errno));
	err = boot_cmdline("", cmdline, sizeof(cmdline));
	if (err) {
		init_say(3, "cannot read /proc/cmdline: %s", strerror(-err));
		cmdline[0] = '\0';
	}
	init_options_parse(cmdline, &opt);
	if (opt.overlay && init_mount_dev() < 0)
		init_say(4, "cannot mount /dev: %s", strerror(errno));
	if (kmsg < 0)
		open_log();

	if (opt.problem[0])
		init_say(3, "%s", opt.problem);
	if (opt.overlay)
		over = !init_overlay(&opt);
	if (over) {
		write_hostname();
		write_resolv();
		init_say(6, "the root is an overlay in memory%s%s", opt.size[0] ? ", at most " : "", opt.size);
	}
	if (err || init_has_failed(&opt, over))
		failed(&opt);

	/* As the kernel would have left it */
	if (proc > 0 && !over && umount("/proc"))
		init_say(4, "cannot unmount /proc: %s", strerror(errno));
	run_init(&opt, argc > 0 ? argv : plain);
	return EXIT_FAILED;
}
