#include "import/n8n_kind.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "flow/doc.h"
#include "import/format.h"

/* By the type without its package; services of their own are "other". */
static const struct import_kind_row kinds[] = {
	{ "stickyNote",          "note" },
	{ "webhook",             "start" },
	{ "cron",                "start" },
	{ "interval",            "start" },
	{ "start",               "start" },
	{ "emailReadImap",       "start" },
	{ "respondToWebhook",    "end" },
	{ "stopAndError",        "end" },
	{ "httpRequest",         "http" },
	{ "httpRequestTool",     "http" },
	{ "graphql",             "http" },
	{ "if",                  "if-else" },
	{ "switch",              "if-else" },
	{ "filter",              "if-else" },
	{ "splitInBatches",      "while" },
	{ "wait",                "delay" },
	{ "executeWorkflow",     "sub-workflow" },
	{ "toolWorkflow",        "sub-workflow" },
	{ "set",                 "transform" },
	{ "code",                "transform" },
	{ "function",            "transform" },
	{ "functionItem",        "transform" },
	{ "merge",               "transform" },
	{ "splitOut",            "transform" },
	{ "itemLists",           "transform" },
	{ "aggregate",           "transform" },
	{ "summarize",           "transform" },
	{ "sort",                "transform" },
	{ "limit",               "transform" },
	{ "removeDuplicates",    "transform" },
	{ "renameKeys",          "transform" },
	{ "compareDatasets",     "transform" },
	{ "dateTime",            "transform" },
	{ "crypto",              "transform" },
	{ "html",                "transform" },
	{ "htmlExtract",         "extract" },
	{ "markdown",            "transform" },
	{ "xml",                 "transform" },
	{ "moveBinaryData",      "transform" },
	{ "convertToFile",       "transform" },
	{ "extractFromFile",     "extract" },
	{ "spreadsheetFile",     "transform" },
	{ "editImage",           "transform" },
	{ "informationExtractor", "extract" },
	{ "agent",               "agent" },
	{ "agentTool",           "agent" },
	{ "openAi",              "agent" },
	{ "chainLlm",            "agent" },
	{ "chainSummarization",  "agent" },
	{ "chainRetrievalQa",    "agent" },
	{ "textClassifier",      "if-else" },
	{ "sentimentAnalysis",   "if-else" },
	{ "guardrails",          "guardrails" },
	{ "mcpClient",           "mcp" },
	{ "mcpClientTool",       "mcp" },
	{ "executeCommand",      "process" },
	{ "noOp",                "process" },
	{ "postgres",            "store" },
	{ "mySql",               "store" },
	{ "mongoDb",             "store" },
	{ "redis",               "store" },
	{ "supabase",            "store" },
	{ "snowflake",           "store" },
	{ "dataTable",           "store" },
	{ "readWriteFile",       "store" },
	{ "readBinaryFile",      "store" },
	{ "readBinaryFiles",     "store" },
	{ "writeBinaryFile",     "store" },
	{ "emailSend",           "message" },
	{ "gmail",               "message" },
	{ "slack",               "message" },
	{ "telegram",            "message" },
	{ "discord",             "message" },
	{ "whatsApp",            "message" },
	{ "twilio",              "message" },
	{ "mattermost",          "message" },
	{ "form",                "user-approval" },
	{ NULL, NULL }
};

/* By how a type begins or ends, where the table has no row. */
static const struct {
	const char *start, *end, *kind;
} patterns[] = {
	{ "",            "Trigger", "start" },
	{ "lmChat",      "",        "model" },
	{ "lm",          "",        "model" },
	{ "embeddings",  "",        "model" },
	{ "memory",      "",        "store" },
	{ "vectorStore", "",        "store" },
	{ "document",    "Loader",  "store" },
	{ "retriever",   "",        "store" },
	{ "outputParser", "",       "transform" },
	{ "textSplitter", "",       "transform" },
	{ "tool",        "",        "tool" },
	{ "",            "Tool",    "tool" },
	{ NULL, NULL, NULL }
};

const char *
n8n_short_type(const char *type)
{
	const char *dot = type ? strrchr(type, '.') : NULL;

	return dot != NULL && dot[1] != '\0' ? dot + 1 : type;
}

const char *
n8n_kind(const char *type)
{
	const char *name = n8n_short_type(type);
	const char *kind = import_kind_of(kinds, name);

	if (kind != NULL || name == NULL)
		return kind != NULL ? kind : "other";
	for (size_t i = 0; patterns[i].kind != NULL; i++)
		if (text_starts(name, patterns[i].start) &&
		    text_ends(name, patterns[i].end))
			return patterns[i].kind;
	return "other";
}

/* Version 1 numbers the output in each rule, later ones give a rule each. */
static const char *
switch_label(struct arena *arena, const struct doc *node, size_t index)
{
	struct doc parameters = doc_open(arena, doc_find(node, "parameters"));
	struct doc rules = doc_open(arena, doc_find(&parameters, "rules"));
	struct doc values = doc_items(arena, doc_find(&rules, "values"));
	struct doc old = doc_items(arena, doc_find(&rules, "rules"));

	if (index < values.count) {
		struct doc rule = doc_open(arena, &values.members[index].value);

		return doc_text(arena, &rule, "outputKey");
	}
	for (size_t i = 0; i < old.count; i++) {
		struct doc rule = doc_open(arena, &old.members[i].value);
		double output = 0;

		doc_number(arena, &rule, "output", &output);
		if ((size_t)output == index)
			return import_spelling(arena,
					       doc_find(&rule, "value2"));
	}
	return values.count > 0 && index == values.count ? "fallback" : NULL;
}

/* Two ways out that everyone knows by name. */
static const struct {
	const char *type;
	const char *names[2];
} pairs[] = {
	{ "if",     { "true", "false" } },
	{ "filter", { "kept", "discarded" } },
	{ NULL, { NULL, NULL } }
};

static const char *
pair_label(struct arena *arena, const struct doc *node, const char *type,
	   size_t index)
{
	double version = 1;

	for (size_t i = 0; pairs[i].type != NULL; i++)
		if (index < 2 && text_equal(pairs[i].type, type))
			return pairs[i].names[index];
	if (index > 1 || !text_equal(type, "splitInBatches"))
		return NULL;
	/* Version 3 put the end first. */
	doc_number(arena, node, "typeVersion", &version);
	return (index == 0) == (version >= 3) ? "done" : "loop";
}

const char *
n8n_out_label(struct arena *arena, const struct doc *node, size_t index,
	      size_t count)
{
	const char *type = n8n_short_type(doc_text(arena, node, "type"));
	const char *on_error = doc_text(arena, node, "onError");
	const char *label = pair_label(arena, node, type, index);

	if (label == NULL && text_equal(type, "switch"))
		label = switch_label(arena, node, index);
	if (label == NULL && index > 0 && index + 1 == count &&
	    text_equal(on_error, "continueErrorOutput"))
		label = "error";
	if (label == NULL && count > 1)
		label = arena_printf(arena, "%zu", index + 1);
	return label;
}

const char *
n8n_type_label(struct arena *arena, const char *type)
{
	struct buf buf;

	if (type == NULL || text_equal(type, "main"))
		return NULL;
	if (text_starts(type, "ai_"))
		type += 3;
	buf_init(&buf, arena, strlen(type) + 8);
	for (; *type != '\0'; type++) {
		if (isupper((unsigned char)*type))
			buf_char(&buf, ' ');
		buf_char(&buf, *type == '_' ? ' '
			: (char)tolower((unsigned char)*type));
	}
	return buf.bytes;
}
