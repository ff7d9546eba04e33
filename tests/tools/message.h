/* SPDX-License-Identifier: GPL-2.0-only */
/* A message in the making, in network byte order. */
#ifndef MESSAGE_H
#define MESSAGE_H

#include <arpa/inet.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LEN		8192

struct message {
	uint8_t data[MAX_LEN];
	size_t len;
};

static inline void put(struct message *m, const void *data, size_t len)
{
	if (m->len + len > sizeof(m->data))
		abort();
	memcpy(m->data + m->len, data, len);
	m->len += len;
}

static inline void put16(struct message *m, uint16_t value)
{
	value = htons(value);
	put(m, &value, sizeof(value));
}

static inline void put32(struct message *m, uint32_t value)
{
	value = htonl(value);
	put(m, &value, sizeof(value));
}

static inline void put_address(struct message *m, const char *address)
{
	struct in6_addr a;

	inet_pton(AF_INET6, address, &a);
	put(m, &a, sizeof(a));
}

#endif
