/*
 * Signing in and out in the shapes of NextAuth, for clients of its REST API (versions 4
 * and 5). The sessions, their cookie and what guards signing in are those of all others.
 */
#include "app/api/api.h"

#include <string.h>

#include "app/access/access.h"
#include "app/api/body.h"
#include "auth/credential.h"
#include "auth/csrf.h"
#include "auth/password.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "http/cookie.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "http/url.h"
#include "json/writer.h"
#include "resource/call.h"

#define CSRF_MAX_AGE_S (24 * 60 * 60)

/* ---- what is sent ---- */

/* Of the form, or of the JSON in its place. */
static const char *
sent(const struct request *req, const char *name)
{
	const char *text = form_value(req, name);

	return text ? text : body_text(req, name);
}

/* Version 4 says so in the body, as a text or true, and version 5 in a header. */
static bool
wants_json(const struct request *req)
{
	struct json_slice slice;

	if (request_header(req, "X-Auth-Return-Redirect")
	    || text_equal(sent(req, "json"), "true"))
		return true;
	return body_find(req, "json", &slice) && slice.type == JSON_TRUE;
}

static const char *
at_origin(const struct request *req, const char *path)
{
	return arena_printf(req->arena, "%s%s", request_origin(req), path);
}

/* The path of an address of this site; NULL: it is elsewhere, or nowhere. */
static const char *
own_path(const struct request *req, const char *address)
{
	const char *origin = request_origin(req);

	if (address && text_starts(address, origin)
	    && address[strlen(origin)] == '/')
		address += strlen(origin);
	return url_local_path(address);
}

/* Where the client wants to be afterwards, if that is here. */
static const char *
callback_url(const struct request *req)
{
	const char *path = own_path(req, sent(req, "callbackUrl"));

	return at_origin(req, path ? path : "");
}

/* ---- the token that a change must carry ---- */

/* What it is made from: the credential, or a cookie of who has none yet. The name
 * of the cookie lets nobody but this host set it. */
static const char *
csrf_seed(const struct request *req)
{
	const char *seed = req->token;

	if (!seed)
		seed = cookie_find(req->arena, request_header(req, "Cookie"),
				   COOKIE_CSRF);
	return seed && credential_is_plausible(seed) ? seed : NULL;
}

static bool
is_verified(const struct request *req)
{
	return csrf_is_token_of(req->arena, csrf_seed(req),
				sent(req, "csrfToken"));
}

bool
nextauth_csrf_reply(struct request *req, const struct rows *rows,
		    struct response *res)
{
	const char *seed = csrf_seed(req);
	struct json_writer json = response_json(res, 200);

	(void)rows;
	if (!seed) {
		seed = credential_new_session(req->arena);
		response_header(res, "Set-Cookie",
				cookie_make(req->arena, COOKIE_CSRF, seed,
					    CSRF_MAX_AGE_S));
	}
	json_begin_object(&json);
	json_member_text(&json, "csrfToken", csrf_token(req->arena, seed));
	json_end_object(&json);
	return true;
}

/* ---- answers ---- */

static bool
redirect(struct response *res, const char *url)
{
	res->status = 302;
	response_header(res, "Location", url);
	return true;
}

static bool
lead_to(struct response *res, const char *url)
{
	struct json_writer json;

	if (!wants_json(res->request))
		return redirect(res, url);
	json = response_json(res, 200);
	json_begin_object(&json);
	json_member_text(&json, "url", url);
	json_end_object(&json);
	return true;
}

/* req->error, and the page that shows it. Clients look for the word in its address. */
static bool
lead_to_error(struct response *res, const char *word)
{
	struct request *req = res->request;
	const char *path = arena_printf(req->arena, "/sign-in?error=%s", word);

	req->error.url = at_origin(req, path);
	return !wants_json(req) && redirect(res, req->error.url);
}

static bool
refuse_unverified(struct request *req, const struct rows *rows,
		  struct response *res)
{
	(void)rows;
	fail(&req->error, ERROR_FORBIDDEN,
	     "csrfToken is not what GET /api/auth/csrf told this client");
	return lead_to_error(res, "MissingCSRF");
}

/* ---- signing in and out ---- */

static bool
sign_in_end(struct request *req, const struct access *access,
	    struct response *res)
{
	if (access->is_done) {
		access_remember(res, access);
		return lead_to(res, callback_url(req));
	}
	switch (req->error.kind) {
	case ERROR_INVALID:
		error_clear(&req->error);
		fail(&req->error, ERROR_UNAUTHENTICATED,
		     "an e-mail address and a password are needed");
		return lead_to_error(res, "CredentialsSignin");
	case ERROR_UNAUTHENTICATED:
		return lead_to_error(res, "CredentialsSignin");
	case ERROR_TOO_MANY:
		return lead_to_error(res, "TooManyAttempts");
	default:
		return false;
	}
}

bool
nextauth_sign_in_plan(struct request *req, struct unit *unit)
{
	const struct sign_in given = { sent(req, "email"),
				       sent(req, "password") };

	if (!is_verified(req))
		return request_reply(req, refuse_unverified, NULL);
	return sign_in_plan(req, unit, &given, sign_in_end);
}

bool
nextauth_sign_out_plan(struct request *req, struct unit *unit)
{
	if (!is_verified(req))
		return request_reply(req, refuse_unverified, NULL);
	return sign_out_plan(req, unit);
}

bool
nextauth_sign_out_reply(struct request *req, const struct rows *rows,
			struct response *res)
{
	(void)rows;
	access_forget(res);
	return lead_to(res, callback_url(req));
}

static void
add_query(struct buf *url, const char *name, const char *value)
{
	if (!value)
		return;
	buf_char(url, strchr(url->bytes, '?') ? '&' : '?');
	buf_text(url, name);
	buf_char(url, '=');
	url_encode(url, value);
}

/* The page is here whoever shows the form elsewhere. */
bool
nextauth_page_reply(struct request *req, const struct rows *rows,
		    struct response *res)
{
	struct buf url;

	(void)rows;
	buf_init(&url, req->arena, 128);
	buf_text(&url, at_origin(req, "/sign-in"));
	add_query(&url, "next",
		  own_path(req, request_query(req, "callbackUrl")));
	add_query(&url, "error", request_query(req, "error"));
	return redirect(res, url.bytes);
}

/* ---- ways in ---- */

#define PROVIDER "credentials"

bool
nextauth_providers_reply(struct request *req, const struct rows *rows,
			 struct response *res)
{
	struct json_writer json = response_json(res, 200);

	(void)rows;
	json_begin_object(&json);
	json_write_name(&json, PROVIDER);
	json_begin_object(&json);
	json_member_text(&json, "id", PROVIDER);
	json_member_text(&json, "name", PROVIDER);
	json_member_text(&json, "type", PROVIDER);
	json_member_text(&json, "signinUrl",
			 at_origin(req, "/api/auth/signin/" PROVIDER));
	json_member_text(&json, "callbackUrl",
			 at_origin(req, "/api/auth/callback/" PROVIDER));
	json_end_object(&json);
	json_end_object(&json);
	return true;
}

/* ---- what they take and answer ---- */

static const struct member csrf_answer[] = {
	{ MEMBER("csrfToken", FIELD_TEXT, .help = "For the next change of this"
		 " client, whose cookie or session it belongs to") },
	{ 0 }
};

#define CHANGE_BODY \
	{ MEMBER("csrfToken", FIELD_TEXT, .flags = FIELD_REQUIRED, \
		 .help = "Of GET /api/auth/csrf") }, \
	{ MEMBER("callbackUrl", FIELD_TEXT, .max = 2048, \
		 .help = "Where to be afterwards, on this site") }, \
	{ MEMBER("json", FIELD_TEXT, .example = "true", \
		 .help = "true: the answer is JSON, and no redirection") }

static const struct member sign_in_body[] = {
	{ MEMBER("email", FIELD_TEXT, .max = 254, .flags = FIELD_REQUIRED,
		 .example = "operator@harbour.example") },
	{ MEMBER("password", FIELD_TEXT, .max = PASSWORD_MAX,
		 .flags = FIELD_REQUIRED) },
	CHANGE_BODY,
	{ 0 }
};

static const struct member sign_out_body[] = { CHANGE_BODY, { 0 } };

static const struct member url_answer[] = {
	{ MEMBER("url", FIELD_TEXT, .help = "Where to go on") },
	{ 0 }
};

static const struct member provider_members[] = {
	{ MEMBER("id", FIELD_TEXT, .example = PROVIDER) },
	{ MEMBER("name", FIELD_TEXT, .example = PROVIDER) },
	{ MEMBER("type", FIELD_TEXT, .example = PROVIDER) },
	{ MEMBER("signinUrl", FIELD_TEXT) },
	{ MEMBER("callbackUrl", FIELD_TEXT) },
	{ 0 }
};

static const struct member providers_answer[] = {
	{ .field = { .name = PROVIDER }, .members = provider_members },
	{ 0 }
};

static const struct member page_query[] = {
	{ MEMBER("callbackUrl", FIELD_TEXT, .max = 2048,
		 .help = "Where to be afterwards, on this site") },
	{ MEMBER("error", FIELD_TEXT, .max = 64,
		 .help = "What the page says went wrong, as a word") },
	{ 0 }
};

const struct call nextauth_csrf_call = { .answer = csrf_answer };
const struct call nextauth_page_call = { .status = 302, .query = page_query };

const struct call nextauth_providers_call = { .answer = providers_answer };

const struct call nextauth_sign_in_call = {
	.flags = CALL_REDIRECTS, .body = sign_in_body, .answer = url_answer,
	.help = "What is refused tells the page that says so as url, too.",
};

const struct call nextauth_sign_out_call = {
	.flags = CALL_REDIRECTS, .body = sign_out_body, .answer = url_answer,
};
