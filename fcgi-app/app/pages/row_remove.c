/* Deleting the row of a noun that has a form, after asking; see row_form.h. */
#include "app/pages/handlers.h"

#include "app/pages/confirm.h"
#include "app/pages/notice.h"
#include "app/pages/noun.h"
#include "app/pages/row_change.h"
#include "app/pages/row_form.h"
#include "base/arena.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/naming.h"

bool
row_remove_ask_plan(struct request *req, struct unit *unit)
{
	static const char *const none[] = { NULL };
	const struct resource *resource = req->route->resource;

	return row_check_id(req, resource)
	       && noun_owner_add(req, unit, resource)
	       && row_form_add_row(req, unit, none);
}

static void
show_consequences(const struct row_form *form, struct json *data,
		  struct arena *arena)
{
	struct json *facts = json_set_array(data, "facts");

	for (size_t i = 0; form->consequences[i]; i++)
		json_add(facts, json_text(arena, form->consequences[i]));
}

bool
row_remove_ask_page(struct request *req, const struct rows *rows,
		    struct response *res)
{
	const struct row_form *form = row_form_of(req);
	const struct resource *resource = form->resource;
	const struct rows *row = noun_rows(req, resource, rows);
	struct json *data = json_object(req->arena);
	const char *id = request_param(req, "id"), *list, *name;

	if (!row || !crud_check_found(req, resource, row))
		return false;
	name = row_form_called(req, row);
	list = noun_path(req, resource);
	noun_show_above(req, resource, rows, data);
	show_consequences(form, data, req->arena);
	return confirm_page(res, &(const struct confirm){
		.heading = arena_printf(req->arena, "Delete %s?", name),
		.crumb = "Delete",
		.list_href = list,
		.list_word = naming_list(req->arena, resource),
		.back = noun_row_path(req, resource, id), .back_word = name,
		.action = arena_printf(req->arena, "%s/%s/delete", list, id),
		.submit = "Delete it", .keep = "Keep it",
		.version = rows_named(row, 0, "version"),
	}, data);
}

bool
row_remove_plan(struct request *req, struct unit *unit)
{
	const struct resource *resource = req->route->resource;

	return noun_owner_add(req, unit, resource)
	       && row_delete_add(req, unit, resource);
}

bool
row_remove_done(struct request *req, const struct rows *rows,
		struct response *res)
{
	const struct resource *resource = req->route->resource;
	const struct rows *own = noun_rows(req, resource, rows);

	return own && row_change_check(req, resource, own)
	       && notice_redirect_noun(res, noun_path(req, resource), resource,
				       "deleted");
}
