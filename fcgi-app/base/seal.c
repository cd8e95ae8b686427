#include "base/seal.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/keyring.h"
#include "base/text.h"

#define FORMAT 1
#define ID_SIZE 16
#define SHOWN_SIZE 4
#define HEAD_SIZE (1 + ID_SIZE + SHOWN_SIZE)
#define WRAPPED_SIZE (CRYPTO_NONCE_SIZE + CRYPTO_KEY_SIZE + CRYPTO_TAG_SIZE)

/* Four of twelve: less than half of what anybody would guess. */
#define SHOWN_FROM 12

/* ---- data keys ---- */

static void
wipe_key(void *object)
{
	struct data_key *key = object;

	crypto_wipe(key->bytes, sizeof key->bytes);
}

static struct data_key *
key_at(struct arena *arena, const char *id, const char *tenant)
{
	struct data_key *key = arena_alloc(arena, sizeof *key);

	arena_on_reset(arena, wipe_key, key);
	key->id = arena_text(arena, id);
	key->tenant = arena_text(arena, tenant);
	return key;
}

struct data_key *
data_key_new(struct arena *arena, const char *id, const char *tenant)
{
	struct data_key *key = key_at(arena, id, tenant);

	crypto_random(key->bytes, sizeof key->bytes);
	return key;
}

/* No part of it can hold a NUL, so no two lists of parts are the same bytes. */
static struct buf
bind(struct arena *arena, const char *const *parts)
{
	struct buf data;

	buf_init(&data, arena, 256);
	for (; *parts; parts++)
		buf_add(&data, *parts, strlen(*parts) + 1);
	return data;
}

static struct buf
bind_key(struct arena *arena, const struct data_key *key, const char *master)
{
	return bind(arena, (const char *const[]){
		"muster data key", key->tenant, key->id, master, NULL });
}

const char *
data_key_wrap(struct arena *arena, const struct data_key *key,
	      const struct master_key *master)
{
	struct buf data = bind_key(arena, key, master->id);
	unsigned char bytes[WRAPPED_SIZE];
	const struct crypto_box box = { master->bytes, bytes, data.bytes,
					data.len };

	crypto_random(bytes, CRYPTO_NONCE_SIZE);
	crypto_seal(&box, key->bytes, CRYPTO_KEY_SIZE,
		    bytes + CRYPTO_NONCE_SIZE);
	return crypto_to_bytea(arena, bytes, sizeof bytes);
}

static bool
unwrap(struct arena *arena, struct data_key *key, const char *wrapped,
       const struct master_key *master)
{
	struct buf data = bind_key(arena, key, master->id);
	size_t len;
	const unsigned char *bytes = crypto_from_bytea(arena, wrapped, &len);
	const struct crypto_box box = { master->bytes, bytes, data.bytes,
					data.len };

	return bytes && len == WRAPPED_SIZE
	       && crypto_open(&box, bytes + CRYPTO_NONCE_SIZE,
			      len - CRYPTO_NONCE_SIZE, key->bytes);
}

struct data_key *
data_key_open(struct arena *arena, const struct keyring *ring,
	      const struct wrapped_key *wrapped, struct error *err)
{
	const struct master_key *master = keyring_find(ring, wrapped->master);
	struct data_key *key = key_at(arena, wrapped->id, wrapped->tenant);

	if (!master) {
		fail(err, ERROR_UNAVAILABLE,
		     "the master key '%s' is not in the file of keys",
		     wrapped->master);
		return NULL;
	}
	if (unwrap(arena, key, wrapped->bytes, master))
		return key;
	fail(err, ERROR_INTERNAL, "the data key '%s' does not open", key->id);
	return NULL;
}

/* ---- values ---- */

static struct buf
bind_value(struct arena *arena, const char *tenant,
	   const struct seal_place *place, const unsigned char *head)
{
	struct buf data = bind(arena, (const char *const[]){
		"muster value", tenant, place->table, place->column, place->row,
		NULL });

	buf_add(&data, (const char *)head, HEAD_SIZE);
	return data;
}

/* What would need an escape is not worth one. */
static bool
is_shown(const char *end)
{
	for (int i = 0; i < SHOWN_SIZE; i++)
		if (end[i] <= ' ' || end[i] > '~' || end[i] == '\\')
			return false;
	return true;
}

static bool
write_head(unsigned char *head, const char *id, const char *value, size_t len)
{
	char digits[2 * ID_SIZE + 1] = "";
	size_t count = 0;

	for (; *id && count < sizeof digits - 1; id++)
		if (*id != '-')
			digits[count++] = *id;
	head[0] = FORMAT;
	memset(head + 1 + ID_SIZE, ' ', SHOWN_SIZE);
	if (len >= SHOWN_FROM && is_shown(value + len - SHOWN_SIZE))
		memcpy(head + 1 + ID_SIZE, value + len - SHOWN_SIZE,
		       SHOWN_SIZE);
	return crypto_from_hex(digits, ID_SIZE, head + 1);
}

const char *
seal_value(struct arena *arena, const struct data_key *key,
	   const struct seal_place *place, const char *value)
{
	size_t len = strlen(value);
	size_t size = HEAD_SIZE + CRYPTO_NONCE_SIZE + len + CRYPTO_TAG_SIZE;
	unsigned char *bytes = arena_alloc(arena, size);
	unsigned char *nonce = bytes + HEAD_SIZE;
	struct crypto_box box = { key->bytes, nonce, NULL, 0 };
	struct buf data;

	write_head(bytes, key->id, value, len);
	data = bind_value(arena, key->tenant, place, bytes);
	box.data = data.bytes;
	box.data_len = data.len;
	crypto_random(nonce, CRYPTO_NONCE_SIZE);
	crypto_seal(&box, value, len, nonce + CRYPTO_NONCE_SIZE);
	return crypto_to_bytea(arena, bytes, size);
}

static void
wipe_secret(void *object)
{
	secret_wipe(object);
}

/* Its own note of where the value is: the caller's may be gone by then. */
static struct secret *
secret_at(struct arena *arena, size_t len)
{
	struct secret *secret = arena_alloc(arena, sizeof *secret);

	secret->text = arena_alloc(arena, len + 1);
	secret->len = len;
	arena_on_reset(arena, wipe_secret, secret);
	return secret;
}

static bool
open_bytes(struct arena *arena, const struct data_key *key,
	   const struct seal_place *place, const unsigned char *bytes,
	   size_t len, struct secret *out)
{
	const size_t before = HEAD_SIZE + CRYPTO_NONCE_SIZE;
	struct buf data = bind_value(arena, key->tenant, place, bytes);
	const struct crypto_box box = { key->bytes, bytes + HEAD_SIZE,
					data.bytes, data.len };

	*out = *secret_at(arena, len - before - CRYPTO_TAG_SIZE);
	return bytes[0] == FORMAT
	       && crypto_open(&box, bytes + before, len - before,
			      (unsigned char *)out->text);
}

bool
seal_open(struct arena *arena, const struct data_key *key,
	  const struct seal_place *place, const char *sealed,
	  struct secret *out, struct error *err)
{
	size_t len;
	const unsigned char *bytes = crypto_from_bytea(arena, sealed, &len);

	if (bytes && len >= HEAD_SIZE + CRYPTO_NONCE_SIZE + CRYPTO_TAG_SIZE
	    && open_bytes(arena, key, place, bytes, len, out))
		return true;
	*out = (struct secret){ NULL, 0 };
	return fail(err, ERROR_INTERNAL, "%s.%s of '%s' does not open",
		    place->table, place->column, place->row);
}

bool
seal_open_with(struct arena *arena, const char *keyring_path,
	       const struct wrapped_key *wrapped, const struct seal_place *place,
	       const char *sealed, struct secret *out, struct error *err)
{
	struct keyring ring;
	struct data_key *key;

	if (!keyring_read(&ring, keyring_path, err))
		return false;
	key = data_key_open(arena, &ring, wrapped, err);
	keyring_wipe(&ring);
	if (!key || !seal_open(arena, key, place, sealed, out, err))
		return false;
	crypto_wipe(key->bytes, sizeof key->bytes);
	return true;
}

void
secret_wipe(struct secret *secret)
{
	if (secret->text)
		crypto_wipe(secret->text, secret->len);
}
