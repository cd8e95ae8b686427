/* One entry of the audit log: what was changed from what to what. */
#include "app/pages/handlers.h"

#include "app/pages/audit_view.h"
#include "app/pages/diff_view.h"
#include "app/pages/list_view.h"
#include "app/pages/payload.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

static const struct statement audit_about = {
	.name = "audit_about",
	.sql = "select id, kind, actor_name, actor_email, key_name, action,"
	       " noun, row_id, row_name, target_id, success, changed, address,"
	       " at, request_id from api.audit_log where id = $1::uuid",
};

static const struct statement audit_changes = {
	.name = "audit_changes",
	.sql = "select member, was, was_length, now_is, now_length"
	       " from api.audit_changes($1::uuid)",
};

enum { ROWS_ABOUT, ROWS_CHANGES };
enum { MEMBER, WAS, WAS_LENGTH, NOW, NOW_LENGTH };

bool
audit_entry_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return fail(&req->error, ERROR_NOT_FOUND, "no audit entry '%s'",
			    id);
	return unit_add(unit, &audit_about, id)
		&& unit_add(unit, &audit_changes, id);
}

/* A secret is masked on both sides: that it changed is all that is known. */
static void
show_change(struct arena *arena, struct json *item, const struct rows *rows,
	    int row)
{
	const char *was = rows_text(rows, row, WAS);
	const char *now_is = rows_text(rows, row, NOW);

	json_set_static(item, "member", rows_text(rows, row, MEMBER));
	json_set_bool(item, "is_masked", was && text_equal(was, now_is));
	json_set_bool(item, "is_cut",
		      view_int(rows_text(rows, row, WAS_LENGTH)) > PAYLOAD_MAX
		      || view_int(rows_text(rows, row, NOW_LENGTH))
				 > PAYLOAD_MAX);
	diff_view_show(arena, item, was, now_is);
}

static void
show_changes(struct request *req, struct json *data, const struct rows *rows)
{
	struct json *changes = json_set_array(data, "changes");

	for (int row = 0; row < rows->count; row++)
		show_change(req->arena, json_add_object(changes), rows, row);
	json_set_bool(data, "has_changes", rows->count > 0);
	json_set_static(data, "api", arena_printf(req->arena,
			"/api/audit-log/%s", request_param(req, "id")));
}

bool
audit_entry_page(struct request *req, const struct rows *rows,
		 struct response *res)
{
	struct json *data = json_object(req->arena);
	struct clock clock = view_clock(req);
	int at[AUDIT_COLUMNS];

	if (rows[ROWS_ABOUT].count == 0)
		return fail(&req->error, ERROR_NOT_FOUND, "no audit entry '%s'",
			    request_param(req, "id"));
	list_view_columns(&rows[ROWS_ABOUT], audit_columns, at);
	audit_show(req, data, &rows[ROWS_ABOUT], 0, at, &clock);
	view_text(data, "request_id",
		  rows_named(&rows[ROWS_ABOUT], 0, "request_id"));
	show_changes(req, data, &rows[ROWS_CHANGES]);
	return response_page(res, 200, request_is_fragment(req)
			     ? "partials/audit-detail" : "pages/audit-entry",
			     data);
}
