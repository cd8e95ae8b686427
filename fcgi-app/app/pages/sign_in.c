/* Coming in and going out: the pages of app/access. */
#include "app/pages/handlers.h"

#include "app/access/access.h"
#include "app/pages/form.h"
#include "app/pages/notice.h"
#include "auth/password.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "http/url.h"
#include "json/json.h"

static const struct form_field sign_in_fields[] = {
	{ .name = "email", .label = "E-mail", .kind = FORM_EMAIL,
	  .is_required = true, .max = 254, .autocomplete = "username" },
	{ .name = "password", .label = "Password", .kind = FORM_PASSWORD,
	  .is_required = true, .max = PASSWORD_MAX,
	  .autocomplete = "current-password" },
	{ 0 }
};

static const struct form_field sign_up_fields[] = {
	{ .name = "name", .label = "Your name", .max = 255, .autocomplete = "name" },
	{ .name = "organisation", .label = "Organisation", .max = 255,
	  .autocomplete = "organization" },
	{ .name = "email", .label = "E-mail", .kind = FORM_EMAIL,
	  .is_required = true, .max = 254, .autocomplete = "username" },
	{ .name = "password", .label = "Password", .kind = FORM_PASSWORD,
	  .is_required = true, .max = PASSWORD_MAX,
	  .autocomplete = "new-password", .help = "At least 8 characters" },
	{ 0 }
};

/* A form of this kind, empty or with what was sent and is wrong. */
static void
show_form(struct request *req, struct json *data,
	  const struct form_field *fields, const struct error *err)
{
	static const struct error none = { .kind = ERROR_NONE };

	form_show(req->arena, data, "fields", fields,
		  err ? form_sent(req, fields) : NULL, err);
	form_show_problem(req->arena, data, "problem", fields,
			  err ? err : &none);
}

/* Where to be after coming in. */
static const char *
next_of(struct request *req)
{
	const char *next = req->method == GET ? request_query(req, "next")
					      : form_value(req, "next");

	next = url_local_path(next);
	return next ? next : "/";
}

static bool
show_sign_in(struct request *req, struct response *res, const struct error *err,
	     int status)
{
	struct json *data = json_object(req->arena);

	notice_show(req, data);
	show_form(req, data, sign_in_fields, err);
	json_set_static(data, "next", next_of(req));
	json_set_bool(data, "is_open", sign_up_is_open(req));
	return response_page(res, status, "pages/sign-in", data);
}

/* What clients of NextAuth are led here with; see api/nextauth.c. */
static const struct {
	const char *word;
	enum error_kind kind;
	const char *message;
} refusals[] = {
	{ "CredentialsSignin", ERROR_UNAUTHENTICATED,
	  "the e-mail address or the password is wrong" },
	{ "TooManyAttempts", ERROR_TOO_MANY,
	  "too many attempts, try again later" },
	{ "MissingCSRF", ERROR_FORBIDDEN,
	  "what was sent came from elsewhere, or too late" },
	{ "SessionRequired", ERROR_UNAUTHENTICATED, "sign in first" },
	{ 0 }
};

static bool
take_refusal(const struct request *req, struct error *err)
{
	const char *word = request_query(req, "error");
	size_t i = 0;

	while (refusals[i].word && !text_equal(refusals[i].word, word))
		i++;
	*err = (struct error){ .arena = req->arena };
	if (refusals[i].word)
		fail(err, refusals[i].kind, "%s", refusals[i].message);
	return err->kind != ERROR_NONE;
}

bool
sign_in_page(struct request *req, const struct rows *rows, struct response *res)
{
	struct error err;

	(void)rows;
	return show_sign_in(req, res, take_refusal(req, &err) ? &err : NULL,
			    200);
}

/* What a person can mend is said in the form; the rest is an error page. */
static bool
is_mendable(const struct error *err)
{
	return err->kind == ERROR_UNAUTHENTICATED || err->kind == ERROR_INVALID
		|| err->kind == ERROR_CONFLICT || err->kind == ERROR_TOO_MANY;
}

/* Said in the form too, so that nobody has to read headers. */
static void
say_wait(struct response *res, struct error *err)
{
	struct arena *arena = res->request->arena;
	int minutes = (err->retry_after_s + 59) / 60;

	if (err->retry_after_s == 0)
		return;
	response_header(res, "Retry-After", arena_printf(arena, "%d",
							 err->retry_after_s));
	err->hint = arena_printf(arena, "wait %d %s, then try again", minutes,
				 minutes == 1 ? "minute" : "minutes");
}

static bool
sign_in_end(struct request *req, const struct access *access,
	    struct response *res)
{
	struct error err;

	if (access->is_done) {
		access_remember(res, access);
		return response_redirect(res, next_of(req));
	}
	if (!is_mendable(&req->error))
		return false;
	err = form_take_error(req);
	say_wait(res, &err);
	return show_sign_in(req, res, &err, error_status(err.kind));
}

bool
sign_in_send_plan(struct request *req, struct unit *unit)
{
	struct sign_in given = {
		form_value(req, "email"), form_value(req, "password"),
	};

	return sign_in_plan(req, unit, &given, sign_in_end);
}

static bool
show_sign_up(struct request *req, struct response *res, const struct error *err)
{
	struct json *data = json_object(req->arena);

	show_form(req, data, sign_up_fields, err);
	json_set_bool(data, "is_open", sign_up_is_open(req));
	return response_page(res, err ? error_status(err->kind) : 200,
			     "pages/sign-up", data);
}

bool
sign_up_page(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	return show_sign_up(req, res, NULL);
}

static bool
sign_up_end(struct request *req, const struct access *access,
	    struct response *res)
{
	struct error err;

	if (access->is_done) {
		access_remember(res, access);
		return response_redirect(res, "/");
	}
	if (!is_mendable(&req->error))
		return false;
	err = form_take_error(req);
	say_wait(res, &err);
	return show_sign_up(req, res, &err);
}

bool
sign_up_send_plan(struct request *req, struct unit *unit)
{
	struct sign_up given = {
		form_value(req, "name"), form_value(req, "organisation"),
		form_value(req, "email"), form_value(req, "password"),
	};

	return sign_up_plan(req, unit, &given, sign_up_end);
}

bool
sign_out_done(struct request *req, const struct rows *rows,
	      struct response *res)
{
	(void)req;
	(void)rows;
	access_forget(res);
	return notice_redirect(res, "/sign-in", "signed-out", -1, -1);
}
