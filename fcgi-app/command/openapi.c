/* muster openapi: the document of the API, as /api/openapi.json has it. */

#include <stdio.h>

#include "app/reference.h"
#include "app/routes.h"
#include "base/arena.h"
#include "command/command.h"
#include "http/router.h"

int
command_openapi(int argc, char **argv)
{
	struct openapi_source source;
	const struct openapi *openapi;
	struct arena *arena;

	if (argc != 1)
		return command_misused(argv[0]);
	arena = arena_new(1 << 14);
	source = reference_source(routes_all(arena));
	openapi = openapi_new(arena, &source);
	printf("%s\n", openapi->text);
	arena_free(arena);
	return 0;
}
