#include "db/migration_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/sql_file.h"

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

enum { NUMBER_SIZE = 4, NAME_MAX_SIZE = 60 };

bool
migration_name_is_valid(const char *name)
{
	size_t len = strlen(name);

	return len > 0 && len <= NAME_MAX_SIZE && strchr(LOWER, name[0])
	       && strspn(name, LOWER DIGITS "_") == len;
}

/* 0007_execution.up.sql: number, name, and whether it goes up. */
static bool
parse(struct arena *arena, const char *file, struct migration_file *out,
      bool *is_up)
{
	const char *end = strchr(file, '.');
	int64_t number;

	if (strspn(file, DIGITS) != NUMBER_SIZE || file[NUMBER_SIZE] != '_'
	    || !end)
		return false;
	text_to_int(arena_copy(arena, file, NUMBER_SIZE), 0,
		    MIGRATION_NUMBER_MAX, &number);
	out->number = (int)number;
	out->name = arena_copy(arena, file + NUMBER_SIZE + 1,
			       (size_t)(end - file) - NUMBER_SIZE - 1);
	*is_up = strcmp(end, ".up.sql") == 0;
	return out->number > 0 && migration_name_is_valid(out->name)
	       && (*is_up || strcmp(end, ".down.sql") == 0);
}

/* Names come sorted, so that a pair is together and down comes first. */
static bool
add(struct migration_files *files, const struct migration_file *found,
    const char *path, bool is_up, struct error *err)
{
	struct migration_file *last =
		files->count ? &files->list[files->count - 1] : NULL;

	if (!last || last->number != found->number) {
		last = &files->list[files->count++];
		*last = *found;
	} else if (strcmp(last->name, found->name) != 0) {
		return fail(err, ERROR_CONFLICT,
			    "migration %04d occurs twice: '%s' and '%s'",
			    found->number, last->name, found->name);
	}
	if (is_up)
		last->up = path;
	else
		last->down = path;
	return true;
}

static bool
add_names(struct arena *arena, const char *folder, char **names,
	  struct migration_files *files, struct error *err)
{
	for (; *names; names++) {
		struct migration_file found = { 0 };
		bool is_up = false;

		if (!parse(arena, *names, &found, &is_up))
			return fail(err, ERROR_CONFLICT,
				    "'%s/%s' is not named like a migration, "
				    "0001_noun.up.sql or 0001_noun.down.sql",
				    folder, *names);
		if (!add(files, &found, arena_printf(arena, "%s/%s", folder,
						     *names), is_up, err))
			return false;
	}
	return true;
}

static bool
add_checksum(struct arena *arena, struct migration_file *file,
	     struct error *err)
{
	const char *text;

	if (!file->up)
		return fail(err, ERROR_CONFLICT, "'%s' has no up file",
			    file->down);
	text = sql_file_read(arena, file->up, err);
	if (!text)
		return false;
	file->checksum = sql_file_checksum(arena, text);
	return true;
}

static size_t
count_names(char **names)
{
	size_t count = 0;

	while (names[count])
		count++;
	return count;
}

bool
migration_files_read(struct arena *arena, const char *sql_dir,
		     struct migration_files *files, struct error *err)
{
	const char *folder = arena_printf(arena, "%s/migrations", sql_dir);
	char **names = sql_file_names(arena, folder, err);

	*files = (struct migration_files){ 0 };
	if (!names)
		return false;
	if (!*names)
		return fail(err, ERROR_CONFLICT, "no migrations in '%s'",
			    folder);
	files->list = arena_alloc(arena, count_names(names)
						 * sizeof *files->list);
	if (!add_names(arena, folder, names, files, err))
		return false;
	for (size_t i = 0; i < files->count; i++)
		if (!add_checksum(arena, &files->list[i], err))
			return false;
	return true;
}

const struct migration_file *
migration_file_find(const struct migration_files *files, int number)
{
	for (size_t i = 0; i < files->count; i++)
		if (files->list[i].number == number)
			return &files->list[i];
	return NULL;
}

/* Never over a file that is there. */
static const char *
write_new(struct arena *arena, const char *folder, const char *file,
	  struct error *err)
{
	const char *path = arena_printf(arena, "%s/%s", folder, file);
	FILE *out = fopen(path, "wxe");

	if (!out) {
		fail(err, ERROR_CONFLICT, "cannot write '%s': %s", path,
		     strerror(errno));
		return NULL;
	}
	fprintf(out, "-- %s\n", file);
	if (fclose(out) == 0)
		return path;
	fail(err, ERROR_INTERNAL, "cannot write '%s': %s", path,
	     strerror(errno));
	return NULL;
}

/* The first migration of all may be created too. */
static bool
next_number(struct arena *arena, const char *sql_dir, int *number,
	    struct error *err)
{
	const char *folder = arena_printf(arena, "%s/migrations", sql_dir);
	char **names = sql_file_names(arena, folder, err);
	struct migration_files files;

	*number = 1;
	if (!names)
		return false;
	if (!*names)
		return true;
	if (!migration_files_read(arena, sql_dir, &files, err))
		return false;
	*number = files.list[files.count - 1].number + 1;
	if (*number > MIGRATION_NUMBER_MAX)
		return fail(err, ERROR_CONFLICT, "no number is left");
	return true;
}

const char *
migration_file_create(struct arena *arena, const char *sql_dir,
		      const char *name, struct error *err)
{
	const char *folder = arena_printf(arena, "%s/migrations", sql_dir);
	const char *up;
	int number;

	if (!migration_name_is_valid(name)) {
		fail(err, ERROR_BAD_REQUEST,
		     "'%s' is not a lower-case word of at most %d characters",
		     name, NAME_MAX_SIZE);
		return NULL;
	}
	if (!next_number(arena, sql_dir, &number, err))
		return NULL;
	up = write_new(arena, folder,
		       arena_printf(arena, "%04d_%s.up.sql", number, name),
		       err);
	if (!up || !write_new(arena, folder,
			      arena_printf(arena, "%04d_%s.down.sql", number,
					   name), err))
		return NULL;
	return up;
}
