#ifndef RESOURCE_SQL_H
#define RESOURCE_SQL_H

/*
 * Sql: the statements of a resource, made from its description, never from
 * input. A list has one statement for each set of filters, order and limit in
 * use; limits are literal (26, 51, … 501), because a parameter there would
 * make PostgreSQL plan for a tenth of the table.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/statement.h"
#include "resource/resource.h"

struct arena;
struct buf;
struct statements;

enum {
	SQL_LIMIT_MAX = 200,
	SQL_EXPORT_ROWS = 500,		/* of one part of an export */
	SQL_COUNT_MAX = 10000
};

/*
 * The shape of a list: which parameters its statement has. They come in this
 * order: for each field in order its filter, its after, its before; then q;
 * then the cursor's value (not where the sort is the id) and id, or the offset.
 * A filter of tags is an array, whatever their number; with the words of a resource
 * that is searched it finds rows before all else, so it is never optional.
 * A range on creation has a bound of the id as a second parameter, so that it reads
 * no more than it has to, and prunes; where the resource sorts by creation only,
 * one on another time has it too.
 * Several values of a field with FIELD_MERGE are a page of each, merged.
 */
struct list_shape {
	uint64_t filters;	/* bit i: field i is one of $ */
	uint64_t single;	/* of these: bit i: field i is $ */
	uint64_t after;		/* bit i: field i >= $ */
	uint64_t before;	/* bit i: field i < $ */
	int sort;		/* index of a field */
	bool is_descending;
	bool has_cursor;
	bool has_search;
	bool has_offset;
	/*
	 * All filters and ranges that there are, each left out where its
	 * parameter is null: so the number of statements stays small whatever
	 * clients combine.
	 */
	bool is_loose;
	int limit;		/* rows wanted; the literal is the next of the set */
};

/* Loose, where its combination of conditions is unusual. */
void list_shape_settle(const struct resource *, struct list_shape *);

/* The only filter of several values, if each has an index; -1 if there is none. */
int list_shape_merged(const struct resource *, const struct list_shape *);

/* The filters of tags. */
uint64_t list_shape_tags(const struct resource *, const struct list_shape *);

/*
 * What private.search finds is all that is asked of rows: so it is asked for no more
 * of them than are read.
 */
bool list_shape_is_found(const struct resource *, const struct list_shape *);

/*
 * All of them are kept in statements, and made in the arena where they are new;
 * name and text depend on resource and shape only. NULL without memory.
 */
const struct statement *sql_list(struct arena *, struct statements *,
				 const struct resource *,
				 const struct list_shape *);
/* One row {n}: at most SQL_COUNT_MAX + 1. Parameters as above without the end. */
const struct statement *sql_count(struct arena *, struct statements *,
				  const struct resource *,
				  const struct list_shape *);

/* True if a field is a column of what sql_list and sql_get select, in order. */
bool sql_is_selected(const struct field *, bool is_list);

/* True if a range of this field bounds the id besides. */
bool sql_bounds_id(const struct resource *, const struct field *);

/* One column of a select list, under its own name. */
void sql_add_column(struct buf *, const char *column, enum field_type);

/*
 * The last parameter of the statements that follow is the owner, by its id or
 * another name; where the resource has one.
 */

/*
 * $1 is the id; by_alias: another name of the row, found by app.row_id.
 */
const struct statement *sql_get(struct arena *, struct statements *,
				const struct resource *, bool by_alias);

/*
 * $1 is the id: the fields whose bits are set as people write them, under their
 * columns; then "called", which names the row, and "version", or null.
 */
const struct statement *sql_texts(struct arena *, struct statements *,
				  const struct resource *, uint64_t fields);

/* $1 is the id: {id, called}. */
const struct statement *sql_called(struct arena *, struct statements *,
				   const struct resource *);

/*
 * Rows {field, value, word}: of each of these fields, which refer to nouns, 500 rows
 * of that noun; in a filter also those that are switched off. No parameters.
 */
const struct statement *sql_choices(struct arena *, struct statements *,
				    const struct resource *, uint64_t fields,
				    bool is_filter);

/* $1 is the id; one row, with the id alone, or none. */
const struct statement *sql_exists(struct arena *, struct statements *,
				   const struct resource *);

/* $1 is the id; $2 … the writable fields in order. */
const struct statement *sql_create(struct arena *, struct statements *,
				   const struct resource *);

/*
 * $1 is the id, $2 the version of If-Match or null, $3 the mask of fields given
 * (bit i: field i, SQL_MERGE: JSON objects are merged), $4 … the fields that
 * may change, in order. One row {found, changed, version, status}, or none.
 */
#define SQL_MERGE ((uint64_t)1 << 62)
bool sql_is_changeable(const struct field *);
const struct statement *sql_change(struct arena *, struct statements *,
				   const struct resource *, bool by_alias);

/* The same, and the last parameter is the secret, which is set. Without it the
 * statement does not touch the column, which servers cannot read. */
const struct statement *sql_change_secret(struct arena *, struct statements *,
					  const struct resource *, bool by_alias);

/* $1 and $2 as above; the same row. */
const struct statement *sql_delete(struct arena *, struct statements *,
				   const struct resource *, bool by_alias);

/*
 * $1 is an array of ids, $2 the word for what becomes of them. Of each a row {id,
 * found, changed, status}, in its order; status is $2, or null where it is not there.
 * What is so already is not changed. sql_switch_many sets the resource's switch to $3.
 * No row at all: there is no owner.
 */
const struct statement *sql_switch_many(struct arena *, struct statements *,
					const struct resource *);
const struct statement *sql_delete_many(struct arena *, struct statements *,
					const struct resource *);

#endif
