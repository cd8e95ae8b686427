#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "http/multipart.h"

#define TYPE "multipart/form-data; boundary=AaB03x"
#define PART(name) \
	"--AaB03x\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n"

/* What the reader is told, as one text: "name[file]<data>". */
struct fixture {
	struct arena *arena;
	struct error error;
	struct buf told;
	int parts_max;
	struct multipart_reader reader;
};

static bool
on_begin(void *object, const struct multipart_part *part)
{
	struct fixture *f = object;

	if (f->parts_max-- == 0)
		return fail(&f->error, ERROR_TOO_LARGE, "too many");
	buf_text(&f->told, part->name);
	if (part->file_name)
		buf_printf(&f->told, "[%s]", part->file_name);
	buf_char(&f->told, '<');
	return true;
}

static bool
on_data(void *object, const char *bytes, size_t len)
{
	buf_add(&((struct fixture *)object)->told, bytes, len);
	return true;
}

static bool
on_end(void *object)
{
	buf_char(&((struct fixture *)object)->told, '>');
	return true;
}

static int
set_up(void **state)
{
	struct arena *arena = arena_new(1024);
	struct fixture *f = arena_alloc(arena, sizeof *f);

	f->arena = arena;
	f->error.arena = arena;
	f->reader = (struct multipart_reader){ on_begin, on_data, on_end, f };
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(((struct fixture *)*state)->arena);
	return 0;
}

/* Fed in pieces of size bytes. */
static bool
takes(struct fixture *f, const char *type, const char *body, size_t size)
{
	struct multipart *parser = multipart_new(f->arena, type, &f->reader,
						 &f->error);
	size_t len = strlen(body);

	buf_init(&f->told, f->arena, 256);
	if (!parser)
		return false;
	for (size_t at = 0; at < len; at += size)
		if (!multipart_feed(parser, body + at,
				    size < len - at ? size : len - at, &f->error))
			return false;
	return multipart_end(parser, &f->error);
}

static void
check_told(struct fixture *f, const char *body, const char *expected)
{
	for (size_t size = 1; size <= strlen(body); size++) {
		f->parts_max = 100;
		assert_true(takes(f, TYPE, body, size));
		assert_string_equal(f->told.bytes, expected);
	}
}

static void
check_refused(struct fixture *f, const char *body, const char *message)
{
	error_clear(&f->error);
	f->parts_max = 100;
	assert_false(takes(f, TYPE, body, strlen(body)));
	assert_int_equal(f->error.kind, ERROR_BAD_REQUEST);
	assert_string_equal(f->error.message, message);
}

static void
parts_come_as_they_were_sent_in_pieces_of_any_size(void **state)
{
	check_told(*state, PART("a") "1\r\n" PART("b\"; filename=\"x.json")
		   "{\"2\":\r\n3}\r\n" PART("c") "\r\n--AaB03x--\r\n",
		   "a<1>b[x.json]<{\"2\":\r\n3}>c<>");
}

static void
what_is_almost_a_boundary_is_data(void **state)
{
	check_told(*state, PART("a") "\r\r\n\r\n-\r\n--AaB03\r\n--AaB03y\r\n"
		   "--AaB03x--",
		   "a<\r\r\n\r\n-\r\n--AaB03\r\n--AaB03y>");
}

static void
what_stands_before_and_behind_the_parts_means_nothing(void **state)
{
	check_told(*state, "for old programs\r\n" PART("a") "1\r\n"
		   "--AaB03x-- \r\nbye\r\n" PART("b") "2\r\n--AaB03x--",
		   "a<1>");
	check_told(*state, "--AaB03x \t\r\nContent-Disposition: form-data;"
		   " name=a\r\n\r\n1\r\n--AaB03x--", "a<1>");
}

static void
a_form_without_parts_is_one(void **state)
{
	check_told(*state, "--AaB03x--\r\n", "");
}

static void
a_boundary_may_be_quoted(void **state)
{
	struct fixture *f = *state;

	assert_true(takes(f, "Multipart/Form-Data; charset=utf-8; "
			  "boundary=\"a b:c\"", "--a b:c--", 3));
}

static void
a_type_without_a_sound_boundary_is_refused(void **state)
{
	static const char *const types[] = {
		"multipart/form-data", "multipart/form-data; boundary=",
		"multipart/form-data; boundary=\"a \"",
		"multipart/form-data; boundary=\"a\r\nb\"",
		"multipart/form-data; boundary=a@b",
		"multipart/form-data; boundary="
		"01234567890123456789012345678901234567890123456789"
		"012345678901234567890",
		"multipart/mixed; boundary=a",
	};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct fixture *f = *state;

		error_clear(&f->error);
		assert_false(takes(f, types[i], "--a--", 5));
		assert_int_equal(f->error.kind, ERROR_BAD_REQUEST);
	}
}

static void
a_form_that_is_cut_off_is_refused(void **state)
{
	static const char whole[] = PART("a") "1\r\n--AaB03x--";
	struct fixture *f = *state;

	for (size_t len = 0; len < sizeof whole - 1; len++)
		check_refused(f, arena_copy(f->arena, whole, len),
			      "the form is malformed: it ends before its last"
			      " boundary");
}

static void
malformed_forms_are_refused(void **state)
{
	check_refused(*state, "--AaB03xy\r\n", "the form is malformed: a boundary"
		      " goes on where it ends");
	check_refused(*state, "--AaB03x -\r\n", "the form is malformed: a boundary"
		      " goes on where it ends");
	check_refused(*state, "--AaB03x\ry", "the form is malformed: a boundary"
		      " ends without a line");
	check_refused(*state, "--AaB03x-x", "the form is malformed: its last"
		      " boundary ends early");
	check_refused(*state, "--AaB03x\r\nX-Other: 1\r\n\r\n",
		      "a part of the form has no name");
}

static void
headers_without_an_end_are_refused(void **state)
{
	struct fixture *f = *state;
	struct buf body;

	buf_init(&body, f->arena, 10000);
	buf_text(&body, "--AaB03x\r\nX: ");
	while (body.len < 9000)
		buf_char(&body, 'x');
	check_refused(f, body.bytes, "the form is malformed: the headers of a"
		      " part are too long");
}

static void
the_reader_may_end_it(void **state)
{
	struct fixture *f = *state;

	f->parts_max = 1;
	assert_false(takes(f, TYPE, PART("a") "1\r\n" PART("b") "2\r\n", 1000));
	assert_int_equal(f->error.kind, ERROR_TOO_LARGE);
	assert_string_equal(f->told.bytes, "a<1>");
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(parts_come_as_they_were_sent_in_pieces_of_any_size),
		test(what_is_almost_a_boundary_is_data),
		test(what_stands_before_and_behind_the_parts_means_nothing),
		test(a_form_without_parts_is_one),
		test(a_boundary_may_be_quoted),
		test(a_type_without_a_sound_boundary_is_refused),
		test(a_form_that_is_cut_off_is_refused),
		test(malformed_forms_are_refused),
		test(headers_without_an_end_are_refused),
		test(the_reader_may_end_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
