#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "base/arena.h"
#include "base/error.h"
#include "http/disposition.h"

struct fixture {
	struct arena *arena;
	struct error error;
	const char *name, *file_name;
};

static int
set_up(void **state)
{
	struct arena *arena = arena_new(1024);
	struct fixture *f = arena_alloc(arena, sizeof *f);

	f->arena = arena;
	f->error.arena = arena;
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(((struct fixture *)*state)->arena);
	return 0;
}

static bool
reads(struct fixture *f, const char *lines)
{
	return disposition_read(f->arena, arena_text(f->arena, lines), &f->name,
				&f->file_name, &f->error);
}

static void
check_file_name(struct fixture *f, const char *quoted, const char *expected)
{
	assert_true(reads(f, arena_printf(f->arena, "Content-Disposition: "
		"form-data; name=\"files\"; filename=%s\r\n", quoted)));
	assert_string_equal(f->file_name, expected);
}

static void
a_field_has_a_name_and_no_file_name(void **state)
{
	struct fixture *f = *state;

	assert_true(reads(f, "Content-Disposition: form-data; name=\"csrf\"\r\n"));
	assert_string_equal(f->name, "csrf");
	assert_null(f->file_name);
}

static void
other_headers_and_other_cases_are_taken(void **state)
{
	struct fixture *f = *state;

	assert_true(reads(f, "content-type: application/json\r\n"
			  "CONTENT-DISPOSITION:\tForm-Data;NAME=a ; FileName=b\r\n"
			  "Content-Transfer-Encoding: binary\r\n"));
	assert_string_equal(f->name, "a");
	assert_string_equal(f->file_name, "b");
}

static void
escapes_of_browsers_and_of_programs_are_undone(void **state)
{
	struct fixture *f = *state;

	check_file_name(f, "\"a%22b%0d%0Ac.json\"", "a\"b\r\nc.json");
	check_file_name(f, "\"a\\\"b\\\\c.json\"", "a\"b\\c.json");
	check_file_name(f, "\"C:\\flows\\a.json\"", "C:\\flows\\a.json");
	check_file_name(f, "\"100%25; name=x\"", "100%25; name=x");
	check_file_name(f, "\"\"", "");
}

static void
a_part_without_a_name_is_refused(void **state)
{
	static const char *const lines[] = {
		"",
		"Content-Type: text/plain\r\n",
		"Content-Disposition: form-data\r\n",
		"Content-Disposition: form-data; name\r\n",
		"Content-Disposition: form-data; name=\"a\r\n",
		"Content-Disposition: form-data; filename=\"a\"\r\n",
		"Content-Disposition: attachment; name=\"a\"\r\n",
		"Content-Disposition: form-data; name=\"a\"\r\n"
		"Content-Disposition: form-data; name=\"b\"\r\n",
	};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct fixture *f = *state;

		error_clear(&f->error);
		assert_false(reads(f, lines[i]));
		assert_int_equal(f->error.kind, ERROR_BAD_REQUEST);
		assert_string_equal(f->error.message,
				    "a part of the form has no name");
	}
}

static void
an_encoded_part_is_refused(void **state)
{
	struct fixture *f = *state;

	assert_false(reads(f, "Content-Transfer-Encoding: base64\r\n"
			   "Content-Disposition: form-data; name=\"a\"\r\n"));
	assert_string_equal(f->error.message,
			    "a part of the form is encoded, which nobody takes");
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_field_has_a_name_and_no_file_name),
		test(other_headers_and_other_cases_are_taken),
		test(escapes_of_browsers_and_of_programs_are_undone),
		test(a_part_without_a_name_is_refused),
		test(an_encoded_part_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
