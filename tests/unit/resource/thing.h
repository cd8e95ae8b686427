#ifndef TESTS_UNIT_RESOURCE_THING_H
#define TESTS_UNIT_RESOURCE_THING_H

/* Thing: a made-up resource with a field of every kind, and requests for it. */

#include "http/request.h"
#include "http/router.h"
#include "resource/resource.h"
#include "resource/words.h"

extern const struct words thing_states;
extern const struct resource thing_resource;

/* Fields of it, by number, as shapes name them. */
enum {
	THING_ID, THING_NAME, THING_STATUS, THING_ACTIVITY, THING_SIZE,
	THING_PRICE, THING_OPEN, THING_OWNER, THING_OPTIONS, THING_PAYLOAD,
	THING_TAGS, THING_KEPT, THING_BEGAN, THING_VERSION, THING_CREATED
};

/* A request to /api/things as a route with these flags has it. */
struct request *thing_request(struct arena *, int flags);

/* Give it a query ("a=1&b=2") or a body of JSON. */
void thing_query(struct request *, const char *query);
void thing_body(struct request *, const char *json);

/* The wrong fields as "pointer code; pointer code"; "" if there are none. */
const char *thing_errors(const struct request *);

#endif
