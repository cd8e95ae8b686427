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
#include "http/router.h"

struct arena;
struct constraint;
struct member;
struct request;
struct values;
struct word;
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
	FIELD_JSON_ARRAY,
	FIELD_TAGS,		/* text[]; an array of texts */
	FIELD_IDS,		/* uuid[]; an array of ids */
};

/* What may be done with a field; zero is a plain writable member. */
enum field_flag {
	FIELD_REQUIRED = 1,
	FIELD_READ_ONLY = 2,	/* only in the view */
	FIELD_PAYLOAD = 4,	/* left out of lists */
	FIELD_FILTER = 8,	/* ?name=a,b; of tags: one of them, see searched */
	FIELD_SORT = 16,	/* ?sort=name, ?sort=-name; one index each */
	FIELD_SEARCH = 32,	/* part of ?q= */
	FIELD_SECRET = 64,	/* taken, never given: see secret.h */
	FIELD_HIDDEN = 128,	/* not in JSON; for pages */
	FIELD_IMMUTABLE = 256,	/* set when made, not changed */
	FIELD_RANGE = 512,	/* ?nameAfter= &nameBefore= (time) */
	FIELD_OF_ID = 1024,	/* sorts as the id, whose time it is */
	FIELD_MERGE = 2048,	/* a filter; for each value an index in the order of id */
	FIELD_GIVEN = 4096,	/* read only, and never null */
	FIELD_MASKED = 8192,	/* an object of texts that are secrets: see masked.h */
	FIELD_RATING = 32768,	/* a number that pages show as stars, up to its max */
	FIELD_ABSENT = 16384,	/* an id that may be null: of no row, but what holds */
};

struct field {
	const char *name;	/* camelCase, as members and parameters are named */
	enum field_type type;
	int flags;
	int64_t min, max;	/* code points of a text, value of a number; max 0: none */
	const struct words *words;
	const char *fallback;	/* stored when it is not given, as SQL text; NULL: null */
	const char *label;
	const char *help;
	/*
	 * "createdBy" of createdByName: the member is createdBy.name, a nested
	 * object. Fields of a group follow one another. NULL: not nested.
	 */
	const char *group;
	/*
	 * Of the table; NULL: snake_case of name. Of a filter that is read only it
	 * says besides that there is such a column, see searched.
	 */
	const char *column;
	/*
	 * It is kept in rows of another table: the function, of the row's id and
	 * this value, that does so and returns a boolean. Of an object it is told
	 * besides whether it is a merge patch. NULL: it is a column.
	 */
	const char *setter;
	/*
	 * "credentials.sealed" of a secret with a setter: the table and column that
	 * keep it, in a row of the same id. NULL: its own.
	 */
	const char *sealed_in;
	const char *shown;	/* of the view; NULL: snake_case of name */
	/*
	 * "activity" of status: where that field's word is a derived word of
	 * this one too, the dashboard's dialect speaks it instead.
	 */
	const char *derived_by;
	/*
	 * What is wrong with a text ("must be …"), or with a member of FIELD_MASKED;
	 * NULL: nothing. name is that of the field, or of the member.
	 */
	const char *(*check)(const char *name, const char *text);
	/*
	 * With FIELD_SORT: in the order of this other field, which is hidden and
	 * never null; and the filter, by one value, behind which it has an index
	 * too. NULL: of its own, and none.
	 */
	const char *ordered_by, *ordered_with;
	const char *format;	/* of a text that is sent, for the documents: "email" */
	const char *example;	/* for the documents, as SQL text; NULL: one of its type */
	const struct resource *refers;	/* of an id: the noun whose row it names */
};

enum operation {
	OP_LIST, OP_GET, OP_CREATE, OP_REPLACE, OP_UPDATE, OP_DELETE, OP_COUNT
};

/* Another name of a query parameter or member that existing clients use. */
struct alias {
	const char *from;	/* "search" */
	const char *to;		/* "q" */
};

/* An action on many rows that sets the field which is switched. */
struct switching {
	const char *action;	/* "pause" */
	const char *label;	/* "Pause" */
	const char *value;	/* which the field has then, as it is stored */
	const char *state;	/* what the row is said to be then; NULL: value */
};

struct resource {
	const char *name;	/* "agent": the envelope of one */
	const char *plural;	/* "agents": of many */
	const char *label;	/* "Agent" */
	/*
	 * Where the API has it: "agents", "agents/:agentId/capabilities". What .can
	 * allows is a route there (noun_routes.h). NULL: it has routes of its own only.
	 */
	const char *path;
	enum dialect dialect;	/* whose words those routes speak */
	bool is_lenient;	/* and what they do not know passes */
	const char *titles[OP_COUNT];	/* what they do; NULL: what all nouns do */
	const char *table;	/* what is written */
	/* What is read: "api.agents". NULL: the table, where row security holds too. Of
	 * a noun with a mark it leaves out what was deleted. */
	const char *view;
	const char *key;	/* column of the table that is the id; NULL: "id" */
	const char *tenant;	/* and the tenant; NULL: "tenant_id" */
	const struct field *fields;	/* ends with name NULL; "id" is the first */
	const struct alias *query_aliases;	/* lenient routes; may be NULL */
	const struct alias *member_aliases;
	const char *order;	/* default sort, as of ?sort=: "-createdAt" */
	int limit;		/* of a list, where none is given; 0: 25, or 10 with totals */
	bool has_totals;	/* first page without parameters carries totals */
	bool has_version;	/* ETag, If-Match */
	const char *switched;	/* the field that says whether it is in use, true or false
				 * or a word of states; NULL: none */
	/* What sets that field of many rows; ends with action NULL. NULL: of true or
	 * false, activate and deactivate. */
	const struct switching *switchings;
	const char *mark;	/* deleted: this column is set, the row stays; NULL: it goes */
	bool is_removed_by_others;	/* who may delete it may not always change it, so it
					 * cannot be locked before */
	bool is_limited;	/* a plan may limit how many are made: 402 */
	bool is_by_id_time;	/* sorts by creation only, which is the id */
	int search_days;	/* ?q= needs a span of creation this long; 0: not */
	/* private.search knows this noun, so an index finds what ?q= and a filter of
	 * tags ask for; NULL: ?q= looks at each row for a part of a field with
	 * FIELD_SEARCH. */
	const char *searched;
	/* A row in one of these states keeps it (409): "{completed,failed}". */
	const char *final_states;
	const char *alias_kind;	/* of aliases that :id takes too; NULL: none */
	/*
	 * It is part of a row of another one (with an alias_kind), which its paths
	 * name as this field: /api/agents/:agentId/capabilities/:id. What is not of
	 * that row is not there. It has no secret. NULL: it is part of none.
	 */
	const struct resource *owner;
	const char *owner_field;	/* read only, a filter */
	/* Members of a row that no field stands for (call.h), and whether it keeps
	 * others that clients send; for the documents. */
	const struct member *members;
	bool is_open;
	const char *help;	/* what it is, as a sentence */
	/* --- pages; each may be left out --- */
	/* Where they are: "usage/records"; NULL: at the path, "": nowhere. */
	const char *page;
	uint64_t unpaged;	/* bits of operations that no page offers by itself */
	const char *called;	/* the field that names a row: see naming.h */
	const char *const *columns;	/* of lists: fields behind that one, NULL-ended */
	/* The field that says whether the caller may change the row; NULL: roles do. */
	const char *own;
	/*
	 * What no field alone tells: of those values that are good each by itself. It
	 * records fields that are wrong, and is false if there are any. NULL: nothing.
	 */
	bool (*check)(struct request *, const struct values *given);
	/* What those of its tables mean to who breaks them; ends with name NULL. */
	const struct constraint *constraints;
	/* What the audit log calls it, where it is audited; NULL: it is not. */
	const struct word *audited;
	enum role can[OP_COUNT];	/* ROLE_NONE: nobody may, there is no such thing */
};

enum { RESOURCE_FIELDS_MAX = 40 };

/* Index of a field by its member name; -1 if there is none. */
int resource_field(const struct resource *, const char *name);
/* The index of the field whose values order a list by this one. */
int resource_ordering(const struct resource *, int field);
int resource_field_count(const struct resource *);

/* What is read. */
const char *resource_view(const struct resource *);

/* "agent" of Agent, "API key" of API key: for messages. Arena-owned. */
const char *resource_noun(struct arena *, const struct resource *);
/* "an agent", "an API key"; and "agents", "API keys". */
const char *resource_one(struct arena *, const struct resource *);
const char *resource_nouns(struct arena *, const struct resource *);

/* The name of a query parameter that goes by another one too. */
const char *resource_parameter(const struct resource *, const char *name);

/* A field that a body may set. */
bool field_is_writable(const struct field *);

/* A time other than creation by which lists are sorted: a range of it is in its order,
 * where none is asked for. */
bool field_orders_ranges(const struct field *);

/* An array of texts or of ids. */
bool field_is_list(const struct field *);

/* Any JSON, an object or an array: stored untouched. */
bool field_is_json(const struct field *);

/* Its columns; written into out, which has room for FIELD_COLUMN_SIZE. */
#define FIELD_COLUMN_SIZE 64
const char *field_column(const struct field *, char *out);
const char *field_shown(const struct field *, char *out);

/* Its type in SQL, for casts: "text", "bigint", … */
const char *field_sql_type(const struct field *);

#endif
