#include "http/shortage.h"

#include <stdbool.h>

#include "http/request.h"

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
may_have_changed(const struct request *req)
{
	return req && req->round_trips > 0 && !request_is_read(req);
}

const char *
shortage_answer(const struct request *req)
{
	static const char again[] = NO_MEMORY("Try again in a moment");
	static const char careful[] = NO_MEMORY("The change may have been made:"
		" retry with the same Idempotency-Key, or look first");

	return may_have_changed(req) ? careful : again;
}
