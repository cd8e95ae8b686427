#ifndef HTTP_ADMIT_H
#define HTTP_ADMIT_H

/*
 * Admit: what a request must be before anything is asked of the database. Says
 * nothing yet about whether its credential is valid.
 */

#include <stdbool.h>

struct request;

/*
 * A credential where the route needs one, within its limits, an origin that may change things, a body
 * of the right type and form: then req->json, req->form and req->tenant_seen are set.
 * Where files are to come, only the credential is looked at before they are read.
 */
bool admit(struct request *);

#endif
