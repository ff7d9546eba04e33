// SPDX-License-Identifier: GPL-2.0-only
/*
 * Fuzzes the codec of DHCPv6: the first byte chooses the message that the
 * client sent, the rest is an answer to it; and what the answer gives is
 * asked for again.
 */

#include "cmdline.h"
#include "dhcp6.h"
#include "fuzz.h"

#include <linux/errno.h>

static const u8 client[] = { 0, 3, 0, 1, 0x52, 0x54, 0, 0x12, 0x34, 0x56 };
static const u8 server[] = { 0, 2, 0, 0, 9, 0xbf, 's', 'e', 'r', 'v' };

static const u8 types[] = {
	DHCP6_SOLICIT, DHCP6_REQUEST, DHCP6_RENEW, DHCP6_REBIND,
	DHCP6_RELEASE, DHCP6_DECLINE, DHCP6_INFORMATION_REQUEST,
};

static void check_printable(const char *s, size_t size, char first,
			    bool newlines)
{
	size_t i, len = strnlen(s, size);

	CHECK(len < size);
	for (i = 0; i < len; i++)
		CHECK((s[i] >= first && s[i] <= '~') ||
		      (newlines && s[i] == '\n'));
}

static void check_status(const struct dhcp6_status *status)
{
	check_printable(status->text, sizeof(status->text), ' ', false);
}

static void check_addrs(const struct in6_addr *addrs, unsigned int n,
			unsigned int max)
{
	unsigned int i, j;

	CHECK(n <= max);
	for (i = 0; i < n; i++) {
		CHECK(addrs[i].s6_addr[0] != 0xff);
		CHECK(!IN6_IS_ADDR_UNSPECIFIED(&addrs[i]));
		CHECK(!IN6_IS_ADDR_LOOPBACK(&addrs[i]));
		CHECK(!IN6_IS_ADDR_V4MAPPED(&addrs[i]));
		for (j = 0; j < i; j++)
			CHECK(memcmp(&addrs[i], &addrs[j], 16));
	}
}

static void check_reply(const struct dhcp6_request *req,
			const struct dhcp6_reply *reply)
{
	struct in6_addr addrs[DHCP6_ADDRS_MAX];
	unsigned int i;

	CHECK(reply->type == DHCP6_REPLY ||
	      (reply->type == DHCP6_ADVERTISE && req->type == DHCP6_SOLICIT));
	CHECK(reply->server.len >= DHCP6_DUID_MIN &&
	      reply->server.len <= DHCP6_DUID_MAX);
	check_status(&reply->status);
	check_status(&reply->ia_status);

	CHECK(reply->naddrs <= DHCP6_ADDRS_MAX);
	CHECK(!reply->naddrs || !reply->status.code);
	CHECK(!reply->naddrs || req->type != DHCP6_INFORMATION_REQUEST);
	CHECK(reply->naddrs ? reply->t1 <= reply->t2 :
			      !reply->t1 && !reply->t2);
	for (i = 0; i < reply->naddrs; i++) {
		addrs[i] = reply->addrs[i].addr;
		CHECK(reply->addrs[i].valid);
		CHECK(reply->addrs[i].preferred <= reply->addrs[i].valid);
		CHECK(!IN6_IS_ADDR_LINKLOCAL(&addrs[i]));
	}
	check_addrs(addrs, reply->naddrs, DHCP6_ADDRS_MAX);
	check_addrs(reply->servers, reply->nservers, DNS_SERVERS_MAX);
	check_addrs(reply->ntp, reply->nntp, DHCP6_NTP_MAX);

	CHECK(reply->nsearch <= DNS_SEARCH_MAX);
	for (i = 0; i < reply->nsearch; i++)
		CHECK(!dns_name_check(reply->search[i],
				      strlen(reply->search[i])));
	if (reply->ntp_name[0])
		CHECK(!dns_name_check(reply->ntp_name,
				      strlen(reply->ntp_name)));
	check_printable(reply->boot_url, sizeof(reply->boot_url), '!', false);
	check_printable(reply->boot_params, sizeof(reply->boot_params), ' ',
			true);
	CHECK(!reply->sol_max_rt ||
	      (reply->sol_max_rt >= 60 && reply->sol_max_rt <= 86400));
	CHECK(!reply->inf_max_rt ||
	      (reply->inf_max_rt >= 60 && reply->inf_max_rt <= 86400));
	CHECK(!reply->refresh || reply->refresh >= 600);
}

/* The boot file URL is what the command line's parser is given next */
static void check_url(const struct dhcp6_reply *reply)
{
	struct cmdline_error err = {};
	struct nfsroot_server srv;
	char path[64];
	int ret;

	ret = nfsroot_url_parse(reply->boot_url, strlen(reply->boot_url),
				"eth0", &srv, path, sizeof(path), &err);
	CHECK(ret ? err.reason && *err.reason : path[0] == '/');
}

/* Ask for what was given: built, answered with the same, built again */
static void check_again(const struct dhcp6_reply *reply)
{
	struct dhcp6_request req = {
		.type = DHCP6_REQUEST, .xid = 0x123456, .iaid = 7,
		.server = reply->server, .naddrs = reply->naddrs,
		.elapsed = reply->t1, .vendor_class = reply->boot_url,
	};
	u8 buf[DHCP6_MESSAGE_SIZE], again[DHCP6_MESSAGE_SIZE];
	struct dhcp6_reply second;
	unsigned int i, pos;
	int len;

	if (strlen(reply->boot_url) > DHCP6_VENDOR_CLASS_MAX)
		req.vendor_class = NULL;
	req.client.len = sizeof(client);
	memcpy(req.client.data, client, sizeof(client));
	for (i = 0; i < reply->naddrs; i++)
		req.addrs[i] = reply->addrs[i].addr;
	len = dhcp6_build(buf, sizeof(buf), &req);
	CHECK(len > 0);

	memcpy(again, buf, len);
	again[0] = DHCP6_REPLY;
	pos = 4 + 4 + req.client.len + 4 + req.server.len + 16;
	for (i = 0; i < req.naddrs; i++, pos += 28)
		memset(again + pos + 20, 1, 8);
	CHECK(!dhcp6_parse(again, len, &req, &second));
	check_reply(&req, &second);
	CHECK(second.naddrs == req.naddrs);
	CHECK(second.server.len == req.server.len);
	CHECK(!memcmp(second.server.data, req.server.data, req.server.len));
	for (i = 0; i < req.naddrs; i++)
		CHECK(!memcmp(&second.addrs[i].addr, &req.addrs[i], 16));
	CHECK(dhcp6_build(again, sizeof(again), &req) == len);
	CHECK(!memcmp(again, buf, len));
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	struct dhcp6_request req = { .xid = 0xabcdef, .iaid = 0x11223344 };
	struct dns_config cfg = {};
	struct dhcp6_reply reply;
	u8 *msg;
	int ret;

	if (!size)
		return 0;
	req.type = types[data[0] % sizeof(types)];
	req.client.len = sizeof(client);
	memcpy(req.client.data, client, sizeof(client));
	req.server.len = sizeof(server);
	memcpy(req.server.data, server, sizeof(server));

	msg = malloc(size - 1);
	CHECK(msg || size == 1);
	if (size > 1)
		memcpy(msg, data + 1, size - 1);
	ret = dhcp6_parse(msg, size - 1, &req, &reply);
	free(msg);
	CHECK(!ret || ret == -EBADMSG);
	if (ret) {
		CHECK(!reply.type && !reply.server.len && !reply.naddrs);
		return 0;
	}
	check_reply(&req, &reply);
	check_url(&reply);
	check_again(&reply);

	dhcp6_merge_dns(&cfg, &reply, 7);
	CHECK(cfg.nservers == reply.nservers);
	CHECK(cfg.nsearch == reply.nsearch);
	ret = dhcp6_merge_dns(&cfg, &reply, 7);
	CHECK(!ret);
	return 0;
}
