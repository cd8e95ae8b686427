/* Making and editing an agent: see row_form.h. */
#include "app/pages/row_form.h"

#include <stddef.h>

#include "app/resources/resources.h"
#include "db/statement.h"

static const char *const names[] = {
	"name", "description", "category", "type", "modelProvider", "model",
	"instructions", "configuration", "tags", "heartbeatIntervalS",
	"projectId", "status", NULL
};

static const struct statement agent_form_row = {
	.name = "agent_form_row",
	.sql = "select name, description, category, type, model_provider,"
	       " model, instructions, jsonb_pretty(configuration),"
	       " array_to_string(tags, ', '), heartbeat_interval_s,"
	       " project_id, status, version from api.agents where id = $1::uuid",
};

static const struct statement agent_form_choices = {
	.name = "agent_form_choices",
	.sql = "select field, value, word from api.project_choices()",
};

const struct row_form agent_form = {
	.resource = &agent_resource, .names = names, .row = &agent_form_row,
	.choices = &agent_form_choices,
	.path = "/agents", .list_word = "Agents",
	.made = "agent-made", .saved = "agent-saved",
};
