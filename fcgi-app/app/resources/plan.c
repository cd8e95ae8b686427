/* A plan: what the installation offers; changed by muster plan alone. */
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "name", .type = FIELD_TEXT, .label = "Plan",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN,
	  .example = "Pro" },
	{ .name = "planType", .type = FIELD_CHOICE, .words = &plan_type_words,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN, .label = "Type" },
	{ .name = "priceMonthlyMicros", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_SORT,
	  .label = "Monthly price",
	  .help = "Millionths of the currency", .example = "49000000" },
	{ .name = "priceYearlyMicros", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN, .label = "Yearly price",
	  .example = "490000000" },
	{ .name = "currency", .type = FIELD_TEXT, .label = "Currency",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN, .example = "USD" },
	{ .name = "features", .type = FIELD_JSON_ARRAY,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN, .label = "Features",
	  .help = "What it offers, in words" },
	{ .name = "limits", .type = FIELD_JSON_OBJECT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN, .label = "Limits",
	  .help = "The most of each unit; what is not named is not limited",
	  .example = "{\"agents\": 50, \"executions\": 100000}" },
	{ .name = "isActive", .type = FIELD_BOOL,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN, .label = "Offered" },
	{ .name = "isDefault", .type = FIELD_BOOL, .label = "By default",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN,
	  .help = "It is that of organisations without a subscription" },
	{ .name = "createdAt", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "plan_name_is_free", "/name", "another plan has the name" },
	{ "plan_name_is_given", "/name", "must not be empty" },
	{ "plan_type_is_known", "/type",
	  "must be unlimited, free, pro or enterprise" },
	{ "plan_prices_are_not_negative", "/price",
	  "must not be negative" },
	{ "plan_currency_is_a_code", "/currency",
	  "must be a code of three capital letters, such as USD" },
	{ "plan_features_are_an_array", "/features", "must be an array" },
	{ "plan_limits_are_whole_numbers", "/limits",
	  "must be an object of units with whole numbers or null" },
	{ "plan_by_default_is_offered", NULL,
	  "the plan by default must be offered" },
	{ 0 }
};

static const char *const columns[] = {
	"priceMonthlyMicros", "priceYearlyMicros", "isDefault",
	"isActive", NULL
};

const struct resource plan_resource = {
	.name = "plan", .plural = "plans", .label = "Plan",
	.path = "plans",
	.help = "How much an organisation may use, and what that costs.",
	.columns = columns,
	.table = "plans", .view = "api.plans", .fields = fields,
	.order = "priceMonthlyMicros",
	.titles = {
		[OP_LIST] = "List the plans of this installation",
	},
	.constraints = constraints,
	.can = { [OP_LIST] = ROLE_VIEWER, [OP_GET] = ROLE_VIEWER },
};
