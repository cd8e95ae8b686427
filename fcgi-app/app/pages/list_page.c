#include "app/pages/list_page.h"

#include <stddef.h>

#include "app/pages/list_filter.h"
#include "app/pages/notice.h"
#include "app/pages/view_tabs.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"

enum { ROWS_LIST, ROWS_VIEWS, ROWS_CHOICES };

/* Words of chips: those of the page first. */
struct words_of {
	struct arena *arena;
	const struct resource *resource;
	const struct list_page *page;
	const struct rows *choices;	/* NULL: there is no filter form */
};

static const char *
find_answer(const struct resource *resource, const char *name,
	    const char *value)
{
	int field = resource_field(resource, name);

	if (field < 0 || resource->fields[field].type != FIELD_BOOL
	    || resource->fields[field].words)
		return NULL;
	return text_equal(value, "true") ? "Yes" : "No";
}

static const char *
find_word(void *object, const char *name, const char *value)
{
	const struct words_of *of = object;
	const char *word = of->page->word
			 ? of->page->word(of->arena, name, value) : NULL;

	if (!word)
		word = find_answer(of->resource, name, value);
	if (word || !of->choices)
		return word;
	return list_filter_word(of->choices, name, value);
}

/* The search, and what the filter form has. */
static const char *const *
own_fields(struct arena *arena, const char *const *filters)
{
	const char **own;
	size_t count = 0;

	while (filters && filters[count])
		count++;
	own = arena_alloc(arena, (count + 2) * sizeof *own);
	own[0] = "q";
	for (size_t i = 0; i < count; i++)
		own[i + 1] = filters[i];
	return own;
}

/* choices: of the filter form, where the page has one. */
static void
show(struct request *req, const struct list *list, const struct rows *rows,
     const struct rows *choices, const struct list_page *page,
     struct json *data)
{
	struct words_of words = { req->arena, list->resource, page,
				  page->filters ? choices : NULL };

	notice_show(req, data);
	list_view_show(req, list, rows, own_fields(req->arena, page->filters),
		       find_word, &words, data);
	list_view_sorts(req, data);
	if (page->order_word)
		json_set_static(data, "order_word", page->order_word);
	if (page->tabs)
		list_view_tabs(req, data,
			       page->tabs_of ? page->tabs_of : "status",
			       page->tabs);
	list_view_rows(req, list, rows, page->columns, page->row, data);
	if (page->filters)
		list_filter_show(req, list->resource, page->filters, choices,
				 data);
	if (page->show)
		page->show(req, data);
}

bool
list_page(struct request *req, const struct rows *rows, struct response *res,
	  const struct list_page *page)
{
	struct json *data = json_object(req->arena);
	const struct view_tabs *tabs = req->state;

	if (view_tabs_opened(req, tabs, &rows[ROWS_VIEWS], res)
	    || list_view_resized(req, &tabs->list, res))
		return true;
	show(req, &tabs->list, &rows[ROWS_LIST], &rows[ROWS_CHOICES], page,
	     data);
	view_tabs_show(req, tabs, &rows[ROWS_VIEWS], data);
	return response_page(res, 200, page->template, data);
}

bool
list_page_plain(struct request *req, const struct rows *rows,
		struct response *res, const struct list_page *page)
{
	struct json *data = json_object(req->arena);
	const struct list *list = crud_list(req);

	if (list_view_resized(req, list, res))
		return true;
	show(req, list, rows, rows + 1 + list->wants_totals, page, data);
	return response_page(res, 200, page->template, data);
}
