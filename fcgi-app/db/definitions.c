#include "db/definitions.h"

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "db/client.h"
#include "db/sql_file.h"

/* What is behind may name what is before. */
static const char *const folders[] = {
	"functions/app", "functions/auth", "functions/api", "functions/private",
	"views",
};

static bool
put_file(struct arena *arena, struct client *client, const char *path,
	 struct error *err)
{
	const char *sql = sql_file_read(arena, path, err);

	if (!sql)
		return false;
	if (!client_script(client, sql, err)) {
		err->message = arena_printf(err->arena, "%s: %s", path,
					    err->message);
		return false;
	}
	if (!client_is_in_transaction(client))
		return fail(err, ERROR_CONFLICT, "%s: ends the transaction",
			    path);
	return true;
}

static bool
put_folder(struct arena *arena, struct client *client, const char *folder,
	   struct error *err)
{
	char **names = sql_file_names(arena, folder, err);

	for (; names && *names; names++) {
		const char *path = arena_printf(arena, "%s/%s", folder, *names);

		if (!put_file(arena, client, path, err))
			return false;
	}
	return names != NULL;
}

static bool
put_all(struct arena *arena, struct client *client, const char *sql_dir,
	struct error *err)
{
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		const char *folder =
			arena_printf(arena, "%s/%s", sql_dir, folders[i]);

		if (!put_folder(arena, client, folder, err))
			return false;
	}
	return true;
}

bool
definitions_put(struct arena *arena, struct client *client, const char *sql_dir,
		struct error *err)
{
	if (!client_script(client, "begin", err))
		return false;
	if (put_all(arena, client, sql_dir, err))
		return client_script(client, "commit", err);
	client_script(client, "rollback", err);
	return false;
}
