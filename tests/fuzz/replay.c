/*
 * The main of a fuzzer where there is none: run it over the files and folders
 * given, each input in memory of exactly its size, so that sanitizers see a read
 * behind its end.
 */

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
die(const char *path)
{
	perror(path);
	exit(1);
}

static void
replay_file(const char *path, size_t len)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes = malloc(len ? len : 1);

	if (!file || !bytes || fread(bytes, 1, len, file) != len)
		die(path);
	fclose(file);
	LLVMFuzzerTestOneInput(bytes, len);
	free(bytes);
}

static int replay(const char *path);

static int
replay_folder(const char *path)
{
	DIR *folder = opendir(path);
	char inner[4096];
	int count = 0;

	if (!folder)
		die(path);
	for (struct dirent *entry; (entry = readdir(folder));) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(inner, sizeof(inner), "%s/%s", path, entry->d_name);
		count += replay(inner);
	}
	closedir(folder);
	return count;
}

static int
replay(const char *path)
{
	struct stat about;

	if (stat(path, &about) != 0)
		die(path);
	if (S_ISDIR(about.st_mode))
		return replay_folder(path);
	replay_file(path, (size_t)about.st_size);
	return 1;
}

int
main(int argc, char **argv)
{
	int count = 0;

	for (int i = 1; i < argc; i++)
		count += replay(argv[i]);
	printf("%d inputs\n", count);
	return count > 0 ? 0 : 1;
}
