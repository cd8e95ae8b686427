/* What is measured of an agent: readings that are added, and read as a series. */
#include "app/api/api.h"

#include "app/api/answer.h"
#include "app/api/body.h"
#include "app/metric.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/time.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/batch.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/idempotency.h"
#include "resource/resource.h"

enum { READINGS_MAX = 1000 };

static const struct statement add_agent_metrics = {
	.name = "add_agent_metrics",
	.sql = "insert into agent_metrics (agent_id, name, value, unit, at, labels)"
	       " select a.id, m.name, m.value, m.unit, coalesce(m.at, now()),"
	       " m.labels from api.agents a, jsonb_to_recordset($2::jsonb) as m"
	       " (name text, value double precision, unit text, at timestamptz,"
	       " labels jsonb) where a.id = app.row_id('agent', $1::text)"
	       " returning agent_id",
};

static const struct batch_of readings_of = {
	.resource = &metric_resource, .row = "readings", .max = READINGS_MAX,
};

bool
readings_add_plan(struct request *req, struct unit *unit)
{
	struct batch *readings = arena_alloc(req->arena, sizeof *readings);
	char id[UUID_TEXT_SIZE];

	req->state = readings;
	if (!body_batch(req, "metrics", &readings_of, readings))
		return false;
	if (req->replay_id)
		return true;
	uuid_v7(id);
	return idempotency_add(req, unit, metric_resource.name, id)
	       && unit_add(unit, &add_agent_metrics, request_param(req, "id"),
			   readings->json);
}

bool
readings_add_reply(struct request *req, const struct rows *rows,
		  struct response *res)
{
	const struct batch *readings = req->state;
	struct json_writer json;

	if (!req->replay_id && readings->count > 0
	    && idempotency_rows(req, rows)->count == 0)
		return crud_check_found(req, &agent_resource, NULL);
	json = response_json(res, 201);
	json_begin_object(&json);
	json_member_text(&json, "agentId", request_param(req, "id"));
	json_member_int(&json, "accepted", (int64_t)readings->count);
	json_end_object(&json);
	return true;
}

bool
readings_plan(struct request *req, struct unit *unit)
{
	struct metric_span *span = arena_alloc(req->arena, sizeof *span);

	req->state = span;
	return metric_span_read(req, span)
	       && metric_add(unit, request_param(req, "id"), span);
}

static const struct member newest_members[] = {
	{ MEMBER("name", FIELD_TEXT, .shown = "name") },
	{ MEMBER("unit", FIELD_TEXT, .shown = "unit") },
	{ MEMBER("value", FIELD_NUMBER, .shown = "value") },
	{ MEMBER("at", FIELD_TIME, .shown = "at") },
	{ 0 }
};

static const struct member point_members[] = {
	{ MEMBER("at", FIELD_TIME, .shown = "bucket", .help = "Where the minute, hour or day (of UTC) begins") },
	{ MEMBER("count", FIELD_INT, .shown = "readings") },
	{ MEMBER("min", FIELD_NUMBER, .shown = "lowest") },
	{ MEMBER("max", FIELD_NUMBER, .shown = "highest") },
	{ MEMBER("mean", FIELD_NUMBER, .shown = "mean") },
	{ 0 }
};

static void
write_series(struct json_writer *json, const struct metric_span *span,
	     const struct rows *points)
{
	char time[TIME_TEXT_SIZE];

	json_begin_object(json);
	json_member_text(json, "name", span->name);
	json_member_text(json, "grain", span->grain->name);
	time_format(span->from_ms, time);
	json_member_text(json, "from", time);
	time_format(span->to_ms, time);
	json_member_text(json, "to", time);
	answer_rows(json, "points", points, point_members);
	json_end_object(json);
}

bool
readings_reply(struct request *req, const struct rows *rows, struct response *res)
{
	const struct metric_span *span = req->state;
	struct json_writer json;

	if (!crud_check_found(req, &agent_resource, &rows[METRIC_ROWS_AGENT]))
		return false;
	json = response_json(res, 200);
	json_begin_object(&json);
	json_member_text(&json, "agentId",
			 rows_text(&rows[METRIC_ROWS_AGENT], 0, 0));
	answer_rows(&json, "metrics", &rows[METRIC_ROWS_NAMES], newest_members);
	json_write_name(&json, "series");
	if (span->name)
		write_series(&json, span, &rows[METRIC_ROWS_POINTS]);
	else
		json_write_null(&json);
	json_end_object(&json);
	return response_revalidate(res);
}

static const struct member metrics_query[] = {
	{ MEMBER("name", FIELD_TEXT, .max = 255, .help = "The metric whose series is wanted") },
	{ MEMBER("grain", FIELD_CHOICE, .words = &metric_grain_words, .fallback = "hour") },
	{ MEMBER("from", FIELD_TIME, .help = "Where it is left out: 60 minutes, 48 hours or 30 days before to") },
	{ MEMBER("to", FIELD_TIME, .help = "Until before this time; now, where it is left out") },
	{ 0 }
};

static const struct member series_members[] = {
	{ MEMBER("name", FIELD_TEXT) },
	{ MEMBER("grain", FIELD_CHOICE, .words = &metric_grain_words) },
	{ MEMBER("from", FIELD_TIME) },
	{ MEMBER("to", FIELD_TIME) },
	{ .field = { .name = "points" }, .members = point_members, .is_list = true },
	{ 0 }
};

static const struct member metrics_answer[] = {
	{ MEMBER("agentId", FIELD_ID) },
	{ .field = { .name = "metrics", .help = "The newest reading of each" },
	  .members = newest_members, .is_list = true },
	{ .field = { .name = "series" }, .members = series_members,
	  .is_nullable = true },
	{ 0 }
};

static const struct member metrics_add_body[] = {
	{ .field = { .name = "metrics", .max = READINGS_MAX,
		     .flags = FIELD_REQUIRED },
	  .row = &metric_resource, .is_list = true },
	{ 0 }
};

static const struct member metrics_add_answer[] = {
	{ MEMBER("agentId", FIELD_TEXT, .help = "As it was asked for") },
	{ MEMBER("accepted", FIELD_INT, .help = "How many readings were added") },
	{ 0 }
};

const struct call readings_call = {
	.query = metrics_query, .answer = metrics_answer, .flags = CALL_TAGGED,
};

const struct call readings_add_call = {
	.status = 201, .body = metrics_add_body, .answer = metrics_add_answer,
	.flags = CALL_IDEMPOTENT | CALL_BODY_OF_MANY,
	.help = "A reading, an array of readings, or an object with them as metrics.",
};
