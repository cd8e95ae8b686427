#include "http/harness.h"

#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "template/store.h"

static void
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

/* The two templates that the tests render. */
static const struct store *
open_templates(struct harness *h)
{
	char folder[] = "/tmp/muster-test-XXXXXX";
	const char *pages, *error, *hello;
	const struct store *store;

	assert_non_null(mkdtemp(folder));
	pages = arena_printf(h->arena, "%s/pages", folder);
	error = arena_printf(h->arena, "%s/error.mustache", pages);
	hello = arena_printf(h->arena, "%s/hello.mustache", pages);
	assert_int_equal(mkdir(pages, 0700), 0);
	write_file(error, "{{status}} {{title}}: {{detail}}. {{hint}}"
		   "{{#errors}} {{pointer}} {{message}}{{/errors}}");
	write_file(hello, "{{^fragment}}<html>{{/fragment}}{{name}}");
	store = store_open(h->arena, folder, &h->error);
	unlink(error);
	unlink(hello);
	rmdir(pages);
	rmdir(folder);
	assert_non_null(store);
	return store;
}

void
harness_open(struct harness *h, const struct route *routes)
{
	*h = (struct harness){ .arena = arena_new(65536), .fd = -1 };
	setenv("MUSTER_CONFIG", "/dev/null", 1);
	log_open(LOG_ERROR);
	h->error.arena = h->arena;
	h->app.config = config_read(h->arena, &h->error);
	assert_non_null(h->app.config);
	h->app.router = router_new(h->arena, routes, &h->error);
	assert_non_null(h->app.router);
	h->app.templates = open_templates(h);
	h->app.loop = loop_new();
	h->app.side = side_new(h->app.loop, 1, 1);
	h->app.metrics = metrics_open(NULL);
	h->server = server_new(&h->app, -1);
	h->fd = harness_connect(h);
	buf_init(&h->records, h->arena, 65536);
}

void
harness_close(struct harness *h)
{
	side_free(h->app.side);
	server_free(h->server);
	loop_free(h->app.loop);
	metrics_close(h->app.metrics);
	if (h->fd >= 0)
		close(h->fd);
	arena_free(h->arena);
}

int
harness_set_up(void **state)
{
	static struct harness harness;

	harness_open(&harness, *state);
	*state = &harness;
	return 0;
}

int
harness_tear_down(void **state)
{
	harness_close(*state);
	return 0;
}

void
harness_configure(struct harness *h, const char *name, const char *value)
{
	setenv(name, value, 1);
	h->app.config = config_read(h->arena, &h->error);
	unsetenv(name);
	assert_non_null(h->app.config);
}

int
harness_connect(struct harness *h)
{
	int pair[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
	server_adopt(h->server, pair[1]);
	return pair[0];
}

static const char *
param(struct harness *h, const char *name, const char *value)
{
	return arena_printf(h->arena, "%s=%s", name, value);
}

/* A body of a page is a form, of the API JSON. */
static const char *
type_of(const char *uri)
{
	return strncmp(uri, "/api/", 5) == 0 ? "application/json"
		: "application/x-www-form-urlencoded";
}

static bool
says_type(const char *const *params)
{
	while (*params && strncmp(*params, "CONTENT_TYPE=", 13) != 0)
		params++;
	return *params != NULL;
}

void
harness_send(struct harness *h, const char *method, const char *uri,
	     const char *body, size_t len, const char *const *params,
	     bool is_kept)
{
	const char *all[64] = {
		param(h, "REQUEST_METHOD", method), param(h, "REQUEST_URI", uri),
		arena_printf(h->arena, "CONTENT_LENGTH=%zu", len),
		"HTTP_HOST=muster.example", "REQUEST_SCHEME=https",
		"REQUEST_ID=0123456789abcdef0123456789abcdef",
		"REMOTE_ADDR=192.0.2.7",
	};
	size_t count = 7;
	struct buf records;

	if (len > 0 && !says_type(params))
		all[count++] = param(h, "CONTENT_TYPE", type_of(uri));
	while (*params)
		all[count++] = *params++;
	buf_init(&records, h->arena, 1024);
	fastcgi_client_encode(&records, all, body, len, is_kept);
	assert_int_equal(send(h->fd, records.bytes, records.len, MSG_DONTWAIT),
			 records.len);
}

static void
receive_some(struct harness *h)
{
	char *room = buf_reserve(&h->records, 65536);
	ssize_t got;

	loop_once(h->app.loop, 10);
	got = recv(h->fd, room, 65536, MSG_DONTWAIT);
	assert_int_not_equal(got, 0);
	if (got > 0)
		h->records.len += (size_t)got;
}

struct fastcgi_reply
harness_receive(struct harness *h)
{
	struct fastcgi_reply reply;
	struct buf out;
	size_t len;

	do {
		receive_some(h);
		buf_init(&out, h->arena, 1024);
		len = fastcgi_client_decode(h->records.bytes, h->records.len,
					    &out);
	} while (len == 0);
	assert_int_equal(len, h->records.len);
	h->records.len = 0;
	assert_true(fastcgi_client_parse(h->arena, &out, &reply));
	return reply;
}

void
harness_get_on(struct harness *h, int fd, const char *uri, bool is_kept)
{
	int own = h->fd;

	h->fd = fd;
	harness_send(h, "GET", uri, NULL, 0, (const char *const[]){ NULL },
		     is_kept);
	h->fd = own;
}

struct fastcgi_reply
harness_receive_on(struct harness *h, int fd)
{
	int own = h->fd;
	struct fastcgi_reply reply;

	h->fd = fd;
	reply = harness_receive(h);
	h->fd = own;
	return reply;
}

struct fastcgi_reply
harness_ask_with(struct harness *h, const char *method, const char *uri,
		 const char *body, size_t len, const char *const *params)
{
	harness_send(h, method, uri, body, len, params, true);
	return harness_receive(h);
}

void
harness_expect_close(struct harness *h, int fd)
{
	char byte;

	while (recv(fd, &byte, 1, MSG_DONTWAIT) < 0)
		loop_once(h->app.loop, 10);
}

const char *
header_of(struct harness *h, const struct fastcgi_reply *reply,
	  const char *name)
{
	return fastcgi_client_header(h->arena, reply, name);
}

const char *
body_of(struct harness *h, const struct fastcgi_reply *reply)
{
	return arena_copy(h->arena, reply->body, reply->body_len);
}

int64_t
harness_series(struct harness *h, const char *name)
{
	struct buf text;
	const char *line;

	buf_init(&text, h->arena, 4096);
	metrics_print(h->app.metrics, &text);
	line = strstr(text.bytes, arena_printf(h->arena, "\n%s ", name));
	assert_non_null(line);
	return strtoll(line + strlen(name) + 2, NULL, 10);
}
