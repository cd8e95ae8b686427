/* A task: work that waits for an agent or a member. */
#include "app/resources/created_by.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

enum { TEN_YEARS_S = 10 * 365 * 24 * 60 * 60 };

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "title", .type = FIELD_TEXT, .max = 500, .label = "Title",
	  .flags = FIELD_REQUIRED | FIELD_SORT | FIELD_SEARCH,
	  .example = "Answer the open refund tickets" },
	{ .name = "description", .type = FIELD_LONG_TEXT, .max = 10000,
	  .fallback = "", .flags = FIELD_SEARCH, .label = "Description" },
	{ .name = "type", .type = FIELD_TEXT, .max = 255, .fallback = "",
	  .flags = FIELD_FILTER, .label = "Type",
	  .help = "A word of your own, to filter by" },
	/* moved by actions, which say what led there */
	{ .name = "status", .type = FIELD_CHOICE, .words = &task_status_words,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_FILTER | FIELD_MERGE,
	  .label = "Status" },
	{ .name = "priority", .type = FIELD_CHOICE, .words = &priority_words,
	  .fallback = "normal", .label = "Priority",
	  .flags = FIELD_FILTER | FIELD_MERGE | FIELD_SORT,
	  .ordered_by = "urgency", .ordered_with = "status",
	  .help = "In order of it: urgent first" },
	{ .name = "position", .type = FIELD_NUMBER, .label = "Order",
	  .help = "Lower is further up in its column of the board; behind all"
		  " others where nothing is given", .example = "1763712000.5" },
	{ .name = "deadline", .type = FIELD_TIME,
	  .flags = FIELD_RANGE | FIELD_SORT, .ordered_by = "due",
	  .ordered_with = "status", .label = "Deadline", .help = "Such as 2026-03-12T17:00:00Z" },
	{ .name = "estimatedSeconds", .type = FIELD_INT, .max = TEN_YEARS_S,
	  .label = "Estimate", .help = "Seconds that it may take" },
	{ .name = "agentId", .type = FIELD_ID, .flags = FIELD_FILTER,
	  .label = "Agent", .help = "Who is to do it: an agent or a member",
	  .refers = &agent_resource },
	{ .name = "agentName", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "assigneeId", .type = FIELD_ID, .flags = FIELD_FILTER,
	  .label = "Member", .help = "Instead of an agent",
	  .refers = &member_resource },
	{ .name = "assigneeName", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "input", .type = FIELD_JSON, .flags = FIELD_PAYLOAD,
	  .label = "Input", .help = "What is needed to do it, as JSON" },
	{ .name = "output", .type = FIELD_JSON, .flags = FIELD_PAYLOAD,
	  .label = "Output" },
	{ .name = "error", .type = FIELD_LONG_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "tags", .type = FIELD_TAGS, .flags = FIELD_FILTER,
	  .fallback = "{}", .label = "Tags" },
	{ .name = "metadata", .type = FIELD_JSON_OBJECT, .fallback = "{}",
	  .flags = FIELD_PAYLOAD, .label = "Metadata" },
	{ .name = "dependsOn", .type = FIELD_IDS, .fallback = "{}",
	  .setter = "api.set_task_dependencies", .label = "Depends on",
	  .help = "Tasks that must be completed before it starts" },
	{ .name = "waitsFor", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN,
	  .help = "How many of these are not completed" },
	{ .name = "startedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "finishedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "createdById", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	CREATED_BY(0),
	{ .name = "version", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_RANGE | FIELD_OF_ID },
	{ .name = "due", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY | FIELD_HIDDEN },
	{ .name = "urgency", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_HIDDEN },
	{ .name = "updatedAt", .type = FIELD_TIME, .label = "Changed",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_GIVEN },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "task_title_is_given", "/title", "must not be empty" },
	{ "task_description_is_bounded", "/description", "is too long" },
	{ "task_type_is_short", "/type", "is too long" },
	{ "task_priority_is_known", "/priority", "is not a priority" },
	{ "task_position_is_bounded", "/position",
	  "is too large or too precise" },
	{ "task_estimate_is_bounded", "/estimatedSeconds",
	  "must be from 0 to ten years" },
	{ "task_agent_is_of_the_same_tenant", "/agentId",
	  "there is no such agent" },
	{ "task_assignee_is_a_member", "/assigneeId",
	  "there is no such member" },
	{ "task_is_assigned_once", "/assigneeId",
	  "a task is for an agent or a member, not for both" },
	{ "task_metadata_is_an_object", "/metadata", "must be an object" },
	{ "task_error_is_bounded", "/error", "is too long" },
	{ "task_dependency_is_of_the_same_tenant", "/dependsOn",
	  "there is no such task" },
	{ "task_dependency_is_on_another_task", "/dependsOn",
	  "a task cannot depend on itself" },
	{ 0 }
};

const struct resource task_resource = {
	.name = "task", .plural = "tasks", .label = "Task",
	.path = "tasks",
	.help = "Work that waits for an agent or a member.",
	.table = "tasks", .view = "api.tasks", .searched = "tasks",
	.fields = fields, .order = "-createdAt", .has_version = true,
	.audited = &(const struct word){ "task", .label = "Task" },
	.titles = {
		[OP_DELETE] = "Delete a task; what depends on it waits for"
			" it no more",
	},
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_VIEWER,   [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_OPERATOR, [OP_UPDATE] = ROLE_OPERATOR,
		 [OP_REPLACE] = ROLE_OPERATOR, [OP_DELETE] = ROLE_OPERATOR },
};
