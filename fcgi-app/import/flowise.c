/*
 * Flowise: chatflows and agentflows are documents of React Flow whose nodes
 * carry their anchors; an edge names the anchors that it joins.
 */

#include "import/format.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "import/react_flow.h"

static const char *const edge_members[] = { "id", "source", "target",
	"sourceHandle", NULL };
static const char *const document_members[] = { "nodes", "edges", "name",
	"description", "usecases", NULL };

/* By the name of a node; both generations of agent flows. */
static const struct import_kind_row kinds[] = {
	{ "startAgentflow",          "start" },
	{ "llmAgentflow",            "agent" },
	{ "agentAgentflow",          "agent" },
	{ "conditionAgentflow",      "if-else" },
	{ "conditionAgentAgentflow", "if-else" },
	{ "iterationAgentflow",      "while" },
	{ "loopAgentflow",           "while" },
	{ "humanInputAgentflow",     "user-approval" },
	{ "httpAgentflow",           "http" },
	{ "toolAgentflow",           "tool" },
	{ "customFunctionAgentflow", "transform" },
	{ "retrieverAgentflow",      "store" },
	{ "executeFlowAgentflow",    "sub-workflow" },
	{ "directReplyAgentflow",    "message" },
	{ "stickyNoteAgentflow",     "note" },
	{ "seqStart",                "start" },
	{ "seqEnd",                  "end" },
	{ "seqAgent",                "agent" },
	{ "seqLLMNode",              "agent" },
	{ "seqCondition",            "if-else" },
	{ "seqConditionAgent",       "if-else" },
	{ "seqLoop",                 "while" },
	{ "seqState",                "set-state" },
	{ "seqToolNode",             "tool" },
	{ "seqExecuteFlow",          "sub-workflow" },
	{ "seqCustomFunction",       "transform" },
	{ "customFunction",          "transform" },
	{ "ifElseFunction",          "if-else" },
	{ "setVariable",             "set-state" },
	{ "getVariable",             "set-state" },
	{ "stickyNote",              "note" },
	{ "customMCP",               "mcp" },
	{ NULL, NULL }
};

/* By the shelf that a node lies on, where its name says nothing. */
static const struct import_kind_row shelves[] = {
	{ "Agents",               "agent" },
	{ "Multi Agents",         "agent" },
	{ "Sequential Agents",    "agent" },
	{ "Agent Flows",          "agent" },
	{ "Chains",               "agent" },
	{ "Engine",               "agent" },
	{ "Chat Models",          "model" },
	{ "LLMs",                 "model" },
	{ "Embeddings",           "model" },
	{ "Tools",                "tool" },
	{ "Tools (MCP)",          "mcp" },
	{ "MCP Servers",          "mcp" },
	{ "Vector Stores",        "store" },
	{ "Retrievers",           "store" },
	{ "Document Loaders",     "store" },
	{ "Memory",               "store" },
	{ "Cache",                "store" },
	{ "Record Manager",       "store" },
	{ "Graph",                "store" },
	{ "Prompts",              "transform" },
	{ "Output Parsers",       "transform" },
	{ "Text Splitters",       "transform" },
	{ "Response Synthesizer", "transform" },
	{ "Moderation",           "guardrails" },
	{ NULL, NULL }
};

static bool
has_anchors(struct arena *arena, struct json_slice slice)
{
	struct doc doc = doc_open(arena, &slice);
	struct doc data = doc_open(arena, doc_find(&doc, "data"));

	return doc_find(&data, "inputAnchors") != NULL ||
		doc_find(&data, "outputAnchors") != NULL ||
		doc_find(&data, "inputParams") != NULL;
}

bool
import_is_flowise(struct import_source *source)
{
	struct doc nodes;

	if (source->text.type != JSON_OBJECT ||
	    doc_find_array(&source->doc, "edges") == NULL)
		return false;
	nodes = doc_items(source->arena, doc_find(&source->doc, "nodes"));
	for (size_t i = 0; i < nodes.count; i++)
		if (has_anchors(source->arena, nodes.members[i].value))
			return true;
	return false;
}

static const char *
kind_of_data(struct arena *arena, const struct doc *data)
{
	const char *kind = import_kind_of(kinds, doc_text(arena, data, "name"));

	if (kind == NULL)
		kind = import_kind_of(shelves,
				      doc_text(arena, data, "category"));
	return kind != NULL ? kind : "other";
}

/* What a note says, and where a loop leads, which no edge tells. */
static const char *
text_of(struct arena *arena, const struct doc *data)
{
	struct doc inputs = doc_open(arena, doc_find(data, "inputs"));
	const char *target = doc_text(arena, &inputs, "loopBackToNode");
	const char *dash = target ? strchr(target, '-') : NULL;

	if (dash != NULL)
		return arena_printf(arena, "Loops back to %s", dash + 1);
	return doc_text(arena, &inputs, "note");
}

static void
read_node(struct arena *arena, const struct doc *doc, const struct doc *data,
	  struct chart_node *node)
{
	(void)doc;
	node->kind = kind_of_data(arena, data);
	node->title = doc_text(arena, data, "label");
	node->description = text_of(arena, data);
	node->variant = doc_text(arena, data, "type");
}

/* The word between <id>-<word>- and the next dash; NULL if there is none. */
static const char *
anchor_name(struct arena *arena, const char *handle, const char *id,
	    const char *side)
{
	char *prefix = arena_printf(arena, "%s-%s-", id ? id : "", side);
	const char *name, *end;

	if (handle == NULL || !text_starts(handle, prefix))
		return NULL;
	name = handle + strlen(prefix);
	end = strchrnul(name, '-');
	if (end == name)
		return NULL;
	return arena_copy(arena, name, (size_t)(end - name));
}

/* An end that says only that one node follows another, or repeats its name. */
static bool
is_plain(struct arena *arena, const char *anchor, const char *from)
{
	return anchor == NULL || text_equal(anchor, "sequentialNode") ||
		text_starts(from, arena_printf(arena, "%s_", anchor));
}

/*
 * An edge says which way out of a condition it is; an edge that hands a model
 * or a tool to an agent says what it hands over.
 */
static const char *
label_of(struct arena *arena, const struct doc *doc, const char *from,
	 const char *to)
{
	struct doc data = doc_open(arena, doc_find(doc, "data"));
	const char *out = doc_text(arena, doc, "sourceHandle");
	const char *in = doc_text(arena, doc, "targetHandle");
	const char *label = import_spelling(arena,
		doc_find(&data, "edgeLabel"));

	in = anchor_name(arena, in, to, "input");

	if (label == NULL || *label == '\0')
		label = doc_text(arena, &data, "label");
	if (label != NULL)
		return label;
	if (out != NULL && text_ends(out, "-Condition"))
		return anchor_name(arena, out, from, "output");
	return is_plain(arena, in, from ? from : "") ? NULL : in;
}

bool
import_read_flowise(struct import_source *source)
{
	static const struct react_flow flowise = {
		.format = "flowise", .kind = IMPORT_AGENT, .tags = "usecases",
		.known = document_members, .edge_known = edge_members,
		.read_node = read_node, .label_of = label_of,
	};

	return react_flow_read(source, &flowise);
}
