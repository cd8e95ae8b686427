/* A member: a user in a tenant, with a role there. */
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "name", .type = FIELD_TEXT, .label = "Name",
	  .flags = FIELD_READ_ONLY | FIELD_SEARCH },
	{ .name = "email", .type = FIELD_TEXT, .label = "E-mail",
	  .flags = FIELD_READ_ONLY | FIELD_SEARCH },
	{ .name = "avatar", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "role", .type = FIELD_CHOICE, .words = &role_words,
	  .flags = FIELD_REQUIRED | FIELD_FILTER, .label = "Role",
	  .help = "At most your own" },
	{ .name = "isSelf", .type = FIELD_BOOL, .flags = FIELD_READ_ONLY },
	{ .name = "version", .type = FIELD_INT, .flags = FIELD_READ_ONLY },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Joined",
	  .flags = FIELD_READ_ONLY | FIELD_SORT },
	{ .name = "updatedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ 0 }
};

/* Somebody becomes a member by an invitation only; so there is no OP_CREATE. */
const struct resource member_resource = {
	.name = "member", .plural = "members", .label = "Member",
	.path = "members",
	.unpaged = 1 << OP_REPLACE | 1 << OP_UPDATE | 1 << OP_DELETE,
	.table = "memberships", .view = "api.members", .key = "user_id",
	.fields = fields, .order = "-createdAt", .has_version = true,
	.mark = "ended_at",
	.audited = &(const struct word){ "member", .label = "Member" },
	.titles = {
		[OP_LIST] = "List the members of the tenant",
		[OP_REPLACE] = "Give a member another role",
		[OP_UPDATE] = "Give a member another role by a merge patch",
		[OP_DELETE] = "Remove a member; what they made stays",
	},
	.can = { [OP_LIST]    = ROLE_VIEWER, [OP_GET]    = ROLE_VIEWER,
		 [OP_REPLACE] = ROLE_ADMIN,  [OP_UPDATE] = ROLE_ADMIN,
		 [OP_DELETE]  = ROLE_ADMIN },
};
