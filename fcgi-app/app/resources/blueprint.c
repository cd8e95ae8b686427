/* A blueprint: an agent or a workflow as it was published, to be made again. */
#include "app/resources/created_by.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "kind", .type = FIELD_CHOICE, .words = &blueprint_kind_words,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_FILTER, .column = "kind",
	  .label = "Kind" },
	{ .name = "agentId", .type = FIELD_ID, .flags = FIELD_IMMUTABLE,
	  .label = "Agent",
	  .help = "What is published, as it is now: an agent or a workflow",
	  .refers = &agent_resource },
	{ .name = "workflowId", .type = FIELD_ID, .flags = FIELD_IMMUTABLE,
	  .label = "Workflow", .help = "Instead of an agent",
	  .refers = &workflow_resource },
	{ .name = "name", .type = FIELD_TEXT, .max = 255, .fallback = "",
	  .flags = FIELD_SORT | FIELD_SEARCH, .label = "Name",
	  .help = "Empty: that of what is published" },
	{ .name = "description", .type = FIELD_LONG_TEXT, .max = 10000,
	  .fallback = "", .flags = FIELD_SEARCH, .label = "Description" },
	{ .name = "category", .type = FIELD_TEXT, .max = 255, .fallback = "",
	  .flags = FIELD_FILTER, .label = "Category" },
	{ .name = "labelVersion", .type = FIELD_TEXT, .min = 1, .max = 64,
	  .fallback = "1.0.0", .label = "Version", .example = "1.0.0" },
	{ .name = "isPublic", .type = FIELD_BOOL, .flags = FIELD_FILTER,
	  .fallback = "false", .label = "Public",
	  .help = "Read and installed by every organisation of this"
		  " installation; for admins to say" },
	{ .name = "pricing", .type = FIELD_CHOICE,
	  .words = &blueprint_pricing_words, .fallback = "free",
	  .label = "Pricing" },
	{ .name = "priceMicros", .type = FIELD_INT, .max = 1000000000000,
	  .fallback = "0", .label = "Price",
	  .help = "In millionths of the currency; nothing is charged here" },
	{ .name = "currency", .type = FIELD_TEXT, .max = 3, .fallback = "USD",
	  .label = "Currency", .example = "EUR" },
	{ .name = "definition", .type = FIELD_JSON_OBJECT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_PAYLOAD,
	  .help = "What it was when it was published; of secrets only that"
		  " they were there" },
	{ .name = "downloads", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "rating", .type = FIELD_NUMBER, .flags = FIELD_READ_ONLY,
	  .label = "Rating", .help = "The mean of its reviews, from 1 to 5" },
	{ .name = "reviewsCount", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdById", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	CREATED_BY(0),
	{ .name = "version", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Published",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_RANGE | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME, .label = "Changed",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "blueprint_agent_is_of_the_same_tenant", "/agentId",
	  "there is no such agent" },
	{ "blueprint_workflow_is_of_the_same_tenant", "/workflowId",
	  "there is no such workflow" },
	{ "blueprint_name_is_given", "/name", "must not be empty" },
	{ "blueprint_description_is_bounded", "/description", "is too long" },
	{ "blueprint_category_is_short", "/category", "is too long" },
	{ "blueprint_version_is_short", "/labelVersion",
	  "must have 1 to 64 characters" },
	{ "blueprint_pricing_is_known", "/pricing", "is not a pricing" },
	{ "blueprint_price_is_not_negative", "/priceMicros",
	  "must not be negative" },
	{ "blueprint_free_one_has_no_price", "/priceMicros",
	  "must be 0 of one that is free" },
	{ "blueprint_currency_is_a_code", "/currency",
	  "must be three capital letters" },
	{ 0 }
};

const struct resource blueprint_resource = {
	.name = "blueprint", .plural = "blueprints", .label = "Blueprint",
	.path = "blueprints",
	.help = "An agent or a workflow as it was published, to be made again.",
	.table = "blueprints", .view = "api.blueprints", .searched = "blueprints",
	.fields = fields, .order = "-createdAt", .has_version = true,
	.audited = &(const struct word){ "blueprint", .label = "Blueprint" },
	.titles = {
		[OP_LIST] = "List what the tenant published",
		[OP_GET] = "Get a blueprint of the tenant",
		[OP_CREATE] = "Publish an agent or a workflow as it is now",
		[OP_UPDATE] = "Change what is said of a blueprint, or who"
			" may read it",
		[OP_DELETE] = "Take a blueprint back; what was made of it"
			" stays",
	},
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_VIEWER,   [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_OPERATOR, [OP_UPDATE] = ROLE_OPERATOR,
		 [OP_REPLACE] = ROLE_OPERATOR, [OP_DELETE] = ROLE_ADMIN },
};
