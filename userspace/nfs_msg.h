/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What an NFS client says to a server until it has the root directory: rpcbind (RFC 1833), MOUNT and
 * NFS version 3 (RFC 1813), NFS version 4 (RFC 7530, 8881). Arguments are appended to a call that
 * rpc_call_begin() began, results are read behind rpc_reply_parse(). Pure functions over buffers.
 */
#ifndef NFSROOT6_NFS_MSG_H
#define NFSROOT6_NFS_MSG_H

#include <netinet/in.h>
#include <sys/socket.h>

#include "rpc.h"

enum {				/* programs and procedures */
	RPCBIND_PROGRAM		= 100000,
	RPCBIND_GETPORT		= 3,	/* version 2 */
	RPCBIND_GETADDR		= 3,	/* versions 3 and 4 */
	NFS_PROGRAM		= 100003,
	NFS3_NULL		= 0,
	NFS3_ACCESS		= 4,
	NFS4_NULL		= 0,
	NFS4_COMPOUND		= 1,
	MOUNT_PROGRAM		= 100005,
	MOUNT3_MNT		= 1,
	MOUNT3_UMNT		= 3,
};

#define RPCBIND_PORT	111
#define NFS_TCP_PORT	2049

#define NFS_FH_MAX	128	/* bytes of a file handle; version 3 has 64 */

/* Of READ and LOOKUP, the same in versions 3 and 4 */
#define NFS_ACCESS_READ		1
#define NFS_ACCESS_LOOKUP	2

#define NFS_TYPE_DIR	2	/* ftype3, nfs_ftype4 */
#define NFS_TYPE_LINK	5

struct nfs_fh {
	size_t len;
	u8 data[NFS_FH_MAX];
};

/* nfsstat3, mountstat3 and nfsstat4 have the same numbers */
enum {
	NFS_OK			= 0,
	NFS_ERR_PERM		= 1,
	NFS_ERR_NOENT		= 2,
	NFS_ERR_ACCES		= 13,
	NFS_ERR_DELAY		= 10008,	/* also "jukebox": try later */
};

/* "no such file or directory", or a number. */
void nfs_status_text(u32 status, char *buf, size_t size);

/* rpcbind; results: the port, 0: not registered. 0 or -EBADMSG. */
void rpcbind_put_getport(struct xdr_out *out, u32 program, u32 version);
int rpcbind_get_getport(struct xdr_in *in, u16 *port);
void rpcbind_put_getaddr(struct xdr_out *out, u32 program, u32 version, const struct sockaddr *server);
int rpcbind_get_getaddr(struct xdr_in *in, u16 *port);

struct mount3_result {
	u32 status;		/* NFS_OK: what follows counts */
	struct nfs_fh fh;
	bool auth_sys;		/* the export takes AUTH_SYS, or says nothing */
};

/* 0 or -EBADMSG, as for all that read. */
int mount3_get(struct xdr_in *in, struct mount3_result *result);

void nfs3_put_access(struct xdr_out *out, const struct nfs_fh *fh, u32 access);

/* *TYPE is 0 when the server does not say */
int nfs3_get_access(struct xdr_in *in, u32 *status, u32 *type, u32 *access);

enum nfs4_op {
	NFS4_ACCESS		= 3,
	NFS4_GETATTR		= 9,
	NFS4_GETFH		= 10,
	NFS4_LOOKUP		= 15,
	NFS4_PUTFH		= 22,
	NFS4_PUTROOTFH		= 24,
	NFS4_READLINK		= 27,
	NFS4_EXCHANGE_ID	= 42,
	NFS4_CREATE_SESSION	= 43,
	NFS4_DESTROY_SESSION	= 44,
	NFS4_SEQUENCE		= 53,
	NFS4_DESTROY_CLIENTID	= 57,
};

#define NFS4_SESSION_SIZE	16	/* bytes */
#define NFS4_VERIFIER_SIZE	8	/* bytes */

struct nfs4_session {
	u64 clientid;
	u32 sequence;			/* of CREATE_SESSION, then of the slot */
	u8 id[NFS4_SESSION_SIZE];
};

/* A COMPOUND in the making */
struct nfs4_compound {
	struct xdr_out *out;
	size_t count_pos;
	u32 count;
};

void nfs4_begin(struct nfs4_compound *c, struct xdr_out *out, u32 minor);
void nfs4_put_op(struct nfs4_compound *c, enum nfs4_op op);	/* one without arguments */
void nfs4_put_fh(struct nfs4_compound *c, const struct nfs_fh *fh);
void nfs4_put_lookup(struct nfs4_compound *c, const char *name, size_t len);
void nfs4_put_getattr_type(struct nfs4_compound *c);
void nfs4_put_access(struct nfs4_compound *c, u32 access);
void nfs4_put_exchange_id(struct nfs4_compound *c, const u8 *verifier, const char *owner);
void nfs4_put_create_session(struct nfs4_compound *c, const struct nfs4_session *s);
void nfs4_put_sequence(struct nfs4_compound *c, const struct nfs4_session *s);
void nfs4_put_destroy_session(struct nfs4_compound *c, const struct nfs4_session *s);
void nfs4_put_destroy_clientid(struct nfs4_compound *c, const struct nfs4_session *s);

/* The head of the results: *STATUS of the last operation, how many there are. */
int nfs4_get_head(struct xdr_in *in, u32 *status, u32 *count);

/* The head of one operation's results. -EBADMSG also when it is another operation. */
int nfs4_get_op(struct xdr_in *in, enum nfs4_op op, u32 *status);

/* What follows the head when the status is NFS_OK */
int nfs4_get_fh(struct xdr_in *in, struct nfs_fh *fh);
int nfs4_get_type(struct xdr_in *in, u32 *type);
int nfs4_get_access(struct xdr_in *in, u32 *access);
int nfs4_get_link(struct xdr_in *in, char *text, size_t size);	/* -EBADMSG also when it is too long */
int nfs4_get_exchange_id(struct xdr_in *in, struct nfs4_session *s);
int nfs4_get_create_session(struct xdr_in *in, struct nfs4_session *s);
int nfs4_get_sequence(struct xdr_in *in, const struct nfs4_session *s);

#endif /* NFSROOT6_NFS_MSG_H */
