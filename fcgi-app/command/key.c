/* muster key: API keys of a tenant; a new one is printed once. */

#include <stddef.h>
#include <stdio.h>

#include "auth/credential.h"
#include "auth/role.h"
#include "base/arena.h"
#include "command/admin.h"
#include "command/arguments.h"
#include "command/tenant.h"
#include "command/verb.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"

static const struct statement add_key = {
	.name = "add_key",
	.sql  = "insert into api_keys"
		" (tenant_id, name, hash, prefix, role, expires_at)"
		" values ($1, $2, $3, $4, $5, $6)",
};

static const struct statement find_expiry = {
	.name = "find_expiry",
	.sql  = "select now() + $1::interval as at, $1::interval > '0' as is_ahead",
};

static const struct statement list_keys = {
	.name = "list_keys",
	.sql  = "select id, prefix, role, name,"
		"       to_char(last_used_at, 'YYYY-MM-DD HH24:MI'),"
		"       case when revoked_at is not null then 'revoked'"
		"            when expires_at <= now() then 'expired'"
		"            else 'valid' end"
		"  from api_keys where tenant_id = $1 order by id",
};

static const struct statement revoke_key = {
	.name = "revoke_key",
	.sql  = "update api_keys set revoked_at = now(), version = version + 1"
		" where tenant_id = $1 and id::text = lower($2)"
		"   and revoked_at is null"
		" returning id",
};

struct wanted {
	const char *tenant;
	const char *role;
	const char *expiry;	/* an interval: "90 days" */
	const char *word;	/* name of a new key, id of an old one */
};

static bool
parse(int argc, char **argv, struct wanted *out, int words)
{
	const struct argument arguments[] = {
		{ "tenant", .text = &out->tenant },
		{ "role", .text = &out->role },
		{ "expires", .text = &out->expiry },
		{ 0 }
	};

	*out = (struct wanted){ .role = "operator" };
	return arguments_read(argc, argv, arguments, &out->word, words, words)
	       && out->tenant && role_parse(out->role) != ROLE_NONE;
}

static bool
find_tenant(struct admin *admin, struct wanted *wanted)
{
	if (!admin_connect_as_owner(admin))
		return false;
	wanted->tenant = tenant_find(admin, wanted->tenant);
	return wanted->tenant != NULL;
}

/* When a key ends that lasts for an interval from now; without one it never does. */
static bool
find_end(struct admin *admin, const char *interval, const char **end)
{
	struct rows rows;

	*end = NULL;
	if (!interval)
		return true;
	if (client_run(admin->client, &rows, &admin->error, &find_expiry,
		       interval)
	    && rows_is_true(&rows, 0, "is_ahead")) {
		*end = rows_named(&rows, 0, "at");
		return true;
	}
	if (admin->error.kind != ERROR_NONE
	    && admin->error.kind != ERROR_INVALID)
		return false;
	error_clear(&admin->error);
	return fail_field(&admin->error, "/expires", "interval",
			  "must be a time ahead, such as '90 days', not '%s'",
			  interval);
}

static bool
make_key(struct admin *admin, struct wanted *wanted)
{
	const char *key, *shown, *end;

	if (!find_tenant(admin, wanted)
	    || !find_end(admin, wanted->expiry, &end))
		return false;
	key = credential_new_key(admin->arena);
	shown = arena_copy(admin->arena, key, CREDENTIAL_PREFIX_SHOWN);
	if (!client_run(admin->client, NULL, &admin->error, &add_key,
			wanted->tenant, wanted->word,
			credential_hash(admin->arena, key), shown, wanted->role,
			end))
		return false;
	printf("%s\n", key);
	return true;
}

static int
create(int argc, char **argv)
{
	struct admin admin;
	struct wanted wanted;

	if (!parse(argc, argv, &wanted, 1))
		return command_misused("key");
	return admin_end(&admin, make_key(&admin, &wanted));
}

static bool
print_keys(struct admin *admin, struct wanted *wanted)
{
	struct rows rows;

	if (!find_tenant(admin, wanted)
	    || !client_run(admin->client, &rows, &admin->error, &list_keys,
			   wanted->tenant))
		return false;
	for (int row = 0; row < rows.count; row++) {
		const char *used = rows_text(&rows, row, 4);

		printf("%s  %s…  %-8s %-8s used %-16s  %s\n",
		       rows_text(&rows, row, 0), rows_text(&rows, row, 1),
		       rows_text(&rows, row, 2), rows_text(&rows, row, 5),
		       used ? used : "never", rows_text(&rows, row, 3));
	}
	return true;
}

static int
list(int argc, char **argv)
{
	struct admin admin;
	struct wanted wanted;

	if (!parse(argc, argv, &wanted, 0))
		return command_misused("key");
	return admin_end(&admin, print_keys(&admin, &wanted));
}

static bool
end_key(struct admin *admin, struct wanted *wanted)
{
	struct rows rows;

	if (!find_tenant(admin, wanted)
	    || !client_run(admin->client, &rows, &admin->error, &revoke_key,
			   wanted->tenant, wanted->word))
		return false;
	return rows.count == 1
	       || fail(&admin->error, ERROR_NOT_FOUND, "no valid key '%s'",
		       wanted->word);
}

static int
revoke(int argc, char **argv)
{
	struct admin admin;
	struct wanted wanted;

	if (!parse(argc, argv, &wanted, 1))
		return command_misused("key");
	return admin_end(&admin, end_key(&admin, &wanted));
}

static const struct verb verbs[] = {
	{ "create", create, false },
	{ "list", list, false },
	{ "revoke", revoke, false },
	{ 0 }
};

int
command_key(int argc, char **argv)
{
	return verb_run(verbs, argc, argv);
}
