/* muster tenant: the organisations of this installation. */

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "command/admin.h"
#include "command/arguments.h"
#include "command/ask.h"
#include "command/tenant.h"
#include "command/verb.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"

static const struct statement find_tenants = {
	.name = "find_tenants",
	.sql  = "select id from tenants"
		" where slug = $1 or name = $1 or id::text = lower($1)",
};

static const struct statement add_tenant = {
	.name = "add_tenant",
	.sql  = "select private.add_tenant($1, $2)",
};

static const struct statement list_tenants = {
	.name = "list_all_tenants",
	.sql  = "select t.id, t.slug, t.name, t.active, count(m.user_id)"
		"  from tenants t"
		"  left join memberships m"
		"    on m.tenant_id = t.id and m.ended_at is null"
		" group by t.id order by t.id",
};

static const struct statement show_tenant = {
	.name = "show_tenant",
	.sql  = "select t.id, t.slug, t.name, t.active, t.created_at::date,"
		"       to_char(t.delete_at, 'YYYY-MM-DD HH24:MI TZ') as delete_at,"
		"       p.name as plan,"
		"       private.count_standing(t.id, 'members', null) as members,"
		"       private.count_standing(t.id, 'agents', null) as agents,"
		"       private.count_standing(t.id, 'workflows', null) as workflows"
		"  from tenants t join app.plans_now n on n.tenant_id = t.id"
		"  join plans p on p.id = n.plan_id where t.id = $1",
};

static const struct statement rename_tenant = {
	.name = "rename_tenant",
	.sql  = "update tenants set name = $2, slug = coalesce($3, slug),"
		"       version = version + 1 where id = $1",
};

static const struct statement end_tenant = {
	.name = "end_tenant",
	.sql  = "select to_char(private.end_tenant($1),"
		"               'YYYY-MM-DD HH24:MI TZ') as delete_at",
};

static const struct statement keep_tenant = {
	.name = "keep_tenant",
	.sql  = "update tenants set delete_at = null, version = version + 1"
		" where id = $1 and delete_at is not null and active"
		" returning id",
};

const char *
tenant_find(struct admin *admin, const char *word)
{
	struct rows rows;

	if (!client_run(admin->client, &rows, &admin->error, &find_tenants,
			word))
		return NULL;
	if (rows.count == 1)
		return rows_text(&rows, 0, 0);
	fail(&admin->error, ERROR_NOT_FOUND,
	     rows.count ? "several tenants are called '%s'" : "no tenant '%s'",
	     word);
	fail_hint(&admin->error, "muster tenant list");
	return NULL;
}

static int
add(int argc, char **argv)
{
	struct admin admin;
	struct rows rows;
	bool worked;

	if (argc < 2 || argc > 3)
		return command_misused("tenant");
	worked = admin_connect_as_owner(&admin)
		 && client_run(admin.client, &rows, &admin.error, &add_tenant,
			       argv[1], argc == 3 ? argv[2] : NULL);
	if (worked)
		printf("%s\n", rows_text(&rows, 0, 0));
	return admin_end(&admin, worked);
}

static void
print_tenant(const struct rows *rows, int row)
{
	const char *slug = rows_text(rows, row, 1);
	const char *count = rows_text(rows, row, 4);

	printf("%s  %-20s %s, %s member%s%s\n", rows_text(rows, row, 0),
	       slug ? slug : "-", rows_text(rows, row, 2), count,
	       strcmp(count, "1") == 0 ? "" : "s",
	       rows_is_true(rows, row, "active") ? "" : ", closed");
}

static int
list(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return admin_list(&list_tenants, print_tenant);
}

static const char *
find_first(struct admin *admin, const char *word)
{
	return admin_connect_as_owner(admin) ? tenant_find(admin, word) : NULL;
}

static void
print_about(const struct rows *rows)
{
	const char *slug = rows_named(rows, 0, "slug");
	const char *end = rows_named(rows, 0, "delete_at");

	printf("name       %s\n", rows_named(rows, 0, "name"));
	printf("short name %s\n", slug ? slug : "-");
	printf("id         %s\n", rows_named(rows, 0, "id"));
	printf("made       %s\n", rows_named(rows, 0, "created_at"));
	printf("plan       %s\n", rows_named(rows, 0, "plan"));
	printf("has        %s members, %s agents, %s workflows\n",
	       rows_named(rows, 0, "members"), rows_named(rows, 0, "agents"),
	       rows_named(rows, 0, "workflows"));
	if (!rows_is_true(rows, 0, "active"))
		printf("closed\n");
	if (end)
		printf("goes at    %s\n", end);
}

static bool
show_one(struct admin *admin, const char *word)
{
	const char *tenant = find_first(admin, word);
	struct rows rows;

	if (!tenant
	    || !client_run(admin->client, &rows, &admin->error, &show_tenant,
			   tenant))
		return false;
	print_about(&rows);
	return true;
}

static int
show(int argc, char **argv)
{
	struct admin admin;

	if (argc != 2)
		return command_misused("tenant");
	return admin_end(&admin, show_one(&admin, argv[1]));
}

static bool
rename_one(struct admin *admin, const char *const *words, const char *slug)
{
	const char *tenant = find_first(admin, words[0]);

	return tenant
	       && client_run(admin->client, NULL, &admin->error, &rename_tenant,
			     tenant, words[1], slug);
}

static int
rename_verb(int argc, char **argv)
{
	const char *words[2], *slug = NULL;
	const struct argument arguments[] = {
		{ "slug", .text = &slug },
		{ 0 }
	};
	struct admin admin;

	if (!arguments_read(argc, argv, arguments, words, 2, 2))
		return command_misused("tenant");
	return admin_end(&admin, rename_one(&admin, words, slug));
}

/* A person types what is to go. */
static bool
confirm(struct admin *admin, const char *word)
{
	const char *typed = ask(admin->arena, "Type the same again to go on: ",
				false);

	return text_equal(typed, word)
	       || fail(&admin->error, ERROR_CONFLICT, "not confirmed");
}

static bool
delete_one(struct admin *admin, const char *word, bool is_sure)
{
	const char *tenant = find_first(admin, word), *end;
	struct rows rows;

	if (!tenant || (!is_sure && !confirm(admin, word))
	    || !client_run(admin->client, &rows, &admin->error, &end_tenant,
			   tenant))
		return false;
	end = rows_named(&rows, 0, "delete_at");
	if (!end) {
		fail(&admin->error, ERROR_CONFLICT,
		     "'%s' is to be deleted already", word);
		return fail_hint(&admin->error, "muster tenant show");
	}
	printf("%s goes at %s; until then: muster tenant keep %s\n", word, end,
	       word);
	return true;
}

static int
delete_verb(int argc, char **argv)
{
	const char *word;
	bool is_sure = false;
	const struct argument arguments[] = {
		{ "yes", .flag = &is_sure },
		{ 0 }
	};
	struct admin admin;

	if (!arguments_read(argc, argv, arguments, &word, 1, 1))
		return command_misused("tenant");
	return admin_end(&admin, delete_one(&admin, word, is_sure));
}

static bool
keep_one(struct admin *admin, const char *word)
{
	const char *tenant = find_first(admin, word);
	struct rows rows;

	return tenant
	       && client_run(admin->client, &rows, &admin->error, &keep_tenant,
			     tenant)
	       && (rows.count == 1
		   || fail(&admin->error, ERROR_CONFLICT,
			   "'%s' is not to be deleted", word));
}

static int
keep(int argc, char **argv)
{
	struct admin admin;

	if (argc != 2)
		return command_misused("tenant");
	return admin_end(&admin, keep_one(&admin, argv[1]));
}

static const struct verb verbs[] = {
	{ "add", add, false },
	{ "list", list, true },
	{ "show", show, false },
	{ "rename", rename_verb, false },
	{ "delete", delete_verb, false },
	{ "keep", keep, false },
	{ 0 }
};

int
command_tenant(int argc, char **argv)
{
	return verb_run(verbs, argc, argv);
}
