/* A workflow as JSON, to be edited: its faults stand beside the text, and nothing that
 * was typed is lost, also where somebody else was faster. */
#include "app/pages/handlers.h"

#include <string.h>

#include "app/api/workflow.h"
#include "app/pages/diff_view.h"
#include "app/pages/form.h"
#include "app/pages/notice.h"
#include "app/pages/row_change.h"
#include "app/pages/view.h"
#include "app/pages/workflow_document.h"
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
#include "json/pointer.h"
#include "json/scan.h"
#include "resource/crud.h"
#include "resource/validate.h"

/* The graph that the text was made from. */
static const struct statement workflow_graph_before = {
	.name = "workflow_graph_before",
	.sql = "select variables, nodes, edges, extra from api.workflow_versions"
	       " where workflow_id = $1::uuid and version <= $2::int"
	       " order by version desc limit 1",
};

/* What a plan leaves to its reply. */
struct sent {
	const char *text;
	struct json_slice document;	/* of text; len 0: it is no JSON */
	size_t place;			/* of what is wrong with it then */
	struct error error;		/* none: the statement is in the unit */
};

enum { ROWS_CHANGE, ROWS_NOW, ROWS_BEFORE };

/* --- the page --- */

static void
show(struct request *req, struct json *data, const struct rows *row,
     const char *text, const char *version, const char *head)
{
	json_set_static(data, "id", rows_text(row, 0, 0));
	json_set_static(data, "name", rows_named(row, 0, "name"));
	json_set_static(data, "version", version);
	json_set_static(data, "head", head);
	json_set_static(data, "text", text);
	json_set_static(data, "path", arena_printf(req->arena, "/workflows/%s",
			rows_text(row, 0, 0)));
	json_set_static(data, "problem", NULL);
	json_set_static(data, "conflict", NULL);
}

bool
workflow_json_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &workflow_resource)
	       && crud_get_add(req, unit, &workflow_resource,
			       request_param(req, "id"));
}

bool
workflow_json_page(struct request *req, const struct rows *rows,
		   struct response *res)
{
	struct json *data = json_object(req->arena);

	if (!crud_check_found(req, &workflow_resource, &rows[0]))
		return false;
	show(req, data, &rows[0], workflow_document(req->arena, &rows[0]),
	     rows_named(&rows[0], 0, "version"),
	     workflow_document_head(req->arena, &rows[0]));
	return response_page(res, 200, "pages/workflow-json", data);
}

/* --- what is sent --- */

static bool
read_document(struct request *req, struct sent *sent)
{
	struct json_slice document;

	if (!json_scan_place(req->arena, sent->text, strlen(sent->text),
			     &document, &sent->place, &req->error))
		return false;
	sent->document = req->json = document;
	return document.type == JSON_OBJECT
	       || fail_field(&req->error, "", "type", "must be an object");
}

/* All of the document is replaced; what is no part of it stays. */
static void
keep_others(struct values *given)
{
	const struct field *fields = workflow_resource.fields;

	for (int i = 0; fields[i].name; i++)
		if (!workflow_document_has(&fields[i])
		    && !text_equal(fields[i].name, "extra"))
			given->given &= ~((uint64_t)1 << i);
}

static bool
add_change(struct request *req, struct unit *unit, struct sent *sent)
{
	struct values given;

	if (!read_document(req, sent) || !workflow_gather(req)
	    || !validate_body(req, &workflow_resource, VALIDATE_REPLACE,
			      &given)) {
		sent->error = form_take_error(req);
		return true;
	}
	keep_others(&given);
	return row_change_add(req, unit, &workflow_resource, &given);
}

bool
workflow_json_save_plan(struct request *req, struct unit *unit)
{
	struct sent *sent = arena_alloc(req->arena, sizeof *sent);
	const char *text;

	if (!row_check_id(req, &workflow_resource))
		return false;
	form_unify_lines(req);
	text = form_value(req, "document");
	sent->text = text ? text : "";
	req->state = sent;
	return add_change(req, unit, sent)
	       && crud_get_add(req, unit, &workflow_resource,
			       request_param(req, "id"))
	       && unit_add(unit, &workflow_graph_before,
			   request_param(req, "id"), row_form_version(req));
}

/* --- the page again --- */

static void
add_fault(struct json *faults, const char *text, size_t place,
	  const char *pointer, const char *message)
{
	struct json_position at = json_position(text, place);
	struct json *fault = json_add_object(faults);

	json_set_int(fault, "line", (int64_t)at.line);
	json_set_int(fault, "column", (int64_t)at.column);
	view_text(fault, "pointer", pointer);
	json_set_static(fault, "message", message);
}

/* "a value was expected": the place is told by line and column. */
static const char *
without_byte(struct arena *arena, const char *message)
{
	const char *end = strstr(message, " at byte ");

	return end ? arena_copy(arena, message, (size_t)(end - message))
		   : message;
}

static void
show_faults(struct request *req, struct json *data, const struct sent *sent)
{
	struct json *problem = json_set_object(data, "problem");
	struct json *faults = json_set_array(problem, "faults");
	const struct error_field *field = sent->error.fields;

	if (!field)
		add_fault(faults, sent->text, sent->place, NULL,
			  without_byte(req->arena, sent->error.message));
	for (; field; field = field->next) {
		struct json_slice found;

		json_pointer_find(req->arena, sent->document, field->pointer,
				  &found);
		add_fault(faults, sent->text,
			  (size_t)(found.text - sent->text), field->pointer,
			  field->message);
	}
	json_set_static(problem, "title", field || sent->error.fields
			? view_counted(req->arena, (int64_t)json_count(faults),
				       "member") : NULL);
}

static bool
show_again(struct request *req, const struct rows *row, struct response *res)
{
	const struct sent *sent = req->state;
	struct json *data = json_object(req->arena);

	if (!crud_check_found(req, &workflow_resource, row))
		return false;
	show(req, data, row, sent->text, row_form_version(req),
	     form_value(req, "head"));
	show_faults(req, data, sent);
	return response_page(res, error_status(sent->error.kind),
			     "pages/workflow-json", data);
}

/* What the other one saved; their version is what the next try replaces. */
static bool
show_conflict(struct request *req, const struct rows *rows,
	      struct response *res)
{
	const struct sent *sent = req->state;
	const struct rows *now = &rows[ROWS_NOW];
	const char *before = workflow_document_of(req->arena,
			form_value(req, "head"), &rows[ROWS_BEFORE], now);
	struct json *data = json_object(req->arena);
	struct json *conflict;

	show(req, data, now, sent->text, rows_named(now, 0, "version"),
	     workflow_document_head(req->arena, now));
	conflict = json_set_object(data, "conflict");
	json_set_static(conflict, "member", "What was saved meanwhile");
	diff_view_show(req->arena, conflict, before,
		       workflow_document(req->arena, now));
	json_set_static(conflict, "theirs", rows_named(now, 0, "version"));
	error_clear(&req->error);
	return response_page(res, error_status(ERROR_PRECONDITION),
			     "pages/workflow-json", data);
}

bool
workflow_json_save_done(struct request *req, const struct rows *rows,
			struct response *res)
{
	const struct sent *sent = req->state;

	if (sent->error.kind != ERROR_NONE)
		return show_again(req, &rows[0], res);
	if (row_change_check(req, &workflow_resource, &rows[ROWS_CHANGE]))
		return row_lead_back(req, &workflow_resource, res,
				     "workflow-saved");
	return req->error.kind == ERROR_PRECONDITION
	       && show_conflict(req, rows, res);
}
