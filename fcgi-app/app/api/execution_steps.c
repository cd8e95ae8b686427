/* The steps of an execution, in the order in which they are shown. */
#include "app/api/api.h"

#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"

enum { STEPS_SHOWN = 200, PAGES_MAX = 500 };

static const struct statement execution_of_steps = {
	.name = "execution_of_steps",
	.sql = "select app.row_id('execution', $1::text) as id from executions"
	       " where id = app.row_id('execution', $1::text)",
};

/* One more than is shown; the columns of step_resource in order. */
static const struct statement list_steps = {
	.name = "list_steps",
	.sql = "select execution_id, node_id, iteration, attempt, position, name,"
	       " kind, status, input, output, error, error_details, tool_calls,"
	       " start_time, end_time, duration_ms, tokens, cost_micros"
	       " from api.execution_steps"
	       " where execution_id = app.row_id('execution', $1::text)"
	       " order by position, node_id, iteration, attempt"
	       " limit 201 offset $2::int",
};

static bool
read_page(struct request *req, int64_t *page)
{
	const char *text = request_query(req, "page");

	*page = 1;
	if (!text || text_to_int(text, 1, PAGES_MAX, page))
		return true;
	fail(&req->error, ERROR_BAD_REQUEST, "a parameter is not valid");
	return fail_field(&req->error, "?page", "integer",
			  "must be an integer from 1 to %d", PAGES_MAX);
}

bool
steps_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");
	int64_t page;

	if (!read_page(req, &page))
		return false;
	unit_add(unit, &execution_of_steps, id);
	return unit_add(unit, &list_steps, id,
			arena_printf(req->arena, "%lld",
				     (long long)(page - 1) * STEPS_SHOWN));
}

static void
write_steps(struct json_writer *json, const struct request *req,
	    const struct rows *steps)
{
	int shown = steps->count < STEPS_SHOWN ? steps->count : STEPS_SHOWN;

	json_write_name(json, step_resource.plural);
	json_begin_array(json);
	for (int i = 0; i < shown; i++)
		crud_write(json, req, &step_resource, steps, i);
	json_end_array(json);
	json_member_bool(json, "hasMore", steps->count > STEPS_SHOWN);
}

bool
steps_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json;

	if (!crud_check_found(req, &execution_resource, &rows[0]))
		return false;
	json = response_json(res, 200);
	json_begin_object(&json);
	write_steps(&json, req, &rows[1]);
	json_member_text(&json, "executionId", rows_text(&rows[0], 0, 0));
	json_end_object(&json);
	return response_revalidate(res);
}

static const struct member steps_query[] = {
	{ MEMBER("page", FIELD_INT, .min = 1, .max = PAGES_MAX,
		 .help = "200 steps each") },
	{ 0 }
};

static const struct member steps_answer[] = {
	{ .field = { .name = "steps" }, .row = &step_resource, .is_list = true },
	{ MEMBER("hasMore", FIELD_BOOL) },
	{ MEMBER("executionId", FIELD_ID) },
	{ 0 }
};

const struct call steps_call = {
	.query = steps_query, .answer = steps_answer, .flags = CALL_TAGGED,
};
