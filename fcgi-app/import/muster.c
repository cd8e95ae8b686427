/*
 * Muster's own documents (docs/FLOW_FORMAT.md): the export of flows, a single
 * flowchart {nodes, connections: []}, and the dashboard's {flowchart: …}.
 */

#include "import/format.h"

#include "base/error.h"
#include "base/text.h"
#include "flow/graph.h"
#include "import/write.h"

static bool
is_flowchart(const struct doc *doc)
{
	return doc_find_array(doc, "nodes") != NULL &&
		doc_find_array(doc, "connections") != NULL;
}

static bool
is_export(struct import_source *source)
{
	return text_equal(doc_text(source->arena, &source->doc, "format"),
			  MUSTER_FORMAT);
}

static bool
is_wrapped(struct import_source *source)
{
	struct doc inner = doc_open(source->arena,
		doc_find(&source->doc, "flowchart"));

	return is_flowchart(&inner);
}

bool
import_is_muster(struct import_source *source)
{
	return source->text.type == JSON_OBJECT && (is_export(source) ||
		is_flowchart(&source->doc) || is_wrapped(source));
}

/* The words that a flowchart says about itself. */
struct words {
	const char *title, *description, *id;
	const char **tags;
};

static struct words
words_of(struct arena *arena, const struct doc *chart)
{
	struct doc metadata = doc_open(arena, doc_find(chart, "metadata"));

	return (struct words){
		.title = doc_text(arena, &metadata, "title"),
		.description = doc_text(arena, &metadata, "description"),
		.tags = import_tags(arena, doc_find(&metadata, "tags")),
		.id = doc_id(arena, chart, "id"),
	};
}

/* What a reader of the graph found: no id is to be lost, the rest is told. */
static bool
take_faults(struct import_source *source, const struct graph *graph,
	    struct import_flow *flow)
{
	for (size_t i = 0; i < graph->fault_count; i++) {
		const struct graph_fault *fault = &graph->faults[i];

		if (text_equal(fault->field, "id"))
			return fail(source->err, ERROR_INVALID, "%s",
				    fault->message);
	}
	if (graph->fault_count > 0)
		import_warn(source->arena, flow, "%s%s",
			    graph->faults[0].message,
			    graph->fault_count > 1 ? ", and more of the kind"
			    : "");
	return true;
}

/* Read once to count and to refuse what could not be drawn. */
static bool
measure(struct import_source *source, struct json_slice flowchart,
	struct import_flow *flow)
{
	struct graph *graph = graph_read(source->arena, flowchart, source->err);

	if (graph == NULL || !take_faults(source, graph, flow))
		return false;
	flow->node_count = graph->node_count;
	flow->edge_count = graph->edge_count;
	flow->dangling_count = graph->dangling_count;
	flow->flowchart = (struct import_text){ flowchart.text, flowchart.len };
	return true;
}

static bool
read_flowchart(struct import_source *source, struct json_slice slice)
{
	struct doc chart = doc_open(source->arena, &slice);
	struct words words = words_of(source->arena, &chart);
	struct import_flow *flow = import_add(source, "muster", slice,
		words.title, words.description, words.id);

	flow->kind = IMPORT_AGENT;
	flow->tags = words.tags;
	flow->document = (struct import_text){ NULL, 0 };
	return measure(source, slice, flow);
}

static const char *
format_name(const char *name)
{
	const struct import_format *format = import_formats();

	while (format->name != NULL && !text_equal(format->name, name))
		format++;
	return format->name;
}

/* Where a flow came from first, so that it meets the row that it had. */
static bool
read_origin(struct import_source *source, const struct doc *doc,
	    struct import_flow *flow)
{
	struct doc origin = doc_open(source->arena, doc_find(doc, "source"));
	const char *id = doc_id(source->arena, &origin, "id");
	const char *name = doc_text(source->arena, &origin, "format");

	if (id == NULL || name == NULL)
		return true;
	flow->format = format_name(name);
	flow->old_id = id;
	return flow->format != NULL || fail(source->err, ERROR_INVALID,
		"a flow comes from the format '%s', which is not known", name);
}

static bool
read_flow(struct import_source *source, struct json_slice slice)
{
	struct arena *arena = source->arena;
	struct doc doc = doc_open(arena, &slice);
	const struct json_slice *chart = doc_find_object(&doc, "flowchart");
	const struct json_slice *document = doc_find(&doc, "document");
	const char *kind = doc_text(arena, &doc, "kind");
	struct import_flow *flow;

	if (chart == NULL)
		return fail(source->err, ERROR_INVALID,
			    "a flow of this export has no flowchart");
	if (!text_equal(kind, "agent") && !text_equal(kind, "workflow"))
		return fail(source->err, ERROR_INVALID, "a flow of this export "
			    "is neither an agent nor a workflow");
	flow = import_add(source, "muster", slice,
			  doc_text(arena, &doc, "name"),
			  doc_text(arena, &doc, "description"),
			  doc_id(arena, &doc, "id"));
	flow->kind = text_equal(kind, "agent") ? IMPORT_AGENT : IMPORT_WORKFLOW;
	flow->tags = import_tags(arena, doc_find(&doc, "tags"));
	flow->created_ms = import_time(arena, &doc, "createdAt");
	flow->document = (struct import_text){ NULL, 0 };
	if (document != NULL && document->type != JSON_NULL)
		flow->document = (struct import_text){ document->text,
			document->len };
	return read_origin(source, &doc, flow) && measure(source, *chart, flow);
}

static bool
read_export(struct import_source *source)
{
	struct doc flows = doc_items(source->arena,
		doc_find(&source->doc, "flows"));
	double version = 0;

	if (!doc_number(source->arena, &source->doc, "version", &version) ||
	    version != MUSTER_FORMAT_VERSION)
		return fail(source->err, ERROR_INVALID, "this export is of "
			    "another version than %d, which is read here",
			    MUSTER_FORMAT_VERSION);
	if (flows.count == 0)
		return fail(source->err, ERROR_INVALID,
			    "this export has no flows");
	for (size_t i = 0; i < flows.count; i++)
		if (!read_flow(source, flows.members[i].value))
			return false;
	return true;
}

bool
import_read_muster(struct import_source *source)
{
	if (is_export(source))
		return read_export(source);
	if (is_flowchart(&source->doc))
		return read_flowchart(source, source->text);
	return read_flowchart(source,
			      *doc_find(&source->doc, "flowchart"));
}
