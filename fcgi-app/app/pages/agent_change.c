#include "app/pages/agent_change.h"

#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/form.h"
#include "http/request.h"
#include "resource/sql.h"
#include "resource/validate.h"

/* What is no number names no version. */
const char *
agent_form_version(const struct request *req)
{
	const char *version = form_value(req, "version");
	int64_t number;

	if (!version || !*version)
		return NULL;
	return text_to_int(version, 1, INT32_MAX, &number) ? version : "-1";
}

bool
agent_change_add(struct request *req, struct unit *unit,
		 const struct values *given)
{
	const struct statement *statement = sql_change(
		req->arena, req->app->statements, &agent_resource, false);
	const char *values[RESOURCE_FIELDS_MAX + 4] = {
		NULL,
		request_param(req, "id"),
		agent_form_version(req),
		arena_printf(req->arena, "%llu",
			     (unsigned long long)given->given),
	};
	size_t count = 3;

	if (!is_uuid(values[1]))
		return fail(&req->error, ERROR_NOT_FOUND, "no agent '%s'",
			    values[1]);
	if (!statement)
		return fail(&req->error, ERROR_UNAVAILABLE, "out of memory");
	for (int i = 0; agent_resource.fields[i].name; i++)
		if (sql_is_changeable(&agent_resource.fields[i]))
			values[++count] = given->text[i];
	return unit_add_values(unit, statement, values, count);
}

bool
agent_change_check(struct request *req, const struct rows *rows)
{
	if (rows->count == 0 || !rows_is_true(rows, 0, "found"))
		return fail(&req->error, ERROR_NOT_FOUND, "no agent '%s'",
			    request_param(req, "id"));
	if (rows_is_true(rows, 0, "changed"))
		return true;
	return fail(&req->error, ERROR_PRECONDITION,
		    "somebody else changed this agent; it has version %s now",
		    rows_named(rows, 0, "version"))
		|| fail_hint(&req->error,
			     "open it again, and repeat what you wanted to do");
}
