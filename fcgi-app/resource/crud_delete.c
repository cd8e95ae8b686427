/* Deleting a row; see crud.h. */
#include "resource/crud.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "resource/sql.h"

bool
crud_delete_plan(struct request *req, struct unit *unit)
{
	const struct resource *resource = req->route->resource;
	const char *id = request_param(req, "id");
	const char *values[] = { NULL, id, request_if_match(req),
				 crud_owner(req, resource) };

	if (!is_uuid(id) && !resource->alias_kind)
		return crud_check_found(req, resource, NULL);
	return crud_add(req, unit, sql_delete(req->arena, req->app->statements,
					      resource, !is_uuid(id)),
			values, resource->owner ? 3 : 2);
}

bool
crud_delete_of_query(struct request *req, struct unit *unit,
		     const char *missing)
{
	const char *id = request_query(req, "id");

	if (!id || !*id)
		return fail(&req->error, ERROR_BAD_REQUEST, "%s", missing);
	request_add_param(req, "id", id);
	return crud_delete_plan(req, unit);
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
	return req->route->flags & ROUTE_LENIENT
	       ? answer_deleted(res, resource) : response_nothing(res);
}
