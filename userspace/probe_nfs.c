// SPDX-License-Identifier: GPL-2.0-only
/* A rehearsal's mount: each address of the root server, as the kernel tries them. */

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "probe_nfs.h"

#define CONNECT_TIME	4000	/* ms, as the kernel probes */
#define DELAY_TIME	1000	/* ms, to a server that asks for time */

/* Says why the mount would fail; the next address is tried */
int probe_failed(struct probe *p, s64 since, const char *step, const char *fmt, ...)
{
	char why[PROBE_REASON_SIZE];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	probe_row(p->naddrs > 1 ? PROBE_NO : PROBE_FAILED, since, step, "%s", why);
	if (!p->refused[0])
		memcpy(p->refused, why, sizeof(p->refused));
	return -ECONNABORTED;
}

int probe_call_failed(struct probe *p, const struct rpc_conn *conn, s64 since, const char *step, int err)
{
	char text[128];

	if (err == -EINTR)
		return err;
	if (err != -EREMOTEIO)
		return probe_failed(p, since, step, "%s: %s", conn->name, probe_error_text(err));
	rpc_reply_text(&conn->reply, text, sizeof(text));
	return probe_failed(p, since, step, "%s: %s", conn->name, text);
}

bool probe_delayed(struct probe *p, unsigned int *tries, int *err, u32 status)
{
	if (*err || status != NFS_ERR_DELAY || !--*tries)
		return false;
	*err = probe_pause(p, DELAY_TIME);
	return !*err;
}

int probe_connect_to(struct probe *p, const union probe_addr *addr, u16 port, struct rpc_conn *conn)
{
	bool reserved = port != RPCBIND_PORT && !p->opt.noresvport;
	char text[PROBE_ADDR_SIZE];
	s64 start = probe_now();
	int err;

	probe_addr_text(p, addr, 0, text, sizeof(text));
	err = rpc_conn_open(conn, p, addr, port, probe_until(p, CONNECT_TIME), reserved);
	if (err == -EINTR)
		return err;
	probe_unreached(p, err);
	if (err)
		return probe_failed(p, start, "TCP", "%s: %s at port %u", text, probe_error_text(err), port);
	probe_row(PROBE_OK, start, "TCP", "%s: connected to port %u%s", text, port,
		  conn->reserved || !reserved ? "" : " (not from a reserved port: exports may refuse that)");
	return 0;
}

int probe_null(struct probe *p, struct rpc_conn *conn, u32 program, u32 version, const char *step)
{
	s64 start = probe_now();
	struct xdr_out out;
	struct xdr_in in;
	int err;

	rpc_conn_begin(conn, &out, program, version, 0, RPC_AUTH_NONE);
	err = rpc_conn_call(conn, p, &out, &in);
	if (err)
		return probe_call_failed(p, conn, start, step, err);
	probe_row(PROBE_OK, start, step, "answers");
	return 0;
}

int probe_judge_root(struct probe *p, const struct rpc_conn *conn, s64 since, u32 status, u32 type,
		     u32 access)
{
	static const char step[] = "root directory";
	char text[96];

	if (status != NFS_OK) {
		nfs_status_text(status, text, sizeof(text));
		return probe_failed(p, since, step, "%s: %s: %s", conn->name, p->path, text);
	}
	if (type && type != NFS_TYPE_DIR)
		return probe_failed(p, since, step, "%s: %s: not a directory", conn->name, p->path);
	if (!(access & NFS_ACCESS_LOOKUP))
		return probe_failed(p, since, step, "%s: %s: root may not look up names in it", conn->name,
				    p->path);
	probe_row(PROBE_OK, since, step, "%s is a directory that root may look up names in", p->path);
	return 0;
}

static int try_address(struct probe *p, const union probe_addr *addr)
{
	const struct nfsroot_options *opt = &p->opt.base;
	u16 port = opt->port ?: p->server.port;
	struct rpc_conn conn;
	int err;

	if (!port)
		port = opt->version == 4 ? NFS_TCP_PORT : RPCBIND_PORT;
	err = probe_connect_to(p, addr, port, &conn);
	if (!err)
		err = opt->version == 4 ? probe_mount4(p, &conn) : probe_mount3(p, addr, &conn);
	rpc_conn_close(&conn);
	return err;
}

static void mounted(struct probe *p, const union probe_addr *addr, const char *version)
{
	char server[DNS_NAME_SIZE + 64], text[PROBE_ADDR_SIZE];
	struct probe_verdict *v = &p->verdict;

	v->boots = true;
	if (addr->sa.sa_family == AF_INET && p->line->ip4.method != IP4_STATIC)
		probe_unsure(v, "the root is reached over IPv4, whose configuration is not rehearsed");
	bootline_server_text(&p->server, server, sizeof(server));
	text_add(v->root, sizeof(v->root), "%s:%s over %s", server, p->path, version);
	if (p->server.type == NFSROOT_SERVER_NAME)
		text_add(v->root, sizeof(v->root), " (%s)", probe_addr_text(p, addr, 0, text, sizeof(text)));
	text_clean(v->root);
}

int probe_nfs(struct probe *p)
{
	const struct nfsopt *opt = &p->opt;
	char version[16], why[PROBE_REASON_SIZE + 64];
	unsigned int i;
	int err;

	if (!p->naddrs)
		return 0;
	snprintf(version, sizeof(version), opt->base.version == 4 ? "NFSv%u.%u" : "NFSv%u", opt->base.version,
		 opt->minor);
	if (opt->base.udp || opt->rdma || opt->base.version == 2) {
		const char *over = opt->rdma ? "RDMA" : opt->base.udp ? "UDP" : "TCP";

		probe_row(PROBE_SKIPPED, 0, "mount", "%s over %s is not rehearsed", version, over);
		probe_unsure(&p->verdict, "%s over %s is not rehearsed", version, over);
		return 0;
	}
	for (i = 0; i < p->naddrs; i++) {
		err = try_address(p, &p->addrs[i]);
		if (err == -EINTR)
			return err;
		if (err)
			continue;
		mounted(p, &p->addrs[i], version);
		return 0;
	}
	if (p->naddrs > 1)
		probe_row(PROBE_FAILED, 0, "mount", "none of %u addresses will do", p->naddrs);
	snprintf(why, sizeof(why), "%s%s",
		 p->naddrs > 1 ? "none of the addresses will do, the first one: " : "", p->refused);
	probe_fail(p, why);
	return 0;
}
