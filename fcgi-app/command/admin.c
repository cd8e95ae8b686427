#include "command/admin.h"

#include <stdio.h>

#include "app/resources.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/text.h"
#include "command/ask.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"

static const struct statement become_owner = {
	.name = "become_owner",
	.sql  = "set role muster_owner",
};

static const struct statement find_database = {
	.name = "find_database",
	.sql  = "select current_database()",
};

bool
admin_begin(struct admin *admin)
{
	*admin = (struct admin){ .arena = arena_new(1 << 16) };
	admin->error.arena = admin->arena;
	admin->config = config_read(admin->arena, &admin->error);
	if (!admin->config)
		return false;
	admin->sql_dir = arena_printf(admin->arena, "%s/sql",
				      config_text(admin->config, CONFIG_SHARE_DIR));
	return true;
}

const char *
admin_url(const struct admin *admin)
{
	const char *url = config_text(admin->config, CONFIG_DATABASE_ADMIN_URL);

	if (!url)
		url = config_text(admin->config, CONFIG_DATABASE_URL);
	return url ? url : "";
}

bool
admin_connect(struct admin *admin)
{
	if (!admin_begin(admin))
		return false;
	admin->client = client_open(admin->arena, admin_url(admin),
				    &admin->error);
	return admin->client != NULL
	       || fail_hint(&admin->error, "DATABASE_ADMIN_URL says where");
}

bool
admin_connect_as_owner(struct admin *admin)
{
	if (!admin_connect(admin))
		return false;
	client_explain(admin->client, constraints_all(admin->arena));
	return client_run(admin->client, NULL, &admin->error, &become_owner);
}

int
admin_list(const struct statement *statement, admin_print *print)
{
	struct admin admin;
	struct rows rows;
	bool worked = admin_connect_as_owner(&admin)
		      && client_run(admin.client, &rows, &admin.error,
				    statement);

	for (int row = 0; worked && row < rows.count; row++)
		print(&rows, row);
	return admin_end(&admin, worked);
}

bool
admin_confirm(struct admin *admin)
{
	struct rows rows;
	const char *typed;

	if (!client_run(admin->client, &rows, &admin->error, &find_database))
		return false;
	typed = ask(admin->arena, "Type the name of the database to go on: ",
		    false);
	return text_equal(typed, rows_text(&rows, 0, 0))
	       || fail(&admin->error, ERROR_CONFLICT, "not confirmed");
}

int
admin_end(struct admin *admin, bool worked)
{
	if (!worked)
		admin_report(&admin->error);
	arena_free(admin->arena);
	return worked ? 0 : 1;
}

void
admin_report(const struct error *err)
{
	fprintf(stderr, "muster: %s\n", err->message ? err->message : "failed");
	for (const struct error_field *field = err->fields; field;
	     field = field->next)
		fprintf(stderr, "  %s: %s\n",
			field->pointer + (*field->pointer == '/'),
			field->message);
	if (err->hint)
		fprintf(stderr, "  hint: %s\n", err->hint);
}
