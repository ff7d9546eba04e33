// SPDX-License-Identifier: GPL-2.0-only
/* Information-request, at once and at each information refresh time. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "inform.h"

#define REFRESH_DEFAULT	86400	/* seconds, IRT_DEFAULT: RFC 8415 7.6 */

void inform_init(struct inform *i, const struct dhcp6_duid *client, const char *vendor_class)
{
	memset(i, 0, sizeof(*i));
	exchange_end(&i->x);
	i->refresh = INFORM_NEVER;
	i->x.req.client = *client;
	i->x.req.vendor_class = vendor_class;
}

void inform_start(struct inform *i, s64 now, u64 random)
{
	const struct dhcp6_retrans *retrans = dhcp6_retrans(DHCP6_INFORMATION_REQUEST);

	i->active = true;
	i->refresh = INFORM_NEVER;
	exchange_begin(&i->x, retrans, now + exchange_delay(retrans->max_delay, random));
}

void inform_stop(struct inform *i)
{
	i->active = false;
	i->refresh = INFORM_NEVER;
	exchange_end(&i->x);
}

s64 inform_next(const struct inform *i)
{
	return min_t(s64, i->x.next, i->refresh);
}

int inform_step(struct inform *i, s64 now, u64 random, u8 *buf, size_t size)
{
	int len;

	if (now >= i->refresh)
		inform_start(i, now, random);
	if (now < i->x.next)
		return 0;
	i->x.max_rt = i->inf_max_rt;
	len = exchange_send(&i->x, now, random, buf, size);
	return max_t(int, len, 0);
}

bool inform_receive(struct inform *i, s64 now, const u8 *msg, size_t len)
{
	if (!i->x.sent || dhcp6_parse(msg, len, &i->x.req, &i->reply))
		return false;
	if (i->reply.inf_max_rt)
		i->inf_max_rt = i->reply.inf_max_rt;
	/* A server that fails may do better at the next transmission */
	if (i->reply.status.code)
		return false;
	i->replied = true;
	i->refresh = exchange_after(now, i->reply.refresh ? i->reply.refresh : REFRESH_DEFAULT);
	exchange_end(&i->x);
	return true;
}
