/* One credential, and deleting it. Its secret is on no page. */
#include "app/pages/handlers.h"

#include "app/pages/row_change.h"
#include "app/pages/credential_view.h"
#include "app/pages/notice.h"
#include "app/pages/payload.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/sql.h"

static const struct statement credential_about = {
	.name = "credential_about",
	.sql = "select id, name, type, provider, description, last4, configured,"
	       " active, expires_at, changed_at, last_used_at, created_by_name,"
	       " version, created_at, updated_at, jsonb_pretty(metadata)"
	       " as metadata from api.credentials where id = $1::uuid",
};

static bool
add_about(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return crud_check_found(req, &credential_resource, NULL);
	return unit_add(unit, &credential_about, id);
}

bool
credential_plan(struct request *req, struct unit *unit)
{
	return add_about(req, unit);
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

/* ---- deleting ---- */

bool
credential_delete_ask_plan(struct request *req, struct unit *unit)
{
	return add_about(req, unit);
}

static void
show_ways(struct arena *arena, struct json *data, const char *path)
{
	json_set_static(data, "list_href", "/credentials");
	json_set_static(data, "list_word", "Credentials");
	json_set_static(data, "back", path);
	json_set_static(data, "action", arena_printf(arena, "%s/delete", path));
	json_set_static(data, "crumb", "Delete");
	json_set_static(data, "submit", "Delete it");
	json_set_static(data, "keep", "Keep it");
	json_set_static(data, "problem", NULL);
}

bool
credential_delete_ask_page(struct request *req, const struct rows *rows,
			   struct response *res)
{
	struct json *data = json_object(req->arena), *facts;

	if (!crud_check_found(req, &credential_resource, rows))
		return false;
	show_ways(req->arena, data, arena_printf(req->arena, "/credentials/%s",
						 rows_named(rows, 0, "id")));
	view_text(data, "back_word", rows_named(rows, 0, "name"));
	view_text(data, "version", rows_named(rows, 0, "version"));
	json_set_static(data, "heading", arena_printf(req->arena, "Delete %s?",
						rows_named(rows, 0, "name")));
	facts = json_set_array(data, "facts");
	json_add(facts, json_text(req->arena, "Its secret goes with it, and"
				  " cannot be brought back."));
	json_add(facts, json_text(req->arena, "What uses it fails from then on."
				  " At the service that issued it, it goes on"
				  " working until it is revoked there."));
	return response_page(res, 200, "pages/confirm", data);
}

bool
credential_delete_plan(struct request *req, struct unit *unit)
{
	const char *values[] = { NULL, request_param(req, "id"),
				 row_form_version(req) };

	if (!is_uuid(values[1]))
		return crud_check_found(req, &credential_resource, NULL);
	return crud_add(req, unit, sql_delete(req->arena, req->app->statements,
					      &credential_resource, false),
			values, 2);
}

bool
credential_delete_done(struct request *req, const struct rows *rows,
		       struct response *res)
{
	if (!crud_check_found(req, &credential_resource, rows))
		return false;
	if (rows_is_true(rows, 0, "changed"))
		return notice_redirect(res, "/credentials",
				       "credential-deleted", -1, -1);
	return fail(&req->error, ERROR_PRECONDITION,
		    "somebody else changed this credential")
	       || fail_hint(&req->error, "open it again, and look what it is now");
}
