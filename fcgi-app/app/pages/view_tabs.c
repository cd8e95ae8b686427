#include "app/pages/view_tabs.h"

#include <assert.h>
#include <string.h>

#include "app/saved_view.h"
#include "auth/role.h"
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

/* One's own first; a hundred tabs are more than one finds one's way in. */
static const struct statement views_of_list = {
	.name = "views_of_list",
	.sql = "select id, name, query, shared, is_own, is_default,"
	       " created_by_name, version from api.saved_views where noun = $1"
	       " order by is_own desc, case when is_own then place end, name, id"
	       " limit 100",
};

enum { ID, NAME, QUERY, SHARED, IS_OWN, IS_DEFAULT, MAKER, VERSION };

bool
view_tabs_plan(struct request *req, struct unit *unit, const char *noun,
	       const char *left_out)
{
	struct view_tabs *tabs = arena_alloc(req->arena, sizeof *tabs);

	req->state = tabs;
	tabs->of = saved_list_find(noun);
	assert(tabs->of);
	tabs->query = saved_view_query(req->arena, tabs->of, &req->query,
				       left_out);
	return list_read(req, tabs->of->resource, NULL, &tabs->list)
	       && list_add(req, &tabs->list, unit)
	       && unit_add(unit, &views_of_list, noun);
}

static bool
is_true(const struct rows *rows, int row, int column)
{
	return *rows_text(rows, row, column) == 't';
}

static int
find_default(const struct rows *rows)
{
	int row = 0;

	while (row < rows->count && !is_true(rows, row, IS_DEFAULT))
		row++;
	return row < rows->count ? row : -1;
}

static const char *
query_of(struct request *req, const struct view_tabs *tabs,
	 const struct rows *rows, int row)
{
	return saved_view_parse(req->arena, tabs->of,
				rows_text(rows, row, QUERY));
}

static const char *
href_of(struct request *req, const struct view_tabs *tabs,
	const struct rows *rows, int row)
{
	return saved_view_href(req->arena, tabs->of,
			       rows_text(rows, row, ID),
			       query_of(req, tabs, rows, row));
}

/* All that says which part of a list is wanted. */
static bool
is_asked(const struct request *req, const struct view_tabs *tabs)
{
	static const char *const names[] = {
		"view", "cursor", "page", "export", NULL
	};

	for (size_t i = 0; names[i]; i++)
		if (request_query(req, names[i]))
			return true;
	return *tabs->query || request_is_fragment(req);
}

bool
view_tabs_opened(struct request *req, const struct view_tabs *tabs,
		 const struct rows *rows, struct response *res)
{
	const char *did = request_query(req, "did");
	int row = is_asked(req, tabs) ? -1 : find_default(rows);
	struct buf href;

	if (row < 0)
		return false;
	buf_init(&href, req->arena, 128);
	buf_text(&href, href_of(req, tabs, rows, row));
	if (did) {
		buf_text(&href, "&did=");
		url_encode(&href, did);
	}
	return response_redirect(res, href.bytes);
}

/* The one that the address names, or else one that asks for the same; -1: none. */
static int
find_active(struct request *req, const struct view_tabs *tabs,
	    const struct rows *rows)
{
	const char *view = request_query(req, "view");

	for (int row = 0; view && row < rows->count; row++)
		if (text_equal(rows_text(rows, row, ID), view))
			return row;
	for (int row = 0; *tabs->query && row < rows->count; row++)
		if (strcmp(query_of(req, tabs, rows, row), tabs->query) == 0)
			return row;
	return -1;
}

static const char *
maker_of(const struct rows *rows, int row)
{
	return is_true(rows, row, IS_OWN) ? NULL : rows_text(rows, row, MAKER);
}

static struct json *
add_tab(struct json *list, const char *word, const char *href, bool is_current)
{
	struct json *tab = json_add_object(list);

	json_set_static(tab, "word", word);
	json_set_static(tab, "href", href);
	json_set_bool(tab, "is_current", is_current);
	return tab;
}

static void
show_tabs(struct request *req, const struct view_tabs *tabs,
	  const struct rows *rows, int active, struct json *list)
{
	for (int row = 0; row < rows->count; row++) {
		struct json *tab = add_tab(list, rows_text(rows, row, NAME),
					   href_of(req, tabs, rows, row),
					   row == active);

		json_set_bool(tab, "is_default",
			      is_true(rows, row, IS_DEFAULT));
		json_set_static(tab, "by", maker_of(rows, row));
	}
}

static void
show_active(struct request *req, const struct view_tabs *tabs,
	    const struct rows *rows, int row, struct json *active)
{
	bool is_shared = is_true(rows, row, SHARED);
	bool is_own = is_true(rows, row, IS_OWN);

	json_set_static(active, "id", rows_text(rows, row, ID));
	json_set_static(active, "name", rows_text(rows, row, NAME));
	json_set_static(active, "noun", tabs->of->noun);
	json_set_static(active, "query", tabs->query);
	json_set_static(active, "version", rows_text(rows, row, VERSION));
	json_set_static(active, "by", maker_of(rows, row));
	json_set_static(active, "href", href_of(req, tabs, rows, row));
	json_set_bool(active, "is_own", is_own);
	json_set_bool(active, "is_shared", is_shared);
	json_set_bool(active, "is_default", is_true(rows, row, IS_DEFAULT));
	json_set_bool(active, "is_changed",
		      strcmp(query_of(req, tabs, rows, row), tabs->query) != 0);
	json_set_bool(active, "may_change",
		      is_own || req->caller.role >= ROLE_ADMIN);
}

static const char *
save_href(struct request *req, const struct view_tabs *tabs)
{
	struct buf href;

	buf_init(&href, req->arena, 128);
	buf_printf(&href, "/saved-views/new?noun=%s&query=", tabs->of->noun);
	url_encode(&href, tabs->query);
	return href.bytes;
}

void
view_tabs_show(struct request *req, const struct view_tabs *tabs,
	       const struct rows *rows, struct json *data)
{
	struct json *views = json_set_object(data, "views");
	struct json *list = json_set_array(views, "tabs");
	int active = find_active(req, tabs, rows);
	const char *all = find_default(rows) < 0 ? tabs->of->path
			  : saved_view_href(req->arena, tabs->of, NULL, "");

	json_set_static(data, "all_href", all);
	json_set_static(views, "label", tabs->of->noun);
	json_set_static(views, "save_href", save_href(req, tabs));
	add_tab(list, "All", all, active < 0);
	show_tabs(req, tabs, rows, active, list);
	if (active < 0)
		json_set_static(views, "active", NULL);
	else
		show_active(req, tabs, rows, active,
			    json_set_object(views, "active"));
}
