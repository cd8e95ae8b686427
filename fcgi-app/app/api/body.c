#include "app/api/body.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "http/request.h"
#include "http/router.h"
#include "resource/batch.h"
#include "resource/call.h"
#include "resource/value.h"

bool
body_find(const struct request *req, const char *name, struct json_slice *slice)
{
	struct json_member *members;
	size_t count;

	if (req->json.len == 0 || req->json.type != JSON_OBJECT)
		return false;
	members = json_members(req->arena, req->json, &count);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(members[i].name, name) != 0)
			continue;
		*slice = members[i].value;
		return true;
	}
	return false;
}

const char *
body_text(const struct request *req, const char *name)
{
	struct json_slice slice;

	if (!body_find(req, name, &slice) || slice.type != JSON_STRING)
		return NULL;
	return json_slice_text(req->arena, slice);
}

static bool
is_known(const struct member *members, const char *name)
{
	for (; members->field.name; members++)
		if (strcmp(members->field.name, name) == 0)
			return true;
	return false;
}

bool
body_check(struct request *req, const struct member *known)
{
	struct json_member *members;
	bool is_good = true;
	size_t count;

	if (req->json.len == 0)
		return true;
	if (req->json.type != JSON_OBJECT)
		return fail_field(&req->error, "", "type", "must be an object");
	members = json_members(req->arena, req->json, &count);
	for (size_t i = 0; i < count; i++)
		if (!is_known(known, members[i].name))
			is_good = fail_field(&req->error,
				arena_printf(req->arena, "/%s", members[i].name),
				"unknown", "is not a member of this action");
	return is_good;
}

bool
body_value(struct request *req, const struct field *field, const char **text)
{
	struct value_place place = {
		.arena = req->arena, .error = &req->error,
		.pointer = arena_printf(req->arena, "/%s", field->name),
		.dialect = req->route->dialect,
	};
	struct json_slice slice;

	*text = NULL;
	return !body_find(req, field->name, &slice)
	       || value_from_json(&place, field, slice, text);
}

bool
body_batch(struct request *req, const char *name, const struct batch_of *of,
	   struct batch *out)
{
	const char *pointer = arena_printf(req->arena, "/%s", name);
	struct json_slice rows = req->json;

	if (req->json.len == 0)
		return fail_field(&req->error, pointer, "required",
				  "is required");
	if (!body_find(req, name, &rows))
		pointer = "";
	return batch_read(req, of, rows, pointer, out);
}
