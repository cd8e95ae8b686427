/* An invitation: somebody is asked to become a member, by a link. */
#include "app/resources/created_by.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "email", .type = FIELD_TEXT, .max = 254, .label = "E-mail",
	  .format = "email", .example = "guest@harbour.example",
	  .flags = FIELD_REQUIRED | FIELD_IMMUTABLE,
	  .help = "Only who has this address can accept" },
	{ .name = "role", .type = FIELD_CHOICE, .words = &role_words,
	  .flags = FIELD_IMMUTABLE, .fallback = "operator", .label = "Role",
	  .help = "At most your own" },
	{ .name = "state", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "isMailed", .type = FIELD_BOOL, .flags = FIELD_READ_ONLY },
	{ .name = "expiresAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "acceptedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "acceptedById", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "revokedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "createdById", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	CREATED_BY(0),
	{ .name = "version", .type = FIELD_INT, .flags = FIELD_READ_ONLY },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ 0 }
};

/* What was sent to somebody is not changed behind their back: it is revoked, and another
 * one made. */
static const struct constraint constraints[] = {
	{ "invitation_of_an_address_is_one", "/email",
	  "has an invitation already: renew that one" },
	{ "invitation_email_is_an_address", "/email",
	  "is not an e-mail address" },
	{ 0 }
};

const struct resource invitation_resource = {
	.name = "invitation", .plural = "invitations", .label = "Invitation",
	.path = "invitations",
	.unpaged = 1 << OP_CREATE | 1 << OP_DELETE,
	.table = "invitations", .view = "api.invitations",
	.fields = fields, .order = "-createdAt", .has_version = true, .is_limited = true,
	.audited = &(const struct word){ "invitation", .label = "Invitation" },
	.constraints = constraints,
	.can = { [OP_LIST]   = ROLE_ADMIN, [OP_GET]    = ROLE_ADMIN,
		 [OP_CREATE] = ROLE_ADMIN, [OP_DELETE] = ROLE_ADMIN },
};
