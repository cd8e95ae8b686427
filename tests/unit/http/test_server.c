#include <sys/socket.h>
#include <unistd.h>

#include "http/gate.h"
#include "http/harness.h"

static bool
query_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	res->type = "text/plain";
	buf_text(&res->body, req->query_text);
	return true;
}

static bool
large_reply(struct request *req, const struct rows *rows, struct response *res)
{
	size_t size = 2 << 20;

	(void)req;
	(void)rows;
	memset(buf_reserve(&res->body, size), 'x', size);
	res->body.len = size;
	res->type = "text/plain";
	return true;
}

static const struct route routes[] = {
	{ GET, "/ok",      ROLE_ANYONE, NULL, query_reply, .flags = 0 },
	{ GET, "/large",   ROLE_ANYONE, NULL, large_reply, .flags = 0 },
	{ GET, "/waiting", ROLE_ANYONE, NULL, gate_reply,  .flags = 0 },
	{ 0 }
};

static void
a_kept_connection_serves_many_requests(void **state)
{
	struct harness *h = *state;

	for (int i = 0; i < 50; i++) {
		const char *uri = arena_printf(h->arena, "/ok?%d", i);
		struct fastcgi_reply reply = harness_ask(h, "GET", uri);

		assert_string_equal(body_of(h, &reply), uri + 4);
	}
}

static void
a_connection_that_is_not_kept_is_closed_behind_its_answer(void **state)
{
	struct harness *h = *state;
	int fd = harness_connect(h);

	harness_get_on(h, fd, "/ok?last", false);
	assert_int_equal(harness_receive_on(h, fd).status, 200);
	harness_expect_close(h, fd);
	close(fd);
}

static void
connections_are_served_side_by_side(void **state)
{
	struct harness *h = *state;
	int fd = harness_connect(h);

	gate_close();
	harness_get_on(h, h->fd, "/waiting?slow", true);
	harness_get_on(h, fd, "/ok?fast", true);
	assert_int_equal(harness_receive_on(h, fd).status, 200);
	gate_open();
	assert_int_equal(harness_receive(h).status, 200);
	close(fd);
}

static void
a_web_server_that_leaves_takes_nothing_along(void **state)
{
	struct harness *h = *state;
	int fd = harness_connect(h);

	gate_close();
	harness_get_on(h, fd, "/waiting?", true);
	loop_once(h->app.loop, 10);
	close(fd);
	loop_once(h->app.loop, 10);
	gate_open();
	while (harness_series(h, "muster_connections") > 1)
		loop_once(h->app.loop, 10);
	assert_int_equal(harness_ask(h, "GET", "/ok").status, 200);
	assert_int_equal(harness_series(h, "muster_requests_in_flight"), 0);
}

static void
a_slow_reader_holds_nobody(void **state)
{
	struct harness *h = *state;
	int fd = harness_connect(h);
	struct fastcgi_reply reply;

	harness_get_on(h, fd, "/large", true);
	for (int i = 0; i < 10; i++)
		assert_int_equal(harness_ask(h, "GET", "/ok").status, 200);
	reply = harness_receive_on(h, fd);
	assert_int_equal(reply.body_len, 2 << 20);
	harness_get_on(h, fd, "/ok?again", true);
	assert_int_equal(harness_receive_on(h, fd).status, 200);
	close(fd);
}

static void
garbage_closes_its_own_connection_only(void **state)
{
	struct harness *h = *state;
	int fd = harness_connect(h);

	assert_int_equal(send(fd, "GET / HTTP/1.1\r\n", 16, 0), 16);
	shutdown(fd, SHUT_WR);
	harness_expect_close(h, fd);
	close(fd);
	assert_int_equal(harness_ask(h, "GET", "/ok").status, 200);
}

static void
requests_are_counted(void **state)
{
	struct harness *h = *state;

	harness_ask(h, "GET", "/ok");
	harness_ask(h, "GET", "/nothing");
	assert_int_equal(harness_series(h, "muster_connections"), 1);
	assert_int_equal(harness_series(h, "muster_requests_in_flight"), 0);
}

#define test(name) harness_test(name, harness_set_up, routes)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_kept_connection_serves_many_requests),
		test(a_connection_that_is_not_kept_is_closed_behind_its_answer),
		test(connections_are_served_side_by_side),
		test(a_web_server_that_leaves_takes_nothing_along),
		test(a_slow_reader_holds_nobody),
		test(garbage_closes_its_own_connection_only),
		test(requests_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
