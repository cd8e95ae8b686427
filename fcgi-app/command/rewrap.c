#include "command/rewrap.h"

#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/keyring.h"
#include "base/seal.h"
#include "base/text.h"
#include "command/admin.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"

static const struct statement newest_master_key = {
	.name = "newest_master_key",
	.sql  = "select id from master_keys order by made_at desc limit 1",
};

static const struct statement begin = {
	.name = "rewrap_begin", .sql = "begin",
};

static const struct statement commit = {
	.name = "rewrap_commit", .sql = "commit",
};

/* Locked, so that two of these commands do not undo each other. */
static const struct statement find_old = {
	.name = "find_old_data_keys",
	.sql  = "select id, tenant_id, master_id, wrapped from data_keys"
		" where master_id <> $1 order by tenant_id limit 100"
		" for update",
};

/* A row of it. */
enum { ID, TENANT, MASTER, WRAPPED };

static const struct statement put_new = {
	.name = "put_new_data_key",
	.sql  = "update data_keys set master_id = $3, wrapped = $4,"
		" wrapped_at = now() where tenant_id = $1 and id = $2",
};

/* The reference of a data key that is made meanwhile keeps its row. */
static const struct statement forget_old = {
	.name = "forget_old_master_keys",
	.sql  = "delete from master_keys m where m.id <> $1 and not exists"
		" (select from data_keys k where k.master_id = m.id)",
};

static const struct statement find_known = {
	.name = "find_known_master_key",
	.sql  = "select from master_keys where id = $1",
};

/* One command while it runs. */
struct rewrapping {
	struct admin *admin;
	struct keyring *ring;
	const struct master_key *master;	/* the newest */
	struct arena *arena;			/* of one transaction */
	long count;
};

static bool
put_row(struct rewrapping *all, const struct rows *rows, int row)
{
	struct error *err = &all->admin->error;
	const struct wrapped_key old = {
		rows_text(rows, row, ID), rows_text(rows, row, TENANT),
		rows_text(rows, row, MASTER), rows_text(rows, row, WRAPPED) };
	struct data_key *key = data_key_open(all->arena, all->ring, &old, err);

	return key && client_run(all->admin->client, NULL, err, &put_new,
				 old.tenant, old.id, all->master->id,
				 data_key_wrap(all->arena, key, all->master));
}

/* Some rows in a transaction; count is how many. */
static bool
put_some(struct rewrapping *all, int *count)
{
	struct client *client = all->admin->client;
	struct error *err = &all->admin->error;
	struct rows rows;

	if (!client_run(client, NULL, err, &begin)
	    || !client_run(client, &rows, err, &find_old, all->master->id))
		return false;
	*count = rows.count;
	for (int row = 0; row < *count; row++)
		if (!put_row(all, &rows, row))
			return false;
	return client_run(client, NULL, err, &commit);
}

static bool
put_all(struct rewrapping *all)
{
	int count;

	do {
		arena_reset(all->arena);
		if (!put_some(all, &count))
			return false;
		all->count += count;
	} while (count > 0);
	return true;
}

static bool
find_newest(struct rewrapping *all, const char *path)
{
	struct admin *admin = all->admin;
	struct rows rows;

	if (!client_run(admin->client, &rows, &admin->error,
			&newest_master_key))
		return false;
	if (rows.count == 0)
		return fail(&admin->error, ERROR_CONFLICT,
			    "there is no master key yet")
		       || fail_hint(&admin->error, "muster keys init");
	all->master = keyring_find(all->ring, rows_text(&rows, 0, 0));
	return all->master
	       || fail(&admin->error, ERROR_INVALID,
		       "the master key '%s' is wanted, and '%s' does not"
		       " have it", rows_text(&rows, 0, 0), path);
}

/* What the database does not know wraps nothing in it. */
static bool
retire(struct rewrapping *all, struct master_key *key, bool *is_new)
{
	struct admin *admin = all->admin;
	struct rows rows;

	if (!client_run(admin->client, &rows, &admin->error, &find_known,
			key->id))
		return false;
	if (rows.count == 0 && !key->is_retired) {
		key->is_retired = *is_new = true;
		printf("retired the master key %s, which backups made before"
		       " need\n", key->id);
	}
	return true;
}

static bool
retire_old(struct rewrapping *all, const char *path)
{
	struct admin *admin = all->admin;
	bool is_new = false;

	if (!client_run(admin->client, NULL, &admin->error, &forget_old,
			all->master->id))
		return false;
	for (int i = 0; i < all->ring->count; i++)
		if (!retire(all, &all->ring->keys[i], &is_new))
			return false;
	return !is_new || keyring_write(all->ring, path, &admin->error);
}

static bool
run(struct rewrapping *all, const char *path)
{
	bool worked;

	client_keep_rows(all->admin->client, all->arena);
	worked = find_newest(all, path) && put_all(all)
		 && retire_old(all, path);
	client_keep_rows(all->admin->client, all->admin->arena);
	if (worked)
		printf("%ld data keys wrapped anew; all are under %s\n",
		       all->count, all->master->id);
	return worked;
}

bool
rewrap(struct admin *admin, struct keyring *ring, const char *path)
{
	struct rewrapping all = { .admin = admin, .ring = ring,
				  .arena = arena_new(1 << 16) };
	bool worked = run(&all, path);

	arena_free(all.arena);
	return worked;
}
