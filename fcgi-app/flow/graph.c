#include "flow/graph.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "flow/doc.h"
#include "flow/index.h"
#include "flow/kind.h"

/* Frames in frames in frames: deeper is a mistake, or an attack. */
#define PARENTS_MAX 16

struct reader {
	struct arena *arena;
	struct graph *graph;
	struct doc nodes;	/* items */
	struct doc edges;	/* items */
	const char **parents;	/* by place; NULL: none */
	bool *is_relative;	/* by place: position counts from the parent */
	size_t fault_room;
};

static void
add_fault(struct reader *reader, const char *node_id, const char *field,
	  const char *message)
{
	struct graph *graph = reader->graph;

	if (graph->fault_count < reader->fault_room)
		graph->faults[graph->fault_count++] =
			(struct graph_fault){ node_id, field, message };
}

/* The first of several members that is a text. */
static const char *
first_text(struct arena *arena, const struct doc *doc, const char *const *names)
{
	const char *text = NULL;

	for (; *names != NULL && text == NULL; names++)
		text = doc_text(arena, doc, *names);
	return text;
}

static bool
read_point(struct arena *arena, const struct doc *node, const char *name,
	   struct graph_box *box)
{
	struct doc point = doc_open(arena, doc_find(node, name));

	return doc_number(arena, &point, "x", &box->x) &&
		doc_number(arena, &point, "y", &box->y);
}

static void
read_size(struct arena *arena, const struct doc *node, struct graph_box *box)
{
	const struct json_slice *slice = doc_find_object(node, "size");
	struct doc size = slice ? doc_open(arena, slice) : *node;

	if (!doc_number(arena, &size, "width", &box->width) || box->width < 0)
		box->width = 0;
	if (!doc_number(arena, &size, "height", &box->height) ||
	    box->height < 0)
		box->height = 0;
}

/* React Flow states a position from the frame, and the absolute one. */
static void
read_place(struct reader *reader, const struct doc *doc, int place)
{
	static const char *const parents[] = { "parent", "parentNode",
		"parentId", NULL };
	struct graph_node *node = &reader->graph->nodes[place];

	reader->parents[place] = first_text(reader->arena, doc, parents);
	node->has_position =
		read_point(reader->arena, doc, "positionAbsolute", &node->box);
	if (!node->has_position) {
		node->has_position =
			read_point(reader->arena, doc, "position", &node->box);
		reader->is_relative[place] = reader->parents[place] != NULL;
	}
	read_size(reader->arena, doc, &node->box);
}

static void
read_words(struct arena *arena, const struct doc *doc, struct graph_node *node)
{
	static const char *const titles[] = { "title", "nodeName", "label",
		"name", NULL };
	static const char *const texts[] = { "description", "noteText", NULL };
	struct doc data = doc_open(arena, doc_find(doc, "data"));
	const char *type = doc_text(arena, &data, "nodeType");

	node->kind = kind_of(type ? type : doc_text(arena, doc, "type"));
	node->title = first_text(arena, doc, titles);
	if (node->title == NULL)
		node->title = first_text(arena, &data, titles);
	if (node->title == NULL)
		node->title = node->id;
	node->text = first_text(arena, doc, texts);
	if (node->text == NULL)
		node->text = first_text(arena, &data, texts);
	node->variant = doc_text(arena, doc, "variant");
}

static void
read_node(struct reader *reader, struct json_slice slice, size_t number)
{
	struct graph *graph = reader->graph;
	int place = (int)graph->node_count;
	struct graph_node *node = &graph->nodes[place];
	struct doc doc = doc_open(reader->arena, &slice);

	*node = (struct graph_node){ .source = slice, .parent = -1 };
	node->id = doc_id(reader->arena, &doc, "id");
	if (node->id == NULL) {
		add_fault(reader, NULL, "id", arena_printf(reader->arena,
			"node %zu has no id", number));
		return;
	}
	if (!index_add(graph->index, node->id, place)) {
		add_fault(reader, node->id, "id", arena_printf(reader->arena,
			"two nodes have the id '%s'", node->id));
		return;
	}
	graph->node_count++;
	read_words(reader->arena, &doc, node);
	read_place(reader, &doc, place);
}

/* Add up the chain of frames; false where a frame lies in itself. */
static bool
leave_parents(const struct reader *reader, int place, struct graph_box *box)
{
	const struct graph_node *nodes = reader->graph->nodes;
	bool is_relative = reader->is_relative[place];

	for (int depth = 0; depth < PARENTS_MAX; depth++) {
		place = nodes[place].parent;
		if (place < 0)
			return true;
		if (is_relative) {
			box->x += nodes[place].box.x;
			box->y += nodes[place].box.y;
		}
		is_relative = is_relative && reader->is_relative[place];
	}
	return false;
}

static void
find_parents(struct reader *reader)
{
	struct graph *graph = reader->graph;

	for (size_t i = 0; i < graph->node_count; i++)
		graph->nodes[i].parent =
			index_find(graph->index, reader->parents[i]);
}

/*
 * Frames stand before or behind what they frame, so the sums are made from the
 * positions as read and put in place when all are known.
 */
static void
resolve_parents(struct reader *reader)
{
	struct graph *graph = reader->graph;
	size_t count = graph->node_count;
	struct graph_box *boxes = arena_alloc(reader->arena,
		(count + 1) * sizeof *boxes);
	bool *is_lost = arena_alloc(reader->arena, count + 1);

	find_parents(reader);
	for (size_t i = 0; i < count; i++) {
		boxes[i] = graph->nodes[i].box;
		is_lost[i] = !leave_parents(reader, (int)i, &boxes[i]);
		if (is_lost[i])
			add_fault(reader, graph->nodes[i].id, "parent",
				  "this frame lies in itself");
	}
	for (size_t i = 0; i < count; i++) {
		graph->nodes[i].box = boxes[i];
		if (is_lost[i])
			graph->nodes[i].parent = -1;
	}
}

/* A handle that is a word for people, not the name of a port. */
static const char *
spoken_handle(const char *handle)
{
	static const char *const words[] = { "if", "else", "true", "false",
		"yes", "no", "continue", "break", "loop", "next", "exit", "stop",
		"end", "complete", "approve", "reject", "success", "error",
		"default", NULL };

	for (size_t i = 0; handle != NULL && words[i] != NULL; i++)
		if (text_equal_case(words[i], handle))
			return words[i];
	return NULL;
}

static const char *
edge_label(struct arena *arena, const struct doc *doc, const char *handle)
{
	static const char *const own[] = { "label", "condition", NULL };
	static const char *const inner[] = { "edgeLabel", "label", NULL };
	struct doc data = doc_open(arena, doc_find(doc, "data"));
	const char *label = first_text(arena, doc, own);

	if (label == NULL)
		label = first_text(arena, &data, inner);
	return label != NULL ? label : spoken_handle(handle);
}

static const char *
first_id(struct arena *arena, const struct doc *doc, const char *a,
	 const char *b)
{
	const char *id = doc_id(arena, doc, a);

	return id != NULL ? id : doc_id(arena, doc, b);
}

static void
tell_dangling(struct reader *reader, const char *from, const char *to)
{
	struct graph *graph = reader->graph;
	bool is_known = index_find(graph->index, from) >= 0;
	const char *lost = is_known ? to : from;

	graph->dangling_count++;
	add_fault(reader, is_known ? from : NULL, "connections",
		  arena_printf(reader->arena, lost
			? "a connection leads %s '%s', which is no node"
			: "a connection does not say where it leads %s",
			is_known ? "to" : "from", lost));
}

static void
read_edge(struct reader *reader, struct json_slice slice, size_t number)
{
	static const char *const handles[] = { "handle", "sourceHandle", "path",
		NULL };
	struct arena *arena = reader->arena;
	struct graph *graph = reader->graph;
	struct graph_edge *edge = &graph->edges[graph->edge_count];
	struct doc doc = doc_open(arena, &slice);
	const char *from = first_id(arena, &doc, "from", "source");
	const char *to = first_id(arena, &doc, "to", "target");

	edge->from = index_find(graph->index, from);
	edge->to = index_find(graph->index, to);
	if (edge->from < 0 || edge->to < 0) {
		tell_dangling(reader, from, to);
		return;
	}
	edge->id = doc_id(arena, &doc, "id");
	if (edge->id == NULL)
		edge->id = arena_printf(arena, "c%zu", number);
	edge->handle = first_text(arena, &doc, handles);
	edge->label = edge_label(arena, &doc, edge->handle);
	graph->edge_count++;
}

static void
read_head(struct arena *arena, const struct doc *doc, struct graph *graph)
{
	static const char *const titles[] = { "title", "name", NULL };
	static const char *const texts[] = { "description", NULL };
	struct doc metadata = doc_open(arena, doc_find(doc, "metadata"));
	struct doc layout = doc_open(arena, doc_find(&metadata, "layout"));

	graph->title = first_text(arena, &metadata, titles);
	if (graph->title == NULL)
		graph->title = first_text(arena, doc, titles);
	graph->description = first_text(arena, &metadata, texts);
	if (graph->description == NULL)
		graph->description = first_text(arena, doc, texts);
	graph->is_centred = text_equal(doc_text(arena, &layout, "anchor"),
				       "centre");
}

static bool
is_readable(struct reader *reader, const struct doc *doc, struct error *err)
{
	const struct json_slice *nodes = doc_find_array(doc, "nodes");
	const struct json_slice *edges = doc_find_array(doc, "connections");

	if (nodes == NULL)
		return fail(err, ERROR_INVALID,
			    "the document has no nodes array");
	reader->graph->is_workflow = edges == NULL;
	if (edges == NULL)
		edges = doc_find_array(doc, "edges");
	reader->nodes = doc_items(reader->arena, nodes);
	reader->edges = doc_items(reader->arena, edges);
	if (reader->nodes.count > GRAPH_NODES_MAX)
		return fail(err, ERROR_INVALID, "the flow has %zu nodes; "
			    "at most %d are allowed", reader->nodes.count,
			    GRAPH_NODES_MAX);
	if (reader->edges.count > GRAPH_EDGES_MAX)
		return fail(err, ERROR_INVALID, "the flow has %zu connections; "
			    "at most %d are allowed", reader->edges.count,
			    GRAPH_EDGES_MAX);
	return true;
}

static void
make_room(struct reader *reader)
{
	struct arena *arena = reader->arena;
	struct graph *graph = reader->graph;
	size_t nodes = reader->nodes.count, edges = reader->edges.count;

	/* One place more than needed: a refused node is written there first. */
	graph->nodes = arena_alloc(arena, (nodes + 1) * sizeof *graph->nodes);
	graph->edges = arena_alloc(arena, (edges + 1) * sizeof *graph->edges);
	reader->fault_room = 2 * nodes + edges;
	graph->faults = arena_alloc(arena,
		(reader->fault_room + 1) * sizeof *graph->faults);
	graph->index = index_new(arena, nodes);
	reader->parents = arena_alloc(arena,
		(nodes + 1) * sizeof *reader->parents);
	reader->is_relative = arena_alloc(arena, nodes + 1);
}

struct graph *
graph_read(struct arena *arena, struct json_slice document, struct error *err)
{
	struct graph *graph = arena_alloc(arena, sizeof *graph);
	struct reader reader = { .arena = arena, .graph = graph };
	struct doc doc = doc_open(arena, &document);

	if (!is_readable(&reader, &doc, err))
		return NULL;
	make_room(&reader);
	read_head(arena, &doc, graph);
	for (size_t i = 0; i < reader.nodes.count; i++)
		read_node(&reader, reader.nodes.members[i].value, i + 1);
	resolve_parents(&reader);
	for (size_t i = 0; i < reader.edges.count; i++)
		read_edge(&reader, reader.edges.members[i].value, i + 1);
	return graph;
}

int
graph_find(const struct graph *graph, const char *id)
{
	return index_find(graph->index, id);
}
