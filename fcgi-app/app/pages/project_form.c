/* Making, editing and deleting a project: see row_form.h. */
#include "app/pages/row_form.h"

#include <stddef.h>

#include "app/resources/resources.h"
#include "db/statement.h"

static const char *const names[] = {
	"name", "description", "type", "active", "configuration", NULL
};

static const struct statement project_form_row = {
	.name = "project_form_row",
	.sql = "select name, description, type, active::text,"
	       " jsonb_pretty(configuration), version from api.projects"
	       " where id = $1::uuid",
};

static const char *const consequences[] = {
	"Its agents, workflows and executions stay, and belong to no project"
	" from then on.",
	"To keep the group but offer it to nothing new, make it inactive"
	" instead.",
	NULL
};

const struct row_form project_form = {
	.resource = &project_resource, .names = names,
	.row = &project_form_row,
	.path = "/projects", .list_word = "Projects",
	.made = "project-made", .saved = "project-saved",
	.deleted = "project-deleted", .consequences = consequences,
};
