#ifndef DB_STATEMENT_H
#define DB_STATEMENT_H

/*
 * Statement: literal SQL with a name, prepared once per connection at its first
 * use. Values travel as parameters only.
 */

struct statement {
	const char *name;	/* unique; also the name of the prepared statement */
	const char *sql;	/* one statement, parameters $1 … */
};

#endif
