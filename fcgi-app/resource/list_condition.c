#include "resource/list_condition.h"

#include <string.h>

#include "base/arena.h"
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
	VALUES_MAX = 200,		/* of one filter */
	/*
	 * How far the making of a row may be from its start and end, before (it
	 * waited) or behind (it was reported later), for a filter on those to
	 * find it: the bound of the id that prunes partitions.
	 */
	SLACK_DAYS = 31,
	/*
	 * An id is made before its row is, by what that waits for the database; and by
	 * what clocks differ, behind it.
	 */
	ID_BEFORE_MS = 60 * 1000,
	ID_BEHIND_MS = 1000,
};

/* A parameter of the query, and the field that it is about. */
struct parameter {
	struct request *req;
	struct list *list;
	const char *name;
	int field;
};

static bool
is_lenient(const struct request *req)
{
	return req->route->flags & ROUTE_LENIENT || request_is_page(req);
}

bool
list_refuse(struct request *req, const char *name, const char *code,
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
add_word(const struct parameter *p, int field, const char *word)
{
	struct condition *condition = &p->list->conditions[field];

	if (!condition->words)
		condition->words = arena_alloc(p->req->arena,
			VALUES_MAX * sizeof *condition->words);
	if (condition->count < VALUES_MAX)
		condition->words[condition->count++] = word;
}

static bool
refuse_choice(const struct parameter *p, const struct words *words)
{
	struct arena *arena = p->req->arena;
	const char *list = words_list(arena, words, p->req->route->dialect);

	return list_refuse(p->req, p->name, "choice",
			   arena_printf(arena, "must be %s", list));
}

static bool
read_choice(const struct parameter *p, const char *text)
{
	const struct resource *resource = p->list->resource;
	const struct words *words = resource->fields[p->field].words;
	const struct word *word = words_find(words, text);
	int derived = word && word->is_derived ? field_of_derived(resource, word)
					       : -1;

	if (!word)
		return refuse_choice(p, words);
	if (derived >= 0)
		add_word(p, derived, word->store);
	else
		add_word(p, p->field, word_stored(word));
	return true;
}

static bool
read_word(const struct parameter *p, const char *text)
{
	const struct field *field = &p->list->resource->fields[p->field];
	struct error error = { .arena = p->req->arena };
	struct value_place place = { .arena = p->req->arena, .error = &error,
				     .pointer = p->name };
	const char *value = text;

	if (field->type == FIELD_CHOICE)
		return read_choice(p, text);
	if (field->type != FIELD_TEXT && field->type != FIELD_TAGS
	    && !value_from_text(&place, field, text, &value))
		return list_refuse(p->req, p->name, error.fields->code,
				   error.fields->message);
	add_word(p, p->field, value);
	return true;
}

/* ?status=failed,timeout; an empty one is what forms send for "any". */
static bool
read_filter(const struct parameter *p, const char *text)
{
	char **words = text_split(p->req->arena, text, ',');
	bool is_good = true;

	for (size_t i = 0; words[i]; i++) {
		if (i == VALUES_MAX)
			return list_refuse(p->req, p->name, "too_many",
					   "has more than 200 values");
		is_good &= read_word(p, words[i]);
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
 * Creation is about the time of the id. Start and end are not far from it, so that
 * a filter on those prunes partitions too.
 */
static void
set_bound(const struct parameter *p, int64_t ms, bool is_after)
{
	const struct field *field = &p->list->resource->fields[p->field];
	struct condition *condition = &p->list->conditions[p->field];
	bool is_creation = field->flags & FIELD_OF_ID;
	int64_t slack = SLACK_DAYS * DAY_MS;
	char *time = arena_alloc(p->req->arena, TIME_TEXT_SIZE);

	time_format(ms, time);
	if (is_after) {
		condition->after = time;
		condition->after_id = id_floor(p->req->arena, ms
			- (is_creation ? ID_BEFORE_MS : slack));
	} else {
		condition->before = time;
		condition->before_id = id_floor(p->req->arena, ms
			+ (is_creation ? ID_BEHIND_MS : slack));
	}
}

static bool
read_bound(const struct parameter *p, const char *text, bool is_after)
{
	int64_t ms;

	if (!*text)
		return true;
	if (!time_parse(text, &ms))
		return list_refuse(p->req, p->name, "time", "must be a time such"
				   " as 2026-03-12T14:31:52Z");
	set_bound(p, ms, is_after);
	return true;
}

/* "created" of createdAt, "startTime" of itself. */
static bool
is_stem(const char *field, const char *stem, size_t len)
{
	size_t field_len = strlen(field) - (text_ends(field, "At") ? 2 : 0);

	return field_len == len && strncmp(field, stem, len) == 0;
}

/* The field of createdAfter or createdBefore; -1 if there is none. */
static int
range_field(const struct resource *resource, const char *name,
	    const char *ending)
{
	if (!text_ends(name, ending))
		return -1;
	for (int i = 0; resource->fields[i].name; i++)
		if (resource->fields[i].flags & FIELD_RANGE
		    && is_stem(resource->fields[i].name, name,
			       strlen(name) - strlen(ending)))
			return i;
	return -1;
}

static bool
is_filter(const struct resource *resource, int field)
{
	return field >= 0 && resource->fields[field].flags & FIELD_FILTER;
}

bool
list_condition_read(struct request *req, struct list *list, const char *name,
		    const char *text)
{
	const struct resource *resource = list->resource;
	struct parameter p = { req, list, name, resource_field(resource, name) };

	if (is_filter(resource, p.field))
		return read_filter(&p, text);
	p.field = range_field(resource, name, "After");
	if (p.field >= 0)
		return read_bound(&p, text, true);
	p.field = range_field(resource, name, "Before");
	if (p.field >= 0)
		return read_bound(&p, text, false);
	return is_lenient(req)
	       || list_refuse(req, name, "unknown",
			      "is not a parameter of this list");
}
