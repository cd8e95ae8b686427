/* One organisation: what it is called and what it sets. */
#include "app/pages/handlers.h"

#include "app/pages/notice.h"
#include "app/pages/row_change.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/time.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"

static const struct statement organisation_about = {
	.name = "organisation_about",
	.sql = "select id, name, slug, role, is_current, retention_days,"
	       " offline_after_s, run_timeout_s, delete_at, version,"
	       " created_at, updated_at from api.tenants where id = $1::uuid",
};

bool
organisation_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &tenant_resource)
	       && unit_add(unit, &organisation_about, request_param(req, "id"));
}

static void
show_seconds(struct arena *arena, struct json *data, const char *name,
	     const char *seconds)
{
	json_set_static(data, name, seconds
			? time_duration(arena, view_int(seconds) * 1000) : NULL);
}

static void
show_settings(struct arena *arena, struct json *data, const struct rows *rows)
{
	const char *days = rows_named(rows, 0, "retention_days");

	json_set_static(data, "retention", days
			? view_counted(arena, view_int(days), "day") : NULL);
	show_seconds(arena, data, "offline_after",
		     rows_named(rows, 0, "offline_after_s"));
	show_seconds(arena, data, "run_timeout",
		     rows_named(rows, 0, "run_timeout_s"));
}

bool
organisation_page(struct request *req, const struct rows *rows,
		  struct response *res)
{
	static const char *const texts[] = { "name", "slug", "role", "version" };
	struct json *data = json_object(req->arena);
	struct clock clock = view_clock(req);

	if (!crud_check_found(req, &tenant_resource, rows))
		return false;
	notice_show(req, data);
	view_id(data, rows_named(rows, 0, "id"));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		view_text(data, texts[i], rows_named(rows, 0, texts[i]));
	json_set_bool(data, "is_current", rows_is_true(rows, 0, "is_current"));
	show_settings(req->arena, data, rows);
	view_time(&clock, data, "goes", rows_named(rows, 0, "delete_at"));
	view_time(&clock, data, "created", rows_named(rows, 0, "created_at"));
	view_time(&clock, data, "changed", rows_named(rows, 0, "updated_at"));
	return response_page(res, 200, "pages/organisation", data);
}
