/*
 * Cookie: what is found in a header stands there behind its name, and holds
 * nothing that could end it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "http/cookie.h"
#include "tests/fuzz/must.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
check_found(struct arena *arena, const char *header, const char *name)
{
	const char *value = cookie_find(arena, header, name);
	const char *start = arena_printf(arena, "%s=", name);

	if (!value) {
		/* neither first nor behind a separator */
		must(strncmp(header, start, strlen(start)) != 0);
		must(!strstr(header, arena_printf(arena, ";%s", start)));
		must(!strstr(header, arena_printf(arena, "; %s", start)));
		return;
	}
	must(strstr(header, start) != NULL);
	must(strstr(header, value) != NULL);
	must(strchr(value, ';') == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(256);
	/* Exactly as large, so that reading on is found. */
	char *header = malloc(len + 1);

	if (len > 0)
		memcpy(header, bytes, len);
	header[len] = '\0';
	check_found(arena, header, COOKIE_SESSION);
	check_found(arena, header, "a");
	arena_free(arena);
	free(header);
	return 0;
}
