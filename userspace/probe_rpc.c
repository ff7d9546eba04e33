// SPDX-License-Identifier: GPL-2.0-only
/* RPC calls over one TCP connection. */

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "probe_rpc.h"

#define CALL_TIME	5000	/* ms; after Ctrl-C what cleans up is sent, but not waited for */

int rpc_conn_open(struct rpc_conn *conn, const struct probe *p, const union probe_addr *addr, u16 port,
		  s64 until, bool reserved)
{
	conn->reserved = false;
	conn->peer = *addr;
	conn->port = port;
	conn->xid = probe_random();
	probe_addr_text(p, addr, port, conn->name, sizeof(conn->name));
	conn->fd = probe_connect(p, addr, port, until, reserved, &conn->reserved);
	return conn->fd < 0 ? conn->fd : 0;
}

void rpc_conn_close(struct rpc_conn *conn)
{
	if (conn->fd >= 0)
		close(conn->fd);
	conn->fd = -1;
}

void rpc_conn_begin(struct rpc_conn *conn, struct xdr_out *out, u32 program, u32 version, u32 procedure,
		    enum rpc_auth auth)
{
	char machine[HOST_NAME_MAX + 1] = "localhost";
	struct rpc_call call = {
		.xid = ++conn->xid, .program = program, .version = version, .procedure = procedure,
		.auth = auth, .stamp = probe_random(), .machine = machine,
	};

	gethostname(machine, sizeof(machine) - 1);
	rpc_call_begin(out, conn->call, sizeof(conn->call), &call);
}

/* One record. Replies to calls that were given up before are passed over by the caller. */
static int receive(struct rpc_conn *conn, s64 until)
{
	u8 byte[512];
	size_t used;
	ssize_t n;
	int ret;

	rpc_record_init(&conn->record);
	for (;;) {
		ret = probe_wait(conn->fd, POLLIN, until);
		if (ret <= 0)
			return ret ?: -ETIMEDOUT;
		/* No more than there is of this record: the rest is looked at first */
		n = recv(conn->fd, byte, sizeof(byte), MSG_PEEK);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (n <= 0)
			return n ? -errno : -ECONNRESET;
		ret = rpc_record_feed(&conn->record, byte, n, &used);
		if (ret < 0)
			return ret;
		if (recv(conn->fd, byte, used, 0) != used)
			return -EIO;
		if (ret)
			return 0;
	}
}

int rpc_conn_call(struct rpc_conn *conn, const struct probe *p, struct xdr_out *out, struct xdr_in *in)
{
	s64 until = probe_until(p, CALL_TIME);
	int len = rpc_call_end(out), err;

	if (len < 0)
		return len;
	err = probe_send(conn->fd, conn->call, len, until);
	if (err)
		return err;
	do {
		err = receive(conn, until);
		if (err)
			return err;
		*in = (struct xdr_in){ .data = conn->record.data, .len = conn->record.len };
		err = rpc_reply_parse(in, conn->xid, &conn->reply);
	} while (err == -EAGAIN);
	if (err)
		return err;
	return conn->reply.status == RPC_SUCCESS ? 0 : -EREMOTEIO;
}
