/* The organisations of the user: between which one switches, and a new one. */
#include "app/pages/handlers.h"

#include "app/api/api.h"
#include "app/pages/list_page.h"
#include "app/pages/notice.h"
#include "app/pages/row_change.h"
#include "app/pages/row_form.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "json/json.h"

static const char *const columns[] = {
	"id", "name", "slug", "role", "is_current", "delete_at", "created_at",
	NULL
};

enum { ID, NAME, SLUG, OWN_ROLE, IS_CURRENT, DELETE_AT, CREATED };

/* Names of members differ from those of the frame, which forms need. */
static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	(void)req;
	view_id(item, rows_text(rows, row, at[ID]));
	view_text(item, "name", rows_text(rows, row, at[NAME]));
	view_text(item, "slug", rows_text(rows, row, at[SLUG]));
	view_text(item, "role", rows_text(rows, row, at[OWN_ROLE]));
	json_set_bool(item, "is_current",
		      text_equal(rows_text(rows, row, at[IS_CURRENT]), "t"));
	view_time(clock, item, "goes", rows_text(rows, row, at[DELETE_AT]));
	view_time(clock, item, "created", rows_text(rows, row, at[CREATED]));
}

bool
organisations_page(struct request *req, const struct rows *rows,
		   struct response *res)
{
	static const struct list_page page = {
		.template = "pages/organisations",
		.columns = columns, .row = show_row, .order_word = "by name",
	};

	return list_page_plain(req, rows, res, &page);
}

/* --- making and editing one --- */

static const char *const names[] = {
	"name", "slug", "retentionDays", "offlineAfterS", "runTimeoutS", NULL
};

/* Only the current one is edited. */
static const struct statement organisation_form_row = {
	.name = "organisation_form_row",
	.sql = "select name, slug, retention_days, offline_after_s,"
	       " run_timeout_s, name as called, version from api.tenants"
	       " where id = $1::uuid and is_current",
};

const struct row_form organisation_form = {
	.resource = &tenant_resource, .names = names,
	.row = &organisation_form_row, .insert = tenant_make_add,
};

/* --- switching --- */

static const struct statement organisation_switch = {
	.name = "organisation_switch",
	.sql = "select api.switch_tenant($1::uuid)",
};

bool
organisation_switch_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &tenant_resource)
	       && unit_add(unit, &organisation_switch,
			   request_param(req, "id"));
}

/* What one looked at is not there: one begins at the overview. */
bool
organisation_switch_done(struct request *req, const struct rows *rows,
			 struct response *res)
{
	if (!text_equal(rows_text(rows, 0, 0), "t"))
		return fail(&req->error, ERROR_NOT_FOUND,
			    "you are no member of this organisation");
	return notice_redirect(res, "/", "organisation-switched", -1, -1);
}
