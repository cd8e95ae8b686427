/* Saved views: other filters, the default of a list, and deleting one. */
#include "app/pages/handlers.h"

#include "app/pages/confirm.h"
#include "app/pages/form.h"
#include "app/pages/notice.h"
#include "app/pages/row_change.h"
#include "app/resources/resources.h"
#include "app/saved_view.h"
#include "base/arena.h"
#include "base/error.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"

static const struct statement view_to_delete = {
	.name = "view_to_delete",
	.sql = "select name, noun, query, shared, version from api.saved_views"
	       " where id = $1::uuid",
};

static const struct statement delete_view = {
	.name = "delete_view",
	.sql = "delete from saved_views where id = $1::uuid returning noun",
};

/* --- filters --- */

bool
saved_view_query_plan(struct request *req, struct unit *unit)
{
	const char *noun = form_value(req, "noun");
	const char *query = form_value(req, "query");
	const struct saved_list *list = saved_list_find(noun);

	if (!list || !query)
		return crud_check_found(req, &saved_view_resource, NULL);
	return saved_view_check(req, list, query)
	       && row_change_set(req, unit, &saved_view_resource, "query",
				 saved_view_parse(req->arena, list, query));
}

bool
saved_view_query_done(struct request *req, const struct rows *rows,
		      struct response *res)
{
	const struct saved_list *list = saved_list_find(form_value(req, "noun"));

	return row_change_check(req, &saved_view_resource, rows)
	       && notice_redirect(res, saved_view_href(req->arena, list,
				  request_param(req, "id"),
				  saved_view_parse(req->arena, list,
						   form_value(req, "query"))),
				  "view-changed", -1, -1);
}

/* --- default --- */

bool
saved_view_open_plan(struct request *req, struct unit *unit)
{
	return saved_view_set_default(req, unit, true);
}

bool
saved_view_open_done(struct request *req, const struct rows *rows,
		     struct response *res)
{
	return crud_check_found(req, &saved_view_resource, rows)
	       && notice_redirect(res, form_next(req, "/"), "view-default", -1,
				  -1);
}

bool
saved_view_open_all_plan(struct request *req, struct unit *unit)
{
	return saved_view_set_default(req, unit, false);
}

bool
saved_view_open_all_done(struct request *req, const struct rows *rows,
			 struct response *res)
{
	return crud_check_found(req, &saved_view_resource, rows)
	       && notice_redirect(res, form_next(req, "/"), "view-no-default",
				  -1, -1);
}

/* --- delete --- */

bool
saved_view_delete_ask_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &saved_view_resource)
	       && unit_add(unit, &view_to_delete, request_param(req, "id"));
}

static void
show_consequences(struct arena *arena, struct json *data,
		  const struct rows *rows)
{
	struct json *facts = json_set_array(data, "facts");

	json_add(facts, json_text(arena, "The view goes, and what it shows stays."));
	if (rows_is_true(rows, 0, "shared"))
		json_add(facts, json_text(arena, "It is shared: others lose it"
					  " too."));
}

bool
saved_view_delete_ask_page(struct request *req, const struct rows *rows,
			   struct response *res)
{
	struct json *data = json_object(req->arena);
	const char *id = request_param(req, "id");
	const struct saved_list *list;

	if (!crud_check_found(req, &saved_view_resource, rows))
		return false;
	list = saved_list_find(rows_named(rows, 0, "noun"));
	show_consequences(req->arena, data, rows);
	return confirm_page(res, &(const struct confirm){
		.heading = arena_printf(req->arena, "Delete the view %s?",
					rows_named(rows, 0, "name")),
		.crumb = "Delete",
		.list_href = list->path, .list_word = list->label,
		.back = saved_view_href(req->arena, list, id, saved_view_parse(
				req->arena, list, rows_named(rows, 0, "query"))),
		.back_word = rows_named(rows, 0, "name"),
		.action = arena_printf(req->arena, "/saved-views/%s/delete", id),
		.submit = "Delete it", .keep = "Keep it",
	}, data);
}

bool
saved_view_delete_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &saved_view_resource)
	       && unit_add(unit, &delete_view, request_param(req, "id"));
}

bool
saved_view_delete_done(struct request *req, const struct rows *rows,
		       struct response *res)
{
	const struct saved_list *list;

	if (!crud_check_found(req, &saved_view_resource, rows))
		return false;
	list = saved_list_find(rows_text(rows, 0, 0));
	return notice_redirect(res, saved_view_href(req->arena, list, NULL, ""),
			       "view-deleted", -1, -1);
}
