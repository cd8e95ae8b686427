/* Answers in parts: what is sent, when it is made, and how it ends. */
#include <sys/socket.h>
#include <unistd.h>

#include "http/answers.h"
#include "http/fake_pool.h"
#include "http/harness.h"
#include "http/stream.h"

#define PARTS 6

/* More than a socket takes at once. */
#define PART_SIZE ((size_t)512 * 1024)

static bool
part_plan(struct request *req, struct unit *unit)
{
	return unit_add(unit, &echo, req->state ? "more" : "first");
}

static bool part_reply(struct request *, const struct rows *, struct response *);

/* "1xxx…\n", "2xxx…\n" and so on. */
static bool
write_part(struct request *req, struct response *res, bool is_last)
{
	int number = ++*(int *)req->state;

	buf_printf(&res->body, "%d", number);
	memset(buf_reserve(&res->body, PART_SIZE), 'x', PART_SIZE);
	res->body.len += PART_SIZE;
	buf_char(&res->body, '\n');
	return is_last || request_stream(req, part_plan, part_reply);
}

static bool
part_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	return write_part(req, res, *(int *)req->state == PARTS - 1);
}

static bool
first_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	req->state = arena_alloc(req->arena, sizeof(int));
	res->type = "text/plain";
	return write_part(req, res, false);
}

/* The session ends between the first part and the second. */
static bool
last_reply(struct request *req, const struct rows *rows, struct response *res)
{
	fake.outcome = UNIT_FAILED;
	fake.failure = (struct unit_failure){
		.sqlstate = "MU401", .message = "revoked",
	};
	return first_reply(req, rows, res);
}

static bool
other_plan(struct request *req, struct unit *unit)
{
	return unit_add(unit, &echo, "first")
		&& request_reply(req, first_reply, NULL);
}

static bool
never_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	return fail(&req->error, ERROR_INTERNAL, "the route's own reply ran");
}

static const struct route routes[] = {
	{ GET, "/api/parts",   ROLE_VIEWER, part_plan,  first_reply, .flags = 0 },
	{ GET, "/api/revoked", ROLE_VIEWER, part_plan,  last_reply,  .flags = 0 },
	{ GET, "/api/other",   ROLE_VIEWER, other_plan, never_reply, .flags = 0 },
	{ 0 }
};

static struct streams streams;

static int
set_up(void **state)
{
	struct harness *h;

	fake_set_up(state);
	h = *state;
	streams = (struct streams){ .open = 0 };
	h->app.streams = &streams;
	return 0;
}

static void
ask(struct harness *h, const char *uri)
{
	static const char *const params[] = { KEY, NULL };

	harness_send(h, "GET", uri, NULL, 0, params, true);
}

static void
serve(struct harness *h, int rounds)
{
	while (rounds-- > 0)
		loop_once(h->app.loop, 0);
}

/* Until the stream has ended, and with it its arena. */
static void
serve_to_the_end(struct harness *h)
{
	while (streams.open > 0)
		loop_once(h->app.loop, 10);
}

/* All that comes until the server closes; true if END_REQUEST is among it. */
static bool
receive_whole(struct harness *h)
{
	struct buf out;
	ssize_t got = -1;

	while (got != 0) {
		loop_once(h->app.loop, 10);
		got = recv(h->fd, buf_reserve(&h->records, 65536), 65536,
			   MSG_DONTWAIT);
		h->records.len += got > 0 ? (size_t)got : 0;
	}
	buf_init(&out, h->arena, 65536);
	return fastcgi_client_decode(h->records.bytes, h->records.len, &out) > 0;
}

/* ---- tests ---- */

static void
parts_come_whole_and_in_order(void **state)
{
	struct harness *h = *state;
	struct fastcgi_reply reply = harness_ask(h, "GET", "/api/parts",
						 KEY);

	assert_int_equal(reply.status, 200);
	assert_int_equal(reply.body_len, PARTS * (PART_SIZE + 2));
	for (size_t i = 0; i < PARTS; i++) {
		const char *part = reply.body + i * (PART_SIZE + 2);

		assert_int_equal(part[0], '1' + (int)i);
		assert_int_equal(part[PART_SIZE + 1], '\n');
	}
	assert_null(header_of(h, &reply, "Content-Length"));
	assert_string_equal(header_of(h, &reply, "X-Accel-Buffering"), "no");
}

static void
the_connection_serves_the_next_request(void **state)
{
	struct harness *h = *state;

	for (int i = 0; i < 2; i++) {
		struct fastcgi_reply reply = harness_ask(h, "GET", "/api/parts",
							 KEY);

		assert_int_equal(reply.body_len, PARTS * (PART_SIZE + 2));
		assert_int_equal(streams.open, 0);
	}
}

static void
each_part_asks_who_it_is_for_and_stays_with_the_tenant(void **state)
{
	harness_ask(*state, "GET", "/api/parts", KEY);
	assert_int_equal(fake.count, PARTS);
	assert_null(strstr(fake.units[0].values, TENANT));
	for (int i = 0; i < PARTS; i++)
		assert_string_equal(fake.units[i].statements, "auth_begin echo ");
	for (int i = 1; i < PARTS; i++)
		assert_non_null(strstr(fake.units[i].values, TENANT));
}

static void
a_slow_reader_gets_no_part_before_it_took_the_last(void **state)
{
	struct harness *h = *state;

	ask(h, "/api/parts");
	serve(h, 50);
	assert_int_equal(fake.count, 1);
	harness_receive(h);
	assert_int_equal(fake.count, PARTS);
}

static void
a_reader_that_goes_away_ends_it(void **state)
{
	struct harness *h = *state;

	ask(h, "/api/parts");
	serve(h, 50);
	assert_int_equal(streams.open, 1);
	close(h->fd);
	h->fd = -1;
	serve_to_the_end(h);
	assert_int_equal(fake.count, 1);
}

static void
a_session_that_ends_cuts_the_answer_off(void **state)
{
	struct harness *h = *state;

	ask(h, "/api/revoked");
	assert_false(receive_whole(h));
	assert_true(h->records.len > PART_SIZE);
	assert_true(h->records.len < 2 * PART_SIZE);
	assert_memory_equal(h->records.bytes + h->records.len - 8,
			    "\0\0\0\0\0\0\0\0", 8);
	assert_int_equal(fake.count, 2);
	assert_int_equal(streams.open, 0);
}

static void
head_has_the_headers_alone(void **state)
{
	struct harness *h = *state;
	struct fastcgi_reply reply = harness_ask(h, "HEAD", "/api/parts",
						 KEY);

	assert_int_equal(reply.status, 200);
	assert_int_equal(reply.body_len, 0);
	assert_null(header_of(h, &reply, "Content-Length"));
	assert_int_equal(fake.count, 1);
}

static void
too_many_at_once_are_refused(void **state)
{
	struct harness *h = *state;
	struct fastcgi_reply reply;

	streams.open = 16;
	reply = harness_ask(h, "GET", "/api/parts", KEY);
	assert_int_equal(reply.status, 503);
	assert_string_equal(header_of(h, &reply, "Retry-After"), "5");
	assert_int_equal(streams.open, 16);
}

static void
a_plan_may_choose_another_reply(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/other",
						 KEY);

	assert_int_equal(reply.status, 200);
	assert_int_equal(reply.body_len, PARTS * (PART_SIZE + 2));
}

#define test(name) harness_test(name, set_up, routes)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(parts_come_whole_and_in_order),
		test(the_connection_serves_the_next_request),
		test(each_part_asks_who_it_is_for_and_stays_with_the_tenant),
		test(a_slow_reader_gets_no_part_before_it_took_the_last),
		test(a_reader_that_goes_away_ends_it),
		test(a_session_that_ends_cuts_the_answer_off),
		test(head_has_the_headers_alone),
		test(too_many_at_once_are_refused),
		test(a_plan_may_choose_another_reply),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
