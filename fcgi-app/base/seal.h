#ifndef BASE_SEAL_H
#define BASE_SEAL_H

/*
 * Seal: values that are stored but never shown. Each is sealed with its tenant's
 * data key, which a master key wraps, and bound to its tenant, table, column and
 * row: moved elsewhere it does not open. Bytes are texts of a bytea here, as rows
 * and parameters have them.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/crypto.h"

struct arena;
struct error;
struct keyring;
struct master_key;

/* A data key that is open; wiped when its arena is reset. */
struct data_key {
	const char *id;
	const char *tenant;
	unsigned char bytes[CRYPTO_KEY_SIZE];
};

/* Where a value belongs; ids in lower case, as PostgreSQL writes them. */
struct seal_place {
	const char *table;
	const char *column;
	const char *row;
};

/* A value that is open. */
struct secret {
	char *text;		/* with a NUL behind it */
	size_t len;
};

/* A new data key of a tenant, wrapped under that master key. */
struct data_key *data_key_new(struct arena *, const char *id,
			      const char *tenant);
const char *data_key_wrap(struct arena *, const struct data_key *,
			  const struct master_key *);

/* A wrapped key as the database has it. */
struct wrapped_key {
	const char *id;
	const char *tenant;
	const char *master;	/* id of the master key */
	const char *bytes;
};

/* NULL with ERROR_UNAVAILABLE if the keyring lacks its master key, and
 * ERROR_INTERNAL if it is not what was wrapped. */
struct data_key *data_key_open(struct arena *, const struct keyring *,
			       const struct wrapped_key *, struct error *);

/*
 * The bytes begin with what the database may know: the format (1 byte), the id of
 * the data key (16), the last four characters (4; spaces for a value so short that
 * they would give much of it away). All of it is bound to the value.
 */
const char *seal_value(struct arena *, const struct data_key *,
		       const struct seal_place *, const char *value);

/* In the arena, wiped at its reset; ERROR_INTERNAL if it is not what was sealed. */
bool seal_open(struct arena *, const struct data_key *,
	       const struct seal_place *, const char *sealed, struct secret *,
	       struct error *);

/* All three steps, for whoever needs one value: read the keys, open the data key,
 * open the value. secret_wipe it after use. */
bool seal_open_with(struct arena *, const char *keyring_path,
		    const struct wrapped_key *, const struct seal_place *,
		    const char *sealed, struct secret *, struct error *);

/* Before the arena does. */
void secret_wipe(struct secret *);

#endif
