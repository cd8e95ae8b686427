#include "template/store.h"

#include <assert.h>
#include <errno.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "template/mustache.h"

#define ENDING ".mustache"

struct template {
	const char *name;
	const char *path;	/* for errors */
	const struct mustache *program;
};

struct store {
	struct arena *arena;
	const char *folder;
	struct template *items;	/* by name, after they are all there */
	size_t count, size;
};

/* ---- walking the folder ---- */

static struct template *
add(struct store *store)
{
	struct template *items;

	if (store->count == store->size) {
		store->size = store->size == 0 ? 32 : store->size * 2;
		items = arena_alloc(store->arena,
				    store->size * sizeof *items);
		if (store->count > 0)
			memcpy(items, store->items,
			       store->count * sizeof *items);
		store->items = items;
	}
	return &store->items[store->count++];
}

static void
add_file(struct store *store, const char *path)
{
	const char *name = path + strlen(store->folder) + 1;
	size_t len = strlen(name) - strlen(ENDING);
	struct template *template = add(store);

	template->name = arena_copy(store->arena, name, len);
	template->path = arena_text(store->arena, path);
}

static bool
add_entry(struct store *store, const FTSENT *entry, struct error *err)
{
	if (entry->fts_info == FTS_F && text_ends(entry->fts_name, ENDING))
		add_file(store, entry->fts_path);
	if (entry->fts_info != FTS_DNR && entry->fts_info != FTS_ERR &&
	    entry->fts_info != FTS_NS)
		return true;
	return fail(err, ERROR_INTERNAL, "cannot read '%s': %s",
		    entry->fts_path, strerror(entry->fts_errno));
}

static void
close_walk(void *walk)
{
	fts_close(walk);
}

static bool
walk_folder(struct store *store, struct error *err)
{
	char *folders[] = { (char *)store->folder, NULL };
	FTS *walk = fts_open(folders, FTS_LOGICAL | FTS_NOCHDIR, NULL);
	FTSENT *entry;

	if (walk == NULL)
		return fail(err, ERROR_INTERNAL, "cannot read '%s': %s",
			    store->folder, strerror(errno));
	arena_on_reset(store->arena, close_walk, walk);
	while ((entry = fts_read(walk)) != NULL)
		if (!add_entry(store, entry, err))
			return false;
	return true;
}

static int
compare(const void *left, const void *right)
{
	const struct template *a = left, *b = right;

	return strcmp(a->name, b->name);
}

/* ---- compiling ---- */

static char *
read_open_file(struct arena *arena, FILE *file)
{
	struct buf buf;
	size_t len;

	buf_init(&buf, arena, 4096);
	do {
		len = fread(buf_reserve(&buf, 4096), 1, 4096, file);
		buf.len += len;
	} while (len > 0);
	buf_add(&buf, "", 0);
	return ferror(file) ? NULL : buf.bytes;
}

static char *
read_file(struct arena *arena, const char *path, struct error *err)
{
	FILE *file = fopen(path, "re");
	char *text = NULL;

	if (file != NULL) {
		text = read_open_file(arena, file);
		fclose(file);
	}
	if (text == NULL)
		fail(err, ERROR_INTERNAL, "cannot read '%s': %s", path,
		     strerror(errno));
	return text;
}

static bool
compile(struct arena *arena, struct template *template, struct error *err)
{
	struct error wrong = { .arena = arena };
	char *source = read_file(arena, template->path, err);

	if (source == NULL)
		return false;
	template->program = mustache_compile(arena, source, &wrong);
	return template->program != NULL ||
		fail(err, ERROR_INTERNAL, "%s: %s", template->path,
		     wrong.message);
}

static const struct mustache *
find(void *object, const char *name)
{
	const struct store *store = object;
	struct template key = { .name = name };
	const struct template *found = bsearch(&key, store->items, store->count,
					       sizeof key, compare);

	return found == NULL ? NULL : found->program;
}

/* A name that leads nowhere would render as nothing, and nobody would notice. */
static bool
check_partials(struct store *store, const struct template *template,
	       struct error *err)
{
	const char *name;
	int line;

	for (size_t i = 0; ; i++) {
		name = mustache_partial(store->arena, template->program, i,
					&line);
		if (name == NULL)
			return true;
		if (find(store, name) == NULL)
			return fail(err, ERROR_INTERNAL,
				    "%s: line %d: there is no template '%s'",
				    template->path, line, name);
	}
}

static bool
compile_all(struct store *store, struct error *err)
{
	for (size_t i = 0; i < store->count; i++)
		if (!compile(store->arena, &store->items[i], err))
			return false;
	for (size_t i = 0; i < store->count; i++)
		if (!check_partials(store, &store->items[i], err))
			return false;
	return true;
}

static const char *
without_slash(struct arena *arena, const char *folder)
{
	size_t len = strlen(folder);

	while (len > 1 && folder[len - 1] == '/')
		len--;
	return arena_copy(arena, folder, len);
}

struct store *
store_open(struct arena *arena, const char *folder, struct error *err)
{
	struct store *store = arena_alloc(arena, sizeof *store);

	store->arena = arena;
	store->folder = without_slash(arena, folder);
	if (!walk_folder(store, err))
		return NULL;
	if (store->count > 0)
		qsort(store->items, store->count, sizeof *store->items,
		      compare);
	return compile_all(store, err) ? store : NULL;
}

void
store_render(const struct store *store, const char *name,
	     const struct json *json, struct buf *buf)
{
	const struct mustache *program = find((void *)store, name);

	assert(program != NULL);
	mustache_render(buf, program, json, find, (void *)store);
}
