/* A session: a browser or client in which a user is signed in. */
#include "app/resources/resources.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "isCurrent", .type = FIELD_BOOL, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "tenantId", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "tenantName", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Signed in",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_OF_ID },
	{ .name = "lastUsedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "expiresAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "address", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "userAgent", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ 0 }
};

const struct resource session_resource = {
	.name = "session", .plural = "sessions", .label = "Session",
	.help = "A browser or client in which a user is signed in.",
	.table = "sessions", .view = "api.sessions",
	.fields = fields, .order = "-createdAt",
	.audited = &(const struct word){ "session", .label = "Session" },
	.can = { [OP_LIST] = ROLE_VIEWER, [OP_DELETE] = ROLE_VIEWER },
};
