#include "http/router.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

/* Segments of a path; no route of ours is near it. */
#define SEGMENTS_MAX 16

struct segment {
	const char *text;	/* not NUL-terminated */
	size_t len;
};

struct segments {
	struct segment list[SEGMENTS_MAX];
	size_t count;
};

/* A route as it is found: its segments name the parameters. */
struct target {
	const struct route *route;
	struct segments segments;
};

struct edge {
	struct segment name;
	struct node *node;
};

/* One segment deep in the tree of paths; edges are in order. */
struct node {
	struct edge *edges;
	size_t count, size;
	struct node *any;	/* ":name" */
	const struct target *targets[METHOD_COUNT];
};

struct router {
	const struct route *routes;
	size_t count;
	struct node *root;
};

static const char *const method_names[METHOD_COUNT] = {
	"", "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"
};

const char *
method_name(enum method method)
{
	return method_names[method];
}

enum method
method_parse(const char *name)
{
	if (strcmp(name, "HEAD") == 0)
		return GET;
	for (enum method method = GET; method < METHOD_COUNT; method++)
		if (strcmp(method_names[method], name) == 0)
			return method;
	return METHOD_NONE;
}

/* "/" has none, "/a/" has "a" and an empty one, which no route has. */
static bool
split(const char *path, struct segments *segments)
{
	segments->count = 0;
	if (path[1] == '\0')
		return true;
	while (*path == '/') {
		size_t len = strcspn(path + 1, "/");

		if (segments->count == SEGMENTS_MAX)
			return false;
		segments->list[segments->count++] =
			(struct segment){ path + 1, len };
		path += 1 + len;
	}
	return true;
}

static int
compare(const struct segment *a, const struct segment *b)
{
	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	return memcmp(a->text, b->text, a->len);
}

static int
compare_edge(const void *segment, const void *edge)
{
	return compare(segment, &((const struct edge *)edge)->name);
}

static struct node *
find_child(const struct node *node, const struct segment *name)
{
	struct edge *edge = NULL;

	if (node->count)
		edge = bsearch(name, node->edges, node->count, sizeof *edge,
			       compare_edge);
	return edge ? edge->node : NULL;
}

static void
make_room(struct arena *arena, struct node *node)
{
	size_t size = node->size ? 2 * node->size : 4;
	struct edge *edges;

	if (node->count < node->size)
		return;
	edges = arena_alloc(arena, size * sizeof *edges);
	if (node->count)
		memcpy(edges, node->edges, node->count * sizeof *edges);
	node->edges = edges;
	node->size = size;
}

static struct node *
add_child(struct arena *arena, struct node *node, const struct segment *name)
{
	size_t at = node->count;

	make_room(arena, node);
	while (at > 0 && compare(name, &node->edges[at - 1].name) < 0) {
		node->edges[at] = node->edges[at - 1];
		at--;
	}
	node->edges[at].name = *name;
	node->edges[at].node = arena_alloc(arena, sizeof *node);
	node->count++;
	return node->edges[at].node;
}

static struct node *
get_any(struct arena *arena, struct node *node)
{
	if (!node->any)
		node->any = arena_alloc(arena, sizeof *node);
	return node->any;
}

static bool
is_param(const struct segment *segment)
{
	return *segment->text == ':';
}

static struct node *
get_child(struct arena *arena, struct node *node, const struct segment *name)
{
	struct node *child;

	if (is_param(name))
		return get_any(arena, node);
	child = find_child(node, name);
	return child ? child : add_child(arena, node, name);
}

static bool
check(const struct route *route, struct segments *segments, struct error *err)
{
	const char *method = method_name(route->method);

	if (!route->path || *route->path != '/'
	    || !split(route->path, segments))
		return fail(err, ERROR_INTERNAL, "route %s '%s' is no path",
			    method, route->path ? route->path : "");
	if (route->role == ROLE_NONE)
		return fail(err, ERROR_INTERNAL, "route %s %s has no role",
			    method, route->path);
	if (!route->reply)
		return fail(err, ERROR_INTERNAL, "route %s %s has no reply",
			    method, route->path);
	return true;
}

static bool
add_route(struct router *router, struct arena *arena,
	  const struct route *route, struct error *err)
{
	struct target *target = arena_alloc(arena, sizeof *target);
	struct segments *segments = &target->segments;
	struct node *node = router->root;

	target->route = route;
	if (!check(route, segments, err))
		return false;
	for (size_t i = 0; i < segments->count; i++)
		node = get_child(arena, node, &segments->list[i]);
	if (node->targets[route->method])
		return fail(err, ERROR_INTERNAL, "there are two routes %s %s",
			    method_name(route->method), route->path);
	node->targets[route->method] = target;
	return true;
}

struct router *
router_new(struct arena *arena, const struct route *routes, struct error *err)
{
	struct router *router = arena_alloc(arena, sizeof *router);

	router->routes = routes;
	router->root = arena_alloc(arena, sizeof *router->root);
	for (; routes->method != METHOD_NONE; routes++) {
		if (!add_route(router, arena, routes, err))
			return NULL;
		router->count++;
	}
	return router;
}

/* The first node of the path that has the method: literal names go first. */
static const struct target *
find_target(const struct node *node, const struct segments *path, size_t at,
	    enum method method)
{
	const struct target *target = NULL;
	const struct node *child;

	if (at == path->count)
		return node->targets[method];
	child = find_child(node, &path->list[at]);
	if (child)
		target = find_target(child, path, at + 1, method);
	if (!target && node->any && path->list[at].len > 0)
		target = find_target(node->any, path, at + 1, method);
	return target;
}

static void
set_params(struct request *req, const struct target *target,
	   const struct segments *path)
{
	const struct segments *names = &target->segments;
	struct pair *list = arena_alloc(req->arena,
					(path->count + 1) * sizeof *list);
	size_t count = 0;

	for (size_t i = 0; i < path->count; i++) {
		const struct segment *name = &names->list[i];
		const struct segment *value = &path->list[i];

		if (!is_param(name))
			continue;
		list[count].name = arena_copy(req->arena, name->text + 1,
					      name->len - 1);
		list[count++].value = arena_copy(req->arena, value->text,
						 value->len);
	}
	req->params = (struct pairs){ list, count };
}

static unsigned
find_methods(const struct router *router, const char *path)
{
	struct segments segments;
	unsigned methods = 0;

	if (!split(path, &segments))
		return 0;
	for (enum method method = GET; method < METHOD_COUNT; method++)
		if (find_target(router->root, &segments, 0, method))
			methods |= 1u << method;
	return methods;
}

bool
router_find(const struct router *router, struct request *req)
{
	const struct target *target = NULL;
	struct segments path;

	if (split(req->path, &path))
		target = find_target(router->root, &path, 0, req->method);
	if (target) {
		req->route = target->route;
		set_params(req, target, &path);
		return true;
	}
	if (find_methods(router, req->path))
		return fail(&req->error, ERROR_METHOD,
			    "this address does not take that method");
	return fail(&req->error, ERROR_NOT_FOUND, "there is nothing at '%s'",
		    req->path);
}

static void
add_name(struct buf *allow, const char *name)
{
	if (allow->len > 0)
		buf_text(allow, ", ");
	buf_text(allow, name);
}

const char *
router_allow(const struct router *router, const struct request *req)
{
	unsigned methods = find_methods(router, req->path);
	struct buf allow;

	if (!methods)
		return NULL;
	buf_init(&allow, req->arena, 64);
	for (enum method method = GET; method < OPTIONS; method++) {
		if (methods & 1u << method)
			add_name(&allow, method_name(method));
		if (method == GET && methods & 1u << GET)
			add_name(&allow, "HEAD");
	}
	add_name(&allow, "OPTIONS");
	return allow.bytes;
}

const struct route *
router_routes(const struct router *router, size_t *count)
{
	*count = router->count;
	return router->routes;
}
