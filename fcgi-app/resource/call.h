#ifndef RESOURCE_CALL_H
#define RESOURCE_CALL_H

/*
 * Call: what a route takes and answers, for who calls it. Most of it is known from
 * the route, its handlers and the description of its resource; a handler that does
 * more says so in a struct call beside it, which its route names. The document of
 * the API, its reference and their tests are made from this.
 */

#include <stdbool.h>
#include <stddef.h>

#include "http/router.h"
#include "resource/resource.h"

struct arena;

/*
 * A member of a body or an answer that is no plain field of a resource. In an
 * answer it is there, and not null, unless it is said; in a body it is needed where
 * the field is FIELD_REQUIRED, and else may be left out or null.
 */
struct member {
	const struct member *members;	/* it is an object of these, */
	const struct resource *row;	/* a row of this resource (with them), */
	bool is_list;			/* an array of such, */
	bool may_be_text;		/* or a text in its place */
	bool is_optional;		/* answers: it may be absent */
	bool is_nullable;		/* answers: it may be null */
	struct field field;
};

enum call_kind {
	CALL_OWN,			/* what the call says, no more */
	CALL_LIST,
	CALL_GET,
	CALL_CREATE,
	CALL_REPLACE,
	CALL_UPDATE,
	CALL_SAVE,			/* made, or changed where it is there */
	CALL_DELETE,
};

enum call_flag {
	CALL_TAGGED = 1,		/* ETag, and If-None-Match where it is a GET */
	CALL_MATCHES = 2,		/* If-Match */
	CALL_IDEMPOTENT = 4,		/* Idempotency-Key */
	CALL_BODY_MAY_MISS = 8,
	/* the body is one row, an array of rows, or the object of body */
	CALL_BODY_OF_MANY = 16,
	CALL_BODY_IS_OPEN = 32,		/* members that are not named are kept */
	CALL_CONFLICTS = 64,		/* 409 */
	CALL_MISSES = 128,		/* 404 without a name in the path */
	CALL_LIMITED = 256,		/* 402: a plan may allow no more */
	CALL_REDIRECTS = 512,		/* 302, where its client asks for no JSON */
};

/* { MEMBER("total", FIELD_INT, .min = 0), .is_optional = true } */
#define MEMBER(name_, type_, ...) \
	.field = { .name = name_, .type = type_, __VA_ARGS__ }

/* Lists of members end with name NULL. */
struct call {
	enum call_kind kind;
	int flags;
	int status;			/* 0: 200; 201 of CALL_CREATE */
	const struct member *path;	/* names of the path that are no ids */
	const struct member *query;
	/* Those of the kind, which these stand before, or instead of: */
	const struct member *body;
	const struct member *answer;
	const char *const *either;	/* of the body: one of them is needed; NULL-ended */
	const char *file;		/* the media type of another form of the answer */
	const char *help;		/* what the title does not say */
};

/* Never NULL: a route that says nothing is known by its handlers. */
const struct call *call_of(const struct route *);

/* It changes a row and wants If-Match; its answer has an ETag. */
bool call_matches(const struct route *);
bool call_is_tagged(const struct route *);
/* It takes an Idempotency-Key. */
bool call_is_idempotent(const struct route *);

/* Of the body, in order; an empty list: it takes none. */
const struct member *call_body(struct arena *, const struct route *);
bool call_has_body(const struct route *);
/* Of the answer; empty: 204. */
const struct member *call_answer(struct arena *, const struct route *);
int call_status(const struct route *);

/* The statuses of its problems, in order; ends with 0. */
enum { CALL_PROBLEMS_MAX = 16 };
void call_problems(const struct route *, int out[CALL_PROBLEMS_MAX]);

/* A route that is documented: it is part of the API, no page. */
bool route_is_call(const struct route *);

/* "listAgents", "getAgentFlowchart", "executionCancel": one for each route. */
const char *call_name(struct arena *, const struct route *);

/* The noun that it belongs to: "agents", "api-keys"; "health" of the probes. */
const char *call_noun(struct arena *, const struct route *);

enum parameter_place { PARAMETER_PATH, PARAMETER_QUERY, PARAMETER_HEADER };

struct parameter {
	enum parameter_place place;
	struct field field;		/* with name, type, bounds, words and help */
	bool is_required;
	bool is_list;			/* values with commas between them */
	const char *alias_of;		/* another name of that one; or NULL */
	const char *const *choices;	/* instead of words; NULL-ended, or NULL */
};

/* In the order of path, query, headers; NULL-named at the end. */
const struct parameter *call_parameters(struct arena *, const struct route *,
					const struct resource *const *resources);

#endif
