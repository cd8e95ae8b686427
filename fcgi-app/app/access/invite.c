/* Asking somebody to join by a link, which is mailed or shown; see access.h. */
#include "app/access/access.h"

#include "app/access/mail.h"
#include "auth/credential.h"
#include "base/arena.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"

static const struct statement invite = {
	.name = "invite",
	.sql = "select api.invite($1::uuid, $2::text, $3::text, $4::bytea,"
	       " $5::boolean)",
};

static const struct statement renew_invitation = {
	.name = "renew_invitation",
	.sql = "select found, changed, version, status from"
	       " api.renew_invitation($1::uuid, $2::int, $3::bytea, $4::boolean)",
};

static const char *
is_mailed(const struct request *req)
{
	return mail_is_offered(req) ? "t" : "f";
}

char *
invite_make(struct request *req, struct unit *unit, const struct invite *new)
{
	char *secret = credential_new_session(req->arena);

	return unit_add(unit, &invite, new->id, new->email, new->role,
			credential_hash(req->arena, secret), is_mailed(req))
		       ? secret : NULL;
}

char *
invite_renew(struct request *req, struct unit *unit, const char *id,
	     const char *version)
{
	char *secret = credential_new_session(req->arena);

	return unit_add(unit, &renew_invitation, id, version,
			credential_hash(req->arena, secret), is_mailed(req))
		       ? secret : NULL;
}

/* The tenant is in front, because rows are found by it. */
static const char *
make_link(const struct request *req, const char *secret)
{
	return arena_printf(req->arena, "%s/join?token=%s.%s",
			    request_origin(req), req->caller.tenant_id, secret);
}

const char *
invite_send(const struct request *req, const char *email, const char *secret)
{
	const char *link = make_link(req, secret);
	const struct mail mail = {
		.to = email,
		.subject = "An invitation to Muster",
		.text = arena_printf(req->arena,
			"%s asks you to join %s on Muster.\n\n"
			"Accept here, within seven days:\n\n  %s\n\n"
			"If you do not know what this is about, do nothing.\n",
			*req->caller.name ? req->caller.name : req->caller.email,
			req->caller.tenant_name, link),
	};

	if (!mail_is_offered(req))
		return link;
	mail_send(req, &mail);
	return NULL;
}
