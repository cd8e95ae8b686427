#ifndef HTTP_ROUTER_H
#define HTTP_ROUTER_H

/*
 * Router: one table of routes. A literal segment wins over a ":name". HEAD finds
 * GET; OPTIONS and 405 are made from the table.
 */

#include <stdbool.h>
#include <stddef.h>

#include "auth/role.h"
#include "db/unit.h"
#include "http/request.h"

struct arena;
struct call;
struct resource;
struct router;

/* Whose words the members speak: see resource/words.h. */
enum dialect { DIALECT_STORE, DIALECT_DASHBOARD, DIALECT_BUILDER };

enum route_flag {
	ROUTE_LENIENT = 1,	/* existing clients: unknown parameters and members pass */
	ROUTE_SLOW = 2,		/* the slow lane */
	ROUTE_NO_CSRF = 4,	/* made before there is a session: headers are checked, no token */
	ROUTE_WRITES = 8,	/* a GET that must not be read only (none so far) */
	/*
	 * Takes files as multipart/form-data. They are read when the caller is known
	 * to have the role, in a unit before that of plan; plan finds req->upload.
	 */
	ROUTE_UPLOAD = 16,
	ROUTE_FORM = 32,	/* of the API, and takes a form in the place of JSON, too */
};

struct route {
	enum method method;
	const char *path;		/* "/api/agents/:id" */
	enum role role;			/* needed; ROLE_NONE stops the server */
	plan_fn *plan;			/* NULL: no unit of the handler's own */
	reply_fn *reply;
	const struct resource *resource;	/* of generic handlers */
	enum dialect dialect;
	int flags;
	const char *title;		/* for the documents; NULL: internal */
	const struct call *call;	/* what it takes and answers besides; call.h */
};

/* Compile a table that ends with method METHOD_NONE; NULL and why not: a row without
 * role or reply, two rows of the same method and path. */
struct router *router_new(struct arena *, const struct route *routes,
			  struct error *);

/*
 * Find the route and set req->route and req->params; false with ERROR_NOT_FOUND, or
 * ERROR_METHOD where only the method does not fit.
 */
bool router_find(const struct router *, struct request *);

/* "GET, HEAD, POST": what the path of req allows; NULL if the path is unknown. */
const char *router_allow(const struct router *, const struct request *);

const struct route *router_routes(const struct router *, size_t *count);

const char *method_name(enum method);
enum method method_parse(const char *name);	/* HEAD is GET; METHOD_NONE if unknown */

#endif
