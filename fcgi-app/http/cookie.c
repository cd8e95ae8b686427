#include "http/cookie.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"

static const char *
skip_space(const char *text, const char *end)
{
	while (text < end && (*text == ' ' || *text == '\t'))
		text++;
	return text;
}

/* Without white space and the quotes that RFC 6265 section 4.1.1 allows. */
static const char *
copy_value(struct arena *arena, const char *value, const char *end)
{
	while (end > value && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	if (end - value >= 2 && *value == '"' && end[-1] == '"') {
		value++;
		end--;
	}
	return arena_copy(arena, value, (size_t)(end - value));
}

static bool
is_named(const char *pair, const char *end, const char *name)
{
	size_t len = strlen(name);

	return (size_t)(end - pair) > len && memcmp(pair, name, len) == 0
		&& pair[len] == '=';
}

const char *
cookie_find(struct arena *arena, const char *header, const char *name)
{
	while (header) {
		const char *end = strchrnul(header, ';');

		header = skip_space(header, end);
		if (is_named(header, end, name))
			return copy_value(arena, header + strlen(name) + 1, end);
		header = *end ? end + 1 : NULL;
	}
	return NULL;
}

const char *
cookie_make(struct arena *arena, const char *name, const char *value,
	    int max_age_s)
{
	return arena_printf(arena, "%s=%s; Max-Age=%d; Path=/; Secure; HttpOnly;"
			    " SameSite=Lax", name, value, max_age_s);
}
