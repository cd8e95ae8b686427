#include "http/fastcgi_client.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/arena.h"
#include "base/buf.h"

/* FastCGI 1.0, section 8. */
enum {
	VERSION = 1, BEGIN_REQUEST = 1, END_REQUEST = 3, PARAMS = 4, STDIN = 5,
	STDOUT = 6, RESPONDER = 1, KEEP_CONNECTION = 1, REQUEST_ID = 1
};

#define HEADER_SIZE 8
#define CONTENT_MAX 65528

static void
add_record(struct buf *out, int type, const char *bytes, size_t len)
{
	size_t padding = -len & 7;
	const char header[HEADER_SIZE] = {
		VERSION, (char)type, 0, REQUEST_ID, (char)(len >> 8), (char)len,
		(char)padding, 0
	};

	buf_add(out, header, sizeof header);
	buf_add(out, bytes, len);
	buf_add(out, "\0\0\0\0\0\0\0", padding);
}

/* As many records as it takes, and the empty one that ends a stream. */
static void
add_stream(struct buf *out, int type, const char *bytes, size_t len)
{
	while (len > 0) {
		size_t part = len < CONTENT_MAX ? len : CONTENT_MAX;

		add_record(out, type, bytes, part);
		bytes += part;
		len -= part;
	}
	add_record(out, type, "", 0);
}

/* Section 3.4: one byte up to 127, else four with the high bit set. */
static void
add_length(struct buf *out, size_t len)
{
	if (len > 127) {
		buf_char(out, (char)(len >> 24 | 0x80));
		buf_char(out, (char)(len >> 16));
		buf_char(out, (char)(len >> 8));
	}
	buf_char(out, (char)len);
}

static void
add_param(struct buf *out, const char *param)
{
	size_t name_len = strcspn(param, "=");
	const char *value = param + name_len + (param[name_len] == '=');

	add_length(out, name_len);
	add_length(out, strlen(value));
	buf_add(out, param, name_len);
	buf_text(out, value);
}

void
fastcgi_client_encode(struct buf *out, const char *const *params,
		      const char *body, size_t len, bool is_kept)
{
	const char begin[HEADER_SIZE] = {
		0, RESPONDER, is_kept ? KEEP_CONNECTION : 0
	};
	struct buf pairs;

	buf_init(&pairs, out->arena, 1024);
	for (; *params; params++)
		add_param(&pairs, *params);
	add_record(out, BEGIN_REQUEST, begin, sizeof begin);
	add_stream(out, PARAMS, pairs.bytes, pairs.len);
	add_stream(out, STDIN, body, len);
}

size_t
fastcgi_client_decode(const char *bytes, size_t len, struct buf *out)
{
	size_t at = 0;

	while (len - at >= HEADER_SIZE) {
		const unsigned char *header = (const unsigned char *)bytes + at;
		size_t content = (size_t)header[4] << 8 | header[5];
		size_t size = HEADER_SIZE + content + header[6];

		if (len - at < size)
			break;
		if (header[1] == STDOUT)
			buf_add(out, bytes + at + HEADER_SIZE, content);
		at += size;
		if (header[1] == END_REQUEST)
			return at;
	}
	return 0;
}

const char *
fastcgi_client_header(struct arena *arena, const struct fastcgi_reply *reply,
		      const char *name)
{
	size_t len = strlen(name);

	for (const char *line = reply->headers; *line;) {
		size_t end = strcspn(line, "\r\n");

		if (strncasecmp(line, name, len) == 0 && line[len] == ':') {
			len += 1 + strspn(line + len + 1, " ");
			return arena_copy(arena, line + len, end - len);
		}
		line += end + strspn(line + end, "\r\n");
	}
	return NULL;
}

bool
fastcgi_client_parse(struct arena *arena, const struct buf *decoded,
		     struct fastcgi_reply *reply)
{
	const char *end = memmem(decoded->bytes, decoded->len, "\r\n\r\n", 4);
	const char *status;

	if (!end)
		return false;
	reply->headers = arena_copy(arena, decoded->bytes,
				    (size_t)(end + 2 - decoded->bytes));
	reply->body = end + 4;
	reply->body_len = decoded->len - (size_t)(reply->body - decoded->bytes);
	status = fastcgi_client_header(arena, reply, "Status");
	reply->status = status ? atoi(status) : 200;
	return true;
}

static bool
send_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t sent = send(fd, bytes, len, MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			return false;
		bytes += sent;
		len -= (size_t)sent;
	}
	return true;
}

/* Until the last record has come; the connection may stay open behind it. */
static bool
receive(int fd, struct arena *arena, struct buf *out)
{
	struct buf records;

	buf_init(&records, arena, 16384);
	while (out->len = 0,
	       fastcgi_client_decode(records.bytes, records.len, out) == 0) {
		char *room = buf_reserve(&records, 16384);
		ssize_t got = recv(fd, room, 16384, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		records.len += (size_t)got;
	}
	return true;
}

bool
fastcgi_client_call(int fd, const struct buf *request, struct arena *arena,
		    struct fastcgi_reply *reply)
{
	struct buf out;

	buf_init(&out, arena, 16384);
	return send_all(fd, request->bytes, request->len)
		&& receive(fd, arena, &out)
		&& fastcgi_client_parse(arena, &out, reply);
}
