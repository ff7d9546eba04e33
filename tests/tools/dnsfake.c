// SPDX-License-Identifier: GPL-2.0-only
/*
 * A hostile or broken name server on UDP port 53, for tests:
 *
 *	dnsfake MODE ADDRESS
 *
 *	silent     hears and says nothing
 *	servfail   always fails
 *	spoof      many forged answers, then the right one
 *	malformed  one answer for each way to break a parser, then the right one
 *
 * The right answer to any AAAA question is RIGHT. All others say WRONG, so that a client which
 * believes one of them does not get anywhere.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "message.h"

#define RIGHT		"2001:db8:2::2"
#define WRONG		"2001:db8:bad::1"
#define OTHER_SOURCE	"2001:db8:2::2"	/* another address of the same host */

#define DNS_PORT	53
#define HEADER_LEN	12
#define SPOOF_ROUNDS	10	/* of seven forgeries: well within a default receive buffer */

#define TYPE_A		1
#define TYPE_AAAA	28
#define CLASS_IN	1
#define CLASS_CH	3

#define FLAGS_ANSWER	0x8180	/* QR, RD, RA */
#define FLAGS_QUERY	0x0100
#define FLAGS_SERVFAIL	0x8182

/* where the question's name is, as a compression pointer */
#define NAME_POINTER	(0xc000 | HEADER_LEN)

struct server {
	int listening;
	int other_port;		/* the same address, another port */
	int other_address;	/* port 53 of another address */
	struct sockaddr_in6 peer;
};

static void put16_at(struct message *m, size_t offset, uint16_t value)
{
	m->data[offset] = value >> 8;
	m->data[offset + 1] = value & 0xff;
}

static uint16_t get16(const struct message *m, size_t offset)
{
	return m->data[offset] << 8 | m->data[offset + 1];
}

/* Returns the offset behind the question, 0 if the query is no plain one. */
static size_t question_end(const struct message *query)
{
	size_t at = HEADER_LEN;

	if (query->len < HEADER_LEN || get16(query, 4) != 1)
		return 0;
	while (at < query->len && query->data[at]) {
		if (query->data[at] > 63)
			return 0;
		at += query->data[at] + 1;
	}
	at += 1 + 4;
	return at <= query->len ? at : 0;
}

static uint16_t question_type(const struct message *query)
{
	return get16(query, question_end(query) - 4);
}

/* The header and question of an answer to @query, which announces @answers records. */
static struct message reply(const struct message *query, uint16_t flags, uint16_t answers)
{
	struct message m = { .len = question_end(query) };

	memcpy(m.data, query->data, m.len);
	put16_at(&m, 2, flags);
	put16_at(&m, 6, answers);
	put16_at(&m, 8, 0);
	put16_at(&m, 10, 0);
	return m;
}

/* A record up to its RDLENGTH. */
static void put_record(struct message *m, uint16_t name, uint16_t rdlength)
{
	put16(m, name);
	put16(m, TYPE_AAAA);
	put16(m, CLASS_IN);
	put16(m, 0);
	put16(m, 60);
	put16(m, rdlength);
}

/* An answer with one record, whose name and RDLENGTH need not be right. */
static struct message answer(const struct message *query, uint16_t name, uint16_t rdlength,
			     const char *address)
{
	struct message m = reply(query, FLAGS_ANSWER, 1);

	put_record(&m, name, rdlength);
	put_address(&m, address);
	return m;
}

static void send_from(int fd, const struct server *s, const struct message *m)
{
	sendto(fd, m->data, m->len, 0, (const struct sockaddr *)&s->peer, sizeof(s->peer));
}

static void send_right(const struct server *s, const struct message *query)
{
	struct message m = reply(query, FLAGS_ANSWER, 0);

	if (question_type(query) == TYPE_AAAA)
		m = answer(query, NAME_POINTER, 16, RIGHT);
	send_from(s->listening, s, &m);
}

static void send_spoofed(const struct server *s, const struct message *query)
{
	const size_t type = question_end(query) - 4, class = type + 2;
	const struct message forged = answer(query, NAME_POINTER, 16, WRONG);
	struct message m;
	int round;

	for (round = 1; round <= SPOOF_ROUNDS; round++) {
		m = forged;
		put16_at(&m, 0, get16(query, 0) ^ round);
		send_from(s->listening, s, &m);

		m = forged;
		m.data[HEADER_LEN + 1] ^= 1;	/* first letter of the name */
		send_from(s->listening, s, &m);

		m = forged;
		put16_at(&m, type, TYPE_A);
		send_from(s->listening, s, &m);

		m = forged;
		put16_at(&m, class, CLASS_CH);
		send_from(s->listening, s, &m);

		m = forged;
		put16_at(&m, 2, FLAGS_QUERY);
		send_from(s->listening, s, &m);

		send_from(s->other_port, s, &forged);
		send_from(s->other_address, s, &forged);
	}
}

static void send_malformed(const struct server *s, const struct message *query)
{
	const size_t record = question_end(query);
	struct message m;

	/* a name that is a pointer to itself */
	m = answer(query, 0xc000 | record, 16, WRONG);
	send_from(s->listening, s, &m);

	/* two pointers that lead to each other */
	m = reply(query, FLAGS_ANSWER, 1);
	put16(&m, 0xc000 | (record + 2));
	put_record(&m, 0xc000 | record, 16);
	put_address(&m, WRONG);
	send_from(s->listening, s, &m);

	/* a pointer forward, to the name behind the record */
	m = answer(query, 0xc000 | (record + 28), 16, WRONG);
	put16(&m, NAME_POINTER);
	send_from(s->listening, s, &m);

	/* a pointer past the end */
	m = answer(query, 0xffff, 16, WRONG);
	send_from(s->listening, s, &m);

	/* a label of a reserved type */
	m = answer(query, 0x4161, 16, WRONG);
	send_from(s->listening, s, &m);

	/* RDLENGTH: too short for an address, none at all, past the end */
	m = answer(query, NAME_POINTER, 4, WRONG);
	send_from(s->listening, s, &m);
	m = reply(query, FLAGS_ANSWER, 1);
	put_record(&m, NAME_POINTER, 0);
	send_from(s->listening, s, &m);
	m = answer(query, NAME_POINTER, 0xffff, WRONG);
	send_from(s->listening, s, &m);

	/* more records announced than there are, the last one cut */
	m = reply(query, FLAGS_ANSWER, 0xffff);
	put_record(&m, NAME_POINTER, 16);
	send_from(s->listening, s, &m);

	/* cut within the question, within the header, nothing at all */
	m = reply(query, FLAGS_ANSWER, 1);
	m.len = record - 3;
	send_from(s->listening, s, &m);
	m.len = HEADER_LEN - 1;
	send_from(s->listening, s, &m);
	m.len = 0;
	send_from(s->listening, s, &m);
}

static int udp_socket(const char *address, int port)
{
	struct sockaddr_in6 sa = { .sin6_family = AF_INET6, .sin6_port = htons(port) };
	int fd = socket(AF_INET6, SOCK_DGRAM, 0);

	if (inet_pton(AF_INET6, address, &sa.sin6_addr) != 1 ||
	    fd < 0 || bind(fd, (struct sockaddr *)&sa, sizeof(sa))) {
		perror(address);
		exit(1);
	}
	return fd;
}

int main(int argc, char **argv)
{
	const char *mode = argc == 3 ? argv[1] : "";
	struct server s;

	if (strcmp(mode, "silent") && strcmp(mode, "servfail") &&
	    strcmp(mode, "spoof") && strcmp(mode, "malformed")) {
		fprintf(stderr, "usage: dnsfake silent|servfail|spoof|malformed ADDRESS\n");
		return 2;
	}
	s.listening = udp_socket(argv[2], DNS_PORT);
	s.other_port = udp_socket(argv[2], 0);
	s.other_address = udp_socket(OTHER_SOURCE, DNS_PORT);

	for (;;) {
		struct message query = { .len = 0 };
		socklen_t peer_len = sizeof(s.peer);
		ssize_t len = recvfrom(s.listening, query.data, sizeof(query.data), 0,
				       (struct sockaddr *)&s.peer, &peer_len);

		if (len < 0)
			continue;
		query.len = len;
		if (!question_end(&query) || !strcmp(mode, "silent"))
			continue;
		if (!strcmp(mode, "servfail")) {
			struct message m = reply(&query, FLAGS_SERVFAIL, 0);

			send_from(s.listening, &s, &m);
			continue;
		}
		if (!strcmp(mode, "spoof"))
			send_spoofed(&s, &query);
		else
			send_malformed(&s, &query);
		send_right(&s, &query);
	}
}
