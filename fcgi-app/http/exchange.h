#ifndef HTTP_EXCHANGE_H
#define HTTP_EXCHANGE_H

/*
 * Exchange: a request on its way through the stages, for lifecycle.c, and the
 * stage that has most ways out of it.
 */

#include <setjmp.h>
#include <stdbool.h>

#include "base/error.h"
#include "http/lifecycle.h"
#include "http/request.h"
#include "http/response.h"

struct stream;
struct upload;

enum stage {
	STAGE_READ, STAGE_ROUTE, STAGE_ADMIT, STAGE_PLAN, STAGE_RUN, STAGE_REPLY,
	STAGE_LOG, STAGE_TURN, STAGE_UPLOAD, STAGE_END
};

enum waiting {
	WAITING_NOT, WAITING_FOR_UNIT, WAITING_FOR_JOB, WAITING_FOR_READER,
	WAITING_FOR_TURN		/* others have theirs */
};

struct exchange {
	const struct app *app;
	struct fastcgi *fastcgi;
	struct arena *arena;
	jmp_buf *no_memory;		/* while stages are passed */
	struct request *req;		/* NULL before it is read */
	struct response res;
	struct stream *stream;		/* NULL: the answer is in one piece */
	struct upload *upload;		/* while it is read */
	char *piece;			/* of a large body */

	enum stage stage;		/* the next one */
	enum waiting waiting;
	struct step step;
	int steps;
	struct unit *unit;
	struct error refusal;		/* told once we know who asks */
	bool is_for_frame;		/* nothing but that is asked any more */
	bool is_job_refused;

	lifecycle_done *done;
	void *object;
};

/* auth.begin is the first statement of this step's unit: the route has a caller. */
bool exchange_has_caller(const struct exchange *);

/* The stage REPLY: what the unit gave goes to the step's reply, which may ask for
 * another step or go on with the answer. False: refused, and req->error says why. */
bool exchange_reply(struct exchange *);

/* The stage TURN: the part is sent; go on with the next, or say that nobody reads. */
bool exchange_begin_part(struct exchange *);

#endif
