/* What a call is named in documents; see call.h. */
#include "resource/call.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"

/* "/api" is in front of every call, and says nothing. */
static const char *
without_root(const char *path)
{
	return text_starts(path, "/api/") ? path + strlen("/api") : path;
}

const char *
call_noun(struct arena *arena, const struct route *route)
{
	const char *path = without_root(route->path);

	if (path == route->path)
		return "health";
	return arena_copy(arena, path + 1, strcspn(path + 1, "/"));
}

/* The action of a POST stands behind its noun: executionCancel. */
static const char *
verb_of(const struct route *route)
{
	static const char *const verbs[METHOD_COUNT] = {
		[GET] = "get", [POST] = "", [PUT] = "replace",
		[PATCH] = "update", [DELETE] = "delete",
	};
	enum call_kind kind = call_of(route)->kind;

	if (kind == CALL_LIST)
		return "list";
	if (kind == CALL_SAVE)
		return "save";
	return kind == CALL_CREATE ? "create" : verbs[route->method];
}

/* "ApiKeys" of api-keys: what stands before an id, or is made, is one of them. */
static void
add_words(struct buf *name, const char *words, size_t len, bool is_one)
{
	bool begins_word = name->len > 0;

	bool has_y = is_one && len > 3 && memcmp(words + len - 3, "ies", 3) == 0;

	if (has_y)
		len -= strlen("ies");
	else if (is_one && len > 1 && words[len - 1] == 's')
		len--;
	for (size_t i = 0; i < len; i++) {
		char c = words[i];

		if (c != '-' && c != '.')
			buf_char(name, begins_word ? (char)toupper((unsigned char)c)
						   : c);
		begins_word = c == '-' || c == '.';
	}
	if (has_y)
		buf_char(name, 'y');
}

const char *
call_name(struct arena *arena, const struct route *route)
{
	enum call_kind kind = call_of(route)->kind;
	bool makes = kind == CALL_CREATE || kind == CALL_SAVE;
	const char *part = without_root(route->path);
	struct buf name;

	buf_init(&name, arena, 64);
	buf_text(&name, verb_of(route));
	while (*part) {
		size_t len = strcspn(++part, "/");
		const char *next = part + len;
		bool is_one = *next ? next[1] == ':' : makes;

		if (*part != ':')
			add_words(&name, part, len, is_one);
		part = next;
	}
	return name.bytes;
}
