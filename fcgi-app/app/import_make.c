#include "app/import_make.h"

#include <stddef.h>

#include "app/import_order.h"
#include "app/import_start.h"
#include "auth/credential.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/spool.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/upload.h"

#define RETRY_AFTER_S 10

static const struct statement make_import = {
	.name = "make_import",
	.sql = "select id, has_session from api.make_import($1, $2::bigint,"
	       " $3::int, $4::boolean, $5::uuid, $6::bytea)",
};

/* A box that is ticked sends "true", or "on" where nobody gave it a value. */
static bool
is_dry_run(const struct request *req)
{
	const char *value = form_value(req, "dryRun");

	return text_equal(value, "true") || text_equal(value, "on");
}

/* Not chosen is empty. */
static const char *
project_of(const struct request *req)
{
	const char *value = form_value(req, "project");

	return value && *value ? value : NULL;
}

static bool
check_form(struct request *req)
{
	const char *project = project_of(req);

	if (req->upload->count == 0)
		fail_field(&req->error, "/files", "required",
			   "choose at least one file");
	if (project && !is_uuid(project))
		fail_field(&req->error, "/project", "id",
			   "there is no such project");
	return req->error.kind == ERROR_NONE;
}

bool
import_make_plan(struct request *req, struct unit *unit)
{
	const struct upload *upload = req->upload;
	struct arena *arena = req->arena;
	const char *hash;

	if (!check_form(req))
		return false;
	hash = credential_hash(arena, credential_new_session(arena));
	req->state = arena_text(arena, hash);
	return unit_add(unit, &make_import, upload->files->name,
			arena_printf(arena, "%lld", (long long)upload->size),
			arena_printf(arena, "%d", upload->count),
			is_dry_run(req) ? "t" : "f", project_of(req), hash);
}

static const char **
names_of(struct arena *arena, const struct upload *upload)
{
	const char **names = arena_alloc(arena, (size_t)upload->count
						* sizeof *names);
	size_t count = 0;

	for (struct upload_file *file = upload->files; file; file = file->next)
		names[count++] = file->name;
	return names;
}

static bool
check_made(struct request *req, const struct rows *rows)
{
	if (rows->count > 0)
		return true;
	req->error.retry_after_s = RETRY_AFTER_S;
	return fail(&req->error, ERROR_TOO_MANY,
		    "four imports of this organisation are under way")
		|| fail_hint(&req->error, "Wait until one of them has ended");
}

static bool
start(struct request *req, const char *job, bool has_session)
{
	const struct upload *upload = req->upload;
	const struct import_order order = {
		.tenant = req->caller.tenant_id, .job = job,
		.has_session = has_session,
		.credential = has_session ? req->state
				: credential_hash(req->arena, req->token),
		.is_dry_run = is_dry_run(req), .project = project_of(req),
		.folder = spool_path(upload->spool),
		.files = names_of(req->arena, upload),
		.count = (size_t)upload->count,
	};

	return import_start(req->app, req->arena, &order,
			    spool_fd(upload->spool), &req->error);
}

const char *
import_make(struct request *req, const struct rows *rows)
{
	const char *job;

	if (!check_made(req, rows))
		return NULL;
	job = rows_named(rows, 0, "id");
	if (!start(req, job, rows_is_true(rows, 0, "has_session")))
		return NULL;
	spool_hand_over(req->upload->spool);
	return job;
}
