// SPDX-License-Identifier: GPL-2.0-only
/* nfsroot6 probe: a rehearsal of a boot, from any machine on the boot link. */

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "nfsroot6.h"
#include "probe.h"

#define TIMEOUT_DEFAULT	60	/* seconds */
#define TIMEOUT_MAX	3600

/* A kernel that has all options, where no .config is given */
static const char everything[] =
	"CONFIG_NET=y\nCONFIG_INET=y\nCONFIG_IPV6=y\nCONFIG_IPV6_OPTIMISTIC_DAD=y\nCONFIG_IP_PNP=y\n"
	"CONFIG_IP_PNP_DHCP=y\nCONFIG_IP_PNP_BOOTP=y\nCONFIG_IP_PNP_RARP=y\nCONFIG_IP_PNP_IPV6=y\n"
	"CONFIG_IP_PNP_DHCPV6=y\nCONFIG_IP_PNP_DNS=y\nCONFIG_NFS_FS=y\nCONFIG_NFS_V3=y\nCONFIG_NFS_V4=y\n"
	"CONFIG_NFS_V4_0=y\nCONFIG_NFS_V4_2=y\nCONFIG_ROOT_NFS=y\nCONFIG_SUNRPC_XPRT_RDMA=y\n"
	"CONFIG_PROC_FS=y\nCONFIG_DEVTMPFS=y\nCONFIG_DEVTMPFS_MOUNT=y\nCONFIG_BINFMT_ELF=y\n"
	"CONFIG_E1000E=y\n";

static void help(FILE *out)
{
	fprintf(out,
		"usage: nfsroot6 probe -i DEVICE --cmdline LINE [--config FILE] [--timeout S]\n"
		"\n"
		"Asks what a kernel with that command line asks on its way to the NFS root, and prints\n"
		"a table of what answers and how fast: routers, DHCPv6, name servers, each address of\n"
		"the root server (TCP, rpcbind, mountd, NFS, the export). Nothing of this machine's\n"
		"configuration is changed, no address is leased, nothing stays mounted. Takes root: raw\n"
		"sockets, ports below 1024.\n"
		"\n"
		"  -i, --interface DEVICE\n"
		"                   the network device of this machine that is on the boot link\n"
		"  --cmdline LINE   the kernel's command line; the devices that it names stand for DEVICE\n"
		"  --config FILE    the kernel's .config: what it lacks counts, and its default version\n"
		"                   of NFS; otherwise a kernel with all options is meant, and version 3\n"
		"  --timeout S      for all of it, in seconds (%d)\n"
		"\n"
		"DHCPv4, RARP, NFS over UDP or RDMA and duplicate address detection are not rehearsed.\n"
		"Exit status: 0 it would boot, 1 it would not or that cannot be told, 2 wrong usage.\n",
		TIMEOUT_DEFAULT);
}

/* Name servers of ip6= come before those that are heard of */
static void add_given(struct probe *p)
{
	const struct ip6_config_request *req = &p->line->ip6;
	unsigned int i;

	for (i = 0; i < req->ndns && p->line->ip6_wanted; i++) {
		p->dns.servers[i].addr = req->dns[i];
		if (IN6_IS_ADDR_LINKLOCAL(&req->dns[i]))
			p->dns.servers[i].ifindex = p->ifindex;
		p->dns.nservers++;
	}
}

static void stop_by_findings(struct probe *p)
{
	const struct findings *f = &p->check->findings;
	unsigned int i;

	for (i = 0; i < f->n; i++)
		if (f->items[i].severity == ERROR)
			probe_stop(&p->verdict, "%s", f->items[i].text);
}

static bool is_over(const struct probe *p)
{
	return probe_now() >= p->deadline;
}

/* Return: what the step returns; 0 when there is no time for it */
static int run_step(struct probe *p, int (*step)(struct probe *p))
{
	bool stopped = p->verdict.stop[0];
	int ret;

	if (is_over(p))
		return 0;
	ret = step(p);
	if (is_over(p))
		probe_cut(&p->verdict, stopped);
	return ret;
}

/* Return: 0, -EINTR, or another error that has been told */
static int rehearse(struct probe *p, const char *ifname)
{
	int ret;

	ret = probe_device(p, ifname);
	if (ret == -ENODEV)
		warn("there is no network device \"%s\"", ifname);
	else if (ret)
		warn("%s: %s", ifname, strerror(-ret));
	if (ret || p->verdict.unsure[0])
		return ret;

	add_given(p);
	if (p->line->ip6_wanted) {
		ret = run_step(p, probe_ra);
		if (ret == -EPERM || ret == -EACCES)
			warn("no raw socket for router advertisements: that takes root, or CAP_NET_RAW");
		else if (ret && ret != -EINTR)
			warn("no raw socket for router advertisements: %s", strerror(-ret));
		if (!ret)
			ret = run_step(p, probe_dhcp6);
	} else {
		probe_row(PROBE_SKIPPED, 0, "IPv4", "how the kernel gets its address is not rehearsed");
	}
	if (!ret)
		ret = run_step(p, probe_server);
	if (!ret)
		ret = run_step(p, probe_nfs);
	return ret;
}

static int run(const char *cmdline, const char *ifname, const char *config, s64 timeout)
{
	static struct check_result check;
	static struct probe p;
	struct check_input in = { .cmdline = cmdline };
	char text[PROBE_REASON_SIZE + 64];
	struct kconf_error err;
	struct kconf conf;
	bool boots;
	int ret;

	if (config && check_load_config(config, &conf))
		return EXIT_FAILED;
	if (!config && kconf_parse(&conf, everything, strlen(everything), &err)) {
		warn("out of memory");
		return EXIT_FAILED;
	}
	in.conf = &conf;
	in.kernel = config ? NULL : "7.3";
	ret = check_boot(&in, &check);
	if (ret)
		warn("--cmdline: longer than any kernel takes (%zu bytes)", strlen(in.cmdline));
	p.dhcp6 = kconf_yes(&conf, "IP_PNP_DHCPV6");
	kconf_free(&conf);
	if (ret)
		return EXIT_FAILED;

	p.check = &check;
	p.line = &check.line;
	p.opt = check.opt;
	findings_print(&check.findings, stdout);
	stop_by_findings(&p);
	if (!p.verdict.stop[0]) {
		probe_catch_signals();
		p.deadline = probe_now() + timeout * 1000;
		ret = rehearse(&p, ifname);
		if (probe_interrupted()) {
			fflush(stdout);
			warn("interrupted");
			return EXIT_FAILED;
		}
		if (ret)
			return EXIT_FAILED;
		if (is_over(&p) && !p.verdict.boots)
			probe_unsure(&p.verdict, "the time is over, --timeout %lld s", (long long)timeout);
	}
	boots = probe_verdict_text(&p.verdict, text, sizeof(text));
	puts(text);
	if (fflush(stdout)) {
		warn("standard output: %s", strerror(errno));
		return EXIT_FAILED;
	}
	return boots ? EXIT_SUCCESS : EXIT_FAILED;
}

int cmd_probe(int argc, char **argv)
{
	static const struct option options[] = {
		{ "interface", required_argument, NULL, 'i' },
		{ "cmdline", required_argument, NULL, 'l' },
		{ "config", required_argument, NULL, 'c' },
		{ "timeout", required_argument, NULL, 't' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL },
	};
	const char *ifname = NULL, *config = NULL, *cmdline = NULL;
	long timeout = TIMEOUT_DEFAULT;
	char *end;
	int c;

	opterr = 0;
	while ((c = getopt_long(argc, argv, ":hi:", options, NULL)) != -1) {
		switch (c) {
		case 'i':
			if (!optarg[0] || strlen(optarg) >= IFNAMSIZ)
				return usage_error("-i %s: not the name of a device", optarg);
			ifname = optarg;
			break;
		case 'l':
			cmdline = optarg;
			break;
		case 'c':
			config = optarg;
			break;
		case 't':
			timeout = strtol(optarg, &end, 10);
			if (end == optarg || *end || timeout < 1 || timeout > TIMEOUT_MAX)
				return usage_error("--timeout %s: not a number of seconds, 1 to %d", optarg,
						   TIMEOUT_MAX);
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
	if (!ifname)
		return usage_error("-i is missing: which network device?");
	if (!cmdline)
		return usage_error("--cmdline is missing");
	return run(cmdline, ifname, config, timeout);
}
