#include "http/caller.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "auth/credential.h"
#include "base/error.h"
#include "base/text.h"
#include "base/zones.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/limit.h"
#include "http/request.h"
#include "http/router.h"
#include "json/json.h"
#include "json/parse.h"

enum column {
	USER_ID, TENANT_ID, ROLE, KIND, EMAIL, NAME, TENANT_NAME,
	THEME, TIME_ZONE, PAGE_SIZE, DELETE_AT, OTHER_TENANTS
};

static const struct statement auth_begin = {
	.name = CALLER_STATEMENT,
	.sql = "select user_id, tenant_id, role, kind, email, name,"
	       " tenant_name, theme, time_zone, page_size, delete_at,"
	       " other_tenants"
	       " from auth.begin($1, $2, $3, $4, $5)",
};

/* Pages and their cookie are for people; a key is for scripts, and calls the API. */
static bool
is_for_people(const struct request *req)
{
	return req->is_cookie || request_is_page(req);
}

void
caller_begin(const struct request *req, struct unit *unit, enum role role,
	     bool is_read_only)
{
	const char *const values[] = {
		NULL,
		credential_hash(req->arena, req->token),
		role_name(role),
		is_read_only ? "t" : "f",
		req->tenant_seen,
		is_for_people(req) ? "t" : "f",
	};

	unit_add_first(unit, &auth_begin, values, 5);
}

static const char *
text(const struct rows *rows, enum column column)
{
	const char *value = rows_text(rows, 0, (int)column);

	return value ? value : "";
}

/* The texts live as long as the rows, which end with the arena. */
void
caller_take(struct request *req, const struct rows *rows)
{
	if (rows->count != 1)
		return;
	req->caller = (struct caller){
		.user_id = text(rows, USER_ID),
		.tenant_id = text(rows, TENANT_ID),
		.tenant_name = text(rows, TENANT_NAME),
		.role = role_parse(text(rows, ROLE)),
		.is_key = strcmp(text(rows, KIND), "key") == 0,
		.email = text(rows, EMAIL),
		.name = text(rows, NAME),
		.theme = text(rows, THEME),
		.zone = zones_find(req->app->zones, text(rows, TIME_ZONE)),
		.page_size = atoi(text(rows, PAGE_SIZE)),
		.delete_at = text(rows, DELETE_AT),
		.other_tenants = text(rows, OTHER_TENANTS),
	};
	limit_learn(req);
}

static const char *
member(const struct json *who, const char *name)
{
	const char *value = json_string(json_find(who, name));

	return value ? value : "";
}

void
caller_take_refused(struct request *req, const struct unit_failure *failure)
{
	struct error ignored = { .arena = req->arena };
	const char *detail = failure->detail;
	const struct json *who;

	if ((strcmp(failure->sqlstate, "MU403") != 0
	     && strcmp(failure->sqlstate, "MU409") != 0)
	    || !detail || !text_equal(failure->statement, CALLER_STATEMENT))
		return;
	who = json_parse(req->arena, detail, strlen(detail), &ignored);
	if (!who)
		return;
	req->caller = (struct caller){
		.user_id = member(who, "user_id"),
		.tenant_id = member(who, "tenant_id"),
		.tenant_name = member(who, "tenant_name"),
		.role = role_parse(member(who, "role")),
		.is_key = strcmp(member(who, "kind"), "key") == 0,
		.email = member(who, "email"),
		.name = member(who, "name"),
		.theme = member(who, "theme"),
		.zone = zones_find(req->app->zones,
				   member(who, "time_zone")),
		.delete_at = member(who, "delete_at"),
		.other_tenants = member(who, "other_tenants"),
	};
}
