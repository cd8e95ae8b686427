/*
 * A workflow: a graph document that can be run. version is the client's own text;
 * revision counts edits and is the ETag. Members without a field are in extra.
 */
#include "app/resources/created_by.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "app/trigger.h"
#include "app/variable.h"
#include "db/constraint.h"
#include "http/request.h"
#include "resource/call.h"
#include "resource/resource.h"
#include "resource/words.h"
#include "resource/validate.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID,
	  .flags = FIELD_READ_ONLY | FIELD_HIDDEN },
	{ .name = "customId", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "name", .type = FIELD_TEXT, .max = 255, .label = "Name",
	  .flags = FIELD_REQUIRED | FIELD_SORT | FIELD_SEARCH,
	  .ordered_with = "isTemplate", .example = "Nightly report" },
	{ .name = "description", .type = FIELD_LONG_TEXT, .max = 10000,
	  .flags = FIELD_SEARCH, .fallback = "", .label = "Description" },
	{ .name = "status", .type = FIELD_CHOICE, .words = &workflow_status_words,
	  .flags = FIELD_FILTER | FIELD_SORT, .fallback = "draft",
	  .label = "Status" },
	{ .name = "format", .type = FIELD_CHOICE, .words = &workflow_format_words,
	  .flags = FIELD_FILTER, .fallback = "builder", .label = "Format" },
	{ .name = "trigger", .type = FIELD_CHOICE,
	  .words = &workflow_trigger_words, .flags = FIELD_FILTER,
	  .fallback = "manual", .label = "Trigger" },
	{ .name = "triggerConfig", .type = FIELD_JSON_OBJECT, .fallback = "{}",
	  .flags = FIELD_PAYLOAD, .label = "Trigger settings" },
	{ .name = "variables", .type = FIELD_JSON, .fallback = "[]",
	  .flags = FIELD_PAYLOAD, .label = "Variables" },
	{ .name = "tags", .type = FIELD_TAGS, .flags = FIELD_FILTER,
	  .fallback = "{}", .label = "Tags" },
	{ .name = "category", .type = FIELD_TEXT, .max = 255, .fallback = "",
	  .flags = FIELD_FILTER | FIELD_SORT, .label = "Category" },
	{ .name = "difficulty", .type = FIELD_TEXT, .max = 255, .fallback = "",
	  .label = "Difficulty" },
	{ .name = "estimatedTime", .type = FIELD_TEXT, .max = 255,
	  .fallback = "", .label = "Estimated time" },
	{ .name = "version", .type = FIELD_TEXT, .max = 255, .fallback = "",
	  .column = "label_version", .shown = "label_version",
	  .label = "Version" },
	{ .name = "isTemplate", .type = FIELD_BOOL, .fallback = "false",
	  .flags = FIELD_FILTER, .label = "Template" },
	{ .name = "isPublic", .type = FIELD_BOOL, .fallback = "false",
	  .label = "Public" },
	{ .name = "nodes", .type = FIELD_JSON_ARRAY, .fallback = "[]",
	  .flags = FIELD_PAYLOAD, .label = "Nodes" },
	{ .name = "edges", .type = FIELD_JSON_ARRAY, .fallback = "[]",
	  .flags = FIELD_PAYLOAD, .label = "Edges" },
	{ .name = "extra", .type = FIELD_JSON_OBJECT, .fallback = "{}",
	  .flags = FIELD_PAYLOAD | FIELD_HIDDEN },
	{ .name = "nodeCount", .type = FIELD_INT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "edgeCount", .type = FIELD_INT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "projectId", .type = FIELD_ID, .flags = FIELD_FILTER,
	  .label = "Project",
	  .refers = &project_resource },
	{ .name = "projectName", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "userId", .type = FIELD_ID, .shown = "created_by_id",
	  .flags = FIELD_READ_ONLY },
	CREATED_BY(0),
	{ .name = "revision", .type = FIELD_INT, .shown = "version",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_RANGE | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME, .label = "Changed",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_SORT },
	{ 0 }
};

static const struct alias query_aliases[] = {
	{ "search", "q" },
	{ "project", "projectId" },
	{ 0 }
};

/* What clients call it, and what it is called here. */
static const struct member members[] = {
	{ MEMBER("id", FIELD_TEXT, .help = "As its client calls it, or else _id") },
	{ MEMBER("_id", FIELD_ID) },
	{ 0 }
};

/* A patch may leave out what is there already. */
static bool
check_workflow(struct request *req, const struct values *given)
{
	const char *trigger = values_text(&workflow_resource, given,
					  "trigger");
	const char *settings = values_text(&workflow_resource, given,
					   "triggerConfig");
	const char *variables = values_text(&workflow_resource, given,
					    "variables");
	bool is_good = !settings
		|| trigger_check(req->arena,
				 req->method == PATCH ? NULL : trigger,
				 settings, &req->error);

	return (!variables || variables_check(req->arena, variables,
					      &req->error)) && is_good;
}

static const struct constraint constraints[] = {
	{ "workflow_name_is_given", "/name", "must not be empty" },
	{ "workflow_status_is_known", "/status",
	  "is not a status of workflows" },
	{ "workflow_nodes_are_an_array", "/nodes", "must be an array" },
	{ "workflow_edges_are_an_array", "/edges", "must be an array" },
	{ "workflow_variables_are_a_list", "/variables",
	  "must be an array or an object" },
	{ "workflow_trigger_config_is_an_object", "/triggerConfig",
	  "must be an object" },
	{ "workflow_project_is_of_the_same_tenant", "/projectId",
	  "there is no such project" },
	{ "alias_is_short", "/id", "has more than 255 characters" },
	{ 0 }
};

static const struct switching switchings[] = {
	{ "activate", "Activate", .value = "active" },
	{ "pause", "Pause", .value = "paused" },
	{ "archive", "Archive", .value = "archived" },
	{ 0 }
};

const struct resource workflow_resource = {
	.name = "workflow", .plural = "workflows", .label = "Workflow",
	.path = "workflows", .dialect = DIALECT_BUILDER, .is_lenient = true,
	.help = "A graph document that can be run.",
	.table = "workflows", .view = "api.workflows", .searched = "workflows",
	.fields = fields, .query_aliases = query_aliases,
	.order = "-createdAt", .has_version = true, .alias_kind = "workflow",
	.members = members, .is_open = true, .is_limited = true,
	.switched = "status", .switchings = switchings, .check = check_workflow,
	.audited = &(const struct word){ "workflow", .label = "Workflow" },
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_VIEWER,   [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_OPERATOR, [OP_UPDATE] = ROLE_OPERATOR,
		 [OP_REPLACE] = ROLE_OPERATOR, [OP_DELETE] = ROLE_ADMIN },
};
