/* Invitations: made and shown or mailed once, renewed, revoked, accepted. */
#include "app/api/api.h"

#include "app/access/access.h"
#include "app/api/auth.h"
#include "app/api/body.h"
#include "app/resources/resources.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/validate.h"

static const struct statement revoke_invitation = {
	.name = "revoke_invitation",
	.sql = "select found, changed, version, status"
	       " from api.revoke_invitation($1::uuid, $2::int)",
};

static bool
make(struct request *req, struct unit *unit)
{
	int email = resource_field(&invitation_resource, "email");
	int role = resource_field(&invitation_resource, "role");
	struct values given;
	char *secret;

	if (!validate_body(req, &invitation_resource, VALIDATE_CREATE, &given)
	    || !email_check(given.text[email], &req->error))
		return false;
	secret = invite_make(req, unit, &(const struct invite){
		crud_id(req), given.text[email], given.text[role] });
	crud_keep(req, secret);
	return secret != NULL;
}

bool
invitation_create_plan(struct request *req, struct unit *unit)
{
	return crud_begin_make(req, unit, &invitation_resource)
	       && (req->replay_id || make(req, unit))
	       && crud_end_make(req, unit, &invitation_resource);
}

/* The link is in this answer, or in a mail, and nowhere else: a repeat has none. */
static bool
answer(struct request *req, struct response *res, int status,
       const struct rows *row, const char *secret)
{
	const char *email = rows_named(row, 0, "email");
	const char *link = secret ? invite_send(req, email, secret) : NULL;
	struct json_writer json = response_json(res, status);

	json_begin_object(&json);
	json_write_name(&json, invitation_resource.name);
	crud_write(&json, req, &invitation_resource, row, 0);
	if (link)
		json_member_text(&json, "link", link);
	json_end_object(&json);
	return true;
}

bool
invitation_create_reply(struct request *req, const struct rows *rows,
			struct response *res)
{
	const struct rows *made = crud_made(req, rows);

	return crud_check_found(req, &invitation_resource, made)
	       && answer(req, res, 201, made, crud_kept(req));
}

bool
invitation_renew_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return crud_check_found(req, &invitation_resource, NULL);
	req->state = invite_renew(req, unit, id, request_if_match(req));
	return req->state
	       && crud_get_add(req, unit, &invitation_resource, id);
}

bool
invitation_renew_reply(struct request *req, const struct rows *rows,
		       struct response *res)
{
	return crud_check_changed(req, &invitation_resource, &rows[0])
	       && crud_check_found(req, &invitation_resource, &rows[1])
	       && answer(req, res, 200, &rows[1], req->state);
}

bool
invitation_revoke_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return crud_check_found(req, &invitation_resource, NULL);
	return unit_add(unit, &revoke_invitation, id, request_if_match(req));
}

bool
invitation_revoke_reply(struct request *req, const struct rows *rows,
			struct response *res)
{
	return crud_check_changed(req, &invitation_resource, &rows[0])
	       && response_nothing(res);
}

static bool
accept_end(struct request *req, const struct access *access,
	   struct response *res)
{
	(void)req;
	return access->is_done && auth_write_session(res, 200, access, NULL);
}

bool
invitation_accept_plan(struct request *req, struct unit *unit)
{
	const struct join given = {
		.token = body_text(req, "token"),
		.name = body_text(req, "name"),
		.password = body_text(req, "password"),
	};

	return join_plan(req, unit, &given, accept_end);
}

static const struct member answer_members[] = {
	{ .field = { .name = "invitation" }, .row = &invitation_resource },
	{ MEMBER("link", FIELD_TEXT, .help = "Where no mail is sent: here and"
		 " nowhere else; pass it on"), .is_optional = true },
	{ 0 }
};

const struct call invitation_create_call = {
	.kind = CALL_CREATE, .flags = CALL_CONFLICTS, .answer = answer_members,
};
const struct call invitation_renew_call = {
	.flags = CALL_CONFLICTS | CALL_MATCHES, .answer = answer_members,
};
const struct call invitation_revoke_call = {
	.kind = CALL_DELETE, .flags = CALL_MATCHES | CALL_CONFLICTS,
	.status = 204,
};
