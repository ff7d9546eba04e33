// SPDX-License-Identifier: GPL-2.0-only
/* The text of configuration files, and what may be in it. */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "handoff.h"

void conf_start(struct conf *conf)
{
	conf->len = 0;
	conf->cut = false;
	conf->text[0] = '\0';
	conf_add(conf, "%s", HANDOFF_MARK);
}

void conf_add(struct conf *conf, const char *fmt, ...)
{
	size_t room = sizeof(conf->text) - conf->len;
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(conf->text + conf->len, room, fmt, ap);
	va_end(ap);
	if (len < 0 || len >= room) {
		conf->text[conf->len] = '\0';
		conf->cut = true;
		return;
	}
	conf->len += len;
}

bool conf_name_ok(const char *name)
{
	static const char good[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";

	return name[0] && !name[strspn(name, good)] && strcmp(name, ".") && strcmp(name, "..");
}
