/* SPDX-License-Identifier: GPL-2.0-only */
/* Lines, words and numbers of what the kernel shows in /proc; bounded by two pointers, no NUL behind. */
#ifndef NFSROOT6_BOOT_TEXT_H
#define NFSROOT6_BOOT_TEXT_H

#include <netinet/in.h>

#include <linux/types.h>

struct text {
	const char *at, *end;
};

/*
 * The next line, without its newline; it is taken off TEXT. False at the end; *CUT: bytes without a
 * newline are left, which the kernel does not write.
 */
bool text_line(struct text *text, struct text *line, bool *cut);

/* The only line of LEN bytes; false when there are others, or it is empty. */
bool text_one_line(const char *text, size_t len, struct text *line);

/* The next word, taken off LINE; one blank separates two. */
bool text_word(struct text *line, struct text *word);

bool text_is(const struct text *word, const char *s);

/* As a string of at most SIZE bytes with the NUL; false when it does not fit, or has a NUL in it. */
bool text_copy(const struct text *word, char *buf, size_t size);

/* Decimal digits alone, the whole word. */
bool text_u64(const struct text *word, u64 max, u64 *value);
bool text_u32(const struct text *word, u32 *value);

/* Two hex digits a byte: how many bytes, or -1 when it is no hex or more than SIZE. */
int text_hex(const struct text *word, u8 *buf, size_t size);

/* An IPv6 address */
bool text_addr(const struct text *word, struct in6_addr *addr);

#endif /* NFSROOT6_BOOT_TEXT_H */
