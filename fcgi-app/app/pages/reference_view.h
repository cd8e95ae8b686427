#ifndef APP_PAGES_REFERENCE_VIEW_H
#define APP_PAGES_REFERENCE_VIEW_H

/* Reference view: one call of the API as the reference shows it. */

#include <stdbool.h>

struct json;
struct openapi_source;
struct request;
struct route;

/* True if all words of the search are in what the call is named by; "" fits all. */
bool reference_view_fits(struct request *, const struct openapi_source *,
			 const struct route *, const char *search);

/*
 *	name, method, path, title, role, help, keys (what a search looks at)
 *	parameters, body	[{name, type, help, is_required, place}], of
 *				parameters also {is_tried, options}
 *	answers			[{status, word}]
 *	example, answer		JSON; "" if none
 *	curl, can_try
 */
void reference_view_show(struct request *, const struct openapi_source *,
			 const struct route *, struct json *item);

#endif
