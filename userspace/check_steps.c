// SPDX-License-Identifier: GPL-2.0-only
/* What a boot does, in words. */

#include <stdlib.h>
#include <string.h>

#include "check_steps.h"

#define NFSROOT_ROUNDS	6	/* of attempts to mount, without rootwait */

static char *step(struct check_result *res, const char *label)
{
	struct check_step *s = &res->steps[res->nsteps];

	/* The last one is for what is too much; there are fewer labels than steps */
	if (res->nsteps < CHECK_STEPS_MAX - 1)
		res->nsteps++;
	s->label = label;
	return s->text;
}

#define add(text, ...)	text_add(text, CHECK_STEP_SIZE, __VA_ARGS__)

static void add_in6(char *text, const char *before, const struct in6_addr *addr)
{
	char buf[INET6_ADDRSTRLEN];

	if (IN6_IS_ADDR_V4MAPPED(addr))
		inet_ntop(AF_INET, &addr->s6_addr[12], buf, sizeof(buf));
	else
		inet_ntop(AF_INET6, addr, buf, sizeof(buf));
	add(text, "%s%s", before, buf);
}

static void add_mac(char *text, const u8 *mac)
{
	add(text, "the device with MAC address %02x:%02x:%02x:%02x:%02x:%02x", mac[0], mac[1], mac[2], mac[3],
	    mac[4], mac[5]);
}

static void describe_device(const struct bootline *line, struct check_result *res)
{
	const struct ip6_config_request *req = &line->ip6;
	char *text = step(res, "device");

	if (line->ip6_wanted && req->device[0])
		add(text, "%s", req->device);
	else if (line->ip6_wanted && req->by_mac)
		add_mac(text, req->device_mac);
	else if (line->ip6_wanted && line->has_bootif)
		add_mac(text, line->bootif);
	else if (line->ip6_wanted)
		add(text, "all side by side, the one that the server answers on is taken");
	else if (line->ip4.method != IP4_OFF && line->ip4.device[0])
		add(text, "%s", line->ip4.device);
	else if (line->ip4.method != IP4_OFF)
		add(text, "the first one that is answered on");
	else
		add(text, "none is configured");
	if (line->ip6_wanted && req->mtu)
		add(text, "; its MTU is set to %u", req->mtu);
	if (line->ip6_wanted && req->set_mac)
		add(text, "; it is given another MAC address");
}

static void describe_ip6(const struct check_input *in, struct check_result *res)
{
	const struct bootline *line = &res->line;
	const struct ip6_config_request *req = &line->ip6;
	bool dhcp6 = kconf_yes(in->conf, "IP_PNP_DHCPV6");
	char *text = step(res, "IPv6");

	if (!line->ip6_wanted) {
		add(text, "%s", line->ip6_given ? "off" : "not configured: there is no ip6=");
		return;
	}
	switch (req->method) {
	case IP6_METHOD_AUTO:
		add(text, "as the router advertisement says: addresses by SLAAC%s",
		    dhcp6 ? ", by DHCPv6 where it sets M" : "");
		break;
	case IP6_METHOD_SLAAC:
		add(text, "addresses by SLAAC alone");
		break;
	case IP6_METHOD_DHCP:
		add(text, "an address by DHCPv6, routes by router advertisement");
		break;
	case IP6_METHOD_LINK_LOCAL:
		add(text, "the link-local address is enough");
		break;
	case IP6_METHOD_STATIC:
		add_in6(text, "static, ", &req->client);
		add(text, "/%u", req->plen);
		if (IN6_IS_ADDR_UNSPECIFIED(&req->gateway))
			add(text, ", no gateway");
		else
			add_in6(text, ", gateway ", &req->gateway);
		break;
	case IP6_METHOD_OFF:
		break;
	}
	if (!IN6_IS_ADDR_UNSPECIFIED(&req->token))
		add_in6(text, ", interface identifier ", &req->token);
}

static void describe_ip4(struct check_result *res)
{
	static const char *const methods[] = {
		[IP4_ANY]	= "DHCP, BOOTP, RARP, whichever answers",
		[IP4_DHCP]	= "DHCP",
		[IP4_BOOTP]	= "BOOTP",
		[IP4_RARP]	= "RARP",
		[IP4_BOTH]	= "BOOTP or RARP",
	};
	const struct bootline_ip4 *ip4 = &res->line.ip4;
	char *text = step(res, "IPv4");

	if (ip4->method == IP4_OFF)
		add(text, "%s", ip4->given ? "off" : "not configured: there is no ip=");
	else if (ip4->method == IP4_STATIC)
		add(text, "static, %s", ip4->client);
	else
		add(text, "%s", methods[ip4->method]);
}

static void describe_wait(struct check_result *res)
{
	const struct bootline *line = &res->line;
	char *text = step(res, "waits for");

	if (!line->ip6_wanted) {
		add(text, "%s", line->ip4.method == IP4_OFF ? "nothing" : "an IPv4 address");
		return;
	}
	add(text, "the device, its carrier, ");
	switch (line->ip6.method) {
	case IP6_METHOD_STATIC:
		add(text, "duplicate address detection");
		break;
	case IP6_METHOD_LINK_LOCAL:
		add(text, "the link-local address");
		break;
	case IP6_METHOD_DHCP:
		add(text, "a router advertisement, a DHCPv6 server");
		break;
	default:
		add(text, "a router advertisement, an address");
		break;
	}
	if (line->ip4.method != IP4_OFF)
		add(text, "; or for IPv4, 3 s of which it waits for IPv6 as well");
	if (bootline_is_nfs(line))
		add(text, "; for ever, and the console says what is missing");
}

static void describe_names(const struct check_input *in, struct check_result *res)
{
	const struct bootline *line = &res->line;
	const struct ip6_config_request *req = &line->ip6;
	char *text = step(res, "name servers");
	unsigned int i;

	for (i = 0; i < line->nns; i++) {
		add_in6(text, text[0] ? ", " : "", &line->ns[i].addr);
		if (line->ns[i].zone[0])
			add(text, "%%%s", line->ns[i].zone);
	}
	if (line->ip6_wanted) {
		for (i = 0; i < req->ndns; i++)
			add_in6(text, text[0] ? ", " : "", &req->dns[i]);
		if (req->method != IP6_METHOD_STATIC)
			add(text, "%sRDNSS of router advertisements", text[0] ? ", then " : "");
		if ((req->method == IP6_METHOD_AUTO || req->method == IP6_METHOD_DHCP) &&
		    kconf_yes(in->conf, "IP_PNP_DHCPV6"))
			add(text, ", then DHCPv6");
	}
	if (line->ip4.method != IP4_OFF && line->ip4.method != IP4_STATIC)
		add(text, "%sDHCPv4", text[0] ? ", then " : "");
	if (!text[0])
		add(text, "none");
}

static const char *families(const struct check_result *res)
{
	bool ip4 = res->line.ip4.method != IP4_OFF && res->opt.base.family != AF_INET6;
	bool ip6 = res->line.ip6_wanted && res->opt.base.family != AF_INET;

	return ip4 && ip6 ? "AAAA and A records" : ip6 ? "AAAA records" : ip4 ? "A records" : "no records";
}

static void describe_server(struct check_result *res)
{
	struct nfsroot_server server;
	char name[DNS_NAME_SIZE + 64];
	char *text = step(res, "server");
	const char *dot;

	if (bootline_server(&res->line, &server) == NFSROOT_SERVER_NONE) {
		add(text, "%s", res->line.nfsroot_bad ? "unknown, nfsroot= cannot be used" :
		    "as DHCP says: boot file URL of DHCPv6, DHCPv4 server");
		return;
	}
	bootline_server_text(&server, name, sizeof(name));
	add(text, "%s", name);
	if (server.type != NFSROOT_SERVER_NAME)
		return;
	dot = strchr(name, '.');
	add(text, ", %s asked for", families(res));
	if (!dot)
		add(text, " below the domains of the search list, then as it is");
	else if (name[strlen(name) - 1] != '.')
		add(text, " as it is, then below the domains of the search list");
}

static void describe_path(struct check_result *res)
{
	const char *path = res->line.path[0] ? res->line.path : NFSROOT_PATH_DEFAULT;
	char *text = step(res, "path");
	struct nfsroot_server server;

	if (res->line.nfsroot_bad) {
		add(text, "unknown");
		return;
	}
	if (bootline_server(&res->line, &server) == NFSROOT_SERVER_NONE && !res->line.path[0])
		add(text, "as DHCP says, else ");
	add(text, "%s", path);
	if (strstr(path, "%s") && !res->line.path_literal)
		add(text, ", where %%s is the client's host name, else its address");
}

static void describe_nfs(struct check_result *res)
{
	const struct nfsopt *opt = &res->opt;
	char *text = step(res, "NFS");

	if (opt->base.version == 4)
		add(text, "version 4.%u", opt->minor);
	else
		add(text, "version %u", opt->base.version);
	if (opt->rdma)
		add(text, " over RDMA");
	else
		add(text, " over %s", opt->base.udp ? "UDP" : "TCP");
	if (opt->base.port)
		add(text, ", port %u", opt->base.port);
	else if (res->line.server.port)
		add(text, ", port %u", res->line.server.port);
	else if (opt->base.version == 4)
		add(text, ", port 2049");
	else
		add(text, ", ports as rpcbind (port 111) says");
	text = step(res, "options");
	add(text, "%s%snolock", res->line.options, res->line.options[0] ? "," : "");
	add(step(res, "mounted"), "%s, then %s runs",
	    res->line.rw ? "read-write" : "read-only (rw is not given)", res->line.init ?: "init");
}

static void describe_failure(const struct check_input *in, struct check_result *res)
{
	const struct bootline *line = &res->line;
	char *text = step(res, "on failure");
	int panic = line->panic;

	if (line->rootwait == ROOTWAIT_FOREVER) {
		add(text, "goes on trying for ever (rootwait)");
		return;
	}
	add(text, "%u rounds of attempts", NFSROOT_ROUNDS);
	if (line->rootwait)
		add(text, ", and until %ld s have passed (rootwait)", line->rootwait);
	if (!line->has_panic)
		panic = atoi(kconf_get(in->conf, "PANIC_TIMEOUT"));
	if (panic > 0)
		add(text, "; then a panic, and a reset %d s later", panic);
	else if (panic < 0)
		add(text, "; then a panic and a reset");
	else
		add(text, "; then a panic, and it stands still: panic= is not given");
}

void check_describe(const struct check_input *in, struct check_result *res)
{
	unsigned int i;
	char *text;

	text = step(res, "kernel");
	add(text, "Linux %s%s", res->kernel, in->kernel || in->conf->version[0] ? "" :
	    " (a guess, the .config does not say)");
	if (strcmp(res->cmdline, in->cmdline)) {
		text = step(res, "command line");
		add(text, "with what is built in: %s", res->cmdline);
	}
	describe_device(&res->line, res);
	describe_ip6(in, res);
	describe_ip4(res);
	describe_wait(res);
	describe_names(in, res);
	describe_server(res);
	describe_path(res);
	describe_nfs(res);
	describe_failure(in, res);
	/* Parts of the command line are in some */
	for (i = 0; i < res->nsteps; i++)
		text_clean(res->steps[i].text);
}
