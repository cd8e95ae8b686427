/* The list of reviews of public blueprints, of all or of one. */
#include "app/pages/handlers.h"

#include "app/pages/blueprint_view.h"
#include "app/pages/list_page.h"
#include "app/pages/view.h"
#include "base/text.h"
#include "db/rows.h"
#include "http/request.h"
#include "json/json.h"

static const char *const columns[] = {
	"id", "blueprint_id", "blueprint_name", "rating", "text", "reviewer",
	"is_own", "created_at", NULL
};

enum { ID, BLUEPRINT, NAME, RATING, TEXT, REVIEWER, OWN, WRITTEN };

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	view_id(item, rows_text(rows, row, at[ID]));
	json_set_static(item, "blueprint", rows_text(rows, row, at[BLUEPRINT]));
	view_text(item, "name", rows_text(rows, row, at[NAME]));
	blueprint_show_stars(req->arena, item,
			     rows_text(rows, row, at[RATING]));
	view_text(item, "text", rows_text(rows, row, at[TEXT]));
	view_text(item, "reviewer", rows_text(rows, row, at[REVIEWER]));
	json_set_bool(item, "is_own",
		      text_equal(rows_text(rows, row, at[OWN]), "t"));
	view_time(clock, item, "written", rows_text(rows, row, at[WRITTEN]));
}

/* A chip says that it is one, not its id. */
static const char *
filter_word(void *object, const char *name, const char *value)
{
	(void)object;
	(void)value;
	return text_equal(name, "blueprintId") ? "one" : NULL;
}

bool
blueprint_reviews_page(struct request *req, const struct rows *rows,
		       struct response *res)
{
	static const struct list_page page = {
		.template = "pages/blueprint-reviews", .columns = columns,
		.row = show_row, .word = filter_word,
	};

	return list_page_plain(req, rows, res, &page);
}
