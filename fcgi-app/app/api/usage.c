/* What the tenant uses: of each unit this month, and by day or month. */
#include "app/api/usage.h"

#include "app/api/answer.h"
#include "app/resources/words.h"
#include "app/usage.h"
#include "base/arena.h"
#include "db/rows.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"

bool
usage_get_plan(struct request *req, struct unit *unit)
{
	struct usage_span *span = arena_alloc(req->arena, sizeof *span);

	req->state = span;
	return usage_span_read(req, span) && usage_add(unit, span);
}

static const struct member unit_members[] = {
	{ MEMBER("unit", FIELD_TEXT, .shown = "unit", .help = "executions, tokens, costMicros, agents, workflows, members, or one that was reported") },
	{ MEMBER("used", FIELD_NUMBER, .shown = "used", .help = "Of agents, workflows and members how many there are; else the sum of this month") },
	{ MEMBER("limit", FIELD_NUMBER, .shown = "most", .help = "Null: any number"), .is_nullable = true },
	{ MEMBER("rest", FIELD_NUMBER, .shown = "rest", .help = "What is left of the limit"), .is_nullable = true },
	{ MEMBER("costMicros", FIELD_NUMBER, .shown = "cost_micros", .help = "Millionths of a US dollar") },
	{ 0 }
};

static const struct member window_members[] = {
	{ MEMBER("start", FIELD_TIME, .shown = "starts", .help = "Where the day or month (of UTC) begins") },
	{ MEMBER("unit", FIELD_TEXT, .shown = "unit") },
	{ MEMBER("quantity", FIELD_NUMBER, .shown = "quantity") },
	{ MEMBER("costMicros", FIELD_NUMBER, .shown = "cost_micros") },
	{ 0 }
};

static const struct member usage_members[] = {
	{ MEMBER("plan", FIELD_TEXT, .shown = "plan_name") },
	{ MEMBER("periodStart", FIELD_TIME, .shown = "since", .help = "Of the month that counts: months begin as the subscription did") },
	{ MEMBER("periodEnd", FIELD_TIME, .shown = "until") },
	{ .field = { .name = "units" }, .members = unit_members, .is_list = true },
	{ MEMBER("window", FIELD_CHOICE, .words = &usage_window_words) },
	{ .field = { .name = "windows", .help = "Where nothing was used there is none" },
	  .members = window_members, .is_list = true },
	{ 0 }
};

bool
usage_get_reply(struct request *req, const struct rows *rows,
		struct response *res)
{
	const struct usage_span *span = req->state;
	struct json_writer json = response_json(res, 200);

	json_begin_object(&json);
	json_write_name(&json, "usage");
	json_begin_object(&json);
	answer_members(&json, &rows[USAGE_ROWS_PLAN], 0, usage_members);
	answer_rows(&json, "units", &rows[USAGE_ROWS_UNITS], unit_members);
	json_member_text(&json, "window", span->window);
	answer_rows(&json, "windows", &rows[USAGE_ROWS_WINDOWS],
		    window_members);
	json_end_object(&json);
	json_end_object(&json);
	return response_revalidate(res);
}

static const struct member usage_query[] = {
	{ MEMBER("window", FIELD_CHOICE, .words = &usage_window_words,
		 .fallback = "day") },
	{ MEMBER("from", FIELD_TIME, .help = "From the day or month on that this time is in; the month that counts, or a year, where it is left out") },
	{ MEMBER("to", FIELD_TIME, .help = "Until before this time") },
	{ 0 }
};

static const struct member usage_answer[] = {
	{ .field = { .name = "usage" }, .members = usage_members },
	{ 0 }
};

const struct call usage_get_call = {
	.query = usage_query, .answer = usage_answer, .flags = CALL_TAGGED,
};
