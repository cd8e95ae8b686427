#ifndef BASE_ERROR_H
#define BASE_ERROR_H

/*
 * Error: the first failure of a request or a command. It is recorded where it
 * is known and reported once, at the edge. Wrong fields are all collected.
 */

#include <stdarg.h>
#include <stdbool.h>

struct arena;

enum error_kind {
	ERROR_NONE,
	ERROR_BAD_REQUEST,	/* 400 the request itself is malformed */
	ERROR_UNAUTHENTICATED,	/* 401 */
	ERROR_LIMITED,		/* 402 the plan allows no more, with allowance */
	ERROR_FORBIDDEN,	/* 403 */
	ERROR_NOT_FOUND,	/* 404, also for another tenant's row */
	ERROR_METHOD,		/* 405 */
	ERROR_CONFLICT,		/* 409 the state does not allow it */
	ERROR_PRECONDITION,	/* 412 If-Match names another version */
	ERROR_TOO_LARGE,	/* 413 */
	ERROR_MEDIA_TYPE,	/* 415 */
	ERROR_INVALID,		/* 422 with fields */
	ERROR_TOO_MANY,		/* 429 with retry_after_s */
	ERROR_INTERNAL,		/* 500 our fault; the message is for the log only */
	ERROR_REMOTE,		/* 500 of another server that was called: for the user */
	ERROR_UNAVAILABLE,	/* 503 try again */
};

/* One wrong field; pointer is an RFC 6901 JSON pointer such as "/name". */
struct error_field {
	const char *pointer;
	const char *code;	/* "required", "too_long", "choice", … */
	const char *message;
	struct error_field *next;
};

struct error {
	struct arena *arena;	/* owns the texts */
	enum error_kind kind;
	const char *message;	/* lower case, no full stop */
	const char *hint;	/* what the user can do, or NULL */
	int retry_after_s;	/* 0: not said */
	const char *url;	/* where its client shall go on; or NULL */
	const char *allowance;	/* a JSON object: unit, used, limit …; or NULL */
	struct error_field *fields;
};

/* Record the first failure; later ones are dropped. Always false. */
bool fail(struct error *, enum error_kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
bool fail_hint(struct error *, const char *hint);

/* Record one wrong field as ERROR_INVALID, in order; all are kept. Always false. */
bool fail_field(struct error *, const char *pointer, const char *code,
		const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The HTTP status of a kind: 404, … ; 200 for ERROR_NONE. */
int error_status(enum error_kind);

/* A short title of a kind, such as "Not found". */
const char *error_title(enum error_kind);

/* Forget it, keep the arena. */
void error_clear(struct error *);

#endif
