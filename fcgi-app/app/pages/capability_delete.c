/* Taking a capability from an agent. */
#include "app/pages/handlers.h"

#include "app/pages/confirm.h"
#include "app/pages/notice.h"
#include "app/pages/row_change.h"
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

static const struct statement capability_to_delete = {
	.name = "capability_to_delete",
	.sql = "select c.name, c.usage_count, c.version, a.name as agent"
	       " from api.agent_capabilities c"
	       " join api.agents a on a.id = c.agent_id"
	       " where c.id = $1::uuid and a.id = app.row_id('agent', $2::text)",
};

static const char *
list_path(struct request *req)
{
	return arena_printf(req->arena, "/agents/%s/configuration",
			    crud_owner(req, &capability_resource));
}

bool
capability_delete_ask_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &capability_resource)
	       && unit_add(unit, &capability_to_delete,
			   request_param(req, "id"),
			   crud_owner(req, &capability_resource));
}

bool
capability_delete_ask_page(struct request *req, const struct rows *rows,
			   struct response *res)
{
	struct json *data = json_object(req->arena);
	struct json *facts = json_set_array(data, "facts");
	struct arena *arena = req->arena;

	if (!crud_check_found(req, &capability_resource, rows))
		return false;
	json_add(facts, json_text(arena, arena_printf(arena,
		 "%s has used it %s. What it did stays in its executions.",
		 rows_named(rows, 0, "agent"),
		 view_counted(arena, rows_int(rows, 0, "usage_count"), "time"))));
	return confirm_page(res, &(const struct confirm){
		.heading = arena_printf(arena, "Delete %s?",
					rows_named(rows, 0, "name")),
		.crumb = "Delete",
		.list_href = "/agents", .list_word = "Agents",
		.back = list_path(req), .back_word = rows_named(rows, 0, "agent"),
		.action = arena_printf(arena, "/agents/%s/capabilities/%s/delete",
				       crud_owner(req, &capability_resource),
				       request_param(req, "id")),
		.submit = "Delete it", .keep = "Keep it",
		.version = rows_named(rows, 0, "version"),
	}, data);
}

bool
capability_delete_plan(struct request *req, struct unit *unit)
{
	return row_delete_add(req, unit, &capability_resource);
}

bool
capability_delete_done(struct request *req, const struct rows *rows,
		       struct response *res)
{
	return row_change_check(req, &capability_resource, rows)
	       && notice_redirect(res, list_path(req), "capability-deleted", -1,
				  -1);
}
