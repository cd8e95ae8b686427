#include "import/columns.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "flow/doc.h"
#include "import/flow.h"
#include "json/writer.h"

/* Beyond what a double has, which is all that other programs read. */
#define EXPONENT_MAX 400
#define VERSION_MAX 255

/* ---- what the database can keep ---- */

/* The exponent of a number that stands at text; 0: none. */
static long
exponent_at(const char *text, const char *end)
{
	const char *at = text + 1;
	long value = 0;

	if (at < end && (*at == '+' || *at == '-'))
		at++;
	for (; at < end && isdigit((unsigned char)*at); at++)
		if (value <= EXPONENT_MAX)
			value = value * 10 + (*at - '0');
	return value;
}

/* Behind the string that begins at text. */
static const char *
skip_string(const char *text, const char *end)
{
	for (text++; text < end && *text != '"'; text++)
		if (*text == '\\')
			text++;
	return text + 1;
}

/* Outside of strings an e behind a digit is an exponent, of true it is not. */
static bool
has_large_number(const struct import_text *json)
{
	const char *at = json->text;
	const char *end = at + (at ? json->len : 0);

	while (at < end) {
		if (*at == '"') {
			at = skip_string(at, end);
			continue;
		}
		if ((*at == 'e' || *at == 'E') && isdigit((unsigned char)at[-1])
		    && exponent_at(at, end) > EXPONENT_MAX)
			return true;
		at++;
	}
	return false;
}

bool
columns_fit(const struct import_flow *flow, struct error *err)
{
	if (has_large_number(&flow->flowchart)
	    || has_large_number(&flow->document))
		return fail(err, ERROR_INVALID, "a number has an exponent"
			    " beyond %d", EXPONENT_MAX);
	if (text_length(flow->old_id) > COLUMNS_OLD_ID_MAX)
		return fail(err, ERROR_INVALID, "the id of the flow has more"
			    " than %d characters", COLUMNS_OLD_ID_MAX);
	return true;
}

/* ---- parts of objects ---- */

struct columns {
	struct buf buf;
	struct json_writer writer;
};

static void
begin(struct columns *columns, struct arena *arena, size_t size)
{
	buf_init(&columns->buf, arena, size + 512);
	json_writer_init(&columns->writer, &columns->buf);
	json_begin_object(&columns->writer);
}

static const char *
end(struct columns *columns)
{
	json_end_object(&columns->writer);
	return columns->buf.bytes;
}

static void
write_slice(struct json_writer *writer, const char *name,
	    const struct json_slice *slice)
{
	json_write_name(writer, name);
	json_write_raw(writer, slice->text, slice->len);
}

static bool
is_among(const char *const *names, const char *name)
{
	for (; *names; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

static void
write_words(struct json_writer *writer, const struct import_flow *flow)
{
	json_member_text(writer, "name", flow->name);
	json_member_text(writer, "description", flow->description);
	json_write_name(writer, "tags");
	json_begin_array(writer);
	for (const char **tag = flow->tags; tag && *tag; tag++)
		json_write_text(writer, *tag);
	json_end_array(writer);
}

/* All members that have no column, and the document as it came. */
static void
write_extra(struct json_writer *writer, const struct doc *doc,
	    const char *const *known, const struct import_text *document)
{
	json_write_name(writer, "extra");
	json_begin_object(writer);
	for (size_t i = 0; i < doc->count; i++) {
		const char *name = doc->members[i].name;

		if (is_among(known, name)
		    || (document->text && strcmp(name, "document") == 0))
			continue;
		write_slice(writer, name, &doc->members[i].value);
	}
	if (document->text) {
		json_write_name(writer, "document");
		json_write_raw(writer, document->text, document->len);
	}
	json_end_object(writer);
}

/* The version that its author wrote, where it is a text that fits. */
static const char *
version_of(struct arena *arena, const struct doc *doc, const char *fallback)
{
	const char *version = doc_text(arena, doc, "version");

	return version && text_length(version) <= VERSION_MAX ? version
		: fallback;
}

static struct json_slice
object_slice(const struct import_text *json)
{
	return (struct json_slice){ JSON_OBJECT, json->text, json->len };
}

/* ---- agents ---- */

const char *
columns_of_agent(struct arena *arena, const struct import_flow *flow)
{
	struct columns columns;

	begin(&columns, arena, 0);
	write_words(&columns.writer, flow);
	return end(&columns);
}

/* A member that is no object has no column, and goes with the others. */
static bool
write_object(struct json_writer *writer, const struct doc *doc, const char *name)
{
	const struct json_slice *slice = doc_find_object(doc, name);

	if (slice)
		write_slice(writer, name, slice);
	return slice != NULL;
}

const char *
columns_of_flowchart(struct arena *arena, const struct import_flow *flow)
{
	/* the last two only where they are objects */
	const char *known[] = { "nodes", "connections", "version", "id",
		"agentId", "agentName", "nodeCount", "edgeCount", "revision",
		"createdAt", "lastModified", NULL, NULL, NULL };
	size_t count = 11;
	struct json_slice chart = object_slice(&flow->flowchart);
	struct doc doc = doc_open(arena, &chart);
	struct columns columns;
	struct json_writer *writer = &columns.writer;

	begin(&columns, arena, flow->flowchart.len + flow->document.len);
	json_member_text(writer, "label_version",
			 version_of(arena, &doc, "1.0.0"));
	write_slice(writer, "nodes", doc_find(&doc, "nodes"));
	write_slice(writer, "connections", doc_find(&doc, "connections"));
	if (write_object(writer, &doc, "metadata"))
		known[count++] = "metadata";
	if (write_object(writer, &doc, "layout"))
		known[count++] = "layout";
	write_extra(writer, &doc, known, &flow->document);
	return end(&columns);
}

/* ---- workflows ---- */

static const char *const own_members[] = { "nodes", "connections", NULL };

/* Those that have a column, and those that Muster itself makes. */
static const char *const builder_members[] = { "nodes", "edges", "name",
	"description", "tags", "category", "difficulty", "estimatedTime",
	"version", "isTemplate", "isPublic", "trigger", "triggerConfig",
	"variables", "id", "_id", "customId", "createdAt", "updatedAt",
	"nodeCount", "edgeCount", "revision", "projectId", "projectName",
	"userId", "createdBy", "format", "status", NULL };

static const char *const triggers[] = { "manual", "cron", "webhook", "event",
	NULL };

static bool
is_of_builder(const struct import_flow *flow)
{
	return text_equal(flow->format, "builder")
	       || text_equal(flow->format, "muster");
}

/* What an export calls muster's may have been drawn in a builder. */
static bool
has_builder_document(const struct import_flow *flow, const struct doc *document)
{
	return is_of_builder(flow) && doc_find_array(document, "nodes")
	       && doc_find_array(document, "edges");
}

static void
write_text(struct json_writer *writer, struct arena *arena,
	   const struct doc *doc, const char *member, const char *column)
{
	const char *text = doc_text(arena, doc, member);

	if (text && text_length(text) <= VERSION_MAX)
		json_member_text(writer, column, text);
}

static bool
is_true(const struct doc *doc, const char *name)
{
	const struct json_slice *slice = doc_find(doc, name);

	return slice && slice->type == JSON_TRUE;
}

/* Written always, so that an export that says so too changes nothing. */
static void
write_json(struct json_writer *writer, const char *column,
	   const struct json_slice *slice, const char *fallback)
{
	json_write_name(writer, column);
	if (slice)
		json_write_raw(writer, slice->text, slice->len);
	else
		json_write_raw(writer, fallback, strlen(fallback));
}

/* How it is started; a word that is not ours is left out. */
static void
write_trigger(struct json_writer *writer, struct arena *arena,
	      const struct doc *doc)
{
	const char *trigger = doc_text(arena, doc, "trigger");
	const struct json_slice *variables = doc_find_object(doc, "variables");

	if (!trigger || !is_among(triggers, trigger))
		trigger = "manual";
	if (!variables)
		variables = doc_find_array(doc, "variables");
	json_member_text(writer, "trigger", trigger);
	write_json(writer, "trigger_config",
		   doc_find_object(doc, "triggerConfig"), "{}");
	write_json(writer, "variables", variables, "[]");
}

static void
write_builder(struct json_writer *writer, struct arena *arena,
	      const struct doc *doc)
{
	static const struct import_text none = { NULL, 0 };

	write_slice(writer, "nodes", doc_find_array(doc, "nodes"));
	write_slice(writer, "edges", doc_find_array(doc, "edges"));
	write_text(writer, arena, doc, "category", "category");
	write_text(writer, arena, doc, "difficulty", "difficulty");
	write_text(writer, arena, doc, "estimatedTime", "estimated_time");
	json_member_text(writer, "label_version", version_of(arena, doc, ""));
	json_member_bool(writer, "is_template", is_true(doc, "isTemplate"));
	json_member_bool(writer, "is_public", is_true(doc, "isPublic"));
	write_trigger(writer, arena, doc);
	write_extra(writer, doc, builder_members, &none);
}

static void
write_own(struct json_writer *writer, struct arena *arena,
	  const struct import_flow *flow)
{
	struct json_slice chart = object_slice(&flow->flowchart);
	struct doc doc = doc_open(arena, &chart);

	write_slice(writer, "nodes", doc_find(&doc, "nodes"));
	write_slice(writer, "edges", doc_find(&doc, "connections"));
	write_extra(writer, &doc, own_members, &flow->document);
}

const char *
columns_of_workflow(struct arena *arena, const struct import_flow *flow)
{
	struct json_slice slice = object_slice(&flow->document);
	struct doc document = { NULL, 0 };
	struct columns columns;

	if (flow->document.text && *flow->document.text == '{')
		document = doc_open(arena, &slice);
	begin(&columns, arena, flow->flowchart.len + flow->document.len);
	write_words(&columns.writer, flow);
	json_member_text(&columns.writer, "format",
			 is_of_builder(flow) ? "builder" : flow->format);
	if (has_builder_document(flow, &document))
		write_builder(&columns.writer, arena, &document);
	else
		write_own(&columns.writer, arena, flow);
	return end(&columns);
}
