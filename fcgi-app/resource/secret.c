#include "resource/secret.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/config.h"
#include "base/error.h"
#include "base/keyring.h"
#include "base/log.h"
#include "base/seal.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/form.h"
#include "http/request.h"
#include "http/router.h"
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
		if (resource->fields[i].flags & FIELD_SECRET)
			return i;
	return -1;
}

/* ---- is there one ---- */

static bool
has_member(const struct request *req, const char *name)
{
	size_t count;
	const struct json_member *members =
		json_members(req->arena, req->json, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(members[i].name, name) == 0)
			return members[i].value.type == JSON_STRING;
	return false;
}

static bool
is_given(const struct request *req, const struct resource *resource)
{
	int i = resource_secret(resource);
	const char *name = i < 0 ? NULL : resource->fields[i].name;
	const char *sent = name ? form_value(req, name) : NULL;

	if (!name)
		return false;
	if (req->json.len > 0)
		return req->json.type == JSON_OBJECT && has_member(req, name);
	return sent && *sent;
}

bool
secret_is_locked(const struct request *req, const struct resource *resource)
{
	return !req->data_key && is_given(req, resource);
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
	log_message(LOG_ERROR, "secrets cannot be sealed: %s", why->message);
	return fail(&req->error, ERROR_UNAVAILABLE,
		    "secrets cannot be stored here just now")
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

/* Then the route again, which finds the key where it is looked for. */
static bool
open_key(struct request *req, const struct rows *rows)
{
	const struct wrapped_key wrapped = {
		rows_text(rows, 0, ID), rows_text(rows, 0, TENANT),
		rows_text(rows, 0, MASTER), rows_text(rows, 0, WRAPPED) };
	struct error why = { .arena = req->arena };
	struct keyring ring;

	if (!keyring_read(&ring, path_of(req), &why))
		return fail_locked(req, &why);
	req->data_key = data_key_open(req->arena, &ring, &wrapped, &why);
	keyring_wipe(&ring);
	if (!req->data_key)
		return fail_locked(req, &why);
	return request_then(req, req->route->plan, req->route->reply);
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

void
secret_seal(const struct request *req, const struct resource *resource,
	    const char *row, struct values *given)
{
	int i = resource_secret(resource);
	char column[FIELD_COLUMN_SIZE];

	if (i < 0 || !given->text[i])
		return;
	assert(req->data_key);
	given->text[i] = seal_value(req->arena, req->data_key,
		&(const struct seal_place){
			resource->table,
			field_column(&resource->fields[i], column),
			lower(req->arena, row) },
		given->text[i]);
}
