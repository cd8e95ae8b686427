#include "import/react_flow.h"

#include "base/error.h"
#include "import/format.h"

static const char *const node_members[] = { "id", "position", "data", "width",
	"height", "parentNode", NULL };

static bool
read_node(struct import_source *source, const struct react_flow *of,
	  struct chart *chart, struct json_slice slice, size_t number)
{
	struct arena *arena = source->arena;
	struct doc doc = doc_open(arena, &slice);
	struct doc data = doc_open(arena, doc_find(&doc, "data"));
	struct doc position = doc_open(arena, doc_find(&doc, "position"));
	struct chart_node node = {
		.id = doc_id(arena, &doc, "id"),
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
	of->read_node(arena, &doc, &data, &node);
	if (node.title == NULL)
		node.title = node.id;
	return chart_node(chart, &node);
}

static void
read_edge(struct arena *arena, const struct react_flow *of,
	  struct chart *chart, struct json_slice slice)
{
	struct doc doc = doc_open(arena, &slice);
	const char *from = doc_id(arena, &doc, "source");
	const char *to = doc_id(arena, &doc, "target");

	chart_edge(chart, &(struct chart_edge){
		.id = doc_id(arena, &doc, "id"), .from = from, .to = to,
		.label = of->label_of(arena, &doc, from, to),
		.handle = doc_text(arena, &doc, "sourceHandle"),
		.source = &doc, .known = of->edge_known });
}

static struct import_flow *
add_flow(struct import_source *source, const struct react_flow *of)
{
	struct arena *arena = source->arena;
	const struct doc *doc = &source->doc;
	struct import_flow *flow = import_add(source, of->format, source->text,
					      doc_text(arena, doc, "name"),
					      doc_text(arena, doc, "description"),
					      doc_id(arena, doc, "id"));

	flow->kind = of->kind;
	flow->tags = import_tags(arena, doc_find(doc, of->tags));
	if (of->created)
		flow->created_ms = import_time(arena, doc, of->created);
	return flow;
}

bool
react_flow_read(struct import_source *source, const struct react_flow *of)
{
	struct arena *arena = source->arena;
	const struct doc *doc = &source->doc;
	struct doc nodes = doc_items(arena, doc_find(doc, "nodes"));
	struct doc edges = doc_items(arena, doc_find(doc, "edges"));
	struct chart chart;

	if (!chart_begin(&chart, arena, nodes.count, edges.count, source->err))
		return false;
	for (size_t i = 0; i < nodes.count; i++)
		if (!read_node(source, of, &chart, nodes.members[i].value,
			       i + 1))
			return false;
	for (size_t i = 0; i < edges.count; i++)
		read_edge(arena, of, &chart, edges.members[i].value);
	chart_end(&chart, add_flow(source, of), doc, of->known);
	return true;
}
