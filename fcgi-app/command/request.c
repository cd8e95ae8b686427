/* muster request: one request through the whole stack, in this process. */

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "auth/credential.h"
#include "auth/csrf.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/config.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/text.h"
#include "base/time.h"
#include "command/admin.h"
#include "command/command.h"
#include "command/stack.h"
#include "db/client.h"
#include "db/pool.h"
#include "db/rows.h"
#include "db/statement.h"
#include "http/cookie.h"
#include "http/fastcgi_client.h"
#include "http/server.h"

#define PARAMS_MAX 80
#define CONNECT_MAX_US (5 * 1000 * 1000)

/* What was asked on the command line. */
struct wish {
	const char *method;
	const char *path;
	const char *as;			/* e-mail address */
	const char *key;
	const char *data;
	bool is_head;
	const char *headers[PARAMS_MAX];	/* "Name: value" */
	size_t header_count;
};

/* The web server's side of it, in a thread: the loop serves meanwhile. */
struct client_side {
	pthread_t thread;
	int fd;
	struct arena *arena;
	struct buf records;
	struct fastcgi_reply reply;
	bool has_reply;
};

/* ---- the command line ---- */

static const struct option options[] = {
	{ "as", required_argument, NULL, 'a' },
	{ "key", required_argument, NULL, 'k' },
	{ "data", required_argument, NULL, 'd' },
	{ "header", required_argument, NULL, 'h' },
	{ "head", no_argument, NULL, 'H' },
	{ 0 }
};

static bool
take_option(struct wish *wish, int option)
{
	switch (option) {
	case 'a':
		wish->as = optarg;
		return true;
	case 'k':
		wish->key = optarg;
		return true;
	case 'd':
		wish->data = optarg;
		return true;
	case 'H':
		wish->is_head = true;
		return true;
	case 'h':
		if (wish->header_count == PARAMS_MAX / 2 || !strchr(optarg, ':'))
			return false;
		wish->headers[wish->header_count++] = optarg;
		return true;
	default:
		return false;
	}
}

static bool
parse(struct wish *wish, int argc, char **argv)
{
	int option;

	optind = 1;
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1)
		if (!take_option(wish, option))
			return false;
	if (argc - optind != 2 || (wish->as && wish->key))
		return false;
	wish->method = wish->is_head ? "HEAD" : argv[optind];
	wish->path = argv[optind + 1];
	return *wish->path == '/';
}

/* ---- who asks ---- */

static const struct statement begin_session = {
	.name = "begin_request_session",
	.sql  = "select s.session_id from users u, private.make_session"
		"(u.id, $2, null, 'muster request') s where u.email = lower($1)",
};

static const struct statement end_session = {
	.name = "end_request_session",
	.sql  = "update sessions set revoked_at = now() where token_hash = $1",
};

static bool
make_session(struct admin *admin, const char *email, const char *token)
{
	struct rows rows;

	if (!client_run(admin->client, &rows, &admin->error, &begin_session, email,
			credential_hash(admin->arena, token)))
		return false;
	if (rows.count == 1 && rows_text(&rows, 0, 0))
		return true;
	return fail(&admin->error, ERROR_NOT_FOUND,
		    "no member has the address '%s'", email);
}

/* ---- the request ---- */

struct params {
	struct arena *arena;
	const char *list[PARAMS_MAX];
	size_t count;
};

static void
add(struct params *params, const char *name, const char *value)
{
	params->list[params->count++] =
		arena_printf(params->arena, "%s=%s", name, value);
}

static void
add_header(struct params *params, const char *name, const char *value)
{
	char *param = arena_printf(params->arena, "%s%s",
		text_equal_case(name, "Content-Type") ? "" : "HTTP_", name);

	for (char *c = param; *c; c++)
		*c = *c == '-' ? '_' : (char)toupper((unsigned char)*c);
	add(params, param, value);
}

static void
add_header_line(struct params *params, const char *line)
{
	size_t len = strcspn(line, ":");

	add_header(params, arena_copy(params->arena, line, len),
		   text_trim(params->arena, line + len + 1));
}

/* As a browser on one of our pages sends it. */
static void
add_session(struct params *params, const char *token)
{
	add_header(params, "Cookie",
		   arena_printf(params->arena, "%s=%s", COOKIE_SESSION, token));
	add_header(params, "Sec-Fetch-Site", "same-origin");
	add_header(params, "X-CSRF-Token", csrf_token(params->arena, token));
}

static void
add_request_line(struct params *params, const struct wish *wish)
{
	size_t path_len = strcspn(wish->path, "?");

	add(params, "REQUEST_METHOD", wish->method);
	add(params, "REQUEST_URI", wish->path);
	add(params, "QUERY_STRING",
	    wish->path + path_len + (wish->path[path_len] == '?'));
	add(params, "REQUEST_SCHEME", "https");
	add(params, "REMOTE_ADDR", "127.0.0.1");
}

static void
add_body(struct params *params, const struct wish *wish)
{
	if (!wish->data)
		return;
	add(params, "CONTENT_LENGTH",
	    arena_printf(params->arena, "%zu", strlen(wish->data)));
	add(params, "CONTENT_TYPE", text_starts(wish->path, "/api/")
	    ? "application/json" : "application/x-www-form-urlencoded");
}

/* What was asked for by --header comes first, and the first one counts. */
static void
encode(struct client_side *side, const struct wish *wish, const char *token)
{
	struct params params = { .arena = side->arena };

	for (size_t i = 0; i < wish->header_count; i++)
		add_header_line(&params, wish->headers[i]);
	if (token)
		add_session(&params, token);
	if (wish->key)
		add_header(&params, "Authorization",
			   arena_printf(side->arena, "Bearer %s", wish->key));
	add_header(&params, "Host", "localhost");
	add_request_line(&params, wish);
	add_body(&params, wish);
	buf_init(&side->records, side->arena, 4096);
	fastcgi_client_encode(&side->records, params.list,
			      wish->data ? wish->data : "",
			      wish->data ? strlen(wish->data) : 0, false);
}

/* ---- both sides ---- */

static void *
call(void *object)
{
	struct client_side *side = object;

	side->has_reply = fastcgi_client_call(side->fd, &side->records,
					      side->arena, &side->reply);
	close(side->fd);
	return NULL;
}

/* Otherwise the first request would meet a pool that is still connecting. */
static void
wait_for_database(struct stack *stack)
{
	int64_t until = time_monotonic_us() + CONNECT_MAX_US;

	while (!(pool_is_ready(stack->pool, LANE_READ)
		 && pool_is_ready(stack->pool, LANE_WRITE)
		 && pool_is_ready(stack->pool, LANE_SLOW))
	       && time_monotonic_us() < until)
		loop_once(stack->loop, 100);
}

/* Draining, the server ends with its one connection. */
static bool
exchange(struct stack *stack, struct client_side *side)
{
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
		return fail(&stack->error, ERROR_INTERNAL, "no sockets: %s",
			    strerrordesc_np(errno));
	side->fd = pair[0];
	server_adopt(stack->server, pair[1]);
	server_drain(stack->server);
	if (pthread_create(&side->thread, NULL, call, side) != 0)
		return fail(&stack->error, ERROR_INTERNAL, "no thread");
	loop_run(stack->loop);
	pthread_join(side->thread, NULL);
	return side->has_reply
		|| fail(&stack->error, ERROR_INTERNAL, "there was no answer");
}

static void
print(const struct fastcgi_reply *reply)
{
	for (const char *c = reply->headers; *c; c++)
		if (*c != '\r')
			fputc(*c, stderr);
	fwrite(reply->body, 1, reply->body_len, stdout);
	if (reply->body_len > 0 && reply->body[reply->body_len - 1] != '\n')
		fputc('\n', stdout);
}

static bool
serve(struct stack *stack, struct client_side *side)
{
	if (!stack_open(stack) || !stack_verify(stack, &stack->error))
		return false;
	log_open(LOG_WARN);
	stack_connect(stack);
	stack_listen(stack, -1);
	wait_for_database(stack);
	return exchange(stack, side);
}

/* The exit status: 0 where the answer is below 400. */
static int
ask_as(const struct wish *wish, const char *token)
{
	struct client_side side = { .arena = arena_new(1 << 16) };
	struct stack stack;
	bool worked;

	encode(&side, wish, token);
	worked = serve(&stack, &side);
	if (worked)
		print(&side.reply);
	else
		admin_report(&stack.error);
	stack_close(&stack);
	worked = worked && side.reply.status < 400;
	arena_free(side.arena);
	return worked ? 0 : 1;
}

static int
ask_as_member(const struct wish *wish)
{
	struct admin admin;
	bool worked = admin_connect_as_owner(&admin);
	const char *token = credential_new_session(admin.arena);
	int status = 1;

	worked = worked && make_session(&admin, wish->as, token);
	if (worked) {
		status = ask_as(wish, token);
		worked = client_run(admin.client, NULL, &admin.error, &end_session,
				    credential_hash(admin.arena, token));
	}
	return admin_end(&admin, worked) || status;
}

int
command_request(int argc, char **argv)
{
	struct wish wish = { .method = NULL };

	if (!parse(&wish, argc, argv))
		return command_misused(argv[0]);
	return wish.as ? ask_as_member(&wish) : ask_as(&wish, NULL);
}
