/* What one step was given and gave back: fetched when it is opened. */
#include "app/pages/step_view.h"

#include <string.h>

#include "app/pages/payload.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "base/time.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "json/json.h"

static const struct statement step_detail = {
	.name = "step_detail",
	.sql = "select attempt, status, error, duration_ms, left(input::text,"
	       " 65536), length(input::text), left(output::text, 65536),"
	       " length(output::text), left(tool_calls::text, 65536),"
	       " length(tool_calls::text), left(error_details::text, 65536),"
	       " length(error_details::text) from api.execution_steps where"
	       " execution_id = $1::uuid and node_id = $2 and iteration ="
	       " $3::int order by attempt limit 100",
};

enum { ATTEMPT, STATUS, ERROR_TEXT, DURATION, PARTS };

const struct payload_columns step_payload = {
	{ "Input", "Output", "Tool calls", "Error details" }, PARTS,
};

const char *
step_detail_error(const struct rows *rows)
{
	return rows->count ? rows_text(rows, rows->count - 1, ERROR_TEXT) : NULL;
}

bool
step_detail_add(struct request *req, struct unit *unit, const char *execution)
{
	const char *pass = request_query(req, "pass");
	int64_t number;

	if (!pass)
		pass = "0";
	if (!text_to_int(pass, 0, INT32_MAX, &number))
		return fail(&req->error, ERROR_BAD_REQUEST, "'%s' is no pass",
			    pass);
	return unit_add(unit, &step_detail, execution,
			request_query(req, "step"), pass);
}

static void
add_attempt(struct arena *arena, struct buf *text, const struct rows *rows,
	    int row)
{
	const char *duration = rows_text(rows, row, DURATION);

	if (rows->count > 1)
		buf_printf(text, "attempt %s, after %s: ",
			   rows_text(rows, row, ATTEMPT),
			   duration ? time_duration(arena, view_int(duration))
				    : "–");
	buf_printf(text, "%s\n", rows_text(rows, row, ERROR_TEXT));
}

/* The errors of all attempts, in one text. */
static void
show_errors(struct arena *arena, struct json *data, const struct rows *rows)
{
	struct json *list = json_set_array(data, "attempts");
	struct json *item;
	struct buf text;

	buf_init(&text, arena, 256);
	for (int row = 0; row < rows->count; row++)
		if (rows_text(rows, row, ERROR_TEXT))
			add_attempt(arena, &text, rows, row);
	if (text.len == 0)
		return;
	item = json_add_object(list);
	json_set_static(item, "title", "Error");
	json_set_static(item, "note", rows->count > 1 ? arena_printf(arena,
			"%d attempts", rows->count) : "");
	json_set_static(item, "text", text.bytes);
}

void
step_detail_show(struct request *req, struct json *data,
		 const struct rows *rows)
{
	const char *api = arena_printf(req->arena, "/api/executions/%s/steps",
				       request_param(req, "id"));
	struct json *parts = json_set_array(data, "parts");
	const char *number = request_query(req, "number");
	int64_t value;

	json_set_int(
		data, "number",
		number && text_to_int(number, 1, 9999, &value) ? value : 0);
	show_errors(req->arena, data, rows);
	payload_add_row(req->arena, parts, &step_payload, rows,
			rows->count - 1, api);
	json_set_bool(data, "has_parts", json_count(parts) > 0);
}
