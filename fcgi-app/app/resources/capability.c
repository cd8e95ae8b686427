/* A capability: something that an agent can do, and how well. */
#include "app/resources/resources.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "agentId", .type = FIELD_ID,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_FILTER,
	  .refers = &agent_resource },
	{ .name = "name", .type = FIELD_TEXT, .max = 255, .label = "Name",
	  .flags = FIELD_REQUIRED | FIELD_SORT | FIELD_SEARCH,
	  .example = "Read invoices" },
	{ .name = "description", .type = FIELD_LONG_TEXT, .max = 10000,
	  .flags = FIELD_SEARCH, .fallback = "", .label = "Description" },
	{ .name = "confidence", .type = FIELD_NUMBER, .max = 1,
	  .flags = FIELD_SORT, .fallback = "1", .label = "Confidence",
	  .help = "How sure it is of this: from 0 to 1", .example = "0.85" },
	{ .name = "usageCount", .type = FIELD_INT, .max = INT32_MAX,
	  .flags = FIELD_SORT, .fallback = "0", .label = "Uses",
	  .help = "How often it was used" },
	{ .name = "lastUsedAt", .type = FIELD_TIME, .label = "Last used" },
	{ .name = "metadata", .type = FIELD_JSON_OBJECT, .fallback = "{}",
	  .flags = FIELD_PAYLOAD, .label = "Metadata" },
	{ .name = "version", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME, .label = "Changed",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "capability_name_is_given", "/name", "must not be empty" },
	{ "capability_name_is_free", "/name",
	  "the agent has a capability of this name already" },
	{ "capability_confidence_is_a_share", "/confidence",
	  "must be a number from 0 to 1" },
	{ "capability_usage_is_not_negative", "/usageCount",
	  "must not be negative" },
	{ "capability_metadata_is_an_object", "/metadata",
	  "must be an object" },
	{ 0 }
};

static const char *const columns[] = {
	"confidence", "usageCount", "lastUsedAt", "createdAt", NULL
};

const struct resource capability_resource = {
	.name = "capability", .plural = "capabilities", .label = "Capability",
	.path = "agents/:agentId/capabilities",
	.help = "Something that an agent can do, and how sure it is of it.",
	.columns = columns,
	.table = "agent_capabilities", .view = "api.agent_capabilities",
	.fields = fields, .order = "name", .has_version = true,
	.owner = &agent_resource, .owner_field = "agentId",
	.audited = &(const struct word){ "capability", .label = "Capability" },
	.titles = {
		[OP_LIST] = "List what an agent can do",
		[OP_CREATE] = "Add a capability to an agent",
		[OP_DELETE] = "Take a capability from an agent",
	},
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_VIEWER,   [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_OPERATOR, [OP_UPDATE] = ROLE_OPERATOR,
		 [OP_REPLACE] = ROLE_OPERATOR, [OP_DELETE] = ROLE_OPERATOR },
};
