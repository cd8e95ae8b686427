#ifndef DB_PROGRAM_H
#define DB_PROGRAM_H

/* Program: a client program of PostgreSQL as a child process. */

#include <stdbool.h>
#include <sys/types.h>

struct error;

/*
 * Start argv[0] of PATH with these descriptors as its input and output; -1
 * leaves ours. conninfo goes into its environment, as arguments are seen by
 * all; NULL: it needs no database. -1 and the error if it cannot be started.
 */
pid_t program_start(const char *const *argv, const char *conninfo, int in,
		    int out, struct error *);

/* Wait until it ends; false and the error, unless it ended well. */
bool program_wait(pid_t, const char *name, struct error *);

#endif
