#ifndef COMMAND_IMPORT_REPORT_H
#define COMMAND_IMPORT_REPORT_H

/* Report: what an import did to each document, for people and as JSON. */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct arena;
struct error;
struct import_list;
struct import_report;
struct import_stored;

struct import_report *import_report_new(struct arena *, bool is_dry_run);

/* The flows of a document and what became of them; copied. */
void import_report_stored(struct import_report *, const char *path,
			  const struct import_list *,
			  const struct import_stored *);

/* A document that was refused, and why. */
void import_report_refused(struct import_report *, const char *path,
			   const struct error *);

size_t import_report_refusals(const struct import_report *);

/* What is not plain success, a line each, and the sums in the last line. */
void import_report_print(const struct import_report *, FILE *);

/* The whole as one JSON object. */
const char *import_report_json(const struct import_report *, struct arena *);

#endif
