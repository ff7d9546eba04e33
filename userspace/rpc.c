// SPDX-License-Identifier: GPL-2.0-only
/* XDR and ONC RPC over TCP. */

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "rpc.h"

#define XDR_UNIT	4	/* bytes, RFC 4506 3 */

#define RPC_CALL	0	/* RFC 5531 9 */
#define RPC_REPLY	1
#define RPC_VERSION	2
#define RPC_ACCEPTED	0
#define RPC_DENIED	1
#define RPC_MISMATCH	0
#define RPC_AUTH_BODY_MAX	400	/* bytes, RFC 5531 8.2 */

#define RPC_MARK_SIZE	4	/* bytes before a fragment, RFC 5531 11 */
#define RPC_MARK_LAST	0x80000000

static size_t padding(size_t len)
{
	return (XDR_UNIT - len % XDR_UNIT) % XDR_UNIT;
}

static u8 *reserve(struct xdr_out *out, size_t len)
{
	u8 *p = out->data + out->len;

	if (out->full || len > out->size - out->len) {
		out->full = true;
		return NULL;
	}
	out->len += len;
	return p;
}

static void store32(u8 *p, u32 value)
{
	p[0] = value >> 24;
	p[1] = value >> 16;
	p[2] = value >> 8;
	p[3] = value;
}

void xdr_put32(struct xdr_out *out, u32 value)
{
	u8 *p = reserve(out, XDR_UNIT);

	if (p)
		store32(p, value);
}

void xdr_put64(struct xdr_out *out, u64 value)
{
	xdr_put32(out, value >> 32);
	xdr_put32(out, value);
}

void xdr_put_fixed(struct xdr_out *out, const void *data, size_t len)
{
	u8 *p;

	if (len > out->size) {
		out->full = true;
		return;
	}
	p = reserve(out, len + padding(len));
	if (!p)
		return;
	if (len)
		memcpy(p, data, len);
	memset(p + len, 0, padding(len));
}

void xdr_put_opaque(struct xdr_out *out, const void *data, size_t len)
{
	xdr_put32(out, len);
	xdr_put_fixed(out, data, len);
}

void xdr_put_string(struct xdr_out *out, const char *text)
{
	xdr_put_opaque(out, text, strlen(text));
}

void xdr_set32(struct xdr_out *out, size_t pos, u32 value)
{
	if (!out->full && pos + XDR_UNIT <= out->len)
		store32(out->data + pos, value);
}

static const u8 *take(struct xdr_in *in, size_t len)
{
	const u8 *p = in->data + in->pos;

	if (in->bad || len > in->len - in->pos) {
		in->bad = true;
		return NULL;
	}
	in->pos += len;
	return p;
}

u32 xdr_get32(struct xdr_in *in)
{
	const u8 *p = take(in, XDR_UNIT);

	return p ? (u32)p[0] << 24 | (u32)p[1] << 16 | (u32)p[2] << 8 | p[3] : 0;
}

u64 xdr_get64(struct xdr_in *in)
{
	u64 high = xdr_get32(in);

	return high << 32 | xdr_get32(in);
}

const u8 *xdr_get_fixed(struct xdr_in *in, size_t len)
{
	/* The padding cannot overflow then */
	if (len > in->len) {
		in->bad = true;
		return NULL;
	}
	return take(in, len + padding(len));
}

const u8 *xdr_get_opaque(struct xdr_in *in, size_t max, size_t *len)
{
	const u8 *p = NULL;

	*len = xdr_get32(in);
	if (*len > max)
		in->bad = true;
	if (!in->bad)
		p = xdr_get_fixed(in, *len);
	if (!p)
		*len = 0;
	return p;
}

static void put_auth_sys(struct xdr_out *out, const struct rpc_call *call)
{
	size_t len = strnlen(call->machine, RPC_MACHINE_MAX), start;

	xdr_put32(out, RPC_AUTH_SYS);
	start = out->len;
	xdr_put32(out, 0);
	xdr_put32(out, call->stamp);
	xdr_put_opaque(out, call->machine, len);
	xdr_put32(out, 0);	/* root */
	xdr_put32(out, 0);	/* its group */
	xdr_put32(out, 0);	/* no further groups */
	xdr_set32(out, start, out->len - start - XDR_UNIT);
}

void rpc_call_begin(struct xdr_out *out, u8 *buf, size_t size, const struct rpc_call *call)
{
	*out = (struct xdr_out){ .data = buf, .size = size };
	xdr_put32(out, 0);	/* the record's mark */
	xdr_put32(out, call->xid);
	xdr_put32(out, RPC_CALL);
	xdr_put32(out, RPC_VERSION);
	xdr_put32(out, call->program);
	xdr_put32(out, call->version);
	xdr_put32(out, call->procedure);
	if (call->auth == RPC_AUTH_SYS) {
		put_auth_sys(out, call);
	} else {
		xdr_put32(out, RPC_AUTH_NONE);
		xdr_put32(out, 0);
	}
	xdr_put32(out, RPC_AUTH_NONE);	/* the verifier */
	xdr_put32(out, 0);
}

int rpc_call_end(struct xdr_out *out)
{
	if (out->full)
		return -EMSGSIZE;
	xdr_set32(out, 0, RPC_MARK_LAST | (out->len - RPC_MARK_SIZE));
	return out->len;
}

void rpc_record_init(struct rpc_record *record)
{
	record->len = 0;
	record->mark_len = 0;
	record->left = 0;
	record->last = false;
}

/* The mark of a fragment is there */
static int begin_fragment(struct rpc_record *record)
{
	const u8 *mark = record->mark;

	record->left = (u32)(mark[0] & 0x7f) << 24 | (u32)mark[1] << 16 | (u32)mark[2] << 8 | mark[3];
	record->last = mark[0] & 0x80;
	if (record->left > sizeof(record->data) - record->len)
		return -EMSGSIZE;
	/* Any number of empty ones could come */
	if (!record->left && !record->last)
		return -EBADMSG;
	return 0;
}

int rpc_record_feed(struct rpc_record *record, const u8 *bytes, size_t len, size_t *used)
{
	size_t n;
	int err;

	*used = 0;
	for (;;) {
		if (record->mark_len < RPC_MARK_SIZE) {
			if (*used == len)
				return 0;
			record->mark[record->mark_len++] = bytes[(*used)++];
			err = record->mark_len == RPC_MARK_SIZE ? begin_fragment(record) : 0;
			if (err)
				return err;
			continue;
		}
		n = len - *used < record->left ? len - *used : record->left;
		if (n)
			memcpy(record->data + record->len, bytes + *used, n);
		record->len += n;
		record->left -= n;
		*used += n;
		if (record->left)
			return 0;
		if (record->last)
			return 1;
		record->mark_len = 0;
	}
}

static int denied(struct xdr_in *in, struct rpc_reply *reply)
{
	switch (xdr_get32(in)) {
	case RPC_MISMATCH:
		reply->status = RPC_VERSION_MISMATCH;
		reply->low = xdr_get32(in);
		reply->high = xdr_get32(in);
		return in->bad ? -EBADMSG : 0;
	case 1:
		reply->status = RPC_AUTH_ERROR;
		reply->low = xdr_get32(in);
		return in->bad ? -EBADMSG : 0;
	default:
		return -EBADMSG;
	}
}

int rpc_reply_parse(struct xdr_in *in, u32 xid, struct rpc_reply *reply)
{
	u32 got, status;
	size_t len;

	memset(reply, 0, sizeof(*reply));
	got = xdr_get32(in);
	if (xdr_get32(in) != RPC_REPLY || in->bad)
		return -EBADMSG;
	if (got != xid)
		return -EAGAIN;
	status = xdr_get32(in);
	if (status == RPC_DENIED && !in->bad)
		return denied(in, reply);
	if (status != RPC_ACCEPTED)
		return -EBADMSG;
	xdr_get32(in);		/* the verifier's flavour */
	xdr_get_opaque(in, RPC_AUTH_BODY_MAX, &len);
	status = xdr_get32(in);
	if (status > RPC_SYSTEM_ERR)
		return -EBADMSG;
	reply->status = status;
	if (reply->status == RPC_PROG_MISMATCH) {
		reply->low = xdr_get32(in);
		reply->high = xdr_get32(in);
	}
	return in->bad ? -EBADMSG : 0;
}

void rpc_reply_text(const struct rpc_reply *reply, char *buf, size_t size)
{
	static const char *const texts[] = {
		[RPC_SUCCESS]		= "success",
		[RPC_PROG_UNAVAIL]	= "it does not have this service",
		[RPC_PROC_UNAVAIL]	= "it does not have this procedure",
		[RPC_GARBAGE_ARGS]	= "it cannot read the arguments",
		[RPC_SYSTEM_ERR]	= "it has an error of its own",
		[RPC_VERSION_MISMATCH]	= "it speaks another version of RPC",
	};

	if (reply->status == RPC_PROG_MISMATCH)
		snprintf(buf, size, "it has versions %u to %u of this service", reply->low, reply->high);
	else if (reply->status == RPC_AUTH_ERROR && reply->low == 5)
		snprintf(buf, size, "it wants stronger authentication than AUTH_SYS");
	else if (reply->status == RPC_AUTH_ERROR)
		snprintf(buf, size, "it refuses the credentials (reason %u of RFC 5531)", reply->low);
	else
		snprintf(buf, size, "%s", texts[reply->status]);
}
