#ifndef HTTP_FORM_H
#define HTTP_FORM_H

/* Form: the body of a POST from a page, urlencoded or with an upload. */

#include <stdbool.h>
#include <stddef.h>

#include "http/url.h"

struct request;

/* A field of the form, trimmed of nothing; NULL if absent. */
const char *form_value(const struct request *, const char *name);

/* All values of a repeated field; NULL-terminated, arena-owned. */
const char **form_values(const struct request *, const char *name);

#endif
