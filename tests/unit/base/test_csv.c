#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "base/csv.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

/* One field, as people wrote it. */
static const char *
text_field(struct arena *arena, const char *text)
{
	struct buf buf;
	struct csv csv;

	buf_init(&buf, arena, 16);
	csv_init(&csv, &buf);
	csv_text(&csv, text, strlen(text));
	return buf.bytes;
}

static void
lines_have_commas_between_and_crlf_behind(void **state)
{
	struct buf buf;
	struct csv csv;

	buf_init(&buf, *state, 16);
	csv_init(&csv, &buf);
	csv_value(&csv, "a", 1);
	csv_value(&csv, "", 0);
	csv_text(&csv, "b", 1);
	csv_end_line(&csv);
	csv_value(&csv, "", 0);
	csv_value(&csv, "1", 1);
	csv_end_line(&csv);
	assert_string_equal(buf.bytes, "a,,b\r\n,1\r\n");
}

static void
quotes_stand_where_they_must(void **state)
{
	assert_string_equal(text_field(*state, "plain, but"), "\"plain, but\"");
	assert_string_equal(text_field(*state, "two\nlines"), "\"two\nlines\"");
	assert_string_equal(text_field(*state, "two\rlines"), "\"two\rlines\"");
	assert_string_equal(text_field(*state, "\"said\""), "\"\"\"said\"\"\"");
	assert_string_equal(text_field(*state, "\""), "\"\"\"\"");
	assert_string_equal(text_field(*state, "Brandt & Søn; 5'"),
			    "Brandt & Søn; 5'");
	assert_string_equal(text_field(*state, ""), "");
}

static void
what_people_wrote_is_no_formula(void **state)
{
	assert_string_equal(text_field(*state, "=1+1"), "'=1+1");
	assert_string_equal(text_field(*state, "+49 40"), "'+49 40");
	assert_string_equal(text_field(*state, "-5"), "'-5");
	assert_string_equal(text_field(*state, "@SUM(A1)"), "'@SUM(A1)");
	assert_string_equal(text_field(*state, "\t=1"), "'\t=1");
	assert_string_equal(text_field(*state, "\r=1"), "\"'\r=1\"");
	assert_string_equal(text_field(*state, "\n=1"), "\"'\n=1\"");
	assert_string_equal(text_field(*state, "=HYPERLINK(\"x\",1)"),
			    "\"'=HYPERLINK(\"\"x\"\",1)\"");
	assert_string_equal(text_field(*state, "a=1"), "a=1");
}

static void
what_we_made_stays_as_it_is(void **state)
{
	struct buf buf;
	struct csv csv;

	buf_init(&buf, *state, 16);
	csv_init(&csv, &buf);
	csv_value(&csv, "-5", 2);
	csv_value(&csv, "{\"a\":1}", 7);
	assert_string_equal(buf.bytes, "-5,\"{\"\"a\"\":1}\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(lines_have_commas_between_and_crlf_behind),
		arena_test(quotes_stand_where_they_must),
		arena_test(what_people_wrote_is_no_formula),
		arena_test(what_we_made_stays_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
