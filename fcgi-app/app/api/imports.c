/* Imports: made from an upload, watched, cancelled. */
#include "app/api/api.h"

#include "app/import_make.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"
#include "resource/crud.h"

static const struct statement cancel_import = {
	.name = "cancel_import",
	.sql = "select found, changed, version, status"
	       " from api.cancel_import($1::uuid, $2::int)",
};

static bool
made_plan(struct request *req, struct unit *unit)
{
	return crud_get_add(req, unit, &import_resource, req->other_state);
}

/* It goes on; Location says where. */
static bool
made_reply(struct request *req, const struct rows *rows, struct response *res)
{
	if (!crud_check_found(req, &import_resource, &rows[0]))
		return false;
	response_header(res, "Location",
			arena_printf(req->arena, "/api/import/%s",
				     rows_named(&rows[0], 0, "id")));
	return response_row(res, 202, &import_resource, &rows[0]);
}

bool
import_make_reply(struct request *req, const struct rows *rows,
		  struct response *res)
{
	const char *id = import_make(req, rows);

	(void)res;
	if (!id)
		return false;
	req->other_state = arena_text(req->arena, id);
	return request_then(req, made_plan, made_reply);
}

bool
import_cancel_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return crud_check_found(req, &import_resource, NULL);
	return unit_add(unit, &cancel_import, id, request_if_match(req))
	       && crud_get_add(req, unit, &import_resource, id);
}

bool
import_cancel_reply(struct request *req, const struct rows *rows,
		    struct response *res)
{
	(void)req;
	return response_change(res, &import_resource, rows);
}

/* ---- what the API's document says of it ---- */

static const struct member make_body[] = {
	{ MEMBER("files", FIELD_TEXT, .flags = FIELD_REQUIRED,
		 .help = "Documents, each a part with a file name"),
	  .is_list = true },
	{ MEMBER("dryRun", FIELD_BOOL,
		 .help = "Say what would become of them, and keep nothing") },
	{ MEMBER("project", FIELD_ID, .help = "Of what is made new") },
	{ 0 }
};

static const struct member answer[] = {
	{ .field = { .name = "import" }, .row = &import_resource },
	{ 0 }
};

const struct call import_make_call = {
	.body = make_body, .answer = answer, .status = 202,
	.flags = CALL_TAGGED,
	.help = "Answers at once; the import goes on, and its Location says how"
		" far it is.",
};

const struct call import_cancel_call = {
	.answer = answer,
	.flags = CALL_TAGGED | CALL_MATCHES | CALL_CONFLICTS,
};
