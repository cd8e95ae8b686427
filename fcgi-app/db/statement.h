#ifndef DB_STATEMENT_H
#define DB_STATEMENT_H

/*
 * Statement: literal SQL with a name, prepared once per connection at its first
 * use. Values travel as parameters only. Statements must live as long
 * as the pool that ran them.
 */

#define STATEMENT_NAME_MAX 63	/* bytes: PostgreSQL's NAMEDATALEN - 1 */

struct statement {
	const char *name;	/* unique; also the name of the prepared statement */
	const char *sql;	/* one statement, parameters $1 … */
};

#endif
