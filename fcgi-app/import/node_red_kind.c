#include "import/node_red_kind.h"

#include "base/arena.h"
#include "base/text.h"
#include "flow/doc.h"
#include "import/format.h"

static const struct import_kind_row kinds[] = {
	{ "inject",        "start" },
	{ "http in",       "start" },
	{ "mqtt in",       "start" },
	{ "tcp in",        "start" },
	{ "udp in",        "start" },
	{ "websocket in",  "start" },
	{ "link in",       "start" },
	{ "catch",         "start" },
	{ "status",        "start" },
	{ "complete",      "start" },
	{ "watch",         "start" },
	{ "http response", "end" },
	{ "link out",      "end" },
	{ "link call",     "sub-workflow" },
	{ "switch",        "if-else" },
	{ "rbe",           "if-else" },
	{ "delay",         "delay" },
	{ "trigger",       "delay" },
	{ "http request",  "http" },
	{ "function",      "transform" },
	{ "change",        "transform" },
	{ "template",      "transform" },
	{ "range",         "transform" },
	{ "split",         "transform" },
	{ "join",          "transform" },
	{ "sort",          "transform" },
	{ "batch",         "transform" },
	{ "csv",           "transform" },
	{ "json",          "transform" },
	{ "xml",           "transform" },
	{ "yaml",          "transform" },
	{ "html",          "extract" },
	{ "exec",          "process" },
	{ "file",          "store" },
	{ "file in",       "store" },
	{ "debug",         "message" },
	{ "mqtt out",      "message" },
	{ "tcp out",       "message" },
	{ "tcp request",   "message" },
	{ "udp out",       "message" },
	{ "websocket out", "message" },
	{ "junction",      "process" },
	{ "comment",       "note" },
	{ "group",         "group" },
	{ NULL, NULL }
};

/* The rules of a switch, as people say them. */
static const struct {
	const char *test, *spoken;
	bool has_value;
} rules[] = {
	{ "eq",      "=",            true },
	{ "neq",     "\xe2\x89\xa0", true },
	{ "lt",      "<",            true },
	{ "lte",     "\xe2\x89\xa4", true },
	{ "gt",      ">",            true },
	{ "gte",     "\xe2\x89\xa5", true },
	{ "cont",    "contains",     true },
	{ "regex",   "matches",      true },
	{ "istype",  "is",           true },
	{ "btwn",    "between",      true },
	{ "hask",    "has key",      true },
	{ "head",    "first",        true },
	{ "tail",    "last",         true },
	{ "true",    "is true",      false },
	{ "false",   "is false",     false },
	{ "null",    "is null",      false },
	{ "nnull",   "is not null",  false },
	{ "empty",   "is empty",     false },
	{ "nempty",  "is not empty", false },
	{ "else",    "otherwise",    false },
	{ NULL, NULL, false }
};

const char *
node_red_kind(const char *type)
{
	const char *kind = import_kind_of(kinds, type);

	if (kind != NULL || type == NULL)
		return kind != NULL ? kind : "other";
	return text_starts(type, "subflow:") ? "sub-workflow" : "other";
}

static const char *
rule_label(struct arena *arena, const struct json_slice *slice)
{
	struct doc rule = doc_open(arena, slice);
	const char *test = doc_text(arena, &rule, "t");
	const char *value = import_spelling(arena, doc_find(&rule, "v"));

	for (size_t i = 0; rules[i].test != NULL; i++) {
		if (!text_equal(rules[i].test, test))
			continue;
		if (!rules[i].has_value || value == NULL)
			return rules[i].spoken;
		return arena_printf(arena, "%s %s", rules[i].spoken, value);
	}
	return NULL;
}

const char *
node_red_out_label(struct arena *arena, const struct doc *node, size_t index,
		   size_t count)
{
	struct doc labels = doc_items(arena, doc_find(node, "outputLabels"));
	struct doc ways = doc_items(arena, doc_find(node, "rules"));
	const char *label = NULL;

	if (index < labels.count)
		label = slice_id(arena, labels.members[index].value);
	if (label == NULL && index < ways.count &&
	    text_equal(doc_text(arena, node, "type"), "switch"))
		label = rule_label(arena, &ways.members[index].value);
	if (label == NULL && count > 1)
		label = arena_printf(arena, "%zu", index + 1);
	return label;
}
