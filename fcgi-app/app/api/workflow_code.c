/*
 * A workflow as a program: its document as text, and behind it a program that is the
 * same for all of them (templates/code/workflow.mustache). So nothing of a document is
 * ever a name, a comment or code of the program but by the scripts that it has anyway.
 */
#include "app/api/builder.h"

#include <string.h>

#include "app/api/body.h"
#include "app/api/workflow_file.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "json/writer.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "template/store.h"

#define NO_NAME "workflow"

static const char head[] =
	"// A workflow as a program. Node.js from 22.18, Deno and Bun run it as it"
	" is:\n"
	"//\n"
	"//   node FILE.ts 'the input, a text or JSON'\n"
	"//\n"
	"// Models want the key of their provider in the environment"
	" (ANTHROPIC_API_KEY,\n"
	"// OPENAI_API_KEY, GROQ_API_KEY), tools of MCP servers MUSTER_URL and"
	" MUSTER_KEY.\n"
	"\n"
	"const source: string = String.raw`";

static const char *const node_members[] = { "id", "type", "data", NULL };

static const char *const edge_members[] = {
	"id", "source", "target", "sourceHandle", NULL
};

/* ---- the program ---- */

/*
 * In a raw template literal only a backtick and a dollar before a brace mean anything.
 * In JSON both are in strings alone, where a reader takes the escape for the same.
 */
static void
add_source(struct buf *code, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == '`')
			buf_text(code, "\\u0060");
		else if (text[i] == '$')
			buf_text(code, "\\u0024");
		else
			buf_char(code, text[i]);
}

static void
add_document(struct request *req, const struct workflow_file *file,
	     struct buf *code)
{
	struct buf plain, pretty;
	struct json_writer json;

	buf_init(&plain, req->arena, 4096);
	buf_init(&pretty, req->arena, 4096);
	json_writer_init(&json, &plain);
	json_begin_object(&json);
	json_member_text(&json, "name", file->name);
	workflow_file_items(&json, req->arena, "nodes", file->nodes,
			    node_members);
	workflow_file_items(&json, req->arena, "edges", file->edges,
			    edge_members);
	json_end_object(&json);
	json_pretty(&pretty, plain.bytes, plain.len);
	add_source(code, pretty.bytes, pretty.len);
}

/* What no system takes in the name of a file, and what shells and people trip over. */
static bool
is_apart(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7f || strchr("/\\:*?\"<>|`$", c);
}

/* Each run of such is one "_". */
static const char *
file_name(struct arena *arena, const char *name)
{
	struct buf text;

	buf_init(&text, arena, strlen(name) + 8);
	if (*name == '.' || *name == '-')
		buf_char(&text, '_');
	for (; *name; name++)
		if (!is_apart(*name))
			buf_char(&text, *name);
		else if (!is_apart(name[1]) || !name[1])
			buf_char(&text, '_');
	buf_text(&text, text.len > 0 ? ".ts" : NO_NAME ".ts");
	return text.bytes;
}

/* ---- the halves ---- */

bool
workflow_code_plan(struct request *req, struct unit *unit)
{
	if (req->json.len > 0 && !workflow_file_is_sent(req))
		return fail(&req->error, ERROR_BAD_REQUEST,
			    "Workflow data is required in request body");
	return crud_get_plan(req, unit);
}

bool
workflow_code_reply(struct request *req, const struct rows *rows,
		    struct response *res)
{
	struct workflow_file file;
	struct json_writer json;
	struct buf code;

	if (!workflow_file_find(req, rows, &file))
		return false;
	buf_init(&code, req->arena, 32 * 1024);
	buf_text(&code, head);
	add_document(req, &file, &code);
	buf_text(&code, "`;\n");
	store_render(req->app->templates, "code/workflow",
		     json_object(req->arena), &code);
	json = response_json(res, 200);
	json_begin_object(&json);
	json_member_text(&json, "code", code.bytes);
	json_member_text(&json, "filename", file_name(req->arena, file.name));
	json_member_text(&json, "language", "typescript");
	json_end_object(&json);
	return true;
}

/* ---- what it takes and answers ---- */

static const struct member document_members[] = {
	{ MEMBER("name", FIELD_TEXT, .max = 255, .example = "Refund triage") },
	{ MEMBER("nodes", FIELD_JSON_ARRAY, .flags = FIELD_REQUIRED) },
	{ MEMBER("edges", FIELD_JSON_ARRAY, .flags = FIELD_REQUIRED) },
	{ 0 }
};

static const struct member code_members[] = {
	{ MEMBER("code", FIELD_LONG_TEXT, .help = "The program") },
	{ MEMBER("filename", FIELD_TEXT, .example = "Refund_triage.ts") },
	{ MEMBER("language", FIELD_TEXT, .example = "typescript") },
	{ 0 }
};

const struct call workflow_code_call = {
	.body = document_members, .answer = code_members,
	.flags = CALL_BODY_MAY_MISS | CALL_BODY_IS_OPEN,
	.help = "Without a body, of the workflow as it is stored.",
};
