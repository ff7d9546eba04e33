// SPDX-License-Identifier: GPL-2.0-only
/*
 * Keeping a DHCPv6 lease. What is being sent is the state; time decides between Renew and Rebind, the
 * status codes of an answer decide the rest. The end of an address depends on no state: it comes when
 * its valid lifetime is over, whatever is being sent.
 */

#include <linux/kernel.h>
#include <linux/string.h>

#include "lease.h"

/* RFC 8415 18.2.12, 7.6: as long and as often as a Confirm */
#define CONFIRM_DURATION	10000	/* ms, CNF_MAX_RD */
static const struct dhcp6_retrans confirm_retrans = {
	.type = DHCP6_REBIND, .max_delay = 1000, .irt = 1000, .mrt = 4000,
};

#define MESSAGE_HEADER		4	/* bytes, RFC 8415 8 */
#define OPTION_HEADER		4	/* bytes, 21.1 */
#define OPTION_IA_NA		3
#define IA_NA_HEADER		12	/* bytes before its options, 21.4 */
#define OPTION_IAADDR		5
#define IAADDR_HEADER		24	/* 21.6 */
#define IAADDR_VALID		20	/* position of the valid lifetime */

static bool same_addr(const struct in6_addr *a, const struct in6_addr *b)
{
	return !memcmp(a, b, sizeof(*a));
}

static struct lease_addr *find_addr(struct lease *l, const struct in6_addr *addr)
{
	unsigned int i;

	for (i = 0; i < l->naddrs; i++)
		if (same_addr(&l->addrs[i].addr, addr))
			return &l->addrs[i];
	return NULL;
}

static void remove_addr(struct lease *l, struct lease_addr *addr)
{
	l->naddrs--;
	memmove(addr, addr + 1, (&l->addrs[l->naddrs] - addr) * sizeof(*addr));
}

/* Where there is no room the one that ends first goes */
static struct lease_addr *add_addr(struct lease *l, const struct in6_addr *addr)
{
	unsigned int i, first = 0;

	if (l->naddrs == DHCP6_ADDRS_MAX) {
		for (i = 1; i < l->naddrs; i++)
			if (l->addrs[i].valid < l->addrs[first].valid)
				first = i;
		remove_addr(l, &l->addrs[first]);
	}
	l->addrs[l->naddrs].addr = *addr;
	return &l->addrs[l->naddrs++];
}

static void set_hints(struct lease *l)
{
	for (l->nhints = 0; l->nhints < l->naddrs; l->nhints++)
		l->hints[l->nhints] = l->addrs[l->nhints].addr;
}

static void begin_held(struct lease *l, enum lease_state state, const struct dhcp6_retrans *retrans, s64 at)
{
	unsigned int i;

	l->state = state;
	l->x.req.server = l->server;
	l->x.req.naddrs = l->naddrs;
	for (i = 0; i < l->naddrs; i++)
		l->x.req.addrs[i] = l->addrs[i].addr;
	exchange_begin(&l->x, retrans, at);
}

static void begin_solicit(struct lease *l, s64 at)
{
	l->state = LEASE_SOLICIT;
	l->advertised = false;
	l->x.req.server.len = 0;
	l->x.req.naddrs = l->nhints;
	memcpy(l->x.req.addrs, l->hints, sizeof(l->hints));
	exchange_begin(&l->x, dhcp6_retrans(DHCP6_SOLICIT), at);
}

/* RFC 8415 18.2.1: many machines may have lost their server at the same moment */
static void begin_first_solicit(struct lease *l, s64 now, u64 random)
{
	l->pause = 0;
	begin_solicit(l, now + exchange_delay(dhcp6_retrans(DHCP6_SOLICIT)->max_delay, random));
}

/* The server that was chosen gives nothing: all of them are asked again, less and less often */
static void begin_next_solicit(struct lease *l, s64 now, u64 random)
{
	l->pause = dhcp6_timeout(dhcp6_retrans(DHCP6_SOLICIT), l->pause, l->sol_max_rt, random);
	begin_solicit(l, now + l->pause);
}

static void begin_request(struct lease *l, const struct dhcp6_reply *offer, s64 now)
{
	unsigned int i;

	/* RFC 8415 21.9: with the Solicit that it follows it is one transaction */
	l->x.goes_on = l->state == LEASE_SOLICIT;
	l->state = LEASE_REQUEST;
	l->x.req.server = offer->server;
	if (offer->naddrs) {
		l->x.req.naddrs = offer->naddrs;
		for (i = 0; i < offer->naddrs; i++)
			l->x.req.addrs[i] = offer->addrs[i].addr;
	}
	exchange_begin(&l->x, dhcp6_retrans(DHCP6_REQUEST), now);
}

/* What is to be done with a lease at this time */
static void follow_time(struct lease *l, s64 now)
{
	enum lease_state state = now >= l->t2 ? LEASE_REBIND : now >= l->t1 ? LEASE_RENEW : LEASE_BOUND;

	/* No server to ask: any */
	if (state == LEASE_RENEW && !l->server.len)
		state = LEASE_REBIND;
	if (state == l->state)
		return;
	if (state == LEASE_BOUND) {
		l->state = state;
		exchange_end(&l->x);
		return;
	}
	begin_held(l, state, dhcp6_retrans(state == LEASE_RENEW ? DHCP6_RENEW : DHCP6_REBIND), now);
}

static bool holds(const struct lease *l)
{
	return l->state == LEASE_BOUND || l->state == LEASE_RENEW || l->state == LEASE_REBIND ||
	       l->state == LEASE_CONFIRM;
}

/*
 * When to renew and rebind, T1 and T2 seconds after GOT. A server that means times when all the addresses
 * are gone has not thought of them: half and four fifths of the longest lifetime, then (RFC 8415 14.2,
 * 21.4).
 */
static void set_times(struct lease *l, s64 got, u32 t1, u32 t2)
{
	s64 end = got;
	unsigned int i;

	for (i = 0; i < l->naddrs; i++)
		end = max_t(s64, end, l->addrs[i].valid);
	l->t1 = exchange_after(got, t1);
	l->t2 = max_t(s64, exchange_after(got, t2), l->t1);
	if (l->t1 != LEASE_NEVER && l->t1 >= end)
		l->t1 = got + (end - got) / 2;
	if (l->t2 != LEASE_NEVER && l->t2 >= end)
		l->t2 = max_t(s64, got + (end - got) / 5 * 4, l->t1 + (end - l->t1) / 2);
}

void lease_init(struct lease *l, const struct boot_lease *boot, const char *vendor_class, s64 got)
{
	struct lease_addr *addr;
	unsigned int i;

	memset(l, 0, sizeof(*l));
	exchange_end(&l->x);
	l->x.req.client = boot->client;
	l->x.req.iaid = boot->iaid;
	l->x.req.vendor_class = vendor_class;
	l->server = boot->server;
	for (i = 0; i < boot->naddrs && i < DHCP6_ADDRS_MAX; i++) {
		addr = add_addr(l, &boot->addrs[i].addr);
		addr->preferred = exchange_after(got, boot->addrs[i].preferred);
		addr->valid = exchange_after(got, boot->addrs[i].valid);
	}
	set_times(l, got, boot->t1, boot->t2);
	set_hints(l);
	if (l->naddrs)
		l->state = LEASE_BOUND;
}

void lease_seen(struct lease *l, const struct in6_addr *addr, s64 end)
{
	struct lease_addr *a = find_addr(l, addr);

	if (!a || end <= a->preferred)
		return;
	a->preferred = end;
	a->valid = max_t(s64, a->valid, end);
}

s64 lease_next(const struct lease *l)
{
	s64 next = l->x.next;
	unsigned int i;

	for (i = 0; i < l->naddrs; i++)
		next = min_t(s64, next, l->addrs[i].valid);
	switch (l->state) {
	case LEASE_BOUND:
		return min_t(s64, next, l->t1);
	case LEASE_RENEW:
		return min_t(s64, next, l->t2);
	case LEASE_CONFIRM:
		return min_t(s64, next, l->confirm_end);
	default:
		return next;
	}
}

/* The addresses whose time is over go */
static enum lease_event expire(struct lease *l, s64 now)
{
	unsigned int i, before = l->naddrs;

	for (i = 0; i < l->naddrs; )
		if (l->addrs[i].valid <= now)
			remove_addr(l, &l->addrs[i]);
		else
			i++;
	if (l->naddrs == before)
		return LEASE_WAITS;
	return l->naddrs ? LEASE_UPDATED : LEASE_LOST;
}

/* No answer within the time for one */
static void timed_out(struct lease *l, s64 now, u64 random)
{
	if (l->state == LEASE_SOLICIT && l->advertised)
		begin_request(l, &l->best, now);
	else if (!l->x.sent || !exchange_exhausted(&l->x))
		return;
	else if (l->state == LEASE_DECLINE && l->naddrs)
		follow_time(l, now);
	else
		begin_next_solicit(l, now, random);
}

int lease_step(struct lease *l, s64 now, u64 random, u8 *buf, size_t size, enum lease_event *event)
{
	int len;

	*event = LEASE_WAITS;
	if (l->state == LEASE_NONE)
		return 0;

	*event = expire(l, now);
	if (holds(l)) {
		if (!l->naddrs)
			begin_first_solicit(l, now, random);
		else if (l->state != LEASE_CONFIRM || now >= l->confirm_end)
			follow_time(l, now);
	}
	if (now < l->x.next)
		return 0;
	timed_out(l, now, random);
	if (now < l->x.next)
		return 0;

	/* Only a Solicit and an Information-request have a limit of the server's */
	l->x.max_rt = l->state == LEASE_SOLICIT ? l->sol_max_rt : 0;
	len = exchange_send(&l->x, now, random, buf, size);
	return max_t(int, len, 0);
}

static u32 get16(const u8 *p)
{
	return p[0] << 8 | p[1];
}

static u32 get32(const u8 *p)
{
	return get16(p) << 16 | get16(p + 2);
}

/*
 * The next option with CODE of those in *P, *LEN bytes: its data and *SIZE, or NULL. Ends: each takes
 * its header off *LEN at least.
 */
static const u8 *next_option(const u8 **p, size_t *len, unsigned int code, size_t *size)
{
	const u8 *option;

	while (*len >= OPTION_HEADER) {
		option = *p;
		*size = get16(option + 2);
		if (*size > *len - OPTION_HEADER)
			return NULL;
		*p += OPTION_HEADER + *size;
		*len -= OPTION_HEADER + *size;
		if (get16(option) == code)
			return option + OPTION_HEADER;
	}
	return NULL;
}

/*
 * RFC 8415 18.2.10.1: an address with the valid lifetime 0 is gone, one that is not mentioned stays. For
 * dhcp6_parse() both are no addresses of use, so this looks for those. The message is one that it took.
 */
static bool take_withdrawn(struct lease *l, const u8 *msg, size_t len)
{
	const u8 *ia, *inner, *opt;
	struct lease_addr *addr;
	size_t size, inner_len;
	struct in6_addr in6;
	bool taken = false;

	msg += MESSAGE_HEADER;
	len -= MESSAGE_HEADER;
	while ((ia = next_option(&msg, &len, OPTION_IA_NA, &size))) {
		if (size < IA_NA_HEADER || get32(ia) != l->x.req.iaid)
			continue;
		inner = ia + IA_NA_HEADER;
		inner_len = size - IA_NA_HEADER;
		while ((opt = next_option(&inner, &inner_len, OPTION_IAADDR, &size))) {
			if (size < IAADDR_HEADER || get32(opt + IAADDR_VALID))
				continue;
			memcpy(&in6, opt, sizeof(in6));
			addr = find_addr(l, &in6);
			if (!addr)
				continue;
			remove_addr(l, addr);
			taken = true;
		}
	}
	return taken;
}

/* A Reply with addresses: RFC 8415 18.2.10.1. Those that it does not mention stay as they are. */
static void take_lease(struct lease *l, const struct dhcp6_reply *reply, s64 now)
{
	struct lease_addr *addr;
	unsigned int i;

	for (i = 0; i < reply->naddrs; i++) {
		addr = find_addr(l, &reply->addrs[i].addr);
		if (!addr)
			addr = add_addr(l, &reply->addrs[i].addr);
		addr->preferred = exchange_after(now, reply->addrs[i].preferred);
		addr->valid = exchange_after(now, reply->addrs[i].valid);
	}
	l->server = reply->server;
	set_times(l, now, reply->t1, reply->t2);
	l->state = LEASE_BOUND;
	l->advertised = false;
	l->pause = 0;
	exchange_end(&l->x);
	set_hints(l);
}

/* The addresses are not for this link: not used for anything new, and no more asked for */
static enum lease_event not_on_link(struct lease *l, s64 now, u64 random)
{
	unsigned int i;

	for (i = 0; i < l->naddrs; i++)
		l->addrs[i].preferred = min_t(s64, l->addrs[i].preferred, now);
	l->nhints = 0;
	begin_first_solicit(l, now, random);
	return LEASE_UPDATED;
}

/* The answer to a Request has no lease */
static void request_failed(struct lease *l, unsigned int code, s64 now, u64 random)
{
	switch (code) {
	case DHCP6_STATUS_UNSPEC_FAIL:
		/* The same again, in the time and as often as a Request may be: RFC 8415 18.2.10 */
		return;
	case DHCP6_STATUS_NOT_ON_LINK:
		/* The server may have others */
		l->nhints = 0;
		if (l->x.req.naddrs) {
			l->x.req.naddrs = 0;
			exchange_begin(&l->x, l->x.retrans, now);
			return;
		}
		break;
	default:
		break;
	}
	begin_next_solicit(l, now, random);
}

static enum lease_event take_reply(struct lease *l, const u8 *msg, size_t len, s64 now, u64 random)
{
	const struct dhcp6_reply *reply = &l->reply;
	unsigned int code = reply->status.code ? reply->status.code : reply->ia_status.code;
	bool withdrawn;

	withdrawn = !reply->status.code && take_withdrawn(l, msg, len);
	if (reply->naddrs) {
		take_lease(l, reply, now);
		return LEASE_UPDATED;
	}
	if (withdrawn) {
		set_hints(l);
		if (l->naddrs)
			return LEASE_UPDATED;
		begin_first_solicit(l, now, random);
		return LEASE_LOST;
	}

	if (l->state == LEASE_REQUEST) {
		request_failed(l, code, now, random);
		return LEASE_WAITS;
	}
	switch (code) {
	case DHCP6_STATUS_NO_BINDING:
		/* RFC 8415 18.2.10.1: that server is asked for one; the addresses are those of the Renew */
		begin_request(l, reply, now);
		return LEASE_WAITS;
	case DHCP6_STATUS_NOT_ON_LINK:
		return not_on_link(l, now, random);
	default:
		/* As if it had not come: RFC 8415 18.2.10.1, 14.1 */
		return LEASE_WAITS;
	}
}

static bool offers_hint(const struct lease *l, const struct dhcp6_reply *offer)
{
	unsigned int i, j;

	for (i = 0; i < offer->naddrs; i++)
		for (j = 0; j < l->nhints; j++)
			if (same_addr(&offer->addrs[i].addr, &l->hints[j]))
				return true;
	return false;
}

/* RFC 8415 18.2.9: preference first; of two the one that has our old address */
static bool better_offer(const struct lease *l, const struct dhcp6_reply *offer)
{
	if (!l->advertised || offer->preference != l->best.preference)
		return !l->advertised || offer->preference > l->best.preference;
	return offers_hint(l, offer) && !offers_hint(l, &l->best);
}

/* RFC 8415 18.2.1: collected until the first timeout, then any */
static enum lease_event take_offer(struct lease *l, s64 now)
{
	const struct dhcp6_reply *reply = &l->reply;

	if (!reply->naddrs)
		return LEASE_WAITS;
	if (reply->type == DHCP6_REPLY) {
		take_lease(l, reply, now);
		return LEASE_UPDATED;
	}
	if (better_offer(l, reply)) {
		l->best = *reply;
		l->advertised = true;
	}
	if (l->best.preference == 255 || l->x.sent > 1)
		begin_request(l, &l->best, now);
	return LEASE_WAITS;
}

enum lease_event lease_receive(struct lease *l, s64 now, u64 random, const u8 *msg, size_t len)
{
	if (!l->x.sent || dhcp6_parse(msg, len, &l->x.req, &l->reply))
		return LEASE_WAITS;
	if (l->reply.sol_max_rt)
		l->sol_max_rt = l->reply.sol_max_rt;

	switch (l->state) {
	case LEASE_RENEW:
	case LEASE_REBIND:
	case LEASE_CONFIRM:
	case LEASE_REQUEST:
		return take_reply(l, msg, len, now, random);
	case LEASE_SOLICIT:
		return take_offer(l, now);
	case LEASE_DECLINE:
		/* Whatever it says, RFC 8415 18.2.10.4 */
		if (l->naddrs)
			follow_time(l, now);
		else
			begin_next_solicit(l, now, random);
		return LEASE_WAITS;
	default:
		return LEASE_WAITS;
	}
}

void lease_confirm(struct lease *l, s64 now, u64 random)
{
	s64 at = now + exchange_delay(confirm_retrans.max_delay, random);

	if (l->state == LEASE_SOLICIT) {
		l->pause = 0;
		begin_solicit(l, at);
	}
	if (!holds(l) || !l->naddrs)
		return;
	begin_held(l, LEASE_CONFIRM, &confirm_retrans, at);
	l->confirm_end = l->x.next + CONFIRM_DURATION;
}

bool lease_decline(struct lease *l, const struct in6_addr *addr, s64 now)
{
	struct lease_addr *a = find_addr(l, addr);

	if (!a)
		return false;
	remove_addr(l, a);
	set_hints(l);
	l->state = LEASE_DECLINE;
	l->x.req.server = l->server;
	l->x.req.naddrs = 1;
	l->x.req.addrs[0] = *addr;
	exchange_begin(&l->x, dhcp6_retrans(DHCP6_DECLINE), now);
	return true;
}

const char *lease_state_name(enum lease_state state)
{
	static const char *const names[] = {
		[LEASE_NONE] = "no lease",
		[LEASE_BOUND] = "bound",
		[LEASE_RENEW] = "renewing",
		[LEASE_REBIND] = "rebinding",
		[LEASE_CONFIRM] = "confirming",
		[LEASE_SOLICIT] = "soliciting",
		[LEASE_REQUEST] = "requesting",
		[LEASE_DECLINE] = "declining",
	};

	return names[state];
}
