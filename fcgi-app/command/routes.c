/* muster routes: the table of routes; --nginx prints the locations that nginx
 * treats in a way of their own. */

#include "app/routes.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "command/command.h"
#include "http/router.h"

static void
print_route(const struct route *route)
{
	printf("%-7s %-44s %-9s %s\n", method_name(route->method), route->path,
	       role_name(route->role), route->title ? route->title : "");
}

/* "/reset/:token" as a location: a pattern where the path has a name in it. */
static void
print_location(const char *path)
{
	if (!strchr(path, ':')) {
		printf("location = %s {\n", path);
		return;
	}
	printf("location ~ ^");
	while (*path) {
		size_t len = strcspn(path, ":");

		printf("%.*s", (int)len, path);
		path += len;
		if (*path == ':')
			printf("[^/]+");
		path += strcspn(path, "/");
	}
	printf("$ {\n");
}

/* Who has no credential yet may only try: sign in, sign up, ask for a link. */
static bool
is_try(const struct route *route)
{
	return route->method == POST && route->role == ROLE_ANYONE;
}

static void
print_nginx(const struct route *route)
{
	if (!is_try(route))
		return;
	print_location(route->path);
	printf("\tlimit_req zone=muster_requests burst=600 nodelay;\n"
	       "\tlimit_req zone=muster_sign_in burst=20 nodelay;\n"
	       "\tinclude /etc/nginx/muster/fastcgi.conf;\n"
	       "\tfastcgi_pass muster_web;\n"
	       "}\n");
}

int
command_routes(int argc, char **argv)
{
	bool for_nginx = argc == 2 && text_equal(argv[1], "--nginx");
	struct arena *arena;

	if (argc > 1 && !for_nginx)
		return command_misused(argv[0]);
	arena = arena_new(1 << 14);
	if (for_nginx)
		printf("# made by muster routes --nginx\n");
	for (const struct route *route = routes_all(arena); route->method;
	     route++)
		(for_nginx ? print_nginx : print_route)(route);
	arena_free(arena);
	return 0;
}
