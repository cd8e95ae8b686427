/* Making a row, once for each Idempotency-Key; see crud.h. */
#include "resource/crud.h"

#include "base/arena.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "resource/idempotency.h"
#include "resource/secret.h"
#include "resource/sql.h"
#include "resource/validate.h"

/* What a plan leaves to its reply. */
struct making {
	char id[UUID_TEXT_SIZE];	/* of the row */
	size_t made;			/* the statement that gets it */
	void *kept;			/* of a handler that does more */
};

void
crud_keep(struct request *req, void *object)
{
	struct making *making = req->state;

	making->kept = object;
}

void *
crud_kept(const struct request *req)
{
	const struct making *making = req->state;

	return making->kept;
}

bool
crud_begin_make(struct request *req, struct unit *unit,
		const struct resource *resource)
{
	struct making *making = arena_alloc(req->arena, sizeof *making);

	req->state = making;
	if (req->replay_id)
		return true;
	uuid_v7(making->id);
	return idempotency_add(req, unit, resource->name, making->id);
}

const char *
crud_id(const struct request *req)
{
	const struct making *making = req->state;

	return req->replay_id ? req->replay_id : making->id;
}

bool
crud_end_make(struct request *req, struct unit *unit,
	      const struct resource *resource)
{
	struct making *making = req->state;

	making->made = unit_count(unit);
	return crud_get_add(req, unit, resource, crud_id(req));
}

const struct rows *
crud_made(const struct request *req, const struct rows *rows)
{
	const struct making *making = req->state;

	return &rows[making->made];
}

bool
crud_make_add(struct request *req, struct unit *unit,
	      const struct resource *resource)
{
	struct values given;

	if (!validate_body(req, resource, VALIDATE_CREATE, &given))
		return false;
	secret_seal(req, resource, crud_id(req), &given);
	return crud_insert_add(req, unit, resource, crud_id(req), &given);
}

bool
crud_insert_add(struct request *req, struct unit *unit,
		const struct resource *resource, const char *id,
		const struct values *given)
{
	const char *values[RESOURCE_FIELDS_MAX + 3] = { NULL, id };
	size_t count = 1;

	for (int i = 0; resource->fields[i].name; i++)
		if (field_is_writable(&resource->fields[i]))
			values[++count] = given->text[i];
	if (resource->owner)
		values[++count] = crud_owner(req, resource);
	return crud_add(req, unit,
		   sql_create(req->arena, req->app->statements, resource),
		   values, count);
}

bool
crud_create_plan(struct request *req, struct unit *unit)
{
	const struct resource *resource = req->route->resource;

	if (secret_is_locked(req, resource))
		return secret_ask(req, unit);
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

	if (!crud_check_found(req, resource->owner ? resource->owner : resource,
			      made))
		return false;
	response_header(res, "Location",
			arena_printf(req->arena, "%s/%s", req->path,
				     rows_text(made, 0, 0)));
	return response_row(res, 201, resource, made);
}
