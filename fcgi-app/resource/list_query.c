#include "resource/list_query.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "base/time.h"
#include "base/uuid.h"
#include "http/request.h"
#include "http/router.h"
#include "resource/list.h"
#include "resource/value.h"
#include "resource/words.h"

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

enum {
	LIMIT_USUAL = 25,
	LIMIT_OF_PAGES = 10,		/* what clients that count pages expect */
	OFFSET_MAX = SQL_COUNT_MAX,	/* behind it only a cursor goes on */
	VALUES_MAX = 200,		/* of one filter */
	SEARCH_MAX = 200,
	/*
	 * How far the making of a row may be from its start and end, before (it
	 * waited) or behind (it was reported later), for a filter on those to
	 * find it: the bound of the id that prunes partitions.
	 */
	SLACK_DAYS = 31,
};

/* A query while it is read. */
struct reading {
	struct request *req;
	struct list *list;
	const char *cursor, *sort, *page, *limit;
};

static bool
is_lenient(const struct request *req)
{
	return req->route->flags & ROUTE_LENIENT || request_is_page(req);
}

/* A wrong parameter: 400, with all of them. */
static bool
refuse(struct request *req, const char *name, const char *code,
       const char *message)
{
	fail(&req->error, ERROR_BAD_REQUEST, "a parameter is not valid");
	return fail_field(&req->error, arena_printf(req->arena, "?%s", name),
			  code, "%s", message);
}

/* Where a derived word of a field (status RUNNING) is a word of its own. */
static int
field_of_derived(const struct resource *resource, const struct word *word)
{
	for (int i = 0; resource->fields[i].name; i++) {
		const struct field *field = &resource->fields[i];
		const struct word *other = field->words && field->flags & FIELD_FILTER
					   ? words_find(field->words, word->store)
					   : NULL;

		if (other && !other->is_derived)
			return i;
	}
	return -1;
}

static void
add_word(struct reading *reading, int i, const char *word)
{
	struct condition *condition = &reading->list->conditions[i];

	if (!condition->words)
		condition->words = arena_alloc(reading->req->arena,
			VALUES_MAX * sizeof *condition->words);
	if (condition->count < VALUES_MAX)
		condition->words[condition->count++] = word;
}

static bool
read_choice(struct reading *reading, int i, const char *name, const char *text)
{
	const struct resource *resource = reading->list->resource;
	const struct field *field = &resource->fields[i];
	const struct word *word = words_find(field->words, text);
	int derived = word && word->is_derived ? field_of_derived(resource, word)
					       : -1;

	if (!word)
		return refuse(reading->req, name, "choice",
			      arena_printf(reading->req->arena, "must be %s",
					   words_list(reading->req->arena,
						      field->words,
						      reading->req->route->dialect)));
	add_word(reading, derived < 0 ? i : derived,
		 derived < 0 ? word_stored(word) : word->store);
	return true;
}

static bool
read_word(struct reading *reading, int i, const char *name, const char *text)
{
	const struct field *field = &reading->list->resource->fields[i];
	struct request *req = reading->req;
	struct error error = { .arena = req->arena };
	struct value_place place = { .arena = req->arena, .error = &error,
				     .pointer = name };
	const char *value;

	if (field->type == FIELD_CHOICE)
		return read_choice(reading, i, name, text);
	if (field->type == FIELD_TEXT) {
		add_word(reading, i, text);
		return true;
	}
	if (!value_from_text(&place, field, text, &value))
		return refuse(req, name, error.fields->code,
			      error.fields->message);
	add_word(reading, i, value);
	return true;
}

/* ?status=failed,timeout; an empty one is what forms send for "any". */
static bool
read_filter(struct reading *reading, int i, const char *name, const char *text)
{
	char **words = text_split(reading->req->arena, text, ',');
	bool is_good = true;

	for (size_t k = 0; words[k]; k++) {
		if (k == VALUES_MAX)
			return refuse(reading->req, name, "too_many",
				      "has more than 200 values");
		is_good &= read_word(reading, i, name, words[k]);
	}
	return is_good;
}

static const char *
id_floor(struct arena *arena, int64_t ms)
{
	char *id = arena_alloc(arena, UUID_TEXT_SIZE);

	uuid_floor(ms > 0 ? ms : 0, id);
	return id;
}

/*
 * Creation is the time of the id. Start and end are not far from it, so that a
 * filter on those prunes partitions too.
 */
static bool
read_bound(struct reading *reading, int i, const char *name, const char *text,
	   bool is_after)
{
	const struct field *field = &reading->list->resource->fields[i];
	struct condition *condition = &reading->list->conditions[i];
	struct arena *arena = reading->req->arena;
	int64_t ms, slack = field->flags & FIELD_OF_ID ? 0 : SLACK_DAYS * DAY_MS;
	char formatted[TIME_TEXT_SIZE];

	if (!*text)
		return true;
	if (!time_parse(text, &ms))
		return refuse(reading->req, name, "time", "must be a time such as"
			      " 2026-03-12T14:31:52Z");
	time_format(ms, formatted);
	if (is_after) {
		condition->after = arena_text(arena, formatted);
		condition->after_id = id_floor(arena, ms - slack);
	} else {
		condition->before = arena_text(arena, formatted);
		condition->before_id = id_floor(arena, ms + slack);
	}
	return true;
}

/* createdAfter and createdBefore of createdAt. */
static int
range_field(const struct resource *resource, const char *name,
	    const char *ending)
{
	size_t len = strlen(name) - strlen(ending);

	if (!text_ends(name, ending))
		return -1;
	for (int i = 0; resource->fields[i].name; i++) {
		const char *field = resource->fields[i].name;
		size_t stem = strlen(field);

		if (!(resource->fields[i].flags & FIELD_RANGE))
			continue;
		stem -= text_ends(field, "At") ? 2 : 0;
		if (stem == len && strncmp(field, name, len) == 0)
			return i;
	}
	return -1;
}

static bool
read_condition(struct reading *reading, const char *name, const char *text)
{
	const struct resource *resource = reading->list->resource;
	int field = resource_field(resource, name);
	int after = range_field(resource, name, "After");
	int before = range_field(resource, name, "Before");

	if (field >= 0 && resource->fields[field].flags & FIELD_FILTER)
		return read_filter(reading, field, name, text);
	if (after >= 0)
		return read_bound(reading, after, name, text, true);
	if (before >= 0)
		return read_bound(reading, before, name, text, false);
	return is_lenient(reading->req)
	       || refuse(reading->req, name, "unknown",
			 "is not a parameter of this list");
}

static bool
read_search(struct reading *reading, const char *text)
{
	const char *trimmed = text_trim(reading->req->arena, text);

	if (text_length(trimmed) > SEARCH_MAX)
		return refuse(reading->req, "q", "too_long",
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

static const char *
canonical(const struct resource *resource, const char *name)
{
	const struct alias *alias = resource->query_aliases;

	for (; alias && alias->from; alias++)
		if (strcmp(alias->from, name) == 0)
			return alias->to;
	return name;
}

static bool
read_pair(struct reading *reading, const struct pair *pair)
{
	const struct resource *resource = reading->list->resource;
	const char *name = canonical(resource, pair->name);

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
	else
		return read_condition(reading, name, pair->value);
	return true;
}

static bool
read_sort(struct reading *reading)
{
	struct list *list = reading->list;
	const char *sort = reading->sort ? reading->sort : list->resource->order;
	int i;

	list->shape.is_descending = *sort == '-';
	i = resource_field(list->resource, sort + (*sort == '-'));
	if (i < 0 || !(list->resource->fields[i].flags & FIELD_SORT))
		return refuse(reading->req, "sort", "choice",
			      "is not a field that this list sorts by");
	list->shape.sort = i;
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
		return refuse(reading->req, "limit", "integer",
			      "must be an integer from 1 to 200");
	list->limit = list->shape.limit = (int)number;
	return true;
}

/* Pages where they are asked for, and where existing clients ask for nothing. */
static bool
read_page(struct reading *reading)
{
	struct list *list = reading->list;
	int64_t number = 1;

	if (reading->page && reading->cursor)
		return refuse(reading->req, "page", "conflict",
			      "goes with limit, not with cursor");
	list->wants_totals = reading->page != NULL
			     || (list->resource->has_totals && !reading->cursor
				 && !reading->limit
				 && !request_is_page(reading->req));
	if (reading->page && !text_to_int(reading->page, 1, INT32_MAX, &number))
		return refuse(reading->req, "page", "integer",
			      "must be an integer from 1");
	list->page = list->wants_totals ? (int)number : 0;
	list->shape.has_offset = list->page > 1;
	return true;
}

static bool
check_depth(struct reading *reading)
{
	const struct list *list = reading->list;

	if ((int64_t)(list->page - 1) * list->limit <= OFFSET_MAX)
		return true;
	return refuse(reading->req, "page", "too_deep",
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
	return refuse(reading->req, "q", "unbounded",
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
	const struct field *sort = &list->resource->fields[list->shape.sort];

	cursor_digest(list_text(reading), list->digest);
	if (!reading->cursor)
		return true;
	list->shape.has_cursor = true;
	return cursor_read(reading->req->arena, reading->cursor, list->digest,
			   sort, &list->cursor)
	       || refuse(reading->req, "cursor", "cursor",
			 "is not a cursor of this list, filter and order");
}

static bool
read_query(struct reading *reading, const struct pair *preset)
{
	const struct pairs *query = &reading->req->query;
	bool is_good = true;

	if (preset)
		is_good &= read_condition(reading, preset->name, preset->value);
	for (size_t i = 0; i < query->count; i++)
		is_good &= read_pair(reading, &query->list[i]);
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
