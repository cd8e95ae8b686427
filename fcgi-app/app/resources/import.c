/* An import: a run that takes documents of other systems into a tenant. */
#include "app/resources/created_by.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "kind", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "status", .type = FIELD_CHOICE, .words = &import_status_words,
	  .flags = FIELD_READ_ONLY, .label = "Status" },
	{ .name = "isLost", .type = FIELD_BOOL,
	  .flags = FIELD_READ_ONLY | FIELD_HIDDEN },
	{ .name = "dryRun", .type = FIELD_BOOL, .flags = FIELD_READ_ONLY,
	  .label = "Dry run" },
	{ .name = "fileName", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY,
	  .label = "File" },
	{ .name = "fileSize", .type = FIELD_INT, .flags = FIELD_READ_ONLY,
	  .label = "Bytes" },
	{ .name = "done", .type = FIELD_INT, .flags = FIELD_READ_ONLY },
	{ .name = "total", .type = FIELD_INT, .flags = FIELD_READ_ONLY },
	{ .name = "report", .type = FIELD_JSON_OBJECT,
	  .flags = FIELD_READ_ONLY | FIELD_PAYLOAD },
	{ .name = "error", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "projectId", .type = FIELD_ID, .flags = FIELD_READ_ONLY,
	  .label = "Project" },
	{ .name = "projectName", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "heartbeatAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "startedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "completedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	CREATED_BY(0),
	{ .name = "version", .type = FIELD_INT, .flags = FIELD_READ_ONLY },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "import_job_project_is_of_the_same_tenant", "/project",
	  "there is no such project" },
	{ 0 }
};

const struct resource import_resource = {
	.name = "import", .plural = "imports", .label = "Import",
	.path = "import",
	.page = "import", .unpaged = 1 << OP_CREATE,
	.table = "import_jobs", .view = "api.import_jobs",
	.fields = fields, .order = "-createdAt", .has_version = true,
	.titles = {
		[OP_GET] = "Get an import with its report",
	},
	.constraints = constraints,
	.can = { [OP_LIST] = ROLE_VIEWER, [OP_GET] = ROLE_VIEWER,
		 [OP_CREATE] = ROLE_OPERATOR },
};
