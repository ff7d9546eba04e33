// SPDX-License-Identifier: GPL-2.0-only
/* What status makes of what it has read: no files, no sockets, no clock. */

#include <stdint.h>
#include <string.h>

#include <linux/if_addr.h>

#include "status.h"

/*
 *	Times and devices
 */

struct status_left status_left(const struct status *s, u32 lifetime)
{
	const struct boot_lease *lease = &s->boot.lease;
	struct status_left left = { 0 };
	s64 age = -1;

	/*
	 * The clock on the wall may have been set since, or not have been set then; but the lease is of
	 * this boot.
	 */
	if (lease->boottime >= 0)
		age = s->boottime - lease->boottime;
	else if (lease->obtained)
		age = s->realtime - lease->obtained;
	if (lifetime == NL_FOREVER) {
		left.known = true;
		left.forever = true;
	} else if (age >= 0 && age <= s->boottime) {
		left.known = true;
		left.seconds = lifetime - age;
	}
	return left;
}

const struct nl_link *status_link(const struct status *s, int ifindex)
{
	unsigned int i;

	for (i = 0; i < s->nlinks; i++) {
		if (s->links[i].ifindex == ifindex)
			return &s->links[i];
	}
	return NULL;
}

static const struct nl_addr *boot_address(const struct status *s)
{
	unsigned int i;

	if (IN6_IS_ADDR_UNSPECIFIED(&s->boot.address))
		return NULL;
	for (i = 0; i < s->naddrs; i++) {
		if (!memcmp(&s->addrs[i].addr, &s->boot.address, sizeof(s->boot.address)))
			return &s->addrs[i];
	}
	return NULL;
}

/* udev may have given it another name, and its name to another one: the address tells */
const struct nl_link *status_device(const struct status *s)
{
	const struct nl_addr *addr = boot_address(s);
	const struct nl_link *link;
	unsigned int i;

	link = addr ? status_link(s, addr->ifindex) : NULL;
	for (i = 0; !link && s->boot.device[0] && i < s->nlinks; i++) {
		if (!strcmp(s->links[i].name, s->boot.device))
			link = &s->links[i];
	}
	return link;
}

bool status_has_address(const struct status *s)
{
	return boot_address(s);
}

const char *status_addr_flag(const struct nl_addr *addr, unsigned int n)
{
	static const struct {
		u32 flag;
		const char *name;
	} flags[] = {
		{ IFA_F_TENTATIVE, "tentative" },
		{ IFA_F_OPTIMISTIC, "optimistic" },
		{ IFA_F_DADFAILED, "dadfailed" },
		{ IFA_F_DEPRECATED, "deprecated" },
		{ IFA_F_TEMPORARY, "temporary" },
		{ IFA_F_MANAGETEMPADDR, "mngtmpaddr" },
		{ IFA_F_NOPREFIXROUTE, "noprefixroute" },
		{ IFA_F_NODAD, "nodad" },
		{ IFA_F_PERMANENT, "permanent" },
	};

	if (n >= sizeof(flags) / sizeof(flags[0]))
		return NULL;
	return addr->flags & flags[n].flag ? flags[n].name : "";
}

/*
 *	The kernel's log
 */

static bool parse_number(const char **p, const char *end, char behind, u64 *value)
{
	const char *start = *p;
	u64 n = 0;

	for (; *p < end && **p >= '0' && **p <= '9'; ++*p) {
		if (n > (UINT64_MAX - 9) / 10)
			return false;
		n = 10 * n + (**p - '0');
	}
	if (*p == start || *p == end || **p != behind)
		return false;
	++*p;
	*value = n;
	return true;
}

static bool begins(const char *text, const char *prefix)
{
	return !strncmp(text, prefix, strlen(prefix));
}

static bool is_about_boot(const char *text)
{
	return begins(text, "IP6-Config:") || begins(text, "Root-NFS:") || begins(text, "VFS: Mounted root") ||
	       (begins(text, "Run ") && strstr(text, " as init process"));
}

/* "priority,sequence,usec,flags…;text\n", and lines with variables behind it */
bool status_parse_kmsg(const char *record, size_t len, struct status_log *log)
{
	const char *p = record, *end = record + len;
	u64 priority, sequence;
	const char *newline;

	if (!parse_number(&p, end, ',', &priority) || !parse_number(&p, end, ',', &sequence) ||
	    !parse_number(&p, end, ',', &log->usec))
		return false;
	/* Others can write there too, but not as facility 0 */
	if (priority >> 3)
		return false;
	p = memchr(p, ';', end - p);
	if (!p)
		return false;
	p++;
	newline = memchr(p, '\n', end - p);
	if (!newline)
		return false;
	len = newline - p;
	if (len >= sizeof(log->text))
		len = sizeof(log->text) - 1;
	memcpy(log->text, p, len);
	log->text[len] = '\0';
	return is_about_boot(log->text);
}

/*
 *	resolv.conf
 */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The next word before END, which is not beyond the line */
static const char *next_word(const char **p, const char *end, size_t *len)
{
	const char *start;

	while (*p < end && is_blank(**p))
		++*p;
	start = *p;
	while (*p < end && !is_blank(**p))
		++*p;
	*len = *p - start;
	return *len ? start : NULL;
}

static bool is_keyword(const char *word, size_t len, const char *keyword)
{
	return len == strlen(keyword) && !memcmp(word, keyword, len);
}

static void keep(char *buf, size_t size, const char *word, size_t len, unsigned int *n)
{
	if (len >= size || memchr(word, '\0', len))
		return;
	memcpy(buf, word, len);
	buf[len] = '\0';
	++*n;
}

void status_parse_resolv(const char *text, size_t len, struct status *s)
{
	const char *p = text, *end = text + len, *line_end, *word;
	size_t n;

	s->nservers = 0;
	s->nsearch = 0;
	for (; p < end; p = line_end < end ? line_end + 1 : end) {
		line_end = memchr(p, '\n', end - p);
		if (!line_end)
			line_end = end;
		/* A keyword begins the line */
		if (is_blank(*p))
			continue;
		word = next_word(&p, line_end, &n);
		if (word && is_keyword(word, n, "nameserver")) {
			word = next_word(&p, line_end, &n);
			if (word && s->nservers < STATUS_SERVERS_MAX)
				keep(s->servers[s->nservers], STATUS_SERVER_SIZE, word, n, &s->nservers);
		} else if (word && (is_keyword(word, n, "search") || is_keyword(word, n, "domain"))) {
			/* The last of them counts */
			s->nsearch = 0;
			while ((word = next_word(&p, line_end, &n)) && s->nsearch < STATUS_SEARCH_MAX)
				keep(s->search[s->nsearch], DNS_NAME_SIZE, word, n, &s->nsearch);
		}
	}
}

/*
 *	Characters
 */

/* RFC 3629 3, 4.: no longer form than needed, no surrogates, nothing beyond U+10FFFF */
size_t status_utf8(const char *text, size_t len)
{
	const u8 *p = (const u8 *)text;
	size_t i, n;

	if (!len)
		return 0;
	if (p[0] < 0x80)
		return 1;
	if (p[0] >= 0xc2 && p[0] <= 0xdf)
		n = 2;
	else if (p[0] >= 0xe0 && p[0] <= 0xef)
		n = 3;
	else if (p[0] >= 0xf0 && p[0] <= 0xf4)
		n = 4;
	else
		return 0;
	if (n > len)
		return 0;
	for (i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	}
	if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) ||
	    (p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f))
		return 0;
	return n;
}
