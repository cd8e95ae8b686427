/* A usage record: what was used, as somebody outside has measured it. */
#include "app/resources/created_by.h"
#include "app/resources/resources.h"
#include "db/constraint.h"
#include "resource/resource.h"

#define THOUSAND_MILLIONS INT64_C(1000000000)

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "eventId", .type = FIELD_TEXT, .max = 255, .label = "Event",
	  .flags = FIELD_REQUIRED | FIELD_FILTER,
	  .help = "Your id of it: the same event is counted once",
	  .example = "storage-2026-03-12" },
	{ .name = "subscriptionId", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "billingUnit", .type = FIELD_TEXT, .max = 64,
	  .flags = FIELD_REQUIRED | FIELD_FILTER, .label = "Unit",
	  .help = "A word of letters, digits, dots, dashes and underscores",
	  .example = "storageGb" },
	{ .name = "quantity", .type = FIELD_NUMBER, .label = "Quantity",
	  .flags = FIELD_REQUIRED, .example = "12.5",
	  .help = "A negative one puts right what was reported before" },
	{ .name = "unitPriceMicros", .type = FIELD_NUMBER, .example = "20000",
	  .label = "Price of one", .help = "Millionths of the currency" },
	{ .name = "costMicros", .type = FIELD_INT, .example = "250000",
	  .min = -1000000 * THOUSAND_MILLIONS,
	  .max = 1000000 * THOUSAND_MILLIONS, .label = "Cost",
	  .help = "Where it is left out: the price of so many" },
	{ .name = "currency", .type = FIELD_TEXT, .min = 3, .max = 3,
	  .fallback = "USD", .label = "Currency", .example = "USD" },
	{ .name = "periodStart", .type = FIELD_TIME, .label = "From",
	  .help = "The day (UTC) that it counts for; now, where it is left out" },
	{ .name = "periodEnd", .type = FIELD_TIME, .label = "To",
	  .help = "Where it is left out: the start" },
	{ .name = "description", .type = FIELD_LONG_TEXT, .max = 2000,
	  .fallback = "", .label = "Description" },
	{ .name = "createdById", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	CREATED_BY(0),
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Reported",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_RANGE | FIELD_OF_ID },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "usage_event_is_given", "/eventId", "must not be empty" },
	{ "usage_unit_is_a_word", "/billingUnit",
	  "must be a word of letters, digits, dots, dashes and underscores" },
	{ "usage_unit_is_not_counted_here", "/billingUnit",
	  "is counted by itself: agents, workflows, members, costMicros" },
	{ "usage_quantity_is_bounded", "/quantity",
	  "is too large or too precise" },
	{ "usage_price_is_bounded", "/unitPriceMicros",
	  "must not be negative, too large or too precise" },
	{ "usage_cost_is_bounded", "/costMicros", "is too large" },
	{ "usage_currency_is_a_code", "/currency",
	  "must be a code of three capital letters, such as USD" },
	{ "usage_period_begins_before_its_end", "/periodEnd",
	  "must not be before periodStart" },
	{ "usage_description_is_short", "/description", "is too long" },
	{ 0 }
};

const struct resource usage_record_resource = {
	.name = "usageRecord", .plural = "usageRecords",
	.label = "Usage record",
	.path = "usage-records",
	.help = "What was used beside executions, which are counted anyway.",
	.page = "usage/records", .unpaged = 1 << OP_CREATE,
	.table = "usage_records", .view = "api.usage_records",
	.fields = fields, .order = "-createdAt",
	.constraints = constraints,
	.can = { [OP_LIST]   = ROLE_VIEWER, [OP_GET] = ROLE_VIEWER,
		 [OP_CREATE] = ROLE_OPERATOR },
};
