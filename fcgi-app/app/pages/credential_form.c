/* Making and editing a credential: see row_form.h. The field of the secret is always
 * empty: what is typed there is sealed, and nothing means that what is stored stays. */
#include "app/pages/row_form.h"

#include <stddef.h>

#include "app/resources/resources.h"
#include "db/statement.h"

static const char *const names[] = {
	"name", "value", "type", "provider", "description", "metadata",
	"active", "expiresAt", NULL
};

static const struct statement credential_form_row = {
	.name = "credential_form_row",
	.sql = "select name, null as value, type, provider, description,"
	       " jsonb_pretty(metadata), active::text,"
	       " to_char(expires_at at time zone 'UTC',"
	       " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), version"
	       " from api.credentials where id = $1::uuid",
};

static const char *const consequences[] = {
	"Its secret goes with it, and cannot be brought back.",
	"What uses it fails from then on. At the service that issued it, it goes"
	" on working until it is revoked there.",
	NULL
};

const struct row_form credential_form = {
	.resource = &credential_resource, .names = names,
	.row = &credential_form_row,
	.path = "/credentials", .list_word = "Credentials",
	.made = "credential-made", .saved = "credential-saved",
	.deleted = "credential-deleted",
	.consequences = consequences,
};
