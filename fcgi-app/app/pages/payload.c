#include "app/pages/payload.h"

#include <string.h>

#include "app/pages/view.h"
#include "base/arena.h"
#include "base/buf.h"
#include "db/rows.h"
#include "json/json.h"
#include "json/writer.h"

/*
 * The end of a member's name with its quotes at the begin of text; 0: none
 * there.
 */
static size_t
name_length(const char *text, size_t len)
{
	size_t i = 1;

	if (len == 0 || text[0] != '"')
		return 0;
	while (i < len && text[i] != '"')
		i += text[i] == '\\' ? 2 : 1;
	return i + 1 < len && text[i + 1] == ':' ? i + 1 : 0;
}

/* One line with its end: what indents it, a member's name, and the rest. */
static void
add_line(struct arena *arena, struct json *lines, const char *text, size_t len)
{
	struct json *line = json_add_object(lines);
	size_t pad = strspn(text, " ");
	size_t key = name_length(text + pad, len - pad);

	json_append(line, "pad",
		    json_text(arena, arena_copy(arena, text, pad)));
	json_append(line, "key", json_text(arena, key ? arena_copy(arena,
					   text + pad, key) : NULL));
	json_append(line, "rest",
		    json_text(arena,
			      arena_copy(arena, text + pad + key,
					 len - pad - key)));
}

static void
add_lines(struct arena *arena, struct json *lines, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		len += text[len] == '\n';
		add_line(arena, lines, text, len);
		text += len;
	}
}

int64_t
payload_length(const char *text, const char *length)
{
	if (!text)
		return 0;
	return length ? view_int(length) : (int64_t)strlen(text);
}

const char *
payload_text(struct arena *arena, const char *text, const char *length)
{
	size_t len = strlen(text);
	struct buf pretty;

	if (payload_length(text, length) > PAYLOAD_MAX)
		return text;
	buf_init(&pretty, arena, len + len / 2 + 64);
	json_pretty(&pretty, text, len);
	return pretty.bytes;
}

void
payload_add(struct arena *arena, struct json *parts, const char *title,
	    const char *text, const char *length, const char *api)
{
	int64_t whole = payload_length(text, length);
	struct json *part;

	if (!text)
		return;
	part = json_add_object(parts);
	json_set_static(part, "title", title);
	json_set_static(part, "note", view_counted(arena, whole, "character"));
	add_lines(arena, json_set_array(part, "lines"),
		  payload_text(arena, text, length));
	json_set_bool(part, "is_cut", whole > PAYLOAD_MAX);
	json_set_static(part, "api", api);
}

void
payload_add_row(struct arena *arena, struct json *parts,
		const struct payload_columns *columns, const struct rows *rows,
		int row, const char *api)
{
	if (row < 0 || row >= rows->count)
		return;
	for (int i = 0; i < PAYLOAD_PARTS; i++) {
		int column = columns->first + 2 * i;

		payload_add(arena, parts, columns->titles[i],
			    rows_text(rows, row, column),
			    rows_text(rows, row, column + 1), api);
	}
}
