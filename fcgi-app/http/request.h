#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

/*
 * Request: all that is known of one request, from the first parameter to the
 * log line. Everything in it lives in its arena.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth/role.h"
#include "base/error.h"
#include "base/quota.h"
#include "base/side.h"
#include "http/url.h"
#include "json/scan.h"

struct app;
struct arena;
struct aside;
struct data_key;
struct fastcgi;
struct request;
struct response;
struct route;
struct rows;
struct unit;
struct zone;
struct upload;

enum method {
	METHOD_NONE, GET, POST, PUT, PATCH, DELETE, OPTIONS, METHOD_COUNT
};

/* Who asks: the row of auth.begin. Empty texts before it ran. */
struct caller {
	const char *user_id;
	const char *tenant_id;
	const char *tenant_name;
	enum role role;
	bool is_key;			/* API key, not a session */
	const char *email;
	const char *name;
	const char *theme;		/* light, dark, system */
	const struct zone *zone;	/* of the settings; UTC if unknown */
	int page_size;
	const char *delete_at;		/* of the tenant, timestamptz; "" if it stays */
	const char *other_tenants;	/* for pages: [{id, name}]; "" for none */
};

/* What is counted of a minute; see http/limit.h. */
enum limit { LIMIT_CREDENTIAL, LIMIT_TENANT, LIMIT_COUNT };

/* plan: check the input, add statements; false: req->error says why. */
typedef bool plan_fn(struct request *, struct unit *);
/* reply: rows[i] is the result of the i-th statement that plan added. */
typedef bool reply_fn(struct request *, const struct rows *rows,
		      struct response *);

/* The next step of a chain; see request_then, request_side and request_stream. */
struct step {
	plan_fn *plan;			/* NULL: nothing to ask the database */
	reply_fn *reply;
	reply_fn *busy;			/* where the job finds no thread; NULL: 503 */
	bool is_part;			/* of an answer that goes on */
	bool is_upload;			/* the files are read first */
	bool is_call;			/* the job waits for another server */
	side_job *job;			/* runs first, in a thread */
	void *object;			/* of the job */
};

struct request {
	struct arena *arena;
	const struct app *app;		/* templates, configuration: read only */
	const struct route *route;	/* NULL before routing */
	enum role needs;		/* what plan found that it takes, if that is more
					 * than route's role */
	struct error error;

	enum method method;
	bool is_head;			/* GET whose body is not sent */
	const char *path;		/* decoded, begins with a slash */
	const char *query_text;		/* as sent, without '?' ; "" if none */
	struct pairs query;
	struct pairs params;		/* ":id" of the route's path */
	struct pairs form;		/* of a body from a page */
	struct json_slice json;		/* of a JSON body; len 0 if none */
	const char *body;
	size_t body_len;
	struct upload *upload;		/* of a ROUTE_UPLOAD, once it is read */

	const char *id;			/* request id, 32 hex, from nginx or made here */
	const char *trace_id;		/* of traceparent; "" if none */
	const char *address;		/* of the client, as nginx saw it */
	const char *token;		/* credential as sent; NULL if none */
	bool is_cookie;			/* token came by cookie: pages, CSRF */
	const char *tenant_seen;	/* tenant that the page was rendered for */
	struct caller caller;
	uint64_t limited_as;		/* a name of token; 0: not counted */
	struct quota quotas[LIMIT_COUNT];

	int64_t started_us;		/* monotonic */
	int64_t db_us;
	int round_trips;
	struct step next;		/* set by reply for a chain */
	struct step on_refusal;		/* see request_on_refusal */
	struct error refusal;
	reply_fn *other_reply;		/* see request_reply; NULL: the step's */
	void *other_state;
	bool is_cut;			/* its answer ended before the end */
	/*
	 * A POST with an Idempotency-Key that was done before (SQLSTATE MU200, the
	 * message is the id of what it made): the lifecycle sets this and runs plan
	 * and reply of the route again, as a second unit; plan then only gets that row.
	 */
	const char *replay_id;
	const char *version_matched;	/* see request_match; NULL: not yet */
	bool is_again;
	const struct data_key *data_key;	/* while a secret is stored; else NULL */
	void *state;			/* a handler's own, between plan and reply */
	struct aside *aside;		/* see http/aside.h */
	char **headers;			/* NAME=value, as FastCGI gave them */
};

/*
 * A request from the parameters of the web server, and its body as it came.
 * What is malformed in them is in its error.
 */
struct request *request_new(struct arena *, const struct app *,
			    const struct fastcgi *);

/* A parameter of the web server ("REMOTE_ADDR"); NULL if absent or empty. */
const char *request_cgi(const struct request *, const char *name);

/* A header by its HTTP name ("If-None-Match"); NULL if absent. */
const char *request_header(const struct request *, const char *name);

/* A part of the path (":id" by "id"); asserted to exist. */
const char *request_param(const struct request *, const char *name);

/* For a plan that takes from elsewhere what other routes have in the path. */
void request_add_param(struct request *, const char *name, const char *value);

/* A query parameter; NULL if absent. */
const char *request_query(const struct request *, const char *name);

/* The version that If-Match names, as text; NULL if absent or "*". Where it names
 * none it is "-1", which no row has; of a list it is the first, see request_match. */
const char *request_if_match(const struct request *);

/*
 * For the reply that found another version than request_if_match, and fails: where
 * the list of If-Match has that one too, it is the one to match, and plan and reply
 * run again.
 */
void request_match(struct request *, const char *version);

/* The answer is read by a person: an HTML page, not under /api, no probe. */
bool request_is_page(const struct request *);

/* htmx asks for a part of a page. */
bool request_is_fragment(const struct request *);

/* The request changes nothing: GET and HEAD. */
bool request_is_read(const struct request *);

/* After this reply: another plan and reply as a unit of its own. Always true. */
bool request_then(struct request *, plan_fn *, reply_fn *);

/*
 * For a plan: where the database refuses what the unit says (422, 409, 403), go on with
 * this plan and reply, which find why in req->refusal. Nothing of the unit is done.
 * Always true.
 */
bool request_on_refusal(struct request *, plan_fn *, reply_fn *);

/* After this reply: job(object) in a side thread, then plan and reply. Always true. */
bool request_side(struct request *, side_job *, void *object, plan_fn *, reply_fn *);

/*
 * After what this reply wrote, the answer goes on with what a next plan and reply
 * write: as soon as the web server has taken it, as a unit of its own behind the
 * caller's credential. Status and headers are those of the first reply. In these
 * plans and replies req->arena is one that is reset between them: what lasts is
 * made before. What fails there cuts the answer off. Always true.
 */
bool request_stream(struct request *, plan_fn *, reply_fn *);

/* For a plan: another reply than the route's, with a state (req->other_state) of
 * its own. Always true. */
bool request_reply(struct request *, reply_fn *, void *state);

/* Scheme and host that users see: configured, else from Host. */
const char *request_origin(const struct request *);

#endif
