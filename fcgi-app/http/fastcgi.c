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

/* FastCGI 1.0, section 8. */
enum { FCGI_VERSION = 1, FCGI_END = 3, FCGI_STDOUT = 6 };
enum { HEADER_SIZE = 8, END_BODY_SIZE = 8 };

/* The largest content of a record that needs no padding. */
#define CONTENT_MAX 65528

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

/* What is not read would be taken for the next request. */
static void
drop_body(FCGX_Stream *in)
{
	char sink[BODY_CHUNK];

	while (FCGX_GetStr(sink, sizeof sink, in) == sizeof sink)
		continue;
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

static enum fastcgi_state
read_request(struct fastcgi *self, size_t body_max)
{
	int64_t expected;
	bool fits;

	self->is_kept = self->request.keepConnection;
	expected = expected_length(self);
	fits = read_body(self, expected, body_max);
	if (!fits)
		drop_body(self->request.in);
	if (FCGX_GetError(self->request.in) != 0)
		return FASTCGI_CLOSED;
	if (!fits)
		return FASTCGI_TOO_LARGE;
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
	*len = self->body_len;
	return self->body;
}

static char *
put_header(const struct fastcgi *self, char *out, int type, size_t len,
	   size_t padding)
{
	int id = self->request.requestId;

	*out++ = FCGI_VERSION;
	*out++ = (char)type;
	*out++ = (char)(id >> 8);
	*out++ = (char)id;
	*out++ = (char)(len >> 8);
	*out++ = (char)len;
	*out++ = (char)padding;
	*out++ = 0;
	return out;
}

static char *
put_content(const struct fastcgi *self, char *out, const char *bytes, size_t len)
{
	size_t padding = -len & 7;

	out = put_header(self, out, FCGI_STDOUT, len, padding);
	memcpy(out, bytes, len);
	memset(out + len, 0, padding);
	return out + len + padding;
}

/* An empty STDOUT record, and END_REQUEST: complete, status 0. */
static char *
put_end(const struct fastcgi *self, char *out)
{
	out = put_header(self, out, FCGI_STDOUT, 0, 0);
	out = put_header(self, out, FCGI_END, END_BODY_SIZE, 0);
	memset(out, 0, END_BODY_SIZE);
	return out + END_BODY_SIZE;
}

static size_t
framed_size(size_t len)
{
	size_t records = (len + CONTENT_MAX - 1) / CONTENT_MAX;

	return len + 7 + (records + 2) * HEADER_SIZE + END_BODY_SIZE;
}

static void
put_answer(struct fastcgi *self, char *frame, const char *bytes, size_t len,
	   bool is_last)
{
	char *out = frame;

	while (len > 0) {
		size_t part = len < CONTENT_MAX ? len : CONTENT_MAX;

		out = put_content(self, out, bytes, part);
		bytes += part;
		len -= part;
	}
	if (is_last)
		out = put_end(self, out);
	self->unsent = frame;
	self->unsent_len = (size_t)(out - frame);
}

/* Memory may have ended before the request was read: then there is nothing to
 * answer, or the rest of its body is still in the socket. */
void
fastcgi_answer(struct fastcgi *self, const char *bytes, size_t len)
{
	size_t size = framed_size(len);
	char *frame = self->small;

	if (!self->request.in) {
		self->is_broken = true;
		return;
	}
	drop_body(self->request.in);
	if (size > sizeof self->small)
		frame = arena_alloc(self->arena, size);
	put_answer(self, frame, bytes, len, true);
	fastcgi_flush(self);
}

void
fastcgi_part(struct fastcgi *self, struct arena *arena, const char *bytes,
	     size_t len, bool is_last)
{
	char *frame = arena_alloc(arena, framed_size(len));

	drop_body(self->request.in);
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
	static const char wrong[HEADER_SIZE];

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
