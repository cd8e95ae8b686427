/* The plan that an organisation has; chosen here where the installation allows it. */
#include "app/api/usage.h"

#include "app/resources/resources.h"
#include "base/config.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/validate.h"

/* In the order of the description. */
static const struct statement get_subscription = {
	.name = "get_subscription",
	.sql = "select id, plan_id, plan_name, plan_type, status, billing_cycle,"
	       " current_period_start, current_period_end, limits, provider_ref,"
	       " provider_customer_ref, created_at, updated_at"
	       " from api.subscription",
};

static const struct statement change_subscription = {
	.name = "change_subscription",
	.sql = "select api.change_subscription($1::uuid, $2::text, $3::text)",
};

bool
subscription_get_plan(struct request *req, struct unit *unit)
{
	(void)req;
	return unit_add(unit, &get_subscription);
}

bool
subscription_get_reply(struct request *req, const struct rows *rows,
		       struct response *res)
{
	(void)req;
	return response_row(res, 200, &subscription_resource, &rows[0])
	       && response_revalidate(res);
}

bool
subscription_is_open(const struct request *req)
{
	return text_equal(config_text(req->app->config, CONFIG_PLANS),
			  "owner");
}

static bool
check_open(struct request *req)
{
	if (subscription_is_open(req))
		return true;
	fail(&req->error, ERROR_FORBIDDEN,
	     "plans are given by who runs this installation");
	return fail_hint(&req->error, "There: muster plan set");
}

bool
subscription_change_add(struct request *req, struct unit *unit)
{
	static const char *const names[] = { "planId", "billingCycle",
					     "status" };
	enum { COUNT = sizeof names / sizeof *names };
	const char *values[COUNT + 1] = { NULL };
	struct values given;

	if (!check_open(req)
	    || !validate_body(req, &subscription_resource, VALIDATE_UPDATE,
			      &given))
		return false;
	for (size_t i = 0; i < COUNT; i++) {
		int field = resource_field(&subscription_resource, names[i]);

		if (given.given & (uint64_t)1 << field)
			values[i + 1] = given.text[field];
	}
	return unit_add_values(unit, &change_subscription, values, COUNT);
}

bool
subscription_change_plan(struct request *req, struct unit *unit)
{
	return subscription_change_add(req, unit)
	       && unit_add(unit, &get_subscription);
}

bool
subscription_change_reply(struct request *req, const struct rows *rows,
			  struct response *res)
{
	(void)req;
	return response_row(res, 200, &subscription_resource, &rows[1]);
}

const struct call subscription_get_call = {
	.kind = CALL_GET, .flags = CALL_TAGGED,
	.help = "Where the organisation has no subscription, the id is null, and"
		" the plan is that of the installation.",
};

const struct call subscription_change_call = {
	.kind = CALL_UPDATE, .flags = CALL_CONFLICTS,
	.help = "Where the installation lets owners choose (MUSTER_PLANS).",
};
