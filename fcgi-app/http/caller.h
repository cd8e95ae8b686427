#ifndef HTTP_CALLER_H
#define HTTP_CALLER_H

/* Caller: auth.begin in front of a unit, and who it found. */

#include <stdbool.h>

struct request;
struct rows;
struct unit;

/* Its name, as failures of units tell it. */
#define CALLER_STATEMENT "auth_begin"

/* Put auth.begin before the statements of unit. The token is there. */
void caller_begin(const struct request *, struct unit *, bool is_read_only);

/* Its row; none, where the unit did not get so far, changes nothing. */
void caller_take(struct request *, const struct rows *);

#endif
