/* Accepting an invitation: what the link offers, and what it takes. */
#include "app/pages/handlers.h"

#include "app/access/access.h"
#include "app/pages/form.h"
#include "auth/password.h"
#include "base/arena.h"
#include "base/error.h"
#include "db/rows.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

static const struct form_field new_fields[] = {
	{ .name = "name", .label = "Your name", .max = 255, .autocomplete = "name" },
	{ .name = "password", .label = "Choose a password",
	  .kind = FORM_PASSWORD, .is_required = true, .max = PASSWORD_MAX,
	  .autocomplete = "new-password", .help = "At least 8 characters" },
	{ 0 }
};

static const struct form_field known_fields[] = {
	{ .name = "password", .label = "Password of your account",
	  .kind = FORM_PASSWORD, .is_required = true, .max = PASSWORD_MAX,
	  .autocomplete = "current-password" },
	{ 0 }
};

static const struct form_field no_fields[] = { { 0 } };

static const struct error none = { .kind = ERROR_NONE };

static const char *
token_of(const struct request *req)
{
	const char *token = req->method == GET ? request_query(req, "token")
					       : form_value(req, "token");

	return token ? token : "";
}

bool
join_page_plan(struct request *req, struct unit *unit)
{
	return join_look(req, unit, token_of(req));
}

static const struct form_field *
fields_of(const struct rows *offer)
{
	if (rows_is_true(offer, 0, "is_own"))
		return no_fields;
	return rows_is_true(offer, 0, "has_account") ? known_fields : new_fields;
}

static void
show_offer(struct request *req, struct json *data, const struct rows *offer,
	   const struct error *err)
{
	const struct form_field *fields = fields_of(offer);

	json_set_static(data, "token", token_of(req));
	json_set_static(data, "email", rows_named(offer, 0, "email"));
	json_set_static(data, "offered_role", rows_named(offer, 0, "role"));
	json_set_static(data, "offered_tenant",
			rows_named(offer, 0, "tenant_name"));
	json_set_static(data, "invited_by", rows_named(offer, 0, "invited_by"));
	json_set_bool(data, "is_new", fields == new_fields);
	form_show(req->arena, data, "fields", fields,
		  err ? form_sent(req, fields) : NULL, err);
	form_show_problem(req->arena, data, "problem", fields,
			  err ? err : &none);
}

/* A link that does not work is no page that is there. */
static bool
show(struct request *req, const struct rows *offer, struct response *res,
     const struct error *err)
{
	struct json *data = json_object(req->arena);
	bool is_good = offer->count > 0;
	int status = err ? error_status(err->kind) : 200;

	json_set_bool(data, "is_good", is_good);
	json_set_static(data, "problem", NULL);
	if (is_good)
		show_offer(req, data, offer, err);
	return response_page(res, is_good ? status : 404, "pages/join", data);
}

bool
join_page(struct request *req, const struct rows *rows, struct response *res)
{
	return show(req, &rows[0], res, NULL);
}

static bool
again_page(struct request *req, const struct rows *rows, struct response *res)
{
	return show(req, &rows[0], res, req->state);
}

/* The form again wants to know once more what is offered. */
static bool
join_end(struct request *req, const struct access *access, struct response *res)
{
	struct error *err;

	if (access->is_done) {
		if (access->token)
			access_remember(res, access);
		return response_redirect(res, "/");
	}
	if (req->error.kind != ERROR_INVALID
	    && req->error.kind != ERROR_TOO_MANY)
		return false;
	err = arena_alloc(req->arena, sizeof *err);
	*err = form_take_error(req);
	req->state = err;
	return request_then(req, join_page_plan, again_page);
}

bool
join_send_plan(struct request *req, struct unit *unit)
{
	const struct join given = {
		.token = token_of(req),
		.name = form_value(req, "name"),
		.password = form_value(req, "password"),
	};

	return join_plan(req, unit, &given, join_end);
}
