/*
 * An audit entry: what somebody did to a row. Members of before and after are
 * named as the columns of that row; secrets are masked as it is written.
 */
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "resource/resource.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "kind", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "actorId", .type = FIELD_ID, .label = "Who",
	  .flags = FIELD_READ_ONLY | FIELD_FILTER },
	{ .name = "actorId", .type = FIELD_ID, .group = "actor",
	  .flags = FIELD_READ_ONLY },
	{ .name = "actorName", .type = FIELD_TEXT, .group = "actor",
	  .flags = FIELD_READ_ONLY },
	{ .name = "actorEmail", .type = FIELD_TEXT, .group = "actor",
	  .flags = FIELD_READ_ONLY },
	{ .name = "credentialId", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "keyName", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "action", .type = FIELD_CHOICE, .words = &audit_action_words,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_FILTER, .label = "Action" },
	{ .name = "noun", .type = FIELD_CHOICE, .words = &audit_noun_words,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_FILTER | FIELD_MERGE,
	  .label = "Of" },
	{ .name = "rowId", .type = FIELD_ID, .label = "Id",
	  .flags = FIELD_READ_ONLY | FIELD_FILTER },
	{ .name = "rowName", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "targetId", .type = FIELD_ID,
	  .flags = FIELD_READ_ONLY | FIELD_HIDDEN },
	{ .name = "success", .type = FIELD_BOOL, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "changed", .type = FIELD_TAGS, .flags = FIELD_READ_ONLY },
	{ .name = "before", .type = FIELD_JSON,
	  .flags = FIELD_READ_ONLY | FIELD_PAYLOAD },
	{ .name = "after", .type = FIELD_JSON,
	  .flags = FIELD_READ_ONLY | FIELD_PAYLOAD },
	{ .name = "address", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "createdAt", .type = FIELD_TIME, .shown = "at",
	  .label = "When",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_RANGE | FIELD_OF_ID },
	{ 0 }
};

static const struct alias query_aliases[] = {
	{ "actor", "actorId" },
	{ 0 }
};

const struct resource audit_entry_resource = {
	.name = "auditEntry", .plural = "auditEntries", .label = "Audit entry",
	.path = "audit-log",
	.help = "What somebody did to a row.",
	.page = "audit",
	.table = "audit_log", .view = "api.audit_log",
	.fields = fields, .query_aliases = query_aliases,
	.order = "-createdAt", .is_by_id_time = true,
	.titles = {
		[OP_LIST] = "List who did what",
		[OP_GET] = "Get an entry with what it changed",
	},
	.can = { [OP_LIST] = ROLE_ADMIN, [OP_GET] = ROLE_ADMIN },
};
