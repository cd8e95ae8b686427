#include "base/arena_state.h"
#include "http/harness.h"

/* FastCGI 1.0, appendix B: begin, parameters, empty parameters, empty stdin. */
static void
a_request_is_records(void **state)
{
	static const char expected[] =
		"\x01\x01\x00\x01\x00\x08\x00\x00" "\0\x01\x01\0\0\0\0\0"
		"\x01\x04\x00\x01\x00\x0a\x06\x00" "\x03\x05" "ABCvalue" "\0\0\0\0\0\0"
		"\x01\x04\x00\x01\x00\x00\x00\x00"
		"\x01\x05\x00\x01\x00\x02\x06\x00" "hi" "\0\0\0\0\0\0"
		"\x01\x05\x00\x01\x00\x00\x00";
	const char *const params[] = { "ABC=value", NULL };
	struct buf records;

	buf_init(&records, *state, 16);
	fastcgi_client_encode(&records, params, "hi", 2, true);
	assert_int_equal(records.len, sizeof expected);
	assert_memory_equal(records.bytes, expected, sizeof expected);
}

static void
an_answer_is_taken_from_its_records(void **state)
{
	static const char records[] =
		"\x01\x06\x00\x01\x00\x0d\x03\x00" "Status: 404\r\n" "\0\0\0"
		"\x01\x07\x00\x01\x00\x03\x00\x00" "err"
		"\x01\x06\x00\x01\x00\x09\x00\x00" "A: b\r\n\r\nX"
		"\x01\x06\x00\x01\x00\x00\x00\x00"
		"\x01\x03\x00\x01\x00\x08\x00\x00" "\0\0\0\0\0\0\0\0next";
	size_t len = sizeof records - 5;
	struct fastcgi_reply reply;
	struct buf out;

	buf_init(&out, *state, 16);
	for (size_t part = 0; part < len; part++) {
		out.len = 0;
		assert_int_equal(fastcgi_client_decode(records, part, &out), 0);
	}
	out.len = 0;
	assert_int_equal(fastcgi_client_decode(records, len + 4, &out), len);
	assert_true(fastcgi_client_parse(*state, &out, &reply));
	assert_int_equal(reply.status, 404);
	assert_string_equal(fastcgi_client_header(*state, &reply, "a"), "b");
	assert_null(fastcgi_client_header(*state, &reply, "b"));
	assert_int_equal(reply.body_len, 1);
	assert_memory_equal(reply.body, "X", 1);
}

static void
without_a_status_it_is_200(void **state)
{
	struct fastcgi_reply reply;
	struct buf out;

	buf_init(&out, *state, 64);
	buf_text(&out, "Content-Type: text/plain\r\n\r\n");
	assert_true(fastcgi_client_parse(*state, &out, &reply));
	assert_int_equal(reply.status, 200);
	assert_int_equal(reply.body_len, 0);
}

static void
without_an_end_of_headers_it_is_no_answer(void **state)
{
	struct fastcgi_reply reply;
	struct buf out;

	buf_init(&out, *state, 64);
	buf_text(&out, "Status: 200\r\n");
	assert_false(fastcgi_client_parse(*state, &out, &reply));
}


int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_request_is_records),
		arena_test(an_answer_is_taken_from_its_records),
		arena_test(without_a_status_it_is_200),
		arena_test(without_an_end_of_headers_it_is_no_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
