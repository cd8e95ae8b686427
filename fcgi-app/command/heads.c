#include "command/heads.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "command/admin.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"

/* A line has some 140 bytes. */
#define LINE_MAX_BYTES 256

/* Lines that one statement compares. */
#define LINES_AT_ONCE 1000

static const struct statement seals_since = {
	.name = "audit_seals_since",
	.sql  = "select to_char(at at time zone 'UTC',"
		"               'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
		"       || ' ' || tenant_id || ' ' || number"
		"       || ' ' || encode(digest, 'hex') || E'\\n'"
		"  from tenants t"
		" cross join lateral (select * from audit_seals s"
		"                      where s.tenant_id = t.id"
		"                        and s.at >= coalesce("
		"                          $1::timestamptz, '-infinity')) s"
		" where (at, tenant_id, number) > ("
		"   coalesce($1::timestamptz, '-infinity'),"
		"   coalesce($2::uuid, '00000000-0000-0000-0000-000000000000'),"
		"   coalesce($3::bigint, 0))"
		" order by at, tenant_id, number",
};

static const struct statement verify_heads = {
	.name = "verify_audit_heads",
	.sql  = "select head, is_broken, reason"
		"  from private.verify_audit_heads($1)",
};

static bool
fail_file(struct admin *admin, const char *path)
{
	return fail(&admin->error, ERROR_INTERNAL, "%s: %s", path,
		    strerror(errno));
}

/* ---- recording ---- */

/* The last bytes of the file as text; what was left of a write that a crash cut
 * off is removed. */
static bool
read_end(int fd, char bytes[static LINE_MAX_BYTES + 1])
{
	off_t size = lseek(fd, 0, SEEK_END);
	off_t from = size > LINE_MAX_BYTES ? size - LINE_MAX_BYTES : 0;
	ssize_t len = pread(fd, bytes, LINE_MAX_BYTES, from);
	char *end;

	if (len < 0)
		return false;
	bytes[len] = '\0';
	end = strrchr(bytes, '\n');
	end = end ? end + 1 : bytes;
	if (*end == '\0')
		return true;
	*end = '\0';
	return ftruncate(fd, from + (end - bytes)) == 0;
}

/* The parts of the last line; none of an empty file. */
static char **
split_last(struct arena *arena, char *bytes)
{
	char *end = strrchr(bytes, '\n');
	char *line;

	if (end)
		*end = '\0';
	line = strrchr(bytes, '\n');
	return text_split(arena, line ? line + 1 : bytes, ' ');
}

static bool
find_new(struct admin *admin, int fd, struct rows *out)
{
	char bytes[LINE_MAX_BYTES + 1];
	char **last;

	if (!read_end(fd, bytes))
		return fail(&admin->error, ERROR_INTERNAL,
			    "the file of audit heads: %s", strerror(errno));
	last = split_last(admin->arena, bytes);
	if (!last[0])
		return client_run(admin->client, out, &admin->error,
				  &seals_since, NULL, NULL, NULL);
	if (!last[1] || !is_uuid(last[1]) || !last[2])
		return fail(&admin->error, ERROR_INVALID,
			    "the file of audit heads does not end with a head");
	return client_run(admin->client, out, &admin->error, &seals_since,
			  last[0], last[1], last[2]);
}

/* All in one write, so that a line is never cut by another writer. */
static bool
add_lines(struct admin *admin, int fd, const struct rows *rows)
{
	struct buf lines;

	buf_init(&lines, admin->arena, 4096);
	for (int row = 0; row < rows->count; row++)
		buf_text(&lines, rows_text(rows, row, 0));
	for (size_t at = 0; at < lines.len;) {
		ssize_t n = write(fd, lines.bytes + at, lines.len - at);

		if (n < 0 && errno != EINTR)
			return false;
		at += n > 0 ? (size_t)n : 0;
	}
	return lines.len == 0 || fsync(fd) == 0;
}

bool
heads_record(struct admin *admin, const char *path)
{
	struct rows rows;
	int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	bool worked;

	if (fd < 0 || flock(fd, LOCK_EX) != 0)
		return fail_file(admin, path);
	worked = find_new(admin, fd, &rows)
		 && (add_lines(admin, fd, &rows) || fail_file(admin, path));
	close(fd);
	return worked;
}

/* ---- verifying ---- */

static bool
compare(struct admin *admin, const char *lines, struct heads_tally *tally)
{
	struct rows rows;

	if (!client_run(admin->client, &rows, &admin->error, &verify_heads,
			lines))
		return false;
	for (int row = 0; row < rows.count; row++) {
		bool is_broken = rows_is_true(&rows, row, "is_broken");

		tally->broken += is_broken;
		printf("%s head %s: %s\n", is_broken ? "BROKEN" : "note  ",
		       rows_text(&rows, row, 0), rows_text(&rows, row, 2));
	}
	return true;
}

/* As many lines as one statement takes; false at the end of the file. */
static bool
read_lines(FILE *file, struct buf *out, size_t *count)
{
	char line[LINE_MAX_BYTES];
	size_t before = *count;

	while (*count - before < LINES_AT_ONCE
	       && fgets(line, sizeof line, file)) {
		buf_text(out, line);
		*count += text_ends(line, "\n");
	}
	return out->len > 0;
}

bool
heads_verify(struct admin *admin, const char *path, struct heads_tally *out)
{
	FILE *file = fopen(path, "re");
	struct arena *arena = arena_new(LINES_AT_ONCE * LINE_MAX_BYTES);
	struct buf lines;
	bool worked = file || fail_file(admin, path);

	*out = (struct heads_tally){ 0 };
	client_keep_rows(admin->client, arena);
	for (; worked; arena_reset(arena)) {
		buf_init(&lines, arena, LINES_AT_ONCE * LINE_MAX_BYTES / 2);
		if (!read_lines(file, &lines, &out->recorded))
			break;
		worked = compare(admin, lines.bytes, out);
	}
	client_keep_rows(admin->client, admin->arena);
	arena_free(arena);
	if (file)
		fclose(file);
	return worked;
}
