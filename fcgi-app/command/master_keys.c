#include "command/master_keys.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/keyring.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"

static const struct statement wanted_master_keys = {
	.name = "wanted_master_keys",
	.sql  = "select id, check_value, is_used"
		" from private.wanted_master_keys()",
};

/* A row of it. */
enum { ID, CHECK_VALUE, IS_USED };

static bool
refuse(const char *id, const char *path, const char *why, struct error *err)
{
	fail(err, ERROR_INVALID, "the master key '%s' is wanted, and %s", id,
	     why ? why : arena_printf(err->arena, "'%s' does not have it",
				      path));
	return fail_hint(err, "put its line back, without 'retired', from a copy"
			 " of the file that MUSTER_MASTER_KEY_FILE names");
}

static bool
is_the_same(struct arena *arena, const struct master_key *key,
	    const char *check_value)
{
	unsigned char check[SHA256_SIZE];

	master_key_check(key, check);
	return strcmp(crypto_to_bytea(arena, check, sizeof check),
		      check_value) == 0;
}

/* Without the key of a row; where it is not used, another one may do. */
static bool
check_row(const struct keyring *ring, const struct rows *rows, int row,
	  const char *path, struct error *err)
{
	const char *id = rows_text(rows, row, ID);
	const struct master_key *key = keyring_find(ring, id);

	if (!key)
		return refuse(id, path, NULL, err);
	return is_the_same(err->arena, key, rows_text(rows, row, CHECK_VALUE))
	       || refuse(id, path, arena_printf(err->arena,
			"'%s' has another one under that id", path), err);
}

static bool
check_rows(const struct keyring *ring, const struct rows *rows,
	   const char *path, struct error *err)
{
	struct error of_unused = { .arena = err->arena };
	bool has_any = false, has_used = false;

	for (int row = 0; row < rows->count; row++) {
		bool is_used = *rows_text(rows, row, IS_USED) == 't';

		if (check_row(ring, rows, row, path, is_used ? err : &of_unused))
			has_any = true;
		else if (is_used)
			return false;
		has_used |= is_used;
	}
	return has_any || has_used || rows->count == 0
	       || check_row(ring, rows, 0, path, err);
}

bool
master_keys_fit(struct client *client, const struct keyring *ring,
		const char *path, struct error *err)
{
	struct rows rows;

	return client_run(client, &rows, err, &wanted_master_keys)
	       && check_rows(ring, &rows, path, err);
}

/* A file that cannot be read is told with the key that it should have. */
static bool
check_file(const struct rows *rows, const char *path, struct error *err)
{
	struct error why = { .arena = err->arena };
	struct keyring ring;
	bool worked;

	if (!keyring_read(&ring, path, &why)) {
		refuse(rows_text(rows, 0, ID), path, why.message, err);
		err->hint = why.kind == ERROR_INVALID ? why.hint : err->hint;
		return false;
	}
	worked = check_rows(&ring, rows, path, err);
	keyring_wipe(&ring);
	return worked;
}

bool
master_keys_check(struct client *client, const char *path, struct error *err)
{
	struct rows rows;

	return client_run(client, &rows, err, &wanted_master_keys)
	       && (rows.count == 0 || check_file(&rows, path, err));
}
