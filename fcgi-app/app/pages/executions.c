/* The list of executions, and cancelling several of them. */
#include "app/pages/handlers.h"

#include <string.h>

#include "app/pages/form.h"
#include "app/pages/list_days.h"
#include "app/pages/list_filter.h"
#include "app/pages/list_view.h"
#include "app/pages/notice.h"
#include "app/pages/run_view.h"
#include "app/pages/view.h"
#include "app/pages/view_tabs.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/text.h"
#include "base/time.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/list.h"
#include "resource/words.h"

#define REFRESH_S 5
#define DAY_MS INT64_C(86400000)

static const struct list_tab statuses[] = {
	{ "Any", NULL },
	{ "Under way", "pending,running,paused" },
	{ "Failed and timed out", "failed,timeout" },
	{ "Completed", "completed" },
	{ "Cancelled", "cancelled" },
	{ NULL, NULL }
};

static const char *const columns[] = {
	"id", "agent_id", "agent_name", "workflow_id", "workflow_name", "status", "trigger", "title", "error",
	"created_at", "start_time", "duration_ms", "tokens", "cost_micros", NULL
};

enum {
	ID, AGENT_ID, AGENT_NAME, WORKFLOW_ID, WORKFLOW_NAME, STATUS, TRIGGER, TITLE, ERROR_TEXT, CREATED,
	STARTED, DURATION, TOKENS, COST, COLUMNS
};

/* What the form of filters has, beside the days. */
static const char *const filters[] = {
	"agentId", "workflowId", "trigger", NULL
};

enum { ROWS_LIST, ROWS_VIEWS, ROWS_CHOICES };

static void
add_to_query(struct request *req, const char *name, const char *value)
{
	struct pair *list = arena_alloc(req->arena,
					(req->query.count + 1) * sizeof *list);

	memcpy(list, req->query.list, req->query.count * sizeof *list);
	list[req->query.count] = (struct pair){ name, value };
	req->query = (struct pairs){ list, req->query.count + 1 };
}

static bool
is_given(const struct request *req, const char *name)
{
	const char *value = request_query(req, name);

	return value && *value;
}

/*
 * A search needs a bound of time. A page adds the usual one, and shows it; what
 * it added is no wish of the user, also where a link of the page brought it back.
 */
static const char *
bound_search(struct request *req)
{
	int64_t days = execution_resource.search_days;
	const char *after = request_query(req, "createdAfter");
	char begin[TIME_TEXT_SIZE];

	if (!is_given(req, "q") || is_given(req, "createdBefore"))
		return NULL;
	time_format(time_now_ms() - (days - 1) * DAY_MS, begin);
	begin[strlen("2026-03-12")] = '\0';
	if (!is_given(req, "createdAfter"))
		add_to_query(req, "createdAfter",
			     arena_text(req->arena, begin));
	else if (strcmp(after, begin) != 0)
		return NULL;
	return "createdAfter";
}

bool
executions_plan(struct request *req, struct unit *unit)
{
	const char *added = bound_search(req);

	return view_tabs_plan(req, unit, "executions", added)
	       && list_filter_add(unit, "{agentId,workflowId}");
}

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	struct arena *arena = req->arena;
	const char *status = rows_text(rows, row, at[STATUS]);

	view_id(item, rows_text(rows, row, at[ID]));
	run_set_name(arena, item, rows_text(rows, row, at[TITLE]));
	run_set_state(item, status);
	json_set_bool(item, "is_open", run_is_open(status));
	json_set_static(item, "why",
			run_why(status, rows_text(rows, row, at[ERROR_TEXT])));
	run_set_source(arena, item, &(const struct run_source){
		       rows_text(rows, row, at[AGENT_ID]),
		       rows_text(rows, row, at[AGENT_NAME]),
		       rows_text(rows, row, at[WORKFLOW_ID]),
		       rows_text(rows, row, at[WORKFLOW_NAME]) });
	run_set_trigger(item, rows_text(rows, row, at[TRIGGER]));
	view_time(clock, item, "created", rows_text(rows, row, at[CREATED]));
	run_set_duration(arena, item, status, rows_text(rows, row, at[STARTED]),
			 rows_text(rows, row, at[DURATION]), clock->now_ms);
	json_set_static(item, "tokens",
			run_tokens(arena, rows_text(rows, row, at[TOKENS])));
	json_set_static(item, "cost", view_cost(arena,
			view_int(rows_text(rows, row, at[COST]))));
}

/* What the words of a chip are found with. */
struct chip_words {
	struct arena *arena;
	const struct rows *list;
	const struct rows *choices;
};

/* What is not among so many choices is named by its executions. */
static const char *
source_word(const struct chip_words *words, const char *id)
{
	const struct rows *list = words->list;

	for (int row = 0; row < list->count; row++)
		if (text_equal(rows_named(list, row, "agent_id"), id))
			return rows_named(list, row, "agent_name");
		else if (text_equal(rows_named(list, row, "workflow_id"), id))
			return rows_named(list, row, "workflow_name");
	return NULL;
}

static const char *
chip_word(void *object, const char *name, const char *value)
{
	const struct chip_words *words = object;
	const char *word = list_filter_word(words->choices, name, value);

	if (word)
		return word;
	if (strcmp(name, "status") == 0)
		return list_view_words(words->arena, &execution_status_words,
				       value);
	if (strcmp(name, "trigger") == 0)
		return list_view_words(words->arena, &trigger_words, value);
	return source_word(words, value);
}

static void
show_filters(struct request *req, struct json *data, const struct rows *rows)
{
	static const char *const own[] = {
		"q", "agentId", "workflowId", "trigger", "createdAfter",
		"createdBefore", NULL
	};
	struct chip_words words = { req->arena, &rows[ROWS_LIST],
				    &rows[ROWS_CHOICES] };
	const struct view_tabs *tabs = req->state;

	list_view_show(req, &tabs->list, &rows[ROWS_LIST], own, chip_word,
		       &words, data);
	view_tabs_show(req, tabs, &rows[ROWS_VIEWS], data);
	list_view_tabs(req, data, "status", statuses);
	list_filter_show(req, &execution_resource, filters,
			 &rows[ROWS_CHOICES], data);
	list_days_show(req, data);
	json_set_static(data, "order_word", "newest first");
}

/* Only the newest page moves by itself: others are looked at, not watched. */
static void
show_live(struct request *req, struct json *data)
{
	const char *href = json_string(json_find(data, "here"));
	struct clock clock = view_clock(req);

	if (is_given(req, "cursor") || is_given(req, "page"))
		json_set_static(data, "live", NULL);
	else
		view_live(&clock, data, href, REFRESH_S);
}

bool
executions_page(struct request *req, const struct rows *rows,
		struct response *res)
{
	struct json *data = json_object(req->arena);
	const struct view_tabs *tabs = req->state;

	if (view_tabs_opened(req, tabs, &rows[ROWS_VIEWS], res)
	    || list_days_settle(req, res)
	    || list_view_resized(req, &tabs->list, res))
		return true;
	notice_show(req, data);
	show_filters(req, data, rows);
	show_live(req, data);
	list_view_rows(req, &tabs->list, &rows[ROWS_LIST], columns, show_row,
		       data);
	return response_page(res, 200, request_is_fragment(req)
			     ? "partials/executions-list" : "pages/executions",
			     data);
}

static const struct statement executions_cancel = {
	.name = "executions_cancel",
	.sql = "select count(*) filter (where changed), count(*) filter (where"
	       " not changed) from api.cancel_executions($1::uuid[])",
};

bool
executions_cancel_plan(struct request *req, struct unit *unit)
{
	const char *ids = form_ids(req, "id");

	return ids && unit_add(unit, &executions_cancel, ids);
}

bool
executions_cancel_done(struct request *req, const struct rows *rows,
		       struct response *res)
{
	return notice_redirect(res, form_next(req, "/executions"),
			       "executions-cancelled",
			       (int)view_int(rows_text(rows, 0, 0)),
			       (int)view_int(rows_text(rows, 0, 1)));
}
