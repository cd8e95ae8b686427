#include "base/config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#ifndef MUSTER_SHARE_DIR
#define MUSTER_SHARE_DIR "."
#endif

#define CONFIG_FILE "/etc/muster/muster.conf"

static const struct config_row rows[] = {
	{ CONFIG_DATABASE_URL, "DATABASE_URL", CONFIG_SECRET,
	  .help = "PostgreSQL for serving; unset: libpq's PGHOST …" },
	{ CONFIG_DATABASE_ADMIN_URL, "DATABASE_ADMIN_URL", CONFIG_SECRET,
	  .help = "PostgreSQL for migrate and maintain; unset: DATABASE_URL" },
	{ CONFIG_PUBLIC_URL, "MUSTER_PUBLIC_URL", CONFIG_TEXT,
	  .reloadable = true,
	  .help = "Address in a browser, https://host without a path" },
	{ CONFIG_SIGNUP, "MUSTER_SIGNUP", CONFIG_CHOICE, "invite",
	  .choices = "off|invite|open", .reloadable = true,
	  .help = "Who may make an account" },
	{ CONFIG_PLANS, "MUSTER_PLANS", CONFIG_CHOICE, "command",
	  .choices = "command|owner", .reloadable = true,
	  .help = "Who gives a plan: muster plan alone, or owners too" },
	{ CONFIG_SENDMAIL, "MUSTER_SENDMAIL", CONFIG_TEXT, .reloadable = true,
	  .help = "Program that sends mail; unset: none is sent" },
	{ CONFIG_CORS, "MUSTER_CORS", CONFIG_TEXT, .reloadable = true,
	  .help = "Origins that may call the API from a browser, by comma" },
	{ CONFIG_LOG_LEVEL, "MUSTER_LOG_LEVEL", CONFIG_CHOICE, "info",
	  .choices = "error|warn|info|debug", .reloadable = true,
	  .help = "Lines above this level are left out" },
	{ CONFIG_MASTER_KEY_FILE, "MUSTER_MASTER_KEY_FILE", CONFIG_TEXT,
	  "/etc/muster/master.key",
	  .help = "Keys that wrap those of credentials; see muster keys" },
	{ CONFIG_SHARE_DIR, "MUSTER_SHARE_DIR", CONFIG_TEXT, MUSTER_SHARE_DIR,
	  .help = "Folder of sql, templates and static" },
	{ CONFIG_METRICS_FILE, "MUSTER_METRICS_FILE", CONFIG_TEXT,
	  .help = "Counters of all processes; unset: each keeps its own" },
	{ CONFIG_QUOTAS_FILE, "MUSTER_QUOTAS_FILE", CONFIG_TEXT,
	  .help = "What is used of the rates, by all processes; unset: by each" },
	{ CONFIG_READ_CONNECTIONS, "MUSTER_READ_CONNECTIONS", CONFIG_INT, "2",
	  .min = 1, .max = 64,
	  .help = "Database connections for reading, per process" },
	{ CONFIG_READ_DEPTH, "MUSTER_READ_DEPTH", CONFIG_INT, "16",
	  .min = 1, .max = 256, .help = "Units in flight on each of them" },
	{ CONFIG_WRITE_CONNECTIONS, "MUSTER_WRITE_CONNECTIONS", CONFIG_INT, "8",
	  .min = 1, .max = 64,
	  .help = "Database connections for writing, per process" },
	{ CONFIG_WRITE_DEPTH, "MUSTER_WRITE_DEPTH", CONFIG_INT, "4",
	  .min = 1, .max = 256, .help = "Units in flight on each of them" },
	{ CONFIG_SLOW_CONNECTIONS, "MUSTER_SLOW_CONNECTIONS", CONFIG_INT, "2",
	  .min = 1, .max = 64,
	  .help = "Database connections for slow queries, per process" },
	{ CONFIG_STATEMENT_TIMEOUT_MS, "MUSTER_STATEMENT_TIMEOUT_MS",
	  CONFIG_INT, "5000", .min = 1, .max = 3600000,
	  .help = "Longest statement of a request" },
	{ CONFIG_SLOW_TIMEOUT_MS, "MUSTER_SLOW_TIMEOUT_MS",
	  CONFIG_INT, "60000", .min = 1, .max = 3600000,
	  .help = "Longest statement of a slow query" },
	{ CONFIG_LOCK_TIMEOUT_MS, "MUSTER_LOCK_TIMEOUT_MS",
	  CONFIG_INT, "1000", .min = 1, .max = 3600000,
	  .help = "Longest wait for a lock" },
	{ CONFIG_BODY_MAX, "MUSTER_BODY_MAX", CONFIG_INT, "1048576",
	  .min = 1024, .max = 1 << 30, .reloadable = true,
	  .help = "Largest body of a request, in bytes" },
	{ CONFIG_CREDENTIAL_RATE, "MUSTER_CREDENTIAL_RATE", CONFIG_INT,
	  "1000000", .min = 0, .max = 100000000, .reloadable = true,
	  .help = "Requests a minute of one key or session; 0: any number" },
	{ CONFIG_TENANT_RATE, "MUSTER_TENANT_RATE", CONFIG_INT, "0",
	  .min = 0, .max = 100000000, .reloadable = true,
	  .help = "Requests a minute of one organisation; 0: any number" },
	{ CONFIG_UPLOAD_MAX, "MUSTER_UPLOAD_MAX", CONFIG_INT, "268435456",
	  .min = 1024, .max = INT64_C(1) << 40, .reloadable = true,
	  .help = "Largest upload of files, in bytes; nginx has it too" },
	{ CONFIG_SPOOL_DIR, "MUSTER_SPOOL_DIR", CONFIG_TEXT,
	  "/var/lib/muster/spool", .reloadable = true,
	  .help = "Folder of uploads until they are read" },
	{ CONFIG_SIDE_THREADS, "MUSTER_SIDE_THREADS", CONFIG_INT, "2",
	  .min = 1, .max = 64, .help = "Threads for password hashes" },
	{ CONFIG_MAINTAIN_INTERVAL_S, "MUSTER_MAINTAIN_INTERVAL_S", CONFIG_INT,
	  "5", .min = 0, .max = 86400, .reloadable = true,
	  .help = "Seconds between maintenance in the server; 0: a timer does it" },
	{ CONFIG_AUDIT_HEADS, "MUSTER_AUDIT_HEADS", CONFIG_TEXT,
	  .help = "File that muster maintain adds heads of the audit log to" },
	{ CONFIG_ANTHROPIC_API_KEY, "ANTHROPIC_API_KEY", CONFIG_SECRET, .reloadable = true,
	  .help = "Key of Anthropic for organisations that have none" },
	{ CONFIG_GROQ_API_KEY, "GROQ_API_KEY", CONFIG_SECRET, .reloadable = true,
	  .help = "Key of Groq for organisations that have none" },
	{ CONFIG_OPENAI_API_KEY, "OPENAI_API_KEY", CONFIG_SECRET, .reloadable = true,
	  .help = "Key of OpenAI for organisations that have none" },
	{ CONFIG_FIRECRAWL_API_KEY, "FIRECRAWL_API_KEY", CONFIG_SECRET, .reloadable = true,
	  .help = "Key of Firecrawl for organisations that have none" },
	{ CONFIG_ARCADE_API_KEY, "ARCADE_API_KEY", CONFIG_SECRET, .reloadable = true,
	  .help = "Key of Arcade for organisations that have none" },
	{ CONFIG_OUTBOUND_ALLOW, "MUSTER_OUTBOUND_ALLOW", CONFIG_TEXT,
	  .help = "Addresses that are not public and may be called, 10.0.5.0/24, by comma" },
};

_Static_assert(sizeof rows / sizeof rows[0] == CONFIG_COUNT,
	       "every option has a row");

struct config {
	const char *texts[CONFIG_COUNT];
	int64_t numbers[CONFIG_COUNT];
};

const struct config_row *
config_rows(void)
{
	return rows;
}

static const struct config_row *
find_row(const char *name)
{
	for (int i = 0; i < CONFIG_COUNT; i++)
		if (text_equal(rows[i].name, name))
			return &rows[i];
	return NULL;
}

/* The index of value in "off|invite|open"; -1 if it is none of them. */
static int
choice_index(struct arena *arena, const char *choices, const char *value)
{
	char **items = text_split(arena, choices, '|');

	for (int i = 0; items[i] != NULL; i++)
		if (text_equal(items[i], value))
			return i;
	return -1;
}

static bool
set_int(struct config *config, const struct config_row *row, const char *value,
	struct error *err)
{
	int64_t *number = &config->numbers[row->option];

	return text_to_int(value, row->min, row->max, number) ||
		fail(err, ERROR_INVALID,
		     "%s is '%s', not a number from %lld to %lld", row->name,
		     value, (long long)row->min, (long long)row->max);
}

static bool
set_choice(struct config *config, const struct config_row *row,
	   const char *value, struct error *err)
{
	int index = choice_index(err->arena, row->choices, value);

	if (index < 0)
		return fail(err, ERROR_INVALID, "%s is '%s', not one of %s",
			    row->name, value, row->choices);
	config->numbers[row->option] = index;
	return true;
}

/* Empty is unset: a unit file or a shell cannot always leave a name out. */
static bool
set(struct config *config, const struct config_row *row, const char *value,
    struct error *err)
{
	if (value == NULL || *value == '\0')
		return true;
	config->texts[row->option] = value;
	if (row->type == CONFIG_INT)
		return set_int(config, row, value, err);
	if (row->type == CONFIG_CHOICE)
		return set_choice(config, row, value, err);
	return true;
}

/* ---- the file ---- */

/* Without escapes: who needs one kind of quote inside uses the other. */
static const char *
unquote(struct arena *arena, const char *value)
{
	size_t len = strlen(value);

	if (len < 2 || (*value != '"' && *value != '\'') ||
	    value[len - 1] != *value)
		return value;
	return arena_copy(arena, value + 1, len - 2);
}

static bool
set_line(struct config *config, struct arena *arena, const char *line,
	 struct error *err)
{
	const char *equals;
	const char *name, *value;
	const struct config_row *row;

	line = text_trim(arena, line);
	if (*line == '\0' || *line == '#')
		return true;
	equals = strchr(line, '=');
	if (equals == NULL)
		return fail(err, ERROR_INVALID, "'=' is missing");
	name = text_trim(arena, arena_copy(arena, line, (size_t)(equals - line)));
	value = unquote(arena, text_trim(arena, equals + 1));
	row = find_row(name);
	if (row == NULL)
		return fail(err, ERROR_INVALID, "there is no option '%s'", name);
	return set(config, row, value, err);
}

static bool
read_lines(struct config *config, struct arena *arena, const char *path,
	   char *text, struct error *err)
{
	struct error wrong = { .arena = arena };
	int number = 0;
	char *line;

	while ((line = strsep(&text, "\n")) != NULL) {
		number++;
		if (!set_line(config, arena, line, &wrong))
			return fail(err, ERROR_INVALID, "%s:%d: %s", path,
				    number, wrong.message);
	}
	return true;
}

/* NULL if it cannot be read or is far larger than all options. */
static char *
read_file(struct arena *arena, FILE *file)
{
	size_t size = 64 * 1024;
	char *text = arena_alloc(arena, size + 1);

	text[fread(text, 1, size, file)] = '\0';
	return ferror(file) || !feof(file) ? NULL : text;
}

/* Only the file that nobody named may be absent. */
static bool
read_config_file(struct config *config, struct arena *arena, struct error *err)
{
	const char *named = getenv("MUSTER_CONFIG");
	const char *path = named != NULL && *named != '\0' ? named : CONFIG_FILE;
	FILE *file = fopen(path, "re");
	char *text;

	if (file == NULL && errno == ENOENT && path != named)
		return true;
	if (file == NULL)
		return fail(err, ERROR_INVALID, "cannot read '%s': %s", path,
			    strerror(errno));
	text = read_file(arena, file);
	fclose(file);
	if (text == NULL)
		return fail(err, ERROR_INVALID, "cannot read '%s'", path);
	return read_lines(config, arena, path, text, err);
}

/* ---- all sources ---- */

static bool
read_sources(struct config *config, struct arena *arena, struct error *err)
{
	for (int i = 0; i < CONFIG_COUNT; i++)
		if (!set(config, &rows[i], rows[i].fallback, err))
			return false;
	if (!read_config_file(config, arena, err))
		return false;
	for (int i = 0; i < CONFIG_COUNT; i++)
		if (!set(config, &rows[i],
			 arena_text(arena, getenv(rows[i].name)), err))
			return false;
	return true;
}

struct config *
config_read(struct arena *arena, struct error *err)
{
	struct config *config = arena_alloc(arena, sizeof *config);

	return read_sources(config, arena, err) ? config : NULL;
}

const char *
config_text(const struct config *config, enum config_option option)
{
	return config->texts[option];
}

int64_t
config_int(const struct config *config, enum config_option option)
{
	return config->numbers[option];
}
