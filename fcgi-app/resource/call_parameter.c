/* The parameters of a call, from its path, its resource and what it says; see call.h. */
#include "resource/call.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "resource/sql.h"

enum {
	NAME_MAX_LENGTH = 255,
	FEW = 16,		/* of path and headers, and q, sort, limit, … */
	OF_FIELD = 3,		/* a filter, and both bounds */
};

struct gathering {
	struct arena *arena;
	const struct route *route;
	const struct resource *const *resources;
	struct parameter *list;
	size_t count, size;
};

static bool
has_name(const struct gathering *g, const char *name)
{
	for (size_t i = 0; i < g->count; i++)
		if (strcmp(g->list[i].field.name, name) == 0)
			return true;
	return false;
}

static void
add(struct gathering *g, struct parameter parameter)
{
	if (g->count < g->size && !has_name(g, parameter.field.name))
		g->list[g->count++] = parameter;
}

static void
add_member(struct gathering *g, enum parameter_place place,
	   const struct member *member)
{
	add(g, (struct parameter){
		.place = place, .field = member->field,
		.is_list = member->is_list,
		.is_required = place == PARAMETER_PATH
			       || member->field.flags & FIELD_REQUIRED,
	});
}

/* ---- path ---- */

/* "api-keys" of apiKeys. */
static bool
is_plural(const char *plural, const char *part, size_t len)
{
	size_t i = 0;

	for (; *plural; plural++, i++) {
		bool is_upper = *plural >= 'A' && *plural <= 'Z';

		if (is_upper && (i >= len || part[i++] != '-'))
			return false;
		if (i >= len || part[i] != (is_upper ? *plural | 0x20 : *plural))
			return false;
	}
	return i == len;
}

/* Whose id stands behind a part of the path; NULL if that is not known. */
static const struct resource *
find_resource(const struct gathering *g, const char *part, size_t len)
{
	const struct resource *const *resource = g->resources;

	while (*resource && !is_plural((*resource)->plural, part, len))
		resource++;
	return *resource;
}

static void
add_id(struct gathering *g, const char *part, size_t len, const char *name)
{
	const struct resource *resource = find_resource(g, part, len);
	bool is_aliased = resource && resource->alias_kind;

	add(g, (struct parameter){
		.place = PARAMETER_PATH, .is_required = true,
		.field = {
			.name = name, .type = is_aliased ? FIELD_TEXT : FIELD_ID,
			.max = is_aliased ? NAME_MAX_LENGTH : 0,
			.flags = FIELD_REQUIRED,
			.help = is_aliased ? "The id, or another name of it" : NULL,
		},
	});
}

static const struct member *
find_member(const struct member *members, const char *name)
{
	for (; members && members->field.name; members++)
		if (strcmp(members->field.name, name) == 0)
			return members;
	return NULL;
}

static void
add_path(struct gathering *g)
{
	const char *part = g->route->path, *before = part;

	for (size_t len = 0; *part; before = part, part += len) {
		const struct member *own;
		const char *name;

		len = strcspn(++part, "/");
		if (*part != ':')
			continue;
		name = arena_copy(g->arena, part + 1, len - 1);
		own = find_member(call_of(g->route)->path, name);
		if (own)
			add_member(g, PARAMETER_PATH, own);
		else
			add_id(g, before, strcspn(before, "/"), name);
	}
}

/* ---- lists ---- */

static void
add_query(struct gathering *g, struct field field, bool is_list)
{
	add(g, (struct parameter){ .place = PARAMETER_QUERY, .field = field,
				   .is_list = is_list });
}

static void
add_filter(struct gathering *g, const struct field *field)
{
	struct field filter = *field;

	filter.flags = 0;
	filter.max = 0;
	filter.help = "One or several, with commas";
	if (filter.type == FIELD_TAGS)
		filter.type = FIELD_TEXT;
	add_query(g, filter, true);
}

/* createdAfter of createdAt, startTimeAfter of startTime. */
static void
add_bound(struct gathering *g, const struct field *field, const char *ending,
	  const char *help)
{
	size_t len = strlen(field->name);

	if (text_ends(field->name, "At"))
		len -= strlen("At");
	add_query(g, (struct field){
		.name = arena_printf(g->arena, "%.*s%s", (int)len, field->name,
				     ending),
		.type = FIELD_TIME, .help = help,
	}, false);
}

static bool
has_flag(const struct resource *resource, int flag)
{
	const struct field *field = resource->fields;

	while (field->name && !(field->flags & flag))
		field++;
	return field->name != NULL;
}

static const char *const *
sort_words(struct arena *arena, const struct resource *resource)
{
	const char **words = arena_alloc(arena, (2 * RESOURCE_FIELDS_MAX + 1)
					 * sizeof *words);
	size_t count = 0;

	for (const struct field *field = resource->fields; field->name; field++) {
		if (!(field->flags & FIELD_SORT))
			continue;
		words[count++] = field->name;
		words[count++] = arena_printf(arena, "-%s", field->name);
	}
	return words;
}

static void
add_search(struct gathering *g, const struct resource *resource)
{
	const char *help = "Text that a row has somewhere";

	if (resource->search_days)
		help = arena_printf(g->arena, "%s; needs createdAfter, at most %d"
				    " days back", help, resource->search_days);
	if (has_flag(resource, FIELD_SEARCH))
		add_query(g, (struct field){ .name = "q", .type = FIELD_TEXT,
					     .max = 200, .help = help }, false);
}

static void
add_aliases(struct gathering *g, const struct alias *alias)
{
	for (; alias && alias->from; alias++)
		for (size_t i = 0; i < g->count; i++) {
			struct parameter other = g->list[i];

			if (strcmp(other.field.name, alias->to) != 0)
				continue;
			other.field.name = alias->from;
			other.alias_of = alias->to;
			add(g, other);
			break;
		}
}

static const char *
sort_help(const struct resource *resource)
{
	for (const struct field *field = resource->fields; field->name; field++)
		if (field_orders_ranges(field))
			return "With a minus, the last first. Where there is"
			       " a range of another time than creation, that"
			       " is the order unless another is asked for";
	return "With a minus, the last first";
}

static void
add_order(struct gathering *g, const struct resource *resource)
{
	static const char *const files[] = { "csv", "ndjson", NULL };

	add(g, (struct parameter){
		.place = PARAMETER_QUERY,
		.field = { .name = "sort", .type = FIELD_TEXT,
			   .fallback = resource->order,
			   .help = sort_help(resource) },
		.choices = sort_words(g->arena, resource) });
	add_query(g, (struct field){ .name = "limit", .type = FIELD_INT,
				     .min = 1, .max = SQL_LIMIT_MAX,
				     .help = "Rows of a page" }, false);
	add_query(g, (struct field){ .name = "cursor", .type = FIELD_TEXT,
		.help = "nextCursor of the page before" }, false);
	add_query(g, (struct field){ .name = "page", .type = FIELD_INT, .min = 1,
		.max = SQL_COUNT_MAX, .help = "A page by its number, with"
		" totals; not with cursor, and within 10,000 rows" }, false);
	add(g, (struct parameter){
		.place = PARAMETER_QUERY,
		.field = { .name = "export", .type = FIELD_TEXT, .help =
			   "The list as a file; without limit, to its end" },
		.choices = files });
}

static void
add_list(struct gathering *g)
{
	const struct resource *resource = g->route->resource;

	for (const struct field *field = resource->fields; field->name; field++) {
		if (field->flags & FIELD_FILTER)
			add_filter(g, field);
		if (!(field->flags & FIELD_RANGE))
			continue;
		add_bound(g, field, "After", "From this time on");
		add_bound(g, field, "Before", "Until before this time");
	}
	add_search(g, resource);
	add_order(g, resource);
	add_aliases(g, resource->query_aliases);
}

/* ---- headers ---- */

static void
add_header(struct gathering *g, const char *name, int64_t max, const char *help)
{
	add(g, (struct parameter){
		.place = PARAMETER_HEADER,
		.field = { .name = name, .type = FIELD_TEXT, .max = max,
			   .help = help } });
}

static void
add_headers(struct gathering *g)
{
	if (call_matches(g->route))
		add_header(g, "If-Match", 0, "ETag of what is to be changed:"
			   " where it is another one now, 412");
	if (call_is_tagged(g->route) && g->route->method == GET)
		add_header(g, "If-None-Match", 0, "ETag of what is known: where"
			   " it is still the same, 304");
	if (call_is_idempotent(g->route))
		add_header(g, "Idempotency-Key", 255, "A key of your own: what"
			   " is sent again with it is done once");
}

/* More than there are: names that come twice are left out. */
static size_t
size_of(const struct call *call, const struct resource *resource)
{
	const struct member *own = call->query;
	size_t size = FEW;

	for (; own && own->field.name; own++)
		size++;
	if (call->kind != CALL_LIST)
		return size;
	for (const struct alias *a = resource->query_aliases; a && a->from; a++)
		size++;
	return size + OF_FIELD * (size_t)resource_field_count(resource);
}

const struct parameter *
call_parameters(struct arena *arena, const struct route *route,
		const struct resource *const *resources)
{
	const struct call *call = call_of(route);
	const struct member *own = call->query;
	struct gathering g = {
		.arena = arena, .route = route, .resources = resources,
		.size = size_of(call, route->resource),
	};

	g.list = arena_alloc(arena, (g.size + 1) * sizeof *g.list);
	add_path(&g);
	for (; own && own->field.name; own++)
		add_member(&g, PARAMETER_QUERY, own);
	if (call->kind == CALL_LIST)
		add_list(&g);
	add_headers(&g);
	return g.list;
}
