#include "http/intake.h"

#include <stddef.h>

#include "base/arena.h"
#include "http/exchange.h"
#include "http/fastcgi.h"
#include "http/request.h"
#include "http/router.h"
#include "http/upload.h"

#define PIECE_SIZE ((size_t)32 * 1024)
#define TURN_SIZE ((size_t)256 * 1024)

/* The credential holds for the role: what it sends is worth reading. */
static bool
admit_upload(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	req->next = (struct step){
		.plan = req->route->plan, .reply = req->route->reply,
		.is_upload = true,
	};
	return true;
}

struct step
intake_step(void)
{
	return (struct step){ .reply = admit_upload };
}

static bool
begin(struct exchange *x)
{
	struct request *req = x->req;

	x->upload = upload_new(req);
	if (!x->upload)
		return false;
	x->piece = arena_alloc(req->arena, PIECE_SIZE);
	return fastcgi_has_rest(x->fastcgi)
		|| upload_feed(x->upload, req->body, req->body_len);
}

static bool
finish(struct exchange *x)
{
	if (!upload_end(x->upload))
		return false;
	x->req->upload = x->upload;
	x->stage = STAGE_ADMIT;
	return true;
}

static bool
take_turn(struct exchange *x)
{
	size_t taken = 0;

	while (taken < TURN_SIZE && fastcgi_has_rest(x->fastcgi)) {
		long got = fastcgi_read_piece(x->fastcgi, x->piece, PIECE_SIZE);

		if (got > 0 && !upload_feed(x->upload, x->piece, (size_t)got))
			return false;
		taken += got > 0 ? (size_t)got : 0;
	}
	return true;
}

/* Whoever sent it may be gone before its end: there is nobody to answer then. */
bool
intake_upload(struct exchange *x)
{
	if (!x->upload && !begin(x))
		return false;
	if (!take_turn(x))
		return false;
	if (fastcgi_is_broken(x->fastcgi)) {
		x->stage = STAGE_END;
		return true;
	}
	if (!fastcgi_has_rest(x->fastcgi))
		return finish(x);
	x->stage = STAGE_UPLOAD;
	x->waiting = WAITING_FOR_TURN;
	return true;
}

bool
intake_drop(struct exchange *x)
{
	char sink[PIECE_SIZE];
	size_t taken = 0;

	while (taken < TURN_SIZE && fastcgi_has_rest(x->fastcgi)) {
		long got = fastcgi_read_piece(x->fastcgi, sink, sizeof sink);

		taken += got > 0 ? (size_t)got : 0;
	}
	return !fastcgi_has_rest(x->fastcgi);
}
