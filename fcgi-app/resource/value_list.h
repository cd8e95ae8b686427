#ifndef RESOURCE_VALUE_LIST_H
#define RESOURCE_VALUE_LIST_H

/* Value list: what value.h does, for fields that are arrays of texts or of ids. */

#include <stdbool.h>
#include <stddef.h>

#include "json/scan.h"

struct field;
struct value_place;

/* How many items it may have. */
size_t value_list_max(const struct field *);

bool value_list_from_json(const struct value_place *, const struct field *,
			  struct json_slice, const char **out);
/* With commas between the items. */
bool value_list_from_text(const struct value_place *, const struct field *,
			  const char *text, const char **out);

#endif
