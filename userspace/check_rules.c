// SPDX-License-Identifier: GPL-2.0-only
/* Whether a kernel boots from an NFS root: what its .config lacks, and what contradicts itself. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "check_steps.h"
#include "init.h"
#include "prefix.h"

#define NFS_DEFAULT_SIZE	",rsize=4096,wsize=4096"	/* where it is not negotiated */

/* Why modules are of no use */
#define NO_MODULES	"has to be y, as no initrd loads modules"

static void missing(struct check_result *res, const struct kconf *conf, enum severity severity,
		    const char *symbol, const char *why)
{
	if (kconf_is(conf, symbol, "m"))
		finding_add(&res->findings, severity, "CONFIG_%s=m %s: %s", symbol, NO_MODULES, why);
	else
		finding_add(&res->findings, severity, "CONFIG_%s is not set: %s", symbol, why);
}

static bool need(struct check_result *res, const struct kconf *conf, enum severity severity,
		 const char *symbol, const char *why)
{
	if (kconf_yes(conf, symbol))
		return true;
	missing(res, conf, severity, symbol, why);
	return false;
}

/*
 *	The command line that the kernel gets
 */

static void join(char *to, const char *first, const char *second)
{
	snprintf(to, BOOTLINE_SIZE, "%s%s%s", first, *first && *second ? " " : "", second);
}

/* Parameters that are built in come first on some architectures, last on others, or alone */
static int compose(const struct check_input *in, struct check_result *res)
{
	const struct kconf *conf = in->conf;
	const char *builtin = kconf_has(conf, "CMDLINE") ? kconf_get(conf, "CMDLINE") : "";

	if (strlen(builtin) + 1 + strlen(in->cmdline) >= sizeof(res->cmdline))
		return -E2BIG;
	if (kconf_has(conf, "CMDLINE_BOOL")) {
		if (!kconf_yes(conf, "CMDLINE_BOOL"))
			builtin = "";
		if (*builtin && kconf_yes(conf, "CMDLINE_OVERRIDE"))
			join(res->cmdline, builtin, "");
		else
			join(res->cmdline, builtin, in->cmdline);
	} else if (*builtin && kconf_yes(conf, "CMDLINE_FORCE")) {
		join(res->cmdline, builtin, "");
	} else if (kconf_yes(conf, "CMDLINE_EXTEND")) {
		join(res->cmdline, in->cmdline, builtin);
	} else {
		join(res->cmdline, *in->cmdline ? in->cmdline : builtin, "");
	}
	return 0;
}

/* COMMAND_LINE_SIZE, with the NUL */
static size_t line_size(const struct kconf *conf, const char *kernel)
{
	static const struct {
		const char *symbol;
		size_t size;
	} sizes[] = {
		{ "ARM", 1024 }, { "PARISC", 1024 }, { "MIPS", 4096 }, { "LOONGARCH", 4096 }, { "UML", 4096 },
	};
	size_t i;

	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		if (kconf_yes(conf, sizes[i].symbol))
			return sizes[i].size;
	if (kconf_yes(conf, "S390"))
		return strtoul(kconf_get(conf, "COMMAND_LINE_SIZE"), NULL, 0) ?: 4096;
	if (kconf_yes(conf, "RISCV") && !strcmp(kernel, "6.12"))
		return 1024;
	return 2048;
}

static void check_length(const struct kconf *conf, struct check_result *res)
{
	size_t size = line_size(conf, res->kernel), len = strlen(res->cmdline);

	if (len >= size)
		finding_add(&res->findings, ERROR,
			    "the command line has %zu bytes, the kernel cuts it at %zu", len, size - 1);
}

/*
 *	Which kernel
 */

static void choose_kernel(const struct check_input *in, struct check_result *res)
{
	const struct kconf *conf = in->conf;
	bool is_6_12 = !strncmp(conf->version, "6.12", 4), is_7_3 = !strncmp(conf->version, "7.3", 3);

	if (in->kernel)
		res->kernel = !strcmp(in->kernel, "6.12") ? "6.12" : "7.3";
	else if (conf->version[0])
		res->kernel = atoi(conf->version) < 7 ? "6.12" : "7.3";
	else
		res->kernel = kconf_has(conf, "NFS_V4_1") ? "6.12" : "7.3";

	if (conf->version[0] && !is_6_12 && !is_7_3)
		finding_add(&res->findings, NOTE,
			    "the .config is one of Linux %s, it is judged by what %s needs", conf->version,
			    res->kernel);
	else if (conf->version[0] && strncmp(conf->version, res->kernel, strlen(res->kernel)))
		finding_add(&res->findings, WARNING, "the .config is one of Linux %s, not %s", conf->version,
			    res->kernel);
}

/*
 *	The network
 */

static bool ip6_usable(const struct check_result *res)
{
	return res->line.ip6_wanted && !res->line.ipv6_off;
}

static bool ip4_asks(const struct bootline *line)
{
	return line->ip4.method != IP4_OFF && line->ip4.method != IP4_STATIC;
}

/* The root can be reached over the other family too: what is missing for this one is no more than a pity */
static enum severity unless(bool other)
{
	return other ? WARNING : ERROR;
}

static void check_ip6_options(const struct kconf *conf, struct check_result *res, bool other)
{
	const struct ip6_config_request *req = &res->line.ip6;
	enum severity severity = unless(other);

	need(res, conf, severity, "IPV6", "the kernel has no IPv6 when it mounts the root");
	if (!kconf_yes(conf, "IP_PNP_IPV6") && !kconf_has(conf, "IP_PNP_IPV6") && conf->version[0] &&
	    kconf_yes(conf, "IP_PNP") && kconf_yes(conf, "IPV6"))
		finding_add(&res->findings, severity,
			    "CONFIG_IP_PNP_IPV6 is not even mentioned: this kernel source lacks the patches");
	else
		need(res, conf, severity, "IP_PNP_IPV6", "ip6= and IPv6 addresses in nfsroot= need it");

	if (!res->line.ip6_wanted)
		return;
	if (req->method == IP6_METHOD_DHCP)
		need(res, conf, severity, "IP_PNP_DHCPV6", "ip6= asks for DHCPv6, and is refused without");
	else if (req->method == IP6_METHOD_AUTO && res->line.server.type != NFSROOT_SERVER_NONE)
		need(res, conf, WARNING, "IP_PNP_DHCPV6",
		     "where router advertisements say M or O nothing comes of it: there is only SLAAC");
	if (req->method != IP6_METHOD_STATIC)
		need(res, conf, NOTE, "IPV6_OPTIMISTIC_DAD",
		     "the boot waits a second longer for duplicate address detection");
}

static void check_ip4_options(const struct kconf *conf, struct check_result *res, bool other)
{
	static const char *const any[] = { "IP_PNP_DHCP", "IP_PNP_BOOTP", "IP_PNP_RARP" };
	enum severity severity = unless(other);
	size_t i;

	switch (res->line.ip4.method) {
	case IP4_DHCP:
		need(res, conf, severity, "IP_PNP_DHCP", "ip= asks for DHCP");
		break;
	case IP4_BOOTP:
		need(res, conf, severity, "IP_PNP_BOOTP", "ip= asks for BOOTP");
		break;
	case IP4_RARP:
		need(res, conf, severity, "IP_PNP_RARP", "ip= asks for RARP");
		break;
	case IP4_ANY:
	case IP4_BOTH:
		for (i = 0; i < sizeof(any) / sizeof(any[0]); i++)
			if (kconf_yes(conf, any[i]))
				return;
		missing(res, conf, severity, "IP_PNP_DHCP",
			"ip= asks for an address, and the kernel has no way to get one");
		break;
	default:
		break;
	}
}

static void check_static(struct check_result *res, const struct nfsroot_server *server)
{
	const struct ip6_config_request *req = &res->line.ip6;

	if (req->method != IP6_METHOD_STATIC || !IN6_IS_ADDR_UNSPECIFIED(&req->gateway))
		return;
	if (server->type == NFSROOT_SERVER_IPV6 && !IN6_IS_ADDR_LINKLOCAL(&server->addr.in6) &&
	    !same_prefix(&req->client, &server->addr.in6, req->plen))
		finding_add(&res->findings, ERROR,
			    "ip6= gives a static address without a gateway, and the server is off its link");
	else if (server->type == NFSROOT_SERVER_NAME)
		finding_add(&res->findings, NOTE,
			    "ip6= gives a static address without a gateway: only hosts on its link");
}

static void check_names(struct check_result *res, const struct nfsroot_server *server)
{
	const struct bootline *line = &res->line;

	if (server->type != NFSROOT_SERVER_NAME || line->nns || line->ip6.ndns || ip4_asks(line) ||
	    !ip6_usable(res))
		return;
	if (line->ip6.method == IP6_METHOD_STATIC)
		finding_add(&res->findings, ERROR,
			    "no name server for \"%s\": a static address takes nameserver= or <dns> in ip6=",
			    server->name);
	else if (line->ip6.method == IP6_METHOD_LINK_LOCAL)
		finding_add(&res->findings, WARNING,
			    "no name server for \"%s\": with link-local it takes nameserver=", server->name);
}

static void check_server(struct check_result *res, const struct nfsroot_server *server)
{
	const struct bootline *line = &res->line;
	bool ip4 = line->ip4.method != IP4_OFF, ip6 = ip6_usable(res);
	struct findings *f = &res->findings;

	switch (server->type) {
	case NFSROOT_SERVER_IPV6:
		if (!ip6 && !line->ip6_given)
			finding_add(f, ERROR,
				    "the server is IPv6, but nothing configures IPv6: there is no ip6=");
		else if (!line->ip6_wanted && !line->findings.errors)
			finding_add(f, ERROR, "the server is IPv6, but ip6= is off");
		if (line->ip6_wanted && line->ip6.device[0] && server->zone[0] &&
		    strcmp(line->ip6.device, server->zone))
			finding_add(f, WARNING, "the server is on %s, but ip6= configures %s", server->zone,
				    line->ip6.device);
		break;
	case NFSROOT_SERVER_IPV4:
		if (!ip4)
			finding_add(f, ERROR, "the server is IPv4, but nothing configures IPv4: ip= is %s",
				    line->ip4.given ? "off" : "missing");
		break;
	case NFSROOT_SERVER_NAME:
		if (!ip4 && !ip6 && !line->ip6_given)
			finding_add(f, ERROR, "nothing configures the network: neither ip6= nor ip= does");
		else if (!ip4 && !line->ip6_wanted && !line->findings.errors)
			finding_add(f, ERROR, "nothing configures the network: ip6= is off");
		break;
	case NFSROOT_SERVER_NONE:
		if (line->nfsroot_bad)
			break;
		if (!ip4_asks(line) &&
		    !(ip6 && (line->ip6.method == IP6_METHOD_AUTO || line->ip6.method == IP6_METHOD_DHCP)))
			finding_add(f, ERROR, "no server is given, and nothing is asked that could tell one");
		break;
	}
}

static void check_network(const struct kconf *conf, struct check_result *res)
{
	const struct bootline *line = &res->line;
	struct nfsroot_server server;
	bool only4, only6;

	bootline_server(line, &server);
	only4 = server.type == NFSROOT_SERVER_IPV4;
	only6 = server.type == NFSROOT_SERVER_IPV6;

	need(res, conf, ERROR, "NET", "there is no network");
	need(res, conf, ERROR, "INET", "there is no TCP/IP");
	need(res, conf, ERROR, "IP_PNP", "the kernel cannot configure the network by itself");
	if (line->ip6_wanted || only6)
		check_ip6_options(conf, res, line->ip4.method != IP4_OFF && !only6);
	check_ip4_options(conf, res, ip6_usable(res) && !only4);
	if (server.type == NFSROOT_SERVER_NAME)
		need(res, conf, ERROR, "IP_PNP_DNS", "nfsroot= gives the server by its host name");
	else if (line->nns)
		need(res, conf, NOTE, "IP_PNP_DNS", "nameserver= is of no use");
	if (server.type == NFSROOT_SERVER_NONE && !ip4_asks(line) && ip6_usable(res) && !line->nfsroot_bad)
		need(res, conf, ERROR, "IP_PNP_DHCPV6",
		     "only the boot file URL of DHCPv6 can tell the server");

	check_server(res, &server);
	if (line->ipv6_off && line->ip6_wanted)
		finding_add(&res->findings, unless(line->ip4.method != IP4_OFF && !only6),
			    "ipv6.disable=1 or ipv6.disable_ipv6=1 contradicts ip6=");
	if (line->no_autoconf && ip6_usable(res) && line->ip6.method == IP6_METHOD_SLAAC)
		finding_add(&res->findings, ERROR, "ipv6.autoconf=0: there is no SLAAC, which ip6= asks for");
	else if (line->no_autoconf && ip6_usable(res) && line->ip6.method == IP6_METHOD_AUTO)
		finding_add(&res->findings, WARNING, "ipv6.autoconf=0: there is no SLAAC, only DHCPv6");
	check_static(res, &server);
	check_names(res, &server);
}

/*
 *	The root
 */

static void check_version(const struct kconf *conf, struct check_result *res)
{
	static const char given[] = "the version of NFS that the mount asks for";
	struct nfsopt *opt = &res->opt;
	bool old = !strcmp(res->kernel, "6.12");

	if (!opt->base.version)
		opt->base.version = kconf_yes(conf, "NFS_V2") ? 2 : kconf_yes(conf, "NFS_V3") ? 3 : 4;
	switch (opt->base.version) {
	case 2:
		need(res, conf, ERROR, "NFS_V2", given);
		finding_add(&res->findings, WARNING, "NFSv2 is %s, and hardly any server has it any more",
			    strstr(res->line.options, "vers=2") || strstr(res->line.options, "v2") ?
			    "asked for" : "the default with CONFIG_NFS_V2=y, vers=3 changes that");
		return;
	case 3:
		need(res, conf, ERROR, "NFS_V3", given);
		if (opt->minor_given && opt->minor)
			finding_add(&res->findings, ERROR, "nfsroot=: NFSv3 has no minor version");
		return;
	}
	need(res, conf, ERROR, "NFS_V4", given);
	if (opt->minor == 0 && !old)
		need(res, conf, ERROR, "NFS_V4_0",
		     "vers=4 is NFSv4.0; 4.1 is always there, but asked for by vers=4.1");
	if (opt->minor == 1 && old)
		need(res, conf, ERROR, "NFS_V4_1", given);
	if (opt->minor != 2)
		return;
	need(res, conf, ERROR, "NFS_V4_2", given);
	if (kconf_yes(conf, "NFS_V4_2_READ_PLUS"))
		finding_add(&res->findings, NOTE, "CONFIG_NFS_V4_2_READ_PLUS=y gives I/O errors with some "
			    "user-space servers (nfs-ganesha 4.3)");
}

static void check_protocol(const struct kconf *conf, struct check_result *res,
			   const struct nfsroot_server *server)
{
	const struct nfsopt *opt = &res->opt;
	struct findings *f = &res->findings;

	if (opt->base.family == AF_INET && server->type == NFSROOT_SERVER_IPV6)
		finding_add(f, ERROR,
			    "nfsroot=: the server is IPv6, the protocol is IPv4 (tcp6 is not): \"proto=%s\"",
			    opt->base.udp ? "udp" : "tcp");
	if (opt->base.family == AF_INET6 && server->type == NFSROOT_SERVER_IPV4)
		finding_add(f, ERROR, "nfsroot=: the server is IPv4, the protocol is IPv6: \"proto=%s\"",
			    opt->base.udp ? "udp6" : "tcp6");
	if (server->type == NFSROOT_SERVER_NAME && opt->base.family == AF_INET &&
	    res->line.ip4.method == IP4_OFF)
		finding_add(f, ERROR,
			    "nfsroot=: the protocol is IPv4 (tcp6 is not), but only IPv6 is configured");
	if (server->type == NFSROOT_SERVER_NAME && opt->base.family == AF_INET6 && !ip6_usable(res))
		finding_add(f, ERROR, "nfsroot=: the protocol is IPv6, but only IPv4 is configured");

	if (opt->base.udp && opt->base.version == 4)
		finding_add(f, ERROR, "nfsroot=: NFSv4 has no UDP");
	else if (opt->base.udp && kconf_yes(conf, "NFS_DISABLE_UDP_SUPPORT"))
		finding_add(f, ERROR, "CONFIG_NFS_DISABLE_UDP_SUPPORT=y: the mount refuses UDP");
	if (opt->rdma)
		need(res, conf, ERROR, "SUNRPC_XPRT_RDMA", "the protocol is RDMA");
	if (opt->tls)
		finding_add(f, ERROR,
			    "nfsroot=: xprtsec= takes tlshd, which is not there before the root is");
	if (!strncmp(opt->sec, "krb5", 4))
		finding_add(f, ERROR,
			    "nfsroot=: sec=%s takes rpc.gssd, which is not there before the root is",
			    opt->sec);
}

/* As the kernel puts them together: what the user gives, between its own */
static void check_options_length(struct check_result *res, const struct nfsroot_server *server)
{
	/* The longest that a name may turn out to have */
	char addr[INET6_ADDRSTRLEN] = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
	bool sized = server->type == NFSROOT_SERVER_IPV4 || server->type == NFSROOT_SERVER_NONE ||
		     res->opt.base.udp;
	size_t len = strlen("vers=3,tcp,,nolock,addr=") + strlen(res->line.options);

	len += sized ? strlen(NFS_DEFAULT_SIZE) : 0;
	if (server->type == NFSROOT_SERVER_IPV6)
		inet_ntop(AF_INET6, &server->addr.in6, addr, sizeof(addr));
	len += server->type == NFSROOT_SERVER_IPV4 ? INET_ADDRSTRLEN - 1 : strlen(addr);
	len += server->port ? strlen("port=65535,") : 0;
	len += server->zone[0] ? 1 + strlen(server->zone) : 0;
	if (len >= NFSROOT_OPTIONS_SIZE)
		finding_add(&res->findings, ERROR,
			    "nfsroot=: the mount options are too long: %zu bytes with what the kernel adds, "
			    "%u may be", len, NFSROOT_OPTIONS_SIZE - 1);
}

static void check_root(const struct kconf *conf, struct check_result *res)
{
	const struct bootline *line = &res->line;
	struct nfsroot_server server;
	struct cmdline_error err;

	need(res, conf, ERROR, "NFS_FS", "the NFS client");
	need(res, conf, ERROR, "ROOT_NFS", "nfsroot=, and mounting the root over NFS");
	if (!bootline_is_nfs(line) && line->root)
		finding_add(&res->findings, ERROR, "root=%s: the root is not NFS, nfsroot= is not looked at; "
			    "leave it out, or root=/dev/nfs", line->root);
	else if (!bootline_is_nfs(line))
		finding_add(&res->findings, ERROR,
			    "the root is not NFS: there is neither nfsroot= nor root=/dev/nfs");

	if (nfsopt_parse(line->options, res->kernel, &res->opt, &err))
		finding_add(&res->findings, ERROR, "nfsroot=: %s: \"%.*s\"", err.reason, (int)err.len,
			    err.at);
	bootline_server(line, &server);
	check_version(conf, res);
	check_protocol(conf, res, &server);
	check_options_length(res, &server);
	if (line->path[0] && line->path[0] != '/')
		finding_add(&res->findings, WARNING, "nfsroot=: the path \"%s\" does not begin with \"/\"",
			    line->path);
}

/*
 *	The machine
 */

static void check_bus(const struct kconf *conf, struct check_result *res, const struct check_nics *nics)
{
	static const char *const usb_hosts[] = {
		"USB_XHCI_HCD", "USB_EHCI_HCD", "USB_OHCI_HCD", "USB_UHCI_HCD", "USB_DWC2", "USB_DWC3",
		"USB_MUSB_HDRC", "USB_CHIPIDEA", "USB_ISP1760",
	};
	size_t i;

	if (nics->virtio && !kconf_yes(conf, "VIRTIO_PCI") && !kconf_yes(conf, "VIRTIO_MMIO") &&
	    !kconf_yes(conf, "S390_GUEST"))
		finding_add(&res->findings, unless(nics->usb || nics->other),
			    "CONFIG_VIRTIO_NET=y, but neither CONFIG_VIRTIO_PCI nor CONFIG_VIRTIO_MMIO is y");
	else if (nics->virtio && kconf_yes(conf, "VIRTIO_PCI") && !kconf_yes(conf, "PCI"))
		need(res, conf, unless(nics->usb || nics->other), "PCI", "CONFIG_VIRTIO_PCI depends on it");
	if (!nics->usb)
		return;
	for (i = 0; i < sizeof(usb_hosts) / sizeof(usb_hosts[0]); i++)
		if (kconf_yes(conf, usb_hosts[i]))
			return;
	finding_add(&res->findings, unless(nics->virtio || nics->other),
		    "a driver of a USB network device is built in, but none of a USB host controller");
}

static void check_driver(const struct check_input *in, struct check_result *res)
{
	const struct kconf *conf = in->conf;
	struct check_nics nics;

	check_count_nics(conf, &nics);
	if (in->driver)
		need(res, conf, ERROR, in->driver, "the driver of the network device");
	else if (!nics.builtin && nics.modules)
		finding_add(&res->findings, ERROR,
			    "CONFIG_%s=m %s; no driver of a network device is built in", nics.first_module,
			    NO_MODULES);
	else if (!nics.builtin)
		finding_add(&res->findings, ERROR,
			    "no driver of a network device is built in (--driver names one "
			    "that is not in Linux)");
	check_bus(conf, res, &nics);
	if (nics.firmware && (!kconf_has(conf, "EXTRA_FIRMWARE") || !kconf_get(conf, "EXTRA_FIRMWARE")[0]))
		finding_add(&res->findings, WARNING, "CONFIG_%s=y: its firmware has to be built in too, by "
			    "CONFIG_EXTRA_FIRMWARE", nics.firmware);
}

static void check_machine(const struct check_input *in, struct check_result *res)
{
	const struct kconf *conf = in->conf;

	check_driver(in, res);
	need(res, conf, ERROR, "BINFMT_ELF", "no program can be run, not even init");
	need(res, conf, WARNING, "PROC_FS", "there is no /proc/net/pnp for /etc/resolv.conf");
	if (need(res, conf, WARNING, "DEVTMPFS", "/dev has only what the root file system has there"))
		need(res, conf, WARNING, "DEVTMPFS_MOUNT", "init has to mount a devtmpfs on /dev by itself");
	if (kconf_yes(conf, "BLK_DEV_INITRD") && kconf_has(conf, "INITRAMFS_SOURCE") &&
	    kconf_get(conf, "INITRAMFS_SOURCE")[0])
		finding_add(&res->findings, WARNING,
			    "CONFIG_INITRAMFS_SOURCE: if it has an /init, that is all the "
			    "kernel runs: it does not mount the root");
}

/* A tmpfs over a root that many share, nfsroot6-init(8) */
static void check_overlay(const struct kconf *conf, struct check_result *res)
{
	const char *init = res->line.init ?: "", *name = strrchr(init, '/');
	struct init_options opt;
	enum severity severity;

	init_options_parse(res->cmdline, &opt);
	if (opt.problem[0])
		finding_add(&res->findings, WARNING, "%s", opt.problem);
	if (!opt.overlay)
		return;
	severity = opt.onfail == INIT_PANIC ? ERROR : WARNING;
	need(res, conf, severity, "OVERLAY_FS", "nfsroot6.overlay= is an overlay over the root");
	need(res, conf, severity, "TMPFS", "nfsroot6.overlay= keeps in memory what is written");
	if (strcmp(name ? name + 1 : init, "nfsroot6-init"))
		finding_add(&res->findings, WARNING,
			    "nfsroot6.overlay= is of no use without init=/sbin/nfsroot6-init");
}

int check_boot(const struct check_input *in, struct check_result *res)
{
	unsigned int i;
	int ret;

	memset(res, 0, sizeof(*res));
	ret = compose(in, res);
	if (!ret)
		ret = bootline_parse(res->cmdline, &res->line);
	if (ret)
		return ret;
	for (i = 0; i < res->line.findings.n; i++)
		finding_add(&res->findings, res->line.findings.items[i].severity, "%s",
			    res->line.findings.items[i].text);

	choose_kernel(in, res);
	check_length(in->conf, res);
	check_network(in->conf, res);
	check_root(in->conf, res);
	check_machine(in, res);
	check_overlay(in->conf, res);
	check_describe(in, res);
	return 0;
}
