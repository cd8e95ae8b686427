/* The lists of blueprints: those that are public, and those of the organisation. */
#include "app/pages/handlers.h"

#include "app/pages/blueprint_view.h"
#include "app/pages/list_view.h"
#include "app/pages/notice.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/list.h"
#include "resource/words.h"

static const struct list_tab kinds[] = {
	{ "All", NULL },
	{ "Agents", "agent" },
	{ "Workflows", "workflow" },
	{ NULL, NULL }
};

static const char *const own_columns[] = {
	"id", "name", "description", "kind", "category", "label_version",
	"downloads", "created_at", "rating", "reviews_count", "is_public", NULL
};

static const char *const public_columns[] = {
	"id", "name", "description", "kind", "category", "label_version",
	"downloads", "created_at", "rating", "reviews_count", "publisher", NULL
};

enum { ID, NAME, ABOUT, KIND, CATEGORY, LABEL, DOWNLOADS, PUBLISHED,
       RATING, REVIEWS, LAST };

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	const struct word *kind = words_find(&blueprint_kind_words,
					     rows_text(rows, row, at[KIND]));

	view_id(item, rows_text(rows, row, at[ID]));
	view_text(item, "name", rows_text(rows, row, at[NAME]));
	view_text(item, "description", rows_text(rows, row, at[ABOUT]));
	json_set_static(item, "kind", kind ? kind->label : NULL);
	json_set_static(item, "icon", rows_text(rows, row, at[KIND]));
	view_text(item, "category", rows_text(rows, row, at[CATEGORY]));
	json_set_static(item, "category_href", list_link(req, "category",
			rows_text(rows, row, at[CATEGORY])));
	view_text(item, "label", rows_text(rows, row, at[LABEL]));
	json_set_static(item, "downloads", view_count(req->arena,
			view_int(rows_text(rows, row, at[DOWNLOADS]))));
	view_time(clock, item, "published", rows_text(rows, row, at[PUBLISHED]));
	blueprint_show_stars(req->arena, item,
			     rows_text(rows, row, at[RATING]));
	json_set_static(item, "reviews", view_count(req->arena,
			view_int(rows_text(rows, row, at[REVIEWS]))));
}

static void
show_own_row(struct request *req, struct json *item, const struct rows *rows,
	     int row, const int *at, const struct clock *clock)
{
	show_row(req, item, rows, row, at, clock);
	json_set_static(item, "from",
			text_equal(rows_text(rows, row, at[LAST]), "t")
				? "Public" : "Private");
}

static void
show_public_row(struct request *req, struct json *item, const struct rows *rows,
		int row, const int *at, const struct clock *clock)
{
	show_row(req, item, rows, row, at, clock);
	view_text(item, "from", rows_text(rows, row, at[LAST]));
}

bool
blueprints_page(struct request *req, const struct rows *rows,
		struct response *res)
{
	static const char *const own[] = { "q", NULL };
	bool is_own = req->route->resource == &blueprint_resource;
	struct json *data = json_object(req->arena);
	const struct list *list = crud_list(req);

	if (list_view_resized(req, list, res))
		return true;
	notice_show(req, data);
	list_view_show(req, list, rows, own, NULL, NULL, data);
	list_view_sorts(req, data);
	list_view_tabs(req, data, "kind", kinds);
	list_view_rows(req, list, rows, is_own ? own_columns : public_columns,
		       is_own ? show_own_row : show_public_row, data);
	json_set_bool(data, "is_own", is_own);
	return response_page(res, 200, "pages/blueprints", data);
}
