// SPDX-License-Identifier: GPL-2.0-only
/* Answers to the Solicit or Information-request of a rehearsal. */

#include <linux/errno.h>
#include <linux/string.h>

#include "probe_offer.h"

int probe_offer_read(const u8 *msg, size_t len, const struct dhcp6_request *req, struct dhcp6_reply *reply,
		     bool *stray)
{
	struct dhcp6_request any = *req;

	*stray = false;
	if (!dhcp6_parse(msg, len, req, reply))
		return 0;
	if (req->type != DHCP6_SOLICIT)
		return -EBADMSG;
	/* A Reply of any server, with the same transaction, DUID and IAID */
	any.type = DHCP6_REBIND;
	*stray = !dhcp6_parse(msg, len, &any, reply) && reply->naddrs;
	return *stray ? 0 : -EBADMSG;
}

static bool same_server(const struct dhcp6_duid *a, const struct dhcp6_duid *b)
{
	return a->len == b->len && !memcmp(a->data, b->data, a->len);
}

/* Once, though the same Reply comes again */
static void add_committed(struct probe_offers *o, const struct dhcp6_reply *reply)
{
	struct in6_addr addrs[DHCP6_ADDRS_MAX] = { 0 };
	unsigned int i;

	for (i = 0; i < reply->naddrs; i++)
		addrs[i] = reply->addrs[i].addr;
	for (i = 0; i < o->ncommitted; i++)
		if (same_server(&o->committed[i].server, &reply->server) &&
		    !memcmp(o->committed[i].addrs, addrs, sizeof(addrs)))
			return;
	if (i == PROBE_COMMITTED_MAX)
		return;
	o->committed[i].server = reply->server;
	o->committed[i].naddrs = reply->naddrs;
	memcpy(o->committed[i].addrs, addrs, sizeof(addrs));
	o->ncommitted++;
}

static void set_best(struct probe_offers *o, const struct dhcp6_reply *reply, s64 now)
{
	o->best = *reply;
	o->got = now;
	o->answered = true;
}

bool probe_offer_take(struct probe_offers *o, const struct dhcp6_request *req, const struct dhcp6_reply *reply,
		      bool stray, unsigned int sent, s64 now)
{
	if (req->type != DHCP6_SOLICIT) {
		set_best(o, reply, now);
		return true;
	}
	if (reply->type == DHCP6_REPLY && reply->naddrs)
		add_committed(o, reply);
	if (stray)
		return false;
	if (!reply->naddrs) {
		o->refused = reply->status.code ? reply->status : reply->ia_status;
		return false;
	}
	if (!o->answered || reply->type == DHCP6_REPLY || reply->preference > o->best.preference)
		set_best(o, reply, now);
	return reply->type == DHCP6_REPLY || o->best.preference == 255 || sent > 1;
}

void probe_offer_release(const struct probe_offers *o, unsigned int i, struct dhcp6_request *req)
{
	req->type = DHCP6_RELEASE;
	req->server = o->committed[i].server;
	req->naddrs = o->committed[i].naddrs;
	memcpy(req->addrs, o->committed[i].addrs, sizeof(req->addrs));
}
