#include "http/aside.h"

#include <setjmp.h>

#include "base/arena.h"

struct aside {
	struct request *req;
	const struct rows *rows;
	struct response *res;
	reply_fn *second, *busy;
	bool worked;
	struct step next;
};

/* What catches a lack of memory in the loop does not reach into a thread. */
static void
run(void *object)
{
	struct aside *aside = object;
	struct request *req = aside->req;
	jmp_buf no_memory;

	req->next = (struct step){ 0 };
	if (setjmp(no_memory) == 0) {
		arena_catch(req->arena, &no_memory);
		aside->worked = aside->second(req, aside->rows, aside->res);
		aside->next = req->next;
	} else {
		aside->worked = false;
		req->error.kind = ERROR_UNAVAILABLE;
		req->error.message = "out of memory";
	}
	arena_catch(req->arena, NULL);
}

static bool
finish(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	req->next = req->aside->next;
	return req->aside->worked;
}

static bool
go_without(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	return req->aside->busy(req, req->aside->rows, res);
}

bool
aside_begin(struct request *req, const struct rows *rows, struct response *res,
	    reply_fn *second, reply_fn *busy)
{
	struct aside *aside = arena_alloc(req->arena, sizeof *aside);

	*aside = (struct aside){ .req = req, .rows = rows, .res = res,
				 .second = second, .busy = busy };
	req->aside = aside;
	request_side(req, run, aside, NULL, finish);
	req->next.busy = busy ? go_without : NULL;
	return true;
}

bool
aside_call(struct request *req, const struct rows *rows, struct response *res,
	   reply_fn *second)
{
	aside_begin(req, rows, res, second, NULL);
	req->next.is_call = true;
	return true;
}
