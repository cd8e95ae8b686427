/* Pausing, activating and deleting an agent. */
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
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/sql.h"
#include "resource/validate.h"

static bool
add_status(struct request *req, struct unit *unit, const char *status)
{
	int field = resource_field(&agent_resource, "status");
	const char *text[RESOURCE_FIELDS_MAX] = { NULL };
	struct values given = { .text = text, .given = (uint64_t)1 << field };

	text[field] = status;
	return agent_change_add(req, unit, &given);
}

static bool
reply_changed(struct request *req, const struct rows *rows,
	      struct response *res, const char *word)
{
	return agent_change_check(req, rows)
		&& notice_redirect(res, arena_printf(req->arena, "/agents/%s",
				   request_param(req, "id")), word, -1, -1);
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
	return reply_changed(req, rows, res, "agent-paused");
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
	return reply_changed(req, rows, res, "agent-activated");
}

static const struct statement agent_to_delete = {
	.name = "agent_to_delete",
	.sql = "select name, execution_count, version from api.agents where id"
	       " = $1::uuid",
};

bool
agent_delete_ask_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return fail(&req->error, ERROR_NOT_FOUND, "no agent '%s'", id);
	return unit_add(unit, &agent_to_delete, id);
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
			   "It goes with its configuration, and cannot"
			   " be brought back."));
	if (runs > 0)
		json_add(facts, json_text(arena, arena_printf(arena,
			 "Its %s executions stay, without an agent.",
			 view_count(arena, runs))));
	json_add(facts,
		 json_text(arena,
			   "Scripts that report for it are refused"
			   " from then on. To stop it for a while, pause"
			   " it instead."));
}

static void
show_ways(struct json *data, const char *path, struct arena *arena)
{
	json_set_static(data, "list_href", "/agents");
	json_set_static(data, "list_word", "Agents");
	json_set_static(data, "back", path);
	json_set_static(data, "action", arena_printf(arena, "%s/delete", path));
	json_set_static(data, "crumb", "Delete");
	json_set_static(data, "submit", "Delete it");
	json_set_static(data, "keep", "Keep it");
	json_set_static(data, "problem", NULL);
}

bool
agent_delete_ask_page(struct request *req, const struct rows *rows,
		      struct response *res)
{
	struct json *data = json_object(req->arena);
	const char *id = request_param(req, "id");
	const char *name;

	if (rows->count == 0)
		return fail(&req->error, ERROR_NOT_FOUND, "no agent '%s'", id);
	name = rows_named(rows, 0, "name");
	show_ways(data, arena_printf(req->arena, "/agents/%s", id), req->arena);
	show_consequences(req->arena, data, rows);
	json_set_static(data, "back_word", name);
	json_set_static(data, "version", rows_named(rows, 0, "version"));
	json_set_static(data, "heading",
			arena_printf(req->arena, "Delete %s?", name));
	return response_page(res, 200, "pages/confirm", data);
}

bool
agent_delete_plan(struct request *req, struct unit *unit)
{
	const struct statement *statement = sql_delete(
		req->arena, req->app->statements, &agent_resource, false);
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return fail(&req->error, ERROR_NOT_FOUND, "no agent '%s'", id);
	if (!statement)
		return fail(&req->error, ERROR_UNAVAILABLE, "out of memory");
	return unit_add(unit, statement, id, agent_form_version(req));
}

bool
agent_delete_done(struct request *req, const struct rows *rows,
		  struct response *res)
{
	return agent_change_check(req, rows)
		&& notice_redirect(res, "/agents", "agent-deleted", -1, -1);
}
