#include "db/copies.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

void
copies_init(struct copies *copies, struct arena *arena, const char *kept_table)
{
	*copies = (struct copies){ .arena = arena, .kept_table = kept_table };
}

/* Room for one item more. */
static void *
grown(struct arena *arena, void *list, size_t count, size_t *room, size_t size)
{
	void *larger;

	if (count < *room)
		return list;
	*room = *room ? 2 * *room : 64;
	larger = arena_alloc(arena, *room * size);
	if (count > 0)
		memcpy(larger, list, count * size);
	return larger;
}

/* "COPY public.agents (tenant_id, …) FROM stdin;": only its begin may fit. */
static bool
begins_copy(const struct copies *copies)
{
	return text_starts(copies->line, "COPY ")
	       && strchr(copies->line + 5, ' ');
}

static void
begin_copy(struct copies *copies)
{
	const char *name = copies->line + strlen("COPY ");
	struct copied_table *table;

	copies->tables = grown(copies->arena, copies->tables, copies->count,
			       &copies->room, sizeof *copies->tables);
	table = &copies->tables[copies->count++];
	table->name = arena_copy(copies->arena, name, strcspn(name, " "));
	table->rows = 0;
	copies->is_copying = true;
}

static void
keep(struct copies *copies)
{
	copies->kept = grown(copies->arena, copies->kept, copies->kept_count,
			     &copies->kept_room, sizeof *copies->kept);
	copies->kept[copies->kept_count++] = arena_text(copies->arena,
							copies->line);
}

static void
add_row(struct copies *copies)
{
	struct copied_table *table = &copies->tables[copies->count - 1];

	table->rows++;
	copies->rows++;
	if (text_equal(table->name, copies->kept_table))
		keep(copies);
}

static void
end_line(struct copies *copies)
{
	size_t shown = copies->len < COPIES_LINE_MAX ? copies->len
						     : COPIES_LINE_MAX - 1;

	copies->line[shown] = '\0';
	copies->len = 0;
	if (!copies->is_copying) {
		if (begins_copy(copies))
			begin_copy(copies);
	} else if (strcmp(copies->line, "\\.") == 0) {
		copies->is_copying = false;
	} else {
		add_row(copies);
	}
}

static void
add_piece(struct copies *copies, const char *bytes, size_t len)
{
	if (copies->len < COPIES_LINE_MAX - 1) {
		size_t room = COPIES_LINE_MAX - 1 - copies->len;

		memcpy(copies->line + copies->len, bytes,
		       len < room ? len : room);
	}
	copies->len += len;
}

void
copies_read(struct copies *copies, const char *bytes, size_t len)
{
	const char *end = bytes + len, *stop;

	while (bytes < end) {
		stop = memchr(bytes, '\n', (size_t)(end - bytes));
		add_piece(copies, bytes, (size_t)((stop ? stop : end) - bytes));
		if (!stop)
			return;
		end_line(copies);
		bytes = stop + 1;
	}
}

int64_t
copies_of(const struct copies *copies, const char *table)
{
	for (size_t i = 0; i < copies->count; i++)
		if (strcmp(copies->tables[i].name, table) == 0)
			return copies->tables[i].rows;
	return -1;
}
