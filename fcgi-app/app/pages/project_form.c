/* Making, editing and deleting a project: see row_form.h. */
#include "app/pages/row_form.h"

#include <stddef.h>

#include "app/resources/resources.h"

static const char *const consequences[] = {
	"Its agents, workflows and executions stay, and belong to no project"
	" from then on.",
	"To keep the group but offer it to nothing new, make it inactive"
	" instead.",
	NULL
};

const struct row_form project_form = {
	.resource = &project_resource, .consequences = consequences,
};
