// SPDX-License-Identifier: GPL-2.0-only
/*
 * Fuzzes the codec of the command line: the first byte says which parser gets
 * the rest as a string.
 */

#include "cmdline.h"
#include "fuzz.h"

#include <linux/errno.h>
#include <linux/if_ether.h>
#include <linux/socket.h>

static void check_error(const char *arg, int ret,
			const struct cmdline_error *err)
{
	CHECK(ret == -EINVAL || ret == -ENAMETOOLONG);
	CHECK(err->reason && *err->reason);
	CHECK(err->at >= arg);
	CHECK(err->at + err->len <= arg + strlen(arg));
}

static void check_device(const char *device)
{
	size_t len = strnlen(device, IFNAMSIZ);

	CHECK(len < IFNAMSIZ);
	CHECK(!strpbrk(device, "/: \t\n"));
	CHECK(strcmp(device, ".") && strcmp(device, ".."));
}

static void check_mac(const u8 *mac, bool given)
{
	static const u8 none[ETH_ALEN];

	CHECK(!given == !memcmp(mac, none, ETH_ALEN));
	CHECK(!(mac[0] & 1));
}

/* Nothing that is for many, or for nobody */
static void check_peer(const struct in6_addr *addr)
{
	CHECK(addr->s6_addr[0] != 0xff && !IN6_IS_ADDR_V4MAPPED(addr));
}

static void check_request(const struct ip6_config_request *req)
{
	static const struct in6_addr none;
	unsigned int i;

	CHECK(req->method <= IP6_METHOD_STATIC);
	check_device(req->device);
	check_mac(req->device_mac, req->by_mac);
	CHECK(!req->by_mac || !req->device[0]);
	check_mac(req->mac, req->set_mac);
	if (req->method == IP6_METHOD_STATIC) {
		check_peer(&req->client);
		CHECK(memcmp(&req->client, &none, 8));
		CHECK(req->plen >= 1 && req->plen <= 128);
	} else {
		CHECK(!memcmp(&req->client, &none, 16) && !req->plen);
	}
	CHECK(!memcmp(&req->token, &none, 8));
	CHECK(!memcmp(&req->token, &none, 16) ||
	      req->method == IP6_METHOD_AUTO ||
	      req->method == IP6_METHOD_SLAAC);
	check_peer(&req->server);
	check_peer(&req->gateway);
	if (req->hostname[0]) {
		size_t len = strnlen(req->hostname, IP6_HOSTNAME_SIZE);

		CHECK(len < IP6_HOSTNAME_SIZE && req->hostname[len - 1] != '.');
		CHECK(!dns_name_check(req->hostname, len));
	}
	CHECK(!req->mtu || (req->mtu >= IP6_MTU_MIN && req->mtu <= 65535));
	CHECK(req->ndns <= IP6_DNS_MAX);
	for (i = 0; i < req->ndns; i++) {
		check_peer(&req->dns[i]);
		CHECK(memcmp(&req->dns[i], &none, 16));
	}
	check_peer(&req->ntp);
}

static void fuzz_ip6(const char *arg)
{
	struct ip6_config_request req, loose;
	struct cmdline_error err = {};
	int ret;

	ip_arg_is_ip6(arg);
	ret = ip6_request_parse(arg, &req, &err);
	if (ret)
		check_error(arg, ret, &err);
	else
		check_request(&req);

	/* What ip6= takes ip= takes too, and no other way */
	if (!ip_request_parse(arg, &loose, &err)) {
		check_request(&loose);
		CHECK(ret || !memcmp(&req, &loose, sizeof(req)));
	} else {
		CHECK(ret);
	}
}

static void fuzz_nameserver(const char *arg)
{
	struct cmdline_nameserver ns;
	struct cmdline_error err = {};
	int ret;

	ret = nameserver_parse(arg, &ns, &err);
	if (ret) {
		check_error(arg, ret, &err);
		return;
	}
	CHECK(ns.addr.s6_addr[0] != 0xff);
	CHECK(!IN6_IS_ADDR_UNSPECIFIED(&ns.addr));
	CHECK(!ns.zone[0] == !IN6_IS_ADDR_LINKLOCAL(&ns.addr));
	check_device(ns.zone);
}

static void fuzz_bootif(const char *arg)
{
	struct cmdline_error err = {};
	u8 mac[ETH_ALEN];
	int ret;

	ret = bootif_parse(arg, mac, &err);
	if (ret)
		check_error(arg, ret, &err);
	else
		check_mac(mac, true);
}

static void fuzz_duid(const char *arg)
{
	struct cmdline_error err = {};
	struct dhcp6_duid duid;
	int ret;

	ret = ip6duid_parse(arg, &duid, &err);
	if (ret)
		check_error(arg, ret, &err);
	else
		CHECK(duid.len >= DHCP6_DUID_MIN && duid.len <= DHCP6_DUID_MAX);
}

/* Not a string: a block of the exact size, as from the wire */
static void fuzz_url(const u8 *data, size_t size)
{
	char *url = malloc(size), *path = malloc(16);
	struct cmdline_error err = {};
	struct nfsroot_server srv;
	size_t i;
	int ret;

	CHECK(path && (url || !size));
	if (size)
		memcpy(url, data, size);
	ret = nfsroot_url_parse(url, size, size % 2 ? "eth9" : NULL, &srv,
				path, 16, &err);
	if (ret) {
		CHECK(ret == -EINVAL || ret == -ENAMETOOLONG);
		CHECK(err.reason && *err.reason);
		CHECK(err.at >= url && err.at + err.len <= url + size);
		goto out;
	}
	CHECK(nfsroot_is_url(url, size));
	CHECK(srv.type != NFSROOT_SERVER_NONE);
	CHECK(srv.rest >= url && srv.rest + srv.rest_len == url + size);
	CHECK(path[0] == '/' && strnlen(path, 16) < 16);
	for (i = 0; path[i]; i++)
		CHECK((u8)path[i] >= ' ' && path[i] != 0x7f);
	check_device(srv.zone);
	if (srv.type == NFSROOT_SERVER_IPV6)
		CHECK(!srv.zone[0] == !IN6_IS_ADDR_LINKLOCAL(&srv.addr.in6));
	else
		CHECK(!srv.zone[0]);
	if (srv.type == NFSROOT_SERVER_NAME)
		CHECK(!dns_name_check(srv.name, strlen(srv.name)));
out:
	free(url);
	free(path);
}

static void fuzz_server(const char *arg)
{
	size_t skipped, len = strlen(arg);
	struct cmdline_error err = {};
	struct nfsroot_server srv;
	int ret;

	ret = nfsroot_server_parse(arg, &srv, &err);
	if (ret) {
		check_error(arg, ret, &err);
		return;
	}

	CHECK(srv.rest >= arg && srv.rest <= arg + len);
	skipped = srv.rest - arg;
	if (srv.type == NFSROOT_SERVER_NAME) {
		CHECK(!dns_name_check(srv.name, strlen(srv.name)));
		CHECK(!strncmp(arg, srv.name, strlen(srv.name)));
		CHECK(skipped == strlen(srv.name) + 1);
		CHECK(arg[skipped - 1] == ':' && *srv.rest == '/');
	} else {
		CHECK(!srv.name[0]);
	}
	if (srv.type == NFSROOT_SERVER_IPV4 || srv.type == NFSROOT_SERVER_IPV6)
		CHECK(skipped && (!*srv.rest || arg[skipped - 1] == ':'));
	if (srv.type == NFSROOT_SERVER_IPV6) {
		const u8 *a = srv.addr.in6.s6_addr;

		CHECK(arg[0] == '[' && a[0] != 0xff);
		CHECK(!srv.zone[0] == !(a[0] == 0xfe && a[1] >> 6 == 2));
	} else {
		CHECK(!srv.zone[0]);
	}
	check_device(srv.zone);
	if (srv.type == NFSROOT_SERVER_NONE)
		CHECK(!skipped);
}

static void fuzz_options(const char *options)
{
	struct cmdline_error err = {};
	struct nfsroot_options opt;
	int ret;

	ret = nfsroot_options_parse(options, &opt, &err);
	if (ret) {
		check_error(options, ret, &err);
		return;
	}
	CHECK(opt.family == AF_UNSPEC || opt.family == AF_INET ||
	      opt.family == AF_INET6);
	CHECK(!opt.version || (opt.version >= 2 && opt.version <= 4));
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	char *s;

	if (!size)
		return 0;
	if (data[0] == 'u') {
		fuzz_url(data + 1, size - 1);
		return 0;
	}
	s = fuzz_string(data + 1, size - 1);
	if (data[0] == 'i')
		fuzz_ip6(s);
	else if (data[0] == 'n')
		fuzz_nameserver(s);
	else if (data[0] == 'b')
		fuzz_bootif(s);
	else if (data[0] == 'd')
		fuzz_duid(s);
	else if (data[0] == 'o')
		fuzz_options(s);
	else
		fuzz_server(s);
	free(s);
	return 0;
}
