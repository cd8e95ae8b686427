/* Saving a view of a list, renaming and sharing it. */
#include "app/pages/handlers.h"

#include <string.h>

#include "app/pages/form.h"
#include "app/pages/list_view.h"
#include "app/pages/notice.h"
#include "app/pages/row_change.h"
#include "app/resources/resources.h"
#include "app/saved_view.h"
#include "auth/role.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/list.h"
#include "resource/validate.h"

#define NAME_MAX_LENGTH 255

static const struct choice audiences[] = {
	{ "false", "Only you" },
	{ "true", "Everybody in this organisation" },
	{ NULL, NULL }
};

static const struct form_field fields[] = {
	{ .name = "name", .label = "Name", .max = NAME_MAX_LENGTH,
	  .is_required = true, .autocomplete = "off" },
	{ .name = "shared", .label = "Who sees it", .kind = FORM_CHOICE,
	  .choices = audiences,
	  .help = "Whoever sees it finds it among the tabs of the list" },
	{ 0 }
};

/* For an admin who mends a view that somebody else shares. */
static const struct form_field name_alone[] = {
	{ .name = "name", .label = "Name", .max = NAME_MAX_LENGTH,
	  .is_required = true, .autocomplete = "off" },
	{ 0 }
};

/* A form: of a new view where id is NULL. */
struct form {
	const struct saved_list *list;
	const char *id;
	const char *query;
	const char *version;
	const struct form_field *fields;
	const char *const *values;
};

/* What a plan leaves to its reply. */
struct sent {
	const struct saved_list *list;
	const char *query;
	char id[UUID_TEXT_SIZE];
	struct error error;
};

static const struct statement save_view = {
	.name = "save_view",
	.sql = "select api.save_view($1::uuid, $2, $3, $4, $5::bool)",
};

static const struct statement rename_view = {
	.name = "rename_view",
	.sql = "select changed, is_taken, version, noun, query from"
	       " api.rename_view($1::uuid, $2, $3::bool, $4::int)",
};

static const struct statement view_to_edit = {
	.name = "view_to_edit",
	.sql = "select name, shared::text, noun, query, is_own, version from"
	       " api.saved_views where id = $1::uuid",
};

enum { EDIT_NAME, EDIT_SHARED, EDIT_NOUN, EDIT_QUERY, EDIT_IS_OWN, EDIT_VERSION };

static const struct saved_list *
find_list(struct request *req, const char *noun)
{
	const struct saved_list *list = saved_list_find(noun);

	if (!list)
		fail(&req->error, ERROR_NOT_FOUND, "no list '%s' that has views",
		     noun ? noun : "");
	return list;
}

/* --- the page --- */

/* "-name" as "Name, downwards". */
static const char *
order_words(struct arena *arena, const struct resource *resource,
	    const char *sort)
{
	bool is_descending = *sort == '-';

	return arena_printf(arena, "%s%s",
			    list_label(resource, sort + is_descending),
			    is_descending ? ", downwards" : "");
}

/* As the list says it. */
static const char *
filter_words(struct arena *arena, const struct resource *resource,
	     const struct pair *pair)
{
	int field = resource_field(resource, pair->name);
	const struct words *words = field < 0 ? NULL
					      : resource->fields[field].words;

	if (strcmp(pair->name, "sort") == 0)
		return order_words(arena, resource, pair->value);
	return words ? list_view_words(arena, words, pair->value)
		     : pair->value;
}

static void
show_filters(struct request *req, struct json *data, const struct form *form)
{
	struct json *list = json_set_array(data, "filters");
	struct error err = { .arena = req->arena };
	struct pairs query;

	if (!url_parse_query(req->arena, form->query, strlen(form->query),
			     &query, &err))
		query.count = 0;
	for (size_t i = 0; i < query.count; i++) {
		struct json *item = json_add_object(list);

		json_set_static(item, "label",
				list_label(form->list->resource,
					   query.list[i].name));
		json_set_static(item, "text",
				filter_words(req->arena, form->list->resource,
					     &query.list[i]));
	}
	json_set_bool(data, "has_filters", query.count > 0);
}

static void
show_ways(struct request *req, struct json *data, const struct form *form)
{
	json_set_static(data, "list_href", form->list->path);
	json_set_static(data, "list_word", form->list->label);
	json_set_static(data, "heading", form->id ? "Rename the view"
						  : "Save a view");
	json_set_static(data, "crumb", form->id ? "Rename" : "Save a view");
	json_set_static(data, "submit", form->id ? "Save" : "Save the view");
	json_set_static(data, "action", form->id ? arena_printf(req->arena,
			"/saved-views/%s", form->id) : "/saved-views");
	json_set_static(data, "back", saved_view_href(req->arena, form->list,
						      form->id, form->query));
}

static bool
show(struct request *req, struct response *res, const struct form *form,
     const struct error *err)
{
	struct json *data = json_object(req->arena);
	static const struct error none = { .kind = ERROR_NONE };

	show_ways(req, data, form);
	show_filters(req, data, form);
	json_set_static(data, "noun", form->list->noun);
	json_set_static(data, "query", form->query);
	json_set_static(data, "version", form->version);
	form_show(req->arena, data, "fields", form->fields, form->values, err);
	form_show_problem(req->arena, data, "problem", form->fields,
			  err ? err : &none);
	return response_page(res, err ? error_status(err->kind) : 200,
			     "pages/saved-view-form", data);
}

/* What was sent, and what is wrong with it. */
static bool
show_again(struct request *req, struct response *res, const char *version,
	   const struct error *err)
{
	const struct sent *sent = req->state;
	bool has_audience = form_value(req, "shared") != NULL;

	return show(req, res, &(const struct form){
		.list = sent->list, .query = sent->query, .version = version,
		.id = pairs_find(&req->params, "id"),
		.fields = has_audience ? fields : name_alone,
		.values = form_sent(req, fields),
	}, err);
}

static bool
show_taken(struct request *req, struct response *res, const char *version)
{
	struct error err;

	fail_field(&req->error, "/name", "conflict",
		   "another view of this list has the name");
	err = form_take_error(req);
	return show_again(req, res, version, &err);
}

/* --- a new one --- */

bool
saved_view_new_page(struct request *req, const struct rows *rows,
		    struct response *res)
{
	static const char *const usual[] = { "", "false" };
	const struct saved_list *list = find_list(req,
						  request_query(req, "noun"));
	const char *query = request_query(req, "query");

	(void)rows;
	return list && show(req, res, &(const struct form){
		.list = list, .query = query ? query : "",
		.fields = fields, .values = usual,
	}, NULL);
}

static struct sent *
new_sent(struct request *req)
{
	const char *query = form_value(req, "query");
	struct sent *sent = arena_alloc(req->arena, sizeof *sent);

	sent->list = find_list(req, form_value(req, "noun"));
	sent->query = query ? query : "";
	return req->state = sent;
}

static const char *
value_of(const struct values *given, const char *name)
{
	return given->text[resource_field(&saved_view_resource, name)];
}

bool
saved_view_make_plan(struct request *req, struct unit *unit)
{
	struct sent *sent = new_sent(req);
	struct values given;

	uuid_v7(sent->id);
	if (!sent->list)
		return false;
	if (validate_body(req, &saved_view_resource, VALIDATE_CREATE, &given)
	    && saved_view_check(req, sent->list, sent->query))
		return unit_add(unit, &save_view, sent->id, sent->list->noun,
				value_of(&given, "name"),
				saved_view_parse(req->arena, sent->list,
						 sent->query),
				value_of(&given, "shared"));
	sent->error = form_take_error(req);
	return true;
}

static bool
lead_to(struct request *req, struct response *res,
	const struct saved_list *list, const char *id, const char *query)
{
	return notice_redirect(res, saved_view_href(req->arena, list, id,
			       saved_view_parse(req->arena, list, query)),
			       "view-saved", -1, -1);
}

bool
saved_view_make_done(struct request *req, const struct rows *rows,
		     struct response *res)
{
	const struct sent *sent = req->state;

	if (sent->error.kind != ERROR_NONE)
		return show_again(req, res, NULL, &sent->error);
	if (*rows_text(rows, 0, 0) != 't')
		return show_taken(req, res, NULL);
	return lead_to(req, res, sent->list, sent->id, sent->query);
}

/* --- another name --- */

bool
saved_view_edit_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &saved_view_resource)
	       && unit_add(unit, &view_to_edit, request_param(req, "id"));
}

bool
saved_view_edit_page(struct request *req, const struct rows *rows,
		     struct response *res)
{
	bool is_own;

	if (!crud_check_found(req, &saved_view_resource, rows))
		return false;
	is_own = *rows_text(rows, 0, EDIT_IS_OWN) == 't';
	if (!is_own && req->caller.role < ROLE_ADMIN)
		return fail(&req->error, ERROR_FORBIDDEN,
			    "only its maker or an admin may change this view");
	return show(req, res, &(const struct form){
		.list = saved_list_find(rows_text(rows, 0, EDIT_NOUN)),
		.id = request_param(req, "id"),
		.query = rows_text(rows, 0, EDIT_QUERY),
		.version = rows_text(rows, 0, EDIT_VERSION),
		.fields = is_own ? fields : name_alone,
		.values = (const char *const[]){
			rows_text(rows, 0, EDIT_NAME),
			rows_text(rows, 0, EDIT_SHARED),
		},
	}, NULL);
}

/* What a form does not ask stays: only a shared view is another one's. */
static const char *
audience_of(const struct values *given)
{
	const char *shared = value_of(given, "shared");

	return shared ? shared : "true";
}

bool
saved_view_rename_plan(struct request *req, struct unit *unit)
{
	struct sent *sent = new_sent(req);
	struct values given;

	if (!sent->list || !row_check_id(req, &saved_view_resource))
		return false;
	if (validate_body(req, &saved_view_resource, VALIDATE_UPDATE, &given))
		return unit_add(unit, &rename_view, request_param(req, "id"),
				value_of(&given, "name"), audience_of(&given),
				row_form_version(req));
	sent->error = form_take_error(req);
	return true;
}

/* Somebody was faster: their version is what the next try replaces. */
static bool
show_conflict(struct request *req, struct response *res, const char *version)
{
	struct error err;

	fail(&req->error, ERROR_PRECONDITION,
	     "this view was changed meanwhile; it has version %s now", version);
	fail_hint(&req->error, "save again to give it this name all the same");
	err = form_take_error(req);
	return show_again(req, res, version, &err);
}

bool
saved_view_rename_done(struct request *req, const struct rows *rows,
		       struct response *res)
{
	const struct sent *sent = req->state;

	if (sent->error.kind != ERROR_NONE)
		return show_again(req, res, form_value(req, "version"),
				  &sent->error);
	if (!crud_check_found(req, &saved_view_resource, rows))
		return false;
	if (rows_is_true(rows, 0, "changed"))
		return lead_to(req, res,
			       saved_list_find(rows_named(rows, 0, "noun")),
			       request_param(req, "id"),
			       rows_named(rows, 0, "query"));
	if (rows_is_true(rows, 0, "is_taken"))
		return show_taken(req, res, rows_named(rows, 0, "version"));
	return show_conflict(req, res, rows_named(rows, 0, "version"));
}
