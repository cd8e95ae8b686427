#ifndef APP_PAGES_IMPORT_VIEW_H
#define APP_PAGES_IMPORT_VIEW_H

/* Import view: what pages show of an import. */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct json;

/* "a.json and 2 more": what was imported, in one line. */
const char *import_title(struct arena *, const char *file_name,
			 const char *total);

/*
 * Of a report as JSON: "sums" in words, and "documents": [{path, state, state_word,
 * reason, hint, flows: [{name, href, kind, format, outcome, steps, warnings}]}],
 * of which "has_documents"; "hidden" counts those that are too many for a page.
 * is_dry_run: nothing of it is kept, so nothing is a link.
 */
void import_show_report(struct arena *, struct json *data, const char *report,
			size_t len, bool is_dry_run);

#endif
