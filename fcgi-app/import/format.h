#ifndef IMPORT_FORMAT_H
#define IMPORT_FORMAT_H

/* Format: the flow documents that Muster reads; one table, one file each. */

#include <stdbool.h>
#include <stddef.h>

#include "flow/doc.h"
#include "import/flow.h"

struct arena;
struct error;

/* A scanned document on its way in. */
struct import_source {
	struct arena *arena;
	struct error *err;
	const char *name;		/* of the file; for flows without one */
	struct json_slice text;
	struct doc doc;			/* its members, or its items */
	struct import_list *list;	/* flows found so far */
	size_t room;
};

struct import_format {
	const char *name;		/* stored with the row: "n8n" */
	const char *label;		/* as people read it: "n8n" */
	/* The document is of this format, by what is in it. */
	bool (*is_like)(struct import_source *);
	/* Add its flows to the list; false, and an error in words. */
	bool (*read)(struct import_source *);
};

/* The rows, more special ones first, ending with name NULL. */
const struct import_format *import_formats(void);

/* The format of a document; NULL, and an error that says what it is instead. */
const struct import_format *import_detect(struct import_source *);

/*
 * A new flow of the list with the format's name, the document's text, a name
 * that is cut to what fits (that of the file if name is NULL or blank), a
 * description, an old id (a fingerprint of the document if NULL) and no tags.
 */
struct import_flow *import_add(struct import_source *, const char *format,
			       struct json_slice document, const char *name,
			       const char *description, const char *old_id);

/* Tags from an array of texts or of objects with a name. */
const char **import_tags(struct arena *, const struct json_slice *);

/* A time in RFC 3339, also without its zone, which then is UTC; 0: none. */
int64_t import_time(struct arena *, const struct doc *, const char *name);

/* The member's text if it is a string, else its JSON value. */
const char *import_spelling(struct arena *, const struct json_slice *);

/* One row of a table from names in a source to kinds of flow/kind.h. */
struct import_kind_row {
	const char *name;
	const char *kind;
};

/* The kind of a name, in any case; NULL if the table has no such row. */
const char *import_kind_of(const struct import_kind_row *, const char *name);

bool import_is_muster(struct import_source *);
bool import_read_muster(struct import_source *);
bool import_is_n8n(struct import_source *);
bool import_read_n8n(struct import_source *);
bool import_is_flowise(struct import_source *);
bool import_read_flowise(struct import_source *);
bool import_is_node_red(struct import_source *);
bool import_read_node_red(struct import_source *);
bool import_is_open_agent_builder(struct import_source *);
bool import_read_open_agent_builder(struct import_source *);

#endif
