#include "resource/crud.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "resource/idempotency.h"
#include "resource/list.h"
#include "resource/validate.h"

/* What a plan leaves to its reply. */
struct crud {
	struct list list;
	char id[UUID_TEXT_SIZE];	/* of the row that is made */
	size_t made;			/* the statement that gets it */
	void *kept;			/* of a handler that does more */
};

static struct crud *
new_state(struct request *req, size_t size)
{
	return req->state = arena_alloc(req->arena, size);
}

static bool
is_lenient(const struct request *req)
{
	return req->route->flags & ROUTE_LENIENT;
}

static bool
add(struct request *req, struct unit *unit, const struct statement *statement,
    const char *const *values, size_t count)
{
	if (!statement)
		return fail(&req->error, ERROR_UNAVAILABLE, "out of memory");
	return unit_add_values(unit, statement, values, count);
}

/* "agent" of Agent, "API key" of API key: for messages. */
static const char *
noun(struct request *req, const struct resource *resource)
{
	char *label = arena_text(req->arena, resource->label);

	if (label[1] >= 'a')
		label[0] |= 0x20;
	return label;
}

static bool
fail_not_found(struct request *req, const struct resource *resource)
{
	const char *id = pairs_find(&req->params, "id");

	return fail(&req->error, ERROR_NOT_FOUND, "no %s '%s'",
		    noun(req, resource), id ? id : "");
}

void
crud_keep(struct request *req, void *object)
{
	struct crud *crud = req->state;

	crud->kept = object;
}

void *
crud_kept(const struct request *req)
{
	const struct crud *crud = req->state;

	return crud->kept;
}

/* --- list --- */

bool
crud_list_add(struct request *req, struct unit *unit, const struct pair *preset)
{
	struct crud *crud = new_state(req, sizeof *crud);

	return list_read(req, req->route->resource, preset, &crud->list)
	       && list_add(req, &crud->list, unit);
}

bool
crud_list_plan(struct request *req, struct unit *unit)
{
	return crud_list_add(req, unit, NULL);
}

const struct list *
crud_list(const struct request *req)
{
	const struct crud *crud = req->state;

	return &crud->list;
}

bool
crud_list_reply(struct request *req, const struct rows *rows,
		struct response *res)
{
	struct json_writer json = response_json(res, 200);

	json_begin_object(&json);
	crud_write_list(&json, req, res, rows);
	json_end_object(&json);
	return response_revalidate(res);
}

/* --- get --- */

bool
crud_get_add(struct request *req, struct unit *unit,
	     const struct resource *resource, const char *id)
{
	const char *values[] = { NULL, id };
	bool is_alias = !is_uuid(id);

	if (is_alias && !resource->alias_kind)
		return fail_not_found(req, resource);
	return add(req, unit,
		   sql_get(req->arena, req->app->statements, resource, is_alias),
		   values, 1);
}

bool
crud_get_plan(struct request *req, struct unit *unit)
{
	return crud_get_add(req, unit, req->route->resource,
			    request_param(req, "id"));
}

bool
crud_check_found(struct request *req, const struct resource *resource,
		 const struct rows *rows)
{
	return (rows && rows->count > 0) || fail_not_found(req, resource);
}

static const char *
version_of(const struct resource *resource, const struct rows *rows)
{
	return resource->has_version && rows->count > 0
		       ? rows_named(rows, 0, "version") : NULL;
}

bool
response_row(struct response *res, int status, const struct resource *resource,
	     const struct rows *rows)
{
	const char *version = version_of(resource, rows);
	struct json_writer json;

	if (version && response_not_modified(res, version))
		return true;
	json = response_json(res, status);
	json_begin_object(&json);
	json_write_name(&json, resource->name);
	crud_write(&json, res->request, resource, rows, 0);
	json_end_object(&json);
	return true;
}

bool
crud_get_reply(struct request *req, const struct rows *rows, struct response *res)
{
	const struct resource *resource = req->route->resource;

	return crud_check_found(req, resource, &rows[0])
	       && response_row(res, 200, resource, &rows[0]);
}

/* --- create --- */

bool
crud_begin_make(struct request *req, struct unit *unit,
		const struct resource *resource)
{
	struct crud *crud = new_state(req, sizeof *crud);

	if (req->replay_id)
		return true;
	uuid_v7(crud->id);
	return idempotency_add(req, unit, resource->name, crud->id);
}

const char *
crud_id(const struct request *req)
{
	const struct crud *crud = req->state;

	return req->replay_id ? req->replay_id : crud->id;
}

bool
crud_end_make(struct request *req, struct unit *unit,
	      const struct resource *resource)
{
	struct crud *crud = req->state;

	crud->made = unit_count(unit);
	return crud_get_add(req, unit, resource, crud_id(req));
}

const struct rows *
crud_made(const struct request *req, const struct rows *rows)
{
	const struct crud *crud = req->state;

	return &rows[crud->made];
}

bool
crud_make_add(struct request *req, struct unit *unit,
	      const struct resource *resource)
{
	const char *values[RESOURCE_FIELDS_MAX + 2] = { NULL, crud_id(req) };
	struct values given;
	size_t count = 1;

	if (!validate_body(req, resource, VALIDATE_CREATE, &given))
		return false;
	for (int i = 0; resource->fields[i].name; i++)
		if (field_is_writable(&resource->fields[i]))
			values[++count] = given.text[i];
	return add(req, unit,
		   sql_create(req->arena, req->app->statements, resource),
		   values, count);
}

bool
crud_create_plan(struct request *req, struct unit *unit)
{
	const struct resource *resource = req->route->resource;

	return crud_begin_make(req, unit, resource)
	       && (req->replay_id || crud_make_add(req, unit, resource))
	       && crud_end_make(req, unit, resource);
}

bool
crud_create_reply(struct request *req, const struct rows *rows,
		  struct response *res)
{
	const struct resource *resource = req->route->resource;
	const struct rows *made = crud_made(req, rows);

	if (!crud_check_found(req, resource, made))
		return false;
	response_header(res, "Location",
			arena_printf(req->arena, "%s/%s", req->path,
				     rows_text(made, 0, 0)));
	return response_row(res, 201, resource, made);
}

/* --- change --- */

static bool
add_change(struct request *req, struct unit *unit,
	   const struct resource *resource, const struct values *given,
	   uint64_t flags)
{
	const char *id = request_param(req, "id");
	const char *values[RESOURCE_FIELDS_MAX + 4] = {
		NULL, id, request_if_match(req),
		arena_printf(req->arena, "%llu",
			     (unsigned long long)(given->given | flags)),
	};
	size_t count = 3;

	for (int i = 0; resource->fields[i].name; i++)
		if (sql_is_changeable(&resource->fields[i]))
			values[++count] = given->text[i];
	return add(req, unit, sql_change(req->arena, req->app->statements,
					 resource, !is_uuid(id)),
		   values, count)
	       && crud_get_add(req, unit, resource, id);
}

static bool
plan_change(struct request *req, struct unit *unit, enum validate_mode mode,
	    uint64_t flags)
{
	const struct resource *resource = req->route->resource;
	struct values given;

	if (!is_uuid(request_param(req, "id")) && !resource->alias_kind)
		return fail_not_found(req, resource);
	return validate_body(req, resource, mode, &given)
	       && add_change(req, unit, resource, &given, flags);
}

/* Clients that exist send what they know; the rest stays. */
bool
crud_replace_plan(struct request *req, struct unit *unit)
{
	return plan_change(req, unit, is_lenient(req) ? VALIDATE_UPDATE
						      : VALIDATE_REPLACE, 0);
}

/* RFC 7396: nested objects are merged, too. */
bool
crud_update_plan(struct request *req, struct unit *unit)
{
	return plan_change(req, unit, VALIDATE_UPDATE, SQL_MERGE);
}

bool
crud_check_changed(struct request *req, const struct resource *resource,
		   const struct rows *rows)
{
	const char *if_match = request_if_match(req);
	const char *status = rows->count ? rows_named(rows, 0, "status") : NULL;

	if (rows->count == 0 || !rows_is_true(rows, 0, "found"))
		return fail_not_found(req, resource);
	if (rows_is_true(rows, 0, "changed"))
		return true;
	if (if_match && !text_equal(if_match, rows_named(rows, 0, "version")))
		return fail(&req->error, ERROR_PRECONDITION,
			    "the %s has version %s now", noun(req, resource),
			    rows_named(rows, 0, "version"))
		       || fail_hint(&req->error, "Get it again, and repeat"
				    " the change on what it is now");
	return fail(&req->error, ERROR_CONFLICT, "the %s is %s already",
		    noun(req, resource), status ? status : "changed");
}

bool
response_change(struct response *res, const struct resource *resource,
		const struct rows *rows)
{
	struct request *req = res->request;

	return crud_check_changed(req, resource, &rows[0])
	       && crud_check_found(req, resource, &rows[1])
	       && response_row(res, 200, resource, &rows[1]);
}

bool
crud_change_reply(struct request *req, const struct rows *rows,
		  struct response *res)
{
	return response_change(res, req->route->resource, rows);
}

/* --- delete --- */

bool
crud_delete_plan(struct request *req, struct unit *unit)
{
	const struct resource *resource = req->route->resource;
	const char *id = request_param(req, "id");
	const char *values[] = { NULL, id, request_if_match(req) };

	if (!is_uuid(id) && !resource->alias_kind)
		return fail_not_found(req, resource);
	return add(req, unit, sql_delete(req->arena, req->app->statements,
					 resource, !is_uuid(id)),
		   values, 2);
}

/* Existing clients read a message. */
static bool
answer_deleted(struct response *res, const struct resource *resource)
{
	struct json_writer json = response_json(res, 200);

	json_begin_object(&json);
	json_member_text(&json, "message",
			 arena_printf(res->request->arena,
				      "%s deleted successfully",
				      resource->label));
	json_end_object(&json);
	return true;
}

bool
crud_delete_reply(struct request *req, const struct rows *rows,
		  struct response *res)
{
	const struct resource *resource = req->route->resource;

	if (!crud_check_changed(req, resource, &rows[0]))
		return false;
	return is_lenient(req) ? answer_deleted(res, resource)
			       : response_nothing(res);
}
