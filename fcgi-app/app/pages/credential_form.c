/* Making and editing a credential. The field of the secret is always empty: what is
 * typed there is sealed, and nothing means that what is stored stays. */
#include "app/pages/handlers.h"

#include <ctype.h>
#include <string.h>

#include "app/pages/row_change.h"
#include "app/pages/form.h"
#include "app/pages/notice.h"
#include "app/pages/resource_form.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/secret.h"
#include "resource/validate.h"

/* The fields of the form, in its order, and of the statement below. */
static const char *const names[] = {
	"name", "value", "type", "provider", "description", "metadata",
	"active", "expiresAt", NULL
};

#define SECRET 1

static const struct statement credential_form_row = {
	.name = "credential_form_row",
	.sql = "select name, null as value, type, provider, description,"
	       " jsonb_pretty(metadata), active::text,"
	       " to_char(expires_at at time zone 'UTC',"
	       " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), version"
	       " from api.credentials where id = $1::uuid",
};

#define VERSION 8

static struct form_field *
make_fields(struct request *req, const char *id)
{
	struct form_field *fields
		= resource_form(req->arena, &credential_resource, names);

	if (id)
		fields[SECRET].help = "Never shown. Empty: what is stored stays";
	return fields;
}

/* The form of a new one, or of the one of the path. */
static bool
show_form(struct request *req, struct response *res, const char *const *values,
	  const char *version, const struct error *err)
{
	const char *id = pairs_find(&req->params, "id");
	const struct form_field *fields = make_fields(req, id);
	const char *path = id ? arena_printf(req->arena, "/credentials/%s", id)
			      : "/credentials";
	struct json *data = json_object(req->arena);

	json_set_static(data, "heading",
			id ? "Edit the credential" : "New credential");
	json_set_static(data, "crumb", id ? "Edit" : "New");
	json_set_static(data, "submit", id ? "Save" : "Make the credential");
	json_set_static(data, "id", id);
	json_set_static(data, "name", values[0]);
	json_set_static(data, "version", version);
	json_set_static(data, "path", path);
	form_show(req->arena, data, "fields", fields, values, err);
	form_show_problem(req->arena, data, "problem", fields, err);
	return response_page(res, err->kind ? error_status(err->kind) : 200,
			     "pages/credential-form", data);
}

static bool
show_again(struct request *req, struct response *res, const struct error *err,
	   const char *version)
{
	return show_form(req, res, form_sent(req, resource_form(req->arena,
			 &credential_resource, names)), version, err);
}

bool
credential_new_page(struct request *req, const struct rows *rows,
		    struct response *res)
{
	const struct error none = { 0 };

	(void)rows;
	return show_form(req, res,
			 resource_form_fallbacks(req->arena,
				&credential_resource,
				resource_form(req->arena, &credential_resource,
					      names)),
			 NULL, &none);
}

/* What a plan leaves to its reply. */
struct sent {
	const char *id;
	struct error error;		/* none: the statement is in the unit */
};

static bool
is_word(const char *text)
{
	return isalnum((unsigned char)*text)
	       && !text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789._-")];
}

/* Wrong fields are no failure of the plan: the reply shows the form again. */
static bool
leave(struct request *req, const char *id, bool worked)
{
	struct sent *sent = arena_alloc(req->arena, sizeof *sent);

	sent->id = id;
	if (!worked)
		sent->error = form_take_error(req);
	req->state = sent;
	return true;
}

/* What the database refuses, told beside its field: a page of an error would lose
 * what was typed. */
static void
check_provider(struct request *req)
{
	const char *provider = form_value(req, "provider");
	const char *type = form_value(req, "type");

	if (provider && *provider && !is_word(provider))
		fail_field(&req->error, "/provider", "invalid", "must be a word"
			   " of small letters, digits, dots and dashes");
	else if (text_equal(type, "llm-key") && (!provider || !*provider))
		fail_field(&req->error, "/provider", "required",
			   "is required for an LLM key");
}

bool
credential_create_plan(struct request *req, struct unit *unit)
{
	bool worked;

	form_unify_lines(req);
	if (secret_is_locked(req, &credential_resource))
		return secret_ask(req, unit);
	check_provider(req);
	worked = crud_begin_make(req, unit, &credential_resource)
		 && crud_make_add(req, unit, &credential_resource);
	return leave(req, crud_id(req), worked);
}

bool
credential_create_done(struct request *req, const struct rows *rows,
		       struct response *res)
{
	const struct sent *sent = req->state;

	(void)rows;
	if (sent->error.kind != ERROR_NONE)
		return show_again(req, res, &sent->error, NULL);
	return notice_redirect(res, arena_printf(req->arena, "/credentials/%s",
						 sent->id),
			       "credential-made", -1, -1);
}

bool
credential_edit_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return crud_check_found(req, &credential_resource, NULL);
	return unit_add(unit, &credential_form_row, id);
}

bool
credential_edit_page(struct request *req, const struct rows *rows,
		     struct response *res)
{
	const struct error none = { 0 };
	const char *values[sizeof names / sizeof *names];

	if (!crud_check_found(req, &credential_resource, rows))
		return false;
	for (int i = 0; names[i]; i++)
		values[i] = rows_text(rows, 0, i);
	return show_form(req, res, values, rows_text(rows, 0, VERSION), &none);
}

bool
credential_save_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");
	struct values given;

	if (!is_uuid(id))
		return crud_check_found(req, &credential_resource, NULL);
	form_unify_lines(req);
	if (secret_is_locked(req, &credential_resource))
		return secret_ask(req, unit);
	check_provider(req);
	return leave(req, id, validate_body(req, &credential_resource,
					    VALIDATE_UPDATE, &given)
			      && crud_change_add(req, unit,
					&credential_resource, &given,
					row_form_version(req), 0));
}

/* Somebody was faster: their version is what the next try replaces. */
static bool
show_conflict(struct request *req, const struct rows *rows,
	      struct response *res)
{
	struct error err;

	fail(&req->error, ERROR_PRECONDITION, "somebody else changed this"
	     " credential; it has version %s now",
	     rows_named(rows, 0, "version"));
	fail_hint(&req->error, "what you typed is kept below but for the secret;"
		  " save again to replace what is there now");
	err = form_take_error(req);
	return show_again(req, res, &err, rows_named(rows, 0, "version"));
}

bool
credential_save_done(struct request *req, const struct rows *rows,
		     struct response *res)
{
	const struct sent *sent = req->state;

	if (sent->error.kind != ERROR_NONE)
		return show_again(req, res, &sent->error,
				  form_value(req, "version"));
	if (!crud_check_found(req, &credential_resource, rows))
		return false;
	if (!rows_is_true(rows, 0, "changed"))
		return show_conflict(req, rows, res);
	return notice_redirect(res, arena_printf(req->arena, "/credentials/%s",
						 request_param(req, "id")),
			       "credential-saved", -1, -1);
}
