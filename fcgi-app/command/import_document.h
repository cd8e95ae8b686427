#ifndef COMMAND_IMPORT_DOCUMENT_H
#define COMMAND_IMPORT_DOCUMENT_H

/* Document: a file from its reading to its place in the report. */

#include <stdbool.h>

struct actor;
struct arena;
struct error;
struct import_report;

struct importer {
	struct actor *actor;
	struct import_report *report;
	struct arena *arena;		/* of one document; reset behind it */
	const char *project;		/* id, for what is new; NULL: none */
	bool is_dry_run;
};

/*
 * Import the file at path, which is called name in the report. A document that is
 * refused is a line of the report; false and the error is what ends an import.
 */
bool import_document(struct importer *, const char *path, const char *name,
		     struct error *);

/* A path that cannot be read, as a line of the report; why as errno says. */
void import_document_unread(struct importer *, const char *name, int why);

#endif
