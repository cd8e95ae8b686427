/* The list of a noun that has no list page of its own; its columns are those
 * that the description names, or else what the noun has of the usual ones. */
#include "app/pages/handlers.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "app/pages/list_page.h"
#include "app/pages/noun.h"
#include "app/pages/noun_pages.h"
#include "app/pages/noun_view.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "db/rows.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/list.h"
#include "resource/naming.h"
#include "resource/words.h"

#define BIT(i) ((uint64_t)1 << (i))

enum { COLUMNS_MAX = 8, TABS_MAX = 8 };

/* req->state; crud_list finds the list in front. */
struct noun_list {
	struct list list;
	const struct rows *owner;	/* and all that follows it */
	int columns[COLUMNS_MAX + 1];	/* behind the name; ends with -1 */
	int tabs;			/* a field; -1: none */
	const char *filters[RESOURCE_FIELDS_MAX + 1];
	uint64_t chosen;		/* those of them that refer to nouns */
};

/* --- what it has --- */

/* What most people look for: what it is and belongs to, who made it and when. */
static bool
is_usual(const struct field *field)
{
	if (field->flags & FIELD_OF_ID
	    || strcmp(field->name, "createdByName") == 0)
		return true;
	return (field->type == FIELD_CHOICE || field->refers)
	       && !(field->flags & FIELD_HIDDEN);
}

/* How it is comes first. */
static void
find_usual(const struct resource *resource, int *columns)
{
	const char *owner = resource->owner ? resource->owner_field : NULL;
	int status = noun_status(resource), count = 0;

	if (status >= 0)
		columns[count++] = status;
	for (int i = 0; resource->fields[i].name && count < COLUMNS_MAX; i++)
		if (is_usual(&resource->fields[i]) && i != status
		    && i != naming_row(resource)
		    && !text_equal(resource->fields[i].name, owner))
			columns[count++] = i;
	columns[count] = -1;
}

static void
find_columns(const struct resource *resource, int *columns)
{
	int count = 0;

	if (!resource->columns) {
		find_usual(resource, columns);
		return;
	}
	for (; resource->columns[count]; count++) {
		assert(count < COLUMNS_MAX);
		columns[count] = resource_field(resource,
						resource->columns[count]);
		assert(columns[count] >= 0);
	}
	columns[count] = -1;
}

static int
count_words(const struct words *words)
{
	int count = 0;

	for (const struct word *word = words->list; word->store; word++)
		count += !word->is_derived;
	return count;
}

static bool
has_tabs(const struct field *field)
{
	return field->flags & FIELD_FILTER && !(field->flags & FIELD_HIDDEN)
	       && (field->type == FIELD_BOOL
		   || (field->words && count_words(field->words) < TABS_MAX));
}

static int
find_tabs(const struct resource *resource)
{
	int status = noun_status(resource);

	if (status >= 0 && has_tabs(&resource->fields[status]))
		return status;
	for (int i = 0; resource->fields[i].name; i++)
		if (has_tabs(&resource->fields[i]))
			return i;
	return -1;
}

static void
find_filters(const struct resource *resource, struct noun_list *noun)
{
	const char *owner = resource->owner ? resource->owner_field : NULL;
	size_t count = 0;

	for (int i = 0; resource->fields[i].name; i++) {
		const struct field *field = &resource->fields[i];

		if (!(field->flags & FIELD_FILTER) || i == noun->tabs
		    || text_equal(field->name, owner)
		    || (field->type == FIELD_ID && !field->refers))
			continue;
		noun->filters[count++] = field->name;
		if (field->refers)
			noun->chosen |= BIT(i);
	}
	noun->filters[count] = NULL;
}

static bool
add_choices(struct request *req, struct unit *unit, uint64_t fields)
{
	const char *none[] = { NULL };

	return !fields
	       || crud_add(req, unit,
			   sql_choices(req->arena, req->app->statements,
				       req->route->resource, fields, true),
			   none, 0);
}

bool
noun_list_plan(struct request *req, struct unit *unit)
{
	const struct resource *resource = req->route->resource;
	struct noun_list *noun = arena_alloc(req->arena, sizeof *noun);
	struct pair of_owner = { resource->owner_field,
				 crud_owner(req, resource) };

	req->state = noun;
	find_columns(resource, noun->columns);
	noun->tabs = find_tabs(resource);
	find_filters(resource, noun);
	return noun_owner_add(req, unit, resource)
	       && list_read(req, resource, resource->owner ? &of_owner : NULL,
			    &noun->list)
	       && list_add(req, &noun->list, unit)
	       && add_choices(req, unit, noun->chosen);
}

/* --- how it looks --- */

/* The first stays on a phone, the last need a wide screen; but for when it was
 * made. */
static const char *
room_of(const struct field *field, int at)
{
	if (at == 0)
		return "";
	if (at <= 2 || field->flags & FIELD_OF_ID)
		return " col-mid";
	return at <= 4 ? " col-wide" : " col-extra";
}

static const char *
class_of(struct arena *arena, const struct resource *resource, int field,
	 int at)
{
	const struct field *of = &resource->fields[field];
	bool is_figure = noun_is_figure(of) || of->type == FIELD_TIME;

	return arena_printf(arena, "fit%s%s", is_figure ? " num" : "",
			    room_of(of, at));
}

static void
add_head(struct request *req, struct json *heads, const struct json *data,
	 int field, const char *class)
{
	const struct resource *resource = req->route->resource;
	const struct field *of = &resource->fields[field];
	bool is_maker = strcmp(of->name, "createdByName") == 0;
	const struct json *sort = json_find(data, arena_printf(req->arena,
							"sort_%s", of->name));
	struct json *head = json_add_object(heads);

	json_set_static(head, "word", is_maker && !of->label ? "By"
			: naming_label(req->arena, of));
	json_set_static(head, "class", class);
	json_set(head, "sort", sort ? (struct json *)sort
				    : json_null(req->arena));
}

static void
show_heads(struct request *req, const struct noun_list *noun, struct json *data)
{
	const struct resource *resource = noun->list.resource;
	struct json *heads = json_set_array(data, "heads");

	add_head(req, heads, data, naming_row(resource), "");
	for (int i = 0; noun->columns[i] >= 0; i++)
		add_head(req, heads, data, noun->columns[i],
			 class_of(req->arena, resource, noun->columns[i], i));
}

/* What a phone has no column for. Without a head, yes and no say nothing, and a
 * number or a time says what it is. */
static void
add_to_line(struct arena *arena, struct buf *line, const struct field *field,
	    const char *word)
{
	bool has_label = noun_is_figure(field) || field->type == FIELD_TIME;

	if (!word || (field->type == FIELD_BOOL && !field->words))
		return;
	if (line->len > 0)
		buf_text(line, " · ");
	if (has_label)
		buf_printf(line, "%s ", naming_label(arena, field));
	buf_text(line, word);
}

static void
show_cells(const struct noun_row *row, const int *columns, struct json *item)
{
	struct arena *arena = row->req->arena;
	struct json *cells = json_set_array(item, "cells");
	struct buf line;

	buf_init(&line, arena, 64);
	for (int i = 0; columns[i] >= 0; i++) {
		struct json *cell = json_add_object(cells);

		json_set_static(cell, "class",
				class_of(arena, row->resource, columns[i], i));
		noun_show_value(row, columns[i], cell);
		if (i > 0)
			add_to_line(arena, &line,
				    &row->resource->fields[columns[i]],
				    noun_word(cell));
	}
	view_text(item, "sub", line.bytes);
}

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	const struct noun_list *noun = req->state;
	const struct resource *resource = noun->list.resource;
	const struct noun_row shown = { req, resource, rows, row, clock };
	const char *id = rows_named(rows, row, "id");

	(void)at;
	json_set_static(item, "row_href", resource->can[OP_GET] == ROLE_NONE
			? NULL : noun_row_path(req, resource, id));
	json_set_static(item, "called", noun_called(&shown));
	view_text(item, "about", noun_text(&shown, naming_about(resource)));
	json_set_bool(item, "is_own", resource->own && noun_is_own(&shown));
	show_cells(&shown, noun->columns, item);
}

/* "Name or description": what ?q= looks at. */
static const char *
searched(struct arena *arena, const struct resource *resource)
{
	struct buf hint;

	buf_init(&hint, arena, 64);
	for (const struct field *field = resource->fields; field->name;
	     field++) {
		const char *label = naming_label(arena, field);

		if (!(field->flags & FIELD_SEARCH))
			continue;
		if (hint.len == 0)
			buf_text(&hint, label);
		else
			buf_printf(&hint, " or %c%s",
				   tolower((unsigned char)*label), label + 1);
	}
	return hint.len ? hint.bytes : NULL;
}

static void
show_words(struct request *req, const struct resource *resource,
	   struct json *data)
{
	struct arena *arena = req->arena;
	const char *path = noun_path(req, resource);
	bool may_make = noun_offers(req, resource, OP_CREATE);

	json_set_static(data, "title", naming_list(arena, resource));
	json_set_static(data, "nouns", resource_nouns(arena, resource));
	json_set_static(data, "noun", resource_noun(arena, resource));
	json_set_static(data, "label", resource->label);
	json_set_static(data, "what", resource->help);
	json_set_static(data, "searched", searched(arena, resource));
	json_set_static(data, "path", path);
	json_set_static(data, "new_href", may_make
			? arena_printf(arena, "%s/new", path) : NULL);
}

static void
show_more(struct request *req, struct json *data)
{
	const struct noun_list *noun = req->state;
	const struct resource *resource = noun->list.resource;
	const struct field *tabs = noun->tabs < 0 ? NULL
				   : &resource->fields[noun->tabs];

	show_words(req, resource, data);
	noun_show_above(req, resource, noun->owner, data);
	show_heads(req, noun, data);
	json_set_static(data, "tabs_word",
			tabs ? naming_label(req->arena, tabs) : NULL);
	json_set_bool(data, "has_filters",
		      json_count(json_find(data, "filter_fields")) > 0);
	json_set_bool(data, "has_bar", tabs
		      || json_is_true(json_find(data, "has_filters"))
		      || json_is_true(json_find(data, "has_chips"))
		      || searched(req->arena, resource));
}

static void
add_tab(struct list_tab *tabs, const char *word, const char *value)
{
	while (tabs->word)
		tabs++;
	*tabs = (struct list_tab){ word, value };
}

static const struct list_tab *
tabs_of(struct arena *arena, const struct field *field)
{
	const struct word *word = field->words ? field->words->list : NULL;
	struct list_tab *tabs = arena_alloc(arena, (TABS_MAX + 3)
						   * sizeof *tabs);

	add_tab(tabs, "Any", NULL);
	for (; word && word->store; word++)
		if (!word->is_derived)
			add_tab(tabs, word->label ? word->label : word->store,
				word->store);
	if (!field->words) {
		add_tab(tabs, "Yes", "true");
		add_tab(tabs, "No", "false");
	}
	return tabs;
}

bool
noun_list_page(struct request *req, const struct rows *rows,
	       struct response *res)
{
	static const char *const no_columns[] = { NULL };
	struct noun_list *noun = req->state;
	const struct resource *resource = noun->list.resource;
	const struct field *tabs = noun->tabs < 0 ? NULL
				   : &resource->fields[noun->tabs];
	struct list_page page = {
		.template = "resource/list", .columns = no_columns,
		.row = show_row, .show = show_more, .filters = noun->filters,
	};

	noun->owner = rows;
	rows = noun_rows(req, resource, rows);
	if (!rows)
		return false;
	if (tabs) {
		page.tabs_of = tabs->name;
		page.tabs = tabs_of(req->arena, tabs);
	}
	return list_page_plain(req, rows, res, &page);
}
