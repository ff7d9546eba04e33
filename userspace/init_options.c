// SPDX-License-Identifier: GPL-2.0-only
/* What the kernel command line says to "nfsroot6 init": pure functions over strings. */

#include <stdio.h>
#include <string.h>

#include "bootline.h"
#include "finding.h"
#include "init.h"

static void problem(struct init_options *opt, const char *param, const char *why, const char *part)
{
	if (opt->problem[0])
		return;
	snprintf(opt->problem, sizeof(opt->problem), "%s=: %s: \"%.60s\"", param, why, part);
	text_clean(opt->problem);
}

/* As the kernel reads names: '-' is '_'. */
static bool same_name(const char *a, const char *b)
{
	for (; *a && *b; a++, b++)
		if (*a != *b && !(strchr("-_", *a) && strchr("-_", *b)))
			return false;
	return *a == *b;
}

/* Bytes with a suffix, or a part of the memory: what the kernel would take silently for zero is none. */
static bool size_ok(const char *size)
{
	size_t len = strlen(size), digits = strspn(size, "0123456789");
	unsigned int percent;

	if (!digits || digits > 15 || strspn(size, "0") == digits)
		return false;
	if (len == digits)
		return true;
	if (len != digits + 1)
		return false;
	if (size[digits] != '%')
		return strchr("kKmMgG", size[digits]);
	return digits <= 3 && sscanf(size, "%3u", &percent) == 1 && percent <= 100;
}

static void parse_overlay(char *value, struct init_options *opt)
{
	char *save = NULL, *word = strtok_r(value, ",", &save);

	opt->overlay = false;
	opt->size[0] = '\0';
	if (!word || strcmp(word, "tmpfs")) {
		problem(opt, "nfsroot6.overlay", "not tmpfs", word ? word : "");
		return;
	}
	while ((word = strtok_r(NULL, ",", &save))) {
		if (strncmp(word, "size=", 5)) {
			problem(opt, "nfsroot6.overlay", "unknown option", word);
			return;
		}
		if (!size_ok(word + 5) || strlen(word + 5) >= sizeof(opt->size)) {
			problem(opt, "nfsroot6.overlay", "not a size", word + 5);
			return;
		}
		strcpy(opt->size, word + 5);
	}
	opt->overlay = true;
}

static void parse_onfail(const char *value, struct init_options *opt)
{
	if (!strcmp(value, "plain"))
		opt->onfail = INIT_PLAIN;
	else if (!strcmp(value, "shell"))
		opt->onfail = INIT_SHELL;
	else if (!strcmp(value, "panic"))
		opt->onfail = INIT_PANIC;
	else
		problem(opt, "nfsroot6.onfail", "none of plain, shell, panic", value);
}

static void parse_init(const char *value, struct init_options *opt)
{
	if (value[0] != '/')
		problem(opt, "nfsroot6.init", "not an absolute path", value);
	else if (strlen(value) >= sizeof(opt->init))
		problem(opt, "nfsroot6.init", "the path is too long", value);
	else if (!strcmp(strrchr(value, '/'), "/nfsroot6-init"))
		problem(opt, "nfsroot6.init", "it would run itself without an end", value);
	else
		strcpy(opt->init, value);
}

void init_options_parse(const char *cmdline, struct init_options *opt)
{
	char text[BOOTLINE_SIZE], empty[1] = "";
	char *args = text, *param, *value;

	memset(opt, 0, sizeof(*opt));
	if (strlen(cmdline) >= sizeof(text)) {
		snprintf(opt->problem, sizeof(opt->problem), "the kernel command line is too long");
		return;
	}
	strcpy(text, cmdline);
	args += strspn(args, " \t\n");
	while (*args) {
		args = bootline_next(args, &param, &value);
		if (!value)
			value = empty;
		if (!strcmp(param, "--"))
			break;
		if (same_name(param, "nfsroot6.overlay"))
			parse_overlay(value, opt);
		else if (same_name(param, "nfsroot6.onfail"))
			parse_onfail(value, opt);
		else if (same_name(param, "nfsroot6.init"))
			parse_init(value, opt);
	}
}

bool init_has_failed(const struct init_options *opt, bool over)
{
	return opt->problem[0] || opt->overlay != over;
}

bool init_hostname_ok(const char *name)
{
	size_t i, len = strlen(name);

	/* labels of letters, digits and '-', as hostname(7) has them */
	if (!len || len > 64 || strchr("-.", name[0]) || strchr("-.", name[len - 1]))
		return false;
	for (i = 0; i < len; i++)
		if (!(name[i] >= 'a' && name[i] <= 'z') && !(name[i] >= 'A' && name[i] <= 'Z') &&
		    !(name[i] >= '0' && name[i] <= '9') && !strchr("-.", name[i]))
			return false;
	return !strstr(name, "..");
}
