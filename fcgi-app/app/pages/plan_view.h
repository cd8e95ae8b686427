#ifndef APP_PAGES_PLAN_VIEW_H
#define APP_PAGES_PLAN_VIEW_H

/* Plan view: the plan of the tenant, and those that are offered. */

#include <stdbool.h>

struct json;
struct request;
struct rows;
struct unit;

/* Add the statement of the plans that are offered. */
bool plan_view_add(struct unit *);

/*
 * Of a row of USAGE_ROWS_PLAN: "plan", its state, "cycle", the period and the month
 * that counts; and "plans". "may_choose": the user is an owner, and the
 * installation lets owners choose.
 */
void plan_view_show(struct request *, struct json *data,
		    const struct rows *plan, const struct rows *offered);

#endif
