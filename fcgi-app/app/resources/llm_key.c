/*
 * An LLM key as the builder knows it: a credential of that type that its user has
 * made. One of them is in use for each provider.
 */
#include "app/resources/resources.h"
#include "resource/resource.h"

static const struct field fields[] = {
	{ .name = "_id", .type = FIELD_ID, .shown = "id",
	  .flags = FIELD_READ_ONLY },
	{ .name = "id", .type = FIELD_ID,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "provider", .type = FIELD_TEXT, .max = 64, .label = "Provider",
	  .flags = FIELD_REQUIRED | FIELD_IMMUTABLE },
	{ .name = "key", .type = FIELD_TEXT, .min = 8, .max = 4096,
	  .flags = FIELD_SECRET | FIELD_REQUIRED | FIELD_IMMUTABLE,
	  .column = "sealed", .label = "Key" },
	{ .name = "keyPrefix", .type = FIELD_TEXT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "label", .type = FIELD_TEXT, .max = 255, .column = "name",
	  .label = "Label" },
	{ .name = "isActive", .type = FIELD_BOOL, .column = "active",
	  .fallback = "true", .label = "In use" },
	{ .name = "lastUsedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "usageCount", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "version", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ 0 }
};

const struct resource llm_key_resource = {
	.name = "key", .plural = "keys", .label = "LLM key",
	.path = "llm-keys", .is_lenient = true,
	.page = "",
	.table = "credentials", .view = "api.llm_keys",
	.fields = fields, .order = "-createdAt", .has_version = true,
	.titles = {
		[OP_LIST] = "List your LLM keys, as the builder knows them",
	},
	.can = { [OP_LIST]   = ROLE_OPERATOR, [OP_CREATE] = ROLE_ADMIN,
		 [OP_UPDATE] = ROLE_ADMIN,    [OP_DELETE] = ROLE_ADMIN },
};
