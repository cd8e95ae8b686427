#ifndef APP_ACCESS_FLOW_H
#define APP_ACCESS_FLOW_H

/* Flow: the steps of one way in; the first member of its state. For access/ only. */

#include "app/access/access.h"
#include "base/error.h"
#include "db/rows.h"
#include "http/request.h"

struct unit;

struct flow {
	struct access access;
	access_end *end;
	reply_fn *reply;	/* of the present step; NULL: its input is wrong */
	struct error refusal;	/* kept until the end: who may not ask is told first */
};

/* State of size bytes, which begins with a flow. */
void *flow_new(struct request *, size_t size, access_end *, reply_fn *);

/* req->error is the end of this plan: keep it for the reply. Always true. */
bool flow_refuse(struct request *);

/* Call the end, done or with req->error. */
bool flow_finish(struct request *, struct response *, bool is_done);

/* This step's reply, then job, plan, and another reply. Always true. */
bool flow_side(struct request *, side_job *, plan_fn *, reply_fn *);
bool flow_then(struct request *, plan_fn *, reply_fn *);

/* Longest life of a session and its cookie, as the database has it. */
#define SESSION_MAX_AGE_S (7 * 24 * 60 * 60)

/* Who has come in, as the session of this token says it: two statements, and their
 * rows. */
bool flow_add_caller(struct request *, struct unit *, const char *token);
void flow_take_caller(struct access *, const struct rows *);

/* The caller's own password hash: the statement, and its row; false with
 * ERROR_FORBIDDEN for a key, ERROR_TOO_MANY after too many attempts. */
bool flow_add_own_password(struct unit *);
bool flow_take_own_password(struct request *, const struct rows *,
			    const char **hash);

/* A password was wrong; user_id NULL: there is none of this address. */
bool flow_add_failure(struct request *, struct unit *, const char *email,
		      const char *user_id);

/* A name without control characters, not too long; NULL is allowed. */
bool name_check(struct error *, const char *pointer, const char *text);

/* False with ERROR_FORBIDDEN where nobody may sign up, invited or not. */
bool sign_up_is_possible(struct request *);

/* User-Agent and address of the client, as the database takes them. */
const char *flow_user_agent(const struct request *);

/* ERROR_TOO_MANY with the seconds in a column wait_s; true if there are none. */
bool flow_may_go_on(struct request *, const struct rows *);

#endif
