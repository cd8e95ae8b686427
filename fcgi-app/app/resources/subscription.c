/* A subscription: the plan of a tenant, and since when. */
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID,
	  .flags = FIELD_READ_ONLY | FIELD_ABSENT },
	{ .name = "planId", .type = FIELD_ID, .label = "Plan",
	  .flags = FIELD_REQUIRED },
	{ .name = "planName", .type = FIELD_TEXT, .example = "Pro",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "planType", .type = FIELD_CHOICE, .words = &plan_type_words,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "status", .type = FIELD_CHOICE, .fallback = "active",
	  .words = &subscription_status_words, .label = "Status",
	  .help = "One that is cancelled goes on until its period ends" },
	{ .name = "billingCycle", .type = FIELD_CHOICE,
	  .words = &billing_cycle_words, .fallback = "monthly",
	  .label = "Paid" },
	{ .name = "currentPeriodStart", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "currentPeriodEnd", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "limits", .type = FIELD_JSON_OBJECT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN,
	  .help = "Those that hold: of the plan, or instead of it",
	  .example = "{\"agents\": 50, \"executions\": 100000}" },
	{ .name = "providerRef", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY,
	  .help = "What a payment provider calls it" },
	{ .name = "providerCustomerRef", .type = FIELD_TEXT,
	  .flags = FIELD_READ_ONLY },
	{ .name = "createdAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "updatedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ 0 }
};

/* One row; the id is null where the plan is that of the installation. */
static const struct constraint constraints[] = {
	{ "subscription_status_is_known", "/status",
	  "is not a status of subscriptions" },
	{ "subscription_cycle_is_known", "/billingCycle",
	  "must be monthly or yearly" },
	{ "subscription_limits_are_whole_numbers", "/limits",
	  "must be an object of units with whole numbers or null" },
	{ "subscription_of_a_tenant_is_one", NULL,
	  "the organisation got a subscription just now" },
	{ 0 }
};

const struct resource subscription_resource = {
	.name = "subscription", .plural = "subscriptions",
	.label = "Subscription",
	.table = "subscriptions", .view = "api.subscription",
	.fields = fields,
	.audited = &(const struct word){ "subscription", .label = "Subscription" },
	.constraints = constraints,
	.can = { [OP_GET] = ROLE_VIEWER, [OP_UPDATE] = ROLE_OWNER },
};
