/* An MCP server as the builder lists it: one of the tenant, or an official one. */
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "resource/resource.h"

static const struct field fields[] = {
	{ .name = "_id", .type = FIELD_TEXT, .shown = "id",
	  .flags = FIELD_READ_ONLY },
	{ .name = "id", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "userId", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "name", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "url", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "description", .type = FIELD_LONG_TEXT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "category", .type = FIELD_CHOICE, .words = &mcp_category_words,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "authType", .type = FIELD_CHOICE, .words = &mcp_auth_words,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "accessToken", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY,
	  .help = "A mask and its last characters; sent back, it stays as it is" },
	{ .name = "tools", .type = FIELD_TAGS, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "connectionStatus", .type = FIELD_CHOICE,
	  .words = &mcp_connection_words,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "lastTested", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "lastError", .type = FIELD_LONG_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "enabled", .type = FIELD_BOOL, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "isOfficial", .type = FIELD_BOOL,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "official", .type = FIELD_BOOL, .shown = "is_official",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "headers", .type = FIELD_JSON_OBJECT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "apiKeyPlaceholder", .type = FIELD_TEXT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "documentation", .type = FIELD_TEXT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "updatedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ 0 }
};

const struct resource mcp_registry_resource = {
	.name = "server", .plural = "servers", .label = "MCP server",
	.help = "Offers tools; as the builder knows it.",
	.table = "mcp_servers", .view = "api.registered_mcp_servers",
	.fields = fields, .order = "-createdAt",
	.can = { [OP_LIST] = ROLE_OPERATOR },
};
