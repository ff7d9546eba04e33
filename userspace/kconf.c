// SPDX-License-Identifier: GPL-2.0-only
/* A kernel's .config. */

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "finding.h"
#include "kconf.h"

#define PREFIX	"CONFIG_"
#define NOT_SET	" is not set"

static int fail(struct kconf_error *err, unsigned int line, const char *reason, const char *text)
{
	err->line = line;
	err->reason = reason;
	snprintf(err->text, sizeof(err->text), "%s", text);
	text_clean(err->text);
	return -EINVAL;
}

/* Return: the length of the name that S begins with */
static size_t name_len(const char *s)
{
	size_t len = 0;

	while (isalnum((unsigned char)s[len]) || s[len] == '_')
		len++;
	return len;
}

/* Takes the quotes and backslashes off. Return: false if S is no string, or something follows it */
static bool unquote(char *s)
{
	char *out = s, *end;

	/* First of all, as a wrong one is shown as it is */
	for (end = s + 1; *end != '"'; end++) {
		if (*end == '\\')
			end++;
		if (!*end)
			return false;
	}
	if (end[1])
		return false;
	while (++s < end) {
		if (*s == '\\')
			s++;
		*out++ = *s;
	}
	*out = '\0';
	return true;
}

static bool is_value(const char *s)
{
	const char *digits = "0123456789";

	if (!strcmp(s, "y") || !strcmp(s, "m") || !strcmp(s, "n"))
		return true;
	if (*s == '-')
		s++;
	if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X')) {
		s += 2;
		digits = "0123456789abcdefABCDEF";
	}
	return *s && !s[strspn(s, digits)];
}

/* "# Linux/x86 7.3.4 Kernel Configuration", or a line that says that a symbol is not set */
static void comment(struct kconf *conf, char *line)
{
	char *name = line + 2;
	size_t len;

	if (!conf->version[0] &&
	    sscanf(line, "# Linux/%15[a-z0-9] %15[0-9.]", conf->arch, conf->version) != 2)
		conf->arch[0] = conf->version[0] = '\0';
	if (strncmp(line, "# " PREFIX, strlen("# " PREFIX)))
		return;
	name += strlen(PREFIX);
	len = name_len(name);
	if (!len || strcmp(name + len, NOT_SET))
		return;
	name[len] = '\0';
	conf->symbols[conf->n++] = (struct kconf_symbol){ name, "n" };
}

static int assignment(struct kconf *conf, char *line, unsigned int number, struct kconf_error *err)
{
	char *name = line + strlen(PREFIX), *value;
	size_t len = strncmp(line, PREFIX, strlen(PREFIX)) ? 0 : name_len(name);

	if (!len || name[len] != '=')
		return fail(err, number, "not a line of a .config", line);
	value = name + len + 1;
	if (*value == '"') {
		if (!unquote(value))
			return fail(err, number, "string without its end", line);
	} else if (!is_value(value)) {
		return fail(err, number, "value is neither y, m, n, a number nor a string", line);
	}
	name[len] = '\0';
	conf->symbols[conf->n++] = (struct kconf_symbol){ name, value };
	return 0;
}

static int by_name(const void *a, const void *b)
{
	const struct kconf_symbol *x = a, *y = b;
	int cmp = strcmp(x->name, y->name);

	/* All names are in one buffer: the one further behind is the later one */
	return cmp ? cmp : x->name < y->name ? -1 : 1;
}

static void sort(struct kconf *conf)
{
	size_t i, n = 0;

	if (!conf->n)
		return;
	qsort(conf->symbols, conf->n, sizeof(conf->symbols[0]), by_name);
	for (i = 1; i < conf->n; i++) {
		if (strcmp(conf->symbols[i].name, conf->symbols[n].name))
			n++;
		conf->symbols[n] = conf->symbols[i];
	}
	conf->n = n + 1;
}

int kconf_parse(struct kconf *conf, const char *text, size_t len, struct kconf_error *err)
{
	unsigned int number = 0;
	size_t i, lines = 1;
	char *line, *next;
	int ret = 0;

	memset(conf, 0, sizeof(*conf));
	memset(err, 0, sizeof(*err));
	if (len >= 2 && !memcmp(text, "\x1f\x8b", 2))
		return fail(err, 0, "compressed, unpack it with zcat", "");
	if (memchr(text, '\0', len))
		return fail(err, 0, "not a text", "");

	for (i = 0; i < len; i++)
		lines += text[i] == '\n';
	conf->symbols = calloc(lines, sizeof(conf->symbols[0]));
	conf->text = malloc(len + 1);
	if (!conf->symbols || !conf->text) {
		kconf_free(conf);
		return -ENOMEM;
	}
	memcpy(conf->text, text, len);
	conf->text[len] = '\0';

	for (line = conf->text; line && !ret; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		number++;
		if (line[0] == '#')
			comment(conf, line);
		else if (line[0])
			ret = assignment(conf, line, number, err);
	}
	if (!ret && !conf->n)
		ret = fail(err, 0, "there is no CONFIG_ line in it", "");
	if (ret)
		kconf_free(conf);
	else
		sort(conf);
	return ret;
}

void kconf_free(struct kconf *conf)
{
	free(conf->symbols);
	free(conf->text);
	memset(conf, 0, sizeof(*conf));
}

static const struct kconf_symbol *find(const struct kconf *conf, const char *name)
{
	struct kconf_symbol *s = conf->symbols;
	size_t low = 0, high = conf->n, middle;
	int cmp;

	while (low < high) {
		middle = (low + high) / 2;
		cmp = strcmp(name, s[middle].name);
		if (!cmp)
			return &s[middle];
		if (cmp < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *kconf_get(const struct kconf *conf, const char *name)
{
	const struct kconf_symbol *symbol = find(conf, name);

	return symbol ? symbol->value : "n";
}

bool kconf_has(const struct kconf *conf, const char *name)
{
	return find(conf, name);
}

bool kconf_is(const struct kconf *conf, const char *name, const char *value)
{
	return !strcmp(kconf_get(conf, name), value);
}

bool kconf_yes(const struct kconf *conf, const char *name)
{
	return kconf_is(conf, name, "y");
}
