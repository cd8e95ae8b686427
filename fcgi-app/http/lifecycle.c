#include "http/lifecycle.h"

#include <setjmp.h>
#include <string.h>

#include "base/arena.h"
#include "base/config.h"
#include "base/metrics.h"
#include "db/pool.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/admit.h"
#include "http/app.h"
#include "http/caller.h"
#include "http/cors.h"
#include "http/failure.h"
#include "http/fastcgi.h"
#include "http/journal.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"

/* A chain that is longer goes in circles. */
#define STEPS_MAX 8

enum stage {
	STAGE_READ, STAGE_ROUTE, STAGE_ADMIT, STAGE_PLAN, STAGE_RUN, STAGE_REPLY,
	STAGE_LOG, STAGE_END
};

enum waiting { WAITING_NOT, WAITING_FOR_UNIT, WAITING_FOR_JOB };

/* A request on its way through the stages. */
struct exchange {
	const struct app *app;
	struct fastcgi *fastcgi;
	struct arena *arena;
	struct request *req;		/* NULL before it is read */
	struct response res;

	enum stage stage;		/* the next one */
	enum waiting waiting;
	struct step step;
	int steps;
	struct unit *unit;
	struct error refusal;		/* plan's, told once we know who asks */
	bool is_job_refused;

	lifecycle_done *done;
	void *object;
};

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
	if (state == FASTCGI_TOO_LARGE)
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
	return unit_new(x->arena, lane);
}

static bool
has_caller(const struct exchange *x)
{
	return x->req->route->role != ROLE_ANYONE;
}

/*
 * What plan refuses is told only to those who may ask: a wrong credential is 401,
 * whatever else is wrong.
 */
static bool
refuse_after_begin(struct exchange *x)
{
	if (!has_caller(x))
		return false;
	x->refusal = x->req->error;
	error_clear(&x->req->error);
	x->unit = new_unit(x);
	return true;
}

static bool
plan(struct exchange *x)
{
	struct request *req = x->req;

	if (x->is_job_refused) {
		req->error.retry_after_s = 1;
		return fail(&req->error, ERROR_UNAVAILABLE,
			    "too many are waiting for the same work");
	}
	x->unit = new_unit(x);
	if (x->step.plan && !x->step.plan(req, x->unit)
	    && !refuse_after_begin(x))
		return false;
	if (has_caller(x))
		caller_begin(req, x->unit, is_read_only(req));
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

/* Side by side, without the row of auth.begin. */
static const struct rows *
collect_rows(struct exchange *x)
{
	size_t skip = has_caller(x) ? 1 : 0;
	size_t count = unit_count(x->unit) - skip;
	struct rows *rows = arena_alloc(x->arena, (count + 1) * sizeof *rows);

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
	x->stage = STAGE_PLAN;
	if (step.job)
		x->waiting = WAITING_FOR_JOB;
	return true;
}

/* The key has made a row before: plan and reply show that one. */
static bool
replay(struct exchange *x)
{
	x->req->replay_id = unit_failure(x->unit)->message;
	response_header(&x->res, "Idempotent-Replayed", "true");
	return begin_step(x, x->step);
}

static bool
take_failure(struct exchange *x)
{
	if (unit_outcome(x->unit) == UNIT_FAILED
	    && strcmp(unit_failure(x->unit)->sqlstate, FAILURE_REPLAY) == 0)
		return replay(x);
	return failure_record(x->req, x->unit);
}

static bool
is_step(const struct step *step)
{
	return step->plan || step->reply || step->job;
}

static bool
reply(struct exchange *x)
{
	struct request *req = x->req;

	if (has_caller(x))
		caller_take(req, unit_rows(x->unit, 0));
	if (unit_outcome(x->unit) != UNIT_DONE)
		return take_failure(x);
	if (x->refusal.kind != ERROR_NONE) {
		req->error = x->refusal;
		return false;
	}
	req->next = (struct step){ 0 };
	if (x->step.reply && !x->step.reply(req, collect_rows(x), &x->res))
		return false;
	return !is_step(&req->next) || begin_step(x, req->next);
}

static bool
answer(struct exchange *x)
{
	struct buf out;

	response_finish(&x->res, &out);
	fastcgi_answer(x->fastcgi, out.bytes, out.len);
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
		return reply(x);
	default:
		return answer(x);
	}
}

static void
refuse(struct exchange *x)
{
	response_error(&x->res);
	x->stage = STAGE_LOG;
}

#define NO_MEMORY(message) \
	"Status: 503 Service Unavailable\r\n" \
	"Content-Type: application/problem+json\r\n" \
	"Retry-After: 1\r\n" \
	"Cache-Control: no-store\r\n" \
	"X-Content-Type-Options: nosniff\r\n" \
	"\r\n" \
	"{\"type\":\"about:blank\",\"title\":\"Service Unavailable\"," \
	"\"status\":503,\"detail\":\"The server is out of memory\"," \
	"\"error\":\"Unavailable\",\"message\":\"" message "\"}"

/* What was sent to the database before memory ended is done. */
static bool
may_have_changed(const struct exchange *x)
{
	return x->req && x->req->round_trips > 0 && !request_is_read(x->req);
}

/* Short enough for fastcgi_answer to need no memory either. */
static void
answer_without_memory(struct exchange *x)
{
	static const char again[] = NO_MEMORY("Try again in a moment");
	static const char careful[] = NO_MEMORY("The change may have been made:"
		" retry with the same Idempotency-Key, or look first");

	const char *text = may_have_changed(x) ? careful : again;

	fastcgi_answer(x->fastcgi, text, strlen(text));
	x->waiting = WAITING_NOT;
	x->stage = STAGE_END;
	if (!x->req)
		return;
	x->req->error.message = "out of memory";
	journal_write(x->req, 503);
}

static void
go_on(struct exchange *x)
{
	jmp_buf no_memory;

	if (setjmp(no_memory) == 0) {
		arena_catch(x->arena, &no_memory);
		while (x->stage != STAGE_END && x->waiting == WAITING_NOT)
			if (!pass(x))
				refuse(x);
	} else {
		answer_without_memory(x);
	}
	arena_catch(x->arena, NULL);
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
on_job(void *object)
{
	enter(object);
}

/* In a thread: the loop leaves the exchange alone until on_job. */
static void
do_job(void *object)
{
	struct exchange *x = object;

	x->step.job(x->step.object);
}

static void
start_job(struct exchange *x)
{
	x->is_job_refused = !side_run(x->app->side, do_job, on_job, x);
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
	else
		x->done(x->object);
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
