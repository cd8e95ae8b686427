#ifndef HTTP_RESPONSE_H
#define HTTP_RESPONSE_H

/* Response: status, headers and body of the answer, in the request's arena. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "json/writer.h"

struct json;
struct request;

struct response {
	struct request *request;
	int status;			/* 200 unless set */
	const char *type;		/* Content-Type */
	struct buf headers;		/* "Name: value\r\n" lines */
	struct buf body;
	bool is_private;		/* default: Cache-Control: no-store … */
	bool is_revalidated;		/* its ETag is of all it says: may be kept */
	bool is_open;			/* parts follow: no Content-Length */
};

void response_init(struct response *, struct request *);

/* Add a header; line breaks in value are dropped. */
void response_header(struct response *, const char *name, const char *value);

/* JSON into the body: status and type are set, write with the writer. */
struct json_writer response_json(struct response *, int status);

/* A page (inside the layout) or, for htmx, its content alone. `data` gets the
 * members of the frame: user, tenant, navigation, CSRF token. Always true. */
bool response_page(struct response *, int status, const char *template,
		   struct json *data);

/* 303 to a path of this site; for htmx HX-Redirect. Always true. */
bool response_redirect(struct response *, const char *path);

/* 204. Always true. */
bool response_nothing(struct response *);

/* ETag of a version; true (and 304 is made) if If-None-Match names it. */
bool response_not_modified(struct response *, const char *version);

/* Render req->error: problem+json (RFC 9457) or an error page. */
void response_error(struct response *);

/* "Not Found" of 404. */
const char *response_reason(int status);

/* Status line, headers and body as CGI text, ready for fastcgi_answer. */
void response_finish(struct response *, struct buf *out);

#endif
