#include "db/conninfo.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/* The server splits options at white space; a backslash keeps what follows. */
static void
add_escaped(struct buf *buf, const char *value)
{
	for (; *value; value++) {
		if (strchr(" \t\n\r\v\f\\", *value))
			buf_char(buf, '\\');
		buf_char(buf, *value);
	}
}

static void
add_settings(struct buf *buf, const struct setting *settings)
{
	for (; settings->name; settings++) {
		if (!settings->value)
			continue;
		buf_printf(buf, "%s-c %s=", buf->len ? " " : "",
			   settings->name);
		add_escaped(buf, settings->value);
	}
}

static const char *
options_of(struct arena *arena, const PQconninfoOption *option)
{
	for (; option && option->keyword; option++)
		if (option->val && strcmp(option->keyword, "options") == 0)
			return arena_text(arena, option->val);
	return getenv("PGOPTIONS");
}

/* A URL that is not well formed is told by the attempt to connect. */
static const char *
given_options(struct arena *arena, const char *url)
{
	PQconninfoOption *parsed = PQconninfoParse(url, NULL);
	const char *options = options_of(arena, parsed);

	PQconninfoFree(parsed);
	return options ? options : "";
}

void
conninfo_init(struct conninfo *conninfo, struct arena *arena, const char *url,
	      const char *application, const struct setting *settings)
{
	struct buf options;

	buf_init(&options, arena, 256);
	buf_text(&options, given_options(arena, url));
	add_settings(&options, settings);
	/* dbname expands to keywords that win over those before it */
	*conninfo = (struct conninfo){
		.keywords = {
			"connect_timeout", "tcp_user_timeout",
			"keepalives_idle",
			"dbname", "client_encoding", "application_name",
			"options",
		},
		.values = {
			"5", "5000", "30",
			arena_text(arena, url), "UTF8",
			arena_text(arena, application), options.bytes,
		},
	};
}
