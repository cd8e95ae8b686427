/* The end of a session, and the cookie that carries one; see access.h. */
#include "app/access/access.h"

#include <stddef.h>

#include "auth/credential.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/cookie.h"
#include "http/request.h"
#include "http/response.h"

static const struct statement sign_out = {
	.name = "sign_out",
	.sql = "select private.sign_out($1::bytea)",
};

bool
sign_out_plan(struct request *req, struct unit *unit)
{
	if (!req->token || !credential_is_plausible(req->token))
		return true;
	return unit_add(unit, &sign_out,
			credential_hash(req->arena, req->token));
}

void
access_remember(struct response *res, const struct access *access)
{
	response_header(res, "Set-Cookie",
			cookie_make(res->request->arena, COOKIE_SESSION,
				    access->token, access->max_age_s));
}

void
access_forget(struct response *res)
{
	response_header(res, "Set-Cookie",
			cookie_make(res->request->arena, COOKIE_SESSION, "", 0));
}
