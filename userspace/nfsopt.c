// SPDX-License-Identifier: GPL-2.0-only
/* The mount options of an NFS root. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nfsopt.h"

enum kind {
	FLAG,			/* the word alone */
	FLAG_NO,		/* the same, or with "no" before it */
	TEXT,			/* name=text */
	NUMBER,			/* name=number of 32 bits */
};

/*
 * What the kernel's mount takes, fs/nfs/fs_context.c and fs/fs_context.c. Options that mount(8) turns
 * into flags (noatime, nodev, …) are not among them: no mount(8) is there.
 */
static const struct option {
	const char *name;
	enum kind kind;
	bool new;		/* not in 6.12 */
} options_known[] = {
	{ "ac", FLAG_NO }, { "acdirmax", NUMBER }, { "acdirmin", NUMBER }, { "acl", FLAG_NO },
	{ "acregmax", NUMBER }, { "acregmin", NUMBER }, { "actimeo", NUMBER }, { "addr", TEXT },
	{ "alignwrite", FLAG_NO }, { "async", FLAG }, { "bg", FLAG }, { "bsize", NUMBER },
	{ "clientaddr", TEXT }, { "cert_serial", NUMBER, true }, { "cto", FLAG_NO }, { "dirsync", FLAG },
	{ "fatal_neterrors", TEXT, true }, { "fg", FLAG }, { "fsc", FLAG_NO }, { "fsc", TEXT },
	{ "hard", FLAG }, { "intr", FLAG_NO }, { "lazytime", FLAG_NO }, { "local_lock", TEXT },
	{ "lock", FLAG_NO }, { "lookupcache", TEXT }, { "mand", FLAG_NO }, { "max_connect", NUMBER },
	{ "migration", FLAG_NO }, { "minorversion", NUMBER }, { "mountaddr", TEXT }, { "mounthost", TEXT },
	{ "mountport", NUMBER }, { "mountproto", TEXT }, { "mountvers", NUMBER }, { "namlen", NUMBER },
	{ "nconnect", NUMBER }, { "nfsvers", TEXT }, { "port", NUMBER }, { "posix", FLAG_NO },
	{ "privkey_serial", NUMBER, true }, { "proto", TEXT }, { "rdirplus", FLAG_NO },
	{ "rdirplus", TEXT, true }, { "rdma", FLAG }, { "resvport", FLAG_NO }, { "retrans", NUMBER },
	{ "retry", TEXT }, { "ro", FLAG }, { "rsize", NUMBER }, { "rw", FLAG }, { "sec", TEXT },
	{ "sharecache", FLAG_NO }, { "sloppy", FLAG }, { "soft", FLAG }, { "softerr", FLAG },
	{ "softreval", FLAG }, { "sync", FLAG }, { "tcp", FLAG }, { "timeo", NUMBER },
	{ "trunkdiscovery", FLAG_NO }, { "udp", FLAG }, { "v2", FLAG }, { "v3", FLAG }, { "v4", FLAG },
	{ "v4.0", FLAG }, { "v4.1", FLAG }, { "v4.2", FLAG }, { "vers", TEXT }, { "write", TEXT },
	{ "wsize", NUMBER }, { "xprtsec", TEXT },
};

#define NKNOWN	(sizeof(options_known) / sizeof(options_known[0]))

static int fail(struct cmdline_error *err, const char *reason, const char *at, size_t len)
{
	err->reason = reason;
	err->at = at;
	err->len = len;
	return -EINVAL;
}

static bool is_word(const char *s, size_t len, const char *word)
{
	return strlen(word) == len && !memcmp(s, word, len);
}

/* Decimal, or hexadecimal or octal with a prefix, as the kernel reads it */
static bool number(const char *s, size_t len, unsigned long *value)
{
	char text[16], *end;

	if (!len || len >= sizeof(text) || s[0] < '0' || s[0] > '9')
		return false;
	memcpy(text, s, len);
	text[len] = '\0';
	*value = strtoul(text, &end, 0);
	return !*end && *value <= 0xffffffff;
}

static bool takes(const struct option *known, const char *s, size_t len, bool has_value)
{
	bool flag = known->kind == FLAG || known->kind == FLAG_NO;

	if (flag == has_value)
		return false;
	if (is_word(s, len, known->name))
		return true;
	return known->kind == FLAG_NO && len > 2 && !memcmp(s, "no", 2) &&
	       is_word(s + 2, len - 2, known->name);
}

/* The minor version that S, "4.1" or the like, gives; 4 alone leaves it as it is */
static void version(const char *s, size_t len, struct nfsopt *opt)
{
	if (len != 3 || s[0] != '4')
		return;
	opt->minor = s[2] - '0';
	opt->minor_given = true;
}

static int meaning(const char *s, size_t len, const char *value, size_t value_len, const char *whole,
		   struct nfsopt *opt, struct cmdline_error *err)
{
	size_t whole_len = value + value_len - whole;
	unsigned long n = 0;

	if (is_word(s, len, "vers") || is_word(s, len, "nfsvers")) {
		version(value, value_len, opt);
	} else if (s[0] == 'v' && len == 4) {
		version(s + 1, 3, opt);
	} else if (is_word(s, len, "minorversion")) {
		if (!number(value, value_len, &n) || n > 2)
			return fail(err, "unknown NFS version", whole, whole_len);
		opt->minor = n;
		opt->minor_given = true;
	} else if (is_word(s, len, "mountport")) {
		if (!number(value, value_len, &n) || n > 65535)
			return fail(err, "not a port number", whole, whole_len);
		opt->mountport = n;
	} else if (is_word(s, len, "noresvport")) {
		opt->noresvport = true;
	} else if (is_word(s, len, "sloppy")) {
		opt->sloppy = true;
	} else if (is_word(s, len, "rdma")) {
		opt->rdma = true;
	} else if (is_word(s, len, "proto")) {
		opt->rdma = value_len >= 4 && !memcmp(value, "rdma", 4);
	} else if (is_word(s, len, "xprtsec")) {
		opt->tls = !is_word(value, value_len, "none");
	} else if (is_word(s, len, "sec")) {
		if (!value_len || value_len >= sizeof(opt->sec))
			return fail(err, "unknown security flavour", whole, whole_len);
		memcpy(opt->sec, value, value_len);
		opt->sec[value_len] = '\0';
	}
	return 0;
}

static int option(const char *s, size_t len, const char *kernel, struct nfsopt *opt,
		  struct cmdline_error *err)
{
	const char *eq = memchr(s, '=', len);
	size_t name_len = eq ? (size_t)(eq - s) : len, value_len = eq ? len - name_len - 1 : 0;
	const char *value = eq ? eq + 1 : s + len;
	unsigned long n;
	size_t i;

	if (!len)
		return 0;
	for (i = 0; i < NKNOWN; i++) {
		if (!takes(&options_known[i], s, name_len, eq))
			continue;
		if (options_known[i].new && !strcmp(kernel, "6.12"))
			return fail(err, "the kernel does not know this mount option yet", s, len);
		if (options_known[i].kind == NUMBER && !number(value, value_len, &n))
			return fail(err, "not a number", s, len);
		return meaning(s, name_len, value, value_len, s, opt, err);
	}
	if (opt->sloppy)
		return 0;
	return fail(err, "the kernel's NFS mount does not know this option", s, len);
}

int nfsopt_parse(const char *options, const char *kernel, struct nfsopt *opt, struct cmdline_error *err)
{
	const char *s, *end;
	int ret;

	memset(opt, 0, sizeof(*opt));
	ret = nfsroot_options_parse(options, &opt->base, err);
	if (ret)
		return ret;
	for (s = options; !ret; s = end + 1) {
		end = strchrnul(s, ',');
		ret = option(s, end - s, kernel, opt, err);
		if (!*end)
			break;
	}
	return ret;
}
