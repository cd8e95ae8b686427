/* muster import: takes documents of other systems into a tenant. */

#include <fts.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "command/actor.h"
#include "command/admin.h"
#include "command/arguments.h"
#include "command/import_document.h"
#include "command/import_job.h"
#include "command/import_report.h"
#include "command/verb.h"

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
	struct importer importer;
};

static bool
parse(int argc, char **argv, struct wish *out)
{
	const struct argument arguments[] = {
		{ "tenant", .text = &out->tenant },
		{ "as", .text = &out->as },
		{ "report", .text = &out->report },
		{ "dry-run", .flag = &out->is_dry_run },
		{ 0 }
	};
	int first;

	*out = (struct wish){ .tenant = NULL };
	first = arguments_options(argc, argv, arguments);
	if (first < 0)
		return false;
	out->paths = argv + first;
	return out->tenant && *out->paths;
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
do_entry(struct run *run, const FTSENT *entry)
{
	const char *path = entry->fts_path;

	switch (entry->fts_info) {
	case FTS_D:
	case FTS_DP:
		return true;
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		import_document_unread(&run->importer, path, entry->fts_errno);
		return true;
	default:
		return !is_wanted(entry)
		       || import_document(&run->importer, path, path,
					  &run->admin.error);
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
	worked = file && fprintf(file, "%s\n", import_report_json(run->importer.report,
						run->admin.arena)) > 0;
	worked = (!file || fclose(file) == 0) && worked;
	return worked || fail(&run->admin.error, ERROR_INTERNAL,
			      "the report cannot be written to '%s'", path);
}

/* What was imported before a failure stays, so it is told as well. */
static bool
report(struct run *run, bool worked)
{
	if (!run->importer.report)
		return worked;
	import_report_print(run->importer.report, stdout);
	return save_report(run) && worked;
}

static bool
run_import(struct run *run)
{
	bool worked = actor_open(&run->actor, &run->admin, run->wish->tenant,
				 run->wish->as, ROLE_OPERATOR);

	if (worked) {
		run->importer.report = import_report_new(run->admin.arena,
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
	struct run run = { .wish = &wish, .importer.actor = &run.actor };
	bool worked, is_whole;
	int status;

	if (!parse(argc, argv, &wish))
		return command_misused("import");
	run.importer.arena = arena_new(1 << 20);
	run.importer.is_dry_run = wish.is_dry_run;
	worked = run_import(&run);
	is_whole = worked && import_report_refusals(run.importer.report) == 0;
	status = admin_end(&run.admin, worked);
	arena_free(run.importer.arena);
	return is_whole ? status : 1;
}

static const struct verb verbs[] = {
	{ "flow", import_flow, false },
	{ "job", import_job, true },
	{ 0 }
};

int
command_import(int argc, char **argv)
{
	return verb_run(verbs, argc, argv);
}
