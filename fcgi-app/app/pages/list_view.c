#include "app/pages/list_view.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "app/pages/list_days.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "db/rows.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "http/url.h"
#include "json/json.h"
#include "resource/list.h"
#include "resource/words.h"

#define COLUMNS_MAX 32

void
list_view_columns(const struct rows *rows, const char *const *names, int *at)
{
	for (int i = 0; names[i]; i++) {
		assert(i < COLUMNS_MAX);
		at[i] = rows_column(rows, names[i]);
		assert(at[i] >= 0);
	}
}

void
list_view_rows(struct request *req, const struct list *list,
	       const struct rows *rows, const char *const *columns,
	       list_row *show, struct json *data)
{
	struct json *items = json_set_array(data, "rows");
	int shown = list_shown(list, rows);
	struct clock clock = view_clock(req);
	int at[COLUMNS_MAX];

	list_view_columns(rows, columns, at);
	for (int row = 0; row < shown; row++)
		show(req, json_add_object(items), rows, row, at, &clock);
}

void
list_view_tabs(struct request *req, struct json *data, const char *name,
	       const struct list_tab *tab)
{
	struct json *tabs = json_set_array(data, "tabs");
	const char *value = request_query(req, name);

	if (value && !*value)
		value = NULL;
	for (; tab->word; tab++) {
		struct json *item = json_add_object(tabs);

		json_set_static(item, "word", tab->word);
		json_set_static(item, "href", list_link(req, name, tab->value));
		json_set_bool(item, "is_current",
			      text_equal(tab->value, value));
	}
}

const char *
list_view_words(struct arena *arena, const struct words *words,
		const char *value)
{
	char **parts = text_split(arena, value, ',');
	struct buf buf;

	buf_init(&buf, arena, 64);
	for (size_t i = 0; parts[i]; i++) {
		const struct word *word = words_find(words, parts[i]);

		buf_printf(&buf, "%s%s", i ? " or " : "",
			   word && word->label ? word->label : parts[i]);
	}
	return buf.bytes;
}

const char *
list_view_name(const struct rows *rows, const char *id)
{
	for (int row = 0; row < rows->count; row++)
		if (text_equal(rows_text(rows, row, 0), id))
			return rows_text(rows, row, 1);
	return NULL;
}

static const char *
text_of(const struct json *object, const char *name)
{
	return json_string(json_find(object, name));
}

static void
add_chip(const struct request *req, struct json *chips,
	 const struct json *filter, list_word *word, void *object)
{
	const char *name = text_of(filter, "name");
	const char *value = text_of(filter, "value");
	const char *label = text_of(filter, "label");
	const char *text = word ? word(object, name, value) : NULL;
	struct json *chip = json_add_object(chips);

	if (!text)
		text = list_days_word(req, name, value);
	if (!text)
		text = value;
	/* "Active", where the field is called as its word is */
	json_set_static(chip, "label", text_equal(label, text) ? NULL : label);
	json_set_static(chip, "text", text);
	json_set_static(chip, "href", text_of(filter, "href"));
}

static void
show_chips(const struct request *req, struct json *data, list_word *word,
	   void *object)
{
	const struct json *filters = json_find(data, "filters");
	struct json *chips = json_set_array(data, "chips");

	for (size_t i = 0; i < json_count(filters); i++)
		add_chip(req, chips, json_at(filters, i), word, object);
	json_set_bool(data, "has_chips", json_count(chips) > 0);
	json_set_bool(data, "is_filtered", json_count(chips) > 0);
}

static bool
is_among(const char *const *names, const char *name)
{
	while (*names && strcmp(*names, name) != 0)
		names++;
	return *names != NULL;
}

static void
show_kept(const struct request *req, const char *const *own, struct json *data)
{
	static const char *const positions[] = { "cursor", "page", NULL };
	struct json *kept = json_set_array(data, "kept");

	for (size_t i = 0; i < req->query.count; i++) {
		const struct pair *pair = &req->query.list[i];
		struct json *item;

		if (!*pair->value || is_among(own, pair->name)
		    || is_among(positions, pair->name))
			continue;
		item = json_add_object(kept);
		json_set_static(item, "name", pair->name);
		json_set_static(item, "value", pair->value);
	}
}

/*
 * The address of the page that is shown, to come back to and to ask for again.
 */
static const char *
here(struct request *req)
{
	const char *cursor = request_query(req, "cursor");

	return list_link(req, "cursor", cursor && *cursor ? cursor : NULL);
}

/* Where the API has the list; NULL: nowhere. */
static const char *
api_path(const struct request *req, const struct resource *resource)
{
	size_t count;
	const struct route *route = router_routes(req->app->router, &count);

	for (; count > 0; count--, route++)
		if (route->method == GET && route->resource == resource
		    && text_starts(route->path, "/api/")
		    && !strchr(route->path, ':'))
			return route->path;
	return NULL;
}

/* For a shell; the address has no quote in it, which is encoded. */
static const char *
curl_command(struct request *req, const struct resource *resource)
{
	const char *path = api_path(req, resource);

	if (!path)
		return NULL;
	path = arena_printf(req->arena, "%s%s", request_origin(req), path);
	return arena_printf(req->arena, "curl -fsS -H \"Authorization: Bearer"
			    " $key\" '%s' -o %s.ndjson",
			    list_export_link(req, path, "ndjson"),
			    resource->plural);
}

static void
show_export(struct request *req, const struct list *list, struct json *data)
{
	struct json *export = json_set_object(data, "export");

	json_set_static(export, "csv_href", list_export_link(req, NULL, "csv"));
	json_set_static(export, "ndjson_href",
			list_export_link(req, NULL, "ndjson"));
	json_set_static(export, "curl", curl_command(req, list->resource));
}

void
list_view_show(struct request *req, const struct list *list,
	       const struct rows *rows, const char *const *own, list_word *word,
	       void *object, struct json *data)
{
	list_describe(req, list, rows, data);
	show_chips(req, data, word, object);
	show_kept(req, own, data);
	json_set_static(data, "next_href", *text_of(data, "nextHref")
			? text_of(data, "nextHref") : NULL);
	json_set_static(data, "first_href", *text_of(data, "firstHref")
			? text_of(data, "firstHref") : NULL);
	json_set_int(data, "shown", list_shown(list, rows));
	json_set_bool(data, "has_rows", rows->count > 0);
	json_set_static(data, "here", here(req));
	show_export(req, list, data);
}

/* "by name, a to z" would be wrong for times. */
static const char *
order_word(struct arena *arena, const struct json *sort, bool is_descending)
{
	const char *label = text_of(sort, "label");

	if (strcmp(text_of(sort, "name"), "createdAt") == 0)
		return is_descending ? "newest first" : "oldest first";
	return arena_printf(arena, "by %c%s%s", tolower((unsigned char)*label),
			    label + 1, is_descending ? ", downwards" : "");
}

static void
show_sort(struct request *req, struct json *data, const struct json *sort)
{
	bool is_active = json_is_true(json_find(sort, "isActive"));
	bool is_descending = json_is_true(json_find(sort, "isDescending"));
	struct json *item = json_set_object(data, arena_printf(req->arena,
					    "sort_%s", text_of(sort, "name")));

	json_set_static(item, "href", text_of(sort, "href"));
	json_set_bool(item, "is_active", is_active);
	json_set_static(item, "direction",
			is_descending ? "descending" : "ascending");
	json_set_static(item, "arrow", is_descending ? "down" : "up");
	if (is_active)
		json_set_static(data, "order_word",
				order_word(req->arena, sort, is_descending));
}

void
list_view_sorts(struct request *req, struct json *data)
{
	const struct json *sorts = json_find(data, "sorts");

	for (size_t i = 0; i < json_count(sorts); i++)
		show_sort(req, data, json_at(sorts, i));
}

bool
list_view_resized(struct request *req, const struct list *list,
		  struct response *res)
{
	const char *limit = request_query(req, "limit");
	int wanted = req->caller.page_size;

	if ((limit && *limit) || wanted == 0 || wanted == list->limit)
		return false;
	return response_redirect(res, list_link(req, "limit",
			arena_printf(req->arena, "%d", wanted)));
}
