/* A credential for a script; see access.h. */
#include "app/access/access.h"

#include <stddef.h>

#include "auth/credential.h"
#include "base/arena.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"

static const struct statement make_key = {
	.name = "make_key",
	.sql = "insert into api_keys (id, name, hash, prefix, role, expires_at)"
	       " values ($1::uuid, $2::text, $3::bytea, $4::text, $5::text,"
	       " $6::timestamptz)",
};

char *
key_make(struct request *req, struct unit *unit, const struct new_key *new)
{
	char *key = credential_new_key(req->arena);

	return unit_add(unit, &make_key, new->id, new->name,
			credential_hash(req->arena, key),
			arena_copy(req->arena, key, CREDENTIAL_PREFIX_SHOWN),
			new->role, new->expires_at) ? key : NULL;
}
