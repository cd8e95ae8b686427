#include "resource/call.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "resource/crud.h"

static const struct call own_call = { .flags = 0 };
static const struct call row_call = { .kind = CALL_GET };

/* What a route does by the plan that it names. */
static const struct {
	plan_fn *plan;
	struct call call;
} known[] = {
	{ crud_list_plan,    { .kind = CALL_LIST } },
	{ crud_get_plan,     { .kind = CALL_GET } },
	{ crud_create_plan,  { .kind = CALL_CREATE } },
	{ crud_replace_plan, { .kind = CALL_REPLACE } },
	{ crud_update_plan,  { .kind = CALL_UPDATE } },
	{ crud_delete_plan,  { .kind = CALL_DELETE } },
};

const struct call *
call_of(const struct route *route)
{
	if (route->call)
		return route->call;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (route->plan && known[i].plan == route->plan)
			return &known[i].call;
	return route->resource ? &row_call : &own_call;
}

bool
route_is_call(const struct route *route)
{
	return text_starts(route->path, "/api/") || route->title;
}

static bool
is_change(const struct call *call)
{
	return call->kind == CALL_REPLACE || call->kind == CALL_UPDATE
		|| call->kind == CALL_DELETE;
}

static bool
has_version(const struct route *route)
{
	return route->resource && route->resource->has_version;
}

bool
call_matches(const struct route *route)
{
	const struct call *call = call_of(route);

	return call->flags & CALL_MATCHES
		|| (is_change(call) && has_version(route));
}

bool
call_is_tagged(const struct route *route)
{
	const struct call *call = call_of(route);

	if (call->flags & CALL_TAGGED || call->kind == CALL_LIST)
		return true;
	return has_version(route) && call->kind != CALL_OWN
		&& call->kind != CALL_DELETE && call->kind != CALL_SAVE;
}

bool
call_is_idempotent(const struct route *route)
{
	const struct call *call = call_of(route);

	return call->kind == CALL_CREATE || call->flags & CALL_IDEMPOTENT;
}

static bool
has_fields(const struct call *call)
{
	return call->kind == CALL_CREATE || call->kind == CALL_REPLACE
		|| call->kind == CALL_UPDATE || call->kind == CALL_SAVE;
}

bool
call_has_body(const struct route *route)
{
	const struct call *call = call_of(route);

	return call->body || has_fields(call);
}

int
call_status(const struct route *route)
{
	const struct call *call = call_of(route);

	if (call->status)
		return call->status;
	if (call->kind == CALL_CREATE)
		return 201;
	if (call->kind == CALL_DELETE && !call->answer
	    && !(route->flags & ROUTE_LENIENT))
		return 204;
	return 200;
}

/* ---- lists of members ---- */

/* A list of members while it is put together. */
struct gathering {
	struct arena *arena;
	struct member *list;
	size_t count, size;
};

/* Room for these and others, and for the end. */
static struct gathering
gather(struct arena *arena, const struct member *members, size_t others)
{
	struct gathering g = { .arena = arena, .size = others };

	for (; members && members->field.name; members++)
		g.size++;
	g.list = arena_alloc(arena, (g.size + 1) * sizeof *g.list);
	return g;
}

static bool
has_member(const struct gathering *g, const char *name)
{
	for (size_t i = 0; i < g->count; i++)
		if (strcmp(g->list[i].field.name, name) == 0)
			return true;
	return false;
}

/* What stands there already stays. */
static void
add(struct gathering *g, const struct member *member)
{
	if (g->count < g->size && !has_member(g, member->field.name))
		g->list[g->count++] = *member;
}

static void
add_all(struct gathering *g, const struct member *members)
{
	for (; members && members->field.name; members++)
		add(g, members);
}

/* ---- answers ---- */

static const struct member list_members[] = {
	{ MEMBER("nextCursor", FIELD_TEXT, .help = "Of the next page, for ?cursor="),
	  .is_nullable = true },
	{ MEMBER("hasMore", FIELD_BOOL, .help = "There is a next page") },
	{ MEMBER("total", FIELD_INT, .help = "Counted to 10,000, with pages only"),
	  .is_optional = true },
	{ MEMBER("page", FIELD_INT), .is_optional = true },
	{ MEMBER("limit", FIELD_INT), .is_optional = true },
	{ MEMBER("totalPages", FIELD_INT), .is_optional = true },
	{ MEMBER("totalIsEstimate", FIELD_BOOL, .help = "There are more than total"),
	  .is_optional = true },
	{ 0 }
};

/* Of a list and its rows; no other kind has more. */
enum { ANSWER_MEMBERS = sizeof list_members / sizeof *list_members };

static const struct member deleted_members[] = {
	{ MEMBER("message", FIELD_TEXT) },
	{ 0 }
};

/* The row, or the rows, in the member of its name. */
static void
add_rows(struct gathering *g, const struct route *route, bool is_list)
{
	const struct resource *resource = route->resource;
	const struct member rows = {
		.field = { .name = is_list ? resource->plural : resource->name },
		.row = resource, .is_list = is_list,
	};

	if (is_list)
		add_all(g, list_members);
	add(g, &rows);
}

const struct member *
call_answer(struct arena *arena, const struct route *route)
{
	const struct call *call = call_of(route);
	struct gathering g = gather(arena, call->answer, ANSWER_MEMBERS);

	add_all(&g, call->answer);
	if (call_status(route) == 204 || call->kind == CALL_OWN
	    || call->kind == CALL_SAVE)
		return g.list;
	if (call->kind == CALL_DELETE)
		add_all(&g, call->answer ? NULL : deleted_members);
	else if (route->resource)
		add_rows(&g, route, call->kind == CALL_LIST);
	return g.list;
}

/* ---- bodies ---- */

static bool
is_taken(const struct field *field, enum call_kind kind)
{
	if (!field_is_writable(field) || field->flags & FIELD_HIDDEN)
		return false;
	return kind == CALL_CREATE || !(field->flags & FIELD_IMMUTABLE);
}

/* A patch needs nothing, and a lenient PUT leaves what is not sent. */
static bool
wants_all(const struct route *route)
{
	enum call_kind kind = call_of(route)->kind;

	return kind == CALL_CREATE
		|| (kind == CALL_REPLACE && !(route->flags & ROUTE_LENIENT));
}

/* What is required is so in answers too: a patch may leave it out, not clear it. */
static void
add_field(struct gathering *g, const struct route *route,
	  const struct field *field)
{
	struct member member = { .field = *field };

	member.is_optional = !wants_all(route)
			     || !(field->flags & FIELD_REQUIRED);
	if (is_taken(field, call_of(route)->kind))
		add(g, &member);
}

const struct member *
call_body(struct arena *arena, const struct route *route)
{
	const struct call *call = call_of(route);
	size_t fields = has_fields(call) ? (size_t)resource_field_count(
						   route->resource) : 0;
	struct gathering g = gather(arena, call->body, fields);

	if (!(call->flags & CALL_BODY_OF_MANY))
		add_all(&g, call->body);
	for (size_t i = 0; i < g.count; i++)
		g.list[i].is_optional = !(g.list[i].field.flags & FIELD_REQUIRED);
	if (has_fields(call))
		for (const struct field *field = route->resource->fields;
		     field->name; field++)
			add_field(&g, route, field);
	return g.list;
}

/* ---- problems ---- */

static bool
can_conflict(const struct route *route)
{
	const struct call *call = call_of(route);

	return call->flags & CALL_CONFLICTS || is_change(call)
		|| call_is_idempotent(route);
}

static bool
can_miss(const struct route *route)
{
	return strchr(route->path, ':') || call_of(route)->flags & CALL_MISSES;
}

/* What a plan may limit is of resources that say so, or of a call's own. */
static bool
can_be_limited(const struct route *route)
{
	const struct call *call = call_of(route);

	return call->flags & CALL_LIMITED
		|| (call->kind == CALL_CREATE && route->resource->is_limited);
}

/* Of the address: what is too long is refused by the web server. */
static bool
has_parameters(const struct route *route)
{
	const struct call *call = call_of(route);

	return strchr(route->path, ':') || call->query
		|| call->kind == CALL_LIST;
}

void
call_problems(const struct route *route, int out[CALL_PROBLEMS_MAX])
{
	bool is_open = route->role == ROLE_ANYONE, writes = route->method != GET;
	const struct {
		int status;
		bool is_possible;
	} problems[] = {
		{ 400, true },
		{ 401, !is_open || route->method == POST },
		{ 402, can_be_limited(route) },
		{ 403, !is_open || writes || !route->plan },
		{ 404, can_miss(route) },
		{ 409, can_conflict(route) || (writes && !is_open) },
		{ 412, call_matches(route) },
		{ 413, writes },
		{ 414, has_parameters(route) },
		{ 415, writes },
		{ 422, writes },
		{ 429, true },
		{ 500, true },
		{ 503, true },
	};
	size_t count = 0;

	for (size_t i = 0; i < sizeof problems / sizeof *problems; i++)
		if (problems[i].is_possible)
			out[count++] = problems[i].status;
	out[count] = 0;
}
