// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hostile router advertisements, for tests:
 *
 *	raflood MODE INTERFACE
 *
 *	flood      1000 a second, each with another prefix
 *	big        60 prefixes and 200 name servers, in several RAs and in one that has to be fragmented
 *	malformed  one RA for each way to break a parser, and forged ones
 *	ghost      a router that answers solicitations at once and forwards nothing; where the node that
 *	           it runs on does not have GHOST, it cannot even be reached
 *
 * Prefixes of the flood are in 2001:db8:f000::/36, to which the lab's router has a route, so that
 * any address that comes of them works. Malformed ones carry WRONG and WRONG_DNS.
 */
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip6.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "message.h"

#define WRONG		"2001:db8:bad::"
#define WRONG_DNS	"2001:db8:bad::53"
#define GHOST		"fe80::dead"
#define GOOD_PREFIX	"2001:db8:1::"

#define FLOOD_PER_S	1000
#define GHOST_PERIOD_MS	3000
#define MALFORMED_PER_S	5
#define BIG_PER_S	2

#define ALL_NODES	"ff02::1"

#define OPT_PIO		3
#define OPT_RDNSS	25
#define OPT_DNSSL	31
#define PIO_LEN		4	/* in units of 8 bytes, like all lengths here */

#define ON_LINK		0x80
#define AUTONOMOUS	0x40

static struct sockaddr_in6 all_nodes;
static int sock;

static void put_option(struct message *m, uint8_t type, uint8_t length)
{
	put(m, &type, 1);
	put(m, &length, 1);
}

static struct message ra(uint16_t router_lifetime)
{
	struct nd_router_advert header = {
		.nd_ra_type = ND_ROUTER_ADVERT,
		.nd_ra_router_lifetime = htons(router_lifetime),
	};
	struct message m = { .len = 0 };

	put(&m, &header, sizeof(header));
	return m;
}

static void put_prefix(struct message *m, const char *prefix)
{
	put_option(m, OPT_PIO, PIO_LEN);
	put(m, (uint8_t[]){ 64, ON_LINK | AUTONOMOUS }, 2);
	put32(m, 600);
	put32(m, 300);
	put32(m, 0);
	put_address(m, prefix);
}

static void put_numbered_prefix(struct message *m, unsigned int number)
{
	char prefix[INET6_ADDRSTRLEN];

	snprintf(prefix, sizeof(prefix), "2001:db8:f%03x:%x::", number >> 16 & 0xfff, number & 0xffff);
	put_prefix(m, prefix);
}

/* @count name servers that nobody has. */
static void put_rdnss(struct message *m, unsigned int first, unsigned int count)
{
	char address[INET6_ADDRSTRLEN];

	put_option(m, OPT_RDNSS, 1 + 2 * count);
	put(m, "\0\0", 2);
	put32(m, 600);
	while (count--) {
		snprintf(address, sizeof(address), "2001:db8:2::dead:%x", first++);
		put_address(m, address);
	}
}

/* The RAs of the right router come with what a client must not take. */
static void put_wrong(struct message *m)
{
	put_prefix(m, WRONG);
	put_option(m, OPT_RDNSS, 3);
	put(m, "\0\0", 2);
	put32(m, 600);
	put_address(m, WRONG_DNS);
}

static void send_message(const struct message *m)
{
	if (sendto(sock, m->data, m->len, 0, (struct sockaddr *)&all_nodes, sizeof(all_nodes)) < 0)
		perror("sendto");
}

static void set_hop_limit(int hops)
{
	setsockopt(sock, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, &hops, sizeof(hops));
}

static void per_second(unsigned int times)
{
	static struct timespec next;

	if (!next.tv_sec)
		clock_gettime(CLOCK_MONOTONIC, &next);
	next.tv_nsec += 1000000000 / times;
	if (next.tv_nsec >= 1000000000) {
		next.tv_nsec -= 1000000000;
		next.tv_sec++;
	}
	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
}

static void flood(void)
{
	unsigned int number = 0;

	for (;;) {
		struct message m = ra(0);

		put_numbered_prefix(&m, number++);
		send_message(&m);
		per_second(FLOOD_PER_S);
	}
}

static void big(void)
{
	for (;;) {
		struct message m, all = ra(0);
		unsigned int i;

		/* within the link's MTU: 40 and 20 prefixes, three times 50 and 2 times 25 servers */
		m = ra(0);
		for (i = 0; i < 40; i++)
			put_numbered_prefix(&m, i);
		send_message(&m);
		m = ra(0);
		for (; i < 60; i++)
			put_numbered_prefix(&m, i);
		put_rdnss(&m, 0, 25);
		send_message(&m);
		for (i = 25; i < 175; i += 50) {
			m = ra(0);
			put_rdnss(&m, i, 50);
			send_message(&m);
		}
		m = ra(0);
		put_rdnss(&m, 175, 25);
		send_message(&m);

		/* RFC 6980: the fragments of this one are to be ignored */
		for (i = 0; i < 60; i++)
			put_numbered_prefix(&all, i);
		put_rdnss(&all, 0, 100);
		put_rdnss(&all, 100, 100);
		put_wrong(&all);
		send_message(&all);
		per_second(BIG_PER_S);
	}
}

static void malformed(void)
{
	/* type, length, and how many bytes of it there are */
	static const struct {
		uint8_t type, length;
		size_t bytes;
	} options[] = {
		{ 0, 0, 0 }, { 253, 0, 6 },		/* no length at all: the whole RA is void */
		{ 253, 255, 6 }, { 253, 2, 6 },		/* past the end */
		{ OPT_PIO, 0, 0 }, { OPT_PIO, 255, 30 },
		{ OPT_RDNSS, 0, 0 }, { OPT_RDNSS, 3, 14 },
		{ OPT_DNSSL, 0, 0 }, { OPT_DNSSL, 255, 6 },
	};
	static const struct {
		uint8_t type, length;
		const char *data;
		size_t len;
	} lone[] = {
		{ OPT_RDNSS, 1, "\0\0\0\0\2\x58", 6 },
		{ OPT_RDNSS, 2, "\0\0\0\0\2\x58\x20\1\xd\xb8\xb\xad\0\0", 14 },
		{ OPT_RDNSS, 4, "\0\0\0\0\2\x58\x20\1\xd\xb8\xb\xad\0\0\0\0\0\0\0\0\0\x53\x20\1\xd\xb8\xb\xad\0\0", 30 },
		{ OPT_DNSSL, 1, "\0\0\0\0\2\x58", 6 },
		{ OPT_DNSSL, 2, "\0\0\0\0\2\x58\xc0\0\xc0\2\3bad", 14 },
		{ OPT_DNSSL, 2, "\0\0\0\0\2\x58\7bad....", 14 },
		{ OPT_DNSSL, 2, "\0\0\0\0\2\x58\77bad....", 14 },
		{ OPT_DNSSL, 2, "\0\0\0\0\2\x58\3b\33[\2\n\r\0", 14 },
		{ OPT_PIO, 1, "\x40\xc0\0\0\2\x58", 6 },
		{ OPT_PIO, 3, "\x40\xc0\0\0\2\x58\0\0\2\x58\0\0\0\0\x20\1\xd\xb8\xb\xad\0\0", 22 },
	};
	struct message m;
	size_t i;

	for (;;) {
		static const uint8_t zeros[32];

		for (i = 0; i < sizeof(options) / sizeof(*options); i++) {
			m = ra(0);
			put_wrong(&m);
			put_option(&m, options[i].type, options[i].length);
			put(&m, zeros, options[i].bytes);
			send_message(&m);
		}
		for (i = 0; i < sizeof(lone) / sizeof(*lone); i++) {
			m = ra(0);
			put_option(&m, lone[i].type, lone[i].length);
			put(&m, lone[i].data, lone[i].len);
			send_message(&m);
		}

		/* cut within the header; a code; from another link */
		m = ra(1800);
		m.len = sizeof(struct nd_router_advert) - 4;
		send_message(&m);
		m = ra(1800);
		put_wrong(&m);
		m.data[1] = 1;
		send_message(&m);
		m.data[1] = 0;
		set_hop_limit(254);
		send_message(&m);
		set_hop_limit(255);
		per_second(MALFORMED_PER_S);
	}
}

static uint16_t checksum(const struct ip6_hdr *ip, const void *data, size_t len)
{
	const uint8_t *bytes = data;
	uint32_t sum = len + IPPROTO_ICMPV6;
	size_t i;

	for (i = 0; i < 16; i += 2) {
		sum += ip->ip6_src.s6_addr[i] << 8 | ip->ip6_src.s6_addr[i + 1];
		sum += ip->ip6_dst.s6_addr[i] << 8 | ip->ip6_dst.s6_addr[i + 1];
	}
	for (i = 0; i < len; i += 2)
		sum += bytes[i] << 8 | (i + 1 < len ? bytes[i + 1] : 0);
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return htons(~sum & 0xffff);
}

/* An RA without a source link-layer address, from an address that nobody answers for. */
static void send_ghost(int fd, const struct sockaddr_ll *to)
{
	struct ip6_hdr ip = { .ip6_nxt = IPPROTO_ICMPV6, .ip6_hlim = 255 };
	struct message packet = { .len = 0 }, m = ra(1800);
	struct icmp6_hdr *icmp = (struct icmp6_hdr *)m.data;

	put_prefix(&m, GOOD_PREFIX);
	ip.ip6_vfc = 6 << 4;
	ip.ip6_plen = htons(m.len);
	inet_pton(AF_INET6, GHOST, &ip.ip6_src);
	inet_pton(AF_INET6, ALL_NODES, &ip.ip6_dst);
	icmp->icmp6_cksum = checksum(&ip, m.data, m.len);
	put(&packet, &ip, sizeof(ip));
	put(&packet, m.data, m.len);
	sendto(fd, packet.data, packet.len, 0, (const struct sockaddr *)to, sizeof(*to));
}

static void ghost(unsigned int interface)
{
	const struct sockaddr_ll to = {
		.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IPV6), .sll_ifindex = interface,
		.sll_halen = 6, .sll_addr = { 0x33, 0x33, 0, 0, 0, 1 },
	};
	const struct icmp6_filter pass_rs = {
		.icmp6_filt = { ~0u, ~0u, ~0u, ~0u, ~(1u << (ND_ROUTER_SOLICIT & 31)), ~0u, ~0u, ~0u },
	};
	struct ipv6_mreq routers = { .ipv6mr_interface = interface };
	int fd = socket(AF_PACKET, SOCK_DGRAM, 0);

	inet_pton(AF_INET6, "ff02::2", &routers.ipv6mr_multiaddr);
	if (fd < 0 || setsockopt(sock, IPPROTO_ICMPV6, ICMP6_FILTER, &pass_rs, sizeof(pass_rs)) ||
	    setsockopt(sock, IPPROTO_IPV6, IPV6_JOIN_GROUP, &routers, sizeof(routers))) {
		perror("ghost");
		exit(1);
	}
	for (;;) {
		struct pollfd solicited = { .fd = sock, .events = POLLIN };
		uint8_t data[MAX_LEN];

		send_ghost(fd, &to);
		if (poll(&solicited, 1, GHOST_PERIOD_MS) > 0)
			recv(sock, data, sizeof(data), 0);
	}
}

int main(int argc, char **argv)
{
	const char *mode = argc == 3 ? argv[1] : "";
	unsigned int interface;

	if (strcmp(mode, "flood") && strcmp(mode, "big") && strcmp(mode, "malformed") &&
	    strcmp(mode, "ghost")) {
		fprintf(stderr, "usage: raflood flood|big|malformed|ghost INTERFACE\n");
		return 2;
	}
	interface = if_nametoindex(argv[2]);
	sock = socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6);
	if (!interface || sock < 0 ||
	    setsockopt(sock, IPPROTO_IPV6, IPV6_MULTICAST_IF, &interface, sizeof(interface))) {
		perror(argv[2]);
		return 1;
	}
	set_hop_limit(255);
	all_nodes.sin6_family = AF_INET6;
	all_nodes.sin6_scope_id = interface;
	inet_pton(AF_INET6, ALL_NODES, &all_nodes.sin6_addr);

	if (!strcmp(mode, "flood"))
		flood();
	else if (!strcmp(mode, "big"))
		big();
	else if (!strcmp(mode, "malformed"))
		malformed();
	else
		ghost(interface);
}
