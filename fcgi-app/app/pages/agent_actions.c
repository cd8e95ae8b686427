/* Pausing, activating, deleting and restoring an agent. */
#include "app/pages/handlers.h"

#include "app/pages/confirm.h"
#include "app/pages/row_change.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"

static bool
add_status(struct request *req, struct unit *unit, const char *status)
{
	return row_change_set(req, unit, &agent_resource, "status", status);
}

bool
agent_pause_plan(struct request *req, struct unit *unit)
{
	return add_status(req, unit, "paused");
}

bool
agent_pause_done(struct request *req, const struct rows *rows,
		 struct response *res)
{
	return row_change_done(req, &agent_resource, rows, res,
			       "agent-paused");
}

bool
agent_activate_plan(struct request *req, struct unit *unit)
{
	return add_status(req, unit, "active");
}

bool
agent_activate_done(struct request *req, const struct rows *rows,
		    struct response *res)
{
	return row_change_done(req, &agent_resource, rows, res,
			       "agent-activated");
}

static const struct statement agent_to_delete = {
	.name = "agent_to_delete",
	.sql = "select name, execution_count, version from api.agents where id"
	       " = $1::uuid",
};

bool
agent_delete_ask_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &agent_resource)
	       && unit_add(unit, &agent_to_delete, request_param(req, "id"));
}

/* What goes, and what stays. */
static void
show_consequences(struct arena *arena, struct json *data,
		  const struct rows *rows)
{
	struct json *facts = json_set_array(data, "facts");
	int64_t runs = rows_int(rows, 0, "execution_count");

	json_add(facts,
		 json_text(arena,
			   "It leaves all lists, with its configuration"
			   " and flowchart. An admin can restore it."));
	if (runs > 0)
		json_add(facts, json_text(arena, arena_printf(arena,
			 "Its %s %s.",
			 view_counted(arena, runs, "execution"),
			 runs == 1 ? "stays" : "stay")));
	json_add(facts,
		 json_text(arena,
			   "Scripts that report for it are refused"
			   " from then on. To stop it for a while, pause"
			   " it instead."));
}

bool
agent_delete_ask_page(struct request *req, const struct rows *rows,
		      struct response *res)
{
	struct json *data = json_object(req->arena);

	if (!crud_check_found(req, &agent_resource, rows))
		return false;
	show_consequences(req->arena, data, rows);
	return confirm_delete_page(req, &agent_resource, rows, res, data);
}

bool
agent_delete_plan(struct request *req, struct unit *unit)
{
	return row_delete_add(req, unit, &agent_resource);
}

bool
agent_delete_done(struct request *req, const struct rows *rows,
		  struct response *res)
{
	return row_delete_done(req, &agent_resource, rows, res,
			       "agent-deleted");
}

static const struct statement restore_agent = {
	.name = "restore_agent_of_page",
	.sql = "select found, changed, version, status from"
	       " api.restore_agent($1::uuid, $2::int)",
};

bool
agent_restore_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	return row_check_id(req, &agent_resource)
	       && unit_add(unit, &restore_agent, id, row_form_version(req));
}

/* Somebody else was quicker: what was wanted is so. */
bool
agent_restore_done(struct request *req, const struct rows *rows,
		   struct response *res)
{
	if (rows->count > 0
	    && text_equal(rows_named(rows, 0, "status"), "there"))
		return response_redirect(res, arena_printf(req->arena,
					 "/agents/%s",
					 request_param(req, "id")));
	return row_change_done(req, &agent_resource, rows, res,
			       "agent-restored");
}
