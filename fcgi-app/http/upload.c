#include "http/upload.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/config.h"
#include "base/error.h"
#include "base/spool.h"
#include "base/text.h"
#include "http/app.h"
#include "http/multipart.h"
#include "http/request.h"
#include "http/url.h"

/* Each takes a request's place; those that come in between try again. */
#define UPLOADS_MAX 8
#define RETRY_AFTER_S 5

/* What a form of ours sends is far below. */
#define FILES_MAX 500
#define FIELDS_MAX 50
#define FIELD_SIZE_MAX 4096
#define NAME_MAX_BYTES 255

#define MEBIBYTE (INT64_C(1024) * 1024)

/* What is known only while the body is read. */
struct upload_intake {
	struct request *req;
	struct multipart *parser;
	struct multipart_reader reader;
	int64_t taken, max;		/* bytes of the body */
	struct uploads *uploads;	/* has a place in it; or NULL */
	struct upload_file *file;	/* open, with its descriptor; or NULL */
	struct upload_file **last;
	int fd;
	const char *field;		/* open; or NULL */
	struct buf value;
	struct pair pairs[FIELDS_MAX];
	size_t pair_count;
};

/* ---- files ---- */

/* Some programs send the whole path, and Windows turns its slashes. */
static const char *
last_part(const char *path)
{
	const char *part = path;

	for (const char *c = path; *c; c++)
		if (*c == '/' || *c == '\\')
			part = c + 1;
	return part;
}

/* A name is only shown: what cannot be is a question mark. */
static const char *
clean_name(struct arena *arena, const char *path)
{
	const char *part = last_part(path);
	size_t len = strlen(part);
	char *name = arena_copy(arena, part, len);
	bool is_utf8;

	while (len > NAME_MAX_BYTES
	       || (len < strlen(part) && ((unsigned char)part[len] & 0xc0) == 0x80))
		name[--len] = '\0';
	is_utf8 = text_is_utf8(name, len);
	for (char *c = name; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f
		    || (!is_utf8 && (unsigned char)*c >= 0x80))
			*c = '?';
	return name;
}

static bool
begin_file(struct upload *upload, const char *name)
{
	struct upload_intake *intake = upload->intake;
	struct request *req = intake->req;
	struct upload_file *file;

	if (upload->count == FILES_MAX)
		return fail(&req->error, ERROR_TOO_LARGE,
			    "more than %d files at once", FILES_MAX)
			|| fail_hint(&req->error, "Send them in several uploads");
	intake->fd = spool_add(upload->spool, &req->error);
	if (intake->fd < 0)
		return false;
	file = arena_alloc(req->arena, sizeof *file);
	file->name = clean_name(req->arena, name);
	*intake->last = file;
	intake->last = &file->next;
	intake->file = file;
	upload->count++;
	return true;
}

static bool
write_file(struct upload *upload, const char *bytes, size_t len)
{
	struct upload_intake *intake = upload->intake;

	intake->file->size += (int64_t)len;
	upload->size += (int64_t)len;
	while (len > 0) {
		ssize_t written = write(intake->fd, bytes, len);

		if (written < 0 && errno != EINTR)
			return fail(&intake->req->error, ERROR_UNAVAILABLE,
				    "the upload cannot be kept: %s",
				    strerrordesc_np(errno));
		bytes += written > 0 ? written : 0;
		len -= written > 0 ? (size_t)written : 0;
	}
	return true;
}

/* The last bytes may fail to reach the disk only here. */
static bool
end_file(struct upload_intake *intake)
{
	int fd = intake->fd;

	intake->file = NULL;
	intake->fd = -1;
	return close(fd) == 0
		|| fail(&intake->req->error, ERROR_UNAVAILABLE,
			"the upload cannot be kept: %s", strerrordesc_np(errno));
}

/* ---- fields ---- */

static bool
begin_field(struct upload_intake *intake, const char *name)
{
	struct request *req = intake->req;

	if (intake->pair_count == FIELDS_MAX)
		return fail(&req->error, ERROR_BAD_REQUEST,
			    "the form has more than %d fields", FIELDS_MAX);
	intake->field = name;
	buf_init(&intake->value, req->arena, 64);
	return true;
}

static bool
write_field(struct upload_intake *intake, const char *bytes, size_t len)
{
	if (intake->value.len + len > FIELD_SIZE_MAX)
		return fail(&intake->req->error, ERROR_TOO_LARGE,
			    "a field of the form has more than %d bytes",
			    FIELD_SIZE_MAX);
	buf_add(&intake->value, bytes, len);
	return true;
}

static bool
end_field(struct upload_intake *intake)
{
	struct pair pair = { intake->field, intake->value.bytes };

	intake->field = NULL;
	if (!text_is_utf8(pair.name, strlen(pair.name))
	    || !text_is_utf8(pair.value, intake->value.len))
		return fail(&intake->req->error, ERROR_BAD_REQUEST,
			    "a field of the form is not UTF-8");
	intake->pairs[intake->pair_count++] = pair;
	return true;
}

/* ---- what the parser tells ---- */

/* Where no file is chosen, browsers send one without a name and content. */
static bool
on_begin(void *object, const struct multipart_part *part)
{
	struct upload *upload = object;

	if (!part->file_name)
		return begin_field(upload->intake, part->name);
	return !*part->file_name || begin_file(upload, part->file_name);
}

static bool
on_data(void *object, const char *bytes, size_t len)
{
	struct upload *upload = object;

	if (upload->intake->file)
		return write_file(upload, bytes, len);
	return !upload->intake->field
		|| write_field(upload->intake, bytes, len);
}

static bool
on_end(void *object)
{
	struct upload_intake *intake = ((struct upload *)object)->intake;

	if (intake->file)
		return end_file(intake);
	return !intake->field || end_field(intake);
}

/* ---- the whole ---- */

static void
end(void *object)
{
	struct upload_intake *intake = object;

	if (intake->fd >= 0)
		close(intake->fd);
	if (intake->uploads)
		intake->uploads->open--;
}

static bool
take_place(struct upload_intake *intake)
{
	struct request *req = intake->req;
	struct uploads *uploads = req->app->uploads;

	if (!uploads)
		return true;
	if (uploads->open == UPLOADS_MAX) {
		req->error.retry_after_s = RETRY_AFTER_S;
		return fail(&req->error, ERROR_UNAVAILABLE,
			    "too many uploads are under way");
	}
	uploads->open++;
	intake->uploads = uploads;
	return true;
}

static bool
fail_size(struct upload_intake *intake)
{
	struct error *err = &intake->req->error;

	if (intake->max < MEBIBYTE)
		fail(err, ERROR_TOO_LARGE, "the upload has more than %lld bytes",
		     (long long)intake->max);
	else
		fail(err, ERROR_TOO_LARGE, "the upload has more than %lld MiB",
		     (long long)(intake->max / MEBIBYTE));
	return fail_hint(err, "Send the files in several uploads");
}

/* What is announced as too long needs no reading. */
static bool
check_length(struct upload_intake *intake)
{
	const char *text = request_header(intake->req, "Content-Length");
	int64_t length;

	return !text || !text_to_int(text, 0, INT64_MAX, &length)
		|| length <= intake->max || fail_size(intake);
}

static struct multipart *
new_parser(struct upload_intake *intake)
{
	struct request *req = intake->req;
	const char *type = request_header(req, "Content-Type");

	if (!multipart_is_type(type)) {
		fail(&req->error, ERROR_MEDIA_TYPE,
		     "files are taken as multipart/form-data");
		return NULL;
	}
	return multipart_new(req->arena, type, &intake->reader, &req->error);
}

struct upload *
upload_new(struct request *req)
{
	struct upload *upload = arena_alloc(req->arena, sizeof *upload);
	struct upload_intake *intake = arena_alloc(req->arena, sizeof *intake);

	upload->intake = intake;
	*intake = (struct upload_intake){
		.req = req, .fd = -1, .last = &upload->files,
		.reader = { on_begin, on_data, on_end, upload },
		.max = config_int(req->app->config, CONFIG_UPLOAD_MAX),
	};
	arena_on_reset(req->arena, end, intake);
	if (!check_length(intake) || !take_place(intake))
		return NULL;
	intake->parser = new_parser(intake);
	if (!intake->parser)
		return NULL;
	upload->spool = spool_new(req->arena,
		config_text(req->app->config, CONFIG_SPOOL_DIR), &req->error);
	return upload->spool ? upload : NULL;
}

bool
upload_feed(struct upload *upload, const char *bytes, size_t len)
{
	struct upload_intake *intake = upload->intake;

	intake->taken += (int64_t)len;
	if (intake->taken > intake->max)
		return fail_size(intake);
	return multipart_feed(intake->parser, bytes, len, &intake->req->error);
}

bool
upload_end(struct upload *upload)
{
	struct upload_intake *intake = upload->intake;
	struct request *req = intake->req;

	if (!multipart_end(intake->parser, &req->error))
		return false;
	req->form = (struct pairs){ intake->pairs, intake->pair_count };
	return true;
}
