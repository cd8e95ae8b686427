/* muster routes: the table of routes; --nginx prints the locations that nginx
 * treats in a way of their own. */

#include "app/routes.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/config.h"
#include "base/text.h"
#include "command/admin.h"
#include "command/command.h"
#include "http/router.h"

#define MEBIBYTE (INT64_C(1024) * 1024)

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

/* In nginx's rewriting, the address that was asked for: an error page has another. */
static void
print_upload(const struct route *route, int64_t max)
{
	const char *unit = max < MEBIBYTE ? "bytes" : "MiB";

	printf("if ($request_uri ~ ^%s(\\?|$)) {\n"
	       "\tset $muster_limit \"%lld %s\";\n}\n", route->path,
	       (long long)(max < MEBIBYTE ? max : max / MEBIBYTE), unit);
	print_location(route->path);
	printf("\tclient_max_body_size %lld;\n"
	       "\tinclude /etc/nginx/muster/fastcgi.conf;\n"
	       "\tfastcgi_pass muster_web;\n"
	       "}\n", (long long)max);
}

/* Who has no credential yet may only try: sign in, sign up, ask for a link. */
static bool
is_try(const struct route *route)
{
	return route->method == POST && route->role == ROLE_ANYONE;
}

static void
print_try(const struct route *route)
{
	print_location(route->path);
	printf("\tlimit_req zone=muster_requests burst=600 nodelay;\n"
	       "\tlimit_req zone=muster_sign_in burst=20 nodelay;\n"
	       "\tinclude /etc/nginx/muster/fastcgi.conf;\n"
	       "\tfastcgi_pass muster_web;\n"
	       "}\n");
}

static void
print_nginx(const struct route *route, int64_t upload_max)
{
	if (is_try(route))
		print_try(route);
	else if (route->flags & ROUTE_UPLOAD)
		print_upload(route, upload_max);
}

static void
print_all(struct arena *arena, bool for_nginx, int64_t upload_max)
{
	if (for_nginx)
		printf("# made by muster routes --nginx\n");
	for (const struct route *route = routes_all(arena); route->method;
	     route++)
		if (for_nginx)
			print_nginx(route, upload_max);
		else
			print_route(route);
}

int
command_routes(int argc, char **argv)
{
	bool for_nginx = argc == 2 && text_equal(argv[1], "--nginx");
	struct admin admin;
	bool worked;

	if (argc > 1 && !for_nginx)
		return command_misused(argv[0]);
	worked = admin_begin(&admin);
	if (worked)
		print_all(admin.arena, for_nginx,
			  config_int(admin.config, CONFIG_UPLOAD_MAX));
	return admin_end(&admin, worked);
}
