// SPDX-License-Identifier: GPL-2.0-only
/* The files of systemd-networkd and systemd-udevd, as of systemd 252. */

#include <arpa/inet.h>
#include <string.h>

#include "handoff.h"
#include "prefix.h"

/* One more device may have the MAC, a VLAN or a bridge on this one: those are of other types. */
static void add_match(const struct handoff *h, struct conf *conf)
{
	const u8 *mac = h->mac;

	conf_add(conf, "[Match]\n");
	if (h->has_mac)
		conf_add(conf, "MACAddress=%02x:%02x:%02x:%02x:%02x:%02x\nType=ether\n", mac[0], mac[1], mac[2],
			 mac[3], mac[4], mac[5]);
}

static void add_server(const struct handoff *h, const struct dns_server *server, struct conf *conf)
{
	char text[INET6_ADDRSTRLEN];

	if (IN6_IS_ADDR_V4MAPPED(&server->addr))
		inet_ntop(AF_INET, &server->addr.s6_addr[12], text, sizeof(text));
	else
		inet_ntop(AF_INET6, &server->addr, text, sizeof(text));
	conf_add(conf, "DNS=%s", text);
	if (IN6_IS_ADDR_LINKLOCAL(&server->addr))
		conf_add(conf, "%%%s", h->device);
	conf_add(conf, "\n");
}

static void add_dns(const struct handoff *h, struct conf *conf)
{
	char text[INET6_ADDRSTRLEN];
	bool any = false;
	unsigned int i;

	for (i = 0; i < h->dns.nservers; i++)
		add_server(h, &h->dns.servers[i], conf);
	for (i = 0; i < h->dns.nsearch; i++) {
		if (!conf_name_ok(h->dns.search[i]))
			continue;
		conf_add(conf, "%s%s", any ? " " : "Domains=", h->dns.search[i]);
		any = true;
	}
	if (any)
		conf_add(conf, "\n");
	for (i = 0; !strcmp(h->boot->method, "static") && i < h->boot->nntp; i++)
		conf_add(conf, "NTP=%s\n", inet_ntop(AF_INET6, &h->boot->ntp[i], text, sizeof(text)));
}

static void add_static(const struct handoff *h, struct conf *conf)
{
	const struct boot_info *boot = h->boot;
	char text[INET6_ADDRSTRLEN];

	conf_add(conf, "IPv6AcceptRA=no\nAddress=%s/%u\n", inet_ntop(AF_INET6, &boot->address, text, sizeof(text)),
		 boot->plen);
	add_dns(h, conf);
	if (IN6_IS_ADDR_UNSPECIFIED(&boot->router))
		return;
	conf_add(conf, "\n[Route]\nGateway=%s\n", inet_ntop(AF_INET6, &boot->router, text, sizeof(text)));
	if (!IN6_IS_ADDR_LINKLOCAL(&boot->router) && !same_prefix(&boot->router, &boot->address, boot->plen))
		conf_add(conf, "GatewayOnLink=yes\n");
}

/* Its types have names; by their numbers only systemd 253 and newer know them. */
static void add_duid(const struct dhcp6_duid *duid, struct conf *conf)
{
	static const char * const names[] = { NULL, "link-layer-time", "vendor", "link-layer", "uuid" };
	unsigned int i, type = duid->data[0] << 8 | duid->data[1];

	if (type && type < sizeof(names) / sizeof(names[0]))
		conf_add(conf, "DUIDType=%s\nDUIDRawData=", names[type]);
	else
		conf_add(conf, "DUIDType=%u\nDUIDRawData=", type);
	for (i = 2; i < duid->len; i++)
		conf_add(conf, "%s%02x", i > 2 ? ":" : "", duid->data[i]);
	conf_add(conf, "\n");
}

static void add_automatic(const struct handoff *h, struct conf *conf)
{
	const struct boot_info *boot = h->boot;
	bool dhcp = !strcmp(boot->method, "dhcp");
	char text[INET6_ADDRSTRLEN];

	conf_add(conf, "IPv6AcceptRA=yes\n");
	add_dns(h, conf);
	conf_add(conf, "\n[IPv6AcceptRA]\nDHCPv6Client=%s\nUseDomains=yes\n",
		 dhcp ? "always" : h->never_dhcp ? "no" : "yes");
	/* 257 waits for another address when it finds the leased one on the device already: for ever, without SLAAC */
	if (dhcp && h->nglobal == 1)
		conf_add(conf, "UseAutonomousPrefix=no\n");
	if (!IN6_IS_ADDR_UNSPECIFIED(&h->token))
		conf_add(conf, "Token=static:%s\n", inet_ntop(AF_INET6, &h->token, text, sizeof(text)));
	conf_add(conf, "\n[DHCPv6]\nUseDomains=yes\n");
	if (!dhcp)
		return;
	conf_add(conf, "# the kernel's lease goes on\n");
	add_duid(&boot->lease.client, conf);
	conf_add(conf, "IAID=%u\n", boot->lease.iaid);
}

void handoff_networkd(const struct handoff *h, struct conf *conf)
{
	conf_start(conf);
	add_match(h, conf);
	if (!h->has_mac)
		conf_add(conf, "Name=%s\n", h->device);
	conf_add(conf, "\n"
		 "[Network]\n"
		 "Description=The root file system is mounted over it\n"
		 "# nothing that is there goes away: not at the start, not without carrier\n"
		 "KeepConfiguration=yes\n"
		 "IgnoreCarrierLoss=yes\n"
		 "LinkLocalAddressing=ipv6\n"
		 "IPv6PrivacyExtensions=kernel\n");
	if (!strcmp(h->boot->method, "static"))
		add_static(h, conf);
	else if (!strcmp(h->boot->method, "link-local") && !h->nglobal)
		conf_add(conf, "IPv6AcceptRA=no\n");
	else
		add_automatic(h, conf);
}

void handoff_link(const struct handoff *h, struct conf *conf)
{
	conf_start(conf);
	conf_add(conf, "# ip6= and link-local name servers have the device by this name: it stays\n");
	add_match(h, conf);
	conf_add(conf, "OriginalName=%s\n"
		 "\n"
		 "[Link]\n"
		 "AlternativeNamesPolicy=database onboard slot path\n", h->device);
}
