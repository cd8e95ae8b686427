/* muster keys: the master keys of the installation, and what they wrap. */

#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/config.h"
#include "base/keyring.h"
#include "base/seal.h"
#include "base/uuid.h"
#include "command/admin.h"
#include "command/master_keys.h"
#include "command/rewrap.h"
#include "command/secrets.h"
#include "command/verb.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"

static const struct statement count_master_keys = {
	.name = "count_master_keys",
	.sql  = "select count(*) as count from master_keys",
};

static const struct statement add_master_key = {
	.name = "add_master_key",
	.sql  = "insert into master_keys (id, check_value) values ($1, $2)",
};

static const struct statement find_sealed = {
	.name = "find_sealed",
	.sql  = "select tenant_id, kept_in, row_name, key_id, master_id, wrapped,"
		" sealed from api.sealed_values"
		" where (tenant_id, kept_in, row_name)"
		" > ($1::uuid, $2::text, $3::text)"
		" order by tenant_id, kept_in, row_name limit 100",
};

/* A row of it. */
enum { TENANT, KEPT_IN, ROW, KEY, MASTER, WRAPPED, SEALED };

#define UUID_NIL "00000000-0000-0000-0000-000000000000"

static const char *
path_of(const struct admin *admin)
{
	return config_text(admin->config, CONFIG_MASTER_KEY_FILE);
}

static bool
register_key(struct admin *admin, const struct master_key *key)
{
	unsigned char check[SHA256_SIZE];

	master_key_check(key, check);
	return client_run(admin->client, NULL, &admin->error, &add_master_key,
			  key->id, crypto_to_bytea(admin->arena, check,
						   sizeof check));
}

/* ---- init ---- */

static bool
register_keys(struct admin *admin, const struct keyring *ring)
{
	for (int i = 0; i < ring->count; i++)
		if (!ring->keys[i].is_retired
		    && !register_key(admin, &ring->keys[i]))
			return false;
	return true;
}

/* In the file first: a key that only the database knows is lost. */
static bool
make_first(struct admin *admin, struct keyring *ring)
{
	*ring = (struct keyring){ .count = 0 };
	keyring_add(ring);
	return keyring_write(ring, path_of(admin), &admin->error)
	       && printf("made '%s'; keep a copy of it apart from the backups\n",
			 path_of(admin)) > 0;
}

static bool
is_known(struct admin *admin, bool *out)
{
	struct rows rows;

	if (!client_run(admin->client, &rows, &admin->error,
			&count_master_keys))
		return false;
	*out = rows_int(&rows, 0, "count") > 0;
	return true;
}

static bool
init_keys(struct admin *admin, struct keyring *ring)
{
	bool known;

	if (!is_known(admin, &known))
		return false;
	if (known)
		return master_keys_check(admin->client, path_of(admin),
					 &admin->error);
	return (access(path_of(admin), F_OK) == 0
		? keyring_read(ring, path_of(admin), &admin->error)
		: make_first(admin, ring))
	       && register_keys(admin, ring);
}

/* ---- check ---- */

/* One that does not open is told, and the others are tried. */
static bool
open_row(struct admin *admin, const struct keyring *ring,
	 struct arena *arena, const struct rows *rows, int row)
{
	struct error err = { .arena = arena };
	const struct wrapped_key wrapped = {
		rows_text(rows, row, KEY), rows_text(rows, row, TENANT),
		rows_text(rows, row, MASTER), rows_text(rows, row, WRAPPED) };
	const struct seal_place place = { rows_text(rows, row, KEPT_IN),
					  "sealed", rows_text(rows, row, ROW) };
	struct data_key *key = data_key_open(arena, ring, &wrapped, &err);
	struct secret secret;

	if (key && seal_open(arena, key, &place, rows_text(rows, row, SEALED),
			     &secret, &err))
		return true;
	printf("WRONG %s\n", err.message);
	return fail(&admin->error, ERROR_CONFLICT,
		    "some secrets do not open");
}

/* Where a batch ended. */
struct place {
	char tenant[UUID_TEXT_SIZE];
	char kept_in[64];		/* a name of PostgreSQL */
	char row[128];			/* two names at most */
};

static struct place
place_of(const struct rows *rows, int row)
{
	struct place place;

	snprintf(place.tenant, sizeof place.tenant, "%s",
		 rows_text(rows, row, TENANT));
	snprintf(place.kept_in, sizeof place.kept_in, "%s",
		 rows_text(rows, row, KEPT_IN));
	snprintf(place.row, sizeof place.row, "%s", rows_text(rows, row, ROW));
	return place;
}

static bool
open_rows(struct admin *admin, const struct keyring *ring, struct arena *arena,
	  long *count)
{
	struct place last = { UUID_NIL, "", "" };
	struct rows rows;
	bool worked = true;

	do {
		arena_reset(arena);
		if (!client_run(admin->client, &rows, &admin->error,
				&find_sealed, last.tenant, last.kept_in,
				last.row))
			return false;
		for (int row = 0; row < rows.count; row++)
			worked &= open_row(admin, ring, arena, &rows, row);
		if (rows.count > 0)
			last = place_of(&rows, rows.count - 1);
		*count += rows.count;
	} while (rows.count > 0);
	return worked;
}

static bool
check_keys(struct admin *admin, struct keyring *ring)
{
	struct arena *arena = arena_new(1 << 16);
	long count = 0;
	bool worked;

	client_keep_rows(admin->client, arena);
	worked = master_keys_check(admin->client, path_of(admin),
				   &admin->error)
		 && keyring_read(ring, path_of(admin), &admin->error)
		 && open_rows(admin, ring, arena, &count);
	client_keep_rows(admin->client, admin->arena);
	arena_free(arena);
	if (worked)
		printf("%ld secrets open\n", count);
	return worked;
}

/* ---- rotate ---- */

static bool
add_key(struct admin *admin, struct keyring *ring)
{
	const struct master_key *key = keyring_add(ring);

	if (!key)
		return fail(&admin->error, ERROR_CONFLICT,
			    "'%s' has no room for another key",
			    path_of(admin));
	if (!keyring_write(ring, path_of(admin), &admin->error)
	    || !register_key(admin, key))
		return false;
	printf("made the master key %s in '%s'\n"
	       "Where other machines serve, give them this file; then"
	       " 'muster keys rewrap'.\n", key->id, path_of(admin));
	return true;
}

static bool
rotate_keys(struct admin *admin, struct keyring *ring)
{
	return keyring_read(ring, path_of(admin), &admin->error)
	       && master_keys_fit(admin->client, ring, path_of(admin),
				  &admin->error)
	       && add_key(admin, ring);
}

/* ---- rewrap ---- */

static bool
rewrap_keys(struct admin *admin, struct keyring *ring)
{
	return keyring_read(ring, path_of(admin), &admin->error)
	       && master_keys_fit(admin->client, ring, path_of(admin),
				  &admin->error)
	       && rewrap(admin, ring, path_of(admin));
}

typedef bool keys_fn(struct admin *, struct keyring *);

static int
run(int argc, keys_fn *fn)
{
	struct keyring ring = { .count = 0 };
	struct admin admin;
	bool worked;

	if (argc != 1)
		return command_misused("keys");
	secrets_keep();
	worked = admin_connect_as_owner(&admin) && fn(&admin, &ring);
	keyring_wipe(&ring);
	return admin_end(&admin, worked);
}

static int
init(int argc, char **argv)
{
	(void)argv;
	return run(argc, init_keys);
}

static int
check(int argc, char **argv)
{
	(void)argv;
	return run(argc, check_keys);
}

static int
rotate(int argc, char **argv)
{
	(void)argv;
	return run(argc, rotate_keys);
}

static int
begin_rewrap(int argc, char **argv)
{
	(void)argv;
	return run(argc, rewrap_keys);
}

static const struct verb verbs[] = {
	{ .name = "init", .run = init, .is_alone = true },
	{ .name = "check", .run = check, .is_alone = true },
	{ .name = "rotate", .run = rotate, .is_alone = true },
	{ .name = "rewrap", .run = begin_rewrap, .is_alone = true },
	{ 0 }
};

int
command_keys(int argc, char **argv)
{
	return verb_run(verbs, argc, argv);
}
