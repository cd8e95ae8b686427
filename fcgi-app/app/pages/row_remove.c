/* Deleting the row of a noun that has a form, after asking; see row_form.h. */
#include "app/pages/handlers.h"

#include "app/pages/confirm.h"
#include "app/pages/notice.h"
#include "app/pages/row_change.h"
#include "app/pages/row_form.h"
#include "base/arena.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"

bool
row_remove_ask_plan(struct request *req, struct unit *unit)
{
	const struct row_form *form = row_form_of(req);

	return row_check_id(req, form->resource)
	       && unit_add(unit, form->row, request_param(req, "id"));
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
	struct json *data = json_object(req->arena);
	const char *path, *name;

	if (!crud_check_found(req, form->resource, &rows[0]))
		return false;
	name = row_form_called(&rows[0]);
	path = arena_printf(req->arena, "%s/%s", form->path,
			    request_param(req, "id"));
	show_consequences(form, data, req->arena);
	return confirm_page(res, &(const struct confirm){
		.heading = arena_printf(req->arena, "Delete %s?", name),
		.crumb = "Delete",
		.list_href = form->path, .list_word = form->list_word,
		.back = path, .back_word = name,
		.action = arena_printf(req->arena, "%s/delete", path),
		.submit = "Delete it", .keep = "Keep it",
		.version = rows_named(&rows[0], 0, "version"),
	}, data);
}

bool
row_remove_plan(struct request *req, struct unit *unit)
{
	return row_delete_add(req, unit, row_form_of(req)->resource);
}

bool
row_remove_done(struct request *req, const struct rows *rows,
		struct response *res)
{
	const struct row_form *form = row_form_of(req);

	return row_change_check(req, form->resource, &rows[0])
	       && notice_redirect(res, form->path, form->deleted, -1, -1);
}
