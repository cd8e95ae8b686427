#include "http/stream.h"

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "http/app.h"
#include "http/fastcgi.h"
#include "http/request.h"
#include "http/response.h"

/* Each takes a request's place and the memory of a part; the lane for slow units
 * serves two of them at a time. */
#define STREAMS_MAX 16
#define RETRY_AFTER_S 5

#define PART_SIZE (64 * 1024)

struct stream {
	struct request *req;
	struct response *res;
	struct fastcgi *fastcgi;
	struct streams *streams;	/* has a place in it; or NULL */
	struct arena *arena;		/* of the present part */
	struct buf first;		/* headers and body; sent once */
};

static bool
take_place(struct stream *stream, struct streams *streams)
{
	if (!streams)
		return true;
	if (streams->open == STREAMS_MAX)
		return false;
	streams->open++;
	stream->streams = streams;
	return true;
}

static void
end(void *object)
{
	struct stream *stream = object;

	if (stream->streams)
		stream->streams->open--;
	arena_free(stream->arena);
}

/* A session that moves to another tenant must not go on with that one's rows. */
static void
bind_tenant(struct request *req)
{
	if (*req->caller.tenant_id)
		req->tenant_seen = req->caller.tenant_id;
}

static struct stream *
refuse(struct request *req)
{
	req->error.retry_after_s = RETRY_AFTER_S;
	fail(&req->error, ERROR_UNAVAILABLE, "too many long answers are under way");
	return NULL;
}

struct stream *
stream_open(struct request *req, struct response *res, struct fastcgi *fastcgi)
{
	struct stream *stream = arena_alloc(req->arena, sizeof *stream);

	*stream = (struct stream){ .req = req, .res = res, .fastcgi = fastcgi };
	/* nginx would take all of it to its disk */
	response_header(res, "X-Accel-Buffering", "no");
	response_finish(res, &stream->first);
	arena_on_reset(req->arena, end, stream);
	if (!take_place(stream, req->app->streams))
		return refuse(req);
	stream->arena = arena_try_new(PART_SIZE);
	if (!stream->arena)
		return refuse(req);
	bind_tenant(req);
	req->arena = stream->arena;
	return stream;
}

void
stream_send(struct stream *stream, bool is_last)
{
	const struct buf *bytes = stream->first.len ? &stream->first
						    : &stream->res->body;

	fastcgi_part(stream->fastcgi, stream->arena, bytes->bytes, bytes->len,
		     is_last);
	stream->first.len = 0;
}

void
stream_turn(struct stream *stream)
{
	arena_reset(stream->arena);
	buf_init(&stream->res->body, stream->arena, PART_SIZE);
}

void
stream_cut(struct stream *stream)
{
	stream->req->is_cut = true;
	fastcgi_cut(stream->fastcgi);
}
