/* SPDX-License-Identifier: GPL-2.0-only */
/* RPC calls over one TCP connection, one after the other, each with a deadline. */
#ifndef NFSROOT6_PROBE_RPC_H
#define NFSROOT6_PROBE_RPC_H

#include "probe.h"
#include "rpc.h"

struct rpc_conn {
	int fd;				/* -1: closed */
	bool reserved;			/* from a port below 1024 */
	union probe_addr peer;
	u16 port;
	char name[PROBE_ADDR_SIZE];	/* "[2001:db8::1]:2049" */
	u32 xid;
	u8 call[RPC_CALL_SIZE];
	struct rpc_record record;
	struct rpc_reply reply;		/* to the last call */
};

/* 0 or a negative error number; rpc_conn_close() is right in either case. */
int rpc_conn_open(struct rpc_conn *conn, const struct probe *p, const union probe_addr *addr, u16 port,
		  s64 until, bool reserved);
void rpc_conn_close(struct rpc_conn *conn);

/* Begins a call; its arguments are appended to OUT. */
void rpc_conn_begin(struct rpc_conn *conn, struct xdr_out *out, u32 program, u32 version, u32 procedure,
		    enum rpc_auth auth);

/*
 * Sends it and waits for the reply. Returns 0, the results are in IN; -EREMOTEIO when the server refuses
 * the call, conn->reply says why; or another error.
 */
int rpc_conn_call(struct rpc_conn *conn, const struct probe *p, struct xdr_out *out, struct xdr_in *in);

#endif /* NFSROOT6_PROBE_RPC_H */
