#include "app/api/bulk.h"

#include "app/api/body.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "resource/resource.h"
#include "resource/value.h"
#include "resource/words.h"

const char *
bulk_action(struct request *req, const struct words *words)
{
	const char *action = body_text(req, "action");
	const struct word *word = action ? words_find(words, action) : NULL;

	if (word)
		return word->store;
	fail_field(&req->error, "/action", action ? "choice" : "required",
		   "must be %s", words_list(req->arena, words, DIALECT_STORE));
	return NULL;
}

static bool
read_id(struct request *req, struct json_slice slice, size_t i, const char **id)
{
	*id = slice.type == JSON_STRING ? json_slice_text(req->arena, slice)
					: NULL;
	return (*id && is_uuid(*id))
	       || fail_field(&req->error,
			     arena_printf(req->arena, "/ids/%zu", i), "id",
			     "must be an id (UUID)");
}

const char *
bulk_ids(struct request *req)
{
	const char *ids[BULK_MAX];
	struct json_member *items = NULL;
	struct json_slice slice;
	bool is_good = true;
	size_t count = 0;

	if (body_find(req, "ids", &slice) && slice.type == JSON_ARRAY)
		items = json_members(req->arena, slice, &count);
	if (count < 1 || count > BULK_MAX) {
		fail_field(&req->error, "/ids", "count",
			   "must be 1 to %d ids", BULK_MAX);
		return NULL;
	}
	for (size_t i = 0; i < count; i++)
		is_good &= read_id(req, items[i].value, i, &ids[i]);
	return is_good ? value_array(req->arena, ids, count) : NULL;
}

const char *
bulk_is_already(struct request *req, const struct rows *rows, int row)
{
	return arena_printf(req->arena, "it is %s already",
			    rows_named(rows, row, "status"));
}

static void
write_problem(struct json_writer *json, int status, const char *message)
{
	json_member_int(json, "code", status);
	json_member_text(json, "error", message);
}

static void
write_item(struct json_writer *json, struct request *req,
	   const struct rows *rows, int i, const struct bulk *bulk)
{
	const char *name = bulk->status ? bulk->status : "status";
	const char *status = rows_named(rows, i, name);
	bool is_changed = rows_is_true(rows, i, "changed");

	json_begin_object(json);
	json_member_text(json, "id", rows_named(rows, i, "id"));
	json_member_bool(json, "changed", is_changed);
	json_member_text(json, name,
			 status ? words_speak(bulk->statuses, status,
					      req->route->dialect)
				: NULL);
	if (!status)
		write_problem(json, 404, arena_printf(req->arena, "no such %s",
				resource_noun(req->arena, bulk->resource)));
	else if (!is_changed)
		write_problem(json, 409, bulk->refusal(req, rows, i));
	json_end_object(json);
}

bool
bulk_answer(struct request *req, const struct rows *rows, struct response *res,
	    const struct bulk *bulk)
{
	struct json_writer json = response_json(res, 200);
	int changed = 0;

	json_begin_object(&json);
	json_write_name(&json, "results");
	json_begin_array(&json);
	for (int i = 0; i < rows->count; i++) {
		write_item(&json, req, rows, i, bulk);
		changed += rows_is_true(rows, i, "changed");
	}
	json_end_array(&json);
	json_member_int(&json, "changed", changed);
	json_member_int(&json, "failed", rows->count - changed);
	json_end_object(&json);
	return true;
}
