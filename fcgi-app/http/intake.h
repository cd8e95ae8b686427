#ifndef HTTP_INTAKE_H
#define HTTP_INTAKE_H

/*
 * Intake: a body that is too large for memory, read in turns, so that other requests
 * of the loop have theirs in between. For lifecycle.c.
 */

#include <stdbool.h>

struct exchange;
struct step;

/* The first step of a ROUTE_UPLOAD: says who asks, and that the files come next. */
struct step intake_step(void);

/* The stage UPLOAD: a turn of reading it. At its end req->upload is set and the stage
 * ADMIT is next, which sees the form. False: refused, and req->error says why. */
bool intake_upload(struct exchange *);

/* A turn of reading what nobody wants; true when nothing is left. */
bool intake_drop(struct exchange *);

#endif
