#include "base/keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#define KEY_DIGITS (2 * CRYPTO_KEY_SIZE)
#define RETIRED " retired"
#define LINE_MAX_SIZE (MASTER_ID_SIZE + KEY_DIGITS + sizeof RETIRED + 1)
#define FILE_MAX_SIZE (16 * 1024)

static const char make_one[] = "'muster keys init' makes one;"
	" MUSTER_MASTER_KEY_FILE says where it is";

/* ---- reading ---- */

static bool
is_id(const char *text, size_t len)
{
	return len == MASTER_ID_SIZE - 1
	       && strspn(text, "0123456789abcdef") >= len;
}

static bool
read_key(struct keyring *ring, const char *line, size_t len)
{
	size_t id_len = strcspn(line, " ");
	const char *digits = line + id_len + 1;
	const char *rest;
	struct master_key *key = &ring->keys[ring->count];

	if (ring->count == KEYRING_MAX || !is_id(line, id_len)
	    || len < id_len + 1 + KEY_DIGITS
	    || !crypto_from_hex(digits, CRYPTO_KEY_SIZE, key->bytes))
		return false;
	rest = digits + KEY_DIGITS;
	memcpy(key->id, line, id_len);
	key->is_retired = text_equal(rest, RETIRED);
	ring->count++;
	return *rest == '\0' || key->is_retired;
}

static bool
read_lines(struct keyring *ring, char *text, const char *path,
	   struct error *err)
{
	int number = 0;
	char *line;

	while ((line = strsep(&text, "\n")) != NULL) {
		number++;
		if (*line != '\0' && *line != '#'
		    && !read_key(ring, line, strlen(line)))
			return fail(err, ERROR_INVALID,
				    "%s:%d: is no master key", path, number);
	}
	return true;
}

/* Whoever may read it can open every credential. */
static bool
check_mode(int fd, const char *path, struct error *err)
{
	struct stat about;

	if (fstat(fd, &about) == 0
	    && (about.st_mode & (S_IRWXG | S_IRWXO)) == 0)
		return true;
	fail(err, ERROR_INVALID, "'%s' can be read by others", path);
	return fail_hint(err, "chmod 600, and chown to the user of muster web");
}

static bool
read_text(struct keyring *ring, int fd, const char *path, struct error *err)
{
	char text[FILE_MAX_SIZE + 1];
	size_t len = 0;
	ssize_t got;
	bool worked;

	while ((got = read(fd, text + len, FILE_MAX_SIZE - len)) > 0)
		len += (size_t)got;
	text[len] = '\0';
	worked = got == 0 && len < FILE_MAX_SIZE && strlen(text) == len
		 ? read_lines(ring, text, path, err)
		 : fail(err, ERROR_INVALID, "'%s' is no file of keys", path);
	crypto_wipe(text, sizeof text);
	return worked;
}

bool
keyring_read(struct keyring *ring, const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool worked;

	*ring = (struct keyring){ .count = 0 };
	if (fd < 0) {
		fail(err, ERROR_UNAVAILABLE, "there is no master key in '%s': %s",
		     path, strerror(errno));
		return fail_hint(err, make_one);
	}
	worked = check_mode(fd, path, err) && read_text(ring, fd, path, err);
	close(fd);
	if (!worked)
		keyring_wipe(ring);
	return worked;
}

/* ---- writing ---- */

static size_t
print_keys(const struct keyring *ring, char *out, size_t size)
{
	static const char hex[] = "0123456789abcdef";
	size_t len = (size_t)snprintf(out, size, "# Master keys of Muster: keep"
				      " a copy apart from the backups.\n");

	for (int i = 0; i < ring->count; i++) {
		const struct master_key *key = &ring->keys[i];

		memcpy(out + len, key->id, MASTER_ID_SIZE - 1);
		len += MASTER_ID_SIZE - 1;
		out[len++] = ' ';
		for (size_t b = 0; b < CRYPTO_KEY_SIZE; b++) {
			out[len++] = hex[key->bytes[b] >> 4];
			out[len++] = hex[key->bytes[b] & 15];
		}
		len += (size_t)snprintf(out + len, size - len, "%s\n",
					key->is_retired ? RETIRED : "");
	}
	return len;
}

/* Only root may give a file away, and only root need. */
static bool
keep_owner(int fd, const char *path)
{
	struct stat about;

	if (stat(path, &about) != 0)
		return errno == ENOENT;
	return about.st_uid == geteuid()
	       || fchown(fd, about.st_uid, about.st_gid) == 0;
}

static bool
write_all(int fd, const char *text, size_t len)
{
	while (len > 0) {
		ssize_t put = write(fd, text, len);

		if (put < 0)
			return false;
		text += put;
		len -= (size_t)put;
	}
	return fsync(fd) == 0;
}

static bool
write_file(const struct keyring *ring, int fd, const char *path)
{
	char text[KEYRING_MAX * LINE_MAX_SIZE + 128];
	size_t len = print_keys(ring, text, sizeof text);
	bool worked = keep_owner(fd, path) && write_all(fd, text, len);

	crypto_wipe(text, sizeof text);
	return worked;
}

/* A new name is on disk when its folder is. */
static bool
sync_folder(struct arena *arena, const char *path)
{
	int fd = open(dirname(arena_text(arena, path)),
		      O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool worked = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return worked;
}

static bool
write_aside(const struct keyring *ring, const char *path, const char *part)
{
	int fd;
	bool worked;

	unlink(part);
	fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	worked = write_file(ring, fd, path);
	return close(fd) == 0 && worked;
}

bool
keyring_write(const struct keyring *ring, const char *path, struct error *err)
{
	const char *part = arena_printf(err->arena, "%s.new", path);

	if (write_aside(ring, path, part) && rename(part, path) == 0
	    && sync_folder(err->arena, path))
		return true;
	fail(err, ERROR_INTERNAL, "cannot write '%s': %s", path,
	     strerror(errno));
	unlink(part);
	return false;
}

/* ---- keys ---- */

struct master_key *
keyring_add(struct keyring *ring)
{
	struct master_key *key = &ring->keys[ring->count];
	unsigned char id[(MASTER_ID_SIZE - 1) / 2];

	if (ring->count == KEYRING_MAX)
		return NULL;
	crypto_random(id, sizeof id);
	for (size_t i = 0; i < sizeof id; i++)
		snprintf(key->id + 2 * i, 3, "%02x", id[i]);
	crypto_random(key->bytes, sizeof key->bytes);
	ring->count++;
	return key;
}

const struct master_key *
keyring_find(const struct keyring *ring, const char *id)
{
	for (int i = 0; i < ring->count; i++)
		if (!ring->keys[i].is_retired
		    && text_equal(ring->keys[i].id, id))
			return &ring->keys[i];
	return NULL;
}

void
master_key_check(const struct master_key *key, unsigned char out[SHA256_SIZE])
{
	static const char what[] = "muster master key check";

	crypto_hmac(key->bytes, sizeof key->bytes, what, sizeof what - 1, out);
}

void
keyring_wipe(struct keyring *ring)
{
	crypto_wipe(ring, sizeof *ring);
}
