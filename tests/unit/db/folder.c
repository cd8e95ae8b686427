#include "folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
die(const char *what)
{
	perror(what);
	exit(1);
}

static void
name_in(char out[4096], const char *path, const char *file)
{
	snprintf(out, 4096, "%s/%s", path, file);
}

static void
make(const char *path, const char *folder)
{
	char name[4096];

	name_in(name, path, folder);
	if (mkdir(name, 0700) < 0)
		die(name);
}

char *
folder_new(void)
{
	const char *base = getenv("TMPDIR");
	char template[4096];
	char *path;

	name_in(template, base ? base : "/tmp", "muster-test-XXXXXX");
	path = mkdtemp(template);
	if (!path || !(path = strdup(path)))
		die(template);
	make(path, "migrations");
	make(path, "functions");
	make(path, "functions/app");
	make(path, "functions/api");
	make(path, "views");
	return path;
}

static int
remove_one(const char *path, const struct stat *stat, int type, struct FTW *ftw)
{
	(void)stat;
	(void)type;
	(void)ftw;
	return remove(path);
}

void
folder_free(char *path)
{
	if (nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0)
		die(path);
	free(path);
}

void
folder_write(const char *path, const char *file, const char *text)
{
	char name[4096];
	FILE *out;

	name_in(name, path, file);
	out = fopen(name, "w");
	if (!out || fputs(text, out) < 0 || fclose(out) != 0)
		die(name);
}

void
folder_remove(const char *path, const char *file)
{
	char name[4096];

	name_in(name, path, file);
	if (remove(name) < 0)
		die(name);
}
