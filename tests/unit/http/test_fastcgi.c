#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "http/fastcgi.h"
#include "http/fastcgi_client.h"

struct pair {
	struct arena *arena;	/* of the request */
	struct arena *test;
	struct fastcgi *fastcgi;
	int web;		/* the web server's end */
};

static int
set_up(void **state)
{
	static struct pair pair;
	int fds[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, fds) < 0)
		return -1;
	pair.arena = arena_new(16384);
	pair.test = arena_new(16384);
	pair.web = fds[0];
	pair.fastcgi = fastcgi_new(fds[1]);
	*state = &pair;
	return pair.fastcgi == NULL;
}

static int
tear_down(void **state)
{
	struct pair *pair = *state;

	arena_free(pair->arena);
	fastcgi_free(pair->fastcgi);
	arena_free(pair->test);
	close(pair->web);
	return 0;
}

static void
send_bytes(struct pair *pair, const char *bytes, size_t len)
{
	assert_int_equal(send(pair->web, bytes, len, MSG_DONTWAIT), len);
}

static void
send_request(struct pair *pair, const char *name, const char *body, size_t len,
	     bool is_kept)
{
	const char *const params[] = {
		arena_printf(pair->test, "NAME=%s", name),
		arena_printf(pair->test, "CONTENT_LENGTH=%zu", len), NULL
	};
	struct buf records;

	buf_init(&records, pair->test, 1024);
	fastcgi_client_encode(&records, params, body, len, is_kept);
	send_bytes(pair, records.bytes, records.len);
}

static enum fastcgi_state
read_request(struct pair *pair)
{
	return fastcgi_read(pair->fastcgi, pair->arena, 100000);
}

/* Records that the web server got, as bytes; what is to come must be there. */
static struct buf
receive(struct pair *pair)
{
	struct buf got;
	ssize_t len;

	buf_init(&got, pair->test, 1 << 20);
	while ((len = recv(pair->web, got.bytes + got.len, got.size - got.len,
			   MSG_DONTWAIT)) > 0)
		got.len += (size_t)len;
	return got;
}

static void
expect_answer(struct pair *pair, const char *text)
{
	struct buf records = receive(pair);
	struct buf out;

	buf_init(&out, pair->test, 1024);
	assert_int_equal(fastcgi_client_decode(records.bytes, records.len, &out),
			 records.len);
	assert_string_equal(out.bytes, text);
}

static bool
is_open(int fd)
{
	return fcntl(fd, F_GETFD) >= 0;
}

static void
a_request_has_its_parameters_and_its_body(void **state)
{
	struct pair *pair = *state;
	size_t len;

	send_request(pair, "value", "bo\0dy", 5, true);
	assert_int_equal(read_request(pair), FASTCGI_READY);
	assert_string_equal(fastcgi_param(pair->fastcgi, "NAME"), "value");
	assert_null(fastcgi_param(pair->fastcgi, "NAM"));
	assert_null(fastcgi_param(pair->fastcgi, "OTHER"));
	assert_memory_equal(fastcgi_body(pair->fastcgi, &len), "bo\0dy", 6);
	assert_int_equal(len, 5);
	assert_true(fastcgi_is_kept(pair->fastcgi));
}

static void
a_long_parameter_is_whole(void **state)
{
	struct pair *pair = *state;
	char *value = arena_alloc(pair->test, 20001);

	memset(value, 'x', 20000);
	send_request(pair, value, "", 0, true);
	assert_int_equal(read_request(pair), FASTCGI_READY);
	assert_string_equal(fastcgi_param(pair->fastcgi, "NAME"), value);
}

static void
a_body_of_several_records_is_whole(void **state)
{
	struct pair *pair = *state;
	char *body = arena_alloc(pair->test, 90000);
	size_t len;

	for (int i = 0; i < 90000; i++)
		body[i] = (char)(i * 7);
	send_request(pair, "", body, 90000, true);
	assert_int_equal(read_request(pair), FASTCGI_READY);
	assert_memory_equal(fastcgi_body(pair->fastcgi, &len), body, 90000);
	assert_int_equal(len, 90000);
}

static void
a_body_over_the_limit_is_dropped_and_the_next_request_read(void **state)
{
	struct pair *pair = *state;
	char *body = arena_alloc(pair->test, 100001);
	size_t len;

	send_request(pair, "large", body, 100001, true);
	assert_int_equal(read_request(pair), FASTCGI_LARGE);
	assert_string_equal(fastcgi_param(pair->fastcgi, "NAME"), "large");
	fastcgi_body(pair->fastcgi, &len);
	assert_int_equal(len, 0);
	fastcgi_answer(pair->fastcgi, "413", 3);
	expect_answer(pair, "413");
	arena_reset(pair->arena);
	send_request(pair, "next", "", 0, true);
	assert_int_equal(read_request(pair), FASTCGI_READY);
	assert_string_equal(fastcgi_param(pair->fastcgi, "NAME"), "next");
}

static void
a_body_over_the_limit_is_read_in_pieces(void **state)
{
	struct pair *pair = *state;
	char *body = arena_alloc(pair->test, 100001);
	char *read = arena_alloc(pair->test, 100001);
	size_t len = 0;
	long got;

	for (int i = 0; i < 100001; i++)
		body[i] = (char)(i * 7);
	send_request(pair, "large", body, 100001, true);
	assert_int_equal(read_request(pair), FASTCGI_LARGE);
	assert_true(fastcgi_has_rest(pair->fastcgi));
	while ((got = fastcgi_read_piece(pair->fastcgi, read + len, 1000)) > 0)
		len += (size_t)got;
	assert_int_equal(got, 0);
	assert_int_equal(len, 100001);
	assert_memory_equal(read, body, 100001);
	assert_false(fastcgi_has_rest(pair->fastcgi));
	assert_int_equal(fastcgi_read_piece(pair->fastcgi, read, 1), 0);
	fastcgi_answer(pair->fastcgi, "202", 3);
	expect_answer(pair, "202");
}

/* What this file relies on libfcgi for: the same socket, request after request. */
static void
a_parked_connection_serves_one_request_after_another(void **state)
{
	struct pair *pair = *state;
	int fd = fastcgi_fd(pair->fastcgi);

	for (int i = 0; i < 100; i++) {
		const char *name = arena_printf(pair->test, "%d", i);

		send_request(pair, name, name, strlen(name), true);
		assert_int_equal(read_request(pair), FASTCGI_READY);
		assert_string_equal(fastcgi_param(pair->fastcgi, "NAME"), name);
		fastcgi_answer(pair->fastcgi, name, strlen(name));
		expect_answer(pair, name);
		arena_reset(pair->arena);
		assert_int_equal(fastcgi_fd(pair->fastcgi), fd);
		assert_true(is_open(fd));
	}
}

static void
two_requests_in_the_socket_are_read_one_by_one(void **state)
{
	struct pair *pair = *state;

	send_request(pair, "one", "", 0, true);
	assert_int_equal(read_request(pair), FASTCGI_READY);
	send_request(pair, "two", "", 0, false);
	fastcgi_answer(pair->fastcgi, "1", 1);
	arena_reset(pair->arena);
	assert_int_equal(read_request(pair), FASTCGI_READY);
	assert_string_equal(fastcgi_param(pair->fastcgi, "NAME"), "two");
	assert_false(fastcgi_is_kept(pair->fastcgi));
}

/* libfcgi closes what it cannot read; nobody may close it again. */
static void
a_closed_connection_is_closed_once(void **state)
{
	struct pair *pair = *state;
	int fd = fastcgi_fd(pair->fastcgi);

	shutdown(pair->web, SHUT_WR);
	assert_int_equal(read_request(pair), FASTCGI_CLOSED);
	assert_true(fastcgi_is_broken(pair->fastcgi));
	assert_int_equal(fastcgi_fd(pair->fastcgi), -1);
	assert_false(is_open(fd));
}

static void
what_is_no_fastcgi_closes_the_connection(void **state)
{
	struct pair *pair = *state;

	send_bytes(pair, "GET / HTTP/1.1\r\nHost: muster.example\r\n\r\n", 40);
	shutdown(pair->web, SHUT_WR);
	assert_int_equal(read_request(pair), FASTCGI_CLOSED);
}

static void
a_request_that_ends_too_early_closes_the_connection(void **state)
{
	struct pair *pair = *state;
	const char *const params[] = { "CONTENT_LENGTH=5", NULL };
	struct buf records;

	buf_init(&records, pair->test, 1024);
	fastcgi_client_encode(&records, params, "12345", 5, true);
	send_bytes(pair, records.bytes, records.len - 8);
	shutdown(pair->web, SHUT_WR);
	assert_int_equal(read_request(pair), FASTCGI_CLOSED);
	assert_true(fastcgi_is_broken(pair->fastcgi));
}

static void
a_body_that_is_not_as_long_as_it_says_closes_the_connection(void **state)
{
	struct pair *pair = *state;
	const char *const params[] = { "CONTENT_LENGTH=6", NULL };
	struct buf records;

	buf_init(&records, pair->test, 1024);
	fastcgi_client_encode(&records, params, "12345", 5, true);
	send_bytes(pair, records.bytes, records.len);
	assert_int_equal(read_request(pair), FASTCGI_CLOSED);
}

static void
a_body_of_unknown_length_is_read_to_its_end(void **state)
{
	struct pair *pair = *state;
	const char *const params[] = { "CONTENT_LENGTH=", NULL };
	char *body = arena_alloc(pair->test, 70000);
	struct buf records;
	size_t len;

	memset(body, 'y', 70000);
	buf_init(&records, pair->test, 1024);
	fastcgi_client_encode(&records, params, body, 70000, true);
	send_bytes(pair, records.bytes, records.len);
	assert_int_equal(read_request(pair), FASTCGI_READY);
	assert_memory_equal(fastcgi_body(pair->fastcgi, &len), body, 70000);
	assert_int_equal(len, 70000);
}

/* FastCGI 1.0, sections 3.3 and 5: records padded to 8, an empty one, the end. */
static void
an_answer_is_records_with_padding(void **state)
{
	static const char expected[] =
		"\x01\x06\x00\x01\x00\x03\x05\x00" "abc\0\0\0\0\0"
		"\x01\x06\x00\x01\x00\x00\x00\x00"
		"\x01\x03\x00\x01\x00\x08\x00\x00" "\0\0\0\0\0\0\0";
	struct pair *pair = *state;
	struct buf got;

	send_request(pair, "", "", 0, true);
	assert_int_equal(read_request(pair), FASTCGI_READY);
	fastcgi_answer(pair->fastcgi, "abc", 3);
	got = receive(pair);
	assert_int_equal(got.len, sizeof expected);
	assert_memory_equal(got.bytes, expected, sizeof expected);
}

static void
a_long_answer_waits_for_room(void **state)
{
	struct pair *pair = *state;
	size_t len = 3 << 20;
	char *text = arena_alloc(pair->test, len + 1);
	struct buf got, out, some;

	for (size_t i = 0; i < len; i++)
		text[i] = (char)('a' + i % 23);
	send_request(pair, "", "", 0, true);
	assert_int_equal(read_request(pair), FASTCGI_READY);
	fastcgi_answer(pair->fastcgi, text, len);
	assert_false(fastcgi_flush(pair->fastcgi));
	assert_false(fastcgi_is_broken(pair->fastcgi));
	buf_init(&got, pair->test, 4 << 20);
	do {
		fastcgi_flush(pair->fastcgi);
		some = receive(pair);
		buf_add(&got, some.bytes, some.len);
	} while (some.len > 0);
	assert_true(fastcgi_flush(pair->fastcgi));
	buf_init(&out, pair->test, len);
	assert_int_equal(fastcgi_client_decode(got.bytes, got.len, &out), got.len);
	assert_int_equal(out.len, len);
	assert_memory_equal(out.bytes, text, len);
}

static void
an_answer_to_nobody_breaks_the_connection(void **state)
{
	struct pair *pair = *state;

	send_request(pair, "", "", 0, true);
	assert_int_equal(read_request(pair), FASTCGI_READY);
	close(pair->web);
	pair->web = -1;
	fastcgi_answer(pair->fastcgi, "abc", 3);
	assert_false(fastcgi_flush(pair->fastcgi));
	assert_true(fastcgi_is_broken(pair->fastcgi));
}

static void
a_second_request_at_once_is_refused_and_the_first_goes_on(void **state)
{
	static const char second[] =
		"\x01\x01\x00\x02\x00\x08\x00\x00" "\0\x01\x01\0\0\0\0";
	const char *const params[] = { "NAME=a", NULL };
	struct pair *pair = *state;
	struct buf records;

	buf_init(&records, pair->test, 1024);
	fastcgi_client_encode(&records, params, "", 0, true);
	send_bytes(pair, records.bytes, 16);
	send_bytes(pair, second, sizeof second);
	send_bytes(pair, records.bytes + 16, records.len - 16);
	assert_int_equal(read_request(pair), FASTCGI_READY);
	assert_string_equal(fastcgi_param(pair->fastcgi, "NAME"), "a");
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_request_has_its_parameters_and_its_body),
		test(a_long_parameter_is_whole),
		test(a_body_of_several_records_is_whole),
		test(a_body_over_the_limit_is_dropped_and_the_next_request_read),
		test(a_body_over_the_limit_is_read_in_pieces),
		test(a_parked_connection_serves_one_request_after_another),
		test(two_requests_in_the_socket_are_read_one_by_one),
		test(a_closed_connection_is_closed_once),
		test(what_is_no_fastcgi_closes_the_connection),
		test(a_request_that_ends_too_early_closes_the_connection),
		test(a_body_that_is_not_as_long_as_it_says_closes_the_connection),
		test(a_body_of_unknown_length_is_read_to_its_end),
		test(an_answer_is_records_with_padding),
		test(a_long_answer_waits_for_room),
		test(an_answer_to_nobody_breaks_the_connection),
		test(a_second_request_at_once_is_refused_and_the_first_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
