#ifndef RESOURCE_RESOURCE_H
#define RESOURCE_RESOURCE_H

/*
 * Resource: a noun of the product as data. SQL, validation, JSON, filters, forms
 * and documents are made from this description; nothing else knows the columns.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth/role.h"
#include "http/app.h"

struct words;

enum field_type {
	FIELD_TEXT,		/* one line */
	FIELD_LONG_TEXT,
	FIELD_INT,
	FIELD_NUMBER,
	FIELD_BOOL,
	FIELD_TIME,		/* timestamptz, RFC 3339 */
	FIELD_ID,		/* uuid */
	FIELD_CHOICE,		/* one of words */
	FIELD_JSON,		/* any JSON value, stored untouched */
	FIELD_JSON_OBJECT,
	FIELD_TAGS,		/* text[]; an array of texts */
};

/* What may be done with a field; zero is a plain writable member. */
enum field_flag {
	FIELD_REQUIRED = 1,
	FIELD_READ_ONLY = 2,	/* only in the view */
	FIELD_PAYLOAD = 4,	/* left out of lists */
	FIELD_FILTER = 8,	/* ?name=a,b */
	FIELD_SORT = 16,	/* ?sort=name, ?sort=-name; one index each */
	FIELD_SEARCH = 32,	/* part of ?q= */
	FIELD_SECRET = 64,	/* taken, never given */
	FIELD_HIDDEN = 128,	/* not in JSON; for pages */
	FIELD_IMMUTABLE = 256,	/* set when made, not changed */
	FIELD_RANGE = 512,	/* ?nameAfter= &nameBefore= (time) */
	FIELD_OF_ID = 1024,	/* a range on this time is bounds of the id */
};

struct field {
	const char *name;	/* camelCase; the column is its snake_case */
	enum field_type type;
	int flags;
	int64_t min, max;	/* code points of a text, value of a number; max 0: none */
	const struct words *words;
	const char *fallback;	/* stored when it is not given, as SQL text; NULL: null */
	const char *label;
	const char *help;
	const char *group;	/* member of a nested object: "createdBy" for createdBy.name; or NULL */
};

enum operation {
	OP_LIST, OP_GET, OP_CREATE, OP_REPLACE, OP_UPDATE, OP_DELETE, OP_COUNT
};

/* Another name of a query parameter or member that existing clients use. */
struct alias {
	const char *from;	/* "search" */
	const char *to;		/* "q" */
};

struct resource {
	const char *name;	/* "agent": the envelope of one */
	const char *plural;	/* "agents": of many */
	const char *label;	/* "Agent" */
	const char *table;	/* what is written */
	const char *view;	/* what is read: "api.agents" */
	const struct field *fields;	/* ends with name NULL; "id" is the first */
	const struct alias *query_aliases;	/* lenient routes; may be NULL */
	const struct alias *member_aliases;
	const char *order;	/* default sort, as of ?sort=: "-createdAt" */
	bool has_totals;	/* first page without parameters carries totals */
	bool has_version;	/* ETag, If-Match */
	bool is_by_id_time;	/* sorts by creation only, which is the id */
	enum role can[OP_COUNT];
	const struct constraint *constraints;	/* of its tables; may be NULL */
};

/* Index of a field by its member name; -1 if there is none. */
int resource_field(const struct resource *, const char *name);

/* "created_at" of "createdAt"; arena-owned. */
struct arena;
const char *field_column(struct arena *, const struct field *);

#endif
