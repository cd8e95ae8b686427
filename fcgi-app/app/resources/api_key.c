/* An API key: lets a script work for a tenant. */
#include "app/resources/created_by.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "name", .type = FIELD_TEXT, .max = 255, .label = "Name",
	  .flags = FIELD_REQUIRED,
	  .help = "What will use it, so that you know it again",
	  .example = "Nightly import" },
	{ .name = "prefix", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY | FIELD_GIVEN,
	  .label = "Begins with", .example = "mst_Rk4b81Qz" },
	{ .name = "role", .type = FIELD_CHOICE, .words = &role_words,
	  .flags = FIELD_IMMUTABLE, .fallback = "operator", .label = "Role",
	  .help = "At most your own" },
	{ .name = "state", .type = FIELD_TEXT, .words = &api_key_state_words, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "expiresAt", .type = FIELD_TIME, .flags = FIELD_IMMUTABLE,
	  .label = "Expires", .help = "Empty: never" },
	{ .name = "lastUsedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "revokedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "createdById", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	CREATED_BY(0),
	{ .name = "version", .type = FIELD_INT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "api_key_name_is_given", "/name", "must not be empty" },
	{ "api_key_role_is_known", "/role", "is not a role" },
	{ 0 }
};

const struct resource api_key_resource = {
	.name = "apiKey", .plural = "apiKeys", .label = "API key",
	.path = "api-keys",
	.help = "Lets a script work for a tenant.",
	.page = "keys", .unpaged = 1 << OP_CREATE | 1 << OP_DELETE,
	.table = "api_keys", .view = "api.api_keys",
	.fields = fields, .order = "-createdAt", .has_version = true,
	.audited = &(const struct word){ "apiKey", .label = "API key" },
	.titles = {
		[OP_REPLACE] = "Rename an API key; the rest of it stays",
		[OP_UPDATE] = "Rename an API key by a merge patch",
	},
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_ADMIN, [OP_GET]    = ROLE_ADMIN,
		 [OP_CREATE]  = ROLE_ADMIN, [OP_UPDATE] = ROLE_ADMIN,
		 [OP_REPLACE] = ROLE_ADMIN, [OP_DELETE] = ROLE_ADMIN },
};
