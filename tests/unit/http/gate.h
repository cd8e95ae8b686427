#ifndef TESTS_UNIT_HTTP_GATE_H
#define TESTS_UNIT_HTTP_GATE_H

/* Gate: a job that lasts until the test lets it go. */

#include <stdbool.h>

struct request;
struct response;
struct rows;

void gate_close(void);
void gate_open(void);

/* Wait until a job stands at the closed gate. */
void gate_await(void);

/* Answers as ok_reply, behind a job that goes through the gate. */
bool gate_reply(struct request *, const struct rows *, struct response *);

#endif
