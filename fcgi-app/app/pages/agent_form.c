/* Making and editing an agent: see row_form.h. */
#include "app/pages/row_form.h"

#include <stddef.h>

#include "app/resources/resources.h"

static const char *const names[] = {
	"name", "description", "category", "type", "modelProvider", "model",
	"instructions", "configuration", "tags", "heartbeatIntervalS",
	"projectId", "status", NULL
};

const struct row_form agent_form = {
	.resource = &agent_resource, .names = names,
};
