#include "command/import_report.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "command/import_store.h"
#include "import/import.h"
#include "json/writer.h"

enum outcome { IMPORTED, UPDATED, UNCHANGED, REFUSED, OUTCOMES };

static const char *const outcome_names[OUTCOMES] = {
	"imported", "updated", "unchanged", "refused"
};

struct remark {
	const char *path, *text;
	struct remark *next;
};

/* Documents are written as they come, so that a report of many stays small. */
struct import_report {
	struct arena *arena;
	bool is_dry_run;
	size_t counts[OUTCOMES];
	size_t flows, nodes, connections, warnings;
	struct buf documents;
	struct json_writer writer;
	struct remark *remarks, **last;
};

struct import_report *
import_report_new(struct arena *arena, bool is_dry_run)
{
	struct import_report *report = arena_alloc(arena, sizeof *report);

	report->arena = arena;
	report->is_dry_run = is_dry_run;
	report->last = &report->remarks;
	buf_init(&report->documents, arena, 4096);
	json_writer_init(&report->writer, &report->documents);
	json_begin_array(&report->writer);
	return report;
}

/* A name of a file or a flow may have bytes that a terminal obeys, or no UTF-8. */
static const char *
printable(struct arena *arena, const char *text)
{
	bool is_utf8 = text_is_utf8(text, strlen(text));
	char *out = arena_text(arena, text);

	for (char *c = out; *c; c++) {
		unsigned char byte = (unsigned char)*c;

		if (byte < 0x20 || byte == 0x7f || (!is_utf8 && byte >= 0x80))
			*c = '?';
	}
	return out;
}

static void
remark(struct import_report *report, const char *path, const char *text)
{
	struct remark *remark = arena_alloc(report->arena, sizeof *remark);

	remark->path = path;
	remark->text = printable(report->arena, text);
	*report->last = remark;
	report->last = &remark->next;
}

static void
warn(struct import_report *report, const char *path,
     const struct import_flow *flow)
{
	json_write_name(&report->writer, "warnings");
	json_begin_array(&report->writer);
	for (const char **text = flow->warnings; text && *text; text++) {
		json_write_text(&report->writer, *text);
		remark(report, path, arena_printf(report->arena, "%s: %s",
						  flow->name, *text));
		report->warnings++;
	}
	json_end_array(&report->writer);
}

static void
add_flow(struct import_report *report, const char *path,
	 const struct import_flow *flow, const struct import_stored *stored)
{
	struct json_writer *writer = &report->writer;

	json_begin_object(writer);
	json_member_text(writer, "kind", import_kind_name(flow->kind));
	json_member_text(writer, "id", stored->id);
	json_member_text(writer, "name", flow->name);
	json_member_text(writer, "format", flow->format);
	json_member_text(writer, "outcome", stored->outcome);
	json_member_int(writer, "nodes", (int64_t)flow->node_count);
	json_member_int(writer, "connections", (int64_t)flow->edge_count);
	warn(report, path, flow);
	json_end_object(writer);
	report->flows++;
	report->nodes += flow->node_count;
	report->connections += flow->edge_count;
}

/* A document is as new as the newest of its flows. */
static enum outcome
outcome_of(const struct import_list *list, const struct import_stored *stored)
{
	size_t created = 0, unchanged = 0;

	for (size_t i = 0; i < list->count; i++) {
		created += text_equal(stored[i].outcome, "created");
		unchanged += text_equal(stored[i].outcome, "unchanged");
	}
	if (created > 0)
		return IMPORTED;
	return unchanged == list->count ? UNCHANGED : UPDATED;
}

static const char *
begin_document(struct import_report *report, const char *path,
	       enum outcome outcome)
{
	path = printable(report->arena, path);
	report->counts[outcome]++;
	json_begin_object(&report->writer);
	json_member_text(&report->writer, "path", path);
	json_member_text(&report->writer, "outcome", outcome_names[outcome]);
	return path;
}

void
import_report_stored(struct import_report *report, const char *path,
		     const struct import_list *list,
		     const struct import_stored *stored)
{
	struct json_writer *writer = &report->writer;

	path = begin_document(report, path, outcome_of(list, stored));
	json_write_name(writer, "flows");
	json_begin_array(writer);
	for (size_t i = 0; i < list->count; i++)
		add_flow(report, path, &list->flows[i], &stored[i]);
	json_end_array(writer);
	json_end_object(writer);
}

void
import_report_refused(struct import_report *report, const char *path,
		      const struct error *err)
{
	path = begin_document(report, path, REFUSED);
	json_member_text(&report->writer, "reason", err->message);
	json_member_text(&report->writer, "hint", err->hint);
	json_end_object(&report->writer);
	remark(report, path, arena_printf(report->arena, "refused: %s",
					  err->message));
}

size_t
import_report_refusals(const struct import_report *report)
{
	return report->counts[REFUSED];
}

static size_t
count_documents(const struct import_report *report)
{
	size_t sum = 0;

	for (int i = 0; i < OUTCOMES; i++)
		sum += report->counts[i];
	return sum;
}

void
import_report_print(const struct import_report *report, FILE *out)
{
	for (const struct remark *r = report->remarks; r; r = r->next)
		fprintf(out, "%s: %s\n", r->path, r->text);
	fprintf(out, "%s%zu documents:", report->is_dry_run ? "dry run, "
		"nothing is kept: " : "", count_documents(report));
	for (int i = 0; i < OUTCOMES; i++)
		fprintf(out, "%s %zu %s", i > 0 ? "," : "", report->counts[i],
			outcome_names[i]);
	fprintf(out, "; %zu flows with %zu nodes and %zu connections\n",
		report->flows, report->nodes, report->connections);
}

static void
write_sums(const struct import_report *report, struct json_writer *writer)
{
	json_member_bool(writer, "dryRun", report->is_dry_run);
	for (int i = 0; i < OUTCOMES; i++)
		json_member_int(writer, outcome_names[i],
				(int64_t)report->counts[i]);
	json_member_int(writer, "flows", (int64_t)report->flows);
	json_member_int(writer, "nodes", (int64_t)report->nodes);
	json_member_int(writer, "connections", (int64_t)report->connections);
	json_member_int(writer, "warnings", (int64_t)report->warnings);
}

const char *
import_report_json(const struct import_report *report, struct arena *arena)
{
	struct json_writer writer;
	struct buf buf;

	buf_init(&buf, arena, report->documents.len + 512);
	json_writer_init(&writer, &buf);
	json_begin_object(&writer);
	write_sums(report, &writer);
	json_write_name(&writer, "documents");
	json_write_raw(&writer, report->documents.bytes, report->documents.len);
	buf_char(&buf, ']');
	json_end_object(&writer);
	return buf.bytes;
}
