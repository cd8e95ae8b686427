#ifndef APP_API_BODY_H
#define APP_API_BODY_H

/* Body: members of small JSON bodies that are no resource. */

#include <stdbool.h>

#include "json/slice.h"

struct batch;
struct batch_of;
struct field;
struct member;
struct request;

/* The text of a member; NULL if it is absent or no text. */
const char *body_text(const struct request *, const char *name);

/* A member of any type; false if it is absent. */
bool body_find(const struct request *, const char *name, struct json_slice *);

/* It is absent, or an object of no other members than these (call.h; they end with
 * name NULL); all that are wrong are told. */
bool body_check(struct request *, const struct member *);

/* A member as a field takes it, NULL in *text where it is absent; false, and the
 * field is recorded as wrong, if it does not fit. */
bool body_value(struct request *, const struct field *, const char **text);

/* The rows of a batch: {name: […]}, […] or one row. False, and what is wrong is
 * recorded, if there is none or one does not fit. */
bool body_batch(struct request *, const char *name, const struct batch_of *,
		struct batch *);

#endif
