#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "json/json.h"
#include "template/store.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

struct desk {
	struct arena *arena;
	struct error err;
	char folder[64];
};

static int
set_up(void **state)
{
	struct arena *arena = arena_new(4096);
	struct desk *desk = arena_alloc(arena, sizeof *desk);

	desk->arena = arena;
	desk->err.arena = arena;
	strcpy(desk->folder, "store-XXXXXX");
	assert_non_null(mkdtemp(desk->folder));
	*state = desk;
	return 0;
}

static void
remove_file(struct desk *desk, const char *name)
{
	remove(arena_printf(desk->arena, "%s/%s", desk->folder, name));
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	remove_file(desk, "pages/agents.mustache");
	remove_file(desk, "pages/notes.txt");
	remove_file(desk, "pages");
	remove_file(desk, "layout.mustache");
	assert_int_equal(rmdir(desk->folder), 0);
	arena_free(desk->arena);
	return 0;
}

static void
write_file(struct desk *desk, const char *name, const char *text)
{
	const char *path = arena_printf(desk->arena, "%s/%s", desk->folder,
					name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void
make_pages(struct desk *desk)
{
	mkdir(arena_printf(desk->arena, "%s/pages", desk->folder), 0700);
}

static void
templates_are_named_by_their_path(void **state)
{
	struct desk *desk = *state;
	struct json *data = json_object(desk->arena);
	struct store *store;
	struct buf buf;

	make_pages(desk);
	write_file(desk, "layout.mustache", "<{{$content}}{{/content}}>");
	write_file(desk, "pages/agents.mustache",
		   "{{<layout}}{{$content}}{{n}}{{/content}}{{/layout}}");
	write_file(desk, "pages/notes.txt", "{{#not a template");
	store = store_open(desk->arena,
			   arena_printf(desk->arena, "%s/", desk->folder),
			   &desk->err);
	assert_non_null(store);
	json_set_int(data, "n", 4);
	buf_init(&buf, desk->arena, 0);
	store_render(store, "pages/agents", data, &buf);
	assert_string_equal(buf.bytes, "<4>");
}

static void
a_partial_that_is_not_there_is_an_error_at_start(void **state)
{
	struct desk *desk = *state;

	make_pages(desk);
	write_file(desk, "pages/agents.mustache", "a\n{{>partials/row}}\n");
	assert_null(store_open(desk->arena, desk->folder, &desk->err));
	assert_string_equal(desk->err.message, arena_printf(desk->arena,
		"%s/pages/agents.mustache: line 2: "
		"there is no template 'partials/row'", desk->folder));
}

static void
a_template_that_does_not_compile_is_named(void **state)
{
	struct desk *desk = *state;

	write_file(desk, "layout.mustache", "{{#a}}");
	assert_null(store_open(desk->arena, desk->folder, &desk->err));
	assert_string_equal(desk->err.message, arena_printf(desk->arena,
		"%s/layout.mustache: line 1: 'a' has no end", desk->folder));
}

static void
a_folder_that_is_not_there_is_an_error(void **state)
{
	struct desk *desk = *state;

	assert_null(store_open(desk->arena, "no-such-folder", &desk->err));
	assert_string_equal(desk->err.message, "cannot read 'no-such-folder': "
			    "No such file or directory");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(templates_are_named_by_their_path),
		TEST(a_partial_that_is_not_there_is_an_error_at_start),
		TEST(a_template_that_does_not_compile_is_named),
		TEST(a_folder_that_is_not_there_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
