// SPDX-License-Identifier: GPL-2.0-only
/* Router Solicitations. */

#include <stdint.h>

#include <linux/kernel.h>
#include <linux/string.h>

#include "exchange.h"
#include "solicit.h"

/* RFC 4861 10. */
#define SOLICIT_DELAY		1000	/* ms, MAX_RTR_SOLICITATION_DELAY */
#define SOLICIT_INTERVAL	4000	/* ms, RTR_SOLICITATION_INTERVAL */
#define SOLICIT_COUNT		3	/* MAX_RTR_SOLICITATIONS */

#define RS_TYPE			133	/* ICMPv6 */
#define RS_HEADER_SIZE		8	/* bytes, RFC 4861 4.1 */
#define OPT_SOURCE_ADDR		1	/* RFC 4861 4.6.1 */
#define OPT_HEADER_SIZE		2	/* bytes */
#define OPT_UNIT		8	/* bytes, of the length field */

void solicit_start(struct solicit *s, s64 now, u64 random)
{
	s64 at = now + exchange_delay(SOLICIT_DELAY, random);

	if (s->last)
		at = max_t(s64, at, s->last + SOLICIT_INTERVAL);
	/* One that waits is not put off */
	if (!s->sent)
		at = min_t(s64, at, s->next);
	s->sent = 0;
	s->next = at;
}

void solicit_stop(struct solicit *s)
{
	s->sent = 0;
	s->next = SOLICIT_NEVER;
}

bool solicit_step(struct solicit *s, s64 now)
{
	if (now < s->next)
		return false;
	s->sent++;
	s->last = now;
	s->next = s->sent < SOLICIT_COUNT ? now + SOLICIT_INTERVAL : SOLICIT_NEVER;
	return true;
}

size_t solicit_build(u8 *buf, const u8 *mac, size_t mac_len)
{
	size_t size = (OPT_HEADER_SIZE + mac_len + OPT_UNIT - 1) / OPT_UNIT * OPT_UNIT;

	memset(buf, 0, SOLICIT_SIZE);
	buf[0] = RS_TYPE;
	/* The checksum is the kernel's */
	if (!mac_len || size > SOLICIT_SIZE - RS_HEADER_SIZE)
		return RS_HEADER_SIZE;
	buf[RS_HEADER_SIZE] = OPT_SOURCE_ADDR;
	buf[RS_HEADER_SIZE + 1] = size / OPT_UNIT;
	memcpy(buf + RS_HEADER_SIZE + OPT_HEADER_SIZE, mac, mac_len);
	return RS_HEADER_SIZE + size;
}
