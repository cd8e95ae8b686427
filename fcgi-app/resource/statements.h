#ifndef RESOURCE_STATEMENTS_H
#define RESOURCE_STATEMENTS_H

/*
 * Statements: generated SQL of a process, by name. It is kept until the end,
 * because connections remember which statements they have prepared.
 */

struct statement;
struct statements;

/* NULL without memory. */
struct statements *statements_new(void);
void statements_free(struct statements *);	/* NULL is allowed */

/* NULL if there is none of that name. */
const struct statement *statements_find(const struct statements *,
					const char *name);

/* Keep copies of both; the name is new. NULL without memory. */
const struct statement *statements_keep(struct statements *, const char *name,
					const char *sql);

#endif
