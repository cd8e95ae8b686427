#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/api/document.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "http/request.h"
#include "http/response.h"
#include "json/writer.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static char *headers[] = { NULL };

static struct request
request(struct arena *arena)
{
	return (struct request){ .arena = arena, .headers = headers,
				 .error = { .arena = arena } };
}

static const char *
attached(struct arena *arena, const char *title)
{
	struct request req = request(arena);
	struct response res;

	response_init(&res, &req);
	document_attach(&res, title, ".svg");
	return res.headers.bytes;
}

static void
check_name(struct arena *arena, const char *title, const char *name)
{
	assert_string_equal(attached(arena, title), arena_printf(arena,
		"Content-Disposition: attachment; filename=\"%s.svg\"\r\n", name));
}

static void
a_file_is_named_in_plain_letters(void **state)
{
	check_name(*state, "Refund triage", "refund-triage");
	check_name(*state, "  (Größe) & Maß!  ", "gr-e-ma");
	check_name(*state, "a\"b\r\nX-Evil: 1/../c", "a-b-x-evil-1-c");
}

static void
a_file_without_letters_has_a_name_too(void **state)
{
	check_name(*state, "日本", "flow");
	check_name(*state, "", "flow");
	check_name(*state, NULL, "flow");
}

static void
a_long_name_is_cut(void **state)
{
	char title[201] = "";

	memset(title, 'a', 200);
	assert_int_equal(strcspn(strchr(attached(*state, title), '"') + 1, "."),
			 60);
}

static const char *
extra(struct arena *arena, const char *object)
{
	struct request req = request(arena);
	struct json_writer json;
	struct buf buf;

	buf_init(&buf, arena, 64);
	json_writer_init(&json, &buf);
	json_begin_object(&json);
	document_write_extra(&json, &req, object);
	json_end_object(&json);
	return buf.bytes;
}

static void
further_members_keep_their_spelling(void **state)
{
	assert_string_equal(extra(*state, "{\"n\": 1.50, \"a\\u0022\": [1,  2]}"),
			    "{\"n\":1.50,\"a\\\"\":[1,  2]}");
	assert_string_equal(extra(*state, "{}"), "{}");
	assert_string_equal(extra(*state, NULL), "{}");
}

static const char *
version(struct arena *arena, const char *text)
{
	struct pair pair = { "version", text };
	struct request req = request(arena);

	req.params = (struct pairs){ &pair, 1 };
	return document_version(&req);
}

static void
a_version_is_a_positive_number(void **state)
{
	assert_string_equal(version(*state, "12"), "12");
	assert_null(version(*state, "0"));
	assert_null(version(*state, "-1"));
	assert_null(version(*state, "1x"));
	assert_null(version(*state, "99999999999"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_file_is_named_in_plain_letters),
		arena_test(a_file_without_letters_has_a_name_too),
		arena_test(a_long_name_is_cut),
		arena_test(further_members_keep_their_spelling),
		arena_test(a_version_is_a_positive_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
