/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The mount of a rehearsal, by either version of NFS. Each function returns 0; -EINTR on Ctrl-C;
 * -ECONNABORTED when the mount would fail, which has a row then, and a reason in p->refused.
 */
#ifndef NFSROOT6_PROBE_NFS_H
#define NFSROOT6_PROBE_NFS_H

#include "nfs_msg.h"
#include "probe.h"
#include "probe_rpc.h"

int probe_connect_to(struct probe *p, const union probe_addr *addr, u16 port, struct rpc_conn *conn);

/* The NULL procedure. */
int probe_null(struct probe *p, struct rpc_conn *conn, u32 program, u32 version, const char *step);

/* A failure with a reason, or that of an RPC (ERR of rpc_conn_call()). */
int probe_failed(struct probe *p, s64 since, const char *step, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
int probe_call_failed(struct probe *p, const struct rpc_conn *conn, s64 since, const char *step, int err);

/* Whether what was found at the path can be the root directory. */
int probe_judge_root(struct probe *p, const struct rpc_conn *conn, s64 since, u32 status, u32 type,
		     u32 access);

/* What a server cannot answer at once is asked again, as the kernel does it: true after a pause. */
#define PROBE_DELAY_TRIES	5
bool probe_delayed(struct probe *p, unsigned int *tries, int *err, u32 status);

/* FIRST is connected to rpcbind, or where port= or a URL says to NFS itself. */
int probe_mount3(struct probe *p, const union probe_addr *addr, struct rpc_conn *first);

/* CONN is connected to NFS. */
int probe_mount4(struct probe *p, struct rpc_conn *conn);

#endif /* NFSROOT6_PROBE_NFS_H */
