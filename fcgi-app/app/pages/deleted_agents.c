/* The list of agents that were deleted. */
#include "app/pages/handlers.h"

#include "app/pages/list_page.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "db/rows.h"
#include "http/request.h"
#include "json/json.h"

static const char *const columns[] = {
	"id", "name", "description", "category", "execution_count",
	"deleted_by_name", "deleted_by_email", "deleted_at", NULL
};

enum { ID, NAME, DESCRIPTION, CATEGORY, EXECUTIONS, BY_NAME, BY_EMAIL, DELETED,
       COLUMNS };

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	struct arena *arena = req->arena;
	const char *name = rows_text(rows, row, at[BY_NAME]);

	view_id(item, rows_text(rows, row, at[ID]));
	view_text(item, "name", rows_text(rows, row, at[NAME]));
	view_text(item, "description", rows_text(rows, row, at[DESCRIPTION]));
	view_text(item, "category", rows_text(rows, row, at[CATEGORY]));
	json_set_static(item, "executions", view_counted(arena,
			view_int(rows_text(rows, row, at[EXECUTIONS])),
			"execution"));
	view_text(item, "deleted_by",
		  name && *name ? name : rows_text(rows, row, at[BY_EMAIL]));
	view_time(clock, item, "deleted", rows_text(rows, row, at[DELETED]));
}

bool
deleted_agents_page(struct request *req, const struct rows *rows,
		    struct response *res)
{
	static const struct list_page page = {
		.template = "pages/deleted-agents",
		.columns = columns, .row = show_row,
		.order_word = "last deleted first",
	};

	return list_page_plain(req, rows, res, &page);
}
