/* Activating, pausing, archiving, restoring and deleting a workflow. */
#include "app/pages/handlers.h"

#include "app/pages/agent_change.h"
#include "app/pages/notice.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/sql.h"

static const struct statement workflow_set_status = {
	.name = "workflow_set_status",
	.sql = "select found, changed, version from api.set_workflow_status("
	       "$1::uuid, $2::text, $3::int)",
};

static const struct statement workflow_go_back = {
	.name = "workflow_go_back",
	.sql = "select found, changed, version from"
	       " api.restore_workflow($1::uuid, $2::int, null)",
};

static const struct statement workflow_to_delete = {
	.name = "workflow_to_delete",
	.sql = "select name, version from workflows where id = $1::uuid",
};

static bool
check_id(struct request *req)
{
	return is_uuid(request_param(req, "id"))
	       || fail(&req->error, ERROR_NOT_FOUND, "no workflow '%s'",
		       request_param(req, "id"));
}

static bool
check_changed(struct request *req, const struct rows *rows)
{
	if (rows->count == 0 || !rows_is_true(rows, 0, "found"))
		return fail(&req->error, ERROR_NOT_FOUND, "no workflow '%s'",
			    request_param(req, "id"));
	if (rows_is_true(rows, 0, "changed"))
		return true;
	return fail(&req->error, ERROR_PRECONDITION,
		    "somebody else changed this workflow; it has version %s now",
		    rows_named(rows, 0, "version"))
		|| fail_hint(&req->error,
			     "open it again, and repeat what you wanted to do");
}

static bool
lead_back(struct request *req, struct response *res, const char *word)
{
	return notice_redirect(res, arena_printf(req->arena, "/workflows/%s",
			       request_param(req, "id")), word, -1, -1);
}

/* --- status --- */

static bool
add_status(struct request *req, struct unit *unit, const char *status)
{
	return check_id(req)
	       && unit_add(unit, &workflow_set_status, request_param(req, "id"),
			   status, agent_form_version(req));
}

bool
workflow_activate_plan(struct request *req, struct unit *unit)
{
	return add_status(req, unit, "active");
}

bool
workflow_activate_done(struct request *req, const struct rows *rows,
		       struct response *res)
{
	return check_changed(req, rows)
	       && lead_back(req, res, "workflow-activated");
}

bool
workflow_pause_plan(struct request *req, struct unit *unit)
{
	return add_status(req, unit, "paused");
}

bool
workflow_pause_done(struct request *req, const struct rows *rows,
		    struct response *res)
{
	return check_changed(req, rows)
	       && lead_back(req, res, "workflow-paused");
}

bool
workflow_archive_plan(struct request *req, struct unit *unit)
{
	return add_status(req, unit, "archived");
}

bool
workflow_archive_done(struct request *req, const struct rows *rows,
		      struct response *res)
{
	return check_changed(req, rows)
	       && lead_back(req, res, "workflow-archived");
}

/* --- a graph that it had --- */

bool
workflow_back_plan(struct request *req, struct unit *unit)
{
	const char *version = form_value(req, "version");
	int64_t number;

	if (!check_id(req))
		return false;
	if (!version || !text_to_int(version, 1, INT32_MAX, &number))
		return fail(&req->error, ERROR_NOT_FOUND, "no such version");
	return unit_add(unit, &workflow_go_back, request_param(req, "id"),
			version);
}

bool
workflow_back_done(struct request *req, const struct rows *rows,
		   struct response *res)
{
	if (!rows_is_true(rows, 0, "found"))
		return fail(&req->error, ERROR_NOT_FOUND, "no such version");
	return lead_back(req, res, "workflow-restored");
}

/* --- delete --- */

bool
workflow_delete_ask_plan(struct request *req, struct unit *unit)
{
	return check_id(req)
	       && unit_add(unit, &workflow_to_delete, request_param(req, "id"));
}

static void
show_consequences(struct arena *arena, struct json *data)
{
	struct json *facts = json_set_array(data, "facts");

	json_add(facts, json_text(arena, "It goes with its graph and all that it"
				  " was before, and cannot be brought back."));
	json_add(facts, json_text(arena, "To keep it out of the way instead,"
				  " archive it."));
}

bool
workflow_delete_ask_page(struct request *req, const struct rows *rows,
			 struct response *res)
{
	struct json *data = json_object(req->arena);
	const char *id = request_param(req, "id");
	const char *path = arena_printf(req->arena, "/workflows/%s", id);

	if (rows->count == 0)
		return fail(&req->error, ERROR_NOT_FOUND, "no workflow '%s'", id);
	show_consequences(req->arena, data);
	json_set_static(data, "list_href", "/workflows");
	json_set_static(data, "list_word", "Workflows");
	json_set_static(data, "back", path);
	json_set_static(data, "back_word", rows_named(rows, 0, "name"));
	json_set_static(data, "action", arena_printf(req->arena, "%s/delete",
						     path));
	json_set_static(data, "crumb", "Delete");
	json_set_static(data, "submit", "Delete it");
	json_set_static(data, "keep", "Keep it");
	json_set_static(data, "problem", NULL);
	json_set_static(data, "version", rows_named(rows, 0, "version"));
	json_set_static(data, "heading", arena_printf(req->arena, "Delete %s?",
			rows_named(rows, 0, "name")));
	return response_page(res, 200, "pages/confirm", data);
}

bool
workflow_delete_send_plan(struct request *req, struct unit *unit)
{
	const struct statement *statement = sql_delete(req->arena,
			req->app->statements, &workflow_resource, false);

	if (!check_id(req))
		return false;
	if (!statement)
		return fail(&req->error, ERROR_UNAVAILABLE, "out of memory");
	return unit_add(unit, statement, request_param(req, "id"),
			agent_form_version(req));
}

bool
workflow_delete_done(struct request *req, const struct rows *rows,
		     struct response *res)
{
	return check_changed(req, rows)
	       && notice_redirect(res, "/workflows", "workflow-deleted", -1, -1);
}
