#ifndef APP_ACCESS_FLOW_H
#define APP_ACCESS_FLOW_H

/* Flow: the steps of one way in; the first member of its state. For access/ only. */

#include "app/access/access.h"
#include "base/error.h"
#include "db/rows.h"
#include "http/request.h"

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

/* An address that mail can be sent to, by its shape; else fail_field("/email"). */
bool email_check(const char *email, struct error *);

/* User-Agent and address of the client, as the database takes them. */
const char *flow_user_agent(const struct request *);

/* ERROR_TOO_MANY with the seconds in a column wait_s; true if there are none. */
bool flow_may_go_on(struct request *, const struct rows *);

#endif
