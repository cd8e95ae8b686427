#include "http/failure.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/log.h"
#include "base/text.h"
#include "db/constraint.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/caller.h"
#include "http/request.h"

#define RETRY_AFTER_S 1

/* What an SQLSTATE means, or all that begin with it; the first row counts. */
struct cause {
	const char *sqlstate;
	enum error_kind kind;
	const char *message;	/* NULL: the database's, which is ours */
};

static const struct cause causes[] = {
	/* raised by our own functions */
	{ "MU400", ERROR_BAD_REQUEST, NULL },
	{ "MU401", ERROR_UNAUTHENTICATED, NULL },
	{ "MU402", ERROR_LIMITED, NULL },
	{ "MU403", ERROR_FORBIDDEN, NULL },
	{ "MU404", ERROR_NOT_FOUND, NULL },
	{ "MU409", ERROR_CONFLICT, NULL },
	{ "MU412", ERROR_PRECONDITION, NULL },
	{ "MU422", ERROR_INVALID, NULL },
	{ "MU429", ERROR_TOO_MANY, NULL },

	/* what the schema does not allow */
	{ "23505", ERROR_CONFLICT, "there is already one like this" },
	{ "23503", ERROR_INVALID, "it refers to something that is not there" },
	{ "23514", ERROR_INVALID, "a value is not allowed" },
	{ "23502", ERROR_INVALID, "a required value is missing" },
	{ "22P02", ERROR_INVALID, "a value is malformed" },
	{ "22P05", ERROR_INVALID, "a text has characters that cannot be stored" },
	{ "22001", ERROR_INVALID, "a text is too long" },
	{ "22003", ERROR_INVALID, "a number is out of range" },
	{ "22007", ERROR_INVALID, "a time is malformed" },
	{ "22008", ERROR_INVALID, "a time is out of range" },
	{ "54", ERROR_INVALID, "a value is too large or too deeply nested" },

	/* a row policy refuses where the role of the route was enough; a grant that
	 * we forgot looks the same, so the log has it */
	{ "42501", ERROR_FORBIDDEN, "your role does not allow this" },

	/* the database is busy or on its way down */
	{ "40001", ERROR_UNAVAILABLE, "others changed the same rows just now" },
	{ "40P01", ERROR_UNAVAILABLE, "others changed the same rows just now" },
	{ "55P03", ERROR_UNAVAILABLE, "others are changing the same rows" },
	{ "57014", ERROR_UNAVAILABLE, "the database took too long" },
	{ "53", ERROR_UNAVAILABLE, "the database is out of resources" },
	{ "57P", ERROR_UNAVAILABLE, "the database is restarting" },
	{ 0 }
};

static const struct cause *
find_cause(const char *sqlstate)
{
	const struct cause *cause = causes;

	while (cause->sqlstate && !text_starts(sqlstate, cause->sqlstate))
		cause++;
	return cause->sqlstate ? cause : NULL;
}

/* One field where there is one; a conflict keeps its kind and tells the field too. */
static bool
fail_at(struct request *req, enum error_kind kind, const char *pointer,
	const char *message)
{
	fail(&req->error, kind, "%s", message);
	if (!pointer)
		return false;
	return fail_field(&req->error, pointer,
			  kind == ERROR_CONFLICT ? "conflict" : "invalid",
			  "%s", message);
}

/* What auth.begin says in a word, for the one who asked. */
static const struct {
	const char *word;
	const char *of_key;
	const char *of_session;
} endings[] = {
	{ "expired", "API key expired", "the session has expired" },
	{ "revoked", "API key revoked", "the session was ended" },
	{ "invalid", "invalid API key", "the session is not known" },
	{ "key", "an API key opens no pages", "an API key is no session" },
	{ 0 }
};

static bool
record_unauthenticated(struct request *req, const char *word)
{
	size_t i = 0;

	while (endings[i].word && strcmp(endings[i].word, word) != 0)
		i++;
	if (endings[i].word)
		word = req->is_cookie ? endings[i].of_session : endings[i].of_key;
	return fail(&req->error, ERROR_UNAUTHENTICATED, "%s", word);
}

static bool
record_too_many(struct request *req, const struct unit_failure *failure)
{
	int64_t seconds;

	if (failure->detail && text_to_int(failure->detail, 1, 86400, &seconds))
		req->error.retry_after_s = (int)seconds;
	return fail(&req->error, ERROR_TOO_MANY, "%s", failure->message);
}

/* The detail says what is used of which limit, for programs. */
static bool
record_limited(struct request *req, const struct unit_failure *failure)
{
	if (failure->detail)
		req->error.allowance = arena_text(req->arena, failure->detail);
	fail(&req->error, ERROR_LIMITED, "%s", failure->message);
	return fail_hint(&req->error, "See Usage and plan, or ask an owner of your"
			 " organisation");
}

/* The session moved on in another tab; nothing was done with the other tenant. */
static bool
record_switched(struct request *req)
{
	fail(&req->error, ERROR_CONFLICT,
	     "you switched organisation in another tab");
	return fail_hint(&req->error, "Reload the page and try again");
}

/* Who can help is said to people; a program's owner reads the role. */
static bool
record_forbidden(struct request *req, const char *message)
{
	fail(&req->error, ERROR_FORBIDDEN, "%s", message);
	return req->is_cookie && fail_hint(&req->error,
				"Ask an admin of your organisation");
}

/* Our functions name a member in the detail, as a JSON pointer. */
static bool
record_ours(struct request *req, const struct cause *cause,
	    const struct unit_failure *failure)
{
	const char *detail = failure->detail;

	if (cause->kind == ERROR_UNAUTHENTICATED)
		return record_unauthenticated(req, failure->message);
	if (cause->kind == ERROR_TOO_MANY)
		return record_too_many(req, failure);
	if (cause->kind == ERROR_LIMITED)
		return record_limited(req, failure);
	if (cause->kind == ERROR_FORBIDDEN)
		return record_forbidden(req, failure->message);
	if (cause->kind == ERROR_CONFLICT
	    && text_equal(failure->statement, CALLER_STATEMENT))
		return record_switched(req);
	return fail_at(req, cause->kind,
		       detail && *detail == '/' ? detail : NULL,
		       failure->message);
}

static bool
record_unknown(struct request *req, const struct unit_failure *failure)
{
	return fail(&req->error, ERROR_INTERNAL, "SQLSTATE %s in %s: %s%s%s",
		    failure->sqlstate,
		    failure->statement ? failure->statement : "the unit",
		    failure->message, failure->detail ? "; " : "",
		    failure->detail ? failure->detail : "");
}

static bool
record_failed(struct request *req, const struct unit_failure *failure)
{
	const struct cause *cause = find_cause(failure->sqlstate);
	const struct constraint *constraint =
		constraint_find(req->app->constraints, failure->constraint);

	if (!cause)
		return record_unknown(req, failure);
	if (!cause->message)
		return record_ours(req, cause, failure);
	log_message(cause->kind == ERROR_FORBIDDEN ? LOG_WARN : LOG_DEBUG,
		    "SQLSTATE %s: %s", failure->sqlstate, failure->message);
	if (cause->kind == ERROR_UNAVAILABLE)
		req->error.retry_after_s = RETRY_AFTER_S;
	if (constraint)
		return fail_at(req, cause->kind, constraint->pointer,
			       constraint->message);
	return fail(&req->error, cause->kind, "%s", cause->message);
}

/* The answer to COMMIT was not heard: it may have been carried out. */
static bool
record_lost(struct request *req)
{
	req->error.retry_after_s = RETRY_AFTER_S;
	if (request_is_read(req))
		return fail(&req->error, ERROR_UNAVAILABLE,
			    "the connection to the database was lost");
	fail(&req->error, ERROR_UNAVAILABLE, "the connection to the database was"
	     " lost, and the change may have been made");
	if (request_header(req, "Idempotency-Key"))
		return fail_hint(&req->error,
				 "Retry with the same Idempotency-Key");
	return fail_hint(&req->error, "Look whether it was made before you retry");
}

static bool
record_refused(struct request *req)
{
	req->error.retry_after_s = RETRY_AFTER_S;
	return fail(&req->error, ERROR_UNAVAILABLE,
		    "the database cannot take requests now");
}

bool
failure_record(struct request *req, const struct unit *unit)
{
	switch (unit_outcome(unit)) {
	case UNIT_LOST:
		return record_lost(req);
	case UNIT_REFUSED:
		return record_refused(req);
	default:
		return record_failed(req, unit_failure(unit));
	}
}
