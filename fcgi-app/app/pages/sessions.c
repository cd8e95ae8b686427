/* The sessions of the user who asks, and ending them. */
#include "app/pages/handlers.h"

#include <string.h>

#include "app/pages/notice.h"
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

static const struct statement sessions_own = {
	.name = "sessions_own",
	.sql = "select id, is_current, created_at, last_used_at, expires_at,"
	       " address, user_agent from api.sessions order by is_current"
	       " desc, last_used_at desc, id limit 100",
};

enum { ID, IS_CURRENT, CREATED, USED, ENDS, ADDRESS, AGENT };

bool
sessions_plan(struct request *req, struct unit *unit)
{
	(void)req;
	return unit_add(unit, &sessions_own);
}

/*
 * The first row that is part of the User-Agent: those that name others are
 * first.
 */
static const struct {
	const char *part;
	const char *name;
} browsers[] = {
	{ "Edg/", "Edge" }, { "OPR/", "Opera" }, { "Firefox/", "Firefox" },
	{ "Chrom", "Chromium" }, { "Safari/", "Safari" }, { "curl/", "curl" },
	{ NULL, NULL }
}, systems[] = {
	{ "Android", "Android" }, { "iPhone", "iPhone" }, { "iPad", "iPad" },
	{ "Windows", "Windows" }, { "Mac OS", "macOS" }, { "Linux", "Linux" },
	{ NULL, NULL }
};

static const char *
device(struct arena *arena, const char *agent)
{
	size_t browser = 0, system = 0;

	if (!agent || !*agent)
		return "Unknown client";
	while (browsers[browser].part && !strstr(agent, browsers[browser].part))
		browser++;
	while (systems[system].part && !strstr(agent, systems[system].part))
		system++;
	if (!browsers[browser].name)
		return arena_copy(arena, agent, strcspn(agent, " /"));
	if (!systems[system].name)
		return browsers[browser].name;
	return arena_printf(arena, "%s on %s", browsers[browser].name,
			    systems[system].name);
}

static void
show_row(struct arena *arena, struct json *item, const struct rows *rows,
	 int row, const struct clock *clock)
{
	json_set_static(item, "id", rows_text(rows, row, ID));
	json_set_bool(item, "is_current",
		      text_equal(rows_text(rows, row, IS_CURRENT), "t"));
	json_set_static(item, "device",
			device(arena, rows_text(rows, row, AGENT)));
	view_text(item, "agent", rows_text(rows, row, AGENT));
	view_text(item, "address", rows_text(rows, row, ADDRESS));
	view_time(clock, item, "created", rows_text(rows, row, CREATED));
	view_time(clock, item, "used", rows_text(rows, row, USED));
	view_time(clock, item, "ends", rows_text(rows, row, ENDS));
}

bool
sessions_page(struct request *req, const struct rows *rows,
	      struct response *res)
{
	struct json *data = json_object(req->arena);
	struct json *items = json_set_array(data, "rows");
	struct clock clock = view_clock(req);

	notice_show(req, data);
	for (int row = 0; row < rows->count; row++)
		show_row(req->arena, json_add_object(items), rows, row, &clock);
	json_set_bool(data, "has_others", rows->count > 1);
	return response_page(res, 200, "pages/sessions", data);
}

static const struct statement session_end = {
	.name = "session_end",
	.sql = "select api.revoke_session($1::uuid)",
};

bool
session_end_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return fail(&req->error, ERROR_NOT_FOUND, "no session '%s'",
			    id);
	return unit_add(unit, &session_end, id);
}

bool
session_end_done(struct request *req, const struct rows *rows,
		 struct response *res)
{
	if (!text_equal(rows_text(rows, 0, 0), "t"))
		return fail(&req->error, ERROR_NOT_FOUND, "no session '%s'",
			    request_param(req, "id"));
	return notice_redirect(res, "/sessions", "session-ended", -1, -1);
}

static const struct statement sessions_end_others = {
	.name = "sessions_end_others",
	.sql = "select api.revoke_other_sessions()",
};

bool
sessions_end_others_plan(struct request *req, struct unit *unit)
{
	(void)req;
	return unit_add(unit, &sessions_end_others);
}

bool
sessions_end_others_done(struct request *req, const struct rows *rows,
			 struct response *res)
{
	(void)req;
	return notice_redirect(res, "/sessions", "sessions-ended",
			       (int)view_int(rows_text(rows, 0, 0)), -1);
}
