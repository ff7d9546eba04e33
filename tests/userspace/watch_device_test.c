// SPDX-License-Identifier: GPL-2.0-only
/* The device that the kernel booted from, among others and under other names. */

#include <kunit/test.h>

#include <arpa/inet.h>

#include "watch_device.h"

#define MAC_A	{ 0x52, 0x54, 0, 0x12, 0x34, 0x56 }
#define MAC_B	{ 0x52, 0x54, 0, 0x12, 0x34, 0x57 }

static const u8 mac_a[6] = MAC_A;

struct one_link {
	int ifindex;
	const char *name;
	u8 mac[6];
	const char *addr;		/* or NULL */
};

/* The kernel booted from "eth0", with mac_a, 2001:db8::d and, if leased, 2001:db8::e as well */
struct device_case {
	const char *desc;
	struct one_link links[3];
	bool leased;
	const char *name;		/* asked for */
	int found;
	bool booted;
};

static const struct device_case device_cases[] = {
	{ "as it was", { { 2, "eth0", MAC_A, "2001:db8::d" }, { 3, "eth1", MAC_B } }, true, NULL, 2, true },
	{ "as it was, by its name", { { 2, "eth0", MAC_A, "2001:db8::d" } }, true, "eth0", 2, true },
	{ "another one by its name", { { 2, "eth0", MAC_A, "2001:db8::d" }, { 3, "eth1", MAC_B } }, true, "eth1", 3,
	  false },
	{ "renamed", { { 2, "enp1s0", MAC_A, "2001:db8::d" }, { 3, "eth1", MAC_B } }, true, NULL, 2, true },
	{ "renamed, by its new name", { { 2, "enp1s0", MAC_A, "2001:db8::d" } }, true, "enp1s0", 2, true },
	{ "renamed, by its old name", { { 2, "enp1s0", MAC_A, "2001:db8::d" } }, true, "eth0", 0, false },
	{ "renamed, the address is gone", { { 3, "eth1", MAC_B }, { 2, "enp1s0", MAC_A } }, true, "enp1s0", 2, true },
	{ "renamed, the address is gone, no name", { { 3, "eth1", MAC_B }, { 2, "enp1s0", MAC_A } }, true, NULL, 2,
	  true },
	{ "another leased address", { { 2, "enp1s0", MAC_B, "2001:db8::e" } }, true, "enp1s0", 2, true },
	{ "names exchanged, with the address", { { 2, "eth1", MAC_A, "2001:db8::d" }, { 3, "eth0", MAC_B } }, true,
	  "eth0", 3, false },
	{ "names exchanged, without", { { 2, "eth1", MAC_A }, { 3, "eth0", MAC_B } }, true, "eth1", 2, true },
	{ "names exchanged, without, no name", { { 3, "eth0", MAC_B }, { 2, "eth1", MAC_A } }, true, NULL, 2, true },
	{ "a VLAN has the same MAC", { { 4, "eth0.5", MAC_A }, { 2, "eth0", MAC_A }, { 5, "eth0.6", MAC_A } }, true,
	  NULL, 2, true },
	{ "the address went to a bridge", { { 2, "eth0", MAC_A }, { 6, "br0", MAC_A, "2001:db8::d" } }, true, NULL, 6,
	  true },
	{ "no lease, by the name", { { 3, "eth1", MAC_A }, { 2, "eth0", MAC_B } }, false, NULL, 2, true },
	{ "no lease, renamed", { { 2, "enp1s0", MAC_A, "2001:db8::d" } }, false, "enp1s0", 2, true },
	{ "not there", { { 3, "eth1", MAC_B } }, true, NULL, 0, false },
	{ "none of that name", { { 2, "eth0", MAC_A, "2001:db8::d" } }, true, "eth7", 0, false },
};

static void device_desc(const struct device_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s", c->desc);
}

KUNIT_ARRAY_PARAM(device, device_cases, device_desc);

static void devices(struct kunit *test)
{
	const struct device_case *c = test->param_value;
	struct boot_info boot = { .device = "eth0", .has_lease = c->leased, .lease_readable = c->leased };
	const struct nl_link *found;
	struct device_search s;
	bool booted = !c->booted;
	unsigned int i;

	inet_pton(AF_INET6, "2001:db8::d", &boot.address);
	if (c->leased) {
		boot.lease.iaid = dhcp6_iaid(mac_a, sizeof(mac_a));
		boot.lease.naddrs = 2;
		boot.lease.addrs[0].addr = boot.address;
		inet_pton(AF_INET6, "2001:db8::e", &boot.lease.addrs[1].addr);
	}
	device_search(&s, &boot, c->name);
	for (i = 0; i < ARRAY_SIZE(c->links) && c->links[i].ifindex; i++) {
		struct nl_addr addr = { .ifindex = c->links[i].ifindex };

		inet_pton(AF_INET6, "fe80::1", &addr.addr);
		device_addr(&s, &addr);
		if (!c->links[i].addr)
			continue;
		inet_pton(AF_INET6, c->links[i].addr, &addr.addr);
		device_addr(&s, &addr);
	}
	for (i = 0; i < ARRAY_SIZE(c->links) && c->links[i].ifindex; i++) {
		struct nl_link link = { .ifindex = c->links[i].ifindex, .mac_len = sizeof(c->links[i].mac) };

		memcpy(link.mac, c->links[i].mac, sizeof(c->links[i].mac));
		snprintf(link.name, sizeof(link.name), "%s", c->links[i].name);
		device_link(&s, &link);
	}
	found = device_found(&s, &booted);
	KUNIT_EXPECT_EQ(test, found ? found->ifindex : 0, c->found);
	KUNIT_EXPECT_EQ(test, booted, c->booted);
}

/* A static configuration by hand may have no address to go by; and a device without a MAC is no other one's */
static void no_address(struct kunit *test)
{
	struct nl_link link = { .ifindex = 4, .name = "tun0" };
	struct boot_info boot = { .device = "eth0", .lease_readable = true };
	struct nl_addr addr = { .ifindex = 4 };
	struct device_search s;
	bool booted;

	device_search(&s, &boot, NULL);
	device_addr(&s, &addr);
	device_link(&s, &link);
	KUNIT_EXPECT_PTR_EQ(test, device_found(&s, &booted), NULL);
	KUNIT_EXPECT_FALSE(test, booted);
}

static struct kunit_case device_cases_all[] = {
	KUNIT_CASE_PARAM(devices, device_gen_params),
	KUNIT_CASE(no_address),
	{},
};

static struct kunit_suite device_suite = {
	.name = "nfsroot6-watch-device",
	.test_cases = device_cases_all,
};
kunit_test_init_section_suites(&device_suite);
