// SPDX-License-Identifier: GPL-2.0-only
/* /proc/net/ipconfig/ip6_lease */

#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "boot.h"
#include "boot_text.h"

static bool parse_duid(const struct text *word, struct dhcp6_duid *duid)
{
	int len = text_hex(word, duid->data, sizeof(duid->data));

	if (len < DHCP6_DUID_MIN)
		return false;
	duid->len = len;
	return true;
}

static bool parse_iaid(const struct text *word, u32 *iaid)
{
	u8 buf[4];

	if (text_hex(word, buf, sizeof(buf)) != sizeof(buf))
		return false;
	*iaid = (u32)buf[0] << 24 | buf[1] << 16 | buf[2] << 8 | buf[3];
	return true;
}

static bool parse_seconds(const struct text *word, s64 *value)
{
	u64 n;

	if (!text_u64(word, INT64_MAX / 1000, &n))
		return false;
	*value = n;
	return true;
}

/* "A preferred P valid V" */
static bool parse_lease_addr(struct text *line, const struct text *word, struct boot_lease *lease)
{
	struct dhcp6_addr *addr = &lease->addrs[lease->naddrs];
	struct text key, value;

	if (lease->naddrs == DHCP6_ADDRS_MAX || !text_addr(word, &addr->addr))
		return false;
	if (!text_word(line, &key) || !text_is(&key, "preferred") ||
	    !text_word(line, &value) || !text_u32(&value, &addr->preferred))
		return false;
	if (!text_word(line, &key) || !text_is(&key, "valid") ||
	    !text_word(line, &value) || !text_u32(&value, &addr->valid))
		return false;
	if (!addr->valid || addr->preferred > addr->valid)
		return false;
	lease->naddrs++;
	return true;
}

static bool parse_lease_line(struct text *line, struct boot_lease *lease, bool *t1, bool *t2, bool *iaid)
{
	struct text key, value;

	if (!text_word(line, &key))
		return true;
	if (!text_word(line, &value))
		value.at = value.end = line->end;

	if (text_is(&key, "duid"))
		return parse_duid(&value, &lease->client);
	if (text_is(&key, "server"))
		return parse_duid(&value, &lease->server);
	if (text_is(&key, "iaid"))
		return *iaid = parse_iaid(&value, &lease->iaid);
	if (text_is(&key, "t1"))
		return *t1 = text_u32(&value, &lease->t1);
	if (text_is(&key, "t2"))
		return *t2 = text_u32(&value, &lease->t2);
	if (text_is(&key, "address"))
		return parse_lease_addr(line, &value, lease);
	if (text_is(&key, "obtained"))
		return parse_seconds(&value, &lease->obtained);
	if (text_is(&key, "boottime"))
		return parse_seconds(&value, &lease->boottime);
	return true;
}

int boot_parse_lease(const char *text, size_t len, struct boot_lease *lease)
{
	bool t1 = false, t2 = false, iaid = false, cut;
	struct text all = { text, text + len };
	struct text line;

	memset(lease, 0, sizeof(*lease));
	lease->boottime = -1;
	while (text_line(&all, &line, &cut)) {
		if (!parse_lease_line(&line, lease, &t1, &t2, &iaid))
			goto bad;
	}
	if (cut || !lease->client.len || !lease->server.len || !iaid || !t1 || !t2 ||
	    !lease->naddrs || lease->t1 > lease->t2)
		goto bad;
	return 0;

bad:
	memset(lease, 0, sizeof(*lease));
	lease->boottime = -1;
	return -EINVAL;
}
