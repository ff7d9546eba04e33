// SPDX-License-Identifier: GPL-2.0-only
/* nfsroot6 check: on the build host, before anything is booted. */

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "nfsroot6.h"

#define CONFIG_SIZE_MAX	(4 << 20)	/* bytes; that of a distribution has 300 KiB */

static void help(FILE *out)
{
	fputs("usage: nfsroot6 check --config FILE [--cmdline LINE] [--kernel 6.12|7.3] [--driver SYMBOL]\n"
	      "\n"
	      "Says what a kernel does on the way to its NFS root, and what keeps it from getting there:\n"
	      "options that its .config lacks, parameters that are wrong or contradict each other.\n"
	      "\n"
	      "  --config FILE    its .config, - for standard input (of a running kernel:\n"
	      "                   zcat /proc/config.gz | nfsroot6 check --config - …)\n"
	      "  --cmdline LINE   its command line, as the boot loader passes it\n"
	      "  --kernel TREE    6.12 or 7.3; otherwise as the .config says\n"
	      "  --driver SYMBOL  the driver of the network device, as VIRTIO_NET; otherwise any will do\n"
	      "\n"
	      "Exit status: 0 it would boot (there may be warnings), 1 it would not, 2 wrong usage.\n", out);
}

/* Return: all of the file, to be freed, or NULL */
static char *read_all(FILE *file, size_t *len)
{
	size_t size = 64 << 10, got;
	char *buf = NULL, *more;

	for (*len = 0;; size *= 2) {
		more = realloc(buf, size);
		if (!more)
			break;
		buf = more;
		got = fread(buf + *len, 1, size - *len, file);
		*len += got;
		if (*len < size) {
			if (!ferror(file))
				return buf;
			break;
		}
		if (size >= CONFIG_SIZE_MAX) {
			errno = EFBIG;
			break;
		}
	}
	free(buf);
	return NULL;
}

int check_load_config(const char *name, struct kconf *conf)
{
	bool is_stdin = !strcmp(name, "-");
	FILE *file = is_stdin ? stdin : fopen(name, "r");
	struct kconf_error err;
	char *text = NULL;
	size_t len;
	int ret;

	if (file)
		text = read_all(file, &len);
	if (!text)
		warn("--config %s: %s", name, strerror(errno));
	if (file && !is_stdin)
		fclose(file);
	if (!text)
		return -EIO;
	ret = kconf_parse(conf, text, len, &err);
	free(text);
	if (ret == -ENOMEM)
		warn("%s: out of memory", name);
	else if (ret && err.line)
		warn("%s: line %u: %s: \"%s\"", name, err.line, err.reason, err.text);
	else if (ret)
		warn("%s: %s", name, err.reason);
	return ret;
}

static void print(const struct check_result *res)
{
	unsigned int i;

	for (i = 0; i < res->nsteps; i++)
		printf("%-13s %s\n", res->steps[i].label, res->steps[i].text);
	putchar('\n');
	findings_print(&res->findings, stdout);
	if (res->findings.errors)
		printf("would not boot: %u error%s\n", res->findings.errors,
		       res->findings.errors > 1 ? "s" : "");
	else if (res->findings.warnings)
		printf("would boot, with %u warning%s\n", res->findings.warnings,
		       res->findings.warnings > 1 ? "s" : "");
	else
		puts("would boot");
}

static int run(const char *config, const struct check_input *given)
{
	static struct check_result res;
	struct check_input in = *given;
	struct kconf conf;
	int ret;

	if (check_load_config(config, &conf))
		return EXIT_FAILED;
	in.conf = &conf;
	ret = check_boot(&in, &res);
	if (ret)
		warn("--cmdline: longer than any kernel takes (%zu bytes)", strlen(in.cmdline));
	else
		print(&res);
	kconf_free(&conf);
	if (fflush(stdout)) {
		warn("standard output: %s", strerror(errno));
		return EXIT_FAILED;
	}
	return ret || res.findings.errors ? EXIT_FAILED : EXIT_SUCCESS;
}

int cmd_check(int argc, char **argv)
{
	static const struct option options[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "cmdline", required_argument, NULL, 'l' },
		{ "kernel", required_argument, NULL, 'k' },
		{ "driver", required_argument, NULL, 'd' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL },
	};
	struct check_input in = { .cmdline = "" };
	const char *config = NULL;
	int c;

	opterr = 0;
	while ((c = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
		switch (c) {
		case 'c':
			config = optarg;
			break;
		case 'l':
			in.cmdline = optarg;
			break;
		case 'k':
			if (strcmp(optarg, "6.12") && strcmp(optarg, "7.3"))
				return usage_error("--kernel %s: only 6.12 and 7.3 are known", optarg);
			in.kernel = optarg;
			break;
		case 'd':
			in.driver = strncmp(optarg, "CONFIG_", 7) ? optarg : optarg + 7;
			break;
		case 'h':
			help(stdout);
			return fflush(stdout) ? EXIT_FAILED : EXIT_SUCCESS;
		default:
			return option_error(c, argv, options);
		}
	}
	if (optind < argc)
		return usage_error("\"%s\" is too much: quote the command line as a whole", argv[optind]);
	if (!config)
		return usage_error("--config is missing");
	return run(config, &in);
}
