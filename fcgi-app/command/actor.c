#include "command/actor.h"

#include <stddef.h>

#include "auth/credential.h"
#include "base/config.h"
#include "base/error.h"
#include "command/admin.h"
#include "command/tenant.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"

static const struct statement become_application = {
	.name = "become_application",
	.sql  = "set role muster_web",
};

static const struct statement make_session = {
	.name = "make_command_session",
	.sql  = "insert into sessions (user_id, tenant_id, token_hash, user_agent)"
		" select u.id, m.tenant_id, $2, 'muster'"
		"   from users u join memberships m on m.user_id = u.id"
		"  where u.email = lower($3) and m.tenant_id = $1"
		"    and m.ended_at is null returning id",
};

static const struct statement end_session = {
	.name = "end_command_session",
	.sql  = "update sessions set revoked_at = now()"
		" where token_hash = $1 and revoked_at is null",
};

static const struct statement make_key = {
	.name = "make_command_key",
	.sql  = "insert into api_keys"
		" (tenant_id, name, hash, role, expires_at)"
		" values ($1, 'muster (for one command)', $2, $3,"
		"         now() + interval '1 day')",
};

static const struct statement end_key = {
	.name = "end_command_key",
	.sql  = "delete from api_keys where tenant_id = $1 and hash = $2",
};

static const struct statement begin = {
	.name = "command_begin", .sql = "begin",
};

static const struct statement auth_begin = {
	.name = "command_auth_begin",
	.sql  = "select from auth.begin($1, $2, false, $3)",
};

static const struct statement commit = {
	.name = "command_commit", .sql = "commit",
};

static const struct statement rollback = {
	.name = "command_rollback", .sql = "rollback",
};

static bool
sign_in(struct actor *actor, const char *email)
{
	struct admin *admin = actor->admin;
	struct rows rows;

	actor->is_session = true;
	if (!client_run(admin->client, &rows, &admin->error, &make_session,
			actor->tenant, actor->hash, email))
		return false;
	return rows.count == 1
	       || fail(&admin->error, ERROR_NOT_FOUND,
		       "no member of this tenant has the address '%s'", email);
}

static bool
make_credential(struct actor *actor, const char *email)
{
	struct admin *admin = actor->admin;
	const char *token = email ? credential_new_session(admin->arena)
		: credential_new_key(admin->arena);

	actor->hash = credential_hash(admin->arena, token);
	if (email)
		return sign_in(actor, email);
	return client_run(admin->client, NULL, &admin->error, &make_key,
			  actor->tenant, actor->hash, role_name(actor->role));
}

static bool
connect_as_application(struct actor *actor)
{
	struct admin *admin = actor->admin;
	const char *url = config_text(admin->config, CONFIG_DATABASE_URL);

	actor->client = client_open(admin->arena, url ? url : "",
				    &admin->error);
	if (!actor->client)
		return fail_hint(&admin->error, "DATABASE_URL says where");
	return client_run(actor->client, NULL, &admin->error,
			  &become_application);
}

bool
actor_open(struct actor *actor, struct admin *admin, const char *tenant,
	   const char *email, enum role role)
{
	*actor = (struct actor){ .admin = admin, .role = role };
	if (!admin_connect_as_owner(admin))
		return false;
	actor->tenant = tenant_find(admin, tenant);
	return actor->tenant && make_credential(actor, email)
	       && connect_as_application(actor);
}

bool
actor_borrow(struct actor *actor, struct admin *admin, const char *tenant,
	     const char *hash, enum role role)
{
	*actor = (struct actor){
		.admin = admin, .tenant = tenant, .hash = hash, .role = role,
		.is_lent = true,
	};
	return connect_as_application(actor);
}

bool
actor_close(struct actor *actor)
{
	struct admin *admin = actor->admin;

	if (!actor->hash || actor->is_lent)
		return true;
	if (actor->is_session)
		return client_run(admin->client, NULL, &admin->error,
				  &end_session, actor->hash);
	return client_run(admin->client, NULL, &admin->error, &end_key,
			  actor->tenant, actor->hash);
}

bool
actor_begin(struct actor *actor, struct arena *arena, struct error *err)
{
	client_keep_rows(actor->client, arena);
	return client_run(actor->client, NULL, err, &begin)
	       && client_run(actor->client, NULL, err, &auth_begin, actor->hash,
			     role_name(actor->role), actor->tenant);
}

bool
actor_commit(struct actor *actor, struct error *err)
{
	return client_run(actor->client, NULL, err, &commit);
}

void
actor_undo(struct actor *actor)
{
	struct error ignored = { .arena = actor->admin->arena };

	client_run(actor->client, NULL, &ignored, &rollback);
}
