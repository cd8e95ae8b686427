#include "command/assets.h"

#include <sys/stat.h>
#include <fts.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"

#define DIGITS 10

static int
by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* Its name and the digest of its content. */
static void
add_file(struct buf *all, const FTSENT *file)
{
	unsigned char digest[SHA256_SIZE];
	size_t size = (size_t)file->fts_statp->st_size;
	char *content = malloc(size + 1);
	FILE *in = fopen(file->fts_accpath, "rb");
	size_t len = 0;

	if (content && in)
		len = fread(content, 1, size, in);
	if (in)
		fclose(in);
	crypto_sha256(content ? content : "", len, digest);
	free(content);
	buf_text(all, file->fts_name);
	buf_add(all, (const char *)digest, sizeof digest);
}

static void
add_folder(struct buf *all, char *folder)
{
	char *const roots[] = { folder, NULL };
	FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
	FTSENT *entry;

	while (tree && (entry = fts_read(tree)) != NULL)
		if (entry->fts_info == FTS_F)
			add_file(all, entry);
	if (tree)
		fts_close(tree);
}

const char *
asset_version(struct arena *arena, const char *folder)
{
	unsigned char digest[SHA256_SIZE];
	struct buf all;
	char *version = arena_alloc(arena, DIGITS + 1);

	buf_init(&all, arena, 4096);
	add_folder(&all, arena_text(arena, folder));
	crypto_sha256(all.bytes, all.len, digest);
	for (int i = 0; i < DIGITS / 2; i++)
		snprintf(version + 2 * i, 3, "%02x", digest[i]);
	return version;
}
