/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * XDR (RFC 4506) and ONC RPC over TCP (RFC 5531): pure functions over buffers. What is read is
 * hostile: nothing outside of the buffer is touched, and every length is checked before it is used.
 */
#ifndef NFSROOT6_RPC_H
#define NFSROOT6_RPC_H

#include <linux/types.h>

#define RPC_CALL_SIZE	4096	/* bytes, enough for every call that is made here */
#define RPC_REPLY_MAX	16384	/* bytes of a reply; longer ones are refused */
#define RPC_MACHINE_MAX	255	/* bytes of the machine's name in AUTH_SYS */

/* Writing: what does not fit sets full, and from then on nothing is written */
struct xdr_out {
	u8 *data;
	size_t size, len;
	bool full;
};

void xdr_put32(struct xdr_out *out, u32 value);
void xdr_put64(struct xdr_out *out, u64 value);
void xdr_put_fixed(struct xdr_out *out, const void *data, size_t len);	/* and padding */
void xdr_put_opaque(struct xdr_out *out, const void *data, size_t len);	/* length, bytes, padding */
void xdr_put_string(struct xdr_out *out, const char *text);

/* Overwrites what was written at POS. */
void xdr_set32(struct xdr_out *out, size_t pos, u32 value);

/* Reading: what goes beyond the end sets bad, and from then on everything is 0 or NULL */
struct xdr_in {
	const u8 *data;
	size_t len, pos;
	bool bad;
};

u32 xdr_get32(struct xdr_in *in);
u64 xdr_get64(struct xdr_in *in);
const u8 *xdr_get_fixed(struct xdr_in *in, size_t len);	/* with its padding */

/* Bytes that have their length before them, MAX at most; a pointer into the buffer. */
const u8 *xdr_get_opaque(struct xdr_in *in, size_t max, size_t *len);

enum rpc_auth {
	RPC_AUTH_NONE	= 0,
	RPC_AUTH_SYS	= 1,
};

struct rpc_call {
	u32 xid;
	u32 program, version, procedure;
	enum rpc_auth auth;
	u32 stamp;		/* of AUTH_SYS, any number; user and group are root's */
	const char *machine;	/* likewise; what is longer than RPC_MACHINE_MAX is cut */
};

/* Record mark and header of a call; the arguments follow, then rpc_call_end(). */
void rpc_call_begin(struct xdr_out *out, u8 *buf, size_t size, const struct rpc_call *call);

/* Return: the length in bytes of all of it, or -EMSGSIZE if it did not fit. */
int rpc_call_end(struct xdr_out *out);

/* A reply that comes in pieces: records of one or more fragments (RFC 5531 11) */
struct rpc_record {
	u8 data[RPC_REPLY_MAX];
	size_t len;
	u8 mark[4];
	unsigned int mark_len;
	u32 left;		/* bytes of this fragment that are to come */
	bool last;		/* it is the last one */
};

void rpc_record_init(struct rpc_record *record);

/*
 * Takes LEN bytes as they came. Returns 1 when the record is complete (*USED bytes were taken, the
 * rest belongs to the next one), 0 when more is to come, -EMSGSIZE when it is too long, -EBADMSG when
 * it makes no progress.
 */
int rpc_record_feed(struct rpc_record *record, const u8 *bytes, size_t len, size_t *used);

/* What a server says to a call, in RFC 5531's order */
enum rpc_status {
	RPC_SUCCESS,
	RPC_PROG_UNAVAIL,
	RPC_PROG_MISMATCH,	/* low and high are the versions it has */
	RPC_PROC_UNAVAIL,
	RPC_GARBAGE_ARGS,
	RPC_SYSTEM_ERR,
	RPC_VERSION_MISMATCH,	/* of RPC itself */
	RPC_AUTH_ERROR,		/* low is the reason */
};

struct rpc_reply {
	enum rpc_status status;
	u32 low, high;
};

/*
 * Reads the header of the reply to XID; the results follow in IN. Returns 0, -EAGAIN when it is the
 * reply to another call, -EBADMSG when it is malformed.
 */
int rpc_reply_parse(struct xdr_in *in, u32 xid, struct rpc_reply *reply);

/* In words; "success" too. */
void rpc_reply_text(const struct rpc_reply *reply, char *buf, size_t size);

#endif /* NFSROOT6_RPC_H */
