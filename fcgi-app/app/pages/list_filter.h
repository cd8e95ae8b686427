#ifndef APP_PAGES_LIST_FILTER_H
#define APP_PAGES_LIST_FILTER_H

/* List filter: the fields of a list's filter form, from its description. */

#include <stdbool.h>

struct json;
struct request;
struct resource;
struct rows;
struct unit;

/* Add the statement whose rows {field, value, word} tell the choices of ids; fields: an
 * array of PostgreSQL, "{projectId,agentId}". */
bool list_filter_add(struct unit *, const char *fields);

/* "filter_fields" of the named fields (NULL-ended), as the query has them: see
 * partials/filter-menu. */
void list_filter_show(struct request *, const struct resource *,
		      const char *const *names, const struct rows *choices,
		      struct json *data);

/* The word of a choice; NULL if there is none. */
const char *list_filter_word(const struct rows *choices, const char *field,
			     const char *value);

#endif
