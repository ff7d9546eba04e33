// SPDX-License-Identifier: GPL-2.0-only
/* The kernel's choice of a DUID, once more. */

#include <linux/string.h>

#include "duid.h"

#define HW_TYPE_ETHER	1	/* ARPHRD_ETHER */
#define UUID_SIZE	16	/* bytes */

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx */
static bool parse_uuid(const char *text, u8 *uuid)
{
	unsigned int i;
	int high, low;

	for (i = 0; i < UUID_SIZE; i++) {
		if ((i == 4 || i == 6 || i == 8 || i == 10) && *text++ != '-')
			return false;
		high = hex_digit(text[0]);
		low = high < 0 ? -1 : hex_digit(text[1]);
		if (low < 0)
			return false;
		uuid[i] = high << 4 | low;
		text += 2;
	}
	return true;
}

bool duid_make(struct dhcp6_duid *duid, const char *uuid, const u8 *mac, size_t mac_len)
{
	u8 bytes[UUID_SIZE];

	if (parse_uuid(uuid, bytes) && dhcp6_duid_uuid(duid, bytes))
		return true;
	return dhcp6_duid_ll(duid, HW_TYPE_ETHER, mac, mac_len);
}
