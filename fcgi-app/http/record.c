#include "http/record.h"

#include <string.h>

/* FastCGI 1.0, section 8. */
enum { FCGI_VERSION = 1, FCGI_END = 3, FCGI_STDOUT = 6 };
enum { END_BODY_SIZE = 8 };

/* The largest content of a record that needs no padding. */
#define CONTENT_MAX 65528

static char *
put_header(char *out, int request, int type, size_t len, size_t padding)
{
	*out++ = FCGI_VERSION;
	*out++ = (char)type;
	*out++ = (char)(request >> 8);
	*out++ = (char)request;
	*out++ = (char)(len >> 8);
	*out++ = (char)len;
	*out++ = (char)padding;
	*out++ = 0;
	return out;
}

static char *
put_content(char *out, int request, const char *bytes, size_t len)
{
	size_t padding = -len & 7;

	out = put_header(out, request, FCGI_STDOUT, len, padding);
	memcpy(out, bytes, len);
	memset(out + len, 0, padding);
	return out + len + padding;
}

/* An empty STDOUT record, and END_REQUEST: complete, status 0. */
static char *
put_end(char *out, int request)
{
	out = put_header(out, request, FCGI_STDOUT, 0, 0);
	out = put_header(out, request, FCGI_END, END_BODY_SIZE, 0);
	memset(out, 0, END_BODY_SIZE);
	return out + END_BODY_SIZE;
}

size_t
record_answer_size(size_t len)
{
	size_t records = (len + CONTENT_MAX - 1) / CONTENT_MAX;

	return len + 7 + (records + 2) * RECORD_HEADER_SIZE + END_BODY_SIZE;
}

size_t
record_put_answer(char *out, int request, const char *bytes, size_t len,
		  bool is_last)
{
	char *at = out;

	while (len > 0) {
		size_t part = len < CONTENT_MAX ? len : CONTENT_MAX;

		at = put_content(at, request, bytes, part);
		bytes += part;
		len -= part;
	}
	if (is_last)
		at = put_end(at, request);
	return (size_t)(at - out);
}
