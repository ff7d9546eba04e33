// SPDX-License-Identifier: GPL-2.0-only
/* A rehearsal's mount by NFS version 3: rpcbind, mountd, NFS (RFC 1833, 1813). */

#include <errno.h>
#include <string.h>

#include "probe_nfs.h"

/* rpcbind version 4, then 3, for IPv6; 2 for IPv4: as the kernel does it */
static int getport(struct probe *p, struct rpc_conn *conn, u32 program, u32 version, u16 *port)
{
	bool ip6 = conn->peer.sa.sa_family == AF_INET6;
	u32 rpcbind = ip6 ? 4 : 2;
	struct xdr_out out;
	struct xdr_in in;
	int err;

	do {
		rpc_conn_begin(conn, &out, RPCBIND_PROGRAM, rpcbind, ip6 ? RPCBIND_GETADDR : RPCBIND_GETPORT,
			       RPC_AUTH_NONE);
		if (ip6)
			rpcbind_put_getaddr(&out, program, version, &conn->peer.sa);
		else
			rpcbind_put_getport(&out, program, version);
		err = rpc_conn_call(conn, p, &out, &in);
	} while (err == -EREMOTEIO && conn->reply.status == RPC_PROG_MISMATCH && rpcbind-- == 4);
	if (err)
		return err;
	return ip6 ? rpcbind_get_getaddr(&in, port) : rpcbind_get_getport(&in, port);
}

static int find_port(struct probe *p, struct rpc_conn *conn, u32 program, const char *service, u16 *port)
{
	s64 start = probe_now();
	int err;

	err = getport(p, conn, program, 3, port);
	if (err)
		return probe_call_failed(p, conn, start, "rpcbind", err);
	if (!*port)
		return probe_failed(p, start, "rpcbind", "%s: %s version 3 is not registered", conn->name,
				    service);
	probe_row(PROBE_OK, start, "rpcbind", "%s version 3 is at port %u", service, *port);
	return 0;
}

/* mountd notes who has mounted: it is told that we have not */
static void umount(struct probe *p, struct rpc_conn *conn)
{
	struct xdr_out out;
	struct xdr_in in;

	rpc_conn_begin(conn, &out, MOUNT_PROGRAM, 3, MOUNT3_UMNT, RPC_AUTH_SYS);
	xdr_put_string(&out, p->path);
	rpc_conn_call(conn, p, &out, &in);
}

static int mount(struct probe *p, struct rpc_conn *conn, struct nfs_fh *fh)
{
	struct mount3_result result = { };
	s64 start = probe_now();
	struct xdr_out out;
	struct xdr_in in;
	char text[96];
	int err;

	rpc_conn_begin(conn, &out, MOUNT_PROGRAM, 3, MOUNT3_MNT, RPC_AUTH_SYS);
	xdr_put_string(&out, p->path);
	err = rpc_conn_call(conn, p, &out, &in);
	if (!err)
		err = mount3_get(&in, &result);
	/* Without an answer it may have come to mountd all the same */
	if (err || result.status == NFS_OK)
		umount(p, conn);
	if (err)
		return probe_call_failed(p, conn, start, "mount", err);
	if (result.status != NFS_OK) {
		nfs_status_text(result.status, text, sizeof(text));
		return probe_failed(p, start, "mount", "%s: mountd: %s: %s", conn->name, p->path, text);
	}
	if (!result.auth_sys)
		return probe_failed(p, start, "mount",
				    "%s: mountd: %s: the export wants another security flavour than sys",
				    conn->name, p->path);
	*fh = result.fh;
	probe_row(PROBE_OK, start, "mount", "mountd gives %s", p->path);
	return 0;
}

static int look_at_root(struct probe *p, struct rpc_conn *conn, const struct nfs_fh *fh)
{
	u32 status = NFS_OK, type = 0, access = 0;
	unsigned int tries = PROBE_DELAY_TRIES;
	s64 start = probe_now();
	struct xdr_out out;
	struct xdr_in in;
	int err;

	do {
		rpc_conn_begin(conn, &out, NFS_PROGRAM, 3, NFS3_ACCESS, RPC_AUTH_SYS);
		nfs3_put_access(&out, fh, NFS_ACCESS_READ | NFS_ACCESS_LOOKUP);
		err = rpc_conn_call(conn, p, &out, &in);
		if (!err)
			err = nfs3_get_access(&in, &status, &type, &access);
	} while (probe_delayed(p, &tries, &err, status));
	if (err)
		return probe_call_failed(p, conn, start, "root directory", err);
	return probe_judge_root(p, conn, start, status, type, access);
}

static int find_mountd(struct probe *p, const union probe_addr *addr, struct rpc_conn *first, u16 *port)
{
	struct rpc_conn conn;
	int err;

	if (first->port == RPCBIND_PORT)
		return find_port(p, first, MOUNT_PROGRAM, "mountd", port);
	err = probe_connect_to(p, addr, RPCBIND_PORT, &conn);
	if (!err)
		err = find_port(p, &conn, MOUNT_PROGRAM, "mountd", port);
	rpc_conn_close(&conn);
	return err;
}

int probe_mount3(struct probe *p, const union probe_addr *addr, struct rpc_conn *first)
{
	u16 nfs_port = p->opt.base.port ?: p->server.port, mount_port = p->opt.mountport;
	struct rpc_conn conn, *nfs = nfs_port ? first : &conn;
	struct nfs_fh fh;
	int err = 0;

	if (!mount_port)
		err = find_mountd(p, addr, first, &mount_port);
	if (err)
		return err;
	err = probe_connect_to(p, addr, mount_port, &conn);
	if (!err)
		err = mount(p, &conn, &fh);
	rpc_conn_close(&conn);
	if (!err && !nfs_port) {
		err = find_port(p, first, NFS_PROGRAM, "NFS", &nfs_port);
		if (!err)
			err = probe_connect_to(p, addr, nfs_port, &conn);
	}
	if (!err)
		err = probe_null(p, nfs, NFS_PROGRAM, 3, "NFSv3");
	if (!err)
		err = look_at_root(p, nfs, &fh);
	rpc_conn_close(&conn);
	return err;
}
