/* Making and editing what a workflow is beside its graph: see row_form.h. */
#include "app/pages/row_form.h"

#include <stddef.h>

#include "app/pages/workflow_parts.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "db/rows.h"
#include "db/statement.h"
#include "http/request.h"

static const char *const names[] = {
	"name", "description", "category", "difficulty", "estimatedTime",
	"version", "tags", "projectId", "status", "isTemplate", "isPublic", NULL
};

static const struct statement workflow_form_row = {
	.name = "workflow_form_row",
	.sql = "select name, description, category, difficulty, estimated_time,"
	       " label_version, array_to_string(tags, ', ') as tags,"
	       " project_id, status,"
	       " is_template::text, is_public::text, name as called, version, trigger,"
	       " trigger_config, variables from api.workflows where id = $1::uuid",
};

static const struct form_part *
parts(struct request *req, const struct rows *row)
{
	struct form_part *list = arena_alloc(req->arena, 3 * sizeof *list);

	list[0] = trigger_part(req, row ? rows_named(row, 0, "trigger") : NULL,
			       row ? rows_named(row, 0, "trigger_config") : NULL);
	list[1] = variables_part(req, row ? rows_named(row, 0, "variables")
					  : NULL);
	return list;
}

static void
gather(struct request *req)
{
	trigger_gather(req);
	variables_gather(req);
}

const struct row_form workflow_form = {
	.resource = &workflow_resource, .names = names,
	.row = &workflow_form_row,
	.template = "pages/workflow-form", .parts = parts, .gather = gather,
};
