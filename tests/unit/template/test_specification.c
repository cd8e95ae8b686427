/*
 * Every case of the modules of the Mustache specification, read from the folder
 * mustache-spec in $MUSTER_SHARED/data or beside the source.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "json/json.h"
#include "json/parse.h"
#include "template/mustache.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

struct partials {
	struct arena *arena;
	const struct json *sources;
};

static const char *
path_of(struct arena *arena, const char *module)
{
	const char *shared = getenv("MUSTER_SHARED");
	const char *srcdir = getenv("srcdir");

	if (shared == NULL)
		shared = arena_printf(arena, "%s/../shared",
				      srcdir != NULL ? srcdir : ".");
	return arena_printf(arena, "%s/data/mustache-spec/%s.json", shared,
			    module);
}

static const struct json *
read_module(struct arena *arena, const char *path)
{
	struct error err = { .arena = arena };
	FILE *file = fopen(path, "r");
	char *text = arena_alloc(arena, 100000);
	const struct json *json;

	assert_non_null(file);
	json = json_parse(arena, text, fread(text, 1, 100000, file), &err);
	fclose(file);
	assert_non_null(json);
	return json_find(json, "tests");
}

static const struct mustache *
find_partial(void *object, const char *name)
{
	struct partials *partials = object;
	struct error err = { .arena = partials->arena };
	const struct json *source;

	if (partials->sources == NULL)
		return NULL;
	source = json_find(partials->sources, name);
	if (source == NULL)
		return NULL;
	return mustache_compile(partials->arena, json_string(source), &err);
}

/* One case; says on standard output what differs. */
static bool
passes(struct arena *arena, const struct json *test)
{
	struct error err = { .arena = arena };
	struct partials partials = { arena, json_find(test, "partials") };
	const char *source = json_string(json_find(test, "template"));
	const char *expected = json_string(json_find(test, "expected"));
	struct mustache *template = mustache_compile(arena, source, &err);
	struct buf buf;

	buf_init(&buf, arena, 100);
	if (template != NULL)
		mustache_render(&buf, template, json_find(test, "data"),
				find_partial, &partials);
	if (template != NULL && strcmp(buf.bytes, expected) == 0)
		return true;
	printf("%s: %s\n--- is\n%s\n--- not\n%s\n---\n",
	       json_string(json_find(test, "name")),
	       template == NULL ? err.message : "differs", buf.bytes, expected);
	return false;
}

static void
check_module(const char *name)
{
	struct arena *arena = arena_new(4096);
	const char *path = path_of(arena, name);
	const struct json *tests;
	size_t failed = 0;

	if (access(path, R_OK) != 0) {
		printf("# skipped: there is no %s\n", path);
		arena_free(arena);
		skip();
	}
	tests = read_module(arena, path);
	assert_true(json_count(tests) > 0);
	for (size_t i = 0; i < json_count(tests); i++)
		failed += !passes(arena, json_at(tests, i));
	arena_free(arena);
	assert_int_equal(failed, 0);
}

static void
comments_are_as_specified(void **state)
{
	(void)state;
	check_module("comments");
}

static void
delimiters_are_as_specified(void **state)
{
	(void)state;
	check_module("delimiters");
}

static void
interpolation_is_as_specified(void **state)
{
	(void)state;
	check_module("interpolation");
}

static void
inverted_sections_are_as_specified(void **state)
{
	(void)state;
	check_module("inverted");
}

static void
partials_are_as_specified(void **state)
{
	(void)state;
	check_module("partials");
}

static void
sections_are_as_specified(void **state)
{
	(void)state;
	check_module("sections");
}

static void
inheritance_is_as_specified(void **state)
{
	(void)state;
	check_module("optional-inheritance");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comments_are_as_specified),
		cmocka_unit_test(delimiters_are_as_specified),
		cmocka_unit_test(interpolation_is_as_specified),
		cmocka_unit_test(inverted_sections_are_as_specified),
		cmocka_unit_test(partials_are_as_specified),
		cmocka_unit_test(sections_are_as_specified),
		cmocka_unit_test(inheritance_is_as_specified),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
