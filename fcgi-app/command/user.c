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

static const struct statement show_user = {
	.name = "show_user",
	.sql  = "select u.email, u.name, u.created_at::date,"
		"       to_char(u.disabled_at, 'YYYY-MM-DD HH24:MI TZ') as disabled_at,"
		"       (select count(*) from sessions s where s.user_id = u.id"
		"         and s.revoked_at is null and s.expires_at > now()) as sessions"
		"  from users u where u.email = lower(btrim($1))",
};

static const struct statement list_memberships = {
	.name = "list_memberships",
	.sql  = "select m.role, t.name, t.slug, m.ended_at::date"
		"  from users u join memberships m on m.user_id = u.id"
		"  join tenants t on t.id = m.tenant_id"
		" where u.email = lower(btrim($1)) order by m.ended_at nulls first,"
		"       t.name",
};

static const struct statement disable_user = {
	.name = "disable_user",
	.sql  = "select private.disable_user($1) as changed",
};

static const struct statement enable_user = {
	.name = "enable_user",
	.sql  = "update users set disabled_at = null"
		" where email = lower(btrim($1)) and disabled_at is not null"
		" returning true as changed",
};

static const struct statement end_membership = {
	.name = "end_membership",
	.sql  = "update memberships m set ended_at = now(), version = version + 1"
		"  from users u where u.id = m.user_id"
		"   and u.email = lower(btrim($1)) and m.tenant_id = $2"
		"   and m.ended_at is null returning true as changed",
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

/* ---- one user ---- */

static bool
fail_unknown(struct admin *admin, const char *email)
{
	return fail(&admin->error, ERROR_NOT_FOUND, "no user '%s'", email);
}

static void
print_memberships(const struct rows *rows)
{
	for (int row = 0; row < rows->count; row++) {
		const char *slug = rows_named(rows, row, "slug");
		const char *end = rows_named(rows, row, "ended_at");

		printf("  %-9s of %s (%s)%s%s\n", rows_named(rows, row, "role"),
		       rows_named(rows, row, "name"), slug ? slug : "-",
		       end ? ", until " : "", end ? end : "");
	}
}

static bool
show_wanted(struct admin *admin, const struct wanted *wanted)
{
	struct rows user, memberships;
	const char *end;

	if (!admin_connect_as_owner(admin)
	    || !client_run(admin->client, &user, &admin->error, &show_user,
			   wanted->email)
	    || !client_run(admin->client, &memberships, &admin->error,
			   &list_memberships, wanted->email))
		return false;
	if (user.count == 0)
		return fail_unknown(admin, wanted->email);
	end = rows_named(&user, 0, "disabled_at");
	printf("%s %s\nmade %s, signed in %s times%s%s\n",
	       rows_named(&user, 0, "email"), rows_named(&user, 0, "name"),
	       rows_named(&user, 0, "created_at"),
	       rows_named(&user, 0, "sessions"), end ? "\ndisabled " : "",
	       end ? end : "");
	print_memberships(&memberships);
	return true;
}

/* A statement of an address, which says whether it changed something. */
static bool
change(struct admin *admin, const struct wanted *wanted,
       const struct statement *statement, const char *already)
{
	struct rows rows;

	if (!admin_connect_as_owner(admin)
	    || !client_run(admin->client, &rows, &admin->error, &find_user,
			   wanted->email))
		return false;
	if (rows.count == 0)
		return fail_unknown(admin, wanted->email);
	return client_run(admin->client, &rows, &admin->error, statement,
			  wanted->email)
	       && ((rows.count == 1 && rows_is_true(&rows, 0, "changed"))
		   || fail(&admin->error, ERROR_CONFLICT, "'%s' %s",
			   wanted->email, already));
}

static bool
remove_wanted(struct admin *admin, const struct wanted *wanted)
{
	const char *tenant;
	struct rows rows;

	if (!admin_connect_as_owner(admin))
		return false;
	tenant = tenant_find(admin, wanted->tenant);
	return tenant
	       && client_run(admin->client, &rows, &admin->error,
			     &end_membership, wanted->email, tenant)
	       && (rows.count == 1
		   || fail(&admin->error, ERROR_NOT_FOUND,
			   "'%s' is no member of '%s'", wanted->email,
			   wanted->tenant));
}

static bool
parse_email(int argc, char **argv, struct wanted *out)
{
	return parse(argc, argv, out) && !out->tenant && !out->name
	       && !out->is_random;
}

static int
show(int argc, char **argv)
{
	struct admin admin;
	struct wanted wanted;

	if (!parse_email(argc, argv, &wanted))
		return command_misused("user");
	return admin_end(&admin, show_wanted(&admin, &wanted));
}

static int
disable(int argc, char **argv)
{
	struct admin admin;
	struct wanted wanted;

	if (!parse_email(argc, argv, &wanted))
		return command_misused("user");
	return admin_end(&admin, change(&admin, &wanted, &disable_user,
					"is disabled already"));
}

static int
enable(int argc, char **argv)
{
	struct admin admin;
	struct wanted wanted;

	if (!parse_email(argc, argv, &wanted))
		return command_misused("user");
	return admin_end(&admin, change(&admin, &wanted, &enable_user,
					"is not disabled"));
}

static int
remove_verb(int argc, char **argv)
{
	struct admin admin;
	struct wanted wanted;

	if (!parse(argc, argv, &wanted) || !wanted.tenant)
		return command_misused("user");
	return admin_end(&admin, remove_wanted(&admin, &wanted));
}

static const struct verb verbs[] = {
	{ "add", add, false },
	{ "password", password, false },
	{ "list", list, true },
	{ "show", show, false },
	{ "disable", disable, false },
	{ "enable", enable, false },
	{ "remove", remove_verb, false },
	{ 0 }
};

int
command_user(int argc, char **argv)
{
	return verb_run(verbs, argc, argv);
}
