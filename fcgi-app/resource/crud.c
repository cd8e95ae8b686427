#include "resource/crud.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "resource/list.h"
#include "resource/secret.h"
#include "resource/sql.h"
#include "resource/validate.h"

static const struct statement find_id = {
	.name = "find_id",
	.sql = "select app.row_id($1::text, $2::text)",
};

static bool
is_lenient(const struct request *req)
{
	return req->route->flags & ROUTE_LENIENT;
}

bool
crud_add(struct request *req, struct unit *unit,
	 const struct statement *statement, const char *const *values,
	 size_t count)
{
	if (!statement)
		return fail(&req->error, ERROR_UNAVAILABLE, "out of memory");
	return unit_add_values(unit, statement, values, count);
}

/* What of the path names a row of it: the owner has a name of its own. */
static const char *
param_of(const struct request *req, const struct resource *resource)
{
	const struct resource *own = req->route->resource;

	return own && own->owner == resource ? own->owner_field : "id";
}

static bool
fail_not_found(struct request *req, const struct resource *resource)
{
	const char *id = pairs_find(&req->params, param_of(req, resource));

	return fail(&req->error, ERROR_NOT_FOUND, "no %s '%s'",
		    resource_noun(req->arena, resource), id ? id : "");
}

const char *
crud_owner(const struct request *req, const struct resource *resource)
{
	return resource->owner ? request_param(req, resource->owner_field)
			       : NULL;
}

/* --- list --- */

bool
crud_list_add(struct request *req, struct unit *unit, const struct pair *preset)
{
	struct list *list = arena_alloc(req->arena, sizeof *list);

	req->state = list;
	return list_read(req, req->route->resource, preset, list)
	       && list_add(req, list, unit);
}

/* rows[0] is the owner, then come those of the list. */
static bool
list_of_owner(struct request *req, struct unit *unit,
	      const struct resource *resource)
{
	const char *values[] = { NULL, crud_owner(req, resource) };
	struct pair of_owner = { resource->owner_field, values[1] };

	if (!is_uuid(values[1]))
		return crud_find_id(req, unit, resource->owner);
	return crud_add(req, unit, sql_exists(req->arena, req->app->statements,
					      resource->owner), values, 1)
	       && crud_list_add(req, unit, &of_owner);
}

bool
crud_list_plan(struct request *req, struct unit *unit)
{
	const struct resource *resource = req->route->resource;

	return resource->owner ? list_of_owner(req, unit, resource)
			       : crud_list_add(req, unit, NULL);
}

const struct list *
crud_list(const struct request *req)
{
	return req->state;
}

bool
crud_list_reply(struct request *req, const struct rows *rows,
		struct response *res)
{
	const struct resource *owner = req->route->resource->owner;
	struct json_writer json;

	if (owner && !req->state)
		return crud_found_id(req, owner, rows);
	if (owner && !crud_check_found(req, owner, rows++))
		return false;
	json = response_json(res, 200);
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
	const char *values[] = { NULL, id, crud_owner(req, resource) };
	bool is_alias = !is_uuid(id);

	if (is_alias && !resource->alias_kind)
		return fail_not_found(req, resource);
	return crud_add(req, unit,
		   sql_get(req->arena, req->app->statements, resource, is_alias),
		   values, resource->owner ? 2 : 1);
}

bool
crud_find_id(struct request *req, struct unit *unit,
	     const struct resource *resource)
{
	req->state = NULL;
	if (!resource->alias_kind)
		return fail_not_found(req, resource);
	return unit_add(unit, &find_id, resource->alias_kind,
			request_param(req, param_of(req, resource)));
}

static void
set_param(struct request *req, const char *name, const char *value)
{
	for (size_t i = 0; i < req->params.count; i++)
		if (strcmp(req->params.list[i].name, name) == 0)
			req->params.list[i].value = value;
}

bool
crud_found_id(struct request *req, const struct resource *resource,
	      const struct rows *rows)
{
	const char *id = rows_text(&rows[0], 0, 0);

	if (!id)
		return fail_not_found(req, resource);
	set_param(req, param_of(req, resource), id);
	return request_then(req, req->route->plan, req->route->reply);
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

/* --- change --- */

static const struct statement *
change_statement(struct request *req, const struct resource *resource,
		 bool by_alias, bool with_secret)
{
	struct statements *statements = req->app->statements;

	return with_secret
	       ? sql_change_secret(req->arena, statements, resource, by_alias)
	       : sql_change(req->arena, statements, resource, by_alias);
}

bool
crud_change_add(struct request *req, struct unit *unit,
		const struct resource *resource, struct values *given,
		const char *if_match, uint64_t flags)
{
	const char *id = request_param(req, "id");
	int secret = resource_secret(resource);
	const char *values[RESOURCE_FIELDS_MAX + 5] = { NULL, id, if_match };
	size_t count = 3;
	bool with_secret;

	secret_seal(req, resource, id, given);
	with_secret = secret >= 0 && given->given >> secret & 1;
	values[3] = arena_printf(req->arena, "%llu",
				 (unsigned long long)(given->given | flags));
	for (int i = 0; resource->fields[i].name; i++)
		if (sql_is_changeable(&resource->fields[i]))
			values[++count] = given->text[i];
	if (with_secret)
		values[++count] = given->text[secret];
	if (resource->owner)
		values[++count] = crud_owner(req, resource);
	return crud_add(req, unit, change_statement(req, resource, !is_uuid(id),
						    with_secret),
			values, count);
}

static bool
found_id_reply(struct request *req, const struct rows *rows,
	       struct response *res)
{
	(void)res;
	return crud_found_id(req, req->route->resource, rows);
}

/* A secret is sealed for the id of its row, so another name of it is not enough. */
static bool
find_id_first(struct request *req, struct unit *unit)
{
	return crud_find_id(req, unit, req->route->resource)
	       && request_reply(req, found_id_reply, NULL);
}

static bool
plan_change(struct request *req, struct unit *unit, enum validate_mode mode,
	    uint64_t flags)
{
	const struct resource *resource = req->route->resource;
	struct values given;

	if (!is_uuid(request_param(req, "id")) && !resource->alias_kind)
		return fail_not_found(req, resource);
	if (secret_is_given(req, resource)
	    && !is_uuid(request_param(req, "id")))
		return find_id_first(req, unit);
	if (secret_is_locked(req, resource))
		return secret_ask(req, unit);
	return validate_body(req, resource, mode, &given)
	       && crud_change_add(req, unit, resource, &given,
				  request_if_match(req), flags)
	       && crud_get_add(req, unit, resource, request_param(req, "id"));
}

bool
crud_set_add(struct request *req, struct unit *unit,
	     const struct resource *resource, const char *name,
	     const char *value)
{
	struct values given = values_one(req->arena, resource, name, value);

	return crud_change_add(req, unit, resource, &given,
			       request_if_match(req), 0)
	       && crud_get_add(req, unit, resource, request_param(req, "id"));
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
crud_fail_version(struct request *req, const char *word, const char *version)
{
	request_match(req, version);
	fail(&req->error, ERROR_PRECONDITION, "the %s has version %s now", word,
	     version);
	return fail_hint(&req->error, "Get it again, and repeat the change on"
			 " what it is now");
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
		return crud_fail_version(req, resource_noun(req->arena,
							    resource),
					 rows_named(rows, 0, "version"));
	return fail(&req->error, ERROR_CONFLICT, "the %s is %s already",
		    resource_noun(req->arena, resource), status ? status : "changed");
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
