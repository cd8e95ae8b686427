/* muster export: flows of a tenant as documents of Muster's own format. */

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/time.h"
#include "command/actor.h"
#include "command/admin.h"
#include "command/verb.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"
#include "import/format.h"
#include "import/import.h"
#include "import/write.h"
#include "json/scan.h"
#include "json/writer.h"

static const struct statement find_flows = {
	.name = "export_find_flows",
	.sql  = "select kind, id from api.flow_exports"
		" where ($1::text is null or kind = $1)"
		"   and ($2::text is null or id::text = lower($2))"
		" order by kind, id",
};

static const struct statement get_flow = {
	.name = "export_get_flow",
	.sql  = "select kind, name, nullif(description, ''), tags, created_at,"
		"       source, old_id, flowchart, document"
		"  from api.flow_exports where kind = $1 and id::text = $2",
};

enum column {
	KIND, NAME, DESCRIPTION, TAGS, CREATED_AT, SOURCE, OLD_ID, FLOWCHART,
	DOCUMENT
};

struct wish {
	const char *tenant;
	const char *as;			/* e-mail address */
	const char *kind, *id;		/* NULL: all */
	const char *folder;		/* NULL: one document to standard output */
	bool is_all;
};

struct run {
	struct wish wish;
	struct admin admin;
	struct actor actor;
	struct arena *arena;		/* of a flow, or of the one document */
	struct import_flow *flows;	/* of the one document */
	size_t count, size;
};

static const struct option options[] = {
	{ "tenant", required_argument, NULL, 't' },
	{ "as", required_argument, NULL, 's' },
	{ "agent", required_argument, NULL, 'a' },
	{ "workflow", required_argument, NULL, 'w' },
	{ "all", no_argument, NULL, 'l' },
	{ "out", required_argument, NULL, 'o' },
	{ 0 }
};

static bool
take_one(struct wish *wish, const char *kind)
{
	if (wish->id)
		return false;
	wish->kind = kind;
	wish->id = optarg;
	return true;
}

static bool
take_option(struct wish *wish, int option)
{
	switch (option) {
	case 't': wish->tenant = optarg; return true;
	case 's': wish->as = optarg; return true;
	case 'a': return take_one(wish, "agent");
	case 'w': return take_one(wish, "workflow");
	case 'l': wish->is_all = true; return true;
	case 'o': wish->folder = optarg; return true;
	default: return false;
	}
}

static bool
parse(int argc, char **argv, struct wish *out)
{
	int option;

	*out = (struct wish){ .tenant = NULL };
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1)
		if (!take_option(out, option))
			return false;
	return out->tenant && optind == argc && out->is_all == !out->id;
}

/* ---- a flow from its row ---- */

static struct import_text
json_of(const struct rows *rows, enum column column)
{
	return (struct import_text){ rows_text(rows, 0, (int)column),
				     rows_length(rows, 0, (int)column) };
}

static const char **
tags_of(struct arena *arena, const struct rows *rows, struct error *err)
{
	struct import_text text = json_of(rows, TAGS);
	struct json_slice slice;

	return json_scan(arena, text.text, text.len, &slice, err)
		? import_tags(arena, &slice) : NULL;
}

/* What a builder drew is read as if it came in just now. */
static bool
draw(struct run *run, struct import_flow *flow)
{
	struct import_list *list;

	if (flow->flowchart.text)
		return true;
	list = import_read(run->arena, NULL, flow->document.text,
			   flow->document.len, &run->admin.error);
	if (!list)
		return false;
	flow->flowchart = list->flows[0].flowchart;
	return true;
}

static int64_t
time_of(const struct rows *rows)
{
	char text[TIME_TEXT_SIZE];
	int64_t ms = 0;

	if (time_from_sql(rows_text(rows, 0, CREATED_AT), text))
		time_parse(text, &ms);
	return ms;
}

static bool
read_flow(struct run *run, const char *kind, const char *id,
	  struct import_flow *out)
{
	struct rows rows;

	if (!client_run(run->actor.client, &rows, &run->admin.error, &get_flow,
			kind, id))
		return false;
	if (rows.count == 0)
		return fail(&run->admin.error, ERROR_NOT_FOUND,
			    "the %s '%s' has just been deleted", kind, id);
	*out = (struct import_flow){
		.kind = text_equal(kind, "agent") ? IMPORT_AGENT
			: IMPORT_WORKFLOW,
		.format = rows_text(&rows, 0, SOURCE),
		.old_id = rows_text(&rows, 0, OLD_ID),
		.name = rows_text(&rows, 0, NAME),
		.description = rows_text(&rows, 0, DESCRIPTION),
		.tags = tags_of(run->arena, &rows, &run->admin.error),
		.created_ms = time_of(&rows),
		.flowchart = json_of(&rows, FLOWCHART),
		.document = json_of(&rows, DOCUMENT),
	};
	if (draw(run, out))
		return true;
	run->admin.error.message = arena_printf(run->admin.arena,
		"the %s '%s' cannot be drawn: %s", kind, id,
		run->admin.error.message);
	return false;
}

/* ---- documents ---- */

static void
print(struct buf *out, struct arena *arena, const struct import_flow *flows,
      size_t count)
{
	struct buf plain;

	buf_init(&plain, arena, 65536);
	buf_init(out, arena, 65536);
	import_write(&plain, flows, count, time_now_ms());
	json_pretty(out, plain.bytes, plain.len);
	buf_char(out, '\n');
}

static bool
write_file(const char *path, const struct buf *text)
{
	FILE *file = fopen(path, "we");
	bool worked = file && fwrite(text->bytes, 1, text->len, file)
			      == text->len;

	return (!file || fclose(file) == 0) && worked;
}

/* Renamed when it is whole, so that nobody finds half a document. */
static bool
save(struct run *run, const struct import_flow *flow, const char *id)
{
	const char *path = arena_printf(run->arena, "%s/%s-%s.json",
		run->wish.folder, import_kind_name(flow->kind), id);
	const char *aside = arena_printf(run->arena, "%s.new", path);
	struct buf text;

	print(&text, run->arena, flow, 1);
	if (write_file(aside, &text) && rename(aside, path) == 0)
		return true;
	return fail(&run->admin.error, ERROR_INTERNAL, "'%s' cannot be written:"
		    " %s", path, strerrordesc_np(errno));
}

/* One document is read whole where it is imported, so there is a limit to it. */
static bool
keep(struct run *run, const struct import_flow *flow)
{
	run->flows[run->count++] = *flow;
	run->size += flow->flowchart.len + flow->document.len;
	if (run->size <= IMPORT_SIZE_MAX)
		return true;
	fail(&run->admin.error, ERROR_TOO_LARGE,
	     "the flows are too many for one document");
	return fail_hint(&run->admin.error,
			 "--out DIR writes a document for each");
}

static bool
export_one(struct run *run, const char *kind, const char *id)
{
	struct import_flow flow;
	bool worked;

	if (!run->wish.folder)
		return read_flow(run, kind, id, &flow) && keep(run, &flow);
	client_keep_rows(run->actor.client, run->arena);
	worked = read_flow(run, kind, id, &flow) && save(run, &flow, id);
	client_keep_rows(run->actor.client, run->admin.arena);
	arena_reset(run->arena);
	return worked;
}

static bool
none(struct run *run)
{
	const struct wish *wish = &run->wish;

	if (wish->id)
		return fail(&run->admin.error, ERROR_NOT_FOUND,
			    "no %s '%s' with a flow", wish->kind, wish->id);
	return fail(&run->admin.error, ERROR_NOT_FOUND,
		    "this tenant has no flows");
}

static bool
export_all(struct run *run)
{
	struct rows rows;

	if (!client_run(run->actor.client, &rows, &run->admin.error, &find_flows,
			run->wish.kind, run->wish.id))
		return false;
	if (rows.count == 0)
		return none(run);
	run->flows = arena_alloc(run->admin.arena,
				 (size_t)rows.count * sizeof *run->flows);
	for (int row = 0; row < rows.count; row++)
		if (!export_one(run, rows_text(&rows, row, 0),
				rows_text(&rows, row, 1)))
			return false;
	return true;
}

static bool
make_folder(struct run *run)
{
	const char *folder = run->wish.folder;

	return !folder || mkdir(folder, 0777) == 0 || errno == EEXIST
	       || fail(&run->admin.error, ERROR_INTERNAL, "the folder '%s'"
		       " cannot be made: %s", folder, strerrordesc_np(errno));
}

static bool
print_all(struct run *run)
{
	struct buf text;

	if (run->wish.folder)
		return true;
	print(&text, run->arena, run->flows, run->count);
	return fwrite(text.bytes, 1, text.len, stdout) == text.len
	       && fflush(stdout) == 0;
}

static bool
run_export(struct run *run)
{
	struct admin *admin = &run->admin;
	bool worked = actor_open(&run->actor, admin, run->wish.tenant,
				 run->wish.as, ROLE_VIEWER)
		      && make_folder(run)
		      && actor_begin(&run->actor, admin->arena, &admin->error);

	if (worked) {
		worked = export_all(run);
		actor_undo(&run->actor);
	}
	worked = worked && print_all(run);
	return actor_close(&run->actor) && worked;
}

static int
export_flow(int argc, char **argv)
{
	struct run run = { .count = 0 };
	int status;

	if (!parse(argc, argv, &run.wish))
		return command_misused("export");
	run.arena = arena_new(1 << 20);
	status = admin_end(&run.admin, run_export(&run));
	arena_free(run.arena);
	return status;
}

static const struct verb verbs[] = {
	{ "flow", export_flow, false },
	{ 0 }
};

int
command_export(int argc, char **argv)
{
	return verb_run(verbs, argc, argv);
}
