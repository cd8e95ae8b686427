/* API keys: made and shown once, revoked. */
#include "app/api/api.h"

#include "app/access/access.h"
#include "app/resources/resources.h"
#include "base/error.h"
#include "base/text.h"
#include "base/time.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/validate.h"

static const struct statement revoke_key = {
	.name = "revoke_key",
	.sql = "with t as (select tenant_id, id, version, revoked_at from api_keys"
	       " where id = $1::uuid for update),"
	       " u as (update api_keys k set revoked_at = now(),"
	       " version = k.version + 1 from t"
	       " where (k.tenant_id, k.id) = (t.tenant_id, t.id)"
	       " and t.revoked_at is null"
	       " and ($2::int is null or t.version = $2::int)"
	       " returning k.version)"
	       " select true as found, u.version is not null as changed,"
	       " coalesce(u.version, t.version) as version, 'revoked' as status"
	       " from t left join u on true",
};

static bool
check_expiry(struct request *req, const char *expires_at)
{
	int64_t ms;

	if (!expires_at || !time_parse(expires_at, &ms) || ms > time_now_ms())
		return true;
	return fail_field(&req->error, "/expiresAt", "past",
			  "must be in the future");
}

static const char *
value_of(const struct values *given, const char *name)
{
	return given->text[resource_field(&api_key_resource, name)];
}

static bool
make(struct request *req, struct unit *unit)
{
	struct values given;
	char *key;

	if (!validate_body(req, &api_key_resource, VALIDATE_CREATE, &given)
	    || !check_expiry(req, value_of(&given, "expiresAt")))
		return false;
	key = key_make(req, unit, &(const struct new_key){
		crud_id(req), value_of(&given, "name"), value_of(&given, "role"),
		value_of(&given, "expiresAt") });
	crud_keep(req, key);
	return key != NULL;
}

bool
key_create_plan(struct request *req, struct unit *unit)
{
	return crud_begin_make(req, unit, &api_key_resource)
	       && (req->replay_id || make(req, unit))
	       && crud_end_make(req, unit, &api_key_resource);
}

/* The key itself is in this answer and nowhere else: a repeat has none. */
bool
key_create_reply(struct request *req, const struct rows *rows,
		 struct response *res)
{
	const struct rows *made = crud_made(req, rows);
	struct json_writer json;

	if (!crud_check_found(req, &api_key_resource, made))
		return false;
	json = response_json(res, 201);
	json_begin_object(&json);
	json_write_name(&json, api_key_resource.name);
	crud_write(&json, req, &api_key_resource, made, 0);
	if (crud_kept(req))
		json_member_text(&json, "key", crud_kept(req));
	json_end_object(&json);
	return true;
}

bool
key_revoke_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return crud_check_found(req, &api_key_resource, NULL);
	return unit_add(unit, &revoke_key, id, request_if_match(req));
}

bool
key_revoke_reply(struct request *req, const struct rows *rows,
		 struct response *res)
{
	return crud_check_changed(req, &api_key_resource, &rows[0])
	       && response_nothing(res);
}

static const struct member create_answer[] = {
	{ .field = { .name = "apiKey" }, .row = &api_key_resource },
	{ MEMBER("key", FIELD_TEXT, .help = "Here and nowhere else: keep it"),
	  .is_optional = true },
	{ 0 }
};

const struct call key_create_call = {
	.kind = CALL_CREATE, .answer = create_answer,
};

const struct call key_revoke_call = {
	.kind = CALL_DELETE, .flags = CALL_MATCHES, .status = 204,
};
