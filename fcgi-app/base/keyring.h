#ifndef BASE_KEYRING_H
#define BASE_KEYRING_H

/*
 * Keyring: the master keys of the installation, from their file. A line is
 * "ID KEY", both hexadecimal; a third word "retired" is a key that is kept for old
 * backups and opens nothing. The file is read when a key is needed and wiped from
 * memory after, so a long-lived process holds no master key, and one that has been
 * rotated is found at once.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/crypto.h"

struct error;

#define MASTER_ID_SIZE 17	/* 16 hexadecimal digits */
#define KEYRING_MAX 32

struct master_key {
	char id[MASTER_ID_SIZE];
	unsigned char bytes[CRYPTO_KEY_SIZE];
	bool is_retired;
};

/* Wipe it (keyring_wipe) as soon as it is not needed. */
struct keyring {
	struct master_key keys[KEYRING_MAX];
	int count;
};

/*
 * False with ERROR_UNAVAILABLE if there is no file or it cannot be read, and
 * ERROR_INVALID if it is malformed or others may read it; the keyring is wiped then.
 */
bool keyring_read(struct keyring *, const char *path, struct error *);

/* In place of the file, which keeps its owner: all or nothing, on disk when it
 * returns, mode 600. ERROR_INTERNAL says what the system says. */
bool keyring_write(const struct keyring *, const char *path, struct error *);

/* A new key behind the others; NULL if there are too many. */
struct master_key *keyring_add(struct keyring *);

/* A key that is not retired; NULL if there is none of that id. */
const struct master_key *keyring_find(const struct keyring *, const char *id);

/* What the database knows of a key: tells whether two are the same, and no more. */
void master_key_check(const struct master_key *,
		      unsigned char out[SHA256_SIZE]);

void keyring_wipe(struct keyring *);

#endif
