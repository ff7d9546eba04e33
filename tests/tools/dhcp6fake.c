// SPDX-License-Identifier: GPL-2.0-only
/*
 * A hostile or broken DHCPv6 server, for tests:
 *
 *	dhcp6fake MODE INTERFACE
 *
 *	forged      answers that are not meant for this client or this exchange, then the right one
 *	malformed   one answer for each way to break a parser, then the right one
 *	junk        the right answer, among options that make no sense
 *	empty       an IA without an address, three times, then the right answer
 *	noaddrs     NoAddrsAvail, always
 *	alone       as forged, without the right answer
 *
 * The right answer has the address RIGHT and the name server RIGHT_DNS. All others have WRONG,
 * WRONG_DNS and the highest preference, so that a client which believes one of them shows it.
 */
#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "message.h"

#define RIGHT		"2001:db8:1::d:1"
#define RIGHT_DNS	"2001:db8:2::53"
#define WRONG		"2001:db8:1::bad"
#define WRONG_DNS	"2001:db8:bad::53"

#define SERVER_PORT	547
#define ALL_SERVERS	"ff02::1:2"

#define HEADER_LEN	4
#define MAX_DUID	130	/* RFC 8415 11.1: 128 bytes behind the type */
#define IA_HEADER_LEN	12
#define IAADDR_LEN	24
#define EMPTY_ROUNDS	3

enum {
	SOLICIT = 1, ADVERTISE, REQUEST, CONFIRM, RENEW, REBIND, REPLY, RELEASE, DECLINE,
	RECONFIGURE, INFORMATION_REQUEST, RELAY_FORWARD, RELAY_REPLY,
};

enum {
	OPT_CLIENTID = 1, OPT_SERVERID = 2, OPT_IA_NA = 3, OPT_IAADDR = 5, OPT_PREFERENCE = 7,
	OPT_STATUS = 13, OPT_RAPID_COMMIT = 14, OPT_DNS = 23, OPT_SEARCH = 24, OPT_SNTP = 31,
	OPT_NTP = 56, OPT_BOOTFILE_URL = 59, OPT_BOOTFILE_PARAM = 60, OPT_SOL_MAX_RT = 82,
	OPT_UNKNOWN = 65000,
};

enum { NO_ADDRS_AVAIL = 2, NOT_ON_LINK = 4 };

struct client {
	struct sockaddr_in6 address;
	uint8_t type;
	uint8_t xid[3];
	uint8_t duid[MAX_LEN];
	size_t duid_len;
	uint8_t iaid[4];
	int has_ia;
	int rapid;
};

static const uint8_t server_duid[] = { 0, 3, 0, 1, 2, 0, 0, 0, 0x0f, 0x0f };
static const uint8_t other_duid[] = { 0, 3, 0, 1, 2, 0, 0, 0, 0x0e, 0x0e };
static int sock;

/* An option whose content follows; end_option() sets its length. */
static size_t begin_option(struct message *m, uint16_t code)
{
	put16(m, code);
	put16(m, 0);
	return m->len;
}

static void end_option(struct message *m, size_t begin)
{
	m->data[begin - 2] = (m->len - begin) >> 8;
	m->data[begin - 1] = (m->len - begin) & 0xff;
}

static void put_option(struct message *m, uint16_t code, const void *data, size_t len)
{
	size_t option = begin_option(m, code);

	put(m, data, len);
	end_option(m, option);
}

static void put_text(struct message *m, uint16_t code, const char *text)
{
	put_option(m, code, text, strlen(text));
}

static void put_dns(struct message *m, const char *address)
{
	size_t option = begin_option(m, OPT_DNS);

	put_address(m, address);
	end_option(m, option);
}

static void put_preference(struct message *m)
{
	put_option(m, OPT_PREFERENCE, "\xff", 1);
}

static void put_status(struct message *m, uint16_t status)
{
	size_t option = begin_option(m, OPT_STATUS);

	put16(m, status);
	put(m, "no", 2);
	end_option(m, option);
}

static void put_iaaddr(struct message *m, const char *address, uint32_t preferred, uint32_t valid)
{
	size_t option = begin_option(m, OPT_IAADDR);

	put_address(m, address);
	put32(m, preferred);
	put32(m, valid);
	end_option(m, option);
}

static size_t begin_ia(struct message *m, const struct client *c, uint32_t t1, uint32_t t2)
{
	size_t option = begin_option(m, OPT_IA_NA);

	put(m, c->iaid, sizeof(c->iaid));
	put32(m, t1);
	put32(m, t2);
	return option;
}

static void put_ia(struct message *m, const struct client *c, const char *address)
{
	size_t ia;

	if (!c->has_ia)
		return;
	ia = begin_ia(m, c, 1800, 2880);
	put_iaaddr(m, address, 3600, 7200);
	end_option(m, ia);
}

/* The kind of message that is the right answer. */
static uint8_t answer_type(const struct client *c)
{
	return c->type == SOLICIT && !c->rapid ? ADVERTISE : REPLY;
}

static struct message header(const struct client *c, uint8_t type)
{
	struct message m = { .len = 0 };

	put(&m, &type, 1);
	put(&m, c->xid, sizeof(c->xid));
	return m;
}

static void put_rapid(struct message *m, const struct client *c)
{
	if (c->type == SOLICIT && c->rapid)
		put_option(m, OPT_RAPID_COMMIT, "", 0);
}

/* Header, both ids and, where it is asked for, rapid commit. */
static struct message answer_begin(const struct client *c)
{
	struct message m = header(c, answer_type(c));

	put_option(&m, OPT_CLIENTID, c->duid, c->duid_len);
	put_option(&m, OPT_SERVERID, server_duid, sizeof(server_duid));
	put_rapid(&m, c);
	return m;
}

/* What a client must not take comes with everything that could make it do so. */
static void put_wrong(struct message *m, const struct client *c)
{
	put_preference(m);
	put_ia(m, c, WRONG);
	put_dns(m, WRONG_DNS);
}

static void send_to(const struct client *c, const struct message *m)
{
	sendto(sock, m->data, m->len, 0, (const struct sockaddr *)&c->address,
	       sizeof(c->address));
}

static void send_wrong(const struct client *c, struct message m)
{
	put_wrong(&m, c);
	send_to(c, &m);
}

static void send_right(const struct client *c)
{
	struct message m = answer_begin(c);

	put_ia(&m, c, RIGHT);
	put_dns(&m, RIGHT_DNS);
	send_to(c, &m);
}

/* With these ids in place of the right ones; NULL: none. */
static void send_ids(const struct client *c, const void *client, size_t client_len,
		     const void *server, size_t server_len)
{
	struct message m = header(c, answer_type(c));

	if (client)
		put_option(&m, OPT_CLIENTID, client, client_len);
	if (server)
		put_option(&m, OPT_SERVERID, server, server_len);
	put_rapid(&m, c);
	send_wrong(c, m);
}

static void send_forged(const struct client *c)
{
	static const uint8_t types[] = {
		0, SOLICIT, REQUEST, RECONFIGURE, INFORMATION_REQUEST, RELAY_FORWARD, RELAY_REPLY, 255,
	};
	static const uint8_t long_duid[1000];
	struct client changed;
	struct message m;
	size_t i;

	/* another exchange */
	for (i = 0; i < sizeof(c->xid); i++) {
		m = answer_begin(c);
		m.data[1 + i] ^= 1;
		send_wrong(c, m);
	}

	/* another client: DUID changed, longer, shorter, empty, not there */
	changed = *c;
	changed.duid[c->duid_len - 1] ^= 1;
	send_wrong(c, answer_begin(&changed));
	send_ids(c, c->duid, c->duid_len + 1, server_duid, sizeof(server_duid));
	send_ids(c, c->duid, c->duid_len - 1, server_duid, sizeof(server_duid));
	send_ids(c, "", 0, server_duid, sizeof(server_duid));
	send_ids(c, NULL, 0, server_duid, sizeof(server_duid));

	/* no server, an oversized one, an empty one, two */
	send_ids(c, c->duid, c->duid_len, NULL, 0);
	send_ids(c, c->duid, c->duid_len, long_duid, MAX_DUID + 1);
	send_ids(c, c->duid, c->duid_len, long_duid, sizeof(long_duid));
	send_ids(c, c->duid, c->duid_len, "", 0);
	m = answer_begin(c);
	put_option(&m, OPT_SERVERID, other_duid, sizeof(other_duid));
	send_wrong(c, m);

	/* a message that is no answer to this one */
	for (i = 0; i < sizeof(types); i++) {
		m = answer_begin(c);
		m.data[0] = types[i];
		send_wrong(c, m);
	}
	if (c->type == SOLICIT) {
		/* a Reply that echoes no rapid commit */
		m = header(c, REPLY);
		put_option(&m, OPT_CLIENTID, c->duid, c->duid_len);
		put_option(&m, OPT_SERVERID, server_duid, sizeof(server_duid));
	} else {
		m = answer_begin(c);
		m.data[0] = ADVERTISE;
	}
	send_wrong(c, m);

	/* somebody else's IA, and none of ours */
	if (c->has_ia) {
		changed = *c;
		changed.iaid[3] ^= 1;
		m = answer_begin(c);
		put_preference(&m);
		put_ia(&m, &changed, WRONG);
		send_to(c, &m);
	}
}

/* An IA_NA with this address and these times, which are not usable. */
static void send_unusable(const struct client *c, const char *address, uint32_t t1, uint32_t t2,
			  uint32_t preferred, uint32_t valid)
{
	struct message m = answer_begin(c);
	size_t ia;

	put_preference(&m);
	ia = begin_ia(&m, c, t1, t2);
	put_iaaddr(&m, address, preferred, valid);
	end_option(&m, ia);
	send_to(c, &m);
}

static void send_malformed(const struct client *c)
{
	static const uint16_t ia_lengths[] = { 0, 4, 11 };
	static const uint16_t iaaddr_lengths[] = { 0, 16, 23, 25, 0xffff };
	static const char *const addresses[] = {
		"::", "::1", "ff02::1", "fe80::bad", "::ffff:10.6.1.66",
	};
	struct message m;
	size_t i, ia, nested[20];

	/* nothing at all, within the header, the header alone */
	m = answer_begin(c);
	for (i = 0; i <= HEADER_LEN; i++) {
		m.len = i;
		send_to(c, &m);
	}

	/* the last option: its header cut, its content cut, far past the end */
	m = answer_begin(c);
	put_wrong(&m, c);
	put(&m, "\0\x17\0", 3);
	send_to(c, &m);
	m = answer_begin(c);
	put_wrong(&m, c);
	put16(&m, OPT_UNKNOWN);
	put16(&m, 1);
	send_to(c, &m);
	m.len -= 2;
	put16(&m, 0xffff);
	send_to(c, &m);

	if (!c->has_ia)
		return;

	/* an IA that is too short for its header, of 0 bytes and more */
	for (i = 0; i < sizeof(ia_lengths) / sizeof(*ia_lengths); i++) {
		static const uint8_t zeros[IA_HEADER_LEN];

		m = answer_begin(c);
		put_preference(&m);
		put_option(&m, OPT_IA_NA, zeros, ia_lengths[i]);
		send_to(c, &m);
	}

	/* an address that is too short, or reaches past its IA */
	for (i = 0; i < sizeof(iaaddr_lengths) / sizeof(*iaaddr_lengths); i++) {
		m = answer_begin(c);
		put_preference(&m);
		ia = begin_ia(&m, c, 0, 0);
		put_iaaddr(&m, WRONG, 3600, 7200);
		if (iaaddr_lengths[i] < IAADDR_LEN)
			m.len -= IAADDR_LEN - iaaddr_lengths[i];
		end_option(&m, ia);
		m.data[ia + IA_HEADER_LEN + 2] = iaaddr_lengths[i] >> 8;
		m.data[ia + IA_HEADER_LEN + 3] = iaaddr_lengths[i] & 0xff;
		send_to(c, &m);
	}

	/* an address whose own options reach past it */
	m = answer_begin(c);
	put_preference(&m);
	ia = begin_ia(&m, c, 0, 0);
	put_iaaddr(&m, WRONG, 3600, 7200);
	m.data[ia + IA_HEADER_LEN + 3] += 4;
	put16(&m, OPT_STATUS);
	put16(&m, 0xffff);
	end_option(&m, ia);
	send_to(c, &m);

	/* IAs in one another */
	m = answer_begin(c);
	put_preference(&m);
	for (i = 0; i < sizeof(nested) / sizeof(*nested); i++)
		nested[i] = begin_ia(&m, c, 0, 0);
	while (i--)
		end_option(&m, nested[i]);
	send_to(c, &m);

	/* an address outside any IA */
	m = answer_begin(c);
	put_preference(&m);
	put_iaaddr(&m, WRONG, 3600, 7200);
	send_to(c, &m);

	/* the IA or the address comes with an error */
	m = answer_begin(c);
	put_preference(&m);
	ia = begin_ia(&m, c, 0, 0);
	put_iaaddr(&m, WRONG, 3600, 7200);
	put_status(&m, NO_ADDRS_AVAIL);
	end_option(&m, ia);
	send_to(c, &m);
	m = answer_begin(c);
	put_preference(&m);
	ia = begin_ia(&m, c, 0, 0);
	put_iaaddr(&m, WRONG, 3600, 7200);
	m.data[ia + IA_HEADER_LEN + 3] += 4 + 4;	/* the status lies within the address */
	put_status(&m, NOT_ON_LINK);
	end_option(&m, ia);
	send_to(c, &m);

	/* addresses and times that nobody can use */
	for (i = 0; i < sizeof(addresses) / sizeof(*addresses); i++)
		send_unusable(c, addresses[i], 0, 0, 3600, 7200);
	send_unusable(c, WRONG, 0, 0, 7200, 3600);	/* preferred for longer than valid */
	send_unusable(c, WRONG, 0, 0, 0, 0);
	send_unusable(c, WRONG, 2880, 1800, 3600, 7200);	/* T1 behind T2 */
}

static void send_junk(const struct client *c)
{
	static const uint8_t odd[] = {
		0x20, 0x01, 0x0d, 0xb8, 0x0b, 0xad, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x53, 0x20,
	};
	struct message m = answer_begin(c);
	struct client other = *c;
	int i;

	/* options without content, which must not keep a parser for ever */
	for (i = 0; i < 100; i++)
		put_option(&m, i % 2 ? OPT_UNKNOWN : 0, "", 0);
	put_option(&m, OPT_NTP, "", 0);
	put_option(&m, OPT_SOL_MAX_RT, "", 0);
	put_option(&m, OPT_SOL_MAX_RT, "\xff\xff\xff\xff", 4);
	put_option(&m, OPT_SNTP, odd, sizeof(odd));
	put_option(&m, OPT_NTP, "\0\1\0\xff\0\1\0\0\0\3\0\2\xc0\0", 14);

	/* names: a pointer to itself, a label that is cut, one of a reserved type, no end, control codes */
	put_option(&m, OPT_SEARCH, "\xc0\0", 2);
	put_option(&m, OPT_SEARCH, "\77abc\0", 5);
	put_option(&m, OPT_SEARCH, "\101abc\0", 5);
	put_option(&m, OPT_SEARCH, "\3bad", 4);
	put_option(&m, OPT_SEARCH, "\5\33[2Jx\3bad\0", 11);

	put_text(&m, OPT_BOOTFILE_URL, "");
	put_text(&m, OPT_BOOTFILE_URL, "nfs://\33[31m/\n\x7f\xff%00");
	put_option(&m, OPT_BOOTFILE_PARAM, "\0\0\xff\xff\33", 5);

	if (c->has_ia) {
		/* one of somebody else, and an empty one, before ours */
		other.iaid[0] ^= 0x80;
		put_ia(&m, &other, WRONG);
		put_option(&m, OPT_IA_NA, "", 0);
	}
	put_ia(&m, c, RIGHT);
	put_dns(&m, RIGHT_DNS);
	send_to(c, &m);
}

static void send_no_addresses(const struct client *c)
{
	struct message m = answer_begin(c);
	size_t ia;

	if (c->has_ia) {
		ia = begin_ia(&m, c, 0, 0);
		put_status(&m, NO_ADDRS_AVAIL);
		end_option(&m, ia);
	}
	put_dns(&m, RIGHT_DNS);
	send_to(c, &m);
}

static void send_empty(const struct client *c)
{
	struct message m = answer_begin(c);

	put_preference(&m);
	end_option(&m, begin_ia(&m, c, 0, 0));
	send_to(c, &m);
}

static uint16_t get16(const uint8_t *data)
{
	return data[0] << 8 | data[1];
}

/* Returns 0 if this is no message that a server answers. */
static int parse(struct client *c, const uint8_t *data, size_t len)
{
	size_t at = HEADER_LEN;

	if (len < HEADER_LEN || data[0] == ADVERTISE || data[0] == REPLY || data[0] > INFORMATION_REQUEST)
		return 0;
	c->type = data[0];
	memcpy(c->xid, data + 1, sizeof(c->xid));
	while (at + 4 <= len) {
		uint16_t code = get16(data + at), length = get16(data + at + 2);

		at += 4;
		if (length > len - at)
			return 0;
		if (code == OPT_CLIENTID) {
			memcpy(c->duid, data + at, length);
			c->duid_len = length;
		} else if (code == OPT_IA_NA && length >= IA_HEADER_LEN) {
			memcpy(c->iaid, data + at, sizeof(c->iaid));
			c->has_ia = 1;
		} else if (code == OPT_RAPID_COMMIT) {
			c->rapid = 1;
		}
		at += length;
	}
	return c->duid_len > 0;
}

static int server_socket(const char *interface)
{
	struct sockaddr_in6 sa = { .sin6_family = AF_INET6, .sin6_port = htons(SERVER_PORT) };
	struct ipv6_mreq group = { .ipv6mr_interface = if_nametoindex(interface) };
	const int on = 1;
	int fd = socket(AF_INET6, SOCK_DGRAM, 0);

	inet_pton(AF_INET6, ALL_SERVERS, &group.ipv6mr_multiaddr);
	if (!group.ipv6mr_interface || fd < 0 ||
	    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) ||
	    bind(fd, (struct sockaddr *)&sa, sizeof(sa)) ||
	    setsockopt(fd, IPPROTO_IPV6, IPV6_JOIN_GROUP, &group, sizeof(group))) {
		perror(interface);
		exit(1);
	}
	return fd;
}

int main(int argc, char **argv)
{
	static const char *const modes[] = {
		"forged", "malformed", "junk", "empty", "noaddrs", "alone", NULL,
	};
	const char *mode = argc == 3 ? argv[1] : "";
	int i, rounds = 0;

	for (i = 0; modes[i] && strcmp(modes[i], mode); i++)
		;
	if (!modes[i]) {
		fprintf(stderr, "usage: dhcp6fake forged|malformed|junk|empty|noaddrs|alone INTERFACE\n");
		return 2;
	}
	sock = server_socket(argv[2]);
	setvbuf(stdout, NULL, _IOLBF, 0);

	for (;;) {
		struct client c = { .has_ia = 0 };
		socklen_t address_len = sizeof(c.address);
		uint8_t data[MAX_LEN];
		ssize_t len = recvfrom(sock, data, sizeof(data), 0, (struct sockaddr *)&c.address,
				       &address_len);

		if (len < 0 || !parse(&c, data, len))
			continue;
		printf("message of type %d\n", c.type);
		if (!strcmp(mode, "noaddrs")) {
			send_no_addresses(&c);
			continue;
		}
		if (!strcmp(mode, "junk")) {
			send_junk(&c);
			continue;
		}
		if (!strcmp(mode, "empty") && c.has_ia && rounds++ < EMPTY_ROUNDS) {
			send_empty(&c);
			continue;
		}
		if (!strcmp(mode, "forged") || !strcmp(mode, "alone"))
			send_forged(&c);
		else if (!strcmp(mode, "malformed"))
			send_malformed(&c);
		if (strcmp(mode, "alone"))
			send_right(&c);
	}
}
