/* A tenant: an organisation, to which all else belongs. */
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "name", .type = FIELD_TEXT, .max = 255, .label = "Name",
	  .flags = FIELD_REQUIRED | FIELD_SORT },
	{ .name = "slug", .type = FIELD_TEXT, .max = 63, .label = "Short name",
	  .help = "For commands, such as harbour: lower-case letters, digits"
		  " and hyphens" },
	{ .name = "role", .type = FIELD_CHOICE, .words = &role_words,
	  .flags = FIELD_READ_ONLY },
	{ .name = "isCurrent", .type = FIELD_BOOL, .flags = FIELD_READ_ONLY },
	{ .name = "retentionDays", .type = FIELD_INT, .min = 1, .max = 36500,
	  .label = "Days that executions are kept",
	  .help = "Empty: as long as the installation keeps them" },
	{ .name = "offlineAfterS", .type = FIELD_INT, .min = 30, .max = 86400,
	  .label = "Seconds until a silent agent is offline",
	  .help = "Of agents without an interval of their own; empty: 300" },
	{ .name = "runTimeoutS", .type = FIELD_INT, .min = 60, .max = 2592000,
	  .label = "Seconds that an execution may run",
	  .help = "One that reports no end by then has timed out; empty: any" },
	{ .name = "deleteAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "version", .type = FIELD_INT, .flags = FIELD_READ_ONLY },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "tenant_name_is_given", "/name", "must not be empty" },
	{ "tenant_slug_is_free", "/slug", "belongs to another organisation" },
	{ "tenant_slug_is_a_word", "/slug", "must be of a to z, 0 to 9 and"
	  " dashes between them, at most 63" },
	{ 0 }
};

const struct resource tenant_resource = {
	.name = "tenant", .plural = "tenants", .label = "Organisation",
	.path = "tenants",
	.page = "organisations",
	.table = "tenants", .view = "api.tenants", .tenant = "id",
	.fields = fields, .order = "name", .has_version = true,
	.audited = &(const struct word){ "tenant", .label = "Organisation" },
	.titles = {
		[OP_LIST] = "List the tenants of the user",
		[OP_GET] = "Get a tenant of the user",
	},
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_VIEWER, [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_VIEWER, [OP_UPDATE] = ROLE_ADMIN,
		 [OP_REPLACE] = ROLE_ADMIN,  [OP_DELETE] = ROLE_OWNER },
};
