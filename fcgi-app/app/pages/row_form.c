#include "app/pages/row_form.h"

#include <string.h>

#include "app/pages/form.h"
#include "app/pages/handlers.h"
#include "app/pages/notice.h"
#include "app/pages/noun.h"
#include "app/pages/resource_form.h"
#include "app/pages/row_change.h"
#include "app/pages/row_form_show.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/naming.h"
#include "resource/secret.h"
#include "resource/validate.h"

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

/* What all of its pages are made with: the owner's name and what may be
 * chosen. */
static bool
add_frame(struct request *req, struct unit *unit)
{
	return noun_owner_add(req, unit, req->route->resource)
	       && row_form_add_choices(req, unit);
}

/* What was sent, as members of the resource. */
static void
gather(struct request *req)
{
	const struct row_form *form = row_form_of(req);

	form_unify_lines(req);
	if (form->gather)
		form->gather(req);
}

/* --- new --- */

bool
row_new_plan(struct request *req, struct unit *unit)
{
	const struct row_form *form = row_form_of(req);
	const char *from = request_query(req, "from");

	return add_frame(req, unit)
	       && (!form->preset
		   || unit_add(unit, form->preset, from ? from : ""));
}

/* Of a row under their columns; those that it has not stay. */
static void
take_texts(struct request *req, const struct form_field *fields,
	   const struct rows *row, const char **values)
{
	const struct resource *resource = req->route->resource;

	for (int i = 0; row->count > 0 && fields[i].name; i++) {
		char shown[FIELD_COLUMN_SIZE];
		const char *text = rows_named(row, 0, field_shown(
			&resource->fields[resource_field(resource,
							 fields[i].name)],
			shown));

		if (text)
			values[i] = text;
	}
}

/* What the address says of the row (/tasks/new?agentId=…), else what the
 * preset does, else the fallback. */
static const char **
new_values(struct request *req, const struct form_field *fields,
	   const struct rows *rows)
{
	const struct row_form *form = row_form_of(req);
	const char **values = resource_form_fallbacks(req->arena,
						      form->resource, fields);

	if (form->preset)
		take_texts(req, fields, &rows[row_form_has_choices(req)],
			   values);
	for (int i = 0; fields[i].name; i++)
		if (request_query(req, fields[i].name))
			values[i] = request_query(req, fields[i].name);
	return values;
}

bool
row_new_page(struct request *req, const struct rows *rows, struct response *res)
{
	const struct rows *choices = noun_rows(req, req->route->resource, rows);
	struct form_field *fields = row_form_fields(req);
	struct json *data = json_object(req->arena);
	const char **values;

	if (!choices)
		return false;
	values = new_values(req, fields, choices);
	row_form_offer(req, fields, choices, values);
	row_form_show_frame(req, data, rows, NULL, NULL);
	return row_form_show(req, res, data, fields, values, NULL, NULL);
}

static bool
insert_add(struct request *req, struct unit *unit, const char *id,
	   const struct values *given)
{
	const struct row_form *form = row_form_of(req);

	return form->insert ? form->insert(req, unit, id, given)
	       : crud_insert_add(req, unit, form->resource, id, given);
}

/* What the database refuses is shown as what is wrong with the form. */
static bool
show_refused(struct request *req, const struct rows *rows, struct response *res)
{
	const struct rows *choices = noun_rows(req, req->route->resource, rows);

	return choices && row_form_show_again(req, res, &req->refusal,
					      row_form_version(req), rows,
					      choices);
}

/* Wrong fields are no failure of the plan: the reply shows the form again. */
bool
row_make_plan(struct request *req, struct unit *unit)
{
	const struct resource *resource = req->route->resource;
	struct sent *sent = new_sent(req);
	struct values given;

	uuid_v7(sent->id);
	if (secret_is_locked(req, resource))
		return secret_ask(req, unit);
	gather(req);
	request_on_refusal(req, add_frame, show_refused);
	if (validate_body(req, resource, VALIDATE_CREATE, &given)) {
		secret_seal(req, resource, sent->id, &given);
		return noun_owner_add(req, unit, resource)
		       && insert_add(req, unit, sent->id, &given);
	}
	sent->error = form_take_error(req);
	return add_frame(req, unit);
}

bool
row_make_done(struct request *req, const struct rows *rows,
	      struct response *res)
{
	const struct resource *resource = req->route->resource;
	const struct rows *choices = noun_rows(req, resource, rows);
	const struct sent *sent = req->state;

	if (!choices)
		return false;
	if (sent->error.kind != ERROR_NONE)
		return row_form_show_again(req, res, &sent->error, NULL, rows,
					   choices);
	return notice_redirect_noun(res,
				    noun_row_path(req, resource, sent->id),
				    resource, "made");
}

/* --- edit --- */

bool
row_edit_plan(struct request *req, struct unit *unit)
{
	const struct resource *resource = req->route->resource;

	return row_check_id(req, resource)
	       && noun_owner_add(req, unit, resource)
	       && row_form_add_row(req, unit, row_form_names(req))
	       && row_form_add_choices(req, unit);
}

bool
row_edit_page(struct request *req, const struct rows *rows,
	      struct response *res)
{
	struct json *data = json_object(req->arena);
	const char *values[RESOURCE_FIELDS_MAX] = { NULL };
	const struct row_form *form = row_form_of(req);
	const struct rows *row = noun_rows(req, form->resource, rows);
	struct form_field *fields = row_form_fields(req);

	if (!row || !crud_check_found(req, form->resource, row))
		return false;
	take_texts(req, fields, row, values);
	row_form_show_frame(req, data, rows, row_form_called(req, row),
			    rows_named(row, 0, "version"));
	row_form_offer(req, fields, row + 1, values);
	return row_form_show(req, res, data, fields, values, row, NULL);
}

/* The choices come last: of what was sent, where it is shown again. */
bool
row_save_plan(struct request *req, struct unit *unit)
{
	const struct resource *resource = req->route->resource;
	struct sent *sent = new_sent(req);
	struct values given;

	if (!row_check_id(req, resource))
		return false;
	if (secret_is_locked(req, resource))
		return secret_ask(req, unit);
	gather(req);
	request_on_refusal(req, add_frame, show_refused);
	if (!noun_owner_add(req, unit, resource))
		return false;
	if (!validate_body(req, resource, VALIDATE_UPDATE, &given))
		sent->error = form_take_error(req);
	else if (!crud_change_add(req, unit, resource, &given,
				  row_form_version(req), 0))
		return false;
	return row_form_add_choices(req, unit);
}

/* Somebody was faster: their version is what the next try replaces. */
static bool
show_conflict(struct request *req, struct response *res,
	      const struct error *err, const struct rows *rows,
	      const struct rows *changed)
{
	const char *noun = resource_noun(req->arena, req->route->resource);
	struct error told = *err;

	told.hint = arena_printf(req->arena, "your text is kept below; save"
				 " again to replace what is there now, or open"
				 " the %s to compare", noun);
	return row_form_show_again(req, res, &told,
				   rows_named(changed, 0, "version"), rows,
				   changed + 1);
}

bool
row_save_done(struct request *req, const struct rows *rows,
	      struct response *res)
{
	const struct resource *resource = req->route->resource;
	const struct rows *own = noun_rows(req, resource, rows);
	const struct sent *sent = req->state;
	struct error err;

	if (!own)
		return false;
	if (sent->error.kind != ERROR_NONE)
		return row_form_show_again(req, res, &sent->error,
					   row_form_version(req), rows, own);
	if (row_change_check(req, resource, own))
		return notice_redirect_noun(res,
				noun_row_path(req, resource,
					      request_param(req, "id")),
				resource, "saved");
	if (req->error.kind != ERROR_PRECONDITION)
		return false;
	err = form_take_error(req);
	return show_conflict(req, res, &err, rows, own);
}
