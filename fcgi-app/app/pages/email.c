/* Confirming a new e-mail address by the link that was sent to it. */
#include "app/pages/handlers.h"

#include "app/access/access.h"
#include "app/pages/notice.h"
#include "base/error.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

/* A link may be opened by a program that looks at mail: so it takes a click. */
static bool
show(struct request *req, struct response *res, const char *token, int status)
{
	struct json *data = json_object(req->arena);

	json_set_bool(data, "is_good", status == 200);
	json_set_static(data, "token", token ? token : "");
	return response_page(res, status, "pages/confirm-email", data);
}

bool
email_confirm_page(struct request *req, const struct rows *rows,
		   struct response *res)
{
	(void)rows;
	return show(req, res, request_query(req, "token"), 200);
}

static bool
confirm_end(struct request *req, const struct access *access,
	    struct response *res)
{
	if (access->is_done)
		return notice_redirect(res, "/sign-in", "email-confirmed", -1,
				       -1);
	if (req->error.kind != ERROR_INVALID)
		return false;
	error_clear(&req->error);
	return show(req, res, NULL, 422);
}

bool
email_confirm_send_plan(struct request *req, struct unit *unit)
{
	return email_confirm_plan(req, unit, form_value(req, "token"),
				  confirm_end);
}
