/* Making, editing and deleting a capability of an agent: see row_form.h. */
#include "app/pages/row_form.h"

#include <stddef.h>

#include "app/resources/resources.h"

static const char *const names[] = {
	"name", "description", "confidence", "usageCount", "metadata", NULL
};

static const char *const consequences[] = {
	"The agent is not said to be able to do this any more.",
	"What it did stays in its executions.",
	NULL
};

const struct row_form capability_form = {
	.resource = &capability_resource, .names = names,
	.verb = "Add", .consequences = consequences,
};
