#include "http/admit.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "auth/credential.h"
#include "auth/csrf.h"
#include "base/config.h"
#include "base/error.h"
#include "base/text.h"
#include "http/app.h"
#include "http/cors.h"
#include "http/form.h"
#include "http/limit.h"
#include "http/request.h"
#include "http/router.h"
#include "http/url.h"

#define FORM "application/x-www-form-urlencoded"

static bool
has_credential(struct request *req)
{
	if (req->route->role == ROLE_ANYONE)
		return true;
	if (req->token && credential_is_plausible(req->token))
		return true;
	if (req->token)
		return fail(&req->error, ERROR_UNAUTHENTICATED,
			    "invalid API key format");
	if (request_header(req, "Authorization"))
		return fail(&req->error, ERROR_UNAUTHENTICATED,
			    "invalid Authorization header format. Expected:"
			    " \"Bearer YOUR_API_KEY\"");
	return fail(&req->error, ERROR_UNAUTHENTICATED,
		    "authentication required. Please sign in or provide an API"
		    " key with format: \"Bearer YOUR_API_KEY\"");
}

/* "application/json; charset=utf-8" is an application/json. */
static bool
is_type(const char *header, const char *type)
{
	size_t len = strlen(type);

	return header && strncasecmp(header, type, len) == 0
		&& strchr("; \t", header[len]) != NULL;
}

/* Pages take nothing else. */
static bool
is_form(const struct request *req, const char *type)
{
	return request_is_page(req)
		|| ((req->route->flags & ROUTE_FORM) && is_type(type, FORM));
}

static bool
read_form(struct request *req, const char *type)
{
	if (!is_type(type, FORM))
		return fail(&req->error, ERROR_MEDIA_TYPE, "a page takes"
			    " application/x-www-form-urlencoded");
	return url_parse_form(req->arena, req->body, req->body_len, &req->form,
			       &req->error);
}

static bool
read_json(struct request *req, const char *type)
{
	if (!is_type(type, "application/json")
	    && !is_type(type, "application/merge-patch+json"))
		return fail(&req->error, ERROR_MEDIA_TYPE,
			    "the API takes application/json");
	return json_scan(req->arena, req->body, req->body_len, &req->json,
			 &req->error);
}

/* RFC 9110, section 8.4: what would have to be undone first is not read. */
static bool
is_plain(struct request *req)
{
	const char *encoding = request_header(req, "Content-Encoding");

	return !encoding || text_equal_case(encoding, "identity")
		|| fail(&req->error, ERROR_MEDIA_TYPE,
			"the body is taken as it is, without Content-Encoding");
}

/* The body of a GET means nothing (RFC 9110, section 9.3.1). */
static bool
has_body(struct request *req)
{
	const char *type = request_header(req, "Content-Type");

	if (req->upload)
		return is_plain(req);
	if (req->body_len == 0 || request_is_read(req))
		return true;
	if (!is_plain(req))
		return false;
	return is_form(req, type) ? read_form(req, type)
				  : read_json(req, type);
}

/* Forms of pages without a tenant send it empty. */
static bool
has_tenant(struct request *req)
{
	const char *tenant = request_header(req, "X-Muster-Tenant");

	if (!tenant)
		tenant = form_value(req, "tenant");
	if (!tenant || !*tenant)
		return true;
	if (!is_uuid(tenant))
		return fail(&req->error, ERROR_BAD_REQUEST,
			    "the tenant is no id");
	req->tenant_seen = tenant;
	return true;
}

static const char *
find_csrf_token(const struct request *req)
{
	const char *token = request_header(req, "X-CSRF-Token");

	return token ? token : form_value(req, "csrf");
}

static bool
is_from_our_pages(const struct request *req, const char *session)
{
	const struct csrf_evidence evidence = {
		.sec_fetch_site = request_header(req, "Sec-Fetch-Site"),
		.origin = request_header(req, "Origin"),
		.host = request_header(req, "Host"),
		.public_url = config_text(req->app->config, CONFIG_PUBLIC_URL),
		.session = session,
		.token = find_csrf_token(req),
	};

	return csrf_is_allowed(req->arena, &evidence);
}

/* A script tells no origin, and a browser always does when it changes something. */
static bool
is_from_script(const struct request *req)
{
	return !request_is_page(req) && !request_header(req, "Origin")
		&& !request_header(req, "Sec-Fetch-Site");
}

/* Routes that are open to all have no session to bind a token to. */
static bool
is_without_session(const struct request *req)
{
	return req->route->role == ROLE_ANYONE
		|| (req->route->flags & ROUTE_NO_CSRF);
}

/* Only what a browser adds by itself can be misused: a cookie, or nothing at all. */
static bool
has_origin(struct request *req)
{
	bool is_allowed;

	if (request_is_read(req) || (req->token && !req->is_cookie))
		return true;
	if (is_without_session(req))
		is_allowed = is_from_script(req) || cors_is_allowed(req)
			|| is_from_our_pages(req, NULL);
	else
		is_allowed = is_from_our_pages(req, req->token);
	return is_allowed || fail(&req->error, ERROR_FORBIDDEN,
				  "the request does not come from a page of this site")
		|| fail_hint(&req->error, "Reload the page and try again");
}

/* Its form, which tells the origin, comes with the files. */
static bool
is_before_upload(const struct request *req)
{
	return (req->route->flags & ROUTE_UPLOAD) && !req->upload;
}

bool
admit(struct request *req)
{
	if (is_before_upload(req))
		return has_credential(req);
	return has_credential(req)
		&& limit_take(req)
		&& has_body(req)
		&& has_tenant(req)
		&& has_origin(req);
}
