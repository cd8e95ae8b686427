/* Making an API key, which is shown once. */
#include "app/pages/handlers.h"

#include "app/access/access.h"
#include "app/pages/form.h"
#include "app/pages/role_choices.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "auth/role.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/time.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/words.h"

#define DAY_MS INT64_C(86400000)
#define NAME_MAX_LENGTH 255

static const struct choice lives[] = {
	{ "30", "In 30 days" },
	{ "90", "In 90 days" },
	{ "365", "In a year" },
	{ "", "Never" },
	{ NULL, NULL }
};

static const struct form_field fields[] = {
	{ .name = "name", .label = "Name", .max = NAME_MAX_LENGTH,
	  .is_required = true, .autocomplete = "off",
	  .help = "What will use it, so that you know it again" },
	{ .name = "role", .label = "Role", .kind = FORM_CHOICE,
	  .help = "The least that the script needs; at most your own" },
	{ .name = "days", .label = "Expires", .kind = FORM_CHOICE, .choices = lives },
	{ 0 }
};

enum { NAME, KEY_ROLE, DAYS };

/* What a plan leaves to its reply. */
struct sent {
	const char **values;
	const char *key;
	const char *expires;		/* RFC 3339; NULL: never */
	struct error error;
};

/* Roles that the caller may give. */
static void
show_fields(struct request *req, struct json *data, const char *const *values,
	    const struct error *err)
{
	struct form_field shown[sizeof fields / sizeof *fields];

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		shown[i] = fields[i];
	shown[KEY_ROLE].choices = role_choices(req->arena, req->caller.role);
	form_show(req->arena, data, "fields", shown, values, err);
}

bool
key_new_page(struct request *req, const struct rows *rows, struct response *res)
{
	static const char *const usual[] = { "", "operator", "90" };
	struct json *data = json_object(req->arena);

	(void)rows;
	json_set_static(data, "problem", NULL);
	show_fields(req, data, usual, NULL);
	return response_page(res, 200, "pages/key-form", data);
}

static void
check_name(struct request *req, const char *name)
{
	size_t length = text_length(name);

	if (!*text_trim(req->arena, name))
		fail_field(&req->error, "/name", "required",
			   "must not be empty");
	else if (length > NAME_MAX_LENGTH)
		fail_field(&req->error, "/name", "too_long",
			   "has %zu characters, at most %d are allowed", length,
			   NAME_MAX_LENGTH);
}

static void
check_days(struct request *req, struct sent *sent)
{
	const char *days = sent->values[DAYS];
	char expires[TIME_TEXT_SIZE];
	int64_t count;

	if (!*days)
		return;
	if (!text_to_int(days, 1, 3650, &count)) {
		fail_field(&req->error, "/days", "choice",
			   "must be a choice of these");
		return;
	}
	time_format(time_now_ms() + count * DAY_MS, expires);
	sent->expires = arena_text(req->arena, expires);
}

static bool
check(struct request *req, struct sent *sent)
{
	check_name(req, sent->values[NAME]);
	if (role_parse(sent->values[KEY_ROLE]) == ROLE_NONE)
		fail_field(&req->error, "/role", "choice",
			   "must be a choice of these");
	check_days(req, sent);
	return req->error.kind == ERROR_NONE;
}

static bool
add_key(struct request *req, struct unit *unit, struct sent *sent)
{
	char id[UUID_TEXT_SIZE];

	uuid_v7(id);
	sent->key = key_make(req, unit, &(const struct new_key){
		id, sent->values[NAME], sent->values[KEY_ROLE], sent->expires });
	return sent->key != NULL;
}

bool
key_make_plan(struct request *req, struct unit *unit)
{
	struct sent *sent = arena_alloc(req->arena, sizeof *sent);

	req->state = sent;
	sent->values = form_sent(req, fields);
	if (check(req, sent))
		return add_key(req, unit, sent);
	sent->error = form_take_error(req);
	return true;
}

static bool
show_again(struct request *req, struct response *res, const struct sent *sent)
{
	struct json *data = json_object(req->arena);

	form_show_problem(req->arena, data, "problem", fields, &sent->error);
	show_fields(req, data, sent->values, &sent->error);
	return response_page(res, error_status(sent->error.kind),
			     "pages/key-form", data);
}

/* No redirect: the key is in this answer only, which is never stored. */
bool
key_make_done(struct request *req, const struct rows *rows,
	      struct response *res)
{
	const struct sent *sent = req->state;
	struct json *data = json_object(req->arena);

	(void)rows;
	if (sent->error.kind != ERROR_NONE)
		return show_again(req, res, sent);
	json_set_static(data, "name", sent->values[NAME]);
	json_set_static(data, "role", sent->values[KEY_ROLE]);
	json_set_static(data, "key", sent->key);
	json_set_static(data, "origin", request_origin(req));
	json_set_static(data, "expires_in", *sent->values[DAYS] ? arena_printf(
			req->arena, "%s days", sent->values[DAYS]) : NULL);
	return response_page(res, 201, "pages/key-made", data);
}
