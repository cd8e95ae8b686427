/* The document of the API, as it was made at the start. */
#include "app/api/api.h"

#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"
#include "resource/openapi.h"

bool
openapi_reply(struct request *req, const struct rows *rows, struct response *res)
{
	const struct openapi *openapi = req->app->openapi;

	(void)rows;
	res->is_revalidated = true;
	if (response_not_modified(res, openapi->tag))
		return true;
	res->type = "application/json";
	buf_add(&res->body, openapi->text, openapi->len);
	return true;
}

static const struct member answer[] = {
	{ MEMBER("openapi", FIELD_TEXT, .example = "3.1.0") },
	{ MEMBER("info", FIELD_JSON_OBJECT) },
	{ MEMBER("paths", FIELD_JSON_OBJECT) },
	{ MEMBER("components", FIELD_JSON_OBJECT) },
	{ 0 }
};

const struct call openapi_call = { .answer = answer, .flags = CALL_TAGGED };
