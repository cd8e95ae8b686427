/* Making and editing a task: see row_form.h. */
#include "app/pages/row_form.h"

#include <stddef.h>

#include "app/resources/resources.h"
#include "db/statement.h"

static const char *const names[] = {
	"title", "description", "priority", "type", "agentId", "assigneeId",
	"deadline", "estimatedSeconds", "tags", "input", NULL
};

static const struct statement task_form_row = {
	.name = "task_form_row",
	.sql = "select title, description, priority, type, agent_id, assignee_id,"
	       " to_char(deadline at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),"
	       " estimated_seconds, array_to_string(tags, ', '),"
	       " jsonb_pretty(input), version from api.tasks where id = $1::uuid",
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
	.resource = &task_resource, .names = names, .row = &task_form_row,
	.choices = &task_form_choices,
	.path = "/tasks", .list_word = "Tasks",
	.made = "task-made", .saved = "task-saved", .deleted = "task-deleted",
	.consequences = consequences,
};
