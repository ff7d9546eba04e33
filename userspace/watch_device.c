// SPDX-License-Identifier: GPL-2.0-only
/* The device that the kernel booted from. */

#include <linux/string.h>

#include "watch_device.h"

/* How sure it is; a device that shares its MAC with others (a VLAN) is told from them by its name */
enum {
	RANK_NONE,
	RANK_NAME,
	RANK_IAID,
	RANK_IAID_NAME,
	RANK_ADDR,
};

void device_search(struct device_search *s, const struct boot_info *boot, const char *name)
{
	memset(s, 0, sizeof(*s));
	s->boot = boot;
	s->name = name;
}

static bool same_addr(const struct in6_addr *a, const struct in6_addr *b)
{
	return !memcmp(a, b, sizeof(*a));
}

static bool is_boots(const struct boot_info *boot, const struct in6_addr *addr)
{
	unsigned int i;

	if (same_addr(addr, &in6addr_any))
		return false;
	if (same_addr(addr, &boot->address))
		return true;
	for (i = 0; boot->lease_readable && i < boot->lease.naddrs; i++)
		if (same_addr(addr, &boot->lease.addrs[i].addr))
			return true;
	return false;
}

void device_addr(struct device_search *s, const struct nl_addr *addr)
{
	if (!s->by_addr && is_boots(s->boot, &addr->addr))
		s->by_addr = addr->ifindex;
}

static unsigned int rank_of(const struct device_search *s, const struct nl_link *link)
{
	bool name = !strcmp(link->name, s->boot->device);

	if (link->ifindex == s->by_addr)
		return RANK_ADDR;
	if (s->boot->lease_readable && link->mac_len &&
	    dhcp6_iaid(link->mac, link->mac_len) == s->boot->lease.iaid)
		return name ? RANK_IAID_NAME : RANK_IAID;
	return name ? RANK_NAME : RANK_NONE;
}

void device_link(struct device_search *s, const struct nl_link *link)
{
	unsigned int rank = rank_of(s, link);

	if (rank > s->rank) {
		s->rank = rank;
		s->booted = *link;
	}
	if (s->name && !strcmp(link->name, s->name))
		s->named = *link;
}

const struct nl_link *device_found(const struct device_search *s, bool *booted)
{
	const struct nl_link *found = s->name ? &s->named : &s->booted;

	*booted = found->ifindex && found->ifindex == s->booted.ifindex;
	return found->ifindex ? found : NULL;
}
