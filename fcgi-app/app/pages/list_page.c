#include "app/pages/list_page.h"

#include "app/pages/notice.h"
#include "app/pages/view_tabs.h"
#include "db/rows.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

enum { ROWS_LIST, ROWS_VIEWS };

bool
list_page(struct request *req, const struct rows *rows, struct response *res,
	  const struct list_page *page)
{
	static const char *const own[] = { "q", NULL };
	struct json *data = json_object(req->arena);
	const struct view_tabs *tabs = req->state;

	if (view_tabs_opened(req, tabs, &rows[ROWS_VIEWS], res)
	    || list_view_resized(req, &tabs->list, res))
		return true;
	notice_show(req, data);
	list_view_show(req, &tabs->list, &rows[ROWS_LIST], own, NULL, NULL,
		       data);
	list_view_sorts(req, data);
	list_view_tabs(req, data, "status", page->statuses);
	view_tabs_show(req, tabs, &rows[ROWS_VIEWS], data);
	list_view_rows(req, &tabs->list, &rows[ROWS_LIST], page->columns,
		       page->row, data);
	return response_page(res, 200, page->template, data);
}
