/* Saved views: made and changed with a query that the list understands. */
#include "app/api/api.h"

#include "app/resources/resources.h"
#include "app/saved_view.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/validate.h"

static const struct statement noun_of_view = {
	.name = "noun_of_view",
	.sql = "select noun from saved_views where id = $1::uuid",
};

static const char *
value_of(const struct values *given, const char *name)
{
	return given->text[resource_field(&saved_view_resource, name)];
}

static bool
is_given(const struct values *given, const char *name)
{
	return given->given >> resource_field(&saved_view_resource, name) & 1;
}

static bool
make(struct request *req, struct unit *unit)
{
	struct values given;

	return validate_body(req, &saved_view_resource, VALIDATE_CREATE, &given)
	       && saved_view_check(req,
				   saved_list_find(value_of(&given, "noun")),
				   value_of(&given, "query"))
	       && crud_make_add(req, unit, &saved_view_resource);
}

bool
saved_view_create_plan(struct request *req, struct unit *unit)
{
	return crud_begin_make(req, unit, &saved_view_resource)
	       && (req->replay_id || make(req, unit))
	       && crud_end_make(req, unit, &saved_view_resource);
}

/* Which filters there are depends on the list, which is asked for first. */
static bool
ask_noun(struct request *req, struct unit *unit, const char *query)
{
	const char *id = request_param(req, "id");

	req->state = (void *)query;
	if (!is_uuid(id))
		return crud_check_found(req, &saved_view_resource, NULL);
	return unit_add(unit, &noun_of_view, id);
}

static plan_fn *
change_plan(const struct request *req)
{
	return req->route->method == PUT ? crud_replace_plan : crud_update_plan;
}

bool
saved_view_change_plan(struct request *req, struct unit *unit)
{
	enum validate_mode mode = req->route->method == PUT
		? VALIDATE_REPLACE : VALIDATE_UPDATE;
	struct values given;

	req->state = NULL;
	if (!validate_body(req, &saved_view_resource, mode, &given))
		return false;
	if (is_given(&given, "query"))
		return ask_noun(req, unit, value_of(&given, "query"));
	return change_plan(req)(req, unit);
}

bool
saved_view_change_reply(struct request *req, const struct rows *rows,
			struct response *res)
{
	const char *query = req->state;

	if (!query)
		return crud_change_reply(req, rows, res);
	return crud_check_found(req, &saved_view_resource, &rows[0])
	       && saved_view_check(req,
				   saved_list_find(rows_text(&rows[0], 0, 0)),
				   query)
	       && request_then(req, change_plan(req), crud_change_reply);
}

bool
saved_view_default_plan(struct request *req, struct unit *unit)
{
	return saved_view_set_default(req, unit, true);
}

bool
saved_view_no_default_plan(struct request *req, struct unit *unit)
{
	return saved_view_set_default(req, unit, false);
}

bool
saved_view_default_reply(struct request *req, const struct rows *rows,
			 struct response *res)
{
	return crud_check_found(req, &saved_view_resource, &rows[0])
	       && response_nothing(res);
}

const struct call saved_view_create_call = { .kind = CALL_CREATE };
const struct call saved_view_replace_call = { .kind = CALL_REPLACE };
const struct call saved_view_update_call = { .kind = CALL_UPDATE };
const struct call saved_view_default_call = { .status = 204 };
