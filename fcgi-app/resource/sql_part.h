#ifndef RESOURCE_SQL_PART_H
#define RESOURCE_SQL_PART_H

/* Sql part: what the statements on one row have in common; for sql_*.c only. */

#include <stdbool.h>

#include "resource/resource.h"

struct arena;
struct buf;
struct statement;
struct statements;

typedef void sql_make(struct buf *, const struct resource *, bool by_alias);

/* Find the statement of a verb, or make and keep it; NULL without memory. */
const struct statement *sql_find_or_make(struct arena *, struct statements *,
					 const struct resource *,
					 const char *verb, bool by_alias,
					 sql_make *);

/* The column of the table that is the id. */
const char *sql_key(const struct resource *);

/* The column that is the owner's id; written into out. */
const char *sql_owner_column(const struct resource *,
			     char out[FIELD_COLUMN_SIZE]);

/* Of e, which stands in t: "delete from …", or what marks it as deleted. */
void sql_add_removal(struct buf *, const struct resource *);

/* A query of the owner's id, which a parameter names. */
void sql_add_owner_id(struct buf *, const struct resource *, int parameter);

/* And the row is part of the owner, which a parameter names; where there is one. */
void sql_add_owner(struct buf *, const struct resource *, int parameter);

#endif
