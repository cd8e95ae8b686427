/* The members of the organisation: the list, one of them, another role, removal. */
#include "app/pages/handlers.h"

#include "app/pages/confirm.h"
#include "app/pages/form.h"
#include "app/pages/list_page.h"
#include "app/pages/notice.h"
#include "app/pages/role_choices.h"
#include "app/pages/row_change.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/sql.h"
#include "resource/words.h"

static const char *const columns[] = {
	"id", "name", "email", "role", "is_self", "created_at", NULL
};

enum { ID, NAME, EMAIL, MEMBER_ROLE, IS_SELF, CREATED };

static const struct list_tab tabs[] = {
	{ "All", NULL }, { "Owners", "owner" }, { "Admins", "admin" },
	{ "Operators", "operator" }, { "Viewers", "viewer" }, { NULL, NULL }
};

static const char *
name_of(const char *name, const char *email)
{
	return name && *name ? name : email;
}

static void
set_role(struct json *object, const char *role)
{
	const struct word *word = words_find(&role_words, role);

	json_set_static(object, "role", word ? word->label : role);
}

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	const char *email = rows_text(rows, row, at[EMAIL]);

	(void)req;
	json_set_static(item, "id", rows_text(rows, row, at[ID]));
	json_set_static(item, "name",
			name_of(rows_text(rows, row, at[NAME]), email));
	json_set_static(item, "email", email);
	set_role(item, rows_text(rows, row, at[MEMBER_ROLE]));
	json_set_bool(item, "is_self",
		      text_equal(rows_text(rows, row, at[IS_SELF]), "t"));
	view_time(clock, item, "created",
		  rows_text(rows, row, at[CREATED]));
}

static const struct form_field role_field = {
	.name = "role", .label = "Role", .kind = FORM_CHOICE,
};

/* For the bar below the list. */
static void
show_roles(struct request *req, struct json *data)
{
	struct form_field fields[] = { role_field, { 0 } };

	fields[0].choices = role_choices(req->arena, req->caller.role);
	form_show(req->arena, data, "roles", fields, NULL, NULL);
}

bool
members_page(struct request *req, const struct rows *rows, struct response *res)
{
	static const struct list_page page = {
		.template = "pages/members", .tabs_of = "role", .tabs = tabs,
		.columns = columns, .row = show_row, .show = show_roles,
		.order_word = "who joined last first",
	};

	return list_page_plain(req, rows, res, &page);
}

static const struct statement member_of_page = {
	.name = "member_of_page",
	.sql = "select name, email, role, is_self, version, created_at, (select"
	       " count(*) from api_keys k where k.created_by = m.id and"
	       " k.revoked_at is null) as keys from api.members m where id ="
	       " $1::uuid",
};

bool
member_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &member_resource)
	       && unit_add(unit, &member_of_page, request_param(req, "id"));
}

static void
show_form(struct request *req, struct json *data, const char *role,
	  const struct error *err)
{
	struct form_field fields[] = { role_field, { 0 } };

	fields[0].choices = role_choices(req->arena, req->caller.role);
	form_show(req->arena, data, "fields", fields, &role, err);
	form_show_problem(req->arena, data, "problem", fields, err);
}

static const char *
member_name(const struct rows *rows)
{
	return name_of(rows_named(rows, 0, "name"), rows_named(rows, 0, "email"));
}

static bool
show_member(struct request *req, const struct rows *rows, struct response *res,
	    const struct error *err)
{
	struct json *data = json_object(req->arena);
	const char *role = rows_named(rows, 0, "role");
	struct clock clock = view_clock(req);

	if (!crud_check_found(req, &member_resource, rows))
		return false;
	notice_show(req, data);
	json_set_static(data, "id", request_param(req, "id"));
	json_set_static(data, "name", member_name(rows));
	json_set_static(data, "email", rows_named(rows, 0, "email"));
	set_role(data, role);
	view_total(req->arena, data, "keys", "key", rows_int(rows, 0, "keys"));
	json_set_static(data, "version", rows_named(rows, 0, "version"));
	json_set_bool(data, "is_self", rows_is_true(rows, 0, "is_self"));
	json_set_bool(data, "may_change", req->caller.role >= ROLE_ADMIN
		      && role_parse(role) <= req->caller.role);
	view_time(&clock, data, "created",
		  rows_named(rows, 0, "created_at"));
	show_form(req, data, role, err);
	return response_page(res, error_status(err->kind), "pages/member", data);
}

bool
member_page(struct request *req, const struct rows *rows, struct response *res)
{
	static const struct error none = { .kind = ERROR_NONE };

	return show_member(req, &rows[0], res, &none);
}

bool
member_save_plan(struct request *req, struct unit *unit)
{
	const char *role = form_value(req, "role");

	if (!row_check_id(req, &member_resource))
		return false;
	if (role && role_parse(role) == ROLE_NONE)
		return fail(&req->error, ERROR_BAD_REQUEST, "no such role");
	return role ? row_change_set(req, unit, &member_resource, "role", role)
		    : unit_add(unit, &member_of_page, request_param(req, "id"));
}

static bool
lead_back(struct response *res, const char *word)
{
	struct request *req = res->request;

	return notice_redirect(res, arena_printf(req->arena, "/members/%s",
			       request_param(req, "id")), word, -1, -1);
}

bool
member_save_done(struct request *req, const struct rows *rows,
		 struct response *res)
{
	if (!form_value(req, "role"))
		return crud_check_found(req, &member_resource, &rows[0])
		       && fail_field(&req->error, "/role", "required",
				     "is required");
	return row_change_check(req, &member_resource, rows)
	       && lead_back(res, "member-saved");
}

static void
show_consequences(struct request *req, struct json *data,
		  const struct rows *rows)
{
	struct json *facts = json_set_array(data, "facts");
	int64_t keys = rows_int(rows, 0, "keys");

	json_add(facts, json_text(req->arena, "What they made stays. They are"
		 " signed out at once, and can be invited again."));
	if (keys > 0)
		json_add(facts, json_text(req->arena, arena_printf(req->arena,
			 "Keys that they made go on working (%s); revoke those"
			 " that are theirs.", view_count(req->arena, keys))));
}

bool
member_remove_ask_page(struct request *req, const struct rows *rows,
		       struct response *res)
{
	struct json *data = json_object(req->arena);
	const char *path = arena_printf(req->arena, "/members/%s",
					request_param(req, "id"));

	if (!crud_check_found(req, &member_resource, &rows[0]))
		return false;
	show_consequences(req, data, rows);
	return confirm_page(res, &(const struct confirm){
		.heading = arena_printf(req->arena, "Remove %s?",
					member_name(rows)),
		.crumb = "Remove",
		.list_href = "/members", .list_word = "Members",
		.back = path, .back_word = member_name(rows),
		.action = arena_printf(req->arena, "%s/remove", path),
		.submit = "Remove", .keep = "Keep",
		.version = rows_named(rows, 0, "version"),
	}, data);
}

bool
member_remove_plan(struct request *req, struct unit *unit)
{
	const char *values[] = { NULL, request_param(req, "id"),
				 row_form_version(req) };

	return row_check_id(req, &member_resource)
	       && crud_add(req, unit, sql_delete(req->arena,
				req->app->statements, &member_resource, false),
			   values, 2);
}

bool
member_remove_done(struct request *req, const struct rows *rows,
		   struct response *res)
{
	return row_change_check(req, &member_resource, rows)
	       && notice_redirect(res, "/members", "member-removed", -1, -1);
}
