#include "app/pages/payload.h"

#include <stdint.h>
#include <string.h>

#include "app/pages/view.h"
#include "base/arena.h"
#include "base/buf.h"
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

void
payload_add(struct arena *arena, struct json *parts, const char *title,
	    const char *text, const char *length, const char *api)
{
	size_t len = text ? strlen(text) : 0;
	int64_t whole = length ? view_int(length) : (int64_t)len;
	struct json *part;
	struct buf pretty;

	if (!text)
		return;
	part = json_add_object(parts);
	buf_init(&pretty, arena, len + len / 2 + 64);
	if (whole > PAYLOAD_MAX)
		buf_text(&pretty, text);
	else
		json_pretty(&pretty, text, len);
	json_set_static(part, "title", title);
	json_set_static(part, "note", arena_printf(arena, "%s characters",
						   view_count(arena, whole)));
	add_lines(arena, json_set_array(part, "lines"), pretty.bytes);
	json_set_bool(part, "is_cut", whole > PAYLOAD_MAX);
	json_set_static(part, "api", api);
}
