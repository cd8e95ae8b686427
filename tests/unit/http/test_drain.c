#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "http/answers.h"
#include "http/gate.h"
#include "http/harness.h"

static const struct route routes[] = {
	{ GET, "/ok",      ROLE_ANYONE, NULL, ok_reply,   .flags = 0 },
	{ GET, "/waiting", ROLE_ANYONE, NULL, gate_reply, .flags = 0 },
	{ 0 }
};

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
	assert_int_equal(harness_series(h, "muster_connections"), 20);
	for (int i = 0; i < 20; i++) {
		harness_get_on(h, fds[i], "/ok?1", true);
		assert_int_equal(harness_receive_on(h, fds[i]).status, 200);
		harness_get_on(h, fds[i], "/ok?2", true);
		assert_int_equal(harness_receive_on(h, fds[i]).status, 200);
		close(fds[i]);
	}
	loop_run(h->app.loop);
	assert_int_equal(harness_series(h, "muster_connections"), 0);
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
	loop_run(h->app.loop);
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
	loop_run(h->app.loop);
}

static void
term_answers_what_has_come_and_ends(void **state)
{
	struct harness *h = *state;
	int idle = harness_connect(h);
	int sent = harness_connect(h);

	gate_close();
	harness_get_on(h, h->fd, "/waiting?busy", true);
	loop_once(h->app.loop, 10);
	harness_get_on(h, sent, "/ok?sent", true);
	raise(SIGTERM);
	harness_expect_close(h, idle);
	assert_int_equal(harness_receive_on(h, sent).status, 200);
	harness_expect_close(h, sent);
	gate_open();
	loop_run(h->app.loop);
	assert_int_equal(harness_receive(h).status, 200);
	close(idle);
	close(sent);
}

#define test(name) harness_test(name, harness_set_up, routes)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_listener_is_served),
		test(draining_takes_the_backlog_and_waits_for_the_web_server),
		test(nobody_new_is_served_when_draining),
		test(usr1_begins_draining),
		test(term_answers_what_has_come_and_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
