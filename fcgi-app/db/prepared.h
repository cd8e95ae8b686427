#ifndef DB_PREPARED_H
#define DB_PREPARED_H

/* Prepared: the set of statements that one connection knows, by name. */

#include <stdbool.h>
#include <stddef.h>

struct prepared;
struct statement;

/* NULL without memory. */
struct prepared *prepared_new(void);
void prepared_free(struct prepared *);		/* NULL is allowed */

bool prepared_has(const struct prepared *, const struct statement *);

/* False without memory; the set is then as before. */
bool prepared_add(struct prepared *, const struct statement *);
void prepared_remove(struct prepared *, const struct statement *);
size_t prepared_count(const struct prepared *);

#endif
