#ifndef RESOURCE_LIST_CONDITION_H
#define RESOURCE_LIST_CONDITION_H

/* List condition: a parameter that filters a field or bounds a time. */

#include <stdbool.h>

struct list;
struct request;

/* Into list->conditions; false with ERROR_BAD_REQUEST, also where a strict route
 * does not know the name. */
bool list_condition_read(struct request *, struct list *, const char *name,
			 const char *text);

/* A wrong parameter, told with all the others. Always false. */
bool list_refuse(struct request *, const char *name, const char *code,
		 const char *message);

#endif
