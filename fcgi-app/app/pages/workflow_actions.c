/* Activating, pausing, archiving, restoring and deleting a workflow. */
#include "app/pages/handlers.h"

#include "app/pages/confirm.h"
#include "app/pages/row_change.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"

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

/* --- status --- */

static bool
add_status(struct request *req, struct unit *unit, const char *status)
{
	return row_check_id(req, &workflow_resource)
	       && unit_add(unit, &workflow_set_status, request_param(req, "id"),
			   status, row_form_version(req));
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
	return row_change_done(req, &workflow_resource, rows, res,
			       "workflow-activated");
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
	return row_change_done(req, &workflow_resource, rows, res,
			       "workflow-paused");
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
	return row_change_done(req, &workflow_resource, rows, res,
			       "workflow-archived");
}

/* --- a graph that it had --- */

bool
workflow_back_plan(struct request *req, struct unit *unit)
{
	const char *version = form_value(req, "version");
	int64_t number;

	if (!row_check_id(req, &workflow_resource))
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
	return row_lead_back(req, &workflow_resource, res,
			     "workflow-restored");
}

/* --- delete --- */

bool
workflow_delete_ask_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &workflow_resource)
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

	if (!crud_check_found(req, &workflow_resource, rows))
		return false;
	show_consequences(req->arena, data);
	return confirm_delete_page(req, &workflow_resource, rows, res, data);
}

bool
workflow_delete_send_plan(struct request *req, struct unit *unit)
{
	return row_delete_add(req, unit, &workflow_resource);
}

bool
workflow_delete_done(struct request *req, const struct rows *rows,
		     struct response *res)
{
	return row_delete_done(req, &workflow_resource, rows, res,
			       "workflow-deleted");
}
