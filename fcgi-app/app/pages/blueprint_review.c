/* One review of a public blueprint. */
#include "app/pages/handlers.h"

#include "app/pages/blueprint_view.h"
#include "app/pages/notice.h"
#include "app/pages/row_change.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"

static const struct statement blueprint_review_about = {
	.name = "blueprint_review_about",
	.sql = "select id, blueprint_id, blueprint_name, reviewer, rating, text,"
	       " is_own, created_at, updated_at from api.blueprint_reviews"
	       " where id = $1::uuid",
};

bool
blueprint_review_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &blueprint_review_resource)
	       && unit_add(unit, &blueprint_review_about,
			   request_param(req, "id"));
}

bool
blueprint_review_page(struct request *req, const struct rows *rows,
		      struct response *res)
{
	struct json *data = json_object(req->arena);
	struct clock clock = view_clock(req);

	if (!crud_check_found(req, &blueprint_review_resource, rows))
		return false;
	notice_show(req, data);
	view_id(data, rows_named(rows, 0, "id"));
	json_set_static(data, "blueprint", rows_named(rows, 0, "blueprint_id"));
	view_text(data, "name", rows_named(rows, 0, "blueprint_name"));
	view_text(data, "reviewer", rows_named(rows, 0, "reviewer"));
	blueprint_show_stars(req->arena, data, rows_named(rows, 0, "rating"));
	view_text(data, "text", rows_named(rows, 0, "text"));
	json_set_bool(data, "is_own", rows_is_true(rows, 0, "is_own"));
	view_time(&clock, data, "written", rows_named(rows, 0, "created_at"));
	view_time(&clock, data, "changed", rows_named(rows, 0, "updated_at"));
	return response_page(res, 200, "pages/blueprint-review", data);
}
