#ifndef APP_QUERY_H
#define APP_QUERY_H

/* Query: parameters of routes that are no lists; what is wrong is
 * ERROR_BAD_REQUEST, all of it at once. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct request;

/* No others than these, "of metrics"; known ends with NULL. */
bool query_check_known(struct request *, const char *const *known,
		       const char *of);

/* A time; *ms stays where there is none. */
bool query_read_time(struct request *, const char *name, int64_t *ms);

#endif
