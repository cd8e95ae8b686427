/* Rows of a resource as JSON; see crud.h. */
#include "resource/crud.h"

#include <string.h>

#include "base/time.h"
#include "db/rows.h"
#include "http/request.h"
#include "http/router.h"
#include "json/writer.h"
#include "resource/sql.h"
#include "resource/words.h"

/* One row while it is written. */
struct writing {
	struct json_writer *json;
	const struct request *req;
	const struct resource *resource;
	const struct rows *rows;
	int row;
	bool is_list;		/* of a list: without payload */
	const char *group;	/* the nested object that is open, or NULL */
	bool is_group_null;
};

static int
count_selected(const struct resource *resource, bool is_list)
{
	int count = 0;

	for (const struct field *field = resource->fields; field->name; field++)
		count += sql_is_selected(field, is_list);
	return count;
}

static const char *
find_text(const struct writing *w, const char *name)
{
	int column = 0;

	for (const struct field *field = w->resource->fields; field->name;
	     field++) {
		if (!sql_is_selected(field, w->is_list))
			continue;
		if (strcmp(field->name, name) == 0)
			return rows_text(w->rows, w->row, column);
		column++;
	}
	return NULL;
}

const char *
crud_member(const struct field *field, char out[FIELD_COLUMN_SIZE])
{
	if (!field->group)
		return field->name;
	strncpy(out, field->name + strlen(field->group), FIELD_COLUMN_SIZE - 1);
	out[FIELD_COLUMN_SIZE - 1] = '\0';
	out[0] |= 0x20;
	return out;
}

static void
write_time(const struct writing *w, const char *text)
{
	char time[TIME_TEXT_SIZE];

	json_write_text(w->json, time_from_sql(text, time) ? time : NULL);
}

/*
 * In the dashboard's dialect an active agent that runs something is RUNNING:
 * a derived word stands for what is stored, where it has a spelling of its own.
 */
static const struct word *
find_derived(const struct writing *w, const struct field *field,
	     const char *stored)
{
	const char *other = field->derived_by ? find_text(w, field->derived_by)
					      : NULL;
	const struct word *word = other ? words_find(field->words, other) : NULL;

	if (!word || !word->is_derived || !word->dashboard
	    || w->req->route->dialect != DIALECT_DASHBOARD
	    || strcmp(word_stored(word), stored) != 0)
		return NULL;
	return word;
}

static const char *
find_spelling(const struct writing *w, const struct field *field,
	      const char *text)
{
	const struct word *derived = find_derived(w, field, text);

	return derived ? derived->dashboard
		       : words_speak(field->words, text, w->req->route->dialect);
}

const char *
crud_word(const struct request *req, const struct resource *resource,
	  const struct rows *rows, int row, const struct field *field,
	  const char *stored)
{
	const struct writing w = { .req = req, .resource = resource,
				   .rows = rows, .row = row, .is_list = true };

	return find_spelling(&w, field, stored);
}

static void
write_value(const struct writing *w, const struct field *field, int column)
{
	const char *text = rows_text(w->rows, w->row, column);
	size_t len = rows_length(w->rows, w->row, column);

	if (!text) {
		json_write_null(w->json);
		return;
	}
	switch (field->type) {
	case FIELD_BOOL:
		json_write_bool(w->json, *text == 't');
		break;
	case FIELD_TIME:
		write_time(w, text);
		break;
	case FIELD_CHOICE:
		json_write_text(w->json, find_spelling(w, field, text));
		break;
	case FIELD_INT:
	case FIELD_NUMBER:
	case FIELD_JSON:
	case FIELD_JSON_OBJECT:
	case FIELD_JSON_ARRAY:
	case FIELD_TAGS:
	case FIELD_IDS:
		json_write_raw(w->json, text, len);
		break;
	default:
		json_write_bytes(w->json, text, len);
	}
}

static bool
is_same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* A nested object without its first member is null. */
static void
enter_group(struct writing *w, const struct field *field, int column)
{
	if (is_same(w->group, field->group))
		return;
	if (w->group && !w->is_group_null)
		json_end_object(w->json);
	w->group = field->group;
	if (!w->group)
		return;
	json_write_name(w->json, w->group);
	w->is_group_null = !rows_text(w->rows, w->row, column);
	if (w->is_group_null)
		json_write_null(w->json);
	else
		json_begin_object(w->json);
}

static void
write_field(struct writing *w, const struct field *field, int column)
{
	char member[FIELD_COLUMN_SIZE];

	if (field->flags & FIELD_HIDDEN)
		return;
	enter_group(w, field, column);
	if (w->group && w->is_group_null)
		return;
	json_write_name(w->json, crud_member(field, member));
	write_value(w, field, column);
}

void
crud_write_members(struct json_writer *json, const struct request *req,
		   const struct resource *resource, const struct rows *rows,
		   int row)
{
	static const struct field end = { 0 };
	int column = 0;
	struct writing w = { .json = json, .req = req, .resource = resource,
			     .rows = rows, .row = row };

	w.is_list = rows->columns == count_selected(resource, true);
	for (const struct field *field = resource->fields; field->name; field++)
		if (sql_is_selected(field, w.is_list))
			write_field(&w, field, column++);
	enter_group(&w, &end, column);
}

void
crud_write(struct json_writer *json, const struct request *req,
	   const struct resource *resource, const struct rows *rows, int row)
{
	json_begin_object(json);
	crud_write_members(json, req, resource, rows, row);
	json_end_object(json);
}
