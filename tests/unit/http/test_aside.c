#include <pthread.h>
#include <unistd.h>

#include "http/aside.h"
#include "http/gate.h"
#include "http/harness.h"

/* The thread that the loop runs in. */
static pthread_t loop_thread;

static bool
second_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)req;
	(void)rows;
	res->type = "text/plain";
	buf_text(&res->body, pthread_equal(pthread_self(), loop_thread)
			     ? "in the loop" : "aside");
	return true;
}

static bool
refusing_reply(struct request *req, const struct rows *rows,
	       struct response *res)
{
	(void)rows;
	(void)res;
	return fail(&req->error, ERROR_CONFLICT, "refused aside");
}

static bool
without_reply(struct request *req, const struct rows *rows,
	      struct response *res)
{
	(void)req;
	(void)rows;
	res->type = "text/plain";
	buf_text(&res->body, "without");
	return true;
}

static bool
aside_reply(struct request *req, const struct rows *rows, struct response *res)
{
	return aside_begin(req, rows, res, second_reply, without_reply);
}

static bool
refused_reply(struct request *req, const struct rows *rows,
	      struct response *res)
{
	return aside_begin(req, rows, res, refusing_reply, NULL);
}

static const struct route routes[] = {
	{ GET, "/aside",   ROLE_ANYONE, NULL, aside_reply,   .flags = 0 },
	{ GET, "/refused", ROLE_ANYONE, NULL, refused_reply, .flags = 0 },
	{ GET, "/waiting", ROLE_ANYONE, NULL, gate_reply,    .flags = 0 },
	{ 0 }
};

/* One runs and one waits: the third, for path, has no place. */
static struct fastcgi_reply
ask_third(struct harness *h, const char *path)
{
	struct fastcgi_reply reply;
	int fds[3];

	gate_close();
	for (int i = 0; i < 3; i++)
		fds[i] = harness_connect(h);
	harness_get_on(h, fds[0], "/waiting?", true);
	loop_once(h->app.loop, -1);
	gate_await();
	harness_get_on(h, fds[1], "/waiting?", true);
	loop_once(h->app.loop, -1);
	harness_get_on(h, fds[2], path, true);
	reply = harness_receive_on(h, fds[2]);
	gate_open();
	for (int i = 0; i < 3; i++) {
		if (i < 2)
			assert_int_equal(harness_receive_on(h, fds[i]).status,
					 200);
		close(fds[i]);
	}
	return reply;
}

static void
a_job_too_many_is_503(void **state)
{
	assert_int_equal(ask_third(*state, "/waiting?").status, 503);
}

static void
a_reply_that_needs_its_thread_is_503_without(void **state)
{
	assert_int_equal(ask_third(*state, "/refused?").status, 503);
}

static void
a_reply_that_can_do_without_its_job_is_never_503(void **state)
{
	struct fastcgi_reply reply = ask_third(*state, "/aside?");

	assert_int_equal(reply.status, 200);
	assert_memory_equal(reply.body, "without", reply.body_len);
}

static void
a_reply_goes_on_in_a_thread(void **state)
{
	struct fastcgi_reply reply;

	loop_thread = pthread_self();
	reply = harness_ask(*state, "GET", "/aside?");
	assert_int_equal(reply.status, 200);
	assert_memory_equal(reply.body, "aside", reply.body_len);
}

static void
what_is_refused_in_a_thread_is_told(void **state)
{
	assert_int_equal(harness_ask(*state, "GET", "/refused?").status, 409);
}

#define test(name) harness_test(name, harness_set_up, routes)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_job_too_many_is_503),
		test(a_reply_that_needs_its_thread_is_503_without),
		test(a_reply_that_can_do_without_its_job_is_never_503),
		test(a_reply_goes_on_in_a_thread),
		test(what_is_refused_in_a_thread_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
