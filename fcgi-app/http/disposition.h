#ifndef HTTP_DISPOSITION_H
#define HTTP_DISPOSITION_H

/* Disposition: the headers of a part of multipart/form-data (RFC 7578, section 4). */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;

/* A parameter of a header's value (RFC 2045, section 5.1), its quotes undone; NULL if
 * it is absent or malformed. Arena-owned. */
char *disposition_parameter(struct arena *, const char *value, const char *name);

/*
 * Name and file name of a part, from its header lines, which end with CRLF each and
 * are changed. file_name is NULL where there is none. False and ERROR_BAD_REQUEST.
 */
bool disposition_read(struct arena *, char *lines, const char **name,
		      const char **file_name, struct error *);

#endif
