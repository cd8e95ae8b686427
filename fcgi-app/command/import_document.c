#include "command/import_document.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "command/import_report.h"
#include "command/import_store.h"
#include "import/import.h"

static bool
fail_read(struct error *err)
{
	return fail(err, ERROR_INVALID, "it cannot be read: %s",
		    strerrordesc_np(errno));
}

/* A file may be cut while it is read: what is there then counts. */
static bool
read_all(int fd, char *text, size_t size, size_t *len, struct error *err)
{
	ssize_t count = 1;

	for (*len = 0; *len < size && count > 0; *len += (size_t)count) {
		count = read(fd, text + *len, size - *len);
		if (count < 0)
			return fail_read(err);
	}
	return true;
}

static const char *
read_open_file(struct arena *arena, int fd, size_t *len, struct error *err)
{
	struct stat stat;
	char *text;

	if (fstat(fd, &stat) < 0) {
		fail_read(err);
		return NULL;
	}
	if (!S_ISREG(stat.st_mode)) {
		fail(err, ERROR_INVALID, "this is no file");
		return NULL;
	}
	if (!import_size_ok((size_t)stat.st_size, err))
		return NULL;
	text = arena_alloc(arena, (size_t)stat.st_size + 1);
	return read_all(fd, text, (size_t)stat.st_size, len, err) ? text : NULL;
}

/* Without waiting, should it be a pipe. */
static const char *
read_file(struct arena *arena, const char *path, size_t *len, struct error *err)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	const char *text;

	if (fd < 0) {
		fail_read(err);
		return NULL;
	}
	text = read_open_file(arena, fd, len, err);
	close(fd);
	return text;
}

static bool
take(struct importer *importer, const char *path, const char *name,
     struct error *err)
{
	struct import_stored *stored;
	struct import_list *list;
	size_t len;
	const char *text = read_file(importer->arena, path, &len, err);

	if (!text)
		return false;
	list = import_read(importer->arena, name, text, len, err);
	if (!list)
		return false;
	stored = arena_alloc(importer->arena, list->count * sizeof *stored);
	if (!import_store(importer, list, stored, err))
		return false;
	import_report_stored(importer->report, name, list, stored);
	return true;
}

/* What is wrong with the document itself does not end the import. */
static bool
is_refusal(const struct error *err)
{
	return err->kind == ERROR_INVALID || err->kind == ERROR_BAD_REQUEST
	       || err->kind == ERROR_TOO_LARGE;
}

bool
import_document(struct importer *importer, const char *path, const char *name,
		struct error *err)
{
	struct error own = { .arena = importer->arena };
	bool worked = take(importer, path, name, &own);

	if (!worked && is_refusal(&own)) {
		import_report_refused(importer->report, name, &own);
		worked = true;
	}
	if (!worked)
		fail(err, own.kind, "%s", own.message);
	arena_reset(importer->arena);
	return worked;
}

void
import_document_unread(struct importer *importer, const char *name, int why)
{
	struct error err = { .arena = importer->arena };

	errno = why;
	fail_read(&err);
	import_report_refused(importer->report, name, &err);
	arena_reset(importer->arena);
}
