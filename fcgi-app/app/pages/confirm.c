#include "app/pages/confirm.h"

#include "app/pages/form.h"
#include "app/saved_view.h"
#include "base/arena.h"
#include "base/error.h"
#include "db/rows.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/resource.h"

/* What was typed to confirm is typed again. */
static void
show_fields(struct arena *arena, const struct confirm *confirm,
	    struct json *data)
{
	static const struct form_field no_fields[] = { { 0 } };
	static const struct error none = { .kind = ERROR_NONE };
	const struct form_field *fields = confirm->fields ? confirm->fields
							  : no_fields;
	const struct error *err = confirm->error ? confirm->error : &none;

	form_show(arena, data, "fields", fields, NULL, err);
	form_show_problem(arena, data, "problem", fields, err);
}

bool
confirm_page(struct response *res, const struct confirm *confirm,
	     struct json *data)
{
	json_set_static(data, "heading", confirm->heading);
	json_set_static(data, "crumb", confirm->crumb);
	json_set_static(data, "list_href", confirm->list_href);
	json_set_static(data, "list_word", confirm->list_word);
	json_set_static(data, "back", confirm->back);
	json_set_static(data, "back_word", confirm->back_word);
	json_set_static(data, "action", confirm->action);
	json_set_static(data, "submit", confirm->submit);
	json_set_static(data, "keep", confirm->keep);
	json_set_static(data, "version", confirm->version);
	show_fields(res->request->arena, confirm, data);
	return response_page(res, confirm->error
			     ? error_status(confirm->error->kind) : 200,
			     "pages/confirm", data);
}

bool
confirm_delete_page(struct request *req, const struct resource *resource,
		    const struct rows *rows, struct response *res,
		    struct json *data)
{
	const struct saved_list *list = saved_list_find(resource->plural);
	const char *name = rows_named(rows, 0, "name");
	const char *path = arena_printf(req->arena, "%s/%s", list->path,
					request_param(req, "id"));

	return confirm_page(res, &(const struct confirm){
		.heading = arena_printf(req->arena, "Delete %s?", name),
		.crumb = "Delete",
		.list_href = list->path, .list_word = list->label,
		.back = path, .back_word = name,
		.action = arena_printf(req->arena, "%s/delete", path),
		.submit = "Delete it", .keep = "Keep it",
		.version = rows_named(rows, 0, "version"),
	}, data);
}
