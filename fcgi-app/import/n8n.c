/*
 * n8n: {name, nodes: [{id, name, type, position: [x, y], parameters}],
 * connections: {<name>: {main: [[{node, type, index}]]}}}. Connections name
 * nodes; some exporters write ids there instead, so both are looked for.
 */

#include "import/format.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "flow/index.h"
#include "import/chart.h"
#include "import/n8n_kind.h"

/* The size of a note that was never resized. */
#define NOTE_WIDTH "240"
#define NOTE_HEIGHT "160"

static const char *const node_members[] = { "id", "name", "position",
	"parameters", NULL };
static const char *const edge_members[] = { "node", NULL };
static const char *const document_members[] = { "nodes", "connections", "name",
	"description", "tags", NULL };

struct n8n {
	struct import_source *source;
	struct arena *arena;
	struct chart chart;
	struct doc items;	/* the nodes array */
	struct doc *nodes;	/* opened */
	const char **ids;	/* by node */
	struct index *names;	/* from names, and from ids */
	size_t target_count;
};

bool
import_is_n8n(struct import_source *source)
{
	return source->text.type == JSON_OBJECT &&
		doc_find_array(&source->doc, "nodes") != NULL &&
		doc_find_object(&source->doc, "connections") != NULL;
}

/* ---- nodes ---- */

static void
open_nodes(struct n8n *n8n)
{
	size_t count = n8n->items.count;

	n8n->nodes = arena_alloc(n8n->arena, (count + 1) * sizeof *n8n->nodes);
	n8n->ids = arena_alloc(n8n->arena, (count + 1) * sizeof *n8n->ids);
	n8n->names = index_new(n8n->arena, 2 * count);
	for (size_t i = 0; i < count; i++) {
		struct doc *node = &n8n->nodes[i];

		*node = doc_open(n8n->arena, &n8n->items.members[i].value);
		n8n->ids[i] = doc_id(n8n->arena, node, "id");
		if (n8n->ids[i] == NULL)
			n8n->ids[i] = doc_id(n8n->arena, node, "name");
	}
}

/* Names win over ids: they are what n8n itself means. */
static bool
index_names(struct n8n *n8n)
{
	size_t count = n8n->items.count;

	for (size_t i = 0; i < count; i++) {
		const char *name = doc_id(n8n->arena, &n8n->nodes[i], "name");

		if (n8n->ids[i] == NULL)
			return fail(n8n->source->err, ERROR_INVALID, "node %zu "
				    "has neither a name nor an id", i + 1);
		if (name != NULL && !index_add(n8n->names, name, (int)i))
			return fail(n8n->source->err, ERROR_INVALID,
				    "two nodes have the name '%s'", name);
	}
	for (size_t i = 0; i < count; i++)
		index_add(n8n->names, n8n->ids[i], (int)i);
	return true;
}

static bool
read_node(struct n8n *n8n, size_t at)
{
	static const struct json_slice width = { JSON_NUMBER, NOTE_WIDTH, 3 };
	static const struct json_slice height = { JSON_NUMBER, NOTE_HEIGHT, 3 };
	struct arena *arena = n8n->arena;
	const struct doc *doc = &n8n->nodes[at];
	struct doc position = doc_items(arena, doc_find(doc, "position"));
	struct doc parameters = doc_open(arena, doc_find(doc, "parameters"));
	const char *type = doc_text(arena, doc, "type");
	const char *name = doc_text(arena, doc, "name");
	struct chart_node node = {
		.id = n8n->ids[at], .kind = n8n_kind(type),
		.title = name != NULL ? name : n8n->ids[at],
		.variant = n8n_short_type(type),
		.description = doc_text(arena, doc, "notes"),
		.config = doc_find_object(doc, "parameters"),
		.source = doc, .known = node_members,
	};

	if (position.count == 2) {
		node.x = &position.members[0].value;
		node.y = &position.members[1].value;
	}
	if (text_equal(node.kind, "note")) {
		node.variant = NULL;
		node.description = doc_text(arena, &parameters, "content");
		node.width = doc_find(&parameters, "width");
		node.height = doc_find(&parameters, "height");
		node.width = node.width ? node.width : &width;
		node.height = node.height ? node.height : &height;
	}
	return chart_node(&n8n->chart, &node);
}

/* ---- connections: {from: {type: [[{node, type, index}]]}} ---- */

/* The id of a node that connections call by its name or its id. */
static const char *
id_of(const struct n8n *n8n, const char *called)
{
	int place = index_find(n8n->names, called);

	return place >= 0 ? n8n->ids[place] : called;
}

/* Which of several inputs an edge arrives at, where it is not the first. */
static const char *
in_label(struct arena *arena, const struct doc *target)
{
	double index = 0;

	doc_number(arena, target, "index", &index);
	return index >= 1 ? arena_printf(arena, "input %.0f", index + 1) : NULL;
}

struct way_out {
	const char *from;		/* as connections call it */
	const char *type;		/* main, ai_tool, … */
	size_t index, count;
};

static const char *
label_of(const struct n8n *n8n, const struct way_out *out,
	 const struct doc *target)
{
	int place = index_find(n8n->names, out->from);
	const char *label = n8n_type_label(n8n->arena, out->type);

	if (label == NULL && place >= 0)
		label = n8n_out_label(n8n->arena, &n8n->nodes[place],
				      out->index, out->count);
	return label != NULL ? label : in_label(n8n->arena, target);
}

static void
read_target(struct n8n *n8n, const struct way_out *out, struct json_slice slice)
{
	struct doc target = doc_open(n8n->arena, &slice);

	if (slice.type != JSON_OBJECT)
		return;
	chart_edge(&n8n->chart, &(struct chart_edge){
		.from = id_of(n8n, out->from),
		.to = id_of(n8n, doc_id(n8n->arena, &target, "node")),
		.label = label_of(n8n, out, &target),
		.handle = arena_printf(n8n->arena, "%s/%zu", out->type,
				       out->index),
		.source = &target, .known = edge_members });
}

/* Call visit for each connection in the document's order. */
static void
visit_targets(struct n8n *n8n, struct json_slice outs, struct way_out *out,
	      void (*visit)(struct n8n *, const struct way_out *,
			    struct json_slice))
{
	struct doc ways = doc_items(n8n->arena, &outs);

	out->count = ways.count;
	for (out->index = 0; out->index < ways.count; out->index++) {
		struct doc targets = doc_items(n8n->arena,
			&ways.members[out->index].value);

		for (size_t i = 0; i < targets.count; i++)
			visit(n8n, out, targets.members[i].value);
	}
}

static void
visit_all(struct n8n *n8n, void (*visit)(struct n8n *, const struct way_out *,
					 struct json_slice))
{
	struct doc froms = doc_open(n8n->arena,
		doc_find(&n8n->source->doc, "connections"));

	for (size_t i = 0; i < froms.count; i++) {
		struct way_out out = { .from = froms.members[i].name };
		struct doc types = doc_open(n8n->arena,
					    &froms.members[i].value);

		for (size_t k = 0; k < types.count; k++) {
			out.type = types.members[k].name;
			visit_targets(n8n, types.members[k].value, &out, visit);
		}
	}
}

static void
count_target(struct n8n *n8n, const struct way_out *out,
	     struct json_slice slice)
{
	(void)out;
	(void)slice;
	n8n->target_count++;
}

/* Ids are numbered per installation, so its own id is a part of them. */
static const char *
old_id_of(struct arena *arena, const struct doc *doc)
{
	struct doc meta = doc_open(arena, doc_find(doc, "meta"));
	const char *id = doc_id(arena, doc, "id");
	const char *instance = doc_id(arena, &meta, "instanceId");

	if (id == NULL || instance == NULL)
		return id;
	return arena_printf(arena, "%s/%s", instance, id);
}

static void
add_flow(struct n8n *n8n)
{
	struct arena *arena = n8n->arena;
	const struct doc *doc = &n8n->source->doc;
	struct doc meta = doc_open(arena, doc_find(doc, "meta"));
	const char *text = doc_text(arena, doc, "description");
	struct import_flow *flow = import_add(n8n->source, "n8n",
		n8n->source->text, doc_text(arena, doc, "name"),
		text ? text : doc_text(arena, &meta, "description"),
		old_id_of(arena, doc));

	flow->tags = import_tags(arena, doc_find(doc, "tags"));
	flow->created_ms = import_time(arena, doc, "createdAt");
	if (flow->created_ms == 0)
		flow->created_ms = import_time(arena, &meta, "createdAt");
	chart_end(&n8n->chart, flow, doc, document_members);
}

bool
import_read_n8n(struct import_source *source)
{
	struct n8n n8n = { .source = source, .arena = source->arena,
		.items = doc_items(source->arena,
				   doc_find(&source->doc, "nodes")) };

	visit_all(&n8n, count_target);
	if (!chart_begin(&n8n.chart, source->arena, n8n.items.count,
			 n8n.target_count, source->err))
		return false;
	open_nodes(&n8n);
	if (!index_names(&n8n))
		return false;
	for (size_t i = 0; i < n8n.items.count; i++)
		if (!read_node(&n8n, i))
			return false;
	visit_all(&n8n, read_target);
	add_flow(&n8n);
	return true;
}
