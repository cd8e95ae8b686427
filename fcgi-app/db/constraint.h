#ifndef DB_CONSTRAINT_H
#define DB_CONSTRAINT_H

/* Constraint: what a constraint of the database means to who broke it. */

struct constraint {
	const char *name;		/* "agent_name_is_unique" */
	const char *pointer;		/* "/name"; NULL: not one field */
	const char *message;		/* "there is already an agent of this name" */
};

/* In a table that ends with name NULL; table and name may be NULL. NULL: not told. */
const struct constraint *constraint_find(const struct constraint *table,
					 const char *name);

#endif
