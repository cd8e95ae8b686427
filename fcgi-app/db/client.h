#ifndef DB_CLIENT_H
#define DB_CLIENT_H

/* Client: one blocking connection, for commands. */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct client;
struct constraint;
struct error;
struct rows;
struct statement;

/* NULL and ERROR_UNAVAILABLE with libpq's reason (no secrets). */
struct client *client_open(struct arena *, const char *conninfo, struct error *);

/* One statement with parameters (as in unit_add); false and the error, which is
 * ERROR_INVALID where a parameter is not of its type. */
#define client_run(client, rows, error, statement, ...) \
	client_run_values((client), (statement), \
		(const char *const[]){ NULL, ##__VA_ARGS__ }, \
		sizeof((const char *const[]){ NULL, ##__VA_ARGS__ }) \
			/ sizeof(const char *) - 1, (rows), (error))
bool client_run_values(struct client *, const struct statement *,
		       const char *const *values, size_t count,
		       struct rows *rows, struct error *);	/* rows may be NULL */

/* From now on a constraint of this table is told by what it means. */
void client_explain(struct client *, const struct constraint *table);

/* Rows of further statements live in this arena, not in that of the connection:
 * for a command that runs any number of them. Reset it only behind its rows. */
void client_keep_rows(struct client *, struct arena *);

/* A script of several statements from a file of ours, as it is; the error names
 * the line. No COPY. */
bool client_script(struct client *, const char *sql, struct error *);

/* A transaction is open and has not failed. */
bool client_is_in_transaction(const struct client *);

/* 150013 for 15.13. */
int client_server_version(const struct client *);

/* The process that serves it, as the server said when the connection began. */
int client_backend(const struct client *);

#endif
