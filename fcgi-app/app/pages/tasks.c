/* The list of tasks; the board is beside it. */
#include "app/pages/handlers.h"

#include "app/pages/list_page.h"
#include "app/pages/task_view.h"
#include "app/pages/view.h"
#include "app/pages/view_tabs.h"
#include "app/resources/words.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/request.h"
#include "json/json.h"

static const struct list_tab statuses[] = {
	{ "Any", NULL },
	{ "Pending", "pending" },
	{ "In progress", "in_progress" },
	{ "Completed", "completed" },
	{ "Failed", "failed" },
	{ "Cancelled", "cancelled" },
	{ NULL, NULL }
};

static const char *const columns[] = {
	"id", "title", "description", "status", "priority", "deadline",
	"agent_name", "assignee_name", "waits_for", "created_at", NULL
};

enum { ID, TITLE, ABOUT, STATUS, PRIORITY, DEADLINE, AGENT, MEMBER, WAITS, MADE };

bool
tasks_plan(struct request *req, struct unit *unit)
{
	return view_tabs_plan(req, unit, "tasks", NULL);
}

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	const char *status = rows_text(rows, row, at[STATUS]);

	view_id(item, rows_text(rows, row, at[ID]));
	view_text(item, "title", rows_text(rows, row, at[TITLE]));
	view_text(item, "description", rows_text(rows, row, at[ABOUT]));
	task_set_state(item, status);
	task_set_priority(item, rows_text(rows, row, at[PRIORITY]));
	task_set_deadline(clock, item, rows_text(rows, row, at[DEADLINE]),
			  status);
	task_set_who(item, rows_text(rows, row, at[AGENT]),
		     rows_text(rows, row, at[MEMBER]));
	task_set_waits(req->arena, item, status,
		       view_int(rows_text(rows, row, at[WAITS])));
	view_time(clock, item, "created", rows_text(rows, row, at[MADE]));
}

/* Words for the values of filters that nobody would read. */
static const char *
filter_word(void *object, const char *name, const char *value)
{
	struct arena *arena = object;

	if (text_equal(name, "status"))
		return list_view_words(arena, &task_status_words, value);
	if (text_equal(name, "priority"))
		return list_view_words(arena, &priority_words, value);
	return NULL;
}

bool
tasks_page(struct request *req, const struct rows *rows, struct response *res)
{
	static const struct list_page page = {
		.template = "pages/tasks", .tabs = statuses,
		.columns = columns, .row = show_row, .word = filter_word,
	};

	return list_page(req, rows, res, &page);
}
