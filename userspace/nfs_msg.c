// SPDX-License-Identifier: GPL-2.0-only
/* What an NFS client says to a server until it has the root directory. */

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nfs_msg.h"

#define NFS3_FH_MAX		64	/* bytes, RFC 1813 2.3.3 */
#define NFS3_ATTR_SIZE		84	/* bytes of fattr3, RFC 1813 2.3.5 */
#define UADDR_MAX		128	/* bytes of a universal address; the longest has 47 */

#define NFS4_TAG_MAX		1024	/* bytes that a server may send back */
#define NFS4_OPS_MAX		8	/* in one of our COMPOUNDs */
#define NFS4_BITMAP_WORDS	8	/* of attributes; three are in use */
#define NFS4_ATTRS_SIZE		4096	/* bytes, of the one attribute that is asked for: 4 */
#define NFS4_ATTR_TYPE		1	/* RFC 7530 5.6 */

/* RFC 8881 18.36: one request at a time is enough, of the sizes of rpc.h */
#define NFS4_CHANNEL_SIZE	4096
#define NFS4_CALLBACK_PROGRAM	0x40000000

void nfs_status_text(u32 status, char *buf, size_t size)
{
	static const struct {
		u32 status;
		const char *text;
	} texts[] = {
		{ NFS_OK,		"success" },
		{ NFS_ERR_PERM,		"permission denied" },
		{ NFS_ERR_NOENT,	"no such export" },
		{ 5,			"I/O error on the server" },
		{ NFS_ERR_ACCES,	"access denied, or no such export" },
		{ 20,			"not a directory" },
		{ 22,			"the server calls it invalid" },
		{ 63,			"name is too long" },
		{ 70,			"stale file handle" },
		{ 10001,		"bad file handle" },
		{ 10004,		"not supported by the server" },
		{ 10006,		"error in the server" },
		{ NFS_ERR_DELAY,"the server asks to try later" },
		{ 10013,		"the server is in its grace period" },
		{ 10016,		"the export wants another security flavour than sys" },
		{ 10021,		"the server does not have this minor version" },
		{ 10029,		"a symbolic link" },
	};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (texts[i].status == status) {
			snprintf(buf, size, "%s (status %u)", texts[i].text, status);
			return;
		}
	}
	snprintf(buf, size, "status %u", status);
}

static int done(const struct xdr_in *in)
{
	return in->bad ? -EBADMSG : 0;
}

/*
 *	rpcbind
 */

void rpcbind_put_getport(struct xdr_out *out, u32 program, u32 version)
{
	xdr_put32(out, program);
	xdr_put32(out, version);
	xdr_put32(out, IPPROTO_TCP);
	xdr_put32(out, 0);
}

int rpcbind_get_getport(struct xdr_in *in, u16 *port)
{
	u32 value = xdr_get32(in);

	if (in->bad || value > 65535)
		return -EBADMSG;
	*port = value;
	return 0;
}

/* The server's address as we know it, with rpcbind's port, RFC 5665 5.2.3: h1.h2.h3.h4.p1.p2 */
void rpcbind_put_getaddr(struct xdr_out *out, u32 program, u32 version, const struct sockaddr *server)
{
	char addr[INET6_ADDRSTRLEN] = "", uaddr[INET6_ADDRSTRLEN + 8];

	if (server->sa_family == AF_INET6)
		inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)server)->sin6_addr, addr, sizeof(addr));
	else
		inet_ntop(AF_INET, &((const struct sockaddr_in *)server)->sin_addr, addr, sizeof(addr));
	snprintf(uaddr, sizeof(uaddr), "%s.%d.%d", addr, RPCBIND_PORT >> 8, RPCBIND_PORT & 0xff);
	xdr_put32(out, program);
	xdr_put32(out, version);
	xdr_put_string(out, server->sa_family == AF_INET6 ? "tcp6" : "tcp");
	xdr_put_string(out, uaddr);
	xdr_put_string(out, "");	/* owner */
}

/* A number of 0 to 255 that ends at *END, which goes to the dot before it */
static int uaddr_byte(const char *text, const char **end)
{
	const char *s = *end;
	int value;

	while (s > text && s[-1] >= '0' && s[-1] <= '9')
		s--;
	if (s == *end || *end - s > 3 || s == text || s[-1] != '.')
		return -EBADMSG;
	value = atoi(s);
	*end = s - 1;
	return value > 255 ? -EBADMSG : value;
}

int rpcbind_get_getaddr(struct xdr_in *in, u16 *port)
{
	char text[UADDR_MAX + 1];
	const u8 *uaddr;
	const char *end;
	int high, low;
	size_t len;

	uaddr = xdr_get_opaque(in, UADDR_MAX, &len);
	if (in->bad)
		return -EBADMSG;
	*port = 0;
	if (!len)
		return 0;
	memcpy(text, uaddr, len);
	text[len] = '\0';
	end = text + len;
	low = uaddr_byte(text, &end);
	if (low < 0)
		return low;
	/* Ends the number that is read next */
	text[end - text] = '\0';
	high = uaddr_byte(text, &end);
	if (high < 0)
		return high;
	*port = high << 8 | low;
	return 0;
}

/*
 *	Version 3
 */

static int get_handle(struct xdr_in *in, size_t max, struct nfs_fh *fh)
{
	const u8 *data = xdr_get_opaque(in, max, &fh->len);

	if (in->bad || !fh->len)
		return -EBADMSG;
	memcpy(fh->data, data, fh->len);
	return 0;
}

int mount3_get(struct xdr_in *in, struct mount3_result *result)
{
	u32 count, flavor, i;

	memset(result, 0, sizeof(*result));
	result->status = xdr_get32(in);
	if (in->bad || result->status != NFS_OK)
		return done(in);
	if (get_handle(in, NFS3_FH_MAX, &result->fh))
		return -EBADMSG;
	count = xdr_get32(in);
	result->auth_sys = !count;
	for (i = 0; i < count && !in->bad; i++) {
		flavor = xdr_get32(in);
		/* A server that names AUTH_NONE takes whatever it gets */
		if (flavor == RPC_AUTH_SYS || flavor == RPC_AUTH_NONE)
			result->auth_sys = true;
	}
	return done(in);
}

void nfs3_put_access(struct xdr_out *out, const struct nfs_fh *fh, u32 access)
{
	xdr_put_opaque(out, fh->data, fh->len);
	xdr_put32(out, access);
}

int nfs3_get_access(struct xdr_in *in, u32 *status, u32 *type, u32 *access)
{
	struct xdr_in attr;
	const u8 *data;

	*type = 0;
	*access = 0;
	*status = xdr_get32(in);
	if (xdr_get32(in)) {
		data = xdr_get_fixed(in, NFS3_ATTR_SIZE);
		attr = (struct xdr_in){ .data = data, .len = data ? NFS3_ATTR_SIZE : 0 };
		*type = data ? xdr_get32(&attr) : 0;
	}
	if (*status == NFS_OK)
		*access = xdr_get32(in);
	return done(in);
}

/*
 *	Version 4
 */

void nfs4_begin(struct nfs4_compound *c, struct xdr_out *out, u32 minor)
{
	c->out = out;
	c->count = 0;
	xdr_put_string(out, "");	/* tag */
	xdr_put32(out, minor);
	c->count_pos = out->len;
	xdr_put32(out, 0);
}

void nfs4_put_op(struct nfs4_compound *c, enum nfs4_op op)
{
	xdr_put32(c->out, op);
	xdr_set32(c->out, c->count_pos, ++c->count);
}

void nfs4_put_fh(struct nfs4_compound *c, const struct nfs_fh *fh)
{
	nfs4_put_op(c, NFS4_PUTFH);
	xdr_put_opaque(c->out, fh->data, fh->len);
}

void nfs4_put_lookup(struct nfs4_compound *c, const char *name, size_t len)
{
	nfs4_put_op(c, NFS4_LOOKUP);
	xdr_put_opaque(c->out, name, len);
}

void nfs4_put_getattr_type(struct nfs4_compound *c)
{
	nfs4_put_op(c, NFS4_GETATTR);
	xdr_put32(c->out, 1);
	xdr_put32(c->out, 1 << NFS4_ATTR_TYPE);
}

void nfs4_put_access(struct nfs4_compound *c, u32 access)
{
	nfs4_put_op(c, NFS4_ACCESS);
	xdr_put32(c->out, access);
}

void nfs4_put_exchange_id(struct nfs4_compound *c, const u8 *verifier, const char *owner)
{
	nfs4_put_op(c, NFS4_EXCHANGE_ID);
	xdr_put_fixed(c->out, verifier, NFS4_VERIFIER_SIZE);
	xdr_put_string(c->out, owner);
	xdr_put32(c->out, 0);		/* flags */
	xdr_put32(c->out, 0);		/* SP4_NONE */
	xdr_put32(c->out, 0);		/* no word about this implementation */
}

static void put_channel(struct xdr_out *out)
{
	xdr_put32(out, 0);		/* padding of headers */
	xdr_put32(out, NFS4_CHANNEL_SIZE);	/* request */
	xdr_put32(out, NFS4_CHANNEL_SIZE);	/* response */
	xdr_put32(out, 0);		/* response that is kept */
	xdr_put32(out, NFS4_OPS_MAX);
	xdr_put32(out, 1);		/* slots */
	xdr_put32(out, 0);		/* no RDMA */
}

void nfs4_put_create_session(struct nfs4_compound *c, const struct nfs4_session *s)
{
	nfs4_put_op(c, NFS4_CREATE_SESSION);
	xdr_put64(c->out, s->clientid);
	xdr_put32(c->out, s->sequence);
	xdr_put32(c->out, 0);		/* flags: no callbacks over this connection */
	put_channel(c->out);
	put_channel(c->out);
	xdr_put32(c->out, NFS4_CALLBACK_PROGRAM);
	xdr_put32(c->out, 1);
	xdr_put32(c->out, RPC_AUTH_NONE);
}

void nfs4_put_sequence(struct nfs4_compound *c, const struct nfs4_session *s)
{
	nfs4_put_op(c, NFS4_SEQUENCE);
	xdr_put_fixed(c->out, s->id, NFS4_SESSION_SIZE);
	xdr_put32(c->out, s->sequence);
	xdr_put32(c->out, 0);		/* slot */
	xdr_put32(c->out, 0);		/* highest slot */
	xdr_put32(c->out, 0);		/* need not be kept */
}

void nfs4_put_destroy_session(struct nfs4_compound *c, const struct nfs4_session *s)
{
	nfs4_put_op(c, NFS4_DESTROY_SESSION);
	xdr_put_fixed(c->out, s->id, NFS4_SESSION_SIZE);
}

void nfs4_put_destroy_clientid(struct nfs4_compound *c, const struct nfs4_session *s)
{
	nfs4_put_op(c, NFS4_DESTROY_CLIENTID);
	xdr_put64(c->out, s->clientid);
}

int nfs4_get_head(struct xdr_in *in, u32 *status, u32 *count)
{
	size_t len;

	*status = xdr_get32(in);
	xdr_get_opaque(in, NFS4_TAG_MAX, &len);
	*count = xdr_get32(in);
	return done(in);
}

int nfs4_get_op(struct xdr_in *in, enum nfs4_op op, u32 *status)
{
	u32 got = xdr_get32(in);

	*status = xdr_get32(in);
	return in->bad || got != op ? -EBADMSG : 0;
}

int nfs4_get_fh(struct xdr_in *in, struct nfs_fh *fh)
{
	return get_handle(in, NFS_FH_MAX, fh);
}

/* The bitmap has to be the one that was asked for, so that the type is all there is */
int nfs4_get_type(struct xdr_in *in, u32 *type)
{
	u32 words = xdr_get32(in), word, i;
	struct xdr_in attrs = { };

	*type = 0;
	if (in->bad || !words || words > NFS4_BITMAP_WORDS)
		return -EBADMSG;
	for (i = 0; i < words; i++) {
		word = xdr_get32(in);
		if (word != (i ? 0 : 1 << NFS4_ATTR_TYPE))
			return -EBADMSG;
	}
	attrs.data = xdr_get_opaque(in, NFS4_ATTRS_SIZE, &attrs.len);
	if (in->bad)
		return -EBADMSG;
	*type = xdr_get32(&attrs);
	return done(&attrs);
}

int nfs4_get_access(struct xdr_in *in, u32 *access)
{
	xdr_get32(in);		/* what the server can tell */
	*access = xdr_get32(in);
	return done(in);
}

int nfs4_get_link(struct xdr_in *in, char *text, size_t size)
{
	size_t len;
	const u8 *data = xdr_get_opaque(in, size - 1, &len);

	if (in->bad || !len || memchr(data, 0, len))
		return -EBADMSG;
	memcpy(text, data, len);
	text[len] = '\0';
	return 0;
}

int nfs4_get_exchange_id(struct xdr_in *in, struct nfs4_session *s)
{
	s->clientid = xdr_get64(in);
	s->sequence = xdr_get32(in);
	return done(in);
}

int nfs4_get_create_session(struct xdr_in *in, struct nfs4_session *s)
{
	const u8 *id = xdr_get_fixed(in, NFS4_SESSION_SIZE);

	if (!id)
		return -EBADMSG;
	memcpy(s->id, id, NFS4_SESSION_SIZE);
	s->sequence = 1;	/* that of a slot that is new, RFC 8881 2.10.6.1 */
	return 0;
}

int nfs4_get_sequence(struct xdr_in *in, const struct nfs4_session *s)
{
	const u8 *id = xdr_get_fixed(in, NFS4_SESSION_SIZE);
	u32 sequence = xdr_get32(in);
	unsigned int i;

	for (i = 0; i < 4; i++)	/* slot, highest and target slot, flags */
		xdr_get32(in);
	if (in->bad || memcmp(id, s->id, NFS4_SESSION_SIZE) || sequence != s->sequence)
		return -EBADMSG;
	return 0;
}
