/* Making and editing a credential: see row_form.h. The field of the secret is always
 * empty: what is typed there is sealed, and nothing means that what is stored stays. */
#include "app/pages/row_form.h"

#include <stddef.h>

#include "app/resources/resources.h"

static const char *const names[] = {
	"name", "value", "type", "provider", "description", "metadata",
	"active", "expiresAt", NULL
};

static const char *const consequences[] = {
	"Its secret goes with it, and cannot be brought back.",
	"What uses it fails from then on. At the service that issued it, it goes"
	" on working until it is revoked there.",
	NULL
};

const struct row_form credential_form = {
	.resource = &credential_resource, .names = names,
	.consequences = consequences,
};
