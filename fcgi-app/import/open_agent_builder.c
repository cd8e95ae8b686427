/*
 * Open Agent Builder, and other documents of React Flow with the same members:
 * {id, name, nodes: [{id, type, position, data}], edges: [{source, target}]}.
 */

#include "import/format.h"

#include "base/error.h"
#include "base/text.h"
#include "flow/kind.h"
#include "import/chart.h"

static const char *const node_members[] = { "id", "position", "data", "width",
	"height", "parentNode", NULL };
static const char *const edge_members[] = { "id", "source", "target", "label",
	"sourceHandle", NULL };
static const char *const document_members[] = { "nodes", "edges", "name",
	"description", "tags", NULL };

bool
import_is_open_agent_builder(struct import_source *source)
{
	return source->text.type == JSON_OBJECT &&
		doc_find_array(&source->doc, "nodes") != NULL &&
		doc_find_array(&source->doc, "edges") != NULL;
}

static const char *
first_of(struct arena *arena, const struct doc *data, const char *const *names)
{
	const char *text = NULL;

	for (; *names != NULL && text == NULL; names++)
		text = doc_text(arena, data, *names);
	return text;
}

static bool
read_node(struct import_source *source, struct chart *chart,
	  struct json_slice slice, size_t number)
{
	static const char *const titles[] = { "nodeName", "label", "name",
		NULL };
	static const char *const texts[] = { "noteText", "description", NULL };
	struct arena *arena = source->arena;
	struct doc doc = doc_open(arena, &slice);
	struct doc data = doc_open(arena, doc_find(&doc, "data"));
	struct doc position = doc_open(arena, doc_find(&doc, "position"));
	const char *type = doc_text(arena, &data, "nodeType");
	const char *title = first_of(arena, &data, titles);
	struct chart_node node = {
		.id = doc_id(arena, &doc, "id"),
		.description = first_of(arena, &data, texts),
		.parent = doc_text(arena, &doc, "parentNode"),
		.x = doc_find(&position, "x"), .y = doc_find(&position, "y"),
		.width = doc_find(&doc, "width"),
		.height = doc_find(&doc, "height"),
		.config = doc_find_object(&doc, "data"),
		.source = &doc, .known = node_members,
	};

	if (node.id == NULL)
		return fail(source->err, ERROR_INVALID, "node %zu has no id",
			    number);
	if (type == NULL)
		type = doc_text(arena, &doc, "type");
	node.kind = kind_of(type)->name;
	node.variant = text_equal(node.kind, "other") ? type : NULL;
	node.title = title != NULL ? title : node.id;
	return chart_node(chart, &node);
}

static void
read_edge(struct arena *arena, struct chart *chart, struct json_slice slice)
{
	struct doc doc = doc_open(arena, &slice);

	chart_edge(chart, &(struct chart_edge){
		.id = doc_id(arena, &doc, "id"),
		.from = doc_id(arena, &doc, "source"),
		.to = doc_id(arena, &doc, "target"),
		.label = doc_text(arena, &doc, "label"),
		.handle = doc_text(arena, &doc, "sourceHandle"),
		.source = &doc, .known = edge_members });
}

bool
import_read_open_agent_builder(struct import_source *source)
{
	struct arena *arena = source->arena;
	const struct doc *doc = &source->doc;
	struct doc nodes = doc_items(arena, doc_find(doc, "nodes"));
	struct doc edges = doc_items(arena, doc_find(doc, "edges"));
	struct import_flow *flow;
	struct chart chart;

	if (!chart_begin(&chart, arena, nodes.count, edges.count, source->err))
		return false;
	for (size_t i = 0; i < nodes.count; i++)
		if (!read_node(source, &chart, nodes.members[i].value, i + 1))
			return false;
	for (size_t i = 0; i < edges.count; i++)
		read_edge(arena, &chart, edges.members[i].value);
	flow = import_add(source, "builder", source->text,
			  doc_text(arena, doc, "name"),
			  doc_text(arena, doc, "description"),
			  doc_id(arena, doc, "id"));
	flow->tags = import_tags(arena, doc_find(doc, "tags"));
	flow->created_ms = import_time(arena, doc, "createdAt");
	chart_end(&chart, flow, doc, document_members);
	return true;
}
