#include "tests/unit/resource/thing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "json/scan.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

static const struct word states[] = {
	{ "active", "ACTIVE", "active", { "enabled" }, .label = "Active" },
	{ "closed", "CLOSED", "ended", { "over", "done" }, .label = "Closed" },
	{ "busy", "RUNNING", NULL, { 0 }, .is_derived = true,
	  .stored_as = "active" },
	{ 0 }
};

static const struct word activities[] = {
	{ "idle", NULL, NULL, { 0 }, .label = "Idle" },
	{ "busy", NULL, NULL, { "running" }, .label = "Busy" },
	{ 0 }
};

const struct words thing_states = { "thingStatus", states };
static const struct words thing_activities = { "thingActivity", activities };

static const struct field fields[] = {
	[THING_ID] = { .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	[THING_NAME] = { .name = "name", .type = FIELD_TEXT, .max = 5,
		.flags = FIELD_REQUIRED | FIELD_SORT | FIELD_SEARCH
			 | FIELD_FILTER, .label = "Name" },
	[THING_STATUS] = { .name = "status", .type = FIELD_CHOICE,
		.words = &thing_states, .flags = FIELD_FILTER,
		.fallback = "active", .derived_by = "activity" },
	[THING_ACTIVITY] = { .name = "activity", .type = FIELD_CHOICE,
		.words = &thing_activities,
		.flags = FIELD_READ_ONLY | FIELD_FILTER },
	[THING_SIZE] = { .name = "size", .type = FIELD_INT, .min = 1,
		.max = 10, .flags = FIELD_FILTER | FIELD_MERGE },
	[THING_PRICE] = { .name = "price", .type = FIELD_NUMBER },
	[THING_OPEN] = { .name = "isOpen", .type = FIELD_BOOL,
		.flags = FIELD_FILTER, .fallback = "true" },
	[THING_OWNER] = { .name = "ownerId", .type = FIELD_ID,
		.flags = FIELD_FILTER },
	[THING_OPTIONS] = { .name = "options", .type = FIELD_JSON_OBJECT,
		.fallback = "{}" },
	[THING_PAYLOAD] = { .name = "payload", .type = FIELD_JSON,
		.flags = FIELD_PAYLOAD, .column = "content", .shown = "content" },
	[THING_TAGS] = { .name = "tags", .type = FIELD_TAGS, .fallback = "{}" },
	[THING_KEPT] = { .name = "kept", .type = FIELD_TEXT,
		.flags = FIELD_IMMUTABLE },
	[THING_BEGAN] = { .name = "beganAt", .type = FIELD_TIME,
		.flags = FIELD_RANGE },
	[THING_VERSION] = { .name = "version", .type = FIELD_INT,
		.flags = FIELD_READ_ONLY },
	[THING_CREATED] = { .name = "createdAt", .type = FIELD_TIME,
		.flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_RANGE
			 | FIELD_OF_ID },
	{ 0 }
};

static const struct alias query_aliases[] = { { "search", "q" }, { 0 } };
static const struct alias member_aliases[] = { { "output", "payload" }, { 0 } };

const struct resource thing_resource = {
	.name = "thing", .plural = "things", .label = "Thing",
	.table = "things", .view = "api.things", .fields = fields,
	.query_aliases = query_aliases, .member_aliases = member_aliases,
	.order = "-createdAt", .has_version = true, .is_by_id_time = true,
	.search_days = 31, .final_states = "{closed}", .alias_kind = "thing",
};

struct request *
thing_request(struct arena *arena, int flags)
{
	struct request *req = arena_alloc(arena, sizeof *req);
	struct route *route = arena_alloc(arena, sizeof *route);

	*route = (struct route){ .path = "/api/things", .flags = flags,
				 .resource = &thing_resource };
	req->arena = req->error.arena = arena;
	req->route = route;
	req->path = route->path;
	req->method = POST;
	return req;
}

void
thing_query(struct request *req, const char *query)
{
	assert_true(url_parse_query(req->arena, query, strlen(query),
				    &req->query, &req->error));
}

void
thing_body(struct request *req, const char *json)
{
	req->body = json;
	req->body_len = strlen(json);
	assert_true(json_scan(req->arena, json, req->body_len, &req->json,
			      &req->error));
}

const char *
thing_errors(const struct request *req)
{
	struct buf buf;

	buf_init(&buf, req->arena, 64);
	for (const struct error_field *f = req->error.fields; f; f = f->next)
		buf_printf(&buf, "%s%s %s", buf.len ? "; " : "", f->pointer,
			   f->code);
	return buf.bytes;
}
