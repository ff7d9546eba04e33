// SPDX-License-Identifier: GPL-2.0-only
/*
 * Fuzzes the codec of the command line: the first byte says which parser gets
 * the rest as a string.
 */

#include "cmdline.h"
#include "fuzz.h"

#include <linux/errno.h>
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

static void fuzz_ip6(const char *arg)
{
	struct ip6_config_request req;
	struct cmdline_error err = {};
	int ret;

	ret = ip6_request_parse(arg, &req, &err);
	if (ret) {
		check_error(arg, ret, &err);
		return;
	}
	CHECK(req.method <= IP6_METHOD_LINK_LOCAL);
	check_device(req.device);
	CHECK(!strncmp(arg, req.device, strlen(req.device)));
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
	s = fuzz_string(data + 1, size - 1);
	if (data[0] == 'i')
		fuzz_ip6(s);
	else if (data[0] == 'o')
		fuzz_options(s);
	else
		fuzz_server(s);
	free(s);
	return 0;
}
