// SPDX-License-Identifier: GPL-2.0-only
/* Lines, words and numbers. */

#include <arpa/inet.h>
#include <stdint.h>
#include <string.h>

#include "boot_text.h"

bool text_line(struct text *text, struct text *line, bool *cut)
{
	const char *end;

	*cut = false;
	if (text->at == text->end)
		return false;
	end = memchr(text->at, '\n', text->end - text->at);
	if (!end) {
		*cut = true;
		return false;
	}
	line->at = text->at;
	line->end = end;
	text->at = end + 1;
	return true;
}

bool text_word(struct text *line, struct text *word)
{
	const char *end;

	if (line->at == line->end)
		return false;
	end = memchr(line->at, ' ', line->end - line->at);
	if (!end)
		end = line->end;
	word->at = line->at;
	word->end = end;
	line->at = end == line->end ? end : end + 1;
	return true;
}

bool text_is(const struct text *word, const char *s)
{
	size_t len = word->end - word->at;

	return len == strlen(s) && !memcmp(word->at, s, len);
}

bool text_copy(const struct text *word, char *buf, size_t size)
{
	size_t len = word->end - word->at;

	if (len >= size || memchr(word->at, '\0', len))
		return false;
	memcpy(buf, word->at, len);
	buf[len] = '\0';
	return true;
}

bool text_u64(const struct text *word, u64 max, u64 *value)
{
	const char *p;
	u64 n = 0;

	if (word->at == word->end)
		return false;
	for (p = word->at; p < word->end; p++) {
		unsigned int digit = *p - '0';

		if (digit > 9 || digit > max || n > (max - digit) / 10)
			return false;
		n = 10 * n + digit;
	}
	*value = n;
	return true;
}

bool text_u32(const struct text *word, u32 *value)
{
	u64 n;

	if (!text_u64(word, UINT32_MAX, &n))
		return false;
	*value = n;
	return true;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

int text_hex(const struct text *word, u8 *buf, size_t size)
{
	size_t i, len = word->end - word->at;

	if (len % 2 || len / 2 > size)
		return -1;
	for (i = 0; i < len; i += 2) {
		int high = hex_digit(word->at[i]);
		int low = hex_digit(word->at[i + 1]);

		if (high < 0 || low < 0)
			return -1;
		buf[i / 2] = high << 4 | low;
	}
	return len / 2;
}

bool text_addr(const struct text *word, struct in6_addr *addr)
{
	char buf[INET6_ADDRSTRLEN];

	return text_copy(word, buf, sizeof(buf)) && inet_pton(AF_INET6, buf, addr) == 1;
}

bool text_one_line(const char *text, size_t len, struct text *line)
{
	struct text all = { text, text + len };
	bool cut;

	return text_line(&all, line, &cut) && all.at == all.end && line->at < line->end;
}
