#include "http/lifecycle.h"

#include <string.h>

#include "auth/credential.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/error.h"
#include "base/loop.h"
#include "base/metrics.h"
#include "db/pool.h"
#include "db/unit.h"
#include "http/admit.h"
#include "http/app.h"
#include "http/caller.h"
#include "http/cors.h"
#include "http/exchange.h"
#include "http/fastcgi.h"
#include "http/intake.h"
#include "http/journal.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "http/shortage.h"
#include "http/stream.h"

/* A route that takes files has a limit of its own. */
static bool
takes_large(struct exchange *x)
{
	struct request *req = x->req;
	bool takes = router_find(x->app->router, req)
		&& (req->route->flags & ROUTE_UPLOAD);

	error_clear(&req->error);
	return takes;
}

static bool
read_request(struct exchange *x)
{
	size_t body_max = (size_t)config_int(x->app->config, CONFIG_BODY_MAX);
	enum fastcgi_state state = fastcgi_read(x->fastcgi, x->arena, body_max);

	if (state == FASTCGI_CLOSED) {
		x->stage = STAGE_END;
		return true;
	}
	x->req = request_new(x->arena, x->app, x->fastcgi);
	response_init(&x->res, x->req);
	if (x->req->error.kind == ERROR_NONE && state == FASTCGI_LARGE
	    && !takes_large(x))
		fail(&x->req->error, ERROR_TOO_LARGE,
		     "the body has more than %zu bytes", body_max);
	return x->req->error.kind == ERROR_NONE;
}

static bool
answer_options(struct exchange *x)
{
	const char *allow = router_allow(x->app->router, x->req);

	if (!allow)
		return router_find(x->app->router, x->req);
	cors_preflight(&x->res, allow);
	x->stage = STAGE_LOG;
	return true;
}

static bool
find_route(struct exchange *x)
{
	if (x->req->method == OPTIONS)
		return answer_options(x);
	if (!router_find(x->app->router, x->req))
		return false;
	x->step.plan = x->req->route->plan;
	x->step.reply = x->req->route->reply;
	if (x->req->route->flags & ROUTE_UPLOAD)
		x->step = intake_step();
	return true;
}

/* What made a repeated key needs no second write to be shown. */
static bool
is_read_only(const struct request *req)
{
	if (req->replay_id)
		return true;
	return request_is_read(req) && !(req->route->flags & ROUTE_WRITES);
}

static struct unit *
new_unit(struct exchange *x)
{
	enum lane lane = is_read_only(x->req) ? LANE_READ : LANE_WRITE;

	if (x->req->route->flags & ROUTE_SLOW)
		lane = LANE_SLOW;
	return unit_new(x->req->arena, lane);
}

/*
 * What plan refuses is told only to those who may ask: a wrong credential is 401,
 * whatever else is wrong.
 */
static bool
refuse_after_begin(struct exchange *x)
{
	if (!exchange_has_caller(x))
		return false;
	x->refusal = x->req->error;
	error_clear(&x->req->error);
	x->unit = new_unit(x);
	return true;
}

/* Some replies can do without what the job would have made. */
static bool
go_without_job(struct exchange *x)
{
	struct error *error = &x->req->error;

	x->is_job_refused = false;
	x->step.reply = x->step.busy;
	if (x->step.busy)
		return true;
	error->retry_after_s = 1;
	return fail(error, ERROR_UNAVAILABLE,
		    "too many are waiting for the same work");
}

static enum role
role_needed(const struct request *req)
{
	return req->needs > req->route->role ? req->needs : req->route->role;
}

static bool
plan(struct exchange *x)
{
	struct request *req = x->req;

	if (x->is_job_refused && !go_without_job(x))
		return false;
	x->unit = new_unit(x);
	if (x->step.plan && !x->step.plan(req, x->unit)
	    && !refuse_after_begin(x))
		return false;
	if (exchange_has_caller(x))
		caller_begin(req, x->unit, role_needed(req),
			     is_read_only(req));
	return true;
}

static bool
run(struct exchange *x)
{
	if (unit_is_empty(x->unit))
		return true;
	if (!x->app->pool) {
		x->req->error.retry_after_s = 1;
		return fail(&x->req->error, ERROR_UNAVAILABLE,
			    "the database is not there yet");
	}
	x->waiting = WAITING_FOR_UNIT;
	return true;
}

static void
send_answer(struct exchange *x)
{
	struct buf out;

	response_finish(&x->res, &out);
	fastcgi_answer(x->fastcgi, out.bytes, out.len);
}

/* What is left of the body is taken first: the web server may read no answer while
 * it still sends. */
static bool
answer(struct exchange *x)
{
	if (!intake_drop(x)) {
		x->stage = STAGE_LOG;
		x->waiting = WAITING_FOR_TURN;
		return true;
	}
	if (!x->stream)
		send_answer(x);
	else if (!x->req->is_cut)
		stream_send(x->stream, true);
	journal_write(x->req, x->res.status);
	x->stage = STAGE_END;
	return true;
}

/* The stages. False: refused, and req->error says why. */
static bool
pass(struct exchange *x)
{
	switch (x->stage++) {
	case STAGE_READ:
		return read_request(x);
	case STAGE_ROUTE:
		return find_route(x);
	case STAGE_ADMIT:
		return admit(x->req);
	case STAGE_PLAN:
		return plan(x);
	case STAGE_RUN:
		return run(x);
	case STAGE_REPLY:
		return exchange_reply(x);
	case STAGE_TURN:
		return exchange_begin_part(x);
	case STAGE_UPLOAD:
		return intake_upload(x);
	default:
		return answer(x);
	}
}

/* Nobody was asked for yet, and a session may be behind the cookie. */
static bool
is_frameless(const struct exchange *x)
{
	const struct request *req = x->req;

	return !x->unit && x->app->pool && request_is_page(req)
	       && request_is_read(req) && !request_is_fragment(req)
	       && req->is_cookie && credential_is_plausible(req->token)
	       && req->error.kind != ERROR_UNAUTHENTICATED;
}

/*
 * A page that says what is wrong has the frame of who asks, too. Not for a change,
 * which another site may have sent: asking moves the session's last use.
 */
static void
ask_for_frame(struct exchange *x)
{
	x->is_for_frame = true;
	x->refusal = x->req->error;
	error_clear(&x->req->error);
	x->unit = unit_new(x->req->arena, LANE_READ);
	caller_begin(x->req, x->unit, ROLE_VIEWER, true);
	x->stage = STAGE_RUN;
}

/* Where a part is sent, the status is too. */
static void
refuse(struct exchange *x)
{
	if (!x->stream && is_frameless(x)) {
		ask_for_frame(x);
		return;
	}
	if (x->stream)
		stream_cut(x->stream);
	else
		response_error(&x->res);
	x->stage = STAGE_LOG;
}

static void
answer_without_memory(struct exchange *x)
{
	const char *text = shortage_answer(x->req);

	if (x->stream)
		stream_cut(x->stream);
	else
		fastcgi_answer(x->fastcgi, text, strlen(text));
	x->waiting = WAITING_NOT;
	x->stage = STAGE_END;
	if (!x->req)
		return;
	x->req->error.message = "out of memory";
	journal_write(x->req, x->stream ? x->res.status : 503);
}

static void
catch(struct exchange *x, jmp_buf *no_memory)
{
	x->no_memory = no_memory;
	arena_catch(x->arena, no_memory);
	if (x->req)
		arena_catch(x->req->arena, no_memory);
}

static void
go_on(struct exchange *x)
{
	jmp_buf no_memory;

	if (setjmp(no_memory) == 0) {
		catch(x, &no_memory);
		while (x->stage != STAGE_END && x->waiting == WAITING_NOT)
			if (!pass(x))
				refuse(x);
	} else {
		answer_without_memory(x);
	}
	catch(x, NULL);
}

static void enter(struct exchange *x);

static void
on_unit(struct unit *unit, void *object)
{
	struct exchange *x = object;

	x->req->db_us += unit_us(unit);
	x->req->round_trips += unit_outcome(unit) != UNIT_REFUSED;
	enter(x);
}

static void
on_turn(void *object)
{
	enter(object);
}

/* In a thread: the loop leaves the exchange alone until on_turn. */
static void
do_job(void *object)
{
	struct exchange *x = object;

	x->step.job(x->step.object);
}

static void
start_job(struct exchange *x)
{
	struct side *side = x->step.is_call ? x->app->calls : x->app->side;

	x->is_job_refused = !side_run(side, do_job, on_turn, x);
	if (x->is_job_refused)
		enter(x);
	else
		metrics_add(x->app->metrics, METRIC_SIDE_JOBS, 1);
}

/*
 * Pass as many stages as can be. What is waited for begins out here, because it
 * may end at once and come back.
 */
static void
enter(struct exchange *x)
{
	x->waiting = WAITING_NOT;
	go_on(x);
	if (x->waiting == WAITING_FOR_UNIT)
		pool_submit(x->app->pool, x->unit, on_unit, x);
	else if (x->waiting == WAITING_FOR_JOB)
		start_job(x);
	else if (x->waiting == WAITING_FOR_TURN)
		loop_after(x->app->loop, 0, on_turn, x);
	else
		x->done(x->object,
			x->waiting == WAITING_FOR_READER ? x : NULL);
}

void
lifecycle_go_on(struct exchange *x)
{
	enter(x);
}

/* The first block of an arena has room for this one. */
void
lifecycle_serve(const struct app *app, struct fastcgi *fastcgi,
		struct arena *arena, lifecycle_done *done, void *object)
{
	struct exchange *x = arena_alloc(arena, sizeof *x);

	x->app = app;
	x->fastcgi = fastcgi;
	x->arena = arena;
	x->done = done;
	x->object = object;
	enter(x);
}
