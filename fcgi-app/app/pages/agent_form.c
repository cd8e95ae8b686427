/* Making and editing an agent: the form, and what it sends. */
#include "app/pages/handlers.h"

#include "app/pages/form.h"
#include "app/pages/notice.h"
#include "app/pages/resource_form.h"
#include "app/pages/row_change.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/validate.h"

/* The fields of the form, in its order, and of the statement below. */
static const char *const names[] = {
	"name", "description", "category", "type", "modelProvider", "model",
	"instructions", "configuration", "tags", "heartbeatIntervalS", "status",
	NULL
};

static const struct statement agent_form_row = {
	.name = "agent_form_row",
	.sql = "select name, description, category, type, model_provider,"
	       " model, instructions, jsonb_pretty(configuration),"
	       " array_to_string(tags, ', '), heartbeat_interval_s, status,"
	       " version from api.agents where id = $1::uuid",
};

#define VERSION 11

/* What a plan leaves to its reply. */
struct sent {
	char id[UUID_TEXT_SIZE];
	struct error error;		/* none: the statement is in the unit */
};

static struct sent *
new_sent(struct request *req)
{
	return req->state = arena_alloc(req->arena, sizeof(struct sent));
}

/* The form of a new agent, or of the one of the path. */
static void
show_form(struct request *req, struct json *data, const char *const *values,
	  const char *name, const char *version)
{
	const char *id = pairs_find(&req->params, "id");
	const char *back
		= id ? arena_printf(req->arena, "/agents/%s", id) : NULL;

	json_set_static(data, "heading", id ? "Edit the agent" : "New agent");
	json_set_static(data, "crumb", id ? "Edit" : "New");
	json_set_static(data, "submit", id ? "Save" : "Make the agent");
	json_set_static(data, "id", id);
	json_set_static(data, "name", name);
	json_set_static(data, "version", version);
	json_set_static(data, "action", back ? back : "/agents");
	json_set_static(data, "back", back ? back : "/agents");
	json_set_static(data, "problem", NULL);
	form_show(req->arena, data, "fields",
		  resource_form(req->arena, &agent_resource, names), values,
		  NULL);
}

/* The form again, with what was sent and what is wrong with it. */
static bool
show_again(struct request *req, struct response *res, const struct error *err,
	   const char *version)
{
	const struct form_field *fields = resource_form(req->arena,
							&agent_resource, names);
	const char **values = form_sent(req, fields);
	struct json *data = json_object(req->arena);

	show_form(req, data, values, values[0], version);
	form_show(req->arena, data, "fields", fields, values, err);
	form_show_problem(req->arena, data, "problem", fields, err);
	return response_page(res, error_status(err->kind), "pages/agent-form",
			     data);
}

bool
agent_new_page(struct request *req, const struct rows *rows,
	       struct response *res)
{
	const struct form_field *fields = resource_form(req->arena,
							&agent_resource, names);
	struct json *data = json_object(req->arena);

	(void)rows;
	show_form(req, data,
		  resource_form_fallbacks(req->arena, &agent_resource, fields),
		  NULL, NULL);
	return response_page(res, 200, "pages/agent-form", data);
}

/* Wrong fields are no failure of the plan: the reply shows the form again. */
bool
agent_create_plan(struct request *req, struct unit *unit)
{
	struct sent *sent = new_sent(req);
	struct values given;

	uuid_v7(sent->id);
	form_unify_lines(req);
	if (validate_body(req, &agent_resource, VALIDATE_CREATE, &given))
		return crud_insert_add(req, unit, &agent_resource, sent->id,
				       &given);
	sent->error = form_take_error(req);
	return true;
}

bool
agent_create_done(struct request *req, const struct rows *rows,
		  struct response *res)
{
	const struct sent *sent = req->state;

	(void)rows;
	if (sent->error.kind != ERROR_NONE)
		return show_again(req, res, &sent->error, NULL);
	return notice_redirect(res,
			       arena_printf(req->arena, "/agents/%s", sent->id),
			       "agent-made", -1, -1);
}

bool
agent_edit_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return fail(&req->error, ERROR_NOT_FOUND, "no agent '%s'", id);
	return unit_add(unit, &agent_form_row, id);
}

bool
agent_edit_page(struct request *req, const struct rows *rows,
		struct response *res)
{
	struct json *data = json_object(req->arena);
	const char *values[sizeof names / sizeof *names];

	if (rows->count == 0)
		return fail(&req->error, ERROR_NOT_FOUND, "no agent '%s'",
			    request_param(req, "id"));
	for (int i = 0; names[i]; i++)
		values[i] = rows_text(rows, 0, i);
	show_form(req, data, values, values[0], rows_text(rows, 0, VERSION));
	return response_page(res, 200, "pages/agent-form", data);
}

bool
agent_save_plan(struct request *req, struct unit *unit)
{
	struct sent *sent = new_sent(req);
	struct values given;

	form_unify_lines(req);
	if (validate_body(req, &agent_resource, VALIDATE_UPDATE, &given))
		return row_change_add(req, unit, &agent_resource, &given);
	sent->error = form_take_error(req);
	return true;
}

/* Somebody was faster: their version is what the next try replaces. */
static bool
show_conflict(struct request *req, struct response *res,
	      const struct error *err, const struct rows *rows)
{
	struct error told = *err;

	told.hint
		= "your text is kept below; save again to replace what is there now,"
		  " or open the agent to compare";
	return show_again(req, res, &told, rows_named(rows, 0, "version"));
}

bool
agent_save_done(struct request *req, const struct rows *rows,
		struct response *res)
{
	const struct sent *sent = req->state;
	struct error err;

	if (sent->error.kind != ERROR_NONE)
		return show_again(req, res, &sent->error,
				  form_value(req, "version"));
	if (row_change_check(req, &agent_resource, rows))
		return notice_redirect(res,
				       arena_printf(req->arena, "/agents/%s",
						    request_param(req, "id")),
				       "agent-saved", -1, -1);
	if (req->error.kind != ERROR_PRECONDITION)
		return false;
	err = form_take_error(req);
	return show_conflict(req, res, &err, rows);
}
