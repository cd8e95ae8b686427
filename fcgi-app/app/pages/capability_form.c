/* Adding a capability to an agent, and editing it. */
#include "app/pages/handlers.h"

#include "app/pages/form.h"
#include "app/pages/notice.h"
#include "app/pages/resource_form.h"
#include "app/pages/row_change.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
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
	"name", "description", "confidence", "usageCount", "metadata", NULL
};

static const struct statement capability_agent = {
	.name = "capability_agent",
	.sql = "select id, name from api.agents"
	       " where id = app.row_id('agent', $1::text)",
};

static const struct statement capability_form_row = {
	.name = "capability_form_row",
	.sql = "select name, description, confidence, usage_count,"
	       " jsonb_pretty(metadata), version from api.agent_capabilities"
	       " where id = $1::uuid"
	       " and agent_id = app.row_id('agent', $2::text)",
};

#define VERSION 5

enum { ROWS_AGENT, ROWS_CAPABILITY };

/* A plan adds the agent first; what was sent wrong is for the reply. */
static struct error *
begin(struct request *req, struct unit *unit)
{
	struct error *wrong = arena_alloc(req->arena, sizeof *wrong);

	unit_add(unit, &capability_agent, crud_owner(req, &capability_resource));
	form_unify_lines(req);
	return req->state = wrong;
}

static const char *
list_path(struct request *req)
{
	return arena_printf(req->arena, "/agents/%s/configuration",
			    crud_owner(req, &capability_resource));
}

/* The template is that of the agent's own form: a part of it is edited. */
static void
show_ways(struct request *req, struct json *data, const struct rows *agent,
	  const char *version)
{
	const char *id = pairs_find(&req->params, "id");
	const char *path = arena_printf(req->arena, "/agents/%s/capabilities",
					rows_text(agent, 0, 0));

	json_set_static(data, "heading", id ? "Edit the capability"
					    : "New capability");
	json_set_static(data, "crumb", id ? "Edit a capability"
					  : "New capability");
	json_set_static(data, "submit", id ? "Save" : "Add the capability");
	json_set_static(data, "list_href", "/agents");
	json_set_static(data, "list_word", "Agents");
	json_set_static(data, "row_href", arena_printf(req->arena, "/agents/%s",
						       rows_text(agent, 0, 0)));
	json_set_static(data, "name", rows_text(agent, 0, 1));
	json_set_static(data, "version", version);
	json_set_static(data, "back", list_path(req));
	json_set_static(data, "action", id ? arena_printf(req->arena, "%s/%s",
							  path, id) : path);
	json_set_static(data, "problem", NULL);
}

static bool
show(struct request *req, struct response *res, const struct rows *agent,
     const char *const *values, const char *version)
{
	struct json *data = json_object(req->arena);

	show_ways(req, data, agent, version);
	form_show(req->arena, data, "fields",
		  resource_form(req->arena, &capability_resource, names), values,
		  NULL);
	return response_page(res, 200, "pages/row-form", data);
}

/* The form again, with what was sent and what is wrong with it. */
static bool
show_again(struct request *req, struct response *res, const struct rows *agent,
	   const struct error *err, const char *version)
{
	const struct form_field *fields
		= resource_form(req->arena, &capability_resource, names);
	struct json *data = json_object(req->arena);

	show_ways(req, data, agent, version);
	form_show(req->arena, data, "fields", fields, form_sent(req, fields),
		  err);
	form_show_problem(req->arena, data, "problem", fields, err);
	return response_page(res, error_status(err->kind), "pages/row-form",
			     data);
}

/* What the database refuses is shown as what is wrong with the form. */
static bool
show_refused(struct request *req, const struct rows *rows, struct response *res)
{
	return crud_check_found(req, &agent_resource, rows)
	       && show_again(req, res, rows, &req->refusal,
			     form_value(req, "version"));
}

/* --- a new one --- */

bool
capability_new_plan(struct request *req, struct unit *unit)
{
	return unit_add(unit, &capability_agent,
			crud_owner(req, &capability_resource));
}

bool
capability_new_page(struct request *req, const struct rows *rows,
		    struct response *res)
{
	const struct form_field *fields
		= resource_form(req->arena, &capability_resource, names);

	return crud_check_found(req, &agent_resource, rows)
	       && show(req, res, rows,
		       resource_form_fallbacks(req->arena, &capability_resource,
					       fields), NULL);
}

bool
capability_create_plan(struct request *req, struct unit *unit)
{
	struct error *wrong = begin(req, unit);
	char id[UUID_TEXT_SIZE];
	struct values given;

	uuid_v7(id);
	request_on_refusal(req, capability_new_plan, show_refused);
	if (validate_body(req, &capability_resource, VALIDATE_CREATE, &given))
		return crud_insert_add(req, unit, &capability_resource,
				       arena_copy(req->arena, id, sizeof id - 1),
				       &given);
	*wrong = form_take_error(req);
	return true;
}

bool
capability_create_done(struct request *req, const struct rows *rows,
		       struct response *res)
{
	const struct error *wrong = req->state;

	if (!crud_check_found(req, &agent_resource, &rows[ROWS_AGENT]))
		return false;
	if (wrong->kind != ERROR_NONE)
		return show_again(req, res, &rows[ROWS_AGENT], wrong, NULL);
	return notice_redirect(res, list_path(req), "capability-made", -1, -1);
}

/* --- one that is there --- */

bool
capability_edit_plan(struct request *req, struct unit *unit)
{
	const char *agent = crud_owner(req, &capability_resource);

	return row_check_id(req, &capability_resource)
	       && unit_add(unit, &capability_agent, agent)
	       && unit_add(unit, &capability_form_row, request_param(req, "id"),
			   agent);
}

bool
capability_edit_page(struct request *req, const struct rows *rows,
		     struct response *res)
{
	const struct rows *row = &rows[ROWS_CAPABILITY];
	const char *values[sizeof names / sizeof *names];

	if (!crud_check_found(req, &agent_resource, &rows[ROWS_AGENT])
	    || !crud_check_found(req, &capability_resource, row))
		return false;
	for (int i = 0; names[i]; i++)
		values[i] = rows_text(row, 0, i);
	return show(req, res, &rows[ROWS_AGENT], values,
		    rows_text(row, 0, VERSION));
}

bool
capability_save_plan(struct request *req, struct unit *unit)
{
	struct error *wrong = begin(req, unit);
	struct values given;

	request_on_refusal(req, capability_new_plan, show_refused);
	if (validate_body(req, &capability_resource, VALIDATE_UPDATE, &given))
		return row_change_add(req, unit, &capability_resource, &given);
	*wrong = form_take_error(req);
	return row_check_id(req, &capability_resource);
}

/* Somebody was faster: their version is what the next try replaces. */
static bool
show_conflict(struct request *req, struct response *res,
	      const struct rows *rows)
{
	struct error err;

	if (req->error.kind != ERROR_PRECONDITION)
		return false;
	err = form_take_error(req);
	err.hint = "your text is kept below; save again to replace what is there"
		   " now";
	return show_again(req, res, &rows[ROWS_AGENT], &err,
			  rows_named(&rows[ROWS_CAPABILITY], 0, "version"));
}

bool
capability_save_done(struct request *req, const struct rows *rows,
		     struct response *res)
{
	const struct error *wrong = req->state;

	if (!crud_check_found(req, &agent_resource, &rows[ROWS_AGENT]))
		return false;
	if (wrong->kind != ERROR_NONE)
		return show_again(req, res, &rows[ROWS_AGENT], wrong,
				  form_value(req, "version"));
	if (row_change_check(req, &capability_resource, &rows[ROWS_CAPABILITY]))
		return notice_redirect(res, list_path(req), "capability-saved",
				       -1, -1);
	return show_conflict(req, res, rows);
}
