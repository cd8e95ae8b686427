#include "app/pages/row_change.h"

#include "app/pages/notice.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/form.h"
#include "http/request.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/sql.h"
#include "resource/validate.h"

/* What is no number names no version. Where a field is called so, as in the form of
 * workflows, the form calls it revision. */
const char *
row_form_version(const struct request *req)
{
	const char *revision = form_value(req, "revision");
	const char *version = revision ? revision : form_value(req, "version");
	int64_t number;

	if (!version || !*version)
		return NULL;
	return text_to_int(version, 1, INT32_MAX, &number) ? version : "-1";
}

bool
row_check_id(struct request *req, const struct resource *resource)
{
	return is_uuid(request_param(req, "id"))
	       || crud_check_found(req, resource, NULL);
}

bool
row_change_add(struct request *req, struct unit *unit,
	       const struct resource *resource, const struct values *given)
{
	const char *values[RESOURCE_FIELDS_MAX + 5] = {
		NULL,
		request_param(req, "id"),
		row_form_version(req),
		arena_printf(req->arena, "%llu",
			     (unsigned long long)given->given),
	};
	size_t count = 3;

	if (!row_check_id(req, resource))
		return false;
	for (int i = 0; resource->fields[i].name; i++)
		if (sql_is_changeable(&resource->fields[i]))
			values[++count] = given->text[i];
	if (resource->owner)
		values[++count] = crud_owner(req, resource);
	return crud_add(req, unit, sql_change(req->arena, req->app->statements,
					      resource, false), values, count);
}

bool
row_change_set(struct request *req, struct unit *unit,
	       const struct resource *resource, const char *name,
	       const char *value)
{
	struct values given = values_one(req->arena, resource, name, value);

	return row_change_add(req, unit, resource, &given);
}

bool
row_change_check(struct request *req, const struct resource *resource,
		 const struct rows *rows)
{
	if (rows->count == 0 || !rows_is_true(rows, 0, "found"))
		return crud_check_found(req, resource, NULL);
	if (rows_is_true(rows, 0, "changed"))
		return true;
	return fail(&req->error, ERROR_PRECONDITION,
		    "somebody else changed this %s; it has version %s now",
		    resource_noun(req->arena, resource),
		    rows_named(rows, 0, "version"))
		|| fail_hint(&req->error,
			     "open it again, and repeat what you wanted to do");
}

bool
row_delete_add(struct request *req, struct unit *unit,
	       const struct resource *resource)
{
	const char *values[] = { NULL, request_param(req, "id"),
				 row_form_version(req),
				 crud_owner(req, resource) };

	return row_check_id(req, resource)
	       && crud_add(req, unit, sql_delete(req->arena,
						 req->app->statements, resource,
						 false),
			   values, resource->owner ? 3 : 2);
}

bool
row_lead_back(struct request *req, const struct resource *resource,
	      struct response *res, const char *notice)
{
	return notice_redirect(res, arena_printf(req->arena, "/%s/%s",
			       resource->plural, request_param(req, "id")),
			       notice, -1, -1);
}

bool
row_change_done(struct request *req, const struct resource *resource,
		const struct rows *rows, struct response *res,
		const char *notice)
{
	return row_change_check(req, resource, rows)
	       && row_lead_back(req, resource, res, notice);
}

bool
row_delete_done(struct request *req, const struct resource *resource,
		const struct rows *rows, struct response *res,
		const char *notice)
{
	return row_change_check(req, resource, rows)
	       && notice_redirect(res, arena_printf(req->arena, "/%s",
				  resource->plural), notice, -1, -1);
}
