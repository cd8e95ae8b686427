#include "http/cors.h"

#include <string.h>

#include "base/config.h"
#include "base/text.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"

#define MAX_AGE_S "7200"

#define REQUEST_HEADERS \
	"Authorization, X-API-Key, Content-Type, If-Match, If-None-Match, " \
	"Idempotency-Key, X-Muster-Tenant, traceparent"

#define RESPONSE_HEADERS \
	"ETag, Link, Location, Retry-After, X-Request-Id, Idempotent-Replayed, " \
	"RateLimit, RateLimit-Policy"

static const char *
configured(const struct request *req)
{
	const char *list = config_text(req->app->config, CONFIG_CORS);

	return request_is_page(req) ? NULL : list;
}

static bool
contains(struct arena *arena, const char *list, const char *origin)
{
	for (char **item = text_split(arena, list, ','); *item; item++)
		if (strcmp(*item, origin) == 0)
			return true;
	return false;
}

bool
cors_is_allowed(const struct request *req)
{
	const char *list = configured(req);
	const char *origin = request_header(req, "Origin");

	return list && origin && contains(req->arena, list, origin);
}

void
cors_headers(struct response *res)
{
	const struct request *req = res->request;

	if (!configured(req))
		return;
	response_header(res, "Vary", "Origin");
	if (!cors_is_allowed(req))
		return;
	response_header(res, "Access-Control-Allow-Origin",
			request_header(req, "Origin"));
	response_header(res, "Access-Control-Expose-Headers", RESPONSE_HEADERS);
}

void
cors_preflight(struct response *res, const char *allow)
{
	response_nothing(res);
	response_header(res, "Allow", allow);
	if (!cors_is_allowed(res->request))
		return;
	response_header(res, "Access-Control-Allow-Methods", allow);
	response_header(res, "Access-Control-Allow-Headers", REQUEST_HEADERS);
	response_header(res, "Access-Control-Max-Age", MAX_AGE_S);
}
