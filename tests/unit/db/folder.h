#ifndef TESTS_UNIT_DB_FOLDER_H
#define TESTS_UNIT_DB_FOLDER_H

/* Folder: a temporary directory that a test fills like sql/. */

/* A new one under TMPDIR with the folders of sql/ in it. */
char *folder_new(void);
void folder_free(char *path);

/* Write a file; its path is relative to the folder. */
void folder_write(const char *path, const char *file, const char *text);
void folder_remove(const char *path, const char *file);

#endif
