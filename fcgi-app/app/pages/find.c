/*
 * Finding by what one has at hand: an id of anything, or part of an agent's
 * name.
 */
#include "app/pages/handlers.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "http/url.h"
#include "json/json.h"

static const struct statement find_by_id = {
	.name = "find_by_id",
	.sql = "select '/agents/' || id from agents where id = $1::uuid"
	       " union all"
	       " select '/executions/' || id from executions"
	       " where id = $1::uuid",
};

/* Of other names, by which clients may know a row. */
static const struct statement find_by_alias = {
	.name = "find_by_alias",
	.sql = "select case kind when 'agent' then '/agents/'"
	       " else '/executions/' end || id from aliases"
	       " where alias = $1 and kind in ('agent', 'execution') limit 1",
};

static const char *
wanted(const struct request *req)
{
	const char *text = request_query(req, "q");

	return text ? text_trim(req->arena, text) : "";
}

bool
find_plan(struct request *req, struct unit *unit)
{
	const char *text = wanted(req);

	if (is_uuid(text))
		return unit_add(unit, &find_by_id, text);
	return !*text || unit_add(unit, &find_by_alias, text);
}

static bool
search_agents(struct request *req, struct response *res, const char *text)
{
	struct buf path;

	buf_init(&path, req->arena, 128);
	buf_text(&path, "/agents?q=");
	url_encode(&path, text);
	return response_redirect(res, path.bytes);
}

bool
find_page(struct request *req, const struct rows *rows, struct response *res)
{
	struct json *data = json_object(req->arena);
	const char *text = wanted(req);

	if (*text && rows->count > 0)
		return response_redirect(res, rows_text(rows, 0, 0));
	if (*text && !is_uuid(text))
		return search_agents(req, res, text);
	json_set_static(data, "missing", *text ? text : NULL);
	return response_page(res, 200, "pages/find", data);
}
