/* Several members of the list: another role, or removal, which is asked for first. */
#include "app/pages/handlers.h"

#include "app/api/api.h"
#include "app/pages/confirm.h"
#include "app/pages/form.h"
#include "app/pages/notice.h"
#include "app/pages/view.h"
#include "auth/role.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

static const struct statement members_named = {
	.name = "members_named",
	.sql = "select id, coalesce(nullif(name, ''), email) as name, role"
	       " from api.members where id = any ($1::uuid[]) order by 2, id",
};

static bool
add_named(struct request *req, struct unit *unit)
{
	const char *ids = form_ids(req, "id");

	return ids && unit_add(unit, &members_named, ids);
}

static bool
add_change(struct request *req, struct unit *unit, const char *action,
	   const char *role)
{
	const char *ids = form_ids(req, "id");

	return ids && members_change_add(unit, ids, action, role);
}

bool
members_role_plan(struct request *req, struct unit *unit)
{
	const char *role = form_value(req, "role");

	if (!role || role_parse(role) == ROLE_NONE)
		return fail(&req->error, ERROR_BAD_REQUEST, "no such role");
	return add_change(req, unit, "role", role);
}

static int
count_changed(const struct rows *rows)
{
	int changed = 0;

	for (int row = 0; row < rows->count; row++)
		changed += rows_is_true(rows, row, "changed");
	return changed;
}

/* Why each that was refused is as it was. */
static void
show_refused(struct json *data, const struct rows *rows)
{
	struct json *list = json_set_array(data, "refused");

	for (int row = 0; row < rows->count; row++) {
		const char *why = rows_named(rows, row, "why");
		bool is_there = rows_is_true(rows, row, "is_member");
		struct json *item;

		if (rows_is_true(rows, row, "changed"))
			continue;
		item = json_add_object(list);
		json_set_static(item, "id", rows_named(rows, row, "id"));
		view_text(item, "name", rows_named(rows, row, "name"));
		view_text(item, "role", rows_named(rows, row, "role"));
		json_set_static(item, "why",
				is_there ? why : "is no member any more");
	}
}

/* All done: back to the list; else what was not, and why. */
static bool
show_results(struct request *req, const struct rows *rows,
	     struct response *res, const char *notice)
{
	struct json *data = json_object(req->arena);
	int changed = count_changed(rows);

	if (changed == rows->count)
		return notice_redirect(res, "/members", notice, changed, -1);
	json_set_static(data, "done", changed
			? view_counted(req->arena, changed, "member") : NULL);
	json_set_static(data, "not_done", view_counted(req->arena,
						rows->count - changed, "member"));
	show_refused(data, rows);
	return response_page(res, 200, "pages/members-refused", data);
}

bool
members_role_done(struct request *req, const struct rows *rows,
		  struct response *res)
{
	return show_results(req, &rows[0], res, "members-saved");
}

bool
members_remove_ask_plan(struct request *req, struct unit *unit)
{
	return add_named(req, unit);
}

static void
show_people(struct json *data, struct arena *arena, const struct rows *rows)
{
	struct json *facts = json_set_array(data, "facts");
	struct json *hidden = json_set_array(data, "hidden");

	for (int row = 0; row < rows->count; row++) {
		struct json *item = json_add_object(hidden);

		json_set_static(item, "name", "id");
		json_set_static(item, "value", rows_text(rows, row, 0));
		json_add(facts, json_text(arena, arena_printf(arena, "%s, %s",
				rows_text(rows, row, 1),
				rows_text(rows, row, 2))));
	}
	json_add(facts, json_text(arena, "What they made stays, and so do keys"
		 " that they made. They are signed out at once, and can be"
		 " invited again."));
}

bool
members_remove_ask_page(struct request *req, const struct rows *rows,
			struct response *res)
{
	struct json *data = json_object(req->arena);

	if (rows[0].count == 0)
		return response_redirect(res, "/members");
	show_people(data, req->arena, &rows[0]);
	return confirm_page(res, &(const struct confirm){
		.heading = arena_printf(req->arena, "Remove %s?",
			view_counted(req->arena, rows[0].count, "member")),
		.crumb = "Remove",
		.list_href = "/members", .list_word = "Members",
		.back = "/members", .action = "/members/remove",
		.submit = "Remove them", .keep = "Keep them",
	}, data);
}

bool
members_remove_plan(struct request *req, struct unit *unit)
{
	return add_change(req, unit, "remove", NULL);
}

bool
members_remove_done(struct request *req, const struct rows *rows,
		    struct response *res)
{
	return show_results(req, &rows[0], res, "members-removed");
}
