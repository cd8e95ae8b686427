/* Publishing a blueprint, editing what is said of it, taking it back: see row_form.h. */
#include "app/pages/row_form.h"

#include <stddef.h>

#include "app/resources/resources.h"
#include "db/statement.h"

static const char *const names[] = {
	"agentId", "workflowId", "name", "labelVersion", "description",
	"category", "isPublic", "pricing", "priceMicros", "currency", NULL
};

static const struct statement blueprint_form_choices = {
	.name = "blueprint_form_choices",
	.sql = "select field, value, word from api.blueprint_choices()",
};

static const char *const consequences[] = {
	"Nobody can install it any more.",
	"What was made of it stays, in every organisation.",
	"The agent or workflow that it was made of stays, too.",
	NULL
};

const struct row_form blueprint_form = {
	.resource = &blueprint_resource, .names = names,
	.choices = &blueprint_form_choices,
	.verb = "Publish", .consequences = consequences,
};
