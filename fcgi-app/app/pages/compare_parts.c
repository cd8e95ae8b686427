#include "app/pages/compare_parts.h"

#include <stdbool.h>
#include <stdlib.h>

#include "app/pages/diff_view.h"
#include "app/pages/payload.h"
#include "base/arena.h"
#include "base/text.h"
#include "base/time.h"
#include "db/rows.h"
#include "json/json.h"

static const char *
note_of(const char *a, const char *b)
{
	if (!a)
		return "only B has it";
	if (!b)
		return "only A has it";
	return text_equal(a, b) ? "the same" : "different";
}

static void
add_part(struct arena *arena, struct json *parts, const char *title,
	 const char *a, const char *b, bool is_cut)
{
	struct json *part;

	if (!a && !b)
		return;
	part = json_add_object(parts);
	json_set_static(part, "title", title);
	json_set_static(part, "member",
			arena_printf(arena, "%s, from A to B", title));
	json_set_static(part, "note", note_of(a, b));
	json_set_bool(part, "is_same", text_equal(a, b));
	json_set_bool(part, "is_cut", is_cut);
	diff_view_show(arena, part, a, b);
}

void
compare_text(struct arena *arena, struct json *parts, const char *title,
	     const char *a, const char *b)
{
	add_part(arena, parts, title, a, b, false);
}

/* A value of a side, and how long the whole of it is. */
static const char *
value_of(struct arena *arena, const struct rows *rows, int column,
	 int64_t *length)
{
	int row = rows->count - 1;
	const char *text = row < 0 ? NULL : rows_text(rows, row, column);
	const char *size = row < 0 ? NULL : rows_text(rows, row, column + 1);

	*length = payload_length(text, size);
	return text ? payload_text(arena, text, size) : NULL;
}

void
compare_row(struct arena *arena, struct json *parts,
	    const struct payload_columns *columns, const struct rows *a,
	    const struct rows *b)
{
	for (int i = 0; i < PAYLOAD_PARTS; i++) {
		int column = columns->first + 2 * i;
		int64_t length_a, length_b;
		const char *text_a = value_of(arena, a, column, &length_a);
		const char *text_b = value_of(arena, b, column, &length_b);

		add_part(arena, parts, columns->titles[i], text_a, text_b,
			 length_a > PAYLOAD_MAX || length_b > PAYLOAD_MAX);
	}
}

const char *
compare_ms(struct arena *arena, int64_t a, int64_t b)
{
	const char *sign = b > a ? "+" : "−";
	int64_t by = llabs(b - a);

	if (a == b)
		return NULL;
	if (a <= 0)
		return arena_printf(arena, "%s%s", sign,
				    time_duration(arena, by));
	return arena_printf(arena, "%s%s (%s%lld %%)", sign,
			    time_duration(arena, by), sign,
			    (long long)((by * 100 + a / 2) / a));
}
