/* One credential. Its secret is on no page. */
#include "app/pages/handlers.h"

#include "app/pages/row_change.h"
#include "app/pages/credential_view.h"
#include "app/pages/notice.h"
#include "app/pages/payload.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"

static const struct statement credential_about = {
	.name = "credential_about",
	.sql = "select id, name, type, provider, description, last4, configured,"
	       " active, expires_at, changed_at, last_used_at, created_by_name,"
	       " version, created_at, updated_at, jsonb_pretty(metadata)"
	       " as metadata from api.credentials where id = $1::uuid",
};

bool
credential_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &credential_resource)
	       && unit_add(unit, &credential_about, request_param(req, "id"));
}

static void
show_texts(struct json *data, const struct rows *rows)
{
	static const char *const names[] = { "name", "provider", "description",
		"last4", "created_by_name", "version", NULL };

	for (size_t i = 0; names[i]; i++)
		view_text(data, names[i], rows_named(rows, 0, names[i]));
	view_id(data, rows_named(rows, 0, "id"));
	credential_set_type(data, rows_named(rows, 0, "type"));
	credential_set_state(data, rows_named(rows, 0, "configured"),
			     rows_named(rows, 0, "active"),
			     rows_named(rows, 0, "expires_at"));
	json_set_bool(data, "is_configured",
		      rows_is_true(rows, 0, "configured"));
}

static void
show_times(struct request *req, struct json *data, const struct rows *rows)
{
	static const struct {
		const char *name, *column;
	} times[] = {
		{ "expires", "expires_at" }, { "sealed", "changed_at" },
		{ "used", "last_used_at" }, { "created", "created_at" },
		{ "changed", "updated_at" }, { NULL, NULL }
	};
	struct clock clock = view_clock(req);

	for (size_t i = 0; times[i].name; i++)
		view_time(&clock, data, times[i].name,
			  rows_named(rows, 0, times[i].column));
}

bool
credential_page(struct request *req, const struct rows *rows,
		struct response *res)
{
	struct json *data = json_object(req->arena);

	if (!crud_check_found(req, &credential_resource, rows))
		return false;
	notice_show(req, data);
	show_texts(data, rows);
	show_times(req, data, rows);
	payload_add(req->arena, json_set_array(data, "parts"), "Settings",
		    rows_named(rows, 0, "metadata"), NULL,
		    arena_printf(req->arena, "/api/credentials/%s",
				 rows_named(rows, 0, "id")));
	return response_page(res, 200, "pages/credential", data);
}
