/* The list of imports, with the form that makes one. */
#include "app/pages/handlers.h"

#include "app/import_make.h"
#include "app/pages/import_view.h"
#include "app/pages/list_view.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/config.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "import/import.h"
#include "json/json.h"
#include "resource/list.h"

#define MEBIBYTE (INT64_C(1024) * 1024)

static const struct statement import_projects = {
	.name = "import_projects",
	.sql = "select id, name from api.projects where active"
	       " order by id desc limit 100",
};

static const char *const columns[] = {
	"id", "status", "dry_run", "file_name", "total", "created_at",
	"created_by_name", NULL
};

enum { ID, STATUS, DRY_RUN, FILE_NAME, TOTAL, CREATED, CREATED_BY };

bool
imports_plan(struct request *req, struct unit *unit)
{
	struct list *list = arena_alloc(req->arena, sizeof *list);

	req->state = list;
	return list_read(req, &import_resource, NULL, list)
		&& unit_add(unit, &import_projects)
		&& list_add(req, list, unit);
}

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	view_id(item, rows_text(rows, row, at[ID]));
	json_set_static(item, "title", import_title(req->arena,
			rows_text(rows, row, at[FILE_NAME]),
			rows_text(rows, row, at[TOTAL])));
	view_state(item, &import_status_words, rows_text(rows, row, at[STATUS]));
	json_set_bool(item, "is_dry_run",
		      *rows_text(rows, row, at[DRY_RUN]) == 't');
	view_text(item, "created_by", rows_text(rows, row, at[CREATED_BY]));
	view_time(clock, item, "created", rows_text(rows, row, at[CREATED]));
}

static void
show_form(struct request *req, struct json *data, const struct rows *projects)
{
	struct json *items = json_set_array(data, "projects");
	int64_t max = config_int(req->app->config, CONFIG_UPLOAD_MAX);

	for (int row = 0; row < projects->count; row++) {
		struct json *item = json_add_object(items);

		json_set_static(item, "id", rows_text(projects, row, 0));
		json_set_static(item, "name", rows_text(projects, row, 1));
	}
	json_set_bool(data, "has_projects", projects->count > 0);
	json_set_int(data, "file_mib", (int64_t)IMPORT_SIZE_MAX / MEBIBYTE);
	json_set_int(data, "upload_mib", max / MEBIBYTE);
}

bool
imports_page(struct request *req, const struct rows *rows, struct response *res)
{
	static const char *const own[] = { NULL };
	struct json *data = json_object(req->arena);

	if (list_view_resized(req, req->state, res))
		return true;
	show_form(req, data, &rows[0]);
	list_view_show(req, req->state, &rows[1], own, NULL, NULL, data);
	json_set_static(data, "order_word", "newest first");
	list_view_rows(req, req->state, &rows[1], columns, show_row, data);
	return response_page(res, 200, "pages/imports", data);
}

bool
import_make_done(struct request *req, const struct rows *rows,
		 struct response *res)
{
	const char *id = import_make(req, rows);

	return id && response_redirect(res, arena_printf(req->arena,
							 "/import/%s", id));
}
