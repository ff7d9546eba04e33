// SPDX-License-Identifier: GPL-2.0-only
/* The files of NetworkManager, as of 1.42. */

#include <arpa/inet.h>
#include <string.h>

#include "handoff.h"

#define NM_FOREVER	0x7fffffff	/* as a timeout */

/* One for each device, the same at each boot: of version 8, RFC 9562 5.8. */
static void add_uuid(const struct handoff *h, struct conf *conf)
{
	const u8 *mac = h->perm_mac;

	conf_add(conf, "6e667372-6f6f-8436-8000-%02x%02x%02x%02x%02x%02x", mac[0], mac[1], mac[2], mac[3], mac[4],
		 mac[5]);
}

static void add_dns(const struct handoff *h, struct conf *conf)
{
	char text[INET6_ADDRSTRLEN];
	bool any = false;
	unsigned int i;

	/* those of IPv4 belong to a section that is off */
	for (i = 0; i < h->dns.nservers; i++) {
		if (IN6_IS_ADDR_V4MAPPED(&h->dns.servers[i].addr))
			continue;
		inet_ntop(AF_INET6, &h->dns.servers[i].addr, text, sizeof(text));
		conf_add(conf, "%s%s;", any ? "" : "dns=", text);
		any = true;
	}
	if (any)
		conf_add(conf, "\n");
	any = false;
	for (i = 0; i < h->dns.nsearch; i++) {
		if (!conf_name_ok(h->dns.search[i]))
			continue;
		conf_add(conf, "%s%s;", any ? "" : "dns-search=", h->dns.search[i]);
		any = true;
	}
	if (any)
		conf_add(conf, "\n");
}

static void add_static(const struct handoff *h, struct conf *conf)
{
	const struct boot_info *boot = h->boot;
	char text[INET6_ADDRSTRLEN];

	conf_add(conf, "method=manual\naddress1=%s/%u", inet_ntop(AF_INET6, &boot->address, text, sizeof(text)),
		 boot->plen);
	if (!IN6_IS_ADDR_UNSPECIFIED(&boot->router))
		conf_add(conf, ",%s", inet_ntop(AF_INET6, &boot->router, text, sizeof(text)));
	conf_add(conf, "\n");
}

static void add_identity(const struct boot_lease *lease, struct conf *conf)
{
	unsigned int i;

	conf_add(conf, "# the kernel's lease goes on\ndhcp-duid=");
	for (i = 0; i < lease->client.len; i++)
		conf_add(conf, "%s%02x", i ? ":" : "", lease->client.data[i]);
	conf_add(conf, "\ndhcp-iaid=%u\n", lease->iaid);
}

static void add_automatic(const struct handoff *h, struct conf *conf)
{
	const struct boot_info *boot = h->boot;
	bool dhcp = !strcmp(boot->method, "dhcp");
	char text[INET6_ADDRSTRLEN];

	if (dhcp && !h->managed) {
		/* with "auto" it would not ask for a lease then; with "dhcp" it has no default route */
		conf_add(conf, "method=dhcp\n");
		if (!IN6_IS_ADDR_UNSPECIFIED(&boot->router))
			conf_add(conf, "route1=::/0,%s\n", inet_ntop(AF_INET6, &boot->router, text, sizeof(text)));
	} else {
		conf_add(conf, "method=auto\n");
		if (!IN6_IS_ADDR_UNSPECIFIED(&h->token))
			conf_add(conf, "token=%s\n", inet_ntop(AF_INET6, &h->token, text, sizeof(text)));
	}
	/* when time is up the device would be taken down */
	conf_add(conf, "ra-timeout=%u\ndhcp-timeout=%u\n", NM_FOREVER, NM_FOREVER);
	if (dhcp)
		add_identity(&boot->lease, conf);
}

void handoff_nm_profile(const struct handoff *h, struct conf *conf)
{
	const u8 *mac = h->perm_mac;

	conf_start(conf);
	conf_add(conf, "[connection]\nid=nfsroot6-%s\nuuid=", h->device);
	add_uuid(h, conf);
	conf_add(conf, "\n"
		 "type=ethernet\n"
		 "autoconnect=true\n"
		 "autoconnect-priority=999\n"
		 "autoconnect-retries=0\n"
		 "\n"
		 "[ethernet]\n"
		 "mac-address=%02x:%02x:%02x:%02x:%02x:%02x\n"
		 "cloned-mac-address=preserve\n"
		 "\n"
		 "[ipv4]\n"
		 "# stays as the kernel has left it\n"
		 "method=disabled\n"
		 "\n"
		 "[ipv6]\n"
		 "addr-gen-mode=eui64\n", mac[0], mac[1], mac[2], mac[3], mac[4], mac[5]);
	if (!strcmp(h->boot->method, "static"))
		add_static(h, conf);
	else if (!strcmp(h->boot->method, "link-local") && !h->nglobal)
		conf_add(conf, "method=link-local\n");
	else
		add_automatic(h, conf);
	add_dns(h, conf);
}

/* By both: a MAC that no driver has burnt in does not match there. */
void handoff_nm_conf(const struct handoff *h, struct conf *conf)
{
	const u8 *mac = h->perm_mac;

	conf_start(conf);
	conf_add(conf, "[device-nfsroot6]\n"
		 "match-device=mac:%02x:%02x:%02x:%02x:%02x:%02x,interface-name:=%s\n"
		 "# the root file system is mounted over it\n"
		 "keep-configuration=yes\n"
		 "ignore-carrier=yes\n", mac[0], mac[1], mac[2], mac[3], mac[4], mac[5], h->device);
}

/* It takes the device over as if it had been started before, and does not begin anew. */
void handoff_nm_state(const struct handoff *h, struct conf *conf)
{
	conf_start(conf);
	conf_add(conf, "[device]\nmanaged=true\nconnection-uuid=");
	add_uuid(h, conf);
	conf_add(conf, "\n");
}
