/* An MCP server: offers tools to agents and workflows. */
#include "app/mcp.h"
#include "app/resources/created_by.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "name", .type = FIELD_TEXT, .max = 255, .label = "Name",
	  .flags = FIELD_REQUIRED | FIELD_SORT | FIELD_SEARCH,
	  .example = "Invoice archive" },
	{ .name = "url", .type = FIELD_TEXT, .max = 2048, .label = "Address",
	  .flags = FIELD_REQUIRED, .format = "uri", .check = mcp_url_wrong,
	  .help = "Such as https://tools.example.com/mcp; {token} stands for"
		  " the access token", .example = MCP_URL_EXAMPLE },
	{ .name = "description", .type = FIELD_LONG_TEXT, .max = 2000,
	  .flags = FIELD_SEARCH, .fallback = "", .label = "Description" },
	{ .name = "category", .type = FIELD_CHOICE, .words = &mcp_category_words,
	  .flags = FIELD_FILTER, .fallback = "custom", .label = "Category" },
	{ .name = "authType", .type = FIELD_CHOICE, .words = &mcp_auth_words,
	  .fallback = "none", .label = "Sign-in",
	  .help = "How the access token is sent: in X-API-Key, or in"
		  " Authorization" },
	{ .name = "accessToken", .type = FIELD_LONG_TEXT, .max = 8192,
	  .flags = FIELD_SECRET, .setter = "api.set_mcp_token",
	  .sealed_in = "credentials.sealed", .label = "Access token",
	  .check = mcp_token_wrong,
	  .help = "Stored sealed, as a credential, and never shown again" },
	{ .name = "configured", .type = FIELD_BOOL,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN,
	  .help = "It has an access token" },
	{ .name = "last4", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY,
	  .help = "The last characters of the access token" },
	{ .name = "credentialId", .type = FIELD_ID, .flags = FIELD_READ_ONLY,
	  .help = "The credential that the access token is" },
	{ .name = "headers", .type = FIELD_JSON_OBJECT, .max = 4096,
	  .flags = FIELD_MASKED, .fallback = "{}", .check = mcp_header_wrong,
	  .setter = "api.set_mcp_headers", .sealed_in = "mcp_headers.sealed",
	  .label = "Headers",
	  .help = "Sent with each call, as JSON. Values are sealed; one that is"
		  " shown as •••• stays as it is stored" },
	{ .name = "tools", .type = FIELD_TAGS, .max = MCP_TOOLS_MAX,
	  .fallback = "{}", .label = "Tools",
	  .help = "Names of its tools, as a test found them" },
	{ .name = "toolDetails", .type = FIELD_JSON_ARRAY,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_PAYLOAD,
	  .help = "Its tools, in its own words" },
	{ .name = "connectionStatus", .type = FIELD_CHOICE,
	  .words = &mcp_connection_words, .label = "Connection",
	  .column = "connection_status",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_FILTER },
	{ .name = "testedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "lastError", .type = FIELD_LONG_TEXT,
	  .flags = FIELD_READ_ONLY },
	{ .name = "enabled", .type = FIELD_BOOL, .flags = FIELD_FILTER,
	  .fallback = "true", .label = "In use" },
	{ .name = "isOfficial", .type = FIELD_BOOL, .column = "is_official",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_FILTER,
	  .help = "It is at the address of one that the registry offers" },
	{ .name = "createdById", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	CREATED_BY(0),
	{ .name = "version", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME, .label = "Changed",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "mcp_server_name_is_given", "/name", "must not be empty" },
	{ "mcp_server_url_is_one", "/url",
	  "must be an address with http:// or https://" },
	{ "mcp_server_description_is_short", "/description", "is too long" },
	{ "mcp_server_category_is_known", "/category", "is not a category" },
	{ "mcp_server_auth_type_is_known", "/authType",
	  "is not a way to sign in" },
	{ "mcp_header_name_is_a_word", "/headers",
	  "has a name that no header can have" },
	{ "mcp_header_key_is_of_the_same_tenant", NULL,
	  "you switched organisation meanwhile" },
	{ 0 }
};

static const struct switching switchings[] = {
	{ "enable", "Take into use", "true", "enabled" },
	{ "disable", "Take out of use", "false", "disabled" },
	{ 0 }
};

const struct resource mcp_server_resource = {
	.name = "mcpServer", .plural = "mcpServers", .label = "MCP server",
	.path = "mcp-servers",
	.help = "Offers tools to agents and workflows.",
	.table = "mcp_servers", .view = "api.mcp_servers", .searched = "mcpServers",
	.fields = fields, .order = "-createdAt", .has_version = true,
	.alias_kind = "mcp-server", .switched = "enabled",
	.switchings = switchings,
	.audited = &(const struct word){ "mcpServer", .label = "MCP server" },
	.titles = {
		[OP_LIST] = "List MCP servers, without their secrets",
		[OP_GET] = "Get an MCP server with its tools",
		[OP_CREATE] = "Add an MCP server; its access token and"
			" headers are sealed",
		[OP_REPLACE] = "Replace an MCP server; an access token that"
			" is not sent stays",
		[OP_UPDATE] = "Change an MCP server by a merge patch;"
			" accessToken null removes it",
		[OP_DELETE] = "Delete an MCP server with its access token",
	},
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_OPERATOR, [OP_GET]    = ROLE_OPERATOR,
		 [OP_CREATE]  = ROLE_ADMIN,    [OP_UPDATE] = ROLE_ADMIN,
		 [OP_REPLACE] = ROLE_ADMIN,    [OP_DELETE] = ROLE_ADMIN },
};
