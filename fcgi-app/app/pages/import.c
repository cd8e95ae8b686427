/* An import: how far it is, and what became of each document. */
#include "app/pages/handlers.h"

#include "app/pages/import_view.h"
#include "app/pages/notice.h"
#include "app/pages/view.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

/* Each look is a request; a bar needs no more. */
#define LIVE_S 2

#define MEBIBYTE 1048576.0

static const struct statement import_about = {
	.name = "import_about",
	.sql = "select id, status, dry_run, file_name, file_size, done, total,"
	       " report, error, project_id, project_name, started_at,"
	       " completed_at, created_at, created_by_name, round(1000 * extract("
	       "epoch from completed_at - started_at))::bigint as duration_ms"
	       " from api.import_jobs where id = $1::uuid",
};

static const struct statement import_stop = {
	.name = "import_stop",
	.sql = "select found, changed, status"
	       " from api.cancel_import($1::uuid, null)",
};

static bool
check_id(struct request *req)
{
	return is_uuid(request_param(req, "id"))
	       || fail(&req->error, ERROR_NOT_FOUND, "no import '%s'",
		       request_param(req, "id"));
}

static const char *
path_of(struct request *req)
{
	return arena_printf(req->arena, "/import/%s", request_param(req, "id"));
}

bool
import_page_plan(struct request *req, struct unit *unit)
{
	return check_id(req)
	       && unit_add(unit, &import_about, request_param(req, "id"));
}

static const char *
size_of(struct arena *arena, int64_t bytes)
{
	if (bytes < 1024)
		return arena_printf(arena, "%lld B", (long long)bytes);
	if (bytes < MEBIBYTE)
		return arena_printf(arena, "%.1f KiB", (double)bytes / 1024);
	return arena_printf(arena, "%.1f MiB", (double)bytes / MEBIBYTE);
}

static void
show_facts(struct request *req, struct json *data, const struct rows *rows)
{
	struct clock clock = view_clock(req);
	struct arena *arena = req->arena;

	view_id(data, rows_named(rows, 0, "id"));
	json_set_static(data, "title", import_title(arena,
			rows_named(rows, 0, "file_name"),
			rows_named(rows, 0, "total")));
	json_set_bool(data, "is_dry_run", rows_is_true(rows, 0, "dry_run"));
	json_set_static(data, "size",
			size_of(arena, rows_int(rows, 0, "file_size")));
	view_text(data, "project", rows_named(rows, 0, "project_name"));
	view_text(data, "created_by", rows_named(rows, 0, "created_by_name"));
	view_text(data, "error", rows_named(rows, 0, "error"));
	view_time(&clock, data, "created", rows_named(rows, 0, "created_at"));
	view_duration(arena, data, "duration",
		      rows_named(rows, 0, "duration_ms"));
}

/* While it is under way the page looks again, and one may cancel it. */
static void
show_progress(struct request *req, struct json *data, const struct rows *rows)
{
	struct clock clock = view_clock(req);
	const char *status = rows_named(rows, 0, "status");
	int64_t total = rows_int(rows, 0, "total");
	bool is_open = text_equal(status, "pending")
		       || text_equal(status, "running");

	view_state(data, &import_status_words, status);
	json_set_bool(data, "is_open", is_open);
	json_set_static(data, "done", view_count(req->arena,
			rows_int(rows, 0, "done")));
	json_set_static(data, "total", view_count(req->arena, total));
	json_set_int(data, "bar", rows_int(rows, 0, "done"));
	json_set_int(data, "bar_end", total > 0 ? total : 1);
	json_set_static(data, "live", NULL);
	if (is_open)
		view_live(&clock, data, path_of(req), LIVE_S);
}

static void
show_report(struct request *req, struct json *data, const struct rows *rows)
{
	int column = rows_column(rows, "report");

	import_show_report(req->arena, data, rows_text(rows, 0, column),
			   rows_length(rows, 0, column),
			   rows_is_true(rows, 0, "dry_run"));
}

bool
import_page(struct request *req, const struct rows *rows, struct response *res)
{
	struct json *data = json_object(req->arena);

	if (rows->count == 0)
		return fail(&req->error, ERROR_NOT_FOUND, "no import '%s'",
			    request_param(req, "id"));
	notice_show(req, data);
	show_facts(req, data, rows);
	show_progress(req, data, rows);
	show_report(req, data, rows);
	return response_page(res, 200, request_is_fragment(req)
			     ? "partials/import-run" : "pages/import", data);
}

bool
import_stop_plan(struct request *req, struct unit *unit)
{
	return check_id(req)
	       && unit_add(unit, &import_stop, request_param(req, "id"));
}

bool
import_stop_done(struct request *req, const struct rows *rows,
		 struct response *res)
{
	if (!rows_is_true(rows, 0, "found"))
		return fail(&req->error, ERROR_NOT_FOUND, "no import '%s'",
			    request_param(req, "id"));
	if (!rows_is_true(rows, 0, "changed"))
		return fail(&req->error, ERROR_CONFLICT,
			    "the import is %s already",
			    rows_named(rows, 0, "status"));
	return notice_redirect(res, path_of(req), "import-cancelled", -1, -1);
}
