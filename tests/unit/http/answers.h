#ifndef TESTS_UNIT_HTTP_ANSWERS_H
#define TESTS_UNIT_HTTP_ANSWERS_H

/* Answers: the plans and replies that routes of several tests have. */

#include <stdbool.h>

#include "db/statement.h"

struct request;
struct response;
struct rows;
struct unit;

extern const struct statement echo;	/* what it is given */
extern const struct statement other;

/* echo, given "value" of the query; and other. */
bool echo_plan(struct request *, struct unit *);

/* {"ok":"yes"} */
bool ok_reply(struct request *, const struct rows *, struct response *);

/* The page of the harness, for the name "<hello>". */
bool hello_reply(struct request *, const struct rows *, struct response *);

#endif
