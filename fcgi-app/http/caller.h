#ifndef HTTP_CALLER_H
#define HTTP_CALLER_H

/* Caller: auth.begin in front of a unit, and who it found. */

#include <stdbool.h>

#include "auth/role.h"

struct request;
struct rows;
struct unit;
struct unit_failure;

/* Its name, as failures of units tell it. */
#define CALLER_STATEMENT "auth_begin"

/* Put auth.begin, which wants this role, before the statements of unit. The token is
 * there. */
void caller_begin(const struct request *, struct unit *, enum role,
		  bool is_read_only);

/* Its row; none, where the unit did not get so far, changes nothing. */
void caller_take(struct request *, const struct rows *);

/* Who asked for more than the role allows, or from a page of another tenant: for the
 * page that says so. */
void caller_take_refused(struct request *, const struct unit_failure *);

#endif
