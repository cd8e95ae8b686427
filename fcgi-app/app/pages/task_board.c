/* The board: tasks in columns by status, moved by forms, keys or the mouse. */
#include "app/pages/handlers.h"

#include "app/pages/notice.h"
#include "app/pages/task_view.h"
#include "app/pages/view.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/words.h"

static const struct statement task_board = {
	.name = "task_board",
	.sql = "select id, title, status, priority, deadline, agent_name,"
	       " assignee_name, waits_for, finished_at, version"
	       " from api.task_board($1::boolean)",
};

enum { ID, TITLE, STATUS, PRIORITY, DEADLINE, AGENT, MEMBER, WAITS, FINISHED,
       VERSION };

/* Most rows of a column, as api.task_board gives them less one; the action that
 * leads into it, and whether its order is one's own. */
static const struct column {
	const char *status;
	const char *action;
	int most;
	bool is_ordered;
} columns[] = {
	{ "pending", NULL, 50, true },
	{ "in_progress", "start", 50, true },
	{ "completed", "complete", 15, false },
	{ "failed", "fail", 15, false },
	{ "cancelled", "cancel", 15, false },
	{ NULL, NULL, 0, false }
};

static bool
is_mine(const struct request *req)
{
	return text_equal(request_query(req, "show"), "mine");
}

bool
task_board_plan(struct request *req, struct unit *unit)
{
	return unit_add(unit, &task_board, is_mine(req) ? "true" : "false");
}

static void
show_card(const struct clock *clock, struct json *item, const struct rows *rows,
	  int row)
{
	const char *status = rows_text(rows, row, STATUS);
	int64_t waits = view_int(rows_text(rows, row, WAITS));

	view_id(item, rows_text(rows, row, ID));
	view_text(item, "title", rows_text(rows, row, TITLE));
	view_text(item, "version", rows_text(rows, row, VERSION));
	task_set_priority(item, rows_text(rows, row, PRIORITY));
	task_set_deadline(clock, item, rows_text(rows, row, DEADLINE), status);
	task_set_who(item, rows_text(rows, row, AGENT),
		     rows_text(rows, row, MEMBER));
	task_set_waits(clock->arena, item, status, waits);
	task_set_actions(item, status, waits);
	view_time(clock, item, "finished", rows_text(rows, row, FINISHED));
}

/* Who stands above and below it, for the forms that change places. */
static void
show_neighbours(struct json *item, const struct rows *rows, int row, int first,
		int end)
{
	json_set_static(item, "above",
			row > first ? rows_text(rows, row - 1, ID) : NULL);
	json_set_static(item, "below",
			row + 1 < end ? rows_text(rows, row + 1, ID) : NULL);
}

static int
end_of(const struct rows *rows, int row, const struct column *column)
{
	while (row < rows->count
	       && text_equal(rows_text(rows, row, STATUS), column->status))
		row++;
	return row;
}

static void
show_head(struct arena *arena, struct json *item, const struct column *column,
	  int count)
{
	bool has_more = count > column->most;

	task_set_state(item, column->status);
	json_set_static(item, "status", column->status);
	json_set_static(item, "enter", column->action);
	json_set_bool(item, "is_ordered", column->is_ordered);
	json_set_static(item, "count", arena_printf(arena, "%d%s",
			has_more ? column->most : count, has_more ? "+" : ""));
	json_set_static(item, "more_href", has_more ? arena_printf(arena,
			"/tasks/list?status=%s", column->status) : NULL);
}

static int
show_column(struct request *req, struct json *item, const struct column *column,
	    const struct rows *rows, int first)
{
	int all = end_of(rows, first, column);
	int end = all - first > column->most ? first + column->most : all;
	struct json *cards = json_set_array(item, "cards");
	struct clock clock = view_clock(req);

	show_head(req->arena, item, column, all - first);
	for (int row = first; row < end; row++) {
		struct json *card = json_add_object(cards);

		show_card(&clock, card, rows, row);
		show_neighbours(card, rows, row, column->is_ordered ? first : row,
				column->is_ordered ? end : row);
	}
	json_set_bool(item, "has_cards", end > first);
	return all;
}

bool
task_board_page(struct request *req, const struct rows *rows,
		struct response *res)
{
	struct json *data = json_object(req->arena);
	struct json *list = json_set_array(data, "columns");
	int row = 0;

	notice_show(req, data);
	json_set_bool(data, "is_mine", is_mine(req));
	json_set_bool(data, "has_rows", rows->count > 0);
	json_set_static(data, "here", is_mine(req) ? "/tasks?show=mine"
						   : "/tasks");
	for (size_t i = 0; columns[i].status; i++)
		row = show_column(req, json_add_object(list), &columns[i], rows,
				  row);
	return response_page(res, 200, "pages/task-board", data);
}
