/* muster import: takes documents of other systems into a tenant. */

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "command/actor.h"
#include "command/admin.h"
#include "command/import_report.h"
#include "command/import_store.h"
#include "command/verb.h"
#include "import/import.h"

struct wish {
	const char *tenant;
	const char *as;			/* e-mail address */
	const char *report;		/* file for the report as JSON */
	bool is_dry_run;
	char **paths;			/* NULL behind the last one */
};

struct run {
	const struct wish *wish;
	struct admin admin;
	struct actor actor;
	struct import_report *report;
	struct arena *arena;		/* of one document */
};

static const struct option options[] = {
	{ "tenant", required_argument, NULL, 't' },
	{ "as", required_argument, NULL, 'a' },
	{ "dry-run", no_argument, NULL, 'd' },
	{ "report", required_argument, NULL, 'r' },
	{ 0 }
};

static bool
parse(int argc, char **argv, struct wish *out)
{
	int option;

	*out = (struct wish){ .tenant = NULL };
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (option) {
		case 't': out->tenant = optarg; break;
		case 'a': out->as = optarg; break;
		case 'd': out->is_dry_run = true; break;
		case 'r': out->report = optarg; break;
		default: return false;
		}
	}
	out->paths = argv + optind;
	return out->tenant && *out->paths;
}

/* ---- one document ---- */

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
take_document(struct run *run, const char *path, struct error *err)
{
	struct import_stored *stored;
	struct import_list *list;
	size_t len;
	const char *text = read_file(run->arena, path, &len, err);

	if (!text)
		return false;
	list = import_read(run->arena, path, text, len, err);
	if (!list)
		return false;
	stored = arena_alloc(run->arena, list->count * sizeof *stored);
	if (!import_store(&run->actor, run->arena, list, run->wish->is_dry_run,
			  stored, err))
		return false;
	import_report_stored(run->report, path, list, stored);
	return true;
}

/* What is wrong with the document itself does not end the import. */
static bool
is_refusal(const struct error *err)
{
	return err->kind == ERROR_INVALID || err->kind == ERROR_BAD_REQUEST
	       || err->kind == ERROR_TOO_LARGE;
}

static bool
do_document(struct run *run, const char *path)
{
	struct error err = { .arena = run->arena };
	bool worked = take_document(run, path, &err);

	if (!worked && is_refusal(&err)) {
		import_report_refused(run->report, path, &err);
		worked = true;
	}
	if (!worked)
		fail(&run->admin.error, err.kind, "%s", err.message);
	arena_reset(run->arena);
	return worked;
}

/* ---- files and folders ---- */

static int
by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* Of a folder only what is called .json; what was named itself always. */
static bool
is_wanted(const FTSENT *entry)
{
	const char *name = entry->fts_name;
	size_t len = strlen(name);

	return entry->fts_level == FTS_ROOTLEVEL
	       || (entry->fts_info == FTS_F && len > 5
		   && text_equal_case(name + len - 5, ".json"));
}

static bool
refuse_entry(struct run *run, const FTSENT *entry)
{
	struct error err = { .arena = run->arena };

	errno = entry->fts_errno;
	fail_read(&err);
	import_report_refused(run->report, entry->fts_path, &err);
	arena_reset(run->arena);
	return true;
}

static bool
do_entry(struct run *run, const FTSENT *entry)
{
	switch (entry->fts_info) {
	case FTS_D:
	case FTS_DP:
		return true;
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		return refuse_entry(run, entry);
	default:
		return !is_wanted(entry) || do_document(run, entry->fts_path);
	}
}

static bool
walk(struct run *run)
{
	FTS *fts = fts_open(run->wish->paths,
			    FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
	bool worked = fts != NULL;
	FTSENT *entry;

	if (!fts)
		return fail(&run->admin.error, ERROR_INTERNAL, "no memory");
	while (worked && (entry = fts_read(fts)) != NULL)
		worked = do_entry(run, entry);
	fts_close(fts);
	return worked;
}

/* ---- the report ---- */

static bool
save_report(struct run *run)
{
	const char *path = run->wish->report;
	FILE *file = path ? fopen(path, "we") : NULL;
	bool worked;

	if (!path)
		return true;
	worked = file && fprintf(file, "%s\n", import_report_json(run->report,
						run->admin.arena)) > 0;
	worked = (!file || fclose(file) == 0) && worked;
	return worked || fail(&run->admin.error, ERROR_INTERNAL,
			      "the report cannot be written to '%s'", path);
}

/* What was imported before a failure stays, so it is told as well. */
static bool
report(struct run *run, bool worked)
{
	if (!run->report)
		return worked;
	import_report_print(run->report, stdout);
	return save_report(run) && worked;
}

static bool
run_import(struct run *run)
{
	bool worked = actor_open(&run->actor, &run->admin, run->wish->tenant,
				 run->wish->as, ROLE_OPERATOR);

	if (worked) {
		run->report = import_report_new(run->admin.arena,
						run->wish->is_dry_run);
		worked = walk(run);
	}
	worked = actor_close(&run->actor) && worked;
	return report(run, worked);
}

static int
import_flow(int argc, char **argv)
{
	struct wish wish;
	struct run run = { .wish = &wish };
	bool worked, is_whole;
	int status;

	if (!parse(argc, argv, &wish))
		return command_misused("import");
	run.arena = arena_new(1 << 20);
	worked = run_import(&run);
	is_whole = worked && import_report_refusals(run.report) == 0;
	status = admin_end(&run.admin, worked);
	arena_free(run.arena);
	return is_whole ? status : 1;
}

static const struct verb verbs[] = {
	{ "flow", import_flow, false },
	{ 0 }
};

int
command_import(int argc, char **argv)
{
	return verb_run(verbs, argc, argv);
}
