/* Templates that come with the installation; a tenant has copies of its own. */
#include "app/api/builder.h"

#include "app/api/workflow.h"
#include "base/arena.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/writer.h"
#include "resource/call.h"

const struct statement seed_templates = {
	.name = "seed_templates",
	.sql = "select name, done from api.seed_templates()",
};

static const struct statement update_templates = {
	.name = "update_templates",
	.sql = "select name, done from api.update_templates()",
};

/* What the builder calls those that were done, and the others. */
struct outcome {
	const char *did, *left;		/* counts of them */
	const char *did_names, *left_names;
	const char *did_word, *left_word;
};

static const struct outcome seeding = {
	"seeded", "skipped", "seededTemplates", "skippedTemplates",
	"Seeded", "skipped",
};

static const struct outcome updating = {
	"updated", "failed", "updatedTemplates", "failedTemplates",
	"Updated", "failed to update",
};

bool
templates_seed_plan(struct request *req, struct unit *unit)
{
	(void)req;
	return unit_add(unit, &seed_templates);
}

bool
templates_update_plan(struct request *req, struct unit *unit)
{
	(void)req;
	return unit_add(unit, &update_templates);
}

static int
write_names(struct json_writer *json, const char *member,
	    const struct rows *rows, bool done)
{
	int count = 0;

	json_write_name(json, member);
	json_begin_array(json);
	for (int row = 0; row < rows->count; row++) {
		if (rows_is_true(rows, row, "done") != done)
			continue;
		json_write_text(json, rows_text(rows, row, 0));
		count++;
	}
	json_end_array(json);
	return count;
}

static bool
answer(struct request *req, const struct rows *rows, struct response *res,
       const struct outcome *outcome)
{
	struct json_writer json = response_json(res, 200);
	int did, left;

	json_begin_object(&json);
	json_member_bool(&json, "success", true);
	did = write_names(&json, outcome->did_names, rows, true);
	left = write_names(&json, outcome->left_names, rows, false);
	json_member_int(&json, outcome->did, did);
	json_member_int(&json, outcome->left, left);
	json_member_int(&json, "total", rows->count);
	json_member_text(&json, "message", arena_printf(req->arena,
			 "%s %d templates, %s %d", outcome->did_word, did,
			 outcome->left_word, left));
	json_end_object(&json);
	return true;
}

bool
templates_seed_reply(struct request *req, const struct rows *rows,
		     struct response *res)
{
	return answer(req, &rows[0], res, &seeding);
}

bool
templates_update_reply(struct request *req, const struct rows *rows,
		       struct response *res)
{
	return answer(req, &rows[0], res, &updating);
}

static const struct member seed_answer[] = {
	{ MEMBER("success", FIELD_BOOL) },
	{ MEMBER("seeded", FIELD_INT) },
	{ MEMBER("skipped", FIELD_INT, .help = "Those that were there") },
	{ MEMBER("total", FIELD_INT) },
	{ MEMBER("seededTemplates", FIELD_TAGS, .help = "Their names") },
	{ MEMBER("skippedTemplates", FIELD_TAGS) },
	{ MEMBER("message", FIELD_TEXT) },
	{ 0 }
};

static const struct member update_answer[] = {
	{ MEMBER("success", FIELD_BOOL) },
	{ MEMBER("updated", FIELD_INT) },
	{ MEMBER("failed", FIELD_INT, .help = "Those that are not there") },
	{ MEMBER("total", FIELD_INT) },
	{ MEMBER("updatedTemplates", FIELD_TAGS, .help = "Their names") },
	{ MEMBER("failedTemplates", FIELD_TAGS) },
	{ MEMBER("message", FIELD_TEXT) },
	{ 0 }
};

const struct call templates_seed_call = { .answer = seed_answer, .flags = CALL_CONFLICTS };
const struct call templates_update_call = { .answer = update_answer, .flags = CALL_CONFLICTS };
