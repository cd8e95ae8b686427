/* The list of projects. */
#include "app/pages/handlers.h"

#include "app/pages/list_page.h"
#include "app/pages/project_view.h"
#include "app/pages/view.h"
#include "base/text.h"
#include "db/rows.h"
#include "http/request.h"
#include "json/json.h"

static const struct list_tab states[] = {
	{ "Any", NULL },
	{ "Active", "true" },
	{ "Inactive", "false" },
	{ NULL, NULL }
};

static const char *const columns[] = {
	"id", "name", "description", "type", "active", "created_by_name",
	"created_by_email", "created_at", NULL
};

enum { ID, NAME, DESCRIPTION, TYPE, ACTIVE, BY_NAME, BY_EMAIL, CREATED };

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	const char *name = rows_text(rows, row, at[BY_NAME]);

	(void)req;
	view_id(item, rows_text(rows, row, at[ID]));
	view_text(item, "name", rows_text(rows, row, at[NAME]));
	view_text(item, "description", rows_text(rows, row, at[DESCRIPTION]));
	view_text(item, "type", rows_text(rows, row, at[TYPE]));
	project_set_state(item, rows_text(rows, row, at[ACTIVE]));
	view_text(item, "created_by",
		  name && *name ? name : rows_text(rows, row, at[BY_EMAIL]));
	view_time(clock, item, "created", rows_text(rows, row, at[CREATED]));
}

/* Tabs say yes and no; people say active and inactive. */
static const char *
filter_word(void *object, const char *name, const char *value)
{
	(void)object;
	if (!text_equal(name, "active"))
		return NULL;
	return text_equal(value, "true") ? "Yes" : "No";
}

bool
projects_page(struct request *req, const struct rows *rows,
	      struct response *res)
{
	static const struct list_page page = {
		.template = "pages/projects", .tabs_of = "active",
		.tabs = states, .columns = columns, .row = show_row,
		.word = filter_word,
	};

	return list_page_plain(req, rows, res, &page);
}
