#include "http/fastcgi.h"

#include <errno.h>
#include <fcgiapp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "http/record.h"

/* An answer up to here needs no memory: that there is none can still be said. */
#define SMALL_SIZE 1024

#define TIMEOUT_S 5
#define BODY_CHUNK 16384

struct fastcgi {
	FCGX_Request request;
	int fd;			/* -1: libfcgi has closed it */
	struct arena *arena;	/* of the open request */
	bool is_kept;
	bool is_broken;
	bool has_rest;		/* of a large body: to be read in pieces */
	int64_t rest;		/* of it; -1: the web server did not say */
	const char *body;
	size_t body_len;

	const char *unsent;
	size_t unsent_len;
	char small[SMALL_SIZE];
};

struct fastcgi *
fastcgi_new(int fd)
{
	const struct timeval timeout = { .tv_sec = TIMEOUT_S };
	struct fastcgi *self = malloc(sizeof *self);

	if (!self || FCGX_Init() != 0) {
		free(self);
		return NULL;
	}
	memset(self, 0, offsetof(struct fastcgi, small));
	self->fd = fd;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
	return self;
}

/* Give back what libfcgi holds of a request; the socket stays. */
static void
release(void *object)
{
	struct fastcgi *self = object;

	FCGX_Free(&self->request, 0);
	self->request.envp = NULL;
	self->arena = NULL;
}

void
fastcgi_free(struct fastcgi *self)
{
	if (self->fd >= 0)
		close(self->fd);
	free(self);
}

int
fastcgi_fd(const struct fastcgi *self)
{
	return self->fd;
}

/*
 * Parse the next request of a socket that we accepted. libfcgi takes it for one
 * that it parked itself only if ipcFd and keepConnection are both set. Where it
 * fails it closes the socket and tries to accept another: there is no listener,
 * so that fails at once. Detached, it closes without lingering for two seconds.
 */
static bool
accept_request(struct fastcgi *self)
{
	FCGX_Request *request = &self->request;

	FCGX_InitRequest(request, -1, 0);
	request->ipcFd = self->fd;
	request->keepConnection = 1;
	FCGX_Detach(request);
	if (FCGX_Accept_r(request) == 0)
		return true;
	self->fd = -1;
	return false;
}

/* CONTENT_LENGTH; -1 if the web server did not say. */
static int64_t
expected_length(const struct fastcgi *self)
{
	const char *text = fastcgi_param(self, "CONTENT_LENGTH");
	int64_t length;

	if (!text || !text_to_int(text, 0, INT64_MAX, &length))
		return -1;
	return length;
}

/* To the end, or to the first byte beyond max. */
static void
read_stream(FCGX_Stream *in, struct buf *body, size_t max)
{
	for (;;) {
		size_t room = body->size - body->len;
		size_t got = (size_t)FCGX_GetStr(body->bytes + body->len,
						 (int)room, in);

		body->len += got;
		if (got < room || body->len > max)
			break;
		buf_reserve(body, BODY_CHUNK);
	}
	body->bytes[body->len] = '\0';
}

/* True if it fits. */
static bool
read_body(struct fastcgi *self, int64_t expected, size_t max)
{
	struct buf body;

	if (expected > (int64_t)max)
		return false;
	buf_init(&body, self->arena, expected < 0 ? 1 : (size_t)expected + 1);
	read_stream(self->request.in, &body, max);
	self->body = body.bytes;
	self->body_len = body.len;
	return body.len <= max;
}

/* What was read of a body without a length is given first. */
static enum fastcgi_state
begin_rest(struct fastcgi *self, int64_t expected)
{
	self->has_rest = true;
	self->rest = expected;
	return FASTCGI_LARGE;
}

static enum fastcgi_state
read_request(struct fastcgi *self, size_t body_max)
{
	int64_t expected;
	bool fits;

	self->is_kept = self->request.keepConnection;
	expected = expected_length(self);
	fits = read_body(self, expected, body_max);
	if (FCGX_GetError(self->request.in) != 0)
		return FASTCGI_CLOSED;
	if (!fits)
		return begin_rest(self, expected);
	if (expected >= 0 && (size_t)expected != self->body_len)
		return FASTCGI_CLOSED;
	return FASTCGI_READY;
}

enum fastcgi_state
fastcgi_read(struct fastcgi *self, struct arena *arena, size_t body_max)
{
	enum fastcgi_state state = FASTCGI_CLOSED;

	self->arena = arena;
	self->body = "";
	self->body_len = 0;
	self->has_rest = false;
	arena_on_reset(arena, release, self);
	if (accept_request(self))
		state = read_request(self, body_max);
	self->is_broken = state == FASTCGI_CLOSED;
	return state;
}

const char *
fastcgi_param(const struct fastcgi *self, const char *name)
{
	size_t len = strlen(name);

	for (char **param = self->request.envp; param && *param; param++)
		if (strncmp(*param, name, len) == 0 && (*param)[len] == '=')
			return *param + len + 1;
	return NULL;
}

char **
fastcgi_params(const struct fastcgi *self)
{
	return self->request.envp;
}

const char *
fastcgi_body(const struct fastcgi *self, size_t *len)
{
	*len = self->has_rest ? 0 : self->body_len;
	return self->has_rest ? "" : self->body;
}

static long
give_begun(struct fastcgi *self, char *bytes, size_t size)
{
	size_t len = self->body_len < size ? self->body_len : size;

	memcpy(bytes, self->body, len);
	self->body += len;
	self->body_len -= len;
	return (long)len;
}

static long
break_off(struct fastcgi *self)
{
	self->has_rest = false;
	self->is_broken = true;
	return -1;
}

/* At its end it must be as long as the web server said. */
static long
end_rest(struct fastcgi *self)
{
	if (FCGX_GetError(self->request.in) != 0 || self->rest > 0)
		return break_off(self);
	self->has_rest = false;
	return 0;
}

long
fastcgi_read_piece(struct fastcgi *self, char *bytes, size_t size)
{
	int got;

	if (!self->has_rest)
		return self->is_broken ? -1 : 0;
	if (self->body_len > 0)
		return give_begun(self, bytes, size);
	got = FCGX_GetStr(bytes, (int)size, self->request.in);
	if (got <= 0)
		return end_rest(self);
	if (self->rest >= 0)
		self->rest -= got;
	return got;
}

bool
fastcgi_has_rest(const struct fastcgi *self)
{
	return self->has_rest;
}

/* What is not read would be taken for the next request. */
static void
drop_body(struct fastcgi *self)
{
	char sink[BODY_CHUNK];

	while (FCGX_GetStr(sink, sizeof sink, self->request.in) == sizeof sink)
		continue;
	self->has_rest = false;
}

static void
put_answer(struct fastcgi *self, char *frame, const char *bytes, size_t len,
	   bool is_last)
{
	self->unsent = frame;
	self->unsent_len = record_put_answer(frame, self->request.requestId,
					     bytes, len, is_last);
}

/* Memory may have ended before the request was read: then there is nothing to
 * answer, or the rest of its body is still in the socket. */
void
fastcgi_answer(struct fastcgi *self, const char *bytes, size_t len)
{
	size_t size = record_answer_size(len);
	char *frame = self->small;

	if (!self->request.in) {
		self->is_broken = true;
		return;
	}
	drop_body(self);
	if (size > sizeof self->small)
		frame = arena_alloc(self->arena, size);
	put_answer(self, frame, bytes, len, true);
	fastcgi_flush(self);
}

void
fastcgi_part(struct fastcgi *self, struct arena *arena, const char *bytes,
	     size_t len, bool is_last)
{
	char *frame = arena_alloc(arena, record_answer_size(len));

	drop_body(self);
	put_answer(self, frame, bytes, len, is_last);
	fastcgi_flush(self);
}

/*
 * Where parts have no length, nginx takes the end of the connection for that of the
 * answer. A record of no known version is an error to every web server, and the
 * client's connection then breaks off. If the socket is full, nobody reads.
 */
void
fastcgi_cut(struct fastcgi *self)
{
	static const char wrong[RECORD_HEADER_SIZE];

	if (!self->is_broken && self->unsent_len == 0)
		send(self->fd, wrong, sizeof wrong, MSG_DONTWAIT | MSG_NOSIGNAL);
	self->unsent_len = 0;
	self->is_broken = true;
}

bool
fastcgi_flush(struct fastcgi *self)
{
	while (self->unsent_len > 0) {
		ssize_t sent = send(self->fd, self->unsent, self->unsent_len,
				    MSG_DONTWAIT | MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0) {
			self->is_broken = errno != EAGAIN;
			return false;
		}
		self->unsent += sent;
		self->unsent_len -= (size_t)sent;
	}
	return true;
}

bool
fastcgi_is_broken(const struct fastcgi *self)
{
	return self->is_broken;
}

bool
fastcgi_is_kept(const struct fastcgi *self)
{
	return self->is_kept;
}
