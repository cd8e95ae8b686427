#include "app/pages/audit_view.h"

#include <stddef.h>
#include <string.h>

#include "app/pages/view.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "db/rows.h"
#include "http/request.h"
#include "json/json.h"
#include "resource/words.h"

const char *const audit_columns[] = {
	"id", "kind", "actor_name", "actor_email", "key_name", "action", "noun",
	"row_id", "row_name", "target_id", "success", "changed", "address", "at",
	NULL
};

/* Where what was changed has a page; those of a row need target_id. */
static const struct {
	const char *noun;
	const char *format;
} pages[] = {
	{ "agent", "/agents/%s" },
	{ "capability", "/agents/%s/configuration" },
	{ "project", "/projects/%s" },
	{ "task", "/tasks/%s" },
	{ "blueprint", "/blueprints/%s" },
	{ "mcpServer", "/mcp-servers/%s" },
	{ "subscription", "/usage" },
	{ "flowchart", "/agents/%s/flowchart" },
	{ "workflow", "/workflows/%s" },
	{ "apiKey", "/keys" },
	{ "credential", "/credentials/%s" },
	{ NULL, NULL }
};

static const char *
label_of(const struct words *words, const char *store)
{
	const struct word *word = words_find(words, store);

	return word && word->label ? word->label : store;
}

static const char *
href_of(struct arena *arena, const char *noun, const char *target)
{
	const char *place;
	size_t i = 0;

	while (pages[i].noun && !text_equal(pages[i].noun, noun))
		i++;
	if (!pages[i].noun)
		return NULL;
	place = strstr(pages[i].format, "%s");
	if (!place)
		return pages[i].format;
	if (!target)
		return NULL;
	return arena_printf(arena, "%.*s%s%s", (int)(place - pages[i].format),
			    pages[i].format, target, place + strlen("%s"));
}

/* ["name", "model"] as "name, model": names of columns need no escapes. */
static const char *
list_of(struct arena *arena, const char *array)
{
	struct buf buf;

	buf_init(&buf, arena, 64);
	for (; *array; array++)
		if (!strchr("[]\"", *array))
			buf_char(&buf, *array);
	return buf.bytes;
}

/* Work of the database has no actor; a sign-in that fails has none yet. */
static void
set_who(struct json *item, const struct rows *rows, int row, const int *at)
{
	const char *name = rows_text(rows, row, at[AUDIT_ACTOR_NAME]);
	const char *email = rows_text(rows, row, at[AUDIT_ACTOR_EMAIL]);

	if (!name || !*name)
		name = email;
	if (!name)
		name = text_equal(rows_text(rows, row, at[AUDIT_SUCCESS]), "t")
			       ? "Muster" : "Somebody";
	json_set_static(item, "who", name);
	view_text(item, "email", email);
	view_text(item, "through", rows_text(rows, row, at[AUDIT_KEY_NAME]));
}

static void
set_what(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at)
{
	const char *action = rows_text(rows, row, at[AUDIT_ACTION]);
	const char *noun = rows_text(rows, row, at[AUDIT_NOUN]);

	json_set_static(item, "action", label_of(&audit_action_words, action));
	json_set_static(item, "noun", label_of(&audit_noun_words, noun));
	view_text(item, "name", rows_text(rows, row, at[AUDIT_ROW_NAME]));
	json_set_static(item, "changed", text_equal(action, "update")
			? list_of(req->arena,
				  rows_text(rows, row, at[AUDIT_CHANGED]))
			: NULL);
	json_set_bool(item, "failed", text_equal(
			rows_text(rows, row, at[AUDIT_SUCCESS]), "f"));
	json_set_static(item, "href",
			href_of(req->arena, noun,
				rows_text(rows, row, at[AUDIT_TARGET])));
}

void
audit_show(struct request *req, struct json *item, const struct rows *rows,
	   int row, const int *at, const struct clock *clock)
{
	view_id(item, rows_text(rows, row, at[AUDIT_ID]));
	view_time(clock, item, "when", rows_text(rows, row, at[AUDIT_AT]));
	set_who(item, rows, row, at);
	set_what(req, item, rows, row, at);
	view_text(item, "row_id", rows_text(rows, row, at[AUDIT_ROW_ID]));
	view_text(item, "address", rows_text(rows, row, at[AUDIT_ADDRESS]));
}
