/* Invitations: the list, a new one, whose link is shown once or mailed, its renewal and end. */
#include "app/pages/handlers.h"

#include "app/access/access.h"
#include "app/api/api.h"
#include "app/pages/confirm.h"
#include "app/pages/form.h"
#include "app/pages/list_page.h"
#include "app/pages/notice.h"
#include "app/pages/role_choices.h"
#include "app/pages/row_change.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"

static const char *const columns[] = {
	"id", "email", "role", "state", "expires_at", "created_by_name",
	"created_at", NULL
};

enum { ID, EMAIL, OFFERED_ROLE, STATE, EXPIRES, CREATED_BY, CREATED };

/* By the class of a status. */
static const struct {
	const char *state;
	const char *shown;
	const char *word;
} states[] = {
	{ "pending", "waiting", "Waits" },
	{ "accepted", "completed", "Accepted" },
	{ "expired", "expired", "Expired" },
	{ "revoked", "revoked", "Revoked" },
};

static void
set_state(struct json *item, const char *state)
{
	bool is_open = text_equal(state, "pending")
		       || text_equal(state, "expired");

	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		if (!text_equal(states[i].state, state))
			continue;
		json_set_static(item, "state", states[i].shown);
		json_set_static(item, "state_word", states[i].word);
	}
	json_set_bool(item, "is_open", is_open);
}

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	(void)req;
	json_set_static(item, "id", rows_text(rows, row, at[ID]));
	json_set_static(item, "email", rows_text(rows, row, at[EMAIL]));
	json_set_static(item, "role", rows_text(rows, row, at[OFFERED_ROLE]));
	set_state(item, rows_text(rows, row, at[STATE]));
	view_text(item, "created_by", rows_text(rows, row, at[CREATED_BY]));
	view_time(clock, item, "expires",
		  rows_text(rows, row, at[EXPIRES]));
	view_time(clock, item, "created",
		  rows_text(rows, row, at[CREATED]));
}

bool
invitations_page(struct request *req, const struct rows *rows,
		 struct response *res)
{
	static const struct list_page page = {
		.template = "pages/invitations",
		.columns = columns, .row = show_row,
		.order_word = "newest first",
	};

	return list_page_plain(req, rows, res, &page);
}

/* What a plan leaves to its reply. */
struct sent {
	const char *email;
	const char *role;
	char *secret;
	struct error error;
};

static bool
show_form(struct request *req, struct response *res, const struct sent *sent)
{
	const struct form_field fields[] = {
		{ .name = "email", .label = "E-mail", .kind = FORM_EMAIL,
		  .is_required = true, .max = 254, .autocomplete = "off",
		  .help = "Only who has this address can accept" },
		{ .name = "role", .label = "Role", .kind = FORM_CHOICE,
		  .choices = role_choices(req->arena, req->caller.role) },
		{ 0 }
	};
	const char *const values[] = { sent->email, sent->role };
	struct json *data = json_object(req->arena);

	form_show(req->arena, data, "fields", fields, values, &sent->error);
	form_show_problem(req->arena, data, "problem", fields, &sent->error);
	return response_page(res, error_status(sent->error.kind),
			     "pages/invitation-form", data);
}

bool
invitation_new_page(struct request *req, const struct rows *rows,
		    struct response *res)
{
	(void)rows;
	return show_form(req, res, &(const struct sent){ .email = "",
							 .role = "operator" });
}

/* What the database refuses is shown as what is wrong with the form. */
static bool
show_refused(struct request *req, const struct rows *rows, struct response *res)
{
	struct sent *sent = req->state;

	(void)rows;
	sent->error = req->refusal;
	return show_form(req, res, sent);
}

/* Who is in the frame of the form is known behind the credential alone. */
static bool
ask_nothing(struct request *req, struct unit *unit)
{
	(void)req;
	(void)unit;
	return true;
}

bool
invitation_make_plan(struct request *req, struct unit *unit)
{
	struct sent *sent = arena_alloc(req->arena, sizeof *sent);
	static const struct form_field names[] = {
		{ .name = "email" }, { .name = "role" }, { 0 }
	};
	const char **values = form_sent(req, names);
	char id[UUID_TEXT_SIZE];

	req->state = sent;
	sent->email = text_trim(req->arena, values[0]);
	sent->role = values[1];
	uuid_v7(id);
	email_check(sent->email, &req->error);
	if (role_parse(sent->role) == ROLE_NONE)
		fail_field(&req->error, "/role", "choice",
			   "must be a choice of these");
	request_on_refusal(req, ask_nothing, show_refused);
	if (req->error.kind == ERROR_NONE) {
		sent->secret = invite_make(req, unit, &(const struct invite){
			id, sent->email, sent->role });
		return sent->secret != NULL;
	}
	sent->error = form_take_error(req);
	return true;
}

/* No redirect: the link is in this answer only, which is never stored. */
static bool
show_made(struct request *req, struct response *res, const char *email,
	  const char *secret, int status)
{
	struct json *data = json_object(req->arena);

	json_set_static(data, "email", email);
	json_set_static(data, "link", invite_send(req, email, secret));
	return response_page(res, status, "pages/invitation-made", data);
}

bool
invitation_make_done(struct request *req, const struct rows *rows,
		     struct response *res)
{
	const struct sent *sent = req->state;

	(void)rows;
	if (sent->error.kind != ERROR_NONE)
		return show_form(req, res, sent);
	return show_made(req, res, sent->email, sent->secret, 201);
}

bool
invitation_renew_done(struct request *req, const struct rows *rows,
		      struct response *res)
{
	return crud_check_changed(req, &invitation_resource, &rows[0])
	       && crud_check_found(req, &invitation_resource, &rows[1])
	       && show_made(req, res, rows_named(&rows[1], 0, "email"),
			    req->state, 200);
}

static const struct statement invitation_to_revoke = {
	.name = "invitation_to_revoke",
	.sql = "select email, role from api.invitations where id = $1::uuid",
};

bool
invitation_revoke_ask_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &invitation_resource)
	       && unit_add(unit, &invitation_to_revoke,
			   request_param(req, "id"));
}

bool
invitation_revoke_ask_page(struct request *req, const struct rows *rows,
			   struct response *res)
{
	struct json *data = json_object(req->arena);

	if (!crud_check_found(req, &invitation_resource, &rows[0]))
		return false;
	json_add(json_set_array(data, "facts"), json_text(req->arena,
		 "Its link stops to work at once. You can invite the same"
		 " address again."));
	return confirm_page(res, &(const struct confirm){
		.heading = arena_printf(req->arena,
					"Revoke the invitation of %s?",
					rows_named(rows, 0, "email")),
		.crumb = "Revoke",
		.list_href = "/invitations", .list_word = "Invitations",
		.back = "/invitations",
		.action = arena_printf(req->arena, "/invitations/%s/revoke",
				       request_param(req, "id")),
		.submit = "Revoke it", .keep = "Keep it",
	}, data);
}

bool
invitation_revoke_done(struct request *req, const struct rows *rows,
		       struct response *res)
{
	return crud_check_changed(req, &invitation_resource, &rows[0])
	       && notice_redirect(res, "/invitations", "invitation-revoked", -1,
				  -1);
}
