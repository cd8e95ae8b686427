/* LLM keys in the builder's shape: a credential of its user for each provider. */
#include "app/api/api.h"

#include <stdint.h>
#include <string.h>

#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/secret.h"
#include "resource/validate.h"

/* Of a key so long that this much is but the name of its maker. */
#define PREFIX_SIZE 6
#define PREFIX_FROM 20

static const struct statement find_llm_key = {
	.name = "find_llm_key",
	.sql = "select id from api.llm_keys where provider = $1::text"
	       " and is_active",
};

static const struct statement save_llm_key = {
	.name = "save_llm_key",
	.sql = "select api.save_llm_key($1::uuid, $2::text, $3::text,"
	       " $4::boolean, $5::text, $6::bytea)",
};

static const struct statement change_llm_key = {
	.name = "change_llm_key",
	.sql = "select found, changed, version, status from api.change_llm_key("
	       "$1::uuid, $2::text, $3::boolean, $4::int)",
};

static const struct statement delete_llm_key = {
	.name = "delete_llm_key",
	.sql = "delete from credentials where id = $1::uuid and type = 'llm-key'"
	       " and created_by is not distinct from auth.user_id()"
	       " returning id",
};

/* What the first half of saving leaves to the second. */
struct saving {
	struct values given;
	char id[UUID_TEXT_SIZE];
};

static const char **
member(const struct values *given, const char *name)
{
	return &given->text[resource_field(&llm_key_resource, name)];
}

/* As it is told to people, who know their keys by both ends. */
static const char *
prefix_of(struct arena *arena, const char *key)
{
	if (strlen(key) < PREFIX_FROM || !text_is_plain(key))
		return "";
	for (size_t i = 0; i < PREFIX_SIZE; i++)
		if (key[i] <= ' ' || key[i] > '~')
			return "";
	return arena_copy(arena, key, PREFIX_SIZE);
}

static bool
save_plan(struct request *req, struct unit *unit)
{
	struct saving *saving = req->state;
	struct values *given = &saving->given;
	const char *prefix = prefix_of(req->arena, *member(given, "key"));

	secret_seal(req, &llm_key_resource, saving->id, given);
	unit_add(unit, &save_llm_key, saving->id, *member(given, "provider"),
		 *member(given, "label"), *member(given, "isActive"), prefix,
		 *member(given, "key"));
	return crud_get_add(req, unit, &llm_key_resource, saving->id);
}

bool
llm_key_save_reply(struct request *req, const struct rows *rows,
		   struct response *res)
{
	struct json_writer json;

	if (!crud_check_found(req, &llm_key_resource, &rows[1]))
		return false;
	json = response_json(res, 201);
	json_begin_object(&json);
	json_member_bool(&json, "success", true);
	json_member_text(&json, "id", rows_text(&rows[1], 0, 0));
	json_write_name(&json, llm_key_resource.name);
	crud_write(&json, req, &llm_key_resource, &rows[1], 0);
	json_end_object(&json);
	return true;
}

/* The key in use of this provider gets the new value, and keeps its id. */
static bool
found_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct saving *saving = req->state;

	(void)res;
	if (rows->count > 0)
		memcpy(saving->id, rows_text(rows, 0, 0), sizeof saving->id);
	else
		uuid_v7(saving->id);
	return request_then(req, save_plan, llm_key_save_reply);
}

bool
llm_key_save_plan(struct request *req, struct unit *unit)
{
	struct saving *saving = arena_alloc(req->arena, sizeof *saving);

	if (secret_is_locked(req, &llm_key_resource))
		return secret_ask(req, unit);
	req->state = saving;
	return validate_body(req, &llm_key_resource, VALIDATE_CREATE,
			     &saving->given)
	       && unit_add(unit, &find_llm_key,
			   *member(&saving->given, "provider"))
	       && request_reply(req, found_reply, NULL);
}

bool
llm_key_change_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");
	struct values given;

	if (!is_uuid(id))
		return crud_check_found(req, &llm_key_resource, NULL);
	return validate_body(req, &llm_key_resource, VALIDATE_UPDATE, &given)
	       && unit_add(unit, &change_llm_key, id, *member(&given, "label"),
			   *member(&given, "isActive"), request_if_match(req))
	       && crud_get_add(req, unit, &llm_key_resource, id);
}

bool
llm_key_delete_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return crud_check_found(req, &llm_key_resource, NULL);
	return unit_add(unit, &delete_llm_key, id);
}

bool
llm_key_delete_reply(struct request *req, const struct rows *rows,
		     struct response *res)
{
	struct json_writer json;

	if (!crud_check_found(req, &llm_key_resource, &rows[0]))
		return false;
	json = response_json(res, 200);
	json_begin_object(&json);
	json_member_bool(&json, "success", true);
	json_end_object(&json);
	return true;
}

static const struct member save_answer[] = {
	{ MEMBER("success", FIELD_BOOL) },
	{ MEMBER("id", FIELD_ID) },
	{ .field = { .name = "key" }, .row = &llm_key_resource },
	{ 0 }
};

static const struct member delete_answer[] = {
	{ MEMBER("success", FIELD_BOOL) },
	{ 0 }
};

/* What a patch cannot change. */
static const struct member save_body[] = {
	{ MEMBER("provider", FIELD_TEXT, .max = 64, .flags = FIELD_REQUIRED,
		 .example = "openai") },
	{ MEMBER("key", FIELD_TEXT, .min = 8, .max = 4096,
		 .flags = FIELD_REQUIRED, .example = "a key of the provider") },
	{ 0 }
};

const struct call llm_key_save_call = {
	.kind = CALL_SAVE, .status = 201, .flags = CALL_CONFLICTS,
	.body = save_body, .answer = save_answer,
};

const struct call llm_key_change_call = { .kind = CALL_UPDATE };

const struct call llm_key_delete_call = {
	.kind = CALL_DELETE, .answer = delete_answer,
};
