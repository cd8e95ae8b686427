#include "import/chart.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "flow/graph.h"
#include "flow/index.h"
#include "flow/kind.h"
#include "import/flow.h"

bool
chart_begin(struct chart *chart, struct arena *arena, size_t nodes,
	    size_t edges, struct error *err)
{
	if (nodes > GRAPH_NODES_MAX)
		return fail(err, ERROR_INVALID, "the flow has %zu nodes; "
			    "at most %d are allowed", nodes, GRAPH_NODES_MAX);
	if (edges > GRAPH_EDGES_MAX)
		return fail(err, ERROR_INVALID, "the flow has %zu connections; "
			    "at most %d are allowed", edges, GRAPH_EDGES_MAX);
	*chart = (struct chart){ .arena = arena, .err = err,
		.node_ids = index_new(arena, nodes),
		.edge_ids = index_new(arena, edges) };
	buf_init(&chart->nodes, arena, 1024);
	buf_init(&chart->edges, arena, 1024);
	json_writer_init(&chart->node_writer, &chart->nodes);
	json_writer_init(&chart->edge_writer, &chart->edges);
	json_begin_array(&chart->node_writer);
	json_begin_array(&chart->edge_writer);
	return true;
}

static void
write_slice(struct json_writer *writer, const char *name,
	    const struct json_slice *slice)
{
	json_write_name(writer, name);
	json_write_raw(writer, slice->text, slice->len);
}

static void
write_text(struct json_writer *writer, const char *name, const char *text)
{
	if (text != NULL)
		json_member_text(writer, name, text);
}

/* Two numbers or nothing: half a position is none. */
static void
write_pair(struct json_writer *writer, const char *name, const char *first,
	   const struct json_slice *a, const char *second,
	   const struct json_slice *b)
{
	if (a == NULL || b == NULL || a->type != JSON_NUMBER ||
	    b->type != JSON_NUMBER)
		return;
	json_write_name(writer, name);
	json_begin_object(writer);
	write_slice(writer, first, a);
	write_slice(writer, second, b);
	json_end_object(writer);
}

static bool
is_known(const char *const *known, const char *name)
{
	for (; known != NULL && *known != NULL; known++)
		if (strcmp(*known, name) == 0)
			return true;
	return false;
}

/* Members that Muster has no name for, as the same values. */
static void
write_extra(struct json_writer *writer, const struct doc *doc,
	    const char *const *known)
{
	bool is_open = false;

	for (size_t i = 0; doc != NULL && i < doc->count; i++) {
		const struct json_member *member = &doc->members[i];

		if (is_known(known, member->name))
			continue;
		if (!is_open) {
			json_write_name(writer, "extra");
			json_begin_object(writer);
		}
		is_open = true;
		write_slice(writer, member->name, &member->value);
	}
	if (is_open)
		json_end_object(writer);
}

/* A variant that repeats the kind says nothing. */
static const char *
telling_variant(const struct chart_node *node)
{
	const struct kind *kind = kind_of(node->kind);

	if (text_equal_case(node->variant, kind->name) ||
	    text_equal_case(node->variant, kind->label))
		return NULL;
	return node->variant;
}

bool
chart_node(struct chart *chart, const struct chart_node *node)
{
	struct json_writer *writer = &chart->node_writer;

	if (!index_add(chart->node_ids, node->id, (int)chart->node_count))
		return fail(chart->err, ERROR_INVALID,
			    "two nodes have the id '%s'", node->id);
	chart->node_count++;
	json_begin_object(writer);
	json_member_text(writer, "id", node->id);
	json_member_text(writer, "type", node->kind);
	write_text(writer, "variant", telling_variant(node));
	json_member_text(writer, "title", node->title);
	write_text(writer, "description", node->description);
	write_text(writer, "parent", node->parent);
	write_pair(writer, "position", "x", node->x, "y", node->y);
	write_pair(writer, "size", "width", node->width, "height",
		   node->height);
	if (node->config != NULL)
		write_slice(writer, "config", node->config);
	write_extra(writer, node->source, node->known);
	json_end_object(writer);
	return true;
}

/* The id of the source while it is the only one, else one of ours. */
static const char *
own_edge_id(struct chart *chart, const char *id)
{
	size_t number = chart->edge_count;

	if (id != NULL && index_add(chart->edge_ids, id, 0))
		return id;
	do
		id = arena_printf(chart->arena, "c%zu", ++number);
	while (!index_add(chart->edge_ids, id, 0));
	return id;
}

static bool
is_dangling(struct chart *chart, const struct chart_edge *edge)
{
	const char *ends[2] = { edge->from, edge->to };

	for (int i = 0; i < 2; i++) {
		if (index_find(chart->node_ids, ends[i]) >= 0)
			continue;
		if (chart->dangling == NULL)
			chart->dangling = ends[i];
		chart->dangling_count++;
		return true;
	}
	return false;
}

void
chart_edge(struct chart *chart, const struct chart_edge *edge)
{
	struct json_writer *writer = &chart->edge_writer;

	if (is_dangling(chart, edge))
		return;
	json_begin_object(writer);
	json_member_text(writer, "id", own_edge_id(chart, edge->id));
	json_member_text(writer, "from", edge->from);
	json_member_text(writer, "to", edge->to);
	write_text(writer, "label", edge->label);
	write_text(writer, "handle", edge->handle);
	write_extra(writer, edge->source, edge->known);
	json_end_object(writer);
	chart->edge_count++;
}

static void
write_tags(struct json_writer *writer, const char **tags)
{
	if (tags == NULL || *tags == NULL)
		return;
	json_write_name(writer, "tags");
	json_begin_array(writer);
	for (; *tags != NULL; tags++)
		json_write_text(writer, *tags);
	json_end_array(writer);
}

static void
write_metadata(const struct chart *chart, struct json_writer *writer,
	       const struct import_flow *flow)
{
	json_write_name(writer, "metadata");
	json_begin_object(writer);
	json_member_text(writer, "title", flow->name);
	write_text(writer, "description", flow->description);
	write_tags(writer, flow->tags);
	if (chart->is_centred) {
		json_write_name(writer, "layout");
		json_begin_object(writer);
		json_member_text(writer, "anchor", "centre");
		json_end_object(writer);
	}
	json_write_name(writer, "source");
	json_begin_object(writer);
	json_member_text(writer, "format", flow->format);
	json_member_text(writer, "id", flow->old_id);
	json_end_object(writer);
	json_end_object(writer);
}

static void
tell_dangling(const struct chart *chart, struct import_flow *flow)
{
	if (chart->dangling_count == 0)
		return;
	import_warn(chart->arena, flow, "%zu of %zu connections lead to or "
		    "from nodes that the document does not have%s%s%s",
		    chart->dangling_count,
		    chart->dangling_count + chart->edge_count,
		    chart->dangling ? ", first '" : "",
		    chart->dangling ? chart->dangling : "",
		    chart->dangling ? "'" : "");
}

void
chart_end(struct chart *chart, struct import_flow *flow,
	  const struct doc *document, const char *const *known)
{
	struct json_writer writer;
	struct buf buf;

	json_end_array(&chart->node_writer);
	json_end_array(&chart->edge_writer);
	buf_init(&buf, chart->arena, chart->nodes.len + chart->edges.len + 512);
	json_writer_init(&writer, &buf);
	json_begin_object(&writer);
	json_write_name(&writer, "nodes");
	json_write_raw(&writer, chart->nodes.bytes, chart->nodes.len);
	json_write_name(&writer, "connections");
	json_write_raw(&writer, chart->edges.bytes, chart->edges.len);
	write_metadata(chart, &writer, flow);
	write_extra(&writer, document, known);
	json_end_object(&writer);
	flow->flowchart = (struct import_text){ buf.bytes, buf.len };
	flow->node_count = chart->node_count;
	flow->edge_count = chart->edge_count;
	flow->dangling_count = chart->dangling_count;
	tell_dangling(chart, flow);
}
