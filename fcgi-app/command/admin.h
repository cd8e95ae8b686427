#ifndef COMMAND_ADMIN_H
#define COMMAND_ADMIN_H

/*
 * Admin: what the commands of an administrator share: configuration, the
 * connection of the administrator, and how they fail.
 */

#include <stdbool.h>

#include "base/error.h"

struct arena;
struct client;
struct config;
struct rows;
struct statement;

struct admin {
	struct arena *arena;		/* owns all below */
	struct error error;
	const struct config *config;
	struct client *client;		/* NULL before admin_connect */
	const char *sql_dir;		/* migrations, functions, views, seed */
};

/* Read the configuration. */
bool admin_begin(struct admin *);

/* DATABASE_ADMIN_URL; with one login for all it is DATABASE_URL; else "". */
const char *admin_url(const struct admin *);

/* admin_begin and the connection, as the login itself. */
bool admin_connect(struct admin *);

/* admin_connect, and become muster_owner: for data, not for migrations. What breaks a
 * constraint is told as the servers tell it. */
bool admin_connect_as_owner(struct admin *);

/* Print all rows of a statement without parameters, one by one. The exit status. */
typedef void admin_print(const struct rows *, int row);
int admin_list(const struct statement *, admin_print *);

/* A person types the name of the database; false and the error if not. */
bool admin_confirm(struct admin *);

/* Give all back; reports the error unless worked. The exit status. */
int admin_end(struct admin *, bool worked);

/* "muster: message" with the wrong fields and the hint, on standard error. */
void admin_report(const struct error *);

#endif
