/*
 * Node-RED: one flat array [{id, type, z, x, y, wires: [[id]]}], or {flows: …}.
 * z names the tab or the subflow that a node lies in: each becomes a flow. What
 * has no place on a page is configuration that nodes share.
 */

#include "import/format.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "flow/index.h"
#include "import/chart.h"
#include "import/node_red_kind.h"
#include "import/node_red_port.h"
#include "json/writer.h"

static const char *const node_members[] = { "id", "name", "x", "y", "w", "h",
	"wires", NULL };
static const char *const tab_members[] = { "label", "name", "info", "in", "out",
	NULL };

struct node {
	struct doc doc;
	struct json_slice slice;
	const char *id;
	const char *type;
	int page;		/* the flow it lies in, or -1 */
	bool is_drawn;		/* has a place on the page */
};

/* A tab or a subflow, or what z names though the file does not have it. */
struct page {
	const char *id;
	int node;		/* the tab itself, or -1 */
	size_t node_count, wire_count;
};

struct node_red {
	struct import_source *source;
	struct arena *arena;
	struct node *nodes;
	size_t node_count;
	struct page *pages;
	size_t page_count;
	struct index *page_ids;
};

/* ---- recognising ---- */

static bool
is_node(struct arena *arena, struct json_slice slice)
{
	struct doc doc = doc_open(arena, &slice);

	return doc_id(arena, &doc, "id") != NULL &&
		doc_text(arena, &doc, "type") != NULL;
}

static struct doc
items_of(struct import_source *source)
{
	if (source->text.type == JSON_ARRAY)
		return source->doc;
	return doc_items(source->arena, doc_find(&source->doc, "flows"));
}

/* What has wires, or is a tab, tells; configuration may come before it. */
bool
import_is_node_red(struct import_source *source)
{
	struct doc items = items_of(source);
	struct arena *arena = source->arena;

	for (size_t i = 0; i < items.count; i++) {
		struct doc doc = doc_open(arena, &items.members[i].value);

		if (doc_find(&doc, "wires") != NULL ||
		    text_equal(doc_text(arena, &doc, "type"), "tab"))
			return is_node(arena, items.members[i].value);
	}
	return false;
}

/* ---- nodes and pages ---- */

static bool
is_page_type(const char *type)
{
	return text_equal(type, "tab") || text_equal(type, "subflow");
}

static int
page_of(struct node_red *red, const char *id, int node)
{
	int page = index_find(red->page_ids, id);

	if (page >= 0)
		return page;
	page = (int)red->page_count++;
	index_add(red->page_ids, id, page);
	red->pages[page] = (struct page){ .id = id, .node = node };
	return page;
}

static bool
open_node(struct node_red *red, struct json_slice slice, size_t at)
{
	struct arena *arena = red->arena;
	struct node *node = &red->nodes[at];
	double x, y;

	node->slice = slice;
	node->doc = doc_open(arena, &slice);
	node->id = doc_id(arena, &node->doc, "id");
	node->type = doc_text(arena, &node->doc, "type");
	node->page = -1;
	if (node->id == NULL || node->type == NULL)
		return fail(red->source->err, ERROR_INVALID,
			    "node %zu has no id or no type", at + 1);
	node->is_drawn = !is_page_type(node->type) &&
		doc_number(arena, &node->doc, "x", &x) &&
		doc_number(arena, &node->doc, "y", &y);
	if (is_page_type(node->type))
		page_of(red, node->id, (int)at);
	return true;
}

static size_t
count_wires(struct arena *arena, const struct doc *node)
{
	struct doc ways = doc_items(arena, doc_find(node, "wires"));
	size_t count = 0;

	for (size_t i = 0; i < ways.count; i++)
		count += doc_items(arena, &ways.members[i].value).count;
	return count;
}

/* Tabs come first or last in a file, so all must be known before. */
static void
sort_nodes(struct node_red *red)
{
	for (size_t i = 0; i < red->node_count; i++) {
		struct node *node = &red->nodes[i];
		const char *z = doc_id(red->arena, &node->doc, "z");

		if (!node->is_drawn)
			continue;
		node->page = page_of(red, z ? z : "", -1);
		red->pages[node->page].node_count++;
		red->pages[node->page].wire_count +=
			count_wires(red->arena, &node->doc);
	}
}

static bool
open_all(struct node_red *red, const struct doc *items)
{
	struct index *ids = index_new(red->arena, items->count);

	red->nodes = arena_alloc(red->arena,
		(items->count + 1) * sizeof *red->nodes);
	red->pages = arena_alloc(red->arena,
		(items->count + 1) * sizeof *red->pages);
	red->page_ids = index_new(red->arena, items->count + 1);
	red->node_count = items->count;
	for (size_t i = 0; i < items->count; i++) {
		if (!open_node(red, items->members[i].value, i))
			return false;
		if (!index_add(ids, red->nodes[i].id, (int)i))
			return fail(red->source->err, ERROR_INVALID,
				    "two nodes have the id '%s'",
				    red->nodes[i].id);
	}
	sort_nodes(red);
	return true;
}

/* ---- one node ---- */

/* A comment shows its name and keeps the rest for those who open it. */
static const char *
text_of(struct arena *arena, const struct node *node, const char *name)
{
	const char *info = doc_text(arena, &node->doc, "info");

	if (!text_equal(node->type, "comment") || info == NULL || name == NULL)
		return info;
	return arena_printf(arena, "%s\n%s", name, info);
}

static bool
write_node(struct node_red *red, struct chart *chart, const struct node *node)
{
	struct arena *arena = red->arena;
	const char *name = doc_text(arena, &node->doc, "name");
	struct chart_node it = {
		.id = node->id, .kind = node_red_kind(node->type),
		.title = name != NULL ? name : node->type,
		.description = text_of(arena, node, name),
		.variant = node->type,
		.x = doc_find(&node->doc, "x"), .y = doc_find(&node->doc, "y"),
		.width = doc_find(&node->doc, "w"),
		.height = doc_find(&node->doc, "h"),
		.source = &node->doc, .known = node_members,
	};

	if (text_equal(it.kind, "note") || text_equal(it.kind, "group"))
		it.variant = NULL;
	return chart_node(chart, &it);
}

static void
write_wires(struct node_red *red, struct chart *chart, const struct node *node)
{
	struct arena *arena = red->arena;
	struct doc ways = doc_items(arena, doc_find(&node->doc, "wires"));

	for (size_t way = 0; way < ways.count; way++) {
		struct doc targets = doc_items(arena, &ways.members[way].value);

		for (size_t i = 0; i < targets.count; i++)
			chart_edge(chart, &(struct chart_edge){
				.from = node->id,
				.to = slice_id(arena, targets.members[i].value),
				.label = node_red_out_label(arena, &node->doc,
					way, ways.count),
				.handle = arena_printf(arena, "%zu", way) });
	}
}

/* ---- one page ---- */

/* The page, what lies on it, and the configuration that any page may use. */
static bool
belongs(const struct node_red *red, const struct node *node, int page)
{
	if (node->is_drawn)
		return node->page == page;
	return is_page_type(node->type)
		? node == &red->nodes[red->pages[page].node]
		: true;
}

static struct json_slice
document_of(struct node_red *red, int page)
{
	struct json_writer writer;
	struct buf buf;

	if (red->page_count == 1)
		return red->source->text;
	buf_init(&buf, red->arena, 1024);
	json_writer_init(&writer, &buf);
	json_begin_array(&writer);
	for (size_t i = 0; i < red->node_count; i++)
		if (belongs(red, &red->nodes[i], page))
			json_write_raw(&writer, red->nodes[i].slice.text,
				       red->nodes[i].slice.len);
	json_end_array(&writer);
	return (struct json_slice){ JSON_ARRAY, buf.bytes, buf.len };
}

/* The tab or subflow itself; NULL if the file does not have it. */
static const struct doc *
doc_of(const struct node_red *red, int page)
{
	int at = red->pages[page].node;

	return at >= 0 ? &red->nodes[at].doc : NULL;
}

static struct import_flow *
add_flow(struct node_red *red, int page)
{
	struct arena *arena = red->arena;
	const struct doc *tab = doc_of(red, page);
	const char *name = NULL;

	if (tab != NULL)
		name = doc_text(arena, tab, "label");
	if (tab != NULL && name == NULL)
		name = doc_text(arena, tab, "name");
	/* A page that is not in the file lends its id to many files. */
	return import_add(red->source, "node-red", document_of(red, page), name,
			  tab ? doc_text(arena, tab, "info") : NULL,
			  tab ? red->pages[page].id : NULL);
}

static bool
write_nodes(struct node_red *red, struct chart *chart, int page)
{
	for (size_t i = 0; i < red->node_count; i++)
		if (red->nodes[i].page == page &&
		    !write_node(red, chart, &red->nodes[i]))
			return false;
	return port_nodes(chart, doc_of(red, page), red->pages[page].id);
}

static bool
read_page(struct node_red *red, int number)
{
	struct page *page = &red->pages[number];
	size_t nodes = page->node_count, wires = page->wire_count;
	struct import_flow *flow;
	struct chart chart;

	port_count(red->arena, doc_of(red, number), &nodes, &wires);
	if (!chart_begin(&chart, red->arena, nodes, wires, red->source->err) ||
	    !write_nodes(red, &chart, number))
		return false;
	for (size_t i = 0; i < red->node_count; i++)
		if (red->nodes[i].page == number)
			write_wires(red, &chart, &red->nodes[i]);
	port_edges(&chart, doc_of(red, number), page->id);
	chart.is_centred = true;
	flow = add_flow(red, number);
	chart_end(&chart, flow, doc_of(red, number), tab_members);
	return true;
}

static void
tell_configuration(const struct node_red *red)
{
	size_t count = 0;

	for (size_t i = 0; i < red->node_count; i++)
		count += !red->nodes[i].is_drawn &&
			!is_page_type(red->nodes[i].type);
	for (size_t i = 0; count > 0 && i < red->source->list->count; i++)
		import_warn(red->arena, &red->source->list->flows[i],
			    "%zu configuration %s kept with the document, not "
			    "drawn", count,
			    count == 1 ? "node is" : "nodes are");
}

bool
import_read_node_red(struct import_source *source)
{
	struct node_red red = { .source = source, .arena = source->arena };
	struct doc items = items_of(source);

	if (!open_all(&red, &items))
		return false;
	for (size_t i = 0; i < red.page_count; i++)
		if (red.pages[i].node_count > 0 && !read_page(&red, (int)i))
			return false;
	if (source->list->count == 0)
		return fail(source->err, ERROR_INVALID,
			    "no tab of this file has a node that is drawn");
	tell_configuration(&red);
	return true;
}
