#include "flow/kind.h"

#include <string.h>

#include "base/text.h"

static const struct kind kinds[] = {
	{ "start",         "Start",         "play",     KIND_START },
	{ "end",           "End",           "stop",     KIND_END },
	{ "agent",         "Agent",         "spark",    KIND_STEP },
	{ "extract",       "Extract",       "braces",   KIND_STEP },
	{ "mcp",           "MCP tool",      "plug",     KIND_STEP },
	{ "http",          "HTTP request",  "globe",    KIND_STEP },
	{ "transform",     "Transform",     "braces",   KIND_STEP },
	{ "if-else",       "If / else",     "fork",     KIND_BRANCH },
	{ "decision",      "Decision",      "fork",     KIND_BRANCH },
	{ "while",         "Loop",          "loop",     KIND_LOOP },
	{ "user-approval", "User approval", "decide",   KIND_STEP },
	{ "set-state",     "Set state",     "bookmark", KIND_STEP },
	{ "guardrails",    "Guardrails",    "shield",   KIND_STEP },
	{ "delay",         "Delay",         "clock",    KIND_STEP },
	{ "sub-workflow",  "Sub-workflow",  "workflow", KIND_STEP },
	{ "file-search",   "File search",   "search",   KIND_STEP },
	{ "arcade",        "Arcade tool",   "bolt",     KIND_STEP },
	{ "tool",          "Tool",          "bolt",     KIND_STEP },
	{ "model",         "Model",         "spark",    KIND_STEP },
	{ "store",         "Store",         "blueprint", KIND_STEP },
	{ "message",       "Message",       "inbox",    KIND_STEP },
	{ "process",       "Process",       "task",     KIND_STEP },
	{ "note",          "Note",          "info",     KIND_AREA },
	{ "group",         "Group",         "columns",  KIND_AREA },
	{ "other",         "Step",          "task",     KIND_STEP },
	{ NULL, NULL, NULL, KIND_STEP }
};

/* Spellings of existing clients. */
static const struct { const char *spelling, *name; } aliases[] = {
	{ "if / else",       "if-else" },
	{ "ifelse",          "if-else" },
	{ "if",              "if-else" },
	{ "condition",       "if-else" },
	{ "loop",            "while" },
	{ "user approval",   "user-approval" },
	{ "approval",        "user-approval" },
	{ "set state",       "set-state" },
	{ "setstate",        "set-state" },
	{ "data-transform",  "transform" },
	{ "guardrail",       "guardrails" },
	{ "file search",     "file-search" },
	{ "http-request",    "http" },
	{ "subworkflow",     "sub-workflow" },
	{ "wait",            "delay" },
	{ "llm",             "agent" },
	{ "stickynote",      "note" },
	{ "comment",         "note" },
	{ NULL, NULL }
};

const struct kind *
kind_rows(void)
{
	return kinds;
}

static const struct kind *
find(const char *name)
{
	const struct kind *kind = kinds;

	while (kind->name != NULL && !text_equal_case(kind->name, name))
		kind++;
	return kind->name != NULL ? kind : NULL;
}

static const char *
without_alias(const char *name)
{
	for (size_t i = 0; aliases[i].spelling != NULL; i++)
		if (text_equal_case(aliases[i].spelling, name))
			return aliases[i].name;
	return name;
}

const struct kind *
kind_of(const char *name)
{
	const struct kind *kind = find(without_alias(name));

	return kind != NULL ? kind : find("other");
}
