/* A forgotten password: asking for the link, and what it leads to. */
#include "app/pages/handlers.h"

#include "app/access/access.h"
#include "app/pages/form.h"
#include "auth/password.h"
#include "base/arena.h"
#include "base/error.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

static const struct form_field forgot_fields[] = {
	{ .name = "email", .label = "E-mail", .kind = FORM_EMAIL,
	  .is_required = true, .max = 254, .autocomplete = "username" },
	{ 0 }
};

static const struct form_field reset_fields[] = {
	{ .name = "password", .label = "New password", .kind = FORM_PASSWORD,
	  .is_required = true, .max = PASSWORD_MAX,
	  .autocomplete = "new-password", .help = "At least 8 characters" },
	{ 0 }
};

static const struct error none = { .kind = ERROR_NONE };

static bool
show_forgot(struct request *req, struct response *res, const struct error *err,
	    bool is_sent)
{
	struct json *data = json_object(req->arena);

	form_show(req->arena, data, "fields", forgot_fields,
		  err ? form_sent(req, forgot_fields) : NULL, err);
	form_show_problem(req->arena, data, "problem", forgot_fields,
			  err ? err : &none);
	json_set_bool(data, "is_sent", is_sent);
	json_set_bool(data, "is_offered", password_reset_is_offered(req));
	return response_page(res, err ? error_status(err->kind) : 200,
			     "pages/forgot-password", data);
}

bool
password_forgot_page(struct request *req, const struct rows *rows,
		     struct response *res)
{
	(void)rows;
	return show_forgot(req, res, NULL, false);
}

static bool
forgot_end(struct request *req, const struct access *access,
	   struct response *res)
{
	struct error err;

	if (access->is_done)
		return show_forgot(req, res, NULL, true);
	if (req->error.kind != ERROR_INVALID
	    && req->error.kind != ERROR_TOO_MANY)
		return false;
	err = form_take_error(req);
	return show_forgot(req, res, &err, false);
}

bool
password_forgot_send_plan(struct request *req, struct unit *unit)
{
	return password_forgot_plan(req, unit, form_value(req, "email"),
				    forgot_end);
}

/*
 * A link that does not work any more is said at the top: its token is no field.
 */
static bool
show_reset(struct request *req, struct response *res, const char *token,
	   const struct error *err)
{
	struct json *data = json_object(req->arena);

	form_show(req->arena, data, "fields", reset_fields, NULL, err);
	form_show_problem(req->arena, data, "problem", reset_fields,
			  err ? err : &none);
	json_set_static(data, "token", token ? token : "");
	return response_page(res, err ? error_status(err->kind) : 200,
			     "pages/reset-password", data);
}

bool
password_reset_page(struct request *req, const struct rows *rows,
		    struct response *res)
{
	(void)rows;
	return show_reset(req, res, request_query(req, "token"), NULL);
}

static bool
reset_end(struct request *req, const struct access *access,
	  struct response *res)
{
	struct error err;

	if (access->is_done) {
		access_remember(res, access);
		return response_redirect(res, "/");
	}
	if (req->error.kind != ERROR_INVALID
	    && req->error.kind != ERROR_TOO_MANY)
		return false;
	err = form_take_error(req);
	if (err.fields && *err.fields->pointer == '/'
	    && err.fields->pointer[1] == 't') {
		err.message = "this link does not work any more";
		err.hint = "ask for a new one";
		err.fields = NULL;
	}
	return show_reset(req, res, form_value(req, "token"), &err);
}

bool
password_reset_send_plan(struct request *req, struct unit *unit)
{
	struct password_reset given = {
		form_value(req, "token"), form_value(req, "password"),
	};

	return password_reset_plan(req, unit, &given, reset_end);
}
