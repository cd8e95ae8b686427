/* Making and editing a task: see row_form.h. */
#include "app/pages/row_form.h"

#include <stddef.h>

#include "app/resources/resources.h"
#include "db/statement.h"

static const char *const names[] = {
	"title", "description", "priority", "type", "agentId", "assigneeId",
	"deadline", "estimatedSeconds", "tags", "input", NULL
};

static const struct statement task_form_choices = {
	.name = "task_form_choices",
	.sql = "select field, value, word from api.task_choices()",
};

static const char *const consequences[] = {
	"It goes with what came out of it, and cannot be brought back.",
	"Tasks that depend on it wait for it no more.",
	"To keep it, cancel it instead.",
	NULL
};

const struct row_form task_form = {
	.resource = &task_resource, .names = names,
	.choices = &task_form_choices, .consequences = consequences,
};
