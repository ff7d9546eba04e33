// SPDX-License-Identifier: GPL-2.0-only
/*
 * Fuzzes the codec of RAs: the input is an ICMPv6 message from a good source
 * with a good hop limit. What it says is merged, from two links.
 */

#include "ra.h"
#include "fuzz.h"

#include <linux/errno.h>
#include <strings.h>

static void check_name(const char *name)
{
	size_t len = strnlen(name, DNS_NAME_SIZE);

	CHECK(len && len <= 253);
	CHECK(!dns_name_check(name, len));
	CHECK(name[len - 1] != '.');
}

static void check_info(const struct ra_info *ra)
{
	unsigned int i, j;

	CHECK(ra->nrdnss <= RA_RDNSS_MAX);
	for (i = 0; i < ra->nrdnss; i++) {
		CHECK(ra->rdnss[i].addr.s6_addr[0] != 0xff);
		for (j = 0; j < i; j++)
			CHECK(memcmp(&ra->rdnss[i].addr, &ra->rdnss[j].addr,
				     16));
	}
	CHECK(ra->ndnssl <= DNS_SEARCH_MAX);
	for (i = 0; i < ra->ndnssl; i++) {
		check_name(ra->dnssl[i].name);
		for (j = 0; j < i; j++)
			CHECK(strcasecmp(ra->dnssl[i].name,
					 ra->dnssl[j].name));
	}
}

static void check_config(const struct dns_config *cfg)
{
	unsigned int i, j;

	CHECK(cfg->nservers <= DNS_SERVERS_MAX);
	for (i = 0; i < cfg->nservers; i++) {
		const u8 *a = cfg->servers[i].addr.s6_addr;

		CHECK(!cfg->servers[i].ifindex ==
		      !(a[0] == 0xfe && a[1] >> 6 == 2));
		for (j = 0; j < i; j++)
			CHECK(memcmp(a, &cfg->servers[j].addr, 16) ||
			      cfg->servers[i].ifindex !=
			      cfg->servers[j].ifindex);
	}
	CHECK(cfg->nsearch <= DNS_SEARCH_MAX);
	for (i = 0; i < cfg->nsearch; i++) {
		check_name(cfg->search[i]);
		for (j = 0; j < i; j++)
			CHECK(strcasecmp(cfg->search[i], cfg->search[j]));
	}
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	struct in6_addr source = { .s6_addr = { 0xfe, 0x80, [15] = 1 } };
	struct dns_config cfg = {};
	struct ra_info ra;
	u8 *msg = malloc(size);
	int ret;

	CHECK(msg || !size);
	if (size)
		memcpy(msg, data, size);
	CHECK(ra_parse(msg, size, 254, &source, &ra) == -EBADMSG);
	ret = ra_parse(msg, size, 255, &source, &ra);
	CHECK(!ret || ret == -EBADMSG);
	free(msg);
	check_info(&ra);
	if (ret) {
		CHECK(!ra.nrdnss && !ra.ndnssl);
		return 0;
	}

	/* A server and a name that were there before */
	cfg.nservers = 1;
	memcpy(&cfg.servers[0].addr, "\x20\x01\x0d\xb8zzzzzzzzzzzz", 16);
	cfg.nsearch = 1;
	memcpy(cfg.search[0], "a-name-of-mine.example", 23);
	ra_merge_dns(&cfg, &ra, 7);
	check_config(&cfg);
	/* It comes again: nothing new, as long as it withdraws nothing */
	ret = ra_merge_dns(&cfg, &ra, 7);
	CHECK(!ret);
	ra_merge_dns(&cfg, &ra, 8);
	check_config(&cfg);
	return 0;
}
