// SPDX-License-Identifier: GPL-2.0-only
/* XDR, RPC and the messages of an NFS client: what is written, and what hostile servers may answer. */

#include <arpa/inet.h>
#include <errno.h>

#include <kunit/test.h>

#include "nfs_msg.h"
#include "rpc.h"

#define W(value)	\
	(u8)((u32)(value) >> 24), (u8)((u32)(value) >> 16), (u8)((u32)(value) >> 8), (u8)(value)

/* A copy in a block of the exact size: AddressSanitizer sees the first byte behind it */
static struct xdr_in input(struct kunit *test, const void *data, size_t len)
{
	u8 *copy = kunit_kzalloc(test, len ?: 1, GFP_KERNEL);

	if (len)
		memcpy(copy, data, len);
	return (struct xdr_in){ .data = copy, .len = len };
}

/* The same for loops, to be freed */
static u8 *cut_input(struct xdr_in *in, const void *data, size_t cut)
{
	u8 *copy = malloc(cut ?: 1);

	memcpy(copy, data, cut);
	*in = (struct xdr_in){ .data = copy, .len = cut };
	return copy;
}

/*
 *	Writing and reading
 */

static void xdr_test(struct kunit *test)
{
	static const u8 want[] = {
		W(0x12345678), W(0xdeadbeef), W(0x01020304), 'a', 'b', 'c', 0, W(5), 'h', 'e', 'l', 'l',
		'o', 0, 0, 0,
		W(0),
	};
	u8 *buf = kunit_kzalloc(test, sizeof(want), GFP_KERNEL);
	struct xdr_out out = { .data = buf, .size = sizeof(want) };
	struct xdr_in in;
	size_t len;

	xdr_put32(&out, 0x12345678);
	xdr_put64(&out, 0xdeadbeef01020304);
	xdr_put_fixed(&out, "abc", 3);
	xdr_put_string(&out, "hello");
	xdr_put_opaque(&out, NULL, 0);
	KUNIT_EXPECT_FALSE(test, out.full);
	KUNIT_ASSERT_EQ(test, out.len, sizeof(want));
	KUNIT_EXPECT_MEMEQ(test, buf, want, sizeof(want));

	in = input(test, want, sizeof(want));
	KUNIT_EXPECT_EQ(test, xdr_get32(&in), 0x12345678);
	KUNIT_EXPECT_TRUE(test, xdr_get64(&in) == 0xdeadbeef01020304);
	KUNIT_EXPECT_MEMEQ(test, xdr_get_fixed(&in, 3), "abc", 3);
	KUNIT_EXPECT_MEMEQ(test, xdr_get_opaque(&in, 5, &len), "hello", 5);
	KUNIT_EXPECT_EQ(test, len, 5);
	KUNIT_EXPECT_TRUE(test, xdr_get_opaque(&in, 0, &len) != NULL);
	KUNIT_EXPECT_EQ(test, len, 0);
	KUNIT_EXPECT_FALSE(test, in.bad);
	KUNIT_EXPECT_EQ(test, in.pos, in.len);
	xdr_get32(&in);
	KUNIT_EXPECT_TRUE(test, in.bad);
}

/* With each size that is too small nothing is written behind the end, and it shows */
static void xdr_full_test(struct kunit *test)
{
	size_t size;

	for (size = 0; size <= 32; size++) {
		u8 *buf = malloc(size ?: 1);
		struct xdr_out out = { .data = buf, .size = size };

		xdr_put32(&out, 1);
		xdr_put64(&out, 2);
		xdr_put_fixed(&out, "abcde", 5);
		xdr_put_string(&out, "fghij");
		KUNIT_EXPECT_EQ(test, out.full, size < 32);
		KUNIT_EXPECT_TRUE(test, out.len <= size);
		xdr_set32(&out, 28, 7);
		xdr_put_fixed(&out, "", (size_t)-2);
		KUNIT_EXPECT_TRUE(test, out.full);
		KUNIT_EXPECT_EQ(test, rpc_call_end(&out), -EMSGSIZE);
		free(buf);
	}
}

static void xdr_lengths_test(struct kunit *test)
{
	static const struct {
		u32 len;
		size_t bytes, max;
		bool good;
	} cases[] = {
		{ 0, 0, 0, true }, { 1, 4, 1, true }, { 4, 4, 4, true }, { 5, 8, 5, true }, { 5, 8, 4 },
		{ 1, 3, 8 }, { 1, 1, 8 }, { 5, 7, 8 }, { 8, 4, 8 }, { 0xffffffff, 8, 0xffffffff },
		{ 0xfffffffd, 8, 0xffffffff }, { 0x7fffffff, 8, 0xffffffff }, { 9, 8, 0xffffffff }, { 9,
		  12, 8 },
	};
	struct xdr_in in;
	unsigned int i;
	size_t len;
	u8 buf[16];

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		const u8 head[] = { W(cases[i].len) };

		memset(buf, 'x', sizeof(buf));
		memcpy(buf, head, 4);
		in = input(test, buf, 4 + cases[i].bytes);
		xdr_get_opaque(&in, cases[i].max, &len);
		KUNIT_EXPECT_EQ_MSG(test, in.bad, !cases[i].good, "case %u", i);
		KUNIT_EXPECT_EQ(test, len, cases[i].good ? cases[i].len : 0);
	}
	in = input(test, buf, 4);
	KUNIT_EXPECT_TRUE(test, !xdr_get_fixed(&in, (size_t)-1) && in.bad);
}

/*
 *	Calls
 */

static void call_test(struct kunit *test)
{
	static const u8 want_none[] = {
		W(0x80000028), W(7), W(0), W(2), W(100003), W(3), W(0), W(0), W(0), W(0), W(0),
	};
	static const u8 want_sys[] = {
		W(0x80000048), W(7), W(0), W(2), W(100005), W(3), W(1),
		W(1), W(28), W(9), W(5), 'h', 'o', 's', 't', '6', 0, 0, 0, W(0), W(0), W(0), W(0), W(0),
		W(0x55),
	};
	struct rpc_call call = { .xid = 7, .program = 100003, .version = 3, .machine = "host6", .stamp = 9 };
	struct xdr_out out;
	u8 buf[128];

	rpc_call_begin(&out, buf, sizeof(buf), &call);
	KUNIT_ASSERT_EQ(test, rpc_call_end(&out), sizeof(want_none));
	KUNIT_EXPECT_MEMEQ(test, buf, want_none, sizeof(want_none));

	call.program = 100005;
	call.procedure = 1;
	call.auth = RPC_AUTH_SYS;
	rpc_call_begin(&out, buf, sizeof(buf), &call);
	xdr_put32(&out, 0x55);
	KUNIT_ASSERT_EQ(test, rpc_call_end(&out), sizeof(want_sys));
	KUNIT_EXPECT_MEMEQ(test, buf, want_sys, sizeof(want_sys));
}

static void reply_long_verifier_test(struct kunit *test)
{
	u8 *bytes = kunit_kzalloc(test, 20 + 404 + 4, GFP_KERNEL);
	static const u8 head[] = { W(7), W(1), W(0), W(1), W(400) };
	struct rpc_reply reply;
	struct xdr_in in;

	memcpy(bytes, head, sizeof(head));
	in = input(test, bytes, 20 + 400 + 4);
	KUNIT_EXPECT_EQ(test, rpc_reply_parse(&in, 7, &reply), 0);
	bytes[19]++;
	in = input(test, bytes, 20 + 404 + 4);
	KUNIT_EXPECT_EQ(test, rpc_reply_parse(&in, 7, &reply), -EBADMSG);
}

static void call_long_name_test(struct kunit *test)
{
	char *name = kunit_kzalloc(test, 1001, GFP_KERNEL);
	struct rpc_call call = { .auth = RPC_AUTH_SYS, .machine = name };
	struct xdr_out out;
	u8 buf[512];

	memset(name, 'x', 1000);
	rpc_call_begin(&out, buf, sizeof(buf), &call);
	KUNIT_EXPECT_EQ(test, rpc_call_end(&out), 4 + 24 + 8 + 4 + 4 + RPC_MACHINE_MAX + 1 + 12 + 8);
}

/*
 *	Records
 */

struct record_case {
	const char *name;
	u8 bytes[40];
	size_t len;
	int ret;		/* of the last piece */
	size_t used;		/* of all */
	const char *data;	/* with ret 1 */
};

static const struct record_case record_cases[] = {
	{ "one fragment", { W(0x80000004), 'a', 'b', 'c', 'd' }, 8, 1, 8, "abcd" },
	{ "two fragments", { W(2), 'a', 'b', W(0x80000002), 'c', 'd' }, 12, 1, 12, "abcd" },
	{ "next record behind", { W(0x80000002), 'a', 'b', W(0x80000002) }, 10, 1, 6, "ab" },
	{ "empty last", { W(2), 'a', 'b', W(0x80000000), 'x' }, 11, 1, 10, "ab" },
	{ "nothing", { W(0x80000000) }, 4, 1, 4, "" },
	{ "unfinished", { W(0x80000004), 'a', 'b', 'c' }, 7, 0, 7 },
	{ "half a mark", { 0x80, 0 }, 2, 0, 2 },
	{ "not the last", { W(2), 'a', 'b' }, 6, 0, 6 },
	{ "huge", { W(0xffffffff), 'a' }, 5, -EMSGSIZE, 4 },
	{ "too long", { W(0x80000000 | (RPC_REPLY_MAX + 1)) }, 4, -EMSGSIZE, 4 },
	{ "too long together", { W(1), 'a', W(0x80000000 | RPC_REPLY_MAX) }, 9, -EMSGSIZE, 9 },
	{ "empty and not the last", { W(0), W(0x80000001), 'a' }, 9, -EBADMSG, 4 },
};

static void record_case_desc(const struct record_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->name);
}

KUNIT_ARRAY_PARAM(record, record_cases, record_case_desc);

/* In pieces of every size */
static void record_test(struct kunit *test)
{
	const struct record_case *c = test->param_value;
	struct rpc_record *record = kunit_kzalloc(test, sizeof(*record), GFP_KERNEL);
	size_t piece, pos, used, n;
	int ret;

	for (piece = 1; piece <= c->len; piece++) {
		rpc_record_init(record);
		for (ret = 0, pos = 0; !ret && pos < c->len; pos += used) {
			n = c->len - pos < piece ? c->len - pos : piece;
			ret = rpc_record_feed(record, c->bytes + pos, n, &used);
		}
		KUNIT_EXPECT_EQ_MSG(test, ret, c->ret, "pieces of %zu: %d", piece, ret);
		KUNIT_EXPECT_EQ(test, pos, c->used);
		if (!c->data || ret != 1)
			continue;
		KUNIT_EXPECT_EQ(test, record->len, strlen(c->data));
		KUNIT_EXPECT_MEMEQ(test, record->data, c->data, strlen(c->data));
	}
}

static void record_longest_test(struct kunit *test)
{
	struct rpc_record *record = kunit_kzalloc(test, sizeof(*record), GFP_KERNEL);
	u8 *bytes = kunit_kzalloc(test, 4 + RPC_REPLY_MAX, GFP_KERNEL);
	const u8 mark[] = { W(0x80000000 | RPC_REPLY_MAX) };
	size_t used;

	memcpy(bytes, mark, 4);
	rpc_record_init(record);
	KUNIT_EXPECT_EQ(test, rpc_record_feed(record, bytes, 4 + RPC_REPLY_MAX, &used), 1);
	KUNIT_EXPECT_EQ(test, record->len, RPC_REPLY_MAX);
}

/*
 *	Replies
 */

#define ACCEPTED	W(7), W(1), W(0), W(0), W(0)

struct reply_case {
	const char *name;
	u8 bytes[48];
	size_t len;
	int ret;
	enum rpc_status status;
	const char *text;
};

static const struct reply_case reply_cases[] = {
	{ "success", { ACCEPTED, W(0) }, 24, 0, RPC_SUCCESS, "success" },
	{ "verifier", { W(7), W(1), W(0), W(1), W(5), 1, 2, 3, 4, 5, 0, 0, 0, W(0) }, 32, 0,
	  RPC_SUCCESS, "success" },
	{ "no program", { ACCEPTED, W(1) }, 24, 0, RPC_PROG_UNAVAIL, "it does not have this service" },
	{ "no version", { ACCEPTED, W(2), W(3), W(4) }, 32, 0, RPC_PROG_MISMATCH,
	  "it has versions 3 to 4 of this service" },
	{ "no procedure", { ACCEPTED, W(3) }, 24, 0, RPC_PROC_UNAVAIL, "it does not have this procedure" },
	{ "garbage", { ACCEPTED, W(4) }, 24, 0, RPC_GARBAGE_ARGS, "it cannot read the arguments" },
	{ "system error", { ACCEPTED, W(5) }, 24, 0, RPC_SYSTEM_ERR, "it has an error of its own" },
	{ "unknown status", { ACCEPTED, W(6) }, 24, -EBADMSG },
	{ "huge status", { ACCEPTED, W(0xffffffff) }, 24, -EBADMSG },
	{ "RPC version", { W(7), W(1), W(1), W(0), W(2), W(2) }, 24, 0, RPC_VERSION_MISMATCH,
	  "it speaks another version of RPC" },
	{ "too weak", { W(7), W(1), W(1), W(1), W(5) }, 20, 0, RPC_AUTH_ERROR,
	  "it wants stronger authentication than AUTH_SYS" },
	{ "bad credentials", { W(7), W(1), W(1), W(1), W(1) }, 20, 0, RPC_AUTH_ERROR,
	  "it refuses the credentials (reason 1 of RFC 5531)" },
	{ "denied why", { W(7), W(1), W(1), W(2), W(1) }, 20, -EBADMSG },
	{ "neither", { W(7), W(1), W(2), W(0), W(0), W(0) }, 24, -EBADMSG },
	{ "another call", { W(8), W(1), W(0), W(0), W(0), W(0) }, 24, -EAGAIN },
	{ "a call", { W(7), W(0), W(0), W(0), W(0), W(0) }, 24, -EBADMSG },
	{ "huge verifier", { W(7), W(1), W(0), W(0), W(0xffffffff), W(0) }, 24, -EBADMSG },
	{ "long verifier", { W(7), W(1), W(0), W(0), W(401), W(0) }, 24, -EBADMSG },
};

static void reply_case_desc(const struct reply_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->name);
}

KUNIT_ARRAY_PARAM(reply, reply_cases, reply_case_desc);

static void reply_test(struct kunit *test)
{
	const struct reply_case *c = test->param_value;
	struct xdr_in in = input(test, c->bytes, c->len);
	struct rpc_reply reply;
	char text[128];
	size_t cut;
	u8 *copy;

	KUNIT_ASSERT_EQ(test, rpc_reply_parse(&in, 7, &reply), c->ret);
	if (!c->ret) {
		KUNIT_EXPECT_EQ(test, reply.status, c->status);
		KUNIT_EXPECT_EQ(test, in.pos, in.len);
		rpc_reply_text(&reply, text, sizeof(text));
		KUNIT_EXPECT_STREQ(test, text, c->text);
	}
	for (cut = 0; cut < c->len; cut++) {
		copy = cut_input(&in, c->bytes, cut);
		KUNIT_EXPECT_TRUE_MSG(test, rpc_reply_parse(&in, 7, &reply) < 0, "cut to %zu", cut);
		free(copy);
	}
}

/*
 *	rpcbind
 */

struct uaddr_case {
	const char *uaddr;
	int port;		/* negative: it is bad */
};

static const struct uaddr_case uaddr_cases[] = {
	{ "::.8.1", 2049 }, { "2001:db8:2::2.78.80", 20048 }, { "0.0.0.0.0.111", 111 },
	  { "10.6.2.2.255.255", 65535 },
	{ "", 0 }, { "::.0.0", 0 }, { ".8.1", 2049 },
	{ "::.256.1", -EBADMSG }, { "::.8.256", -EBADMSG }, { "::.8", -EBADMSG }, { "8.1", -EBADMSG },
	{ "::..1", -EBADMSG }, { "::.8.", -EBADMSG }, { "::.8.1x", -EBADMSG }, { "::.8.1 ", -EBADMSG },
	{ "::.8.0001", -EBADMSG }, { "::.-8.1", -EBADMSG }, { "1", -EBADMSG }, { ".", -EBADMSG },
	  { "..", -EBADMSG },
	{ "::.99999999999999999999.1", -EBADMSG },
};

static void uaddr_case_desc(const struct uaddr_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->uaddr);
}

KUNIT_ARRAY_PARAM(uaddr, uaddr_cases, uaddr_case_desc);

static void uaddr_test(struct kunit *test)
{
	const struct uaddr_case *c = test->param_value;
	u8 buf[128];
	struct xdr_out out = { .data = buf, .size = sizeof(buf) };
	struct xdr_in in;
	u16 port = 1;

	xdr_put_string(&out, c->uaddr);
	in = input(test, buf, out.len);
	KUNIT_ASSERT_EQ(test, rpcbind_get_getaddr(&in, &port), c->port < 0 ? c->port : 0);
	if (c->port >= 0)
		KUNIT_EXPECT_EQ(test, port, c->port);
}

static void rpcbind_test(struct kunit *test)
{
	static const u8 getport[] = { W(100005), W(3), W(6), W(0) };
	static const u8 getaddr[] = {
		W(100003), W(3), W(4), 't', 'c', 'p', '6', W(19),
		'2', '0', '0', '1', ':', 'd', 'b', '8', ':', '2', ':', ':', '2', '.', '0', '.', '1', '1', '1',
		0, W(0),
	};
	static const u8 ports[] = { W(2049), W(0), W(65535), W(65536), W(0xffffffff) };
	struct sockaddr_in6 server = { .sin6_family = AF_INET6 };
	struct xdr_out out;
	struct xdr_in in;
	u8 buf[128];
	u16 port;

	out = (struct xdr_out){ .data = buf, .size = sizeof(buf) };
	rpcbind_put_getport(&out, 100005, 3);
	KUNIT_ASSERT_EQ(test, out.len, sizeof(getport));
	KUNIT_EXPECT_MEMEQ(test, buf, getport, sizeof(getport));

	inet_pton(AF_INET6, "2001:db8:2::2", &server.sin6_addr);
	out = (struct xdr_out){ .data = buf, .size = sizeof(buf) };
	rpcbind_put_getaddr(&out, 100003, 3, (struct sockaddr *)&server);
	KUNIT_ASSERT_EQ(test, out.len, sizeof(getaddr));
	KUNIT_EXPECT_MEMEQ(test, buf, getaddr, sizeof(getaddr));

	in = input(test, ports, sizeof(ports));
	KUNIT_EXPECT_EQ(test, rpcbind_get_getport(&in, &port), 0);
	KUNIT_EXPECT_EQ(test, port, 2049);
	KUNIT_EXPECT_EQ(test, rpcbind_get_getport(&in, &port), 0);
	KUNIT_EXPECT_EQ(test, port, 0);
	KUNIT_EXPECT_EQ(test, rpcbind_get_getport(&in, &port), 0);
	KUNIT_EXPECT_EQ(test, port, 65535);
	KUNIT_EXPECT_EQ(test, rpcbind_get_getport(&in, &port), -EBADMSG);
	KUNIT_EXPECT_EQ(test, rpcbind_get_getport(&in, &port), -EBADMSG);
	KUNIT_EXPECT_EQ(test, rpcbind_get_getport(&in, &port), -EBADMSG);
}

/*
 *	Version 3
 */

static void mount3_test(struct kunit *test)
{
	static const u8 good[] = { W(0), W(5), 1, 2, 3, 4, 5, 0, 0, 0, W(2), W(390003), W(1) };
	static const u8 krb5[] = { W(0), W(4), 1, 2, 3, 4, W(1), W(390003) };
	static const u8 none[] = { W(0), W(4), 1, 2, 3, 4, W(0) };
	static const u8 refused[] = { W(13) };
	static const u8 empty[] = { W(0), W(0), W(0) };
	static const u8 huge[] = { W(0), W(0xffffffff), W(0) };
	static const u8 many[] = { W(0), W(4), 1, 2, 3, 4, W(0xffffffff), W(1), W(1) };
	u8 longest[4 + 4 + 68 + 4] = { W(0), W(64) };
	struct mount3_result result;
	struct xdr_in in;
	size_t cut;
	u8 *copy;

	in = input(test, good, sizeof(good));
	KUNIT_ASSERT_EQ(test, mount3_get(&in, &result), 0);
	KUNIT_EXPECT_EQ(test, result.status, NFS_OK);
	KUNIT_EXPECT_EQ(test, result.fh.len, 5);
	KUNIT_EXPECT_MEMEQ(test, result.fh.data, good + 8, 5);
	KUNIT_EXPECT_TRUE(test, result.auth_sys);
	for (cut = 0; cut < sizeof(good); cut++) {
		copy = cut_input(&in, good, cut);
		KUNIT_EXPECT_EQ_MSG(test, mount3_get(&in, &result), -EBADMSG, "cut to %zu", cut);
		free(copy);
	}

	in = input(test, krb5, sizeof(krb5));
	KUNIT_EXPECT_EQ(test, mount3_get(&in, &result), 0);
	KUNIT_EXPECT_FALSE(test, result.auth_sys);
	in = input(test, none, sizeof(none));
	KUNIT_EXPECT_EQ(test, mount3_get(&in, &result), 0);
	KUNIT_EXPECT_TRUE(test, result.auth_sys);
	in = input(test, refused, sizeof(refused));
	KUNIT_EXPECT_EQ(test, mount3_get(&in, &result), 0);
	KUNIT_EXPECT_EQ(test, result.status, 13);
	in = input(test, empty, sizeof(empty));
	KUNIT_EXPECT_EQ(test, mount3_get(&in, &result), -EBADMSG);
	in = input(test, huge, sizeof(huge));
	KUNIT_EXPECT_EQ(test, mount3_get(&in, &result), -EBADMSG);
	in = input(test, many, sizeof(many));
	KUNIT_EXPECT_EQ(test, mount3_get(&in, &result), -EBADMSG);
	in = input(test, longest, sizeof(longest) - 4);
	KUNIT_EXPECT_EQ(test, mount3_get(&in, &result), 0);
	longest[7] = 65;
	in = input(test, longest, sizeof(longest));
	KUNIT_EXPECT_EQ(test, mount3_get(&in, &result), -EBADMSG);
}

static void access3_test(struct kunit *test)
{
	u8 good[4 + 4 + 84 + 4] = { W(0), W(1), W(2) };
	static const u8 no_attr[] = { W(0), W(0), W(3) };
	static const u8 refused[] = { W(70), W(0) };
	u32 status, type, access;
	struct xdr_in in;
	size_t cut;
	u8 *copy;

	good[sizeof(good) - 1] = 3;
	in = input(test, good, sizeof(good));
	KUNIT_ASSERT_EQ(test, nfs3_get_access(&in, &status, &type, &access), 0);
	KUNIT_EXPECT_EQ(test, status, NFS_OK);
	KUNIT_EXPECT_EQ(test, type, NFS_TYPE_DIR);
	KUNIT_EXPECT_EQ(test, access, 3);
	for (cut = 0; cut < sizeof(good); cut++) {
		copy = cut_input(&in, good, cut);
		KUNIT_EXPECT_EQ(test, nfs3_get_access(&in, &status, &type, &access), -EBADMSG);
		free(copy);
	}
	in = input(test, no_attr, sizeof(no_attr));
	KUNIT_EXPECT_EQ(test, nfs3_get_access(&in, &status, &type, &access), 0);
	KUNIT_EXPECT_EQ(test, type, 0);
	KUNIT_EXPECT_EQ(test, access, 3);
	in = input(test, refused, sizeof(refused));
	KUNIT_EXPECT_EQ(test, nfs3_get_access(&in, &status, &type, &access), 0);
	KUNIT_EXPECT_EQ(test, status, 70);
}

/*
 *	Version 4
 */

static void compound_test(struct kunit *test)
{
	static const u8 want[] = {
		W(0), W(1), W(7),
		W(53), 's', 'e', 's', 's', 'i', 'o', 'n', '-', '-', '-', '-', '-', '-', '-', '-', '1',
		W(6), W(0), W(0),
		W(0),
		W(22), W(3), 'f', 'h', '!', 0,
		W(15), W(4), 'r', 'o', 'o', 't',
		W(10),
		W(9), W(1), W(2),
		W(3), W(3),
		W(27),
	};
	struct nfs4_session s = { .id = "session--------1", .sequence = 6 };
	struct nfs_fh fh = { .len = 3, .data = "fh!" };
	struct nfs4_compound c;
	u8 buf[256];
	struct xdr_out out = { .data = buf, .size = sizeof(buf) };

	nfs4_begin(&c, &out, 1);
	nfs4_put_sequence(&c, &s);
	nfs4_put_fh(&c, &fh);
	nfs4_put_lookup(&c, "root/x", 4);
	nfs4_put_op(&c, NFS4_GETFH);
	nfs4_put_getattr_type(&c);
	nfs4_put_access(&c, 3);
	nfs4_put_op(&c, NFS4_READLINK);
	KUNIT_ASSERT_EQ(test, out.len, sizeof(want));
	KUNIT_EXPECT_MEMEQ(test, buf, want, sizeof(want));
}

static void session_test(struct kunit *test)
{
	static const u8 exchange[] = {
		W(0), W(1), W(1), W(42), 1, 2, 3, 4, 5, 6, 7, 8, W(5), 'o', 'w', 'n', 'e', 'r', 0, 0, 0,
		W(0), W(0), W(0),
	};
	static const u8 create[] = {
		W(0), W(1), W(1), W(43), W(0x11223344), W(0x55667788), W(9), W(0),
		W(0), W(4096), W(4096), W(0), W(8), W(1), W(0),
		W(0), W(4096), W(4096), W(0), W(8), W(1), W(0),
		W(0x40000000), W(1), W(0),
	};
	static const u8 destroy[] = {
		W(0), W(2), W(1), W(44), 's', 'e', 's', 's', 'i', 'o', 'n', '-', '-', '-', '-', '-',
		'-', '-', '-', '1',
	};
	static const u8 destroy_id[] = { W(0), W(2), W(1), W(57), W(0x11223344), W(0x55667788) };
	struct nfs4_session s = { .clientid = 0x1122334455667788, .sequence = 9, .id = "session--------1" };
	struct nfs4_compound c;
	struct xdr_out out;
	u8 buf[256];

	out = (struct xdr_out){ .data = buf, .size = sizeof(buf) };
	nfs4_begin(&c, &out, 1);
	nfs4_put_exchange_id(&c, (const u8 *)"\1\2\3\4\5\6\7\10", "owner");
	KUNIT_ASSERT_EQ(test, out.len, sizeof(exchange));
	KUNIT_EXPECT_MEMEQ(test, buf, exchange, sizeof(exchange));

	out = (struct xdr_out){ .data = buf, .size = sizeof(buf) };
	nfs4_begin(&c, &out, 1);
	nfs4_put_create_session(&c, &s);
	KUNIT_ASSERT_EQ(test, out.len, sizeof(create));
	KUNIT_EXPECT_MEMEQ(test, buf, create, sizeof(create));

	out = (struct xdr_out){ .data = buf, .size = sizeof(buf) };
	nfs4_begin(&c, &out, 2);
	nfs4_put_destroy_session(&c, &s);
	KUNIT_ASSERT_EQ(test, out.len, sizeof(destroy));
	KUNIT_EXPECT_MEMEQ(test, buf, destroy, sizeof(destroy));

	out = (struct xdr_out){ .data = buf, .size = sizeof(buf) };
	nfs4_begin(&c, &out, 2);
	nfs4_put_destroy_clientid(&c, &s);
	KUNIT_ASSERT_EQ(test, out.len, sizeof(destroy_id));
	KUNIT_EXPECT_MEMEQ(test, buf, destroy_id, sizeof(destroy_id));
}

/* All that a step of the walk is answered with */
static int get_step(struct xdr_in *in, const struct nfs4_session *s, struct nfs_fh *fh, u32 *type,
		    u32 *access)
{
	u32 status, count;
	int err;

	err = nfs4_get_head(in, &status, &count) ?: nfs4_get_op(in, NFS4_SEQUENCE, &status) ?:
	      nfs4_get_sequence(in, s) ?: nfs4_get_op(in, NFS4_PUTFH, &status) ?:
	      nfs4_get_op(in, NFS4_LOOKUP, &status) ?: nfs4_get_op(in, NFS4_GETFH, &status) ?:
	      nfs4_get_fh(in, fh);
	return err ?: nfs4_get_op(in, NFS4_GETATTR, &status) ?: nfs4_get_type(in, type) ?:
	       nfs4_get_op(in, NFS4_ACCESS, &status) ?: nfs4_get_access(in, access);
}

static const u8 step_reply[] = {
	W(0), W(3), 't', 'a', 'g', 0, W(6),
	W(53), W(0), 's', 'e', 's', 's', 'i', 'o', 'n', '-', '-', '-', '-', '-', '-', '-', '-', '1',
	W(6), W(0), W(0),
	W(0), W(0),
	W(22), W(0), W(15), W(0), W(10), W(0), W(3), 1, 2, 3, 0,
	W(9), W(0), W(2), W(2), W(0), W(4), W(2),
	W(3), W(0), W(31), W(3),
};

static void step_test(struct kunit *test)
{
	struct nfs4_session s = { .id = "session--------1", .sequence = 6 };
	struct xdr_in in = input(test, step_reply, sizeof(step_reply));
	u8 changed[sizeof(step_reply)];
	u32 type, access;
	struct nfs_fh fh;
	size_t cut;
	u8 *copy;

	KUNIT_ASSERT_EQ(test, get_step(&in, &s, &fh, &type, &access), 0);
	KUNIT_EXPECT_EQ(test, in.pos, in.len);
	KUNIT_EXPECT_EQ(test, fh.len, 3);
	KUNIT_EXPECT_EQ(test, type, NFS_TYPE_DIR);
	KUNIT_EXPECT_EQ(test, access, 3);
	for (cut = 0; cut < sizeof(step_reply); cut++) {
		copy = cut_input(&in, step_reply, cut);
		KUNIT_EXPECT_EQ_MSG(test, get_step(&in, &s, &fh, &type, &access), -EBADMSG, "cut to %zu",
				    cut);
		free(copy);
	}

	/* Any byte of any value: nothing but an error or an answer comes of it */
	for (cut = 0; cut < sizeof(step_reply); cut++) {
		memcpy(changed, step_reply, sizeof(changed));
		changed[cut] = 0xff;
		copy = cut_input(&in, changed, sizeof(changed));
		KUNIT_EXPECT_TRUE(test, get_step(&in, &s, &fh, &type, &access) <= 0);
		free(copy);
	}
	s.sequence = 7;
	in = input(test, step_reply, sizeof(step_reply));
	KUNIT_EXPECT_EQ(test, get_step(&in, &s, &fh, &type, &access), -EBADMSG);
	s.sequence = 6;
	s.id[0] = 'x';
	in = input(test, step_reply, sizeof(step_reply));
	KUNIT_EXPECT_EQ(test, get_step(&in, &s, &fh, &type, &access), -EBADMSG);
}

static void attributes_test(struct kunit *test)
{
	static const struct {
		u8 bytes[48];
		size_t len;
		int ret;
	} cases[] = {
		{ { W(1), W(2), W(4), W(2) }, 16, 0 },
		{ { W(2), W(2), W(0), W(4), W(2) }, 20, 0 },
		{ { W(0), W(4), W(2) }, 12, -EBADMSG },
		{ { W(1), W(3), W(4), W(2) }, 16, -EBADMSG },
		{ { W(2), W(2), W(1), W(4), W(2) }, 20, -EBADMSG },
		{ { W(9), W(2) }, 48, -EBADMSG },
		{ { W(8), W(2), [36] = W(4), W(2) }, 44, 0 },
		{ { W(9), W(2), [40] = W(4), W(2) }, 48, -EBADMSG },
		{ { W(0xffffffff), W(2) }, 48, -EBADMSG },
		{ { W(1), W(2), W(0) }, 12, -EBADMSG },
		{ { W(1), W(2), W(2), 0, 2, 0, 0 }, 16, -EBADMSG },
		{ { W(1), W(2), W(0xffffffff), W(2) }, 16, -EBADMSG },
		{ { W(1), W(2), W(8), W(2) }, 16, -EBADMSG },
	};
	struct xdr_in in;
	unsigned int i;
	u32 type;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		in = input(test, cases[i].bytes, cases[i].len);
		KUNIT_EXPECT_EQ_MSG(test, nfs4_get_type(&in, &type), cases[i].ret, "case %u", i);
		if (!cases[i].ret)
			KUNIT_EXPECT_EQ(test, type, 2);
	}
}

static void op_test(struct kunit *test)
{
	static const u8 bytes[] = { W(10), W(70) };
	struct xdr_in in;
	u32 status;

	in = input(test, bytes, sizeof(bytes));
	KUNIT_EXPECT_EQ(test, nfs4_get_op(&in, NFS4_GETFH, &status), 0);
	KUNIT_EXPECT_EQ(test, status, 70);
	in = input(test, bytes, sizeof(bytes));
	KUNIT_EXPECT_EQ(test, nfs4_get_op(&in, NFS4_LOOKUP, &status), -EBADMSG);
}

static void handles_test(struct kunit *test)
{
	static const u8 session[16] = "0123456789abcdef";
	u8 handle[4 + 132] = { W(128) };
	struct nfs4_session s = { };
	struct nfs_fh fh;
	struct xdr_in in;
	char text[8];

	in = input(test, handle, 4 + 128);
	KUNIT_EXPECT_EQ(test, nfs4_get_fh(&in, &fh), 0);
	KUNIT_EXPECT_EQ(test, fh.len, 128);
	handle[3] = 129;
	in = input(test, handle, sizeof(handle));
	KUNIT_EXPECT_EQ(test, nfs4_get_fh(&in, &fh), -EBADMSG);
	handle[3] = 0;
	in = input(test, handle, sizeof(handle));
	KUNIT_EXPECT_EQ(test, nfs4_get_fh(&in, &fh), -EBADMSG);

	in = input(test, session, 16);
	KUNIT_EXPECT_EQ(test, nfs4_get_create_session(&in, &s), 0);
	KUNIT_EXPECT_MEMEQ(test, s.id, session, 16);
	KUNIT_EXPECT_EQ(test, s.sequence, 1);
	in = input(test, session, 15);
	KUNIT_EXPECT_EQ(test, nfs4_get_create_session(&in, &s), -EBADMSG);
	in = input(test, session, 12);
	KUNIT_EXPECT_EQ(test, nfs4_get_exchange_id(&in, &s), 0);
	KUNIT_EXPECT_TRUE(test, s.clientid == 0x3031323334353637);
	KUNIT_EXPECT_EQ(test, s.sequence, 0x38396162);
	in = input(test, session, 11);
	KUNIT_EXPECT_EQ(test, nfs4_get_exchange_id(&in, &s), -EBADMSG);

	in = input(test, "\0\0\0\7usr/bin", 11);
	KUNIT_EXPECT_EQ(test, nfs4_get_link(&in, text, sizeof(text)), -EBADMSG);
	in = input(test, "\0\0\0\7usr/bin\0", 12);
	KUNIT_EXPECT_EQ(test, nfs4_get_link(&in, text, sizeof(text)), 0);
	KUNIT_EXPECT_STREQ(test, text, "usr/bin");
	in = input(test, "\0\0\0\10usr/bin2", 12);
	KUNIT_EXPECT_EQ(test, nfs4_get_link(&in, text, sizeof(text)), -EBADMSG);
	in = input(test, "\0\0\0\2a\0\0\0", 8);
	KUNIT_EXPECT_EQ(test, nfs4_get_link(&in, text, sizeof(text)), -EBADMSG);
	in = input(test, "\0\0\0\0", 4);
	KUNIT_EXPECT_EQ(test, nfs4_get_link(&in, text, sizeof(text)), -EBADMSG);
}

static void status_text_test(struct kunit *test)
{
	char text[64];

	nfs_status_text(NFS_ERR_NOENT, text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "no such export (status 2)");
	nfs_status_text(0xffffffff, text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "status 4294967295");
}

static struct kunit_case rpc_test_cases[] = {
	KUNIT_CASE(xdr_test),
	KUNIT_CASE(xdr_full_test),
	KUNIT_CASE(xdr_lengths_test),
	KUNIT_CASE(call_test),
	KUNIT_CASE(call_long_name_test),
	KUNIT_CASE(reply_long_verifier_test),
	KUNIT_CASE_PARAM(record_test, record_gen_params),
	KUNIT_CASE(record_longest_test),
	KUNIT_CASE_PARAM(reply_test, reply_gen_params),
	KUNIT_CASE_PARAM(uaddr_test, uaddr_gen_params),
	KUNIT_CASE(rpcbind_test),
	KUNIT_CASE(mount3_test),
	KUNIT_CASE(access3_test),
	KUNIT_CASE(compound_test),
	KUNIT_CASE(session_test),
	KUNIT_CASE(step_test),
	KUNIT_CASE(attributes_test),
	KUNIT_CASE(op_test),
	KUNIT_CASE(handles_test),
	KUNIT_CASE(status_text_test),
	{}
};

static struct kunit_suite rpc_test_suite = {
	.name = "rpc",
	.test_cases = rpc_test_cases,
};

kunit_test_init_section_suites(&rpc_test_suite);
