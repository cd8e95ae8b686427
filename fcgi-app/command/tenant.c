/* muster tenant: the organisations of this installation. */

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "command/admin.h"
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

static const struct verb verbs[] = {
	{ "add", add, false },
	{ "list", list, true },
	{ 0 }
};

int
command_tenant(int argc, char **argv)
{
	return verb_run(verbs, argc, argv);
}
