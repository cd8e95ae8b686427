/* Two executions side by side: what they were, their steps, what went in and out. */
#include "app/pages/handlers.h"

#include <string.h>

#include "app/pages/compare_facts.h"
#include "app/pages/compare_parts.h"
#include "app/pages/compare_steps.h"
#include "app/pages/run_payload.h"
#include "app/pages/step_view.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/aside.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

/* Each of them twice: A, then B. A part of a page has the detail alone. */
enum { ROWS_ABOUT = 0, ROWS_STEPS = 2, ROWS_PAYLOAD = 4, ROWS_DETAIL = 6 };

static bool
wants_part(const struct request *req)
{
	return request_is_fragment(req) && step_asked(req);
}

static bool
check_ids(struct request *req, const char *a, const char *b)
{
	if (!a || !b || !*a || !*b)
		return fail(&req->error, ERROR_BAD_REQUEST,
			    "a comparison needs two executions")
		       || fail_hint(&req->error, "Tick two of the list");
	if (!is_uuid(a) || !is_uuid(b))
		return fail(&req->error, ERROR_NOT_FOUND, "no execution '%s'",
			    is_uuid(a) ? b : a);
	if (!text_equal_case(a, b))
		return true;
	return fail(&req->error, ERROR_BAD_REQUEST,
		    "both sides are the same execution")
	       || fail_hint(&req->error, "Tick two different ones of the list");
}

static bool
add_page(struct request *req, struct unit *unit, const char *a, const char *b)
{
	return compare_facts_add(unit, a) && compare_facts_add(unit, b)
	       && compare_steps_add(unit, a) && compare_steps_add(unit, b)
	       && unit_add(unit, &run_payload_of, a)
	       && unit_add(unit, &run_payload_of, b)
	       && (!step_asked(req) || (step_detail_add(req, unit, a)
					&& step_detail_add(req, unit, b)));
}

bool
compare_plan(struct request *req, struct unit *unit)
{
	const char *a = request_query(req, "a"), *b = request_query(req, "b");

	if (!check_ids(req, a, b))
		return false;
	if (!wants_part(req))
		return add_page(req, unit, a, b);
	return step_detail_add(req, unit, a) && step_detail_add(req, unit, b);
}

static const char *
path_of(struct request *req, const char *a, const char *b)
{
	return arena_printf(req->arena, "/executions/compare?a=%s&b=%s", a, b);
}

/* Of the last attempt on each side. */
static struct json *
detail_of(struct request *req, const struct rows *a, const struct rows *b)
{
	struct json *detail = json_object(req->arena);
	struct json *parts = json_set_array(detail, "parts");
	const char *number = request_query(req, "number");
	int64_t value;

	json_set_int(detail, "number", number
		     && text_to_int(number, 1, 9999, &value) ? value : 0);
	compare_text(req->arena, parts, "Error", step_detail_error(a),
		     step_detail_error(b));
	compare_row(req->arena, parts, &step_payload, a, b);
	json_set_bool(detail, "has_parts", json_count(parts) > 0);
	return detail;
}

static void
show_payload(struct request *req, struct json *data, const struct rows *rows)
{
	struct json *parts = json_set_array(data, "parts");

	compare_text(req->arena, parts, "Error",
		     compare_error(&rows[ROWS_ABOUT]),
		     compare_error(&rows[ROWS_ABOUT + 1]));
	compare_row(req->arena, parts, &run_payload, &rows[ROWS_PAYLOAD],
		    &rows[ROWS_PAYLOAD + 1]);
	json_set_bool(data, "has_parts", json_count(parts) > 0);
}

static bool
show_part(struct request *req, const struct rows *rows, struct response *res)
{
	return response_page(res, 200, "partials/compare-detail",
			     detail_of(req, &rows[0], &rows[1]));
}

static bool
show_page(struct request *req, const struct rows *rows, struct response *res)
{
	const char *a = request_query(req, "a"), *b = request_query(req, "b");
	struct json *data = json_object(req->arena);
	struct json *detail = step_asked(req)
		? detail_of(req, &rows[ROWS_DETAIL], &rows[ROWS_DETAIL + 1])
		: NULL;

	json_set_static(data, "swapped", path_of(req, b, a));
	compare_facts_show(req, data, &rows[ROWS_ABOUT], &rows[ROWS_ABOUT + 1]);
	compare_steps_show(req, data, &rows[ROWS_STEPS], &rows[ROWS_STEPS + 1],
			   path_of(req, a, b), detail);
	show_payload(req, data, rows);
	return response_page(res, 200, "pages/compare", data);
}

/* Lines of long texts are compared aside: that can take longer than the loop has. */
bool
compare_page(struct request *req, const struct rows *rows, struct response *res)
{
	if (wants_part(req)) {
		if (rows[0].count + rows[1].count == 0)
			return fail(&req->error, ERROR_NOT_FOUND, "no such step");
		return aside_begin(req, rows, res, show_part, NULL);
	}
	for (int i = ROWS_ABOUT; i < ROWS_STEPS; i++)
		if (rows[i].count == 0)
			return fail(&req->error, ERROR_NOT_FOUND,
				    "no execution '%s'",
				    request_query(req, i ? "b" : "a"));
	return aside_begin(req, rows, res, show_page, NULL);
}

/* The older one is A: ids are in the order of time. */
bool
compare_chosen(struct request *req, const struct rows *rows,
	       struct response *res)
{
	const char **ids = form_values(req, "id");
	bool is_pair = ids[0] && ids[1] && !ids[2];

	(void)rows;
	if (!is_pair)
		return fail(&req->error, ERROR_BAD_REQUEST,
			    "a comparison needs two executions")
		       || fail_hint(&req->error,
				    "Go back, and tick two of them");
	if (!check_ids(req, ids[0], ids[1]))
		return false;
	return response_redirect(res, strcmp(ids[0], ids[1]) < 0
				 ? path_of(req, ids[0], ids[1])
				 : path_of(req, ids[1], ids[0]));
}
