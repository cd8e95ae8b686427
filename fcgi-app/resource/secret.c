#include "resource/secret.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/config.h"
#include "base/error.h"
#include "base/keyring.h"
#include "base/log.h"
#include "base/seal.h"
#include "base/text.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/form.h"
#include "http/request.h"
#include "http/router.h"
#include "resource/masked.h"
#include "resource/validate.h"
#include "resource/value.h"

static const struct statement find_data_key = {
	.name = "find_data_key",
	.sql = "select id, tenant_id, master_id, wrapped from data_keys",
};

static const struct statement make_data_key = {
	.name = "make_data_key",
	.sql = "select id, tenant_id, master_id, wrapped from api.make_data_key("
	       "$1::uuid, $2::uuid, $3::text[], $4::bytea[])",
};

/* A row of both. */
enum { ID, TENANT, MASTER, WRAPPED };

int
resource_secret(const struct resource *resource)
{
	for (int i = 0; resource->fields[i].name; i++)
		if (resource->fields[i].flags & FIELD_SECRET
		    && !resource->fields[i].setter)
			return i;
	return -1;
}

/* ---- is there one ---- */

/* Null takes it away, which needs no key. */
static bool
is_of(const struct resource *resource, const struct json_member *member)
{
	int i = resource_field(resource, member->name);

	return i >= 0
	       && resource->fields[i].flags & (FIELD_SECRET | FIELD_MASKED)
	       && member->value.type != JSON_NULL;
}

static bool
is_in_json(const struct request *req, const struct resource *resource)
{
	size_t count;
	const struct json_member *members;

	if (req->json.type != JSON_OBJECT)
		return false;
	members = json_members(req->arena, req->json, &count);
	for (size_t i = 0; i < count; i++)
		if (is_of(resource, &members[i]))
			return true;
	return false;
}

static bool
is_in_form(const struct request *req, const struct resource *resource)
{
	for (const struct field *field = resource->fields; field->name; field++) {
		const char *sent = form_value(req, field->name);

		if (field->flags & (FIELD_SECRET | FIELD_MASKED)
		    && sent && *sent)
			return true;
	}
	return false;
}

bool
secret_is_given(const struct request *req, const struct resource *resource)
{
	return req->json.len > 0 ? is_in_json(req, resource)
				 : is_in_form(req, resource);
}

bool
secret_is_locked(const struct request *req, const struct resource *resource)
{
	return !req->data_key && secret_is_given(req, resource);
}

/* ---- the key of the tenant ---- */

static const char *
path_of(const struct request *req)
{
	return config_text(req->app->config, CONFIG_MASTER_KEY_FILE);
}

/* Whose fault it is does not concern the one who asks, and the log has it. */
static bool
fail_locked(struct request *req, const struct error *why)
{
	log_message(LOG_ERROR, "secrets are locked: %s", why->message);
	return fail(&req->error, ERROR_UNAVAILABLE,
		    "secrets cannot be stored or used here just now")
	       || fail_hint(&req->error, "the administrator of this installation"
			    " finds the reason with 'muster doctor'");
}

/* A new key, wrapped under each master key: the database knows which is the newest. */
static void
add_candidates(struct request *req, struct unit *unit,
	       const struct keyring *ring)
{
	const char *tenant = req->caller.tenant_id;
	const char *masters[KEYRING_MAX], *wrapped[KEYRING_MAX];
	char id[UUID_TEXT_SIZE];
	struct data_key *key;
	size_t count = 0;

	uuid_v7(id);
	key = data_key_new(req->arena, id, tenant);
	for (int i = 0; i < ring->count; i++) {
		if (ring->keys[i].is_retired)
			continue;
		masters[count] = ring->keys[i].id;
		wrapped[count++] = data_key_wrap(req->arena, key,
						 &ring->keys[i]);
	}
	unit_add(unit, &make_data_key, tenant, id,
		 value_array(req->arena, masters, count),
		 value_array(req->arena, wrapped, count));
}

static bool
make_plan(struct request *req, struct unit *unit)
{
	struct error why = { .arena = req->arena };
	struct keyring ring;

	if (!keyring_read(&ring, path_of(req), &why))
		return fail_locked(req, &why);
	add_candidates(req, unit, &ring);
	keyring_wipe(&ring);
	return true;
}

bool
secret_open_key(struct request *req, const struct wrapped_key *wrapped)
{
	struct error why = { .arena = req->arena };
	struct keyring ring;

	if (!keyring_read(&ring, path_of(req), &why))
		return fail_locked(req, &why);
	req->data_key = data_key_open(req->arena, &ring, wrapped, &why);
	keyring_wipe(&ring);
	return req->data_key || fail_locked(req, &why);
}

/* Then the route again, which finds the key where it is looked for. */
static bool
open_key(struct request *req, const struct rows *rows)
{
	const struct wrapped_key wrapped = {
		rows_text(rows, 0, ID), rows_text(rows, 0, TENANT),
		rows_text(rows, 0, MASTER), rows_text(rows, 0, WRAPPED) };

	return secret_open_key(req, &wrapped)
	       && request_then(req, req->route->plan, req->route->reply);
}

static bool
made_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct error why = { .arena = req->arena };

	(void)res;
	if (rows->count > 0)
		return open_key(req, rows);
	fail(&why, ERROR_UNAVAILABLE, "the database knows none of the master"
	     " keys in '%s'", path_of(req));
	return fail_locked(req, &why);
}

static bool
found_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)res;
	return rows->count > 0 ? open_key(req, rows)
			       : request_then(req, make_plan, made_reply);
}

bool
secret_ask(struct request *req, struct unit *unit)
{
	arena_wipe_on_reset(req->arena);
	return unit_add(unit, &find_data_key)
	       && request_reply(req, found_reply, NULL);
}

/* ---- with it ---- */

/* As PostgreSQL writes an id: what a client wrote may have capitals. */
static const char *
lower(struct arena *arena, const char *id)
{
	char *text = arena_text(arena, id);

	for (char *at = text; *at; at++)
		if (*at >= 'A' && *at <= 'F')
			*at |= 0x20;
	return text;
}

static struct seal_place
place_of(const struct request *req, const struct resource *resource,
	 const struct field *field, const char *row)
{
	const char *dot = field->sealed_in ? strchr(field->sealed_in, '.')
					   : NULL;
	char column[FIELD_COLUMN_SIZE];

	if (!dot)
		return (struct seal_place){ resource->table,
			arena_text(req->arena, field_column(field, column)),
			row };
	return (struct seal_place){
		arena_copy(req->arena, field->sealed_in,
			   (size_t)(dot - field->sealed_in)), dot + 1, row };
}

static const char *
seal_field(const struct request *req, const struct resource *resource,
	   const struct field *field, const char *row, const char *value)
{
	struct seal_place place = place_of(req, resource, field, row);

	if (field->flags & FIELD_MASKED)
		return masked_seal(req->arena, req->data_key, &place, value);
	assert(req->data_key);
	return seal_value(req->arena, req->data_key, &place, value);
}

/* A mask that comes back is no value, and an empty one is none. */
static void
settle(const struct field *field, struct values *given, int i)
{
	const char *text = given->text[i];

	if (!text || field->flags & FIELD_MASKED)
		return;
	if (text_starts(text, MASK))
		given->given &= ~((uint64_t)1 << i);
	if (!*text || text_starts(text, MASK))
		given->text[i] = NULL;
}

void
secret_seal(const struct request *req, const struct resource *resource,
	    const char *row, struct values *given)
{
	const struct field *fields = resource->fields;

	row = lower(req->arena, row);
	for (int i = 0; fields[i].name; i++) {
		if (!(fields[i].flags & (FIELD_SECRET | FIELD_MASKED)))
			continue;
		settle(&fields[i], given, i);
		if (given->text[i])
			given->text[i] = seal_field(req, resource, &fields[i],
						    row, given->text[i]);
	}
}
