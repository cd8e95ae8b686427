#include "http/exchange.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/caller.h"
#include "http/failure.h"
#include "http/fastcgi.h"
#include "http/router.h"
#include "http/stream.h"

/* A chain that is longer goes in circles. */
#define STEPS_MAX 8

/* A further step that asks the database nothing needs no round trip to say who asks. */
bool
exchange_has_caller(const struct exchange *x)
{
	if (x->steps > 0 && !x->step.plan)
		return false;
	return x->req->route->role != ROLE_ANYONE;
}

/* Side by side, without the row of auth.begin. */
static const struct rows *
collect_rows(struct exchange *x)
{
	size_t skip = exchange_has_caller(x) ? 1 : 0;
	size_t count = unit_count(x->unit) - skip;
	struct rows *rows = arena_alloc(x->req->arena,
					(count + 1) * sizeof *rows);

	for (size_t i = 0; i < count; i++)
		rows[i] = *unit_rows(x->unit, i + skip);
	return rows;
}

static bool
begin_step(struct exchange *x, struct step step)
{
	if (++x->steps == STEPS_MAX)
		return fail(&x->req->error, ERROR_INTERNAL,
			    "more than %d steps", STEPS_MAX);
	x->step = step;
	x->stage = step.is_upload ? STAGE_UPLOAD : STAGE_PLAN;
	if (step.job)
		x->waiting = WAITING_FOR_JOB;
	return true;
}

/* The key has made a row before: plan and reply show that one. */
static bool
replay(struct exchange *x)
{
	x->step.is_upload = false;
	x->req->replay_id = unit_failure(x->unit)->message;
	response_header(&x->res, "Idempotent-Replayed", "true");
	return begin_step(x, x->step);
}

static bool
is_step(const struct step *step)
{
	return step->plan || step->reply || step->job;
}

/* What was said is refused, not who said it, and not for want of a database. */
static bool
is_answered(const struct exchange *x)
{
	enum error_kind kind = x->req->error.kind;

	return is_step(&x->req->on_refusal)
	       && unit_outcome(x->unit) == UNIT_FAILED
	       && !text_equal(unit_failure(x->unit)->statement, CALLER_STATEMENT)
	       && (kind == ERROR_INVALID || kind == ERROR_CONFLICT
		   || kind == ERROR_FORBIDDEN);
}

static bool
answer_refusal(struct exchange *x)
{
	struct request *req = x->req;
	struct step step = req->on_refusal;

	req->on_refusal = (struct step){ 0 };
	req->refusal = req->error;
	error_clear(&req->error);
	return begin_step(x, step);
}

static bool
take_failure(struct exchange *x)
{
	if (unit_outcome(x->unit) == UNIT_FAILED
	    && strcmp(unit_failure(x->unit)->sqlstate, FAILURE_REPLAY) == 0)
		return replay(x);
	failure_record(x->req, x->unit);
	return is_answered(x) && answer_refusal(x);
}

/* For HEAD the headers are all. */
static bool
send_part(struct exchange *x)
{
	x->res.is_open = true;
	if (x->req->is_head)
		return true;
	if (!x->stream)
		x->stream = stream_open(x->req, &x->res, x->fastcgi);
	if (!x->stream)
		return false;
	arena_catch(x->req->arena, x->no_memory);
	stream_send(x->stream, false);
	x->step = x->req->next;
	x->stage = STAGE_TURN;
	x->waiting = WAITING_FOR_READER;
	return true;
}

bool
exchange_begin_part(struct exchange *x)
{
	if (fastcgi_is_broken(x->fastcgi))
		return fail(&x->req->error, ERROR_UNAVAILABLE,
			    "the reader went away");
	stream_turn(x->stream);
	x->steps = 0;
	x->stage = STAGE_PLAN;
	return true;
}

static bool
run_reply(struct exchange *x)
{
	struct request *req = x->req;
	reply_fn *fn = req->other_reply ? req->other_reply : x->step.reply;

	req->next = (struct step){ 0 };
	req->other_reply = NULL;
	return !fn || fn(req, collect_rows(x), &x->res);
}

static void
take_caller(struct exchange *x)
{
	if (unit_outcome(x->unit) == UNIT_FAILED)
		caller_take_refused(x->req, unit_failure(x->unit));
	else
		caller_take(x->req, unit_rows(x->unit, 0));
}

/* Nothing was changed: the row has another of the versions that will do. */
static bool
match_again(struct exchange *x)
{
	x->req->is_again = false;
	error_clear(&x->req->error);
	return begin_step(x, x->step);
}

/* The rows of a part end with it, and the caller is needed to the end. */
bool
exchange_reply(struct exchange *x)
{
	struct request *req = x->req;

	if (x->is_for_frame || (exchange_has_caller(x) && !x->stream))
		take_caller(x);
	if (x->is_for_frame) {
		req->error = x->refusal;
		return false;
	}
	if (unit_outcome(x->unit) != UNIT_DONE)
		return take_failure(x);
	if (x->refusal.kind != ERROR_NONE) {
		req->error = x->refusal;
		return false;
	}
	if (!run_reply(x))
		return req->is_again && match_again(x);
	if (req->next.is_part)
		return send_part(x);
	return !is_step(&req->next) || begin_step(x, req->next);
}
