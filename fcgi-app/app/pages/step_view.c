#include "app/pages/step_view.h"

#include "app/pages/run_view.h"
#include "app/pages/view.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/url.h"
#include "json/json.h"

#define ROWS_MAX 500

static const struct statement step_list = {
	.name = "step_list",
	.sql = "select node_id, iteration, attempt, name, kind, status, error,"
	       " start_time, end_time, duration_ms, tokens, cost_micros from"
	       " api.execution_steps where execution_id = $1::uuid order by"
	       " position, iteration, node_id, attempt limit 501",
};

bool
step_list_add(struct unit *unit, const char *execution)
{
	return unit_add(unit, &step_list, execution);
}

static bool
is_same_step(const struct rows *rows, int a, int b)
{
	return text_equal(rows_text(rows, a, STEP_NODE),
			  rows_text(rows, b, STEP_NODE))
		&& text_equal(rows_text(rows, a, STEP_PASS),
			      rows_text(rows, b, STEP_PASS));
}

int
step_end(const struct rows *rows, int first)
{
	int end = first + 1;

	while (end < rows->count && is_same_step(rows, first, end))
		end++;
	return end;
}

int
step_row(const struct rows *rows, int number)
{
	int end = 0;

	for (int i = 0; i < number && end < rows->count; i++)
		end = step_end(rows, end);
	return end - 1;
}

int
step_that_failed(const struct rows *rows)
{
	int number = 0, failed = 0;

	for (int end = 0; end < rows->count;) {
		end = step_end(rows, end);
		number++;
		if (text_equal(rows_text(rows, end - 1, STEP_STATUS), "failed"))
			failed = number;
	}
	return failed;
}

const char *
step_name(const struct rows *rows, int number)
{
	int row = step_row(rows, number);
	const char *name = rows_text(rows, row, STEP_NAME);

	return *name ? name : rows_text(rows, row, STEP_NODE);
}

/* Without the fragment, which is not part of what is asked for. */
static const char *
detail_href(struct request *req, const struct rows *rows, int row, int number)
{
	struct buf href;

	buf_init(&href, req->arena, 128);
	buf_printf(&href, "/executions/%s?step=", request_param(req, "id"));
	url_encode(&href, rows_text(rows, row, STEP_NODE));
	buf_printf(&href, "&pass=%s&number=%d", rows_text(rows, row, STEP_PASS),
		   number);
	return href.bytes;
}

const char *
step_href(struct request *req, const struct rows *rows, int number)
{
	return arena_printf(
		req->arena, "%s#step-%d",
		detail_href(req, rows, step_row(rows, number), number), number);
}

bool
step_asked(const struct request *req)
{
	return request_query(req, "step") != NULL;
}

bool
step_is_asked(const struct request *req, const struct rows *rows, int row)
{
	const char *pass = request_query(req, "pass");

	return text_equal(request_query(req, "step"),
			  rows_text(rows, row, STEP_NODE))
		&& text_equal(pass ? pass : "0",
			      rows_text(rows, row, STEP_PASS));
}

/* From the first begin to the last end. */
static const char *
ms_of(struct arena *arena, const struct rows *rows, int first, int last)
{
	int64_t begin = view_ms(rows_text(rows, first, STEP_START));
	int64_t end = view_ms(rows_text(rows, last, STEP_END));

	if (first < last && begin > 0 && end > begin)
		return arena_printf(arena, "%lld", (long long)(end - begin));
	return rows_text(rows, last, STEP_DURATION);
}

struct step_sum
step_sum(struct arena *arena, const struct rows *rows, int first, int end)
{
	struct step_sum sum = { .ms = ms_of(arena, rows, first, end - 1) };

	for (int row = first; row < end; row++) {
		sum.tokens += view_int(rows_text(rows, row, STEP_TOKENS));
		sum.cost_micros += view_int(rows_text(rows, row, STEP_COST));
	}
	return sum;
}

static void
show_numbers(struct arena *arena, struct json *item, const struct rows *rows,
	     int first, int end)
{
	struct step_sum sum = step_sum(arena, rows, first, end);

	json_set_static(item, "tokens",
			sum.tokens > 0 ? view_short(arena, sum.tokens) : "–");
	json_set_static(item, "cost", view_cost(arena, sum.cost_micros));
	json_set_static(item, "attempt",
			rows_text(rows, end - 1, STEP_ATTEMPT));
	view_duration(arena, item, "duration", sum.ms);
}

static void
show_step(struct request *req, struct json *item, const struct rows *rows,
	  int first, int end, int number)
{
	int64_t pass = view_int(rows_text(rows, first, STEP_PASS));
	const char *name = rows_text(rows, first, STEP_NAME);

	json_set_int(item, "number", number);
	json_set_static(item, "name",
			*name ? name : rows_text(rows, first, STEP_NODE));
	json_set_static(item, "kind", rows_text(rows, first, STEP_KIND));
	json_set_static(item, "pass",
			pass > 0 ? view_count(req->arena, pass + 1) : NULL);
	view_state(item, &step_status_words,
		   rows_text(rows, end - 1, STEP_STATUS));
	show_numbers(req->arena, item, rows, first, end);
	json_set_static(item, "href", detail_href(req, rows, first, number));
}

static void
show_detail(struct request *req, struct json *item, const struct rows *detail,
	    int number)
{
	struct json *payload;

	json_set_bool(item, "is_shown", detail != NULL);
	if (!detail) {
		json_set_static(item, "payload", NULL);
		return;
	}
	payload = json_set_object(item, "payload");
	step_detail_show(req, payload, detail);
	json_set_int(payload, "number", number);
}

static const char *
note(struct arena *arena, const struct rows *rows, int steps)
{
	if (rows->count > ROWS_MAX)
		return arena_printf(arena, "the first %d", steps);
	return rows->count > steps
		? arena_printf(arena, "%d attempts", rows->count)
		: NULL;
}

void
step_list_show(struct request *req, struct json *data, const struct rows *rows,
	       const struct rows *detail)
{
	struct json *list = json_set_array(data, "steps");
	int number = 0;

	for (int first = 0, end; first < rows->count && first < ROWS_MAX;
	     first = end) {
		struct json *item = json_add_object(list);

		end = step_end(rows, first);
		show_step(req, item, rows, first, end, ++number);
		show_detail(req, item, detail && step_is_asked(req, rows, first)
			    ? detail : NULL, number);
	}
	json_set_bool(data, "has_steps", number > 0);
	json_set_static(data, "steps_note", note(req->arena, rows, number));
}
