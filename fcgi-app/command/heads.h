#ifndef COMMAND_HEADS_H
#define COMMAND_HEADS_H

/*
 * Heads: a file outside the database with a line for every seal of the audit log,
 * "TIME TENANT NUMBER DIGEST", oldest first. It is only ever added to, so a file
 * system or another host may keep it from being changed.
 */

#include <stdbool.h>
#include <stddef.h>

struct admin;

struct heads_tally {
	size_t recorded;
	size_t broken;		/* not, or not so, in the database */
};

/* Add what was sealed since the last line, made durable. The file is made, with
 * mode 0600, when it is not there. False and admin's error. */
bool heads_record(struct admin *, const char *path);

/* Compare every line with the database and print those that disagree. */
bool heads_verify(struct admin *, const char *path, struct heads_tally *out);

#endif
