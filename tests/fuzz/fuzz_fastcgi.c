/*
 * FastCGI: whatever records a web server sends, in whatever order, each request
 * that is read has sound parameters and is answered in whole records; else the
 * connection ends.
 *
 * The input is a script of records. Left out are parameters longer than the memory:
 * libfcgi ends the process, and no web server sends them (nobody else reaches the
 * socket).
 */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "http/fastcgi.h"
#include "http/fastcgi_client.h"
#include "tests/fuzz/must.h"

#define BODY_MAX 4096

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);
const char *__lsan_default_suppressions(void);

/* It loses 48 bytes for each management record, which no web server sends. */
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfcgi";
}

static void
check_request(struct fastcgi *fastcgi)
{
	size_t len;
	const char *body = fastcgi_body(fastcgi, &len);

	must(len <= BODY_MAX);
	must(body[len] == '\0');
	for (char **param = fastcgi_params(fastcgi); *param; param++)
		must(strlen(*param) < 1 << 20);
	must(fastcgi_param(fastcgi, "FCGI_ROLE") != NULL);
}

/* Large bodies are sometimes read and sometimes not. */
static void
read_rest(struct fastcgi *fastcgi)
{
	char piece[1000];
	long got = 1;

	while (got > 0 && !fastcgi_param(fastcgi, "P")) {
		got = fastcgi_read_piece(fastcgi, piece, sizeof piece);
		must(got <= (long)sizeof piece);
	}
	must(got > 0 || !fastcgi_has_rest(fastcgi));
}

static bool
serve_one(struct fastcgi *fastcgi, struct arena *arena)
{
	static const char answer[] = "Status: 200 OK\r\n\r\n";
	enum fastcgi_state state = fastcgi_read(fastcgi, arena, BODY_MAX);

	if (state == FASTCGI_CLOSED)
		return false;
	check_request(fastcgi);
	if (state == FASTCGI_LARGE)
		read_rest(fastcgi);
	fastcgi_answer(fastcgi, answer, sizeof answer - 1);
	must(fastcgi_flush(fastcgi) || fastcgi_is_broken(fastcgi));
	return fastcgi_is_kept(fastcgi) && !fastcgi_is_broken(fastcgi);
}

/* What the web server got ends with a record's end, if it begins with ours. */
static void
check_answers(int web, struct arena *arena, int count)
{
	struct buf records, out;
	ssize_t got;
	size_t at = 0, len;

	buf_init(&records, arena, 1 << 16);
	got = recv(web, records.bytes, records.size, MSG_DONTWAIT);
	if (got <= 0)
		return;
	buf_init(&out, arena, 1024);
	while ((len = fastcgi_client_decode(records.bytes + at,
					    (size_t)got - at, &out)) > 0) {
		at += len;
		count--;
	}
	must(count <= 0 || got == (ssize_t)records.size);
}

struct script {
	const uint8_t *bytes;
	size_t len;
};

static uint8_t
take(struct script *script)
{
	if (script->len == 0)
		return 0;
	script->len--;
	return *script->bytes++;
}

static void
add_record(struct buf *out, int type, int id, const char *bytes, size_t len,
	   size_t padding)
{
	const char header[] = {
		1, (char)type, (char)(id >> 8), (char)id, (char)(len >> 8),
		(char)len, (char)padding, 0
	};

	buf_add(out, header, sizeof header);
	buf_add(out, bytes, len);
	buf_add(out, "\0\0\0\0\0\0\0", padding);
}

/* Short lengths only: the high bit would make them long ones. */
static void
add_content(struct buf *content, struct script *script)
{
	size_t len = take(script);

	while (len-- > 0)
		buf_char(content, (char)(take(script) & 0x7f));
}

enum { BEGIN = 1 };

static void
add_next(struct buf *out, struct script *script)
{
	int type = take(script) % 12;
	int id = take(script) % 3;
	struct buf content;

	buf_init(&content, out->arena, 256);
	if (type == BEGIN)
		buf_add(&content, (const char[]){ 0, (char)(take(script) % 5),
			(char)take(script), 0, 0, 0, 0, 0 }, 8);
	else
		add_content(&content, script);
	add_record(out, type, id, content.bytes, content.len, take(script) % 8);
}

static struct buf
play(struct arena *arena, const uint8_t *bytes, size_t len)
{
	struct script script = { bytes, len };
	struct buf out;

	buf_init(&out, arena, 4096);
	while (script.len > 0)
		add_next(&out, &script);
	/* the last record may be cut anywhere */
	out.len -= len > 0 && bytes[0] & 0x80 ? out.len % 16 : 0;
	return out;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(4096), *request = arena_new(4096);
	struct buf records = play(arena, bytes, len);
	struct fastcgi *fastcgi;
	int fds[2], count = 0;

	must(socketpair(AF_UNIX, SOCK_STREAM, 0, fds) == 0);
	records.len = records.len < 65536 ? records.len : 65536;
	must(send(fds[0], records.bytes, records.len, MSG_DONTWAIT)
	     == (ssize_t)records.len);
	shutdown(fds[0], SHUT_WR);
	fastcgi = fastcgi_new(fds[1]);
	while (serve_one(fastcgi, request)) {
		arena_reset(request);
		count++;
	}
	arena_free(request);
	fastcgi_free(fastcgi);
	check_answers(fds[0], arena, count);
	close(fds[0]);
	arena_free(arena);
	return 0;
}
