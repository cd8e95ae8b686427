/*
 * Mustache: a template, a line "%%", its data. The template "self" is the
 * template itself, "part" and "parent" are small ones.
 */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "json/json.h"
#include "json/parse.h"
#include "template/mustache.h"

/* Partials that name themselves twice grow without bounds worth waiting for. */
#define FIND_MAX 200

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

struct templates {
	const struct mustache *self, *part, *parent;
	int found;
};

static const struct mustache *
find(void *object, const char *name)
{
	struct templates *templates = object;

	if (templates->found++ >= FIND_MAX)
		return NULL;
	if (strcmp(name, "self") == 0)
		return templates->self;
	if (strcmp(name, "part") == 0)
		return templates->part;
	if (strcmp(name, "parent") == 0)
		return templates->parent;
	return NULL;
}

static const struct mustache *
compile(struct arena *arena, const char *source)
{
	struct error err = { .arena = arena };

	return mustache_compile(arena, source, &err);
}

static const struct json *
read_data(struct arena *arena, const char *text)
{
	struct error err = { .arena = arena };
	const struct json *data = json_parse(arena, text, strlen(text), &err);

	return data != NULL ? data : json_object(arena);
}

/* Lists within lists multiply; a hundred megabytes are no new case. */
static bool
is_small(const struct json *data)
{
	for (size_t i = 0; i < json_count(data); i++)
		if (!is_small(json_value_at(data, i)))
			return false;
	return json_count(data) <= 4;
}

static void
render(struct arena *arena, const struct mustache *self,
       const struct json *data)
{
	struct templates templates = {
		.self = self,
		.part = compile(arena, "[{{a}}\n{{{.}}}\n]\n"),
		.parent = compile(arena, "<\n  {{$a}}\n    x\n{{>part}}\n"
				  "  {{/a}}\n{{$b}}y{{/b}}>\n"),
	};
	struct buf buf;

	buf_init(&buf, arena, 16);
	mustache_render(&buf, self, data, find, &templates);
	if (buf.bytes[buf.len] != '\0')
		abort();
}

static void
list_partials(struct arena *arena, const struct mustache *template)
{
	int line;

	for (size_t i = 0; i < 8; i++)
		if (mustache_partial(arena, template, i, &line) == NULL)
			return;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(256);
	char *source = arena_copy(arena, (const char *)bytes, len);
	char *data = strstr(source, "\n%%\n");
	const struct mustache *template;
	const struct json *json;

	if (data != NULL) {
		*data = '\0';
		data += 4;
	}
	template = compile(arena, source);
	json = read_data(arena, data != NULL ? data : "{}");
	if (template != NULL) {
		list_partials(arena, template);
		if (is_small(json))
			render(arena, template, json);
	}
	arena_free(arena);
	return 0;
}
