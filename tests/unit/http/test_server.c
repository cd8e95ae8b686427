#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "http/aside.h"
#include "http/harness.h"

static bool
ok_reply(struct request *req, const struct rows *rows, struct response *res)
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

/* A job that lasts until the test lets it go. */
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static sem_t at_gate;

static void
wait_at_gate(void *object)
{
	(void)object;
	sem_post(&at_gate);
	pthread_mutex_lock(&gate);
	pthread_mutex_unlock(&gate);
}

static bool
waiting_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	return request_side(req, wait_at_gate, NULL, NULL, ok_reply);
}

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
	{ GET, "/ok",      ROLE_ANYONE, NULL, ok_reply,      .flags = 0 },
	{ GET, "/large",   ROLE_ANYONE, NULL, large_reply,   .flags = 0 },
	{ GET, "/waiting", ROLE_ANYONE, NULL, waiting_reply, .flags = 0 },
	{ GET, "/aside",   ROLE_ANYONE, NULL, aside_reply,   .flags = 0 },
	{ GET, "/refused", ROLE_ANYONE, NULL, refused_reply, .flags = 0 },
	{ 0 }
};

static struct harness harness;

static int
set_up(void **state)
{
	harness_open(&harness, routes);
	*state = &harness;
	return sem_init(&at_gate, 0, 0);
}

static int
tear_down(void **state)
{
	harness_close(*state);
	return 0;
}

static const char *const no_params[] = { NULL };

static void
send_to(struct harness *h, int fd, const char *uri, bool is_kept)
{
	int own = h->fd;

	h->fd = fd;
	harness_send(h, "GET", uri, NULL, 0, no_params, is_kept);
	h->fd = own;
}

static struct fastcgi_reply
receive_from(struct harness *h, int fd)
{
	int own = h->fd;
	struct fastcgi_reply reply;

	h->fd = fd;
	reply = harness_receive(h);
	h->fd = own;
	return reply;
}

static int64_t
series(struct harness *h, const char *name)
{
	struct buf text;
	const char *line;

	buf_init(&text, h->arena, 4096);
	metrics_print(h->app.metrics, &text);
	line = strstr(text.bytes, arena_printf(h->arena, "\n%s ", name));
	assert_non_null(line);
	return strtoll(line + strlen(name) + 2, NULL, 10);
}

/* Serve until the loop has been stopped. */
static void
serve_to_the_end(struct harness *h)
{
	loop_run(h->app.loop);
}

/* ---- tests ---- */

static void
a_kept_connection_serves_many_requests(void **state)
{
	for (int i = 0; i < 50; i++) {
		const char *uri = arena_printf(harness.arena, "/ok?%d", i);
		struct fastcgi_reply reply = harness_ask(*state, "GET", uri);

		assert_string_equal(harness_body(*state, &reply), uri + 4);
	}
}

static void
a_connection_that_is_not_kept_is_closed_behind_its_answer(void **state)
{
	struct harness *h = *state;
	int fd = harness_connect(h);

	send_to(h, fd, "/ok?last", false);
	assert_int_equal(receive_from(h, fd).status, 200);
	harness_expect_close(h, fd);
	close(fd);
}

static void
connections_are_served_side_by_side(void **state)
{
	struct harness *h = *state;
	int fd = harness_connect(h);

	pthread_mutex_lock(&gate);
	harness_send(h, "GET", "/waiting?slow", NULL, 0, no_params, true);
	send_to(h, fd, "/ok?fast", true);
	assert_int_equal(receive_from(h, fd).status, 200);
	pthread_mutex_unlock(&gate);
	assert_int_equal(harness_receive(h).status, 200);
	close(fd);
}

/* One runs and one waits: the third, for path, has no place. */
static struct fastcgi_reply
ask_third(struct harness *h, const char *path)
{
	struct fastcgi_reply reply;
	int fds[3];

	pthread_mutex_lock(&gate);
	for (int i = 0; i < 3; i++)
		fds[i] = harness_connect(h);
	send_to(h, fds[0], "/waiting?", true);
	loop_once(h->app.loop, -1);
	sem_wait(&at_gate);
	send_to(h, fds[1], "/waiting?", true);
	loop_once(h->app.loop, -1);
	send_to(h, fds[2], path, true);
	reply = receive_from(h, fds[2]);
	pthread_mutex_unlock(&gate);
	for (int i = 0; i < 3; i++) {
		if (i < 2)
			assert_int_equal(receive_from(h, fds[i]).status, 200);
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

static struct fastcgi_reply
ask(struct harness *h, const char *path)
{
	harness_send(h, "GET", path, NULL, 0, no_params, true);
	return harness_receive(h);
}

static void
a_reply_goes_on_in_a_thread(void **state)
{
	struct fastcgi_reply reply;

	loop_thread = pthread_self();
	reply = ask(*state, "/aside?");
	assert_int_equal(reply.status, 200);
	assert_memory_equal(reply.body, "aside", reply.body_len);
}

static void
what_is_refused_in_a_thread_is_told(void **state)
{
	assert_int_equal(ask(*state, "/refused?").status, 409);
}

static void
a_web_server_that_leaves_takes_nothing_along(void **state)
{
	struct harness *h = *state;
	int fd = harness_connect(h);

	pthread_mutex_lock(&gate);
	send_to(h, fd, "/waiting?", true);
	loop_once(h->app.loop, 10);
	close(fd);
	loop_once(h->app.loop, 10);
	pthread_mutex_unlock(&gate);
	while (series(h, "muster_connections") > 1)
		loop_once(h->app.loop, 10);
	assert_int_equal(harness_ask(h, "GET", "/ok").status, 200);
	assert_int_equal(series(h, "muster_requests_in_flight"), 0);
}

static void
a_slow_reader_holds_nobody(void **state)
{
	struct harness *h = *state;
	int fd = harness_connect(h);
	struct fastcgi_reply reply;

	send_to(h, fd, "/large", true);
	for (int i = 0; i < 10; i++)
		assert_int_equal(harness_ask(h, "GET", "/ok").status, 200);
	reply = receive_from(h, fd);
	assert_int_equal(reply.body_len, 2 << 20);
	send_to(h, fd, "/ok?again", true);
	assert_int_equal(receive_from(h, fd).status, 200);
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
	assert_int_equal(series(h, "muster_connections"), 1);
	assert_int_equal(series(h, "muster_requests_in_flight"), 0);
}

/* ---- a listener ---- */

static int
listen_at(struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	address->sun_family = AF_UNIX;
	snprintf(address->sun_path, sizeof address->sun_path,
		 "/tmp/muster-test-%d.sock", (int)getpid());
	unlink(address->sun_path);
	assert_int_equal(bind(fd, (struct sockaddr *)address, sizeof *address), 0);
	assert_int_equal(listen(fd, 64), 0);
	return fd;
}

static int
connect_to(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_int_equal(connect(fd, (const struct sockaddr *)address,
				 sizeof *address), 0);
	return fd;
}

/* A server of its own, which listens. */
static struct server *
listening(struct harness *h, struct sockaddr_un *address)
{
	server_free(h->server);
	close(h->fd);
	h->fd = -1;
	h->server = server_new(&h->app, listen_at(address));
	return h->server;
}

static void
a_listener_is_served(void **state)
{
	struct harness *h = *state;
	struct sockaddr_un address;

	listening(h, &address);
	for (int i = 0; i < 40; i++) {
		h->fd = connect_to(&address);
		assert_int_equal(harness_ask(h, "GET", "/ok").status, 200);
		close(h->fd);
	}
	h->fd = -1;
	unlink(address.sun_path);
}

static void
draining_takes_the_backlog_and_waits_for_the_web_server(void **state)
{
	struct harness *h = *state;
	struct sockaddr_un address;
	struct server *server = listening(h, &address);
	int fds[20];

	for (int i = 0; i < 20; i++)
		fds[i] = connect_to(&address);
	server_drain(server);
	assert_int_equal(series(h, "muster_connections"), 20);
	for (int i = 0; i < 20; i++) {
		send_to(h, fds[i], "/ok?1", true);
		assert_int_equal(receive_from(h, fds[i]).status, 200);
		send_to(h, fds[i], "/ok?2", true);
		assert_int_equal(receive_from(h, fds[i]).status, 200);
		close(fds[i]);
	}
	serve_to_the_end(h);
	assert_int_equal(series(h, "muster_connections"), 0);
	unlink(address.sun_path);
}

static void
nobody_new_is_served_when_draining(void **state)
{
	struct harness *h = *state;
	struct sockaddr_un address;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	server_drain(listening(h, &address));
	assert_int_equal(connect(fd, (struct sockaddr *)&address,
				 sizeof address), -1);
	close(fd);
	unlink(address.sun_path);
	serve_to_the_end(h);
}

static void
usr1_begins_draining(void **state)
{
	struct harness *h = *state;

	assert_int_equal(harness_ask(h, "GET", "/ok").status, 200);
	raise(SIGUSR1);
	loop_once(h->app.loop, 10);
	assert_int_equal(harness_ask(h, "GET", "/ok").status, 200);
	close(h->fd);
	h->fd = -1;
	serve_to_the_end(h);
}

static void
term_answers_what_has_come_and_ends(void **state)
{
	struct harness *h = *state;
	int idle = harness_connect(h);
	int sent = harness_connect(h);

	pthread_mutex_lock(&gate);
	harness_send(h, "GET", "/waiting?busy", NULL, 0, no_params, true);
	loop_once(h->app.loop, 10);
	send_to(h, sent, "/ok?sent", true);
	raise(SIGTERM);
	harness_expect_close(h, idle);
	assert_int_equal(receive_from(h, sent).status, 200);
	harness_expect_close(h, sent);
	pthread_mutex_unlock(&gate);
	serve_to_the_end(h);
	assert_int_equal(harness_receive(h).status, 200);
	close(idle);
	close(sent);
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_kept_connection_serves_many_requests),
		test(a_connection_that_is_not_kept_is_closed_behind_its_answer),
		test(connections_are_served_side_by_side),
		test(a_job_too_many_is_503),
		test(a_reply_that_needs_its_thread_is_503_without),
		test(a_reply_that_can_do_without_its_job_is_never_503),
		test(a_reply_goes_on_in_a_thread),
		test(what_is_refused_in_a_thread_is_told),
		test(a_web_server_that_leaves_takes_nothing_along),
		test(a_slow_reader_holds_nobody),
		test(garbage_closes_its_own_connection_only),
		test(requests_are_counted),
		test(a_listener_is_served),
		test(draining_takes_the_backlog_and_waits_for_the_web_server),
		test(nobody_new_is_served_when_draining),
		test(usr1_begins_draining),
		test(term_answers_what_has_come_and_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
