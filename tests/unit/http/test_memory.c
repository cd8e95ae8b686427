/*
 * Every allocation of ours on the path of a request fails once, and the answer is
 * 503 or as it should be. Linked with --wrap for malloc and its kin and loop_once.
 */

#include <unistd.h>

#include "http/answers.h"
#include "http/fake_pool.h"
#include "http/gate.h"
#include "http/harness.h"
#include "json/json.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_reallocarray(void *old, size_t count, size_t size);
void __real_loop_once(struct loop *loop, int wait_ms);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_reallocarray(void *old, size_t count, size_t size);
void __wrap_loop_once(struct loop *loop, int wait_ms);

/* The loop alone is short of memory, not the test. */
static bool is_in_loop;
static int until_failure;	/* 0: never */

static bool
fails(void)
{
	return is_in_loop && until_failure > 0 && --until_failure == 0;
}

void *
__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *
__wrap_realloc(void *old, size_t size)
{
	return fails() ? NULL : __real_realloc(old, size);
}

void *
__wrap_reallocarray(void *old, size_t count, size_t size)
{
	return fails() ? NULL : __real_reallocarray(old, count, size);
}

void
__wrap_loop_once(struct loop *loop, int wait_ms)
{
	is_in_loop = true;
	__real_loop_once(loop, wait_ms);
	is_in_loop = false;
}

/* ---- routes that want much memory ---- */

static bool
large_plan(struct request *req, struct unit *unit)
{
	for (int i = 0; i < 40; i++)
		unit_add(unit, &echo, arena_alloc(req->arena, 3000));
	return true;
}

static bool
large_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json = response_json(res, 200);

	(void)req;
	json_begin_array(&json);
	for (int i = 0; i < 20000; i++)
		json_write_text(&json, rows_text(&rows[i % 40], 0, 0));
	json_end_array(&json);
	return true;
}

static bool
page_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json *data = json_object(req->arena);
	struct json *list = json_set_array(data, "list");

	(void)rows;
	for (int i = 0; i < 3000; i++)
		json_set_int(json_add_object(list), "number", i);
	json_set_text(data, "name", "many");
	return response_page(res, 200, "pages/hello", data);
}

static void
do_nothing(void *object)
{
	(void)object;
}

static bool
chain_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	return request_side(req, do_nothing, NULL, large_plan, large_reply);
}

static const struct route routes[] = {
	{ POST, "/api/large", ROLE_OPERATOR, large_plan, large_reply,   .flags = 0 },
	{ GET,  "/api/chain", ROLE_VIEWER,   large_plan, chain_reply,   .flags = 0 },
	{ GET,  "/page",      ROLE_VIEWER,   NULL,       page_reply,    .flags = 0 },
	{ GET,  "/waiting",   ROLE_ANYONE,   NULL,       gate_reply,    .flags = 0 },
	{ 0 }
};

static int
set_up(void **state)
{
	until_failure = 0;
	return fake_set_up(state);
}

/* The body of the last 503. */
static const char *refusal;

static int
ask(struct harness *h, const char *method, const char *uri, const char *body)
{
	static const char *const params[] = { KEY, NULL };
	struct fastcgi_reply reply;

	fake.count = 0;
	reply = harness_ask_with(h, method, uri, body, strlen(body), params);
	if (reply.status == 503)
		refusal = body_of(h, &reply);
	return reply.status;
}

/* The first, second, … allocation fails until none is left to fail. */
static void
fail_each(struct harness *h, const char *method, const char *uri,
	  const char *body)
{
	int refused = 0, count = 0, status;

	assert_int_equal(ask(h, method, uri, body), 200);
	do {
		until_failure = ++count;
		status = ask(h, method, uri, body);
		assert_true(status == 200 || status == 503);
		refused += status == 503;
	} while (until_failure == 0);
	until_failure = 0;
	assert_int_equal(status, 200);
	assert_in_range(refused, 3, count);
	assert_int_equal(ask(h, method, uri, body), 200);
}

static void
a_change_with_a_large_body_and_a_large_answer(void **state)
{
	char body[60001];

	memset(body, ' ', sizeof body - 1);
	memcpy(body, "{\"name\":[]}", 11);
	body[sizeof body - 1] = '\0';
	fail_each(*state, "POST", "/api/large", body);
	assert_non_null(strstr(refusal, "The change may have been made"));
}

static void
a_chain_of_units_and_jobs(void **state)
{
	fail_each(*state, "GET", "/api/chain", "");
}

static void
a_page(void **state)
{
	fail_each(*state, "GET", "/page", "");
	assert_non_null(strstr(refusal, "Try again in a moment"));
}

/* Without memory for another request it waits until one has ended. */
static void
one_request_more_than_there_is_memory_for_waits(void **state)
{
	struct harness *h = *state;
	int fd = harness_connect(h);

	gate_close();
	harness_get_on(h, h->fd, "/waiting", true);
	loop_once(h->app.loop, -1);
	gate_await();
	harness_get_on(h, fd, "/nothing", true);
	until_failure = 1;
	loop_once(h->app.loop, -1);
	assert_int_equal(until_failure, 0);
	gate_open();
	assert_int_equal(harness_receive(h).status, 200);
	assert_int_equal(harness_receive_on(h, fd).status, 404);
	close(fd);
}

#define test(name) harness_test(name, set_up, routes)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_change_with_a_large_body_and_a_large_answer),
		test(a_chain_of_units_and_jobs),
		test(a_page),
		test(one_request_more_than_there_is_memory_for_waits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
