/* muster user: people and their passwords. A password is read from standard
 * input or made at random, and is never an argument. */

#include <stddef.h>
#include <stdio.h>

#include "auth/password.h"
#include "auth/role.h"
#include "base/arena.h"
#include "command/admin.h"
#include "command/arguments.h"
#include "command/ask.h"
#include "command/tenant.h"
#include "command/verb.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"

static const struct statement add_user = {
	.name = "add_user",
	.sql  = "select private.add_user($1, $2, $3, $4, $5)",
};

static const struct statement find_user = {
	.name = "find_user",
	.sql  = "select email from users where email = lower(btrim($1))",
};

static const struct statement set_password = {
	.name = "admin_set_password",
	.sql  = "select private.set_password($1, $2)",
};

static const struct statement list_users = {
	.name = "list_users",
	.sql  = "select u.email, u.name, t.name, m.role, u.disabled_at"
		"  from users u"
		"  left join memberships m"
		"    on m.user_id = u.id and m.ended_at is null"
		"  left join tenants t on t.id = m.tenant_id"
		" order by u.email, t.name",
};

struct wanted {
	const char *email;
	const char *name;
	const char *tenant;
	const char *role;
	bool is_random;
};

static bool
parse(int argc, char **argv, struct wanted *out)
{
	const struct argument arguments[] = {
		{ "name", .text = &out->name },
		{ "tenant", .text = &out->tenant },
		{ "role", .text = &out->role },
		{ "random", .flag = &out->is_random },
		{ 0 }
	};

	*out = (struct wanted){ .role = "operator" };
	return arguments_read(argc, argv, arguments, &out->email, 1, 1)
	       && role_parse(out->role) != ROLE_NONE;
}

/* The hash of a password that was just asked for; NULL and the error. */
static const char *
new_hash(struct admin *admin, bool is_random)
{
	char *hash = arena_alloc(admin->arena, PASSWORD_HASH_SIZE);
	const char *password =
		ask_new_password(admin->arena, is_random, &admin->error);

	if (!password)
		return NULL;
	if (password_hash(password, hash))
		return hash;
	fail(&admin->error, ERROR_UNAVAILABLE, "no memory to hash a password");
	return NULL;
}

static bool
store(struct admin *admin, const struct wanted *wanted, const char *tenant,
      const char *hash)
{
	return client_run(admin->client, NULL, &admin->error, &add_user,
			  wanted->email, wanted->name, hash, tenant,
			  wanted->role);
}

/* Whether it can be stored, before anybody types a password for it. */
static bool
rehearse(struct admin *admin, const struct wanted *wanted, const char *tenant)
{
	return client_script(admin->client, "begin", &admin->error)
	       && store(admin, wanted, tenant, NULL)
	       && client_script(admin->client, "rollback", &admin->error);
}

/* Who has an account of that address keeps its password: it is for all tenants. */
static bool
store_with_password(struct admin *admin, const struct wanted *wanted,
		    const char *tenant)
{
	const char *hash = NULL;
	struct rows rows;

	if (!client_run(admin->client, &rows, &admin->error, &find_user,
			wanted->email))
		return false;
	if (rows.count == 0) {
		hash = new_hash(admin, wanted->is_random);
		if (!hash)
			return false;
	} else {
		printf("%s has an account, and its password stays\n",
		       rows_text(&rows, 0, 0));
	}
	return store(admin, wanted, tenant, hash);
}

static bool
add_wanted(struct admin *admin, const struct wanted *wanted)
{
	const char *tenant;

	if (!admin_connect_as_owner(admin))
		return false;
	tenant = tenant_find(admin, wanted->tenant);
	return tenant && rehearse(admin, wanted, tenant)
	       && store_with_password(admin, wanted, tenant);
}

static int
add(int argc, char **argv)
{
	struct admin admin;
	struct wanted wanted;

	if (!parse(argc, argv, &wanted) || !wanted.tenant)
		return command_misused("user");
	return admin_end(&admin, add_wanted(&admin, &wanted));
}

static bool
change_password(struct admin *admin, const struct wanted *wanted)
{
	struct rows rows;
	const char *hash;

	if (!admin_connect_as_owner(admin)
	    || !client_run(admin->client, &rows, &admin->error, &find_user,
			   wanted->email))
		return false;
	if (rows.count == 0)
		return fail(&admin->error, ERROR_NOT_FOUND, "no user '%s'",
			    wanted->email);
	hash = new_hash(admin, wanted->is_random);
	return hash
	       && client_run(admin->client, NULL, &admin->error, &set_password,
			     wanted->email, hash);
}

static int
password(int argc, char **argv)
{
	struct admin admin;
	struct wanted wanted;

	if (!parse(argc, argv, &wanted) || wanted.tenant || wanted.name)
		return command_misused("user");
	return admin_end(&admin, change_password(&admin, &wanted));
}

static void
print_user(const struct rows *rows, int row)
{
	const char *tenant = rows_text(rows, row, 2);

	printf("%-32s %-24s %s%s%s%s\n", rows_text(rows, row, 0),
	       rows_text(rows, row, 1),
	       tenant ? rows_text(rows, row, 3) : "in no tenant",
	       tenant ? " of " : "", tenant ? tenant : "",
	       rows_text(rows, row, 4) ? ", disabled" : "");
}

static int
list(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return admin_list(&list_users, print_user);
}

static const struct verb verbs[] = {
	{ "add", add, false },
	{ "password", password, false },
	{ "list", list, true },
	{ 0 }
};

int
command_user(int argc, char **argv)
{
	return verb_run(verbs, argc, argv);
}
