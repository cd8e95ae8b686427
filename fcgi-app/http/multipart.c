#include "http/multipart.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/error.h"
#include "http/disposition.h"

/* RFC 2046, section 5.1.1. */
#define BOUNDARY_MAX 70

/* Browsers need some 200 bytes and the name of a file. */
#define HEADERS_MAX 8192

static const char type[] = "multipart/form-data";

enum state {
	STATE_BODY,		/* of a part, or what stands before the first */
	STATE_AFTER,		/* a delimiter: is it the last? */
	STATE_DASH,		/* the first of the two that say so */
	STATE_PADDING,		/* white space behind a delimiter */
	STATE_LINE_END,		/* CR behind it, LF to come */
	STATE_HEADERS,
	STATE_CLOSED,		/* what follows means nothing */
};

struct multipart {
	const struct multipart_reader *reader;
	enum state state;
	bool is_in_part;		/* else before the first one */
	char delimiter[4 + BOUNDARY_MAX + 1];	/* CR LF dash dash boundary */
	size_t delimiter_len;
	size_t matched;			/* of it, in the body */
	char *headers;			/* of the part, HEADERS_MAX and a NUL */
	size_t headers_len;
	struct arena *arena;
};

static bool
is_malformed(struct error *err, const char *what)
{
	return fail(err, ERROR_BAD_REQUEST, "the form is malformed: %s", what);
}

bool
multipart_is_type(const char *content_type)
{
	size_t len = strlen(type);

	return content_type && strncasecmp(content_type, type, len) == 0
		&& strchr("; \t", content_type[len]) != NULL;
}

/* RFC 2046: 1 to 70 of bchars, of which a space is not the last. */
static bool
is_boundary(const char *text)
{
	static const char bchars[] = "0123456789abcdefghijklmnopqrstuvwxyz"
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=? ";
	size_t len = text ? strlen(text) : 0;

	return len >= 1 && len <= BOUNDARY_MAX && strspn(text, bchars) == len
		&& text[len - 1] != ' ';
}

/* The first delimiter may be at the very beginning, where no line has ended. */
struct multipart *
multipart_new(struct arena *arena, const char *content_type,
	      const struct multipart_reader *reader, struct error *err)
{
	struct multipart *self = arena_alloc(arena, sizeof *self);
	const char *boundary = disposition_parameter(arena, content_type,
						     "boundary");

	if (!multipart_is_type(content_type) || !is_boundary(boundary)) {
		is_malformed(err, "its type names no boundary");
		return NULL;
	}
	self->reader = reader;
	memcpy(self->delimiter, "\r\n--", 4);
	memcpy(self->delimiter + 4, boundary, strlen(boundary));
	self->delimiter_len = strlen(self->delimiter);
	self->matched = 2;
	self->headers = arena_alloc(arena, HEADERS_MAX + 1);
	self->arena = arena;
	return self;
}

/* ---- the body of a part ---- */

static bool
give(struct multipart *self, const char *bytes, size_t len)
{
	const struct multipart_reader *reader = self->reader;

	return len == 0 || !self->is_in_part
		|| reader->data(reader->object, bytes, len);
}

static bool
end_part(struct multipart *self)
{
	self->matched = 0;
	self->state = STATE_AFTER;
	return !self->is_in_part || self->reader->end(self->reader->object);
}

/*
 * Only CR begins a delimiter and no other byte of it is one: what matched so far and
 * goes on otherwise is data as a whole.
 */
static bool
give_back(struct multipart *self)
{
	size_t matched = self->matched;

	self->matched = 0;
	return give(self, self->delimiter, matched);
}

/* Bytes up to the next CR need no look at each. */
static bool
take_body(struct multipart *self, const char **at, const char *end)
{
	const char *cr;

	if (self->matched > 0) {
		if (**at != self->delimiter[self->matched])
			return give_back(self);
		++*at;
		return ++self->matched < self->delimiter_len || end_part(self);
	}
	cr = memchr(*at, '\r', (size_t)(end - *at));
	if (!give(self, *at, (size_t)((cr ? cr : end) - *at)))
		return false;
	*at = cr ? cr + 1 : end;
	self->matched = cr != NULL;
	return true;
}

/* ---- between parts ---- */

static bool
take_after(struct multipart *self, char c, struct error *err)
{
	if (c == '-')
		self->state = STATE_DASH;
	else if (c == '\r')
		self->state = STATE_LINE_END;
	else if (c == ' ' || c == '\t')
		self->state = STATE_PADDING;
	else
		return is_malformed(err, "a boundary goes on where it ends");
	return true;
}

static bool
take_dash(struct multipart *self, char c, struct error *err)
{
	self->state = STATE_CLOSED;
	return c == '-' || is_malformed(err, "its last boundary ends early");
}

static bool
take_padding(struct multipart *self, char c, struct error *err)
{
	if (c == '\r')
		self->state = STATE_LINE_END;
	return c == '\r' || c == ' ' || c == '\t'
		|| is_malformed(err, "a boundary goes on where it ends");
}

static bool
take_line_end(struct multipart *self, char c, struct error *err)
{
	self->state = STATE_HEADERS;
	self->headers_len = 0;
	return c == '\n' || is_malformed(err, "a boundary ends without a line");
}

/* ---- the headers of a part ---- */

static bool
begin_part(struct multipart *self, struct error *err)
{
	const struct multipart_reader *reader = self->reader;
	struct multipart_part part;

	self->headers[self->headers_len] = '\0';
	if (memchr(self->headers, '\0', self->headers_len))
		return is_malformed(err, "there is a NUL in the headers of a part");
	if (!disposition_read(self->arena, self->headers, &part.name,
			      &part.file_name, err))
		return false;
	self->state = STATE_BODY;
	self->is_in_part = true;
	return reader->begin(reader->object, &part);
}

/* An empty line ends them; it may be the first, and its end may begin a delimiter. */
static bool
is_end_of_headers(const struct multipart *self)
{
	size_t len = self->headers_len;

	return (len == 2 && memcmp(self->headers, "\r\n", 2) == 0)
		|| (len > 3 && memcmp(self->headers + len - 4, "\r\n\r\n", 4) == 0);
}

static bool
take_header(struct multipart *self, char c, struct error *err)
{
	if (self->headers_len == HEADERS_MAX)
		return is_malformed(err, "the headers of a part are too long");
	self->headers[self->headers_len++] = c;
	return !is_end_of_headers(self) || begin_part(self, err);
}

static bool
take(struct multipart *self, const char **at, const char *end,
     struct error *err)
{
	switch (self->state) {
	case STATE_BODY:
		return take_body(self, at, end);
	case STATE_AFTER:
		return take_after(self, *(*at)++, err);
	case STATE_DASH:
		return take_dash(self, *(*at)++, err);
	case STATE_PADDING:
		return take_padding(self, *(*at)++, err);
	case STATE_LINE_END:
		return take_line_end(self, *(*at)++, err);
	case STATE_HEADERS:
		return take_header(self, *(*at)++, err);
	case STATE_CLOSED:
		*at = end;
		break;
	}
	return true;
}

bool
multipart_feed(struct multipart *self, const char *bytes, size_t len,
	       struct error *err)
{
	const char *at = bytes, *end = bytes + len;

	while (at < end)
		if (!take(self, &at, end, err))
			return false;
	return true;
}

bool
multipart_end(const struct multipart *self, struct error *err)
{
	return self->state == STATE_CLOSED
		|| is_malformed(err, "it ends before its last boundary");
}
