// SPDX-License-Identifier: GPL-2.0-only
/* A rehearsal's mount by NFS version 4: a session since 4.1, then the path, component by component. */

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "probe_nfs.h"

#define DEPTH_MAX	64	/* directories below the server's root */
#define LINKS_MAX	8	/* symbolic links on the way */

/* A directory on the way */
struct place {
	struct nfs_fh fh;
	u32 access;
};

struct walk {
	struct rpc_conn *conn;
	unsigned int minor;
	struct nfs4_session session;	/* since 4.1 */
	struct nfs_fh fh;		/* the current one */
	u32 status, type, access;	/* of the last step, or of the directory that it came back to */
};

/*
 * Sends a COMPOUND. Returns 0 when the server has run it, successfully or not: *STATUS; the results of
 * the operations follow in IN.
 */
static int compound(struct probe *p, struct rpc_conn *conn, struct xdr_out *out, struct xdr_in *in,
		    u32 *status)
{
	u32 count;
	int err;

	err = rpc_conn_call(conn, p, out, in);
	return err ?: nfs4_get_head(in, status, &count);
}

static void begin(struct rpc_conn *conn, struct nfs4_compound *c, struct xdr_out *out, u32 minor)
{
	rpc_conn_begin(conn, out, NFS_PROGRAM, 4, NFS4_COMPOUND, RPC_AUTH_SYS);
	nfs4_begin(c, out, minor);
}

static void walk_begin(struct walk *w, struct nfs4_compound *c, struct xdr_out *out)
{
	begin(w->conn, c, out, w->minor);
	if (w->minor)
		nfs4_put_sequence(c, &w->session);
}

static int walk_run(struct probe *p, struct walk *w, struct xdr_out *out, struct xdr_in *in)
{
	int err;

	err = compound(p, w->conn, out, in, &w->status);
	if (err || !w->minor)
		return err;
	err = nfs4_get_op(in, NFS4_SEQUENCE, &w->status);
	if (!err && w->status == NFS_OK)
		err = nfs4_get_sequence(in, &w->session);
	w->session.sequence++;
	return err;
}

/* The head of an operation's results, if all before it were good */
static bool op_is_good(struct walk *w, struct xdr_in *in, enum nfs4_op op, int *err)
{
	if (*err || w->status != NFS_OK)
		return false;
	*err = nfs4_get_op(in, op, &w->status);
	return !*err && w->status == NFS_OK;
}

/* From the current directory, or from the server's root if LEN is 0, to NAME */
static int step_once(struct probe *p, struct walk *w, const char *name, size_t len)
{
	struct nfs4_compound c;
	struct nfs_fh fh = { };
	struct xdr_out out;
	struct xdr_in in;
	int err;

	walk_begin(w, &c, &out);
	if (len) {
		nfs4_put_fh(&c, &w->fh);
		nfs4_put_lookup(&c, name, len);
	} else {
		nfs4_put_op(&c, NFS4_PUTROOTFH);
	}
	nfs4_put_op(&c, NFS4_GETFH);
	nfs4_put_getattr_type(&c);
	nfs4_put_access(&c, NFS_ACCESS_READ | NFS_ACCESS_LOOKUP);

	err = walk_run(p, w, &out, &in);
	op_is_good(w, &in, len ? NFS4_PUTFH : NFS4_PUTROOTFH, &err);
	if (len)
		op_is_good(w, &in, NFS4_LOOKUP, &err);
	if (op_is_good(w, &in, NFS4_GETFH, &err))
		err = nfs4_get_fh(&in, &fh);
	if (op_is_good(w, &in, NFS4_GETATTR, &err))
		err = nfs4_get_type(&in, &w->type);
	if (op_is_good(w, &in, NFS4_ACCESS, &err))
		err = nfs4_get_access(&in, &w->access);
	if (!err && w->status == NFS_OK)
		w->fh = fh;
	return err;
}

/* Returns 0 also with an error of the server: w->status */
static int step(struct probe *p, struct walk *w, const char *name, size_t len)
{
	unsigned int tries = PROBE_DELAY_TRIES;
	int err;

	do {
		err = step_once(p, w, name, len);
	} while (probe_delayed(p, &tries, &err, w->status));
	return err;
}

/* The current one is a symbolic link: puts what it says before the rest of the path */
static int follow(struct probe *p, struct walk *w, char *todo, size_t size, const char *rest)
{
	char link[NFSROOT_PATH_SIZE];
	struct nfs4_compound c;
	struct xdr_out out;
	struct xdr_in in;
	int err;

	walk_begin(w, &c, &out);
	nfs4_put_fh(&c, &w->fh);
	nfs4_put_op(&c, NFS4_READLINK);
	err = walk_run(p, w, &out, &in);
	op_is_good(w, &in, NFS4_PUTFH, &err);
	if (op_is_good(w, &in, NFS4_READLINK, &err))
		err = nfs4_get_link(&in, link, sizeof(link));
	if (err || w->status != NFS_OK)
		return err;
	return probe_follow(todo, size, link, rest) ? 0 : -ENAMETOOLONG;
}

/* A link or ".." leads there, without a step */
static void go_back(struct walk *w, const struct place *place)
{
	w->fh = place->fh;
	w->access = place->access;
	w->type = NFS_TYPE_DIR;
}

/* As the kernel walks it: through symbolic links, and ".." stays below the server's root */
static int walk_path(struct probe *p, struct walk *w)
{
	struct place dirs[DEPTH_MAX];
	char todo[2 * NFSROOT_PATH_SIZE];
	unsigned int depth = 0, links = 0;
	const char *name = todo;
	s64 start = probe_now();
	char text[96];
	size_t len;
	int err;

	snprintf(todo, sizeof(todo), "%s", p->path);
	err = step(p, w, NULL, 0);
	dirs[0] = (struct place){ w->fh, w->access };
	while (!err && w->status == NFS_OK && (len = probe_component(&name)) > 0) {
		if (len == 2 && !memcmp(name, "..", 2)) {
			if (w->type != NFS_TYPE_DIR)
				break;
			depth -= !!depth;
			go_back(w, &dirs[depth]);
			name += len;
			continue;
		}
		w->fh = dirs[depth].fh;
		err = step(p, w, name, len);
		if (!err && w->status != NFS_OK) {
			nfs_status_text(w->status, text, sizeof(text));
			return probe_failed(p, start, "root directory", "%s: %s at \"%.*s\" of %s",
					    w->conn->name, text, (int)len, name, p->path);
		}
		if (!err && w->type == NFS_TYPE_LINK && links++ == LINKS_MAX)
			return probe_failed(p, start, "root directory", "%s: too many symbolic links: %s",
					    w->conn->name, p->path);
		if (!err && w->type == NFS_TYPE_LINK) {
			err = follow(p, w, todo, sizeof(todo), name + len);
			depth = todo[0] == '/' ? 0 : depth;
			if (!err && w->status == NFS_OK)
				go_back(w, &dirs[depth]);
			name = todo;
			continue;
		}
		if (depth + 1 == DEPTH_MAX)
			return probe_failed(p, start, "root directory", "%s: too deep: %s", w->conn->name,
					    p->path);
		dirs[++depth] = (struct place){ w->fh, w->access };
		name += len;
	}
	if (err)
		return probe_call_failed(p, w->conn, start, "root directory", err);
	return probe_judge_root(p, w->conn, start, w->status, w->type, w->access);
}

static int exchange_id(struct probe *p, struct walk *w, u32 *status)
{
	u32 random[2] = { probe_random(), probe_random() };
	struct nfs4_compound c;
	struct xdr_out out;
	struct xdr_in in;
	char owner[64];
	int err;

	/* An owner of its own, so that no client of this machine is taken for a rebooted one */
	snprintf(owner, sizeof(owner), "nfsroot6 probe %08x%08x", probe_random(), probe_random());
	begin(w->conn, &c, &out, w->minor);
	nfs4_put_exchange_id(&c, (const u8 *)random, owner);
	err = compound(p, w->conn, &out, &in, status);
	if (!err && *status == NFS_OK)
		err = nfs4_get_op(&in, NFS4_EXCHANGE_ID, status);
	if (!err && *status == NFS_OK)
		err = nfs4_get_exchange_id(&in, &w->session);
	return err;
}

static int create_session(struct probe *p, struct walk *w, u32 *status)
{
	struct nfs4_compound c;
	struct xdr_out out;
	struct xdr_in in;
	int err;

	begin(w->conn, &c, &out, w->minor);
	nfs4_put_create_session(&c, &w->session);
	err = compound(p, w->conn, &out, &in, status);
	if (!err && *status == NFS_OK)
		err = nfs4_get_op(&in, NFS4_CREATE_SESSION, status);
	if (!err && *status == NFS_OK)
		err = nfs4_get_create_session(&in, &w->session);
	return err;
}

static void destroy(struct probe *p, struct walk *w, bool session)
{
	struct nfs4_compound c;
	struct xdr_out out;
	struct xdr_in in;
	u32 status;

	begin(w->conn, &c, &out, w->minor);
	if (session)
		nfs4_put_destroy_session(&c, &w->session);
	else
		nfs4_put_destroy_clientid(&c, &w->session);
	compound(p, w->conn, &out, &in, &status);
}

/* RFC 8881 2.10.5: a client id, a session of it, and both given back at the end */
static int mount_in_session(struct probe *p, struct walk *w)
{
	s64 start = probe_now();
	u32 status = NFS_OK;
	char text[96];
	int err;

	err = exchange_id(p, w, &status);
	if (!err && status == NFS_OK) {
		err = create_session(p, w, &status);
		if (err || status != NFS_OK)
			destroy(p, w, false);
	}
	if (err)
		return probe_call_failed(p, w->conn, start, "NFSv4 session", err);
	if (status != NFS_OK) {
		nfs_status_text(status, text, sizeof(text));
		return probe_failed(p, start, "NFSv4 session", "%s: %s", w->conn->name, text);
	}
	probe_row(PROBE_OK, start, "NFSv4 session", "opened");
	err = walk_path(p, w);
	destroy(p, w, true);
	destroy(p, w, false);
	return err;
}

int probe_mount4(struct probe *p, struct rpc_conn *conn)
{
	struct walk w = { .conn = conn, .minor = p->opt.minor };
	int err;

	err = probe_null(p, conn, NFS_PROGRAM, 4, "NFSv4");
	if (err)
		return err;
	return w.minor ? mount_in_session(p, &w) : walk_path(p, &w);
}
