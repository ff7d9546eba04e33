// SPDX-License-Identifier: GPL-2.0-only
/*
 * Fuzzes the codec of DNS: the input is a message. Its own question is taken
 * for ours, so that the answers are reached; a name in it is built into a query
 * and read again.
 */

#include "dns.h"
#include "fuzz.h"

#include <linux/errno.h>
#include <strings.h>

static void check_name(const char *name)
{
	size_t len = strnlen(name, DNS_NAME_SIZE);

	CHECK(len <= 253);
	CHECK(!dns_name_check(name, len));
	CHECK(name[len - 1] != '.');
}

/* A name that was decoded survives query, decode and parse */
static void fuzz_query(const char *name)
{
	u8 *query = malloc(DNS_QUERY_SIZE), *reply_msg;
	struct dns_reply reply;
	char again[DNS_NAME_SIZE];
	int len;

	CHECK(query);
	len = dns_query_build(query, DNS_QUERY_SIZE, 0xabcd, name,
			      DNS_TYPE_AAAA);
	CHECK(len == 12 + (int)strlen(name) + 2 + 4);
	CHECK(dns_name_decode(query, len, 12, false, again) == len - 4);
	CHECK(!strcmp(name, again));
	CHECK(dns_query_build(query, len - 1, 0xabcd, name, DNS_TYPE_AAAA) ==
	      -EMSGSIZE);

	/* A query is no reply; with QR it is one without answers */
	reply_msg = malloc(len);
	CHECK(reply_msg);
	memcpy(reply_msg, query, len);
	CHECK(dns_reply_parse(reply_msg, len, 0xabcd, name, DNS_TYPE_AAAA,
			      &reply) == -EBADMSG);
	reply_msg[2] |= 0x80;
	CHECK(!dns_reply_parse(reply_msg, len, 0xabcd, name, DNS_TYPE_AAAA,
			       &reply));
	CHECK(!reply.naddrs && !reply.cname[0]);
	free(reply_msg);
	free(query);
}

static void fuzz_candidates(const char *name, const char *search)
{
	static struct dns_config cfg;
	char candidate[DNS_NAME_SIZE];
	unsigned int n;

	cfg.nsearch = 2;
	memcpy(cfg.search[0], search, strlen(search) + 1);
	memcpy(cfg.search[1], "example", 8);
	for (n = 0; !dns_candidate(name, &cfg, n, candidate); n++)
		check_name(candidate);
	CHECK(n && n <= 3);
}

static void fuzz_reply(const u8 *msg, size_t size, const char *name, u16 id,
		       enum dns_type type)
{
	size_t len = type == DNS_TYPE_A ? 4 : 16;
	struct dns_reply reply;
	unsigned int i, j;
	int ret;

	ret = dns_reply_parse(msg, size, id, name, type, &reply);
	CHECK(!ret || ret == -EBADMSG);
	if (ret || reply.rcode || reply.truncated)
		CHECK(!reply.naddrs && !reply.cname[0]);
	CHECK(reply.rcode < 16);
	CHECK(reply.naddrs <= DNS_ADDRS_MAX);
	for (i = 0; i < reply.naddrs; i++)
		for (j = 0; j < i; j++)
			CHECK(memcmp(&reply.addrs[i], &reply.addrs[j], len));
	if (reply.cname[0]) {
		CHECK(!reply.naddrs);
		check_name(reply.cname);
	}
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	char name[DNS_NAME_SIZE], question[DNS_NAME_SIZE] = "h.example";
	size_t pos;
	u8 *msg;
	int ret;

	msg = malloc(size);
	CHECK(msg || !size);
	if (size)
		memcpy(msg, data, size);

	for (pos = 0; pos < size && pos < 64; pos++) {
		ret = dns_name_decode(msg, size, pos, data[0] & 1, name);
		CHECK(ret == -EBADMSG || (ret > (int)pos && ret <= (int)size));
		if (ret < 0 || !name[0])
			continue;
		check_name(name);
		if (pos == 12) {
			memcpy(question, name, strlen(name) + 1);
			fuzz_query(name);
			fuzz_candidates(name, question);
		}
	}
	if (size >= 2) {
		u16 id = msg[0] << 8 | msg[1];

		fuzz_reply(msg, size, question, id, DNS_TYPE_AAAA);
		fuzz_reply(msg, size, question, id, DNS_TYPE_A);
		fuzz_reply(msg, size, "h.example.", id, DNS_TYPE_AAAA);
	}
	free(msg);
	return 0;
}
