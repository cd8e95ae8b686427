/* Copying a workflow from its page: a template too, or as one; and bringing in the
 * templates of the installation. */
#include "app/pages/handlers.h"

#include "app/api/workflow.h"
#include "app/pages/notice.h"
#include "app/pages/row_change.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/text.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "resource/crud.h"

bool
workflow_copy_plan(struct request *req, struct unit *unit)
{
	bool as_template = text_equal(form_value(req, "isTemplate"), "true");
	char id[UUID_TEXT_SIZE];

	uuid_v7(id);
	return row_check_id(req, &workflow_resource)
	       && unit_add(unit, &duplicate_workflow, request_param(req, "id"),
			   id, NULL, as_template ? "true" : "false");
}

bool
workflow_copy_done(struct request *req, const struct rows *rows,
		   struct response *res)
{
	return crud_check_found(req, &workflow_resource, &rows[0])
	       && notice_redirect(res, arena_printf(req->arena, "/workflows/%s",
				  rows_text(&rows[0], 0, 0)),
				  "workflow-copied", -1, -1);
}

bool
templates_bring_plan(struct request *req, struct unit *unit)
{
	(void)req;
	return unit_add(unit, &seed_templates);
}

bool
templates_bring_done(struct request *req, const struct rows *rows,
		     struct response *res)
{
	int count = 0;

	(void)req;
	for (int row = 0; row < rows->count; row++)
		count += rows_is_true(rows, row, "done");
	return notice_redirect(res, "/workflows?isTemplate=true",
			       "templates-brought", count, -1);
}
