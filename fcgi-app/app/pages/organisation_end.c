/* How an organisation ends: deleted, some days from now, or left. */
#include "app/pages/handlers.h"

#include "app/api/api.h"
#include "app/pages/confirm.h"
#include "app/pages/form.h"
#include "app/pages/notice.h"
#include "app/pages/row_change.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/local.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"

/* Of the current one: what goes, and when it would. */
static const struct statement organisation_ending = {
	.name = "organisation_ending",
	.sql = "select t.name, t.version, now() + interval '1 day' *"
	       " app.deletion_days((select max(s.value) from settings s"
	       " where s.name = 'tenant_deletion_days')) as goes_at,"
	       " (select count(*) from api.tenants) - 1 as others"
	       " from api.tenants t where t.id = $1::uuid and t.is_current",
};

static bool
add_ending(struct request *req, struct unit *unit)
{
	return row_check_id(req, &tenant_resource)
	       && unit_add(unit, &organisation_ending,
			   request_param(req, "id"));
}

static const char *
path_of(struct request *req, const char *end)
{
	return arena_printf(req->arena, "/organisations/%s%s",
			    request_param(req, "id"), end);
}

static bool
ask(struct request *req, const struct rows *rows, struct response *res,
    const struct confirm *what, struct json *data)
{
	struct confirm confirm = *what;

	confirm.list_href = "/organisations";
	confirm.list_word = "Organisations";
	confirm.back = path_of(req, "");
	confirm.back_word = rows_named(rows, 0, "name");
	confirm.version = rows_named(rows, 0, "version");
	return confirm_page(res, &confirm, data);
}

/* --- deleting --- */

static const struct statement organisation_delete = {
	.name = "organisation_delete",
	.sql = "select found, changed, version, status"
	       " from api.delete_tenant($1::uuid, $2::int, $3::text)",
};

bool
organisation_delete_ask_plan(struct request *req, struct unit *unit)
{
	return add_ending(req, unit);
}

static void
show_deletion(struct request *req, struct json *facts, const struct rows *rows)
{
	const char *day = local_long(req->arena, req->caller.zone,
				     view_ms(rows_named(rows, 0, "goes_at")));

	json_add(facts, json_text(req->arena, "All that is in it goes, for all"
		 " of its members: agents, workflows, executions, tasks,"
		 " credentials and keys."));
	json_add(facts, json_text(req->arena, arena_printf(req->arena,
		 "It goes on %s. Until then everything works as it did, and an"
		 " owner can keep it.", day)));
}

static bool
ask_to_delete(struct request *req, const struct rows *rows,
	      struct response *res, const struct error *err)
{
	const struct form_field fields[] = {
		{ .name = "confirm", .label = "Name of the organisation",
		  .is_required = true, .max = 255,
		  .help = "Type it as it is written above" },
		{ 0 }
	};
	struct json *data = json_object(req->arena);

	if (!crud_check_found(req, &tenant_resource, rows))
		return false;
	show_deletion(req, json_set_array(data, "facts"), rows);
	return ask(req, rows, res, &(const struct confirm){
		.heading = arena_printf(req->arena, "Delete %s?",
					rows_named(rows, 0, "name")),
		.crumb = "Delete", .action = path_of(req, "/delete"),
		.submit = "Delete it", .keep = "Keep it",
		.fields = fields, .error = err,
	}, data);
}

bool
organisation_delete_ask_page(struct request *req, const struct rows *rows,
			     struct response *res)
{
	return ask_to_delete(req, &rows[0], res, NULL);
}

static bool
delete_refused(struct request *req, const struct rows *rows,
	       struct response *res)
{
	return ask_to_delete(req, &rows[0], res, &req->refusal);
}

bool
organisation_delete_plan(struct request *req, struct unit *unit)
{
	const char *name = form_value(req, "confirm");

	return row_check_id(req, &tenant_resource)
	       && request_on_refusal(req, add_ending, delete_refused)
	       && unit_add(unit, &organisation_delete,
			   request_param(req, "id"), row_form_version(req),
			   name ? name : "");
}

/* Also where somebody was quicker: what was wanted is so. */
static bool
lead_to_it(struct request *req, const struct rows *rows, struct response *res,
	   const char *notice)
{
	if (!rows_is_true(rows, 0, "found"))
		return crud_check_found(req, &tenant_resource, NULL);
	return notice_redirect(res, path_of(req, ""), notice, -1, -1);
}

bool
organisation_delete_done(struct request *req, const struct rows *rows,
			 struct response *res)
{
	const char *seen = row_form_version(req);

	if (rows_is_true(&rows[0], 0, "changed")
	    || !seen || text_equal(seen, rows_named(&rows[0], 0, "version")))
		return lead_to_it(req, &rows[0], res, "organisation-deleted");
	return row_change_check(req, &tenant_resource, &rows[0]);
}

static const struct statement organisation_keep = {
	.name = "organisation_keep",
	.sql = "select found, changed, version, status"
	       " from api.keep_tenant($1::uuid, null)",
};

bool
organisation_keep_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &tenant_resource)
	       && unit_add(unit, &organisation_keep, request_param(req, "id"));
}

bool
organisation_keep_done(struct request *req, const struct rows *rows,
		       struct response *res)
{
	return lead_to_it(req, &rows[0], res, "organisation-kept");
}

/* --- leaving --- */

bool
organisation_leave_ask_plan(struct request *req, struct unit *unit)
{
	return add_ending(req, unit);
}

static bool
ask_to_leave(struct request *req, const struct rows *rows, struct response *res,
	     const struct error *err)
{
	struct json *data = json_object(req->arena);
	struct json *facts = json_set_array(data, "facts");

	if (!crud_check_found(req, &tenant_resource, rows))
		return false;
	json_add(facts, json_text(req->arena, "What you made stays, and so do"
				  " keys that you made."));
	json_add(facts, json_text(req->arena, rows_int(rows, 0, "others") > 0
		 ? "You go on in another organisation of yours."
		 : "You are in no other: you are signed out, and can sign in"
		   " again when somebody invites you."));
	return ask(req, rows, res, &(const struct confirm){
		.heading = arena_printf(req->arena, "Leave %s?",
					rows_named(rows, 0, "name")),
		.crumb = "Leave", .action = path_of(req, "/leave"),
		.submit = "Leave it", .keep = "Stay", .error = err,
	}, data);
}

bool
organisation_leave_ask_page(struct request *req, const struct rows *rows,
			    struct response *res)
{
	return ask_to_leave(req, &rows[0], res, NULL);
}

static bool
leave_refused(struct request *req, const struct rows *rows,
	      struct response *res)
{
	return ask_to_leave(req, &rows[0], res, &req->refusal);
}

bool
organisation_leave_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &tenant_resource)
	       && request_on_refusal(req, add_ending, leave_refused)
	       && tenant_leave_add(unit, request_param(req, "id"));
}

/* Who is in no other is signed out. */
bool
organisation_leave_done(struct request *req, const struct rows *rows,
			struct response *res)
{
	(void)req;
	return notice_redirect(res, rows_text(&rows[0], 0, 0)
			       ? "/organisations" : "/sign-in",
			       "organisation-left", -1, -1);
}
