/*
 * Open Agent Builder, and other documents of React Flow with the same members:
 * {id, name, nodes: [{id, type, position, data}], edges: [{source, target}]}.
 */

#include "import/format.h"

#include "base/text.h"
#include "flow/kind.h"
#include "import/react_flow.h"

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

static void
read_node(struct arena *arena, const struct doc *doc, const struct doc *data,
	  struct chart_node *node)
{
	static const char *const titles[] = { "nodeName", "label", "name",
		NULL };
	static const char *const texts[] = { "noteText", "description", NULL };
	const char *type = doc_text(arena, data, "nodeType");

	if (type == NULL)
		type = doc_text(arena, doc, "type");
	node->kind = kind_of(type)->name;
	node->title = first_of(arena, data, titles);
	node->description = first_of(arena, data, texts);
	node->variant = text_equal(node->kind, "other") ? type : NULL;
}

static const char *
label_of(struct arena *arena, const struct doc *doc, const char *from,
	 const char *to)
{
	(void)from;
	(void)to;
	return doc_text(arena, doc, "label");
}

bool
import_read_open_agent_builder(struct import_source *source)
{
	static const struct react_flow builder = {
		.format = "builder", .kind = IMPORT_WORKFLOW, .tags = "tags",
		.created = "createdAt",
		.known = document_members, .edge_known = edge_members,
		.read_node = read_node, .label_of = label_of,
	};

	return react_flow_read(source, &builder);
}
