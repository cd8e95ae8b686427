#include "app/pages/log_view.h"

#include <string.h>

#include "app/pages/view.h"
#include "base/arena.h"
#include "base/local.h"
#include "base/text.h"
#include "base/time.h"
#include "base/zone.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "json/json.h"

#define LINES_LAST 100
#define LINES_ALL 2000

/* ids are in the order of time */
static const struct statement log_last = {
	.name = "log_last",
	.sql = "select timestamp, level, message, left(context::text, 2000),"
	       " node_id from api.execution_logs where execution_id = $1::uuid"
	       " order by id desc limit 101",
};

static const struct statement log_all = {
	.name = "log_all",
	.sql = "select timestamp, level, message, left(context::text, 2000),"
	       " node_id from api.execution_logs where execution_id = $1::uuid"
	       " order by id limit 2001",
};

enum { AT, LEVEL, MESSAGE, CONTEXT, NODE };

static bool
is_all(const char *mode)
{
	return text_equal(mode, "all");
}

bool
log_add(struct unit *unit, const char *execution, const char *mode)
{
	return unit_add(unit, is_all(mode) ? &log_all : &log_last, execution);
}

static const char *
state_of(const char *level)
{
	if (text_equal(level, "error"))
		return "failed";
	return text_equal(level, "warn") ? "waiting" : NULL;
}

static void
show_moment(const struct clock *clock, struct json *line, const char *sql)
{
	struct arena *arena = clock->arena;
	char iso[TIME_TEXT_SIZE] = "";
	int64_t ms = view_ms(sql);

	time_from_sql(sql, iso);
	json_append(line, "iso", json_text(arena, iso));
	json_append(line, "clock", json_text(arena,
			local_clock(arena, clock->zone, ms)));
	/* 2026-03-12T14:31:52.208Z */
	json_append(line, "millis", json_text(arena, *iso
			? arena_copy(arena, iso + 19, 4) : ""));
	json_set_static(line, "long", local_long(arena, zone_utc(), ms));
}

static void
show_line(const struct clock *clock, struct json *line, const struct rows *rows,
	  int row)
{
	const char *level = rows_text(rows, row, LEVEL);

	show_moment(clock, line, rows_text(rows, row, AT));
	json_set_static(line, "level", level);
	json_set_static(line, "state", state_of(level));
	json_set_static(line, "message", rows_text(rows, row, MESSAGE));
	view_text(line, "context", rows_text(rows, row, CONTEXT));
	view_text(line, "node", rows_text(rows, row, NODE));
}

static const char *
note(struct arena *arena, int count, bool all)
{
	int shown = all ? LINES_ALL : LINES_LAST;

	if (count > shown)
		return arena_printf(arena, "%s %d lines",
				    all ? "first" : "last", shown);
	return arena_printf(arena, count == 1 ? "%d line" : "%d lines", count);
}

/* Nothing more to see needs no link. */
static void
show_link(struct request *req, struct json *data, int count, bool all)
{
	const char *path = arena_printf(req->arena, "/executions/%s",
					request_param(req, "id"));

	json_set_static(data, "log_word", all ? "Last lines" : "Whole log");
	if (all)
		json_set_static(data, "log_href", path);
	else
		json_set_static(data, "log_href",
				count > LINES_LAST ? arena_printf(
					req->arena, "%s?log=all#log", path)
						   : NULL);
}

void
log_show(struct request *req, struct json *data, const struct rows *rows)
{
	struct json *list = json_set_array(data, "log");
	bool all = is_all(request_query(req, "log"));
	struct clock clock = view_clock(req);
	int last = rows->count < (all ? LINES_ALL : LINES_LAST) ? rows->count
			: all ? LINES_ALL : LINES_LAST;

	for (int i = 0; i < last; i++)
		show_line(&clock, json_add_object(list), rows,
			  all ? i : last - 1 - i);
	json_set_bool(data, "has_log", rows->count > 0);
	json_set_static(data, "log_note", note(req->arena, rows->count, all));
	show_link(req, data, rows->count, all);
}
