// SPDX-License-Identifier: GPL-2.0-only
/* What is to be said about a configuration or a command line. */

#include <string.h>

#include "finding.h"

static const char *const severities[] = {
	[NOTE]		= "note",
	[WARNING]	= "warning",
	[ERROR]		= "error",
};

void text_clean(char *text)
{
	for (; *text; text++)
		if (*text < ' ' || *text > '~')
			*text = '?';
}

void text_add(char *text, size_t size, const char *fmt, ...)
{
	size_t len = strlen(text);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text + len, size - len, fmt, ap);
	va_end(ap);
}

void finding_add(struct findings *f, enum severity severity, const char *fmt, ...)
{
	struct finding new = { .severity = severity };
	unsigned int i;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(new.text, sizeof(new.text), fmt, ap);
	va_end(ap);
	text_clean(new.text);

	for (i = 0; i < f->n; i++)
		if (f->items[i].severity == severity && !strcmp(f->items[i].text, new.text))
			return;
	f->errors += severity == ERROR;
	f->warnings += severity == WARNING;
	if (f->n == FINDINGS_MAX)
		f->dropped++;
	else
		f->items[f->n++] = new;
}

void findings_print(const struct findings *f, FILE *out)
{
	unsigned int i;
	int severity;

	for (severity = ERROR; severity >= NOTE; severity--)
		for (i = 0; i < f->n; i++)
			if (f->items[i].severity == severity)
				fprintf(out, "%s: %s\n", severities[severity], f->items[i].text);
	if (f->dropped)
		fprintf(out, "… and %u more\n", f->dropped);
}
