#include "db/sql_file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/error.h"
#include "base/text.h"

static int
is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Not alphasort: that follows the locale, and the order has a meaning. */
static int
compare(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void
free_entries(struct dirent **entries, int count)
{
	for (int i = 0; i < count; i++)
		free(entries[i]);
	free(entries);
}

static bool
copy_names(struct arena *arena, const char *folder, struct dirent **entries,
	   int count, char **names, struct error *err)
{
	for (int i = 0; i < count; i++) {
		names[i] = arena_text(arena, entries[i]->d_name);
		if (!text_ends(names[i], ".sql"))
			return fail(err, ERROR_CONFLICT,
				    "'%s/%s' is no SQL file", folder, names[i]);
	}
	return true;
}

char **
sql_file_names(struct arena *arena, const char *folder, struct error *err)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, is_visible, compare);
	char **names;
	bool is_good;

	if (count < 0 && errno != ENOENT) {
		fail(err, ERROR_INTERNAL, "cannot read '%s': %s", folder,
		     strerror(errno));
		return NULL;
	}
	if (count < 0)
		count = 0;
	names = arena_alloc(arena, ((size_t)count + 1) * sizeof *names);
	is_good = copy_names(arena, folder, entries, count, names, err);
	free_entries(entries, count);
	return is_good ? names : NULL;
}

static bool
read_all(FILE *file, struct buf *buf)
{
	size_t len;

	do {
		len = fread(buf_reserve(buf, BUFSIZ), 1, BUFSIZ, file);
		buf->len += len;
	} while (len > 0);
	return !ferror(file);
}

char *
sql_file_read(struct arena *arena, const char *path, struct error *err)
{
	FILE *file = fopen(path, "re");
	struct buf buf;
	bool is_good;

	if (!file) {
		fail(err, ERROR_INTERNAL, "cannot read '%s': %s", path,
		     strerror(errno));
		return NULL;
	}
	buf_init(&buf, arena, BUFSIZ);
	is_good = read_all(file, &buf);
	fclose(file);
	if (!is_good)
		fail(err, ERROR_INTERNAL, "cannot read '%s'", path);
	else if (!text_is_utf8(buf.bytes, buf.len))
		is_good = fail(err, ERROR_CONFLICT, "'%s' is not UTF-8", path);
	return is_good ? arena_copy(arena, buf.bytes, buf.len) : NULL;
}

const char *
sql_file_checksum(struct arena *arena, const char *text)
{
	unsigned char hash[SHA256_SIZE];

	crypto_sha256(text, strlen(text), hash);
	return crypto_to_bytea(arena, hash, sizeof hash) + strlen("\\x");
}
