// SPDX-License-Identifier: GPL-2.0-only
/* What is to be known of the device that the kernel has configured. */

#include <arpa/inet.h>
#include <libmnl/libmnl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <linux/if_link.h>
#include <linux/rtnetlink.h>

#include "bootline.h"
#include "handoff.h"
#include "nfsroot6.h"

#define ADDRS_SIZE	(256 << 10)	/* bytes of /proc/net/if_inet6 */
#define ARPHRD_ETHERNET	1
#define RA_MANAGED	0x40		/* IF_RA_MANAGED of IFLA_INET6_FLAGS, which no header has */

struct link_wanted {
	bool managed;
	bool has_perm_mac;
	u8 perm_mac[HANDOFF_MAC_SIZE];
};

static int take_inet6(const struct nlattr *attr, void *data)
{
	struct link_wanted *wanted = data;

	if (mnl_attr_get_type(attr) == IFLA_INET6_FLAGS && mnl_attr_validate(attr, MNL_TYPE_U32) >= 0)
		wanted->managed = mnl_attr_get_u32(attr) & RA_MANAGED;
	return MNL_CB_OK;
}

static int take_family(const struct nlattr *attr, void *data)
{
	if (mnl_attr_get_type(attr) == AF_INET6 && mnl_attr_validate(attr, MNL_TYPE_NESTED) >= 0)
		return mnl_attr_parse_nested(attr, take_inet6, data);
	return MNL_CB_OK;
}

static int take_attr(const struct nlattr *attr, void *data)
{
	static const u8 none[HANDOFF_MAC_SIZE];
	struct link_wanted *wanted = data;

	switch (mnl_attr_get_type(attr)) {
	case IFLA_PERM_ADDRESS:
		if (mnl_attr_get_payload_len(attr) != HANDOFF_MAC_SIZE ||
		    !memcmp(mnl_attr_get_payload(attr), none, sizeof(none)))
			break;
		wanted->has_perm_mac = true;
		memcpy(wanted->perm_mac, mnl_attr_get_payload(attr), HANDOFF_MAC_SIZE);
		break;
	case IFLA_AF_SPEC:
		if (mnl_attr_validate(attr, MNL_TYPE_NESTED) >= 0)
			return mnl_attr_parse_nested(attr, take_family, data);
		break;
	}
	return MNL_CB_OK;
}

static int take_link(const struct nlmsghdr *nlh, void *data)
{
	if (nlh->nlmsg_type == RTM_NEWLINK && mnl_nlmsg_get_payload_len(nlh) >= sizeof(struct ifinfomsg))
		mnl_attr_parse(nlh, sizeof(struct ifinfomsg), take_attr, data);
	return MNL_CB_STOP;
}

/* The M flag of the last router advertisement that the kernel has taken, and the MAC that is burnt in. */
static void ask_kernel(struct handoff *h)
{
	struct mnl_socket *sock = mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC);
	struct link_wanted wanted = { .managed = false };
	struct ifinfomsg *ifi;
	struct nlmsghdr *nlh;
	char buf[32 << 10];
	ssize_t len;

	if (!sock)
		return;
	nlh = mnl_nlmsg_put_header(buf);
	nlh->nlmsg_type = RTM_GETLINK;
	nlh->nlmsg_flags = NLM_F_REQUEST;
	nlh->nlmsg_seq = 1;
	ifi = mnl_nlmsg_put_extra_header(nlh, sizeof(*ifi));
	ifi->ifi_index = h->ifindex;
	if (mnl_socket_bind(sock, 0, MNL_SOCKET_AUTOPID) >= 0 && mnl_socket_sendto(sock, nlh, nlh->nlmsg_len) >= 0) {
		len = mnl_socket_recvfrom(sock, buf, sizeof(buf));
		if (len > 0)
			mnl_cb_run(buf, len, 1, mnl_socket_get_portid(sock), take_link, &wanted);
	}
	mnl_socket_close(sock);
	h->managed = wanted.managed;
	if (wanted.has_perm_mac)
		memcpy(h->perm_mac, wanted.perm_mac, sizeof(h->perm_mac));
}

static void read_mac(const char *root, struct handoff *h)
{
	char path[HANDOFF_PATH_SIZE], text[32];

	snprintf(path, sizeof(path), "/sys/class/net/%s/type", h->device);
	if (handoff_read(root, path, text, sizeof(text)) < 0 || atoi(text) != ARPHRD_ETHERNET)
		return;
	snprintf(path, sizeof(path), "/sys/class/net/%s/address", h->device);
	h->has_mac = handoff_read(root, path, text, sizeof(text)) >= 0 && handoff_parse_mac(text, h->mac);
	if (h->has_mac)
		memcpy(h->perm_mac, h->mac, sizeof(h->mac));
}

static bool is_asked_for(const struct dns_server *server, const struct bootline *line)
{
	unsigned int i;

	for (i = 0; i < line->nns; i++)
		if (!memcmp(&server->addr, &line->ns[i].addr, sizeof(server->addr)))
			return true;
	for (i = 0; line->ip6_wanted && i < line->ip6.ndns; i++)
		if (!memcmp(&server->addr, &line->ip6.dns[i], sizeof(server->addr)))
			return true;
	return false;
}

/* What the manager does not find out by itself */
static int read_cmdline(const char *root, struct handoff *h)
{
	struct bootline *line = malloc(sizeof(*line));
	const struct dns_config *dns = &h->boot->dns;
	bool all = !strcmp(h->boot->method, "static");
	char text[BOOTLINE_SIZE];
	unsigned int i;

	if (!line || boot_cmdline(root, text, sizeof(text)) || bootline_parse(text, line)) {
		warn("cannot read %s/proc/cmdline", root);
		free(line);
		return -1;
	}
	if (line->ip6_wanted) {
		h->never_dhcp = line->ip6.method == IP6_METHOD_SLAAC;
		h->token = line->ip6.token;
	}
	for (i = 0; i < dns->nservers && i < DNS_SERVERS_MAX; i++)
		if (all || is_asked_for(&dns->servers[i], line))
			h->dns.servers[h->dns.nservers++] = dns->servers[i];
	if (all) {
		h->dns.nsearch = dns->nsearch;
		memcpy(h->dns.search, dns->search, sizeof(h->dns.search));
	}
	free(line);
	return 0;
}

int handoff_find_device(const char *root, const struct boot_info *boot, struct handoff *h)
{
	char text[INET6_ADDRSTRLEN], *addrs = malloc(ADDRS_SIZE);
	bool found;

	memset(h, 0, sizeof(*h));
	h->boot = boot;
	inet_ntop(AF_INET6, &boot->address, text, sizeof(text));
	if (!addrs || handoff_read(root, "/proc/net/if_inet6", addrs, ADDRS_SIZE) < 0) {
		warn("cannot read %s/proc/net/if_inet6", root);
		free(addrs);
		return -1;
	}
	found = handoff_find_address(addrs, &boot->address, boot->device, h->device, &h->ifindex, &h->nglobal);
	free(addrs);
	if (!found) {
		warn("no device has the kernel's address, %s: nothing can be handed over as it is", text);
		return -1;
	}
	if (!conf_name_ok(h->device)) {
		warn("the device \"%s\" has a name that cannot be in a configuration file", h->device);
		return -1;
	}
	read_mac(root, h);
	/* below a root it is not this machine */
	if (!root[0])
		ask_kernel(h);
	return read_cmdline(root, h);
}
