// SPDX-License-Identifier: GPL-2.0-only
/* Parsers of what the system has: pure functions over strings. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "handoff.h"

/* The next line of *TEXT in LINE, without its newline; one that does not fit is passed over. */
static bool next_line(const char **text, char *line, size_t size)
{
	while (**text) {
		size_t len = strcspn(*text, "\n");
		const char *at = *text;

		*text += len + (at[len] == '\n');
		if (len >= size)
			continue;
		memcpy(line, at, len);
		line[len] = '\0';
		return true;
	}
	return false;
}

static bool parse_address(const char *hex, struct in6_addr *addr)
{
	unsigned int i, byte;

	if (strlen(hex) != 32 || strspn(hex, "0123456789abcdef") != 32)
		return false;
	for (i = 0; i < 16; i++) {
		if (sscanf(hex + 2 * i, "%2x", &byte) != 1)
			return false;
		addr->s6_addr[i] = byte;
	}
	return true;
}

/* "20010db8000000000000000000000001 02 40 00 80     eth0": address, index, length, scope, flags, device */
bool handoff_find_address(const char *text, const struct in6_addr *address, const char *device,
			  char *found, int *ifindex, unsigned int *nglobal)
{
	unsigned int index, plen, scope, flags;
	char line[128], hex[33], name[17];
	const char *at = text;
	struct in6_addr addr;
	bool any = false;

	while (next_line(&at, line, sizeof(line))) {
		if (sscanf(line, "%32s %x %x %x %x %16s", hex, &index, &plen, &scope, &flags, name) != 6 ||
		    strlen(name) >= IFNAMSIZ || index > INT32_MAX || !parse_address(hex, &addr))
			continue;
		if (memcmp(&addr, address, sizeof(addr)) || (any && strcmp(name, device)))
			continue;
		any = true;
		strcpy(found, name);
		*ifindex = index;
	}
	*nglobal = 0;
	for (at = text; any && next_line(&at, line, sizeof(line)); )
		if (sscanf(line, "%32s %x %x %x %x %16s", hex, &index, &plen, &scope, &flags, name) == 6 &&
		    !strcmp(name, found) && !scope)
			++*nglobal;
	return any;
}

bool handoff_last_value(const char *text, const char *name, char *value, size_t size)
{
	size_t len = strlen(name), n;
	char line[1024], *at;
	bool found = false;

	while (next_line(&text, line, sizeof(line))) {
		at = line + strspn(line, " \t");
		if (strncmp(at, name, len) || at[len] != '=')
			continue;
		at += len + 1;
		n = strlen(at);
		while (n && strchr(" \t\r", at[n - 1]))
			n--;
		if (n >= 2 && strchr("\"'", at[0]) && at[n - 1] == at[0]) {
			at++;
			n -= 2;
		}
		if (n >= size)
			continue;
		memcpy(value, at, n);
		value[n] = '\0';
		found = true;
	}
	return found;
}

bool handoff_has_stanza(const char *text, const char *device)
{
	char line[512], *word, *save;

	while (next_line(&text, line, sizeof(line))) {
		word = strtok_r(line, " \t", &save);
		if (!word || strcmp(word, "iface"))
			continue;
		word = strtok_r(NULL, " \t", &save);
		if (word && !strcmp(word, device))
			return true;
	}
	return false;
}

bool handoff_parse_mac(const char *text, u8 *mac)
{
	unsigned int i, byte;

	for (i = 0; i < HANDOFF_MAC_SIZE; i++, text += 3) {
		if (strspn(text, "0123456789abcdefABCDEF") != 2 || sscanf(text, "%2x", &byte) != 1)
			return false;
		if (text[2] != (i < HANDOFF_MAC_SIZE - 1 ? ':' : '\n') && !(i == HANDOFF_MAC_SIZE - 1 && !text[2]))
			return false;
		mac[i] = byte;
	}
	return true;
}
