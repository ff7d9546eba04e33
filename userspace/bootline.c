// SPDX-License-Identifier: GPL-2.0-only
/* A whole kernel command line, read as the kernel reads it. */

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "bootline.h"

#define IP4_FIELDS	10
#define ARG_SHOWN	160	/* bytes of a value, and of what is wrong in it, so that the reason fits, too */
#define PART_SHOWN	80

/* What is said of ip6= and nfsroot= once all is read: the last one of each counts */
struct pending {
	char ip6[FINDING_SIZE];
	char nfsroot[FINDING_SIZE];
};

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || (unsigned char)c == 0xa0;
}

static char *skip_blanks(char *s)
{
	while (is_blank(*s))
		s++;
	return s;
}

char *bootline_next(char *args, char **param, char **value)
{
	bool in_quote = false, quoted = false;
	size_t i, equals = 0;

	if (*args == '"') {
		args++;
		in_quote = quoted = true;
	}
	for (i = 0; args[i]; i++) {
		if (is_blank(args[i]) && !in_quote)
			break;
		if (!equals && args[i] == '=')
			equals = i;
		if (args[i] == '"')
			in_quote = !in_quote;
	}

	*param = args;
	*value = NULL;
	if (equals) {
		args[equals] = '\0';
		*value = args + equals + 1;
		if (**value == '"') {
			++*value;
			if (args[i - 1] == '"')
				args[i - 1] = '\0';
		}
	}
	if (quoted && i && args[i - 1] == '"')
		args[i - 1] = '\0';
	if (!args[i])
		return args + i;
	args[i] = '\0';
	return skip_blanks(args + i + 1);
}

/* '-' and '_' are the same in the names of parameters */
static bool is_param(const char *param, const char *name)
{
	for (; *param && *name; param++, name++)
		if (*param != *name && !(*param == '-' && *name == '_') && !(*param == '_' && *name == '-'))
			return false;
	return *param == *name;
}

/* As kstrtoint(): all of it, base by prefix */
static bool integer(const char *s, long *value)
{
	const char *digits = s + (*s == '-' || *s == '+');
	char *end;

	if (*digits < '0' || *digits > '9')
		return false;
	errno = 0;
	*value = strtol(s, &end, 0);
	return !*end && !errno && *value >= INT_MIN && *value <= INT_MAX;
}

static void describe(char *text, const char *param, const char *arg, const struct cmdline_error *err)
{
	int part = err->len < PART_SHOWN ? err->len : PART_SHOWN;

	snprintf(text, FINDING_SIZE, "%s=%.*s%s: %s: \"%.*s\"", param, ARG_SHOWN, arg,
		 strlen(arg) > ARG_SHOWN ? "..." : "", err->reason, part, err->at);
}

static void take_ip6(struct bootline *line, struct pending *pending, const char *param, const char *arg)
{
	struct cmdline_error err;
	int bad;

	line->ip6_given = true;
	line->ip6_wanted = false;
	pending->ip6[0] = '\0';
	if (!strcmp(param, "ip6"))
		bad = ip6_request_parse(arg, &line->ip6, &err);
	else
		bad = ip_request_parse(arg, &line->ip6, &err);
	if (bad) {
		describe(pending->ip6, param, arg, &err);
		memset(&line->ip6, 0, sizeof(line->ip6));
		return;
	}
	line->ip6_wanted = line->ip6.method != IP6_METHOD_OFF;
}

/* Return: true if it is the name of a method that has something to ask for */
static bool ip4_method(const char *name, enum ip4_method *method)
{
	if (!strcmp(name, "on") || !strcmp(name, "any"))
		*method = IP4_ANY;
	else if (!strncmp(name, "dhcp", 4))
		*method = IP4_DHCP;
	else if (!strcmp(name, "bootp"))
		*method = IP4_BOOTP;
	else if (!strcmp(name, "rarp"))
		*method = IP4_RARP;
	else if (!strcmp(name, "both"))
		*method = IP4_BOTH;
	else
		return false;
	return true;
}

static void ip4_address(struct bootline *line, const char *field, char *to)
{
	u8 addr[4];

	to[0] = '\0';
	if (inet_pton(AF_INET, field, addr) == 1) {
		snprintf(to, 16, "%s", strcmp(field, "0.0.0.0") ? field : "");
	} else if (!line->ip4.odd) {
		line->ip4.odd = true;
		finding_add(&line->findings, WARNING,
			    "ip=: the kernel takes \"%s\" for an IPv4 address: <client>:<server>:<gateway>:"
			    "<netmask>:<host name>:<device>:<method>", field);
	}
}

static void ip4_field(struct bootline *line, unsigned int n, const char *field, bool *enabled)
{
	struct bootline_ip4 *ip4 = &line->ip4;
	char unused[16];

	switch (n) {
	case 0:
		ip4_address(line, field, ip4->client);
		break;
	case 1:
		ip4_address(line, field, ip4->server);
		break;
	case 2:
		ip4_address(line, field, ip4->gateway);
		break;
	case 3:
		ip4_address(line, field, unused);
		break;
	case 4:
		snprintf(ip4->hostname, sizeof(ip4->hostname), "%.*s", (int)strcspn(field, "."), field);
		break;
	case 5:
		snprintf(ip4->device, sizeof(ip4->device), "%.*s", IFNAMSIZ - 1, field);
		break;
	case 6:
		if (!ip4_method(field, &ip4->method) && !ip4->client[0])
			*enabled = false;
		break;
	}
}

/* The other half of ip_auto_config_setup(): what is given stays until another ip= gives it anew */
static void take_ip4(struct bootline *line, const char *arg)
{
	struct bootline_ip4 *ip4 = &line->ip4;
	bool enabled = true;
	unsigned int n;
	size_t len;

	ip4->odd = false;
	ip4->given = true;
	ip4->method = IP4_ANY;
	if (ip4_method(arg, &ip4->method))
		return;
	if (!*arg || !strcmp(arg, "off") || !strcmp(arg, "none")) {
		ip4->method = IP4_OFF;
		return;
	}
	for (n = 0; n < IP4_FIELDS && *arg; n++) {
		char field[256];

		len = strcspn(arg, ":");
		snprintf(field, sizeof(field), "%.*s", (int)len, arg);
		if (len)
			ip4_field(line, n, field, &enabled);
		arg += len + !!arg[len];
	}
	if (!enabled)
		ip4->method = IP4_OFF;
	else if (ip4->client[0])
		ip4->method = IP4_STATIC;
}

static void take_nameserver(struct bootline *line, const char *arg)
{
	struct cmdline_nameserver ns;
	struct cmdline_error err;
	char text[FINDING_SIZE];

	if (line->nns == BOOTLINE_NS_MAX) {
		finding_add(&line->findings, WARNING, "nameserver=%s: one too many, %u count", arg,
			    BOOTLINE_NS_MAX);
	} else if (nameserver_parse(arg, &ns, &err)) {
		describe(text, "nameserver", arg, &err);
		finding_add(&line->findings, WARNING, "%s; it is not asked", text);
	} else {
		line->ns[line->nns++] = ns;
	}
}

static void take_bootif(struct bootline *line, const char *arg)
{
	struct cmdline_error err;
	char text[FINDING_SIZE];

	line->has_bootif = !bootif_parse(arg, line->bootif, &err);
	if (line->has_bootif)
		return;
	describe(text, "BOOTIF", arg, &err);
	finding_add(&line->findings, WARNING, "%s; it names no device", text);
}

static void take_duid(struct bootline *line, const char *arg)
{
	struct cmdline_error err;
	char text[FINDING_SIZE];

	if (!ip6duid_parse(arg, &line->duid, &err))
		return;
	line->duid.len = 0;
	describe(text, "ip6duid", arg, &err);
	finding_add(&line->findings, WARNING, "%s; the machine's own DUID is used", text);
}

/* PATH( "," options ), what follows the server; an empty path or "default" is none */
static void split_path(struct bootline *line, const char *rest, const char *prefix)
{
	size_t len = strcspn(rest, ",");

	if (!*prefix && (!len || (len == strlen("default") && !memcmp(rest, "default", len))))
		line->path[0] = '\0';
	else
		snprintf(line->path, sizeof(line->path), "%s%.*s", prefix, (int)len, rest);
	snprintf(line->options, sizeof(line->options), "%s", rest[len] ? rest + len + 1 : "");
}

static void take_nfsroot(struct bootline *line, struct pending *pending, const char *arg)
{
	struct nfsroot_server *server = &line->server;
	struct cmdline_error err;
	const char *prefix = "";
	int bad;

	line->nfsroot = true;
	line->nfsroot_arg = arg;
	line->nfsroot_bad = false;
	line->path_literal = false;
	line->path[0] = line->options[0] = '\0';
	pending->nfsroot[0] = '\0';

	if (nfsroot_is_url(arg, strlen(arg))) {
		bad = nfsroot_url_parse(arg, strlen(arg), NULL, server, line->path, sizeof(line->path), &err);
		line->path_literal = true;
		if (!bad && server->rest_len < sizeof(line->options))
			snprintf(line->options, sizeof(line->options), "%s", server->rest);
	} else {
		bad = nfsroot_server_parse(arg, server, &err);
		/* What is neither a server nor a path is one below /tftpboot */
		if (!bad && server->type == NFSROOT_SERVER_NONE && arg[0] != '/' && arg[0] != ',' &&
		    !(arg[0] >= '0' && arg[0] <= '9'))
			prefix = "/tftpboot/";
		if (!bad)
			split_path(line, server->rest, prefix);
	}
	if (!bad && strlen(server->rest) + strlen(prefix) >= NFSROOT_PATH_SIZE) {
		bad = -ENAMETOOLONG;
		err = (struct cmdline_error){ "path and options are too long", server->rest, 32 };
	}
	if (!bad)
		return;
	line->nfsroot_bad = true;
	server->type = NFSROOT_SERVER_NONE;
	describe(pending->nfsroot, "nfsroot", arg, &err);
}

static void take_rootwait(struct bootline *line, const char *arg)
{
	long seconds;

	line->rootwait = ROOTWAIT_FOREVER;
	if (!arg)
		return;
	if (!integer(arg, &seconds) || seconds < 0)
		finding_add(&line->findings, WARNING,
			    "rootwait=%s: not a number of seconds: it waits for ever", arg);
	else if (seconds <= INT_MAX / 1000)
		line->rootwait = seconds;
}

static void take_panic(struct bootline *line, const char *arg)
{
	long seconds;

	if (!integer(arg, &seconds)) {
		finding_add(&line->findings, WARNING, "panic=%s: not a number of seconds", arg);
		return;
	}
	line->has_panic = true;
	line->panic = seconds;
}

static bool take_flag(const char *param, const char *arg, const char *name, bool *flag)
{
	long value;

	if (!is_param(param, name))
		return false;
	if (integer(arg, &value))
		*flag |= value;
	return true;
}

/* Those of an initrd, which are of no use without one */
static bool is_initrds(const char *param)
{
	static const char *const names[] = { "netroot", "boot", "ip4", "nfsopts", "netboot" };
	size_t i;

	if (!strncmp(param, "rd.", 3) && strcmp(param, "rd.debug"))
		return true;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (is_param(param, names[i]))
			return true;
	return false;
}

static void take_value(struct bootline *line, struct pending *pending, const char *param, const char *arg)
{
	bool autoconf = false;
	long seconds;

	if (is_param(param, "ip6")) {
		take_ip6(line, pending, "ip6", arg);
	} else if (is_param(param, "ip") || is_param(param, "nfsaddrs")) {
		if (ip_arg_is_ip6(arg))
			take_ip6(line, pending, param, arg);
		else
			take_ip4(line, arg);
	} else if (is_param(param, "nfsroot")) {
		take_nfsroot(line, pending, arg);
	} else if (is_param(param, "nameserver")) {
		take_nameserver(line, arg);
	} else if (is_param(param, "BOOTIF")) {
		take_bootif(line, arg);
	} else if (is_param(param, "ip6duid")) {
		take_duid(line, arg);
	} else if (is_param(param, "dhcpclass")) {
		line->vendor_class = arg;
	} else if (is_param(param, "root")) {
		line->root = arg;
	} else if (is_param(param, "init")) {
		line->init = arg;
	} else if (is_param(param, "rootwait")) {
		take_rootwait(line, arg);
	} else if (is_param(param, "rootdelay")) {
		if (integer(arg, &seconds) && seconds > 0)
			line->rootdelay = seconds;
	} else if (is_param(param, "panic")) {
		take_panic(line, arg);
	} else if (take_flag(param, arg, "ipv6.disable", &line->ipv6_off) ||
		   take_flag(param, arg, "ipv6.disable_ipv6", &line->ipv6_off)) {
		return;
	} else if (take_flag(param, arg, "ipv6.autoconf", &autoconf)) {
		line->no_autoconf = !autoconf;
	} else if (is_param(param, "rootflags") || is_param(param, "rootfstype")) {
		finding_add(&line->findings, NOTE,
			    "%s=%s is not used for an NFS root: mount options go into nfsroot=", param,
			    arg);
	} else if (is_param(param, "initrd") || is_param(param, "rdinit")) {
		finding_add(&line->findings, WARNING, "%s=%s: no initrd is needed, and where one has an init "
			    "that is all the kernel runs: it does not mount the root", param, arg);
	} else if (is_param(param, "sysctl.net.ipv6.conf.all.disable_ipv6") ||
		   is_param(param, "sysctl.net.ipv6.conf.default.disable_ipv6")) {
		if (integer(arg, &seconds) && seconds)
			finding_add(&line->findings, WARNING, "%s=%s takes IPv6 away, and the root with it, "
				    "right before init starts", param, arg);
	} else if (is_initrds(param)) {
		finding_add(&line->findings, NOTE, "%s=%s is for an initrd: the kernel does not read it",
			    param, arg);
	}
}

static void take_word(struct bootline *line, const char *param)
{
	static const char *const with_value[] = { "ip6", "ip", "nfsroot", "nameserver", "root", "BOOTIF" };
	size_t i;

	if (!strcmp(param, "ro"))
		line->rw = false;
	else if (!strcmp(param, "rw"))
		line->rw = true;
	else if (is_param(param, "rootwait"))
		take_rootwait(line, NULL);
	else if (is_param(param, "noinitrd"))
		line->noinitrd = true;
	for (i = 0; i < sizeof(with_value) / sizeof(with_value[0]); i++)
		if (is_param(param, with_value[i]))
			finding_add(&line->findings, WARNING,
				    "\"%s\" has no \"=\": the kernel passes it to init", param);
}

int bootline_parse(const char *cmdline, struct bootline *line)
{
	struct pending pending = { "", "" };
	char *args, *param, *value;
	bool need6;

	memset(line, 0, sizeof(*line));
	line->len = strlen(cmdline);
	if (line->len >= sizeof(line->text))
		return -E2BIG;
	memcpy(line->text, cmdline, line->len);

	for (args = skip_blanks(line->text); *args;) {
		args = bootline_next(args, &param, &value);
		if (!value && !strcmp(param, "--"))
			break;
		if (value)
			take_value(line, &pending, param, value);
		else
			take_word(line, param);
	}

	need6 = line->ip4.method == IP4_OFF || line->server.type == NFSROOT_SERVER_IPV6;
	if (pending.ip6[0])
		finding_add(&line->findings, need6 ? ERROR : WARNING, "%s", pending.ip6);
	if (pending.nfsroot[0])
		finding_add(&line->findings, ERROR, "%s", pending.nfsroot);
	return 0;
}

static bool is_any(const struct in6_addr *addr)
{
	return IN6_IS_ADDR_UNSPECIFIED(addr);
}

enum nfsroot_server_type bootline_server(const struct bootline *line, struct nfsroot_server *server)
{
	*server = line->server;
	if (server->type != NFSROOT_SERVER_NONE || line->nfsroot_bad)
		return server->type;
	if (line->ip6_wanted && !is_any(&line->ip6.server)) {
		server->type = NFSROOT_SERVER_IPV6;
		server->addr.in6 = line->ip6.server;
		if (IN6_IS_ADDR_LINKLOCAL(&line->ip6.server))
			memcpy(server->zone, line->ip6.device, sizeof(server->zone));
	} else if (line->ip4.method != IP4_OFF && line->ip4.server[0]) {
		server->type = NFSROOT_SERVER_IPV4;
		inet_pton(AF_INET, line->ip4.server, &server->addr.in);
	}
	return server->type;
}

bool bootline_is_nfs(const struct bootline *line)
{
	return line->root ? !strcmp(line->root, "/dev/nfs") : line->nfsroot;
}

void bootline_server_text(const struct nfsroot_server *server, char *buf, size_t size)
{
	char addr[INET6_ADDRSTRLEN] = "";

	switch (server->type) {
	case NFSROOT_SERVER_NAME:
		snprintf(buf, size, "%s", server->name);
		break;
	case NFSROOT_SERVER_IPV6:
		inet_ntop(AF_INET6, &server->addr.in6, addr, sizeof(addr));
		snprintf(buf, size, "[%s%s%s]", addr, server->zone[0] ? "%" : "", server->zone);
		break;
	case NFSROOT_SERVER_IPV4:
		inet_ntop(AF_INET, &server->addr.in, addr, sizeof(addr));
		snprintf(buf, size, "%s", addr);
		break;
	case NFSROOT_SERVER_NONE:
		snprintf(buf, size, "none");
		break;
	}
}
