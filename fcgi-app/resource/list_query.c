#include "resource/list_query.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/time.h"
#include "http/request.h"
#include "http/router.h"
#include "resource/list.h"
#include "resource/list_condition.h"

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

enum {
	LIMIT_USUAL = 25,
	LIMIT_OF_PAGES = 10,		/* what clients that count pages expect */
	OFFSET_MAX = SQL_COUNT_MAX,	/* behind it only a cursor goes on */
	SEARCH_MAX = 200,
};

/* A query while it is read. */
struct reading {
	struct request *req;
	struct list *list;
	const char *cursor, *sort, *page, *limit, *export;
};

static bool
read_search(struct reading *reading, const char *text)
{
	const char *trimmed = text_trim(reading->req->arena, text);

	if (text_length(trimmed) > SEARCH_MAX)
		return list_refuse(reading->req, "q", "too_long",
				   "has more than 200 characters");
	if (*trimmed)
		reading->list->search = trimmed;
	return true;
}

static bool
has_search(const struct resource *resource)
{
	for (const struct field *field = resource->fields; field->name; field++)
		if (field->flags & FIELD_SEARCH)
			return true;
	return false;
}

static bool
read_pair(struct reading *reading, const struct pair *pair)
{
	const struct resource *resource = reading->list->resource;
	const char *name = resource_parameter(resource, pair->name);

	if (strcmp(name, "q") == 0 && has_search(resource))
		return read_search(reading, pair->value);
	if (strcmp(name, "cursor") == 0)
		reading->cursor = *pair->value ? pair->value : NULL;
	else if (strcmp(name, "sort") == 0)
		reading->sort = *pair->value ? pair->value : NULL;
	else if (strcmp(name, "page") == 0)
		reading->page = *pair->value ? pair->value : NULL;
	else if (strcmp(name, "limit") == 0)
		reading->limit = *pair->value ? pair->value : NULL;
	else if (strcmp(name, "export") == 0)
		reading->export = *pair->value ? pair->value : NULL;
	else
		return list_condition_read(reading->req, reading->list, name, pair->value);
	return true;
}

/* The field with an order of its own of which alone there is a range; -1: none. */
static int
ranged_order(const struct list *list)
{
	int ranged = -1;

	for (int i = 0; list->resource->fields[i].name; i++) {
		if (!list->conditions[i].after && !list->conditions[i].before)
			continue;
		if (ranged >= 0 || !field_orders_ranges(&list->resource->fields[i]))
			return -1;
		ranged = i;
	}
	return ranged;
}

/* A range of a time is read in the order of that time: else all rows are looked at. */
static const char *
usual_order(const struct list *list)
{
	const char *order = list->resource->order;
	int ranged = ranged_order(list);
	const char *name = ranged < 0 ? NULL
			   : list->resource->fields[ranged].name;

	return !name || text_equal(order + (*order == '-'), name) ? order : name;
}

static bool
read_sort(struct reading *reading)
{
	struct list *list = reading->list;
	const char *sort = reading->sort ? reading->sort : usual_order(list);
	int i;

	list->shape.is_descending = *sort == '-';
	i = resource_field(list->resource, sort + (*sort == '-'));
	if (i < 0 || !(list->resource->fields[i].flags & FIELD_SORT))
		return list_refuse(reading->req, "sort", "choice",
				   "is not a field that this list sorts by");
	list->shape.sort = i;
	return true;
}

static bool
read_export(struct reading *reading)
{
	struct list *list = reading->list;

	if (!reading->export)
		return true;
	list->is_whole = !reading->limit && !reading->page;
	if (strcmp(reading->export, "csv") == 0)
		list->export = LIST_EXPORT_CSV;
	else if (strcmp(reading->export, "ndjson") == 0)
		list->export = LIST_EXPORT_NDJSON;
	else
		return list_refuse(reading->req, "export", "choice",
				   "must be csv or ndjson");
	return true;
}

static bool
read_limit(struct reading *reading)
{
	struct list *list = reading->list;
	bool is_counted = list->wants_totals
			  || (list->resource->has_totals
			      && !request_is_page(reading->req));
	int64_t number = is_counted ? LIMIT_OF_PAGES : LIMIT_USUAL;

	if (list->resource->limit)
		number = list->resource->limit;
	if (reading->limit
	    && !text_to_int(reading->limit, 1, SQL_LIMIT_MAX, &number))
		return list_refuse(reading->req, "limit", "integer",
				   "must be an integer from 1 to 200");
	if (list->is_whole)
		number = SQL_EXPORT_ROWS;
	list->limit = list->shape.limit = (int)number;
	return true;
}

/*
 * Where existing clients ask for nothing; and those of a list with a limit of its
 * own know no pages, so they read the total beside any limit.
 */
static bool
is_counted_unasked(const struct reading *reading)
{
	const struct resource *resource = reading->list->resource;

	return resource->has_totals && !reading->cursor
		&& (!reading->limit || resource->limit)
		&& !request_is_page(reading->req);
}

static bool
read_page(struct reading *reading)
{
	struct list *list = reading->list;
	int64_t number = 1;

	if (reading->page && reading->cursor)
		return list_refuse(reading->req, "page", "conflict",
				   "goes with limit, not with cursor");
	list->wants_totals = !list->export
			     && (reading->page || is_counted_unasked(reading));
	if (reading->page && !text_to_int(reading->page, 1, INT32_MAX, &number))
		return list_refuse(reading->req, "page", "integer",
				   "must be an integer from 1");
	list->page = list->wants_totals || reading->page ? (int)number : 0;
	list->shape.has_offset = list->page > 1;
	return true;
}

static bool
check_depth(struct reading *reading)
{
	const struct list *list = reading->list;

	if ((int64_t)(list->page - 1) * list->limit <= OFFSET_MAX)
		return true;
	return list_refuse(reading->req, "page", "too_deep",
			   "is behind the first 10,000 rows: follow nextCursor");
}

/* Searching reads rows one by one, so their number must be bounded. */
static bool
check_search(struct reading *reading)
{
	const struct list *list = reading->list;
	const struct condition *condition;
	int64_t from, to = time_now_ms();

	if (!list->search || list->resource->search_days == 0)
		return true;
	condition = &list->conditions[resource_field(list->resource,
						     "createdAt")];
	if (condition->before)
		time_parse(condition->before, &to);
	if (condition->after && time_parse(condition->after, &from)
	    && to - from <= list->resource->search_days * DAY_MS)
		return true;
	return list_refuse(reading->req, "q", "unbounded",
			   arena_printf(reading->req->arena,
					"needs createdAfter, and at most %d days",
					list->resource->search_days));
}

/* All that a cursor of this list is bound to, in one text. */
static const char *
list_text(struct reading *reading)
{
	const struct list *list = reading->list;
	struct buf buf;

	buf_init(&buf, reading->req->arena, 256);
	buf_printf(&buf, "%s\n%d%d\n%s\n", list->resource->plural,
		   list->shape.sort, list->shape.is_descending,
		   list->search ? list->search : "");
	for (int i = 0; list->resource->fields[i].name; i++) {
		const struct condition *c = &list->conditions[i];

		for (size_t k = 0; k < c->count; k++)
			buf_printf(&buf, "%d=%s\n", i, c->words[k]);
		if (c->after)
			buf_printf(&buf, "%d>%s\n", i, c->after);
		if (c->before)
			buf_printf(&buf, "%d<%s\n", i, c->before);
	}
	return buf.bytes;
}

static bool
read_cursor(struct reading *reading)
{
	struct list *list = reading->list;
	const struct field *sort = &list->resource->fields[resource_ordering(
		list->resource, list->shape.sort)];

	cursor_digest(list_text(reading), list->digest);
	if (!reading->cursor)
		return true;
	list->shape.has_cursor = true;
	return cursor_read(reading->req->arena, reading->cursor, list->digest,
			   sort, &list->cursor)
	       || list_refuse(reading->req, "cursor", "cursor",
			      "is not a cursor of this list, filter and order");
}

/* What the route says is said: another value would be added to it. */
static bool
read_own_pair(struct reading *reading, const struct pair *pair,
	      const struct pair *preset)
{
	const struct resource *resource = reading->list->resource;

	if (!preset || strcmp(resource_parameter(resource, pair->name),
			      preset->name) != 0)
		return read_pair(reading, pair);
	return reading->req->route->flags & ROUTE_LENIENT
	       || list_refuse(reading->req, pair->name, "unknown",
			      "is said by the path");
}

static bool
read_query(struct reading *reading, const struct pair *preset)
{
	const struct pairs *query = &reading->req->query;
	bool is_good = true;

	if (preset)
		is_good &= list_condition_read(reading->req, reading->list,
					       preset->name, preset->value);
	for (size_t i = 0; i < query->count; i++)
		is_good &= read_own_pair(reading, &query->list[i], preset);
	is_good &= read_export(reading);
	is_good &= read_page(reading);
	is_good &= read_limit(reading);
	is_good &= read_sort(reading);
	is_good = is_good && check_depth(reading) && check_search(reading);
	return is_good && read_cursor(reading);
}

bool
list_query_read(struct request *req, const struct pair *preset,
		struct list *list)
{
	struct reading reading = { .req = req, .list = list };

	return read_query(&reading, preset);
}
