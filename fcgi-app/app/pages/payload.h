#ifndef APP_PAGES_PAYLOAD_H
#define APP_PAGES_PAYLOAD_H

/*
 * Payload: a JSON value for people, in lines of which the member names stand
 * out.
 */

#include <stddef.h>

struct arena;
struct json;

/* Characters that pages show; also in their SQL. */
#define PAYLOAD_MAX 65536

/*
 * Add {title, note, lines, is_cut, api} to parts, see partials/payload-parts.
 * text is the beginning of a value of length characters; NULL: there is none,
 * and nothing is added. api: where the whole of it is, or NULL.
 */
void payload_add(struct arena *, struct json *parts, const char *title,
		 const char *text, const char *length, const char *api);

#endif
