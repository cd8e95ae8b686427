/* The list of usage records. */
#include "app/pages/handlers.h"

#include "app/pages/list_view.h"
#include "app/pages/usage_view.h"
#include "app/pages/view.h"
#include "db/rows.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/list.h"

static const char *const columns[] = {
	"id", "billing_unit", "quantity", "cost_micros", "currency", "event_id",
	"description", "period_start", "created_at", "created_by_name", NULL
};

enum { ID, UNIT, QUANTITY, COST, CURRENCY, EVENT, DESCRIPTION, START, MADE,
       MAKER };

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	const char *unit = rows_text(rows, row, at[UNIT]);
	int64_t cost = view_int(rows_text(rows, row, at[COST]));

	json_set_static(item, "id", rows_text(rows, row, at[ID]));
	json_set_static(item, "label", usage_unit_label(unit));
	json_set_static(item, "quantity", usage_quantity(req->arena, unit,
					rows_text(rows, row, at[QUANTITY])));
	json_set_static(item, "cost", usage_price(req->arena, cost,
					rows_text(rows, row, at[CURRENCY])));
	view_text(item, "event", rows_text(rows, row, at[EVENT]));
	view_text(item, "description", rows_text(rows, row, at[DESCRIPTION]));
	view_text(item, "maker", rows_text(rows, row, at[MAKER]));
	view_time(clock, item, "start", rows_text(rows, row, at[START]));
	view_time(clock, item, "made", rows_text(rows, row, at[MADE]));
}

bool
usage_records_page(struct request *req, const struct rows *rows,
		   struct response *res)
{
	static const char *const own[] = { "billingUnit", NULL };
	struct json *data = json_object(req->arena);
	const struct list *list = crud_list(req);

	if (list_view_resized(req, list, res))
		return true;
	list_view_show(req, list, rows, own, NULL, NULL, data);
	list_view_sorts(req, data);
	view_text(data, "wanted", request_query(req, "billingUnit"));
	list_view_rows(req, list, rows, columns, show_row, data);
	return response_page(res, 200, "pages/usage-records", data);
}
