#include "app/mcp_reply.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/fetch.h"
#include "base/text.h"
#include "json/scan.h"
#include "resource/number.h"

#define DETAILS_MAX 500

static void
refuse(struct mcp_reply *reply, const char *error, const char *details)
{
	reply->error = error;
	reply->details = details;
}

const char *
mcp_reply_said(struct arena *arena, const struct mcp_reply *reply)
{
	if (!reply->error || !reply->details)
		return reply->error;
	return arena_printf(arena, "%s: %s", reply->error, reply->details);
}

/* ---- what is no answer ---- */

static const struct {
	int status;
	const char *error;
} statuses[] = {
	{ 401, "Authentication failed - check access token" },
	{ 403, "Authentication failed - check access token" },
	{ 404, "MCP server not found - check URL" },
	{ 500, "Server error - MCP server may be down" },
	{ 0, NULL }
};

/* The beginning of what came, of whole characters. */
static const char *
cut(struct arena *arena, const char *text, size_t len)
{
	size_t kept = len < DETAILS_MAX ? len : DETAILS_MAX;

	while (kept > 0 && kept < len && (text[kept] & 0xc0) == 0x80)
		kept--;
	return arena_copy(arena, text, kept);
}

/* NULL if there is none, or it is no text. */
static const char *
excerpt(struct arena *arena, const struct fetch *fetch)
{
	const char *text = cut(arena, fetch->bytes ? fetch->bytes : "",
			       fetch->len);

	return *text && text_is_utf8(text, strlen(text)) ? text : NULL;
}

static void
refuse_status(struct arena *arena, const struct fetch *fetch,
	      struct mcp_reply *reply)
{
	const char *details = excerpt(arena, fetch);
	size_t i = 0;

	while (statuses[i].error && statuses[i].status != fetch->status)
		i++;
	if (!details)
		details = arena_printf(arena, "it answered with status %d",
				       fetch->status);
	refuse(reply, statuses[i].error
	       ? statuses[i].error
	       : arena_printf(arena, "HTTP %d", fetch->status), details);
}

/* A stream that stays open after its answer has said all there is. */
static bool
is_answered(const struct fetch *fetch)
{
	if (fetch->end == FETCH_LATE)
		return fetch->len > 0 && fetch->status == 200
		       && text_equal(fetch->type, "text/event-stream");
	return fetch->end == FETCH_ANSWERED;
}

/* ---- events ---- */

/* The data of the last event that has any, its lines joined; NULL: none has. See
 * the section on event streams of the HTML standard. */
static const char *
last_data(struct arena *arena, const char *text)
{
	const char *last = NULL;
	struct buf data;

	buf_init(&data, arena, 1024);
	while (*text) {
		size_t len = strcspn(text, "\r\n");

		if (len == 0 && data.len > 0) {
			last = arena_copy(arena, data.bytes, data.len - 1);
			data.len = 0;
		}
		if (len >= 5 && strncmp(text, "data:", 5) == 0) {
			buf_add(&data, text + 5, len - 5);
			buf_char(&data, '\n');
		}
		text += len;
		text += text[0] == '\r' && text[1] == '\n' ? 2 : *text != '\0';
	}
	return data.len > 0 ? arena_copy(arena, data.bytes, data.len - 1) : last;
}

/* ---- JSON-RPC ---- */

static bool
find(struct arena *arena, struct json_slice object, const char *name,
     enum json_type type, struct json_slice *out)
{
	size_t count;
	const struct json_member *members;

	if (object.type != JSON_OBJECT)
		return false;
	members = json_members(arena, object, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(members[i].name, name) == 0) {
			*out = members[i].value;
			return out->type == type;
		}
	return false;
}

static const char *
find_text(struct arena *arena, struct json_slice object, const char *name)
{
	struct json_slice slice;

	return find(arena, object, name, JSON_STRING, &slice)
	       ? json_slice_text(arena, slice) : NULL;
}

static void
refuse_error(struct arena *arena, struct json_slice error,
	     struct mcp_reply *reply)
{
	const char *message = find_text(arena, error, "message");

	refuse(reply, "MCP server error",
	       message && *message ? cut(arena, message, strlen(message))
				   : "it did not say what is wrong");
}

/* A name that a tag could be: what is stored beside the tools themselves. */
static bool
is_word(struct arena *arena, const char *name)
{
	return name && *text_trim(arena, name) && text_is_plain(name)
	       && text_length(name) <= MCP_TOOL_NAME_MAX;
}

static bool
take_names(struct arena *arena, struct json_slice tools,
	   struct mcp_reply *reply)
{
	size_t count;
	const struct json_member *items = json_members(arena, tools, &count);

	if (count > MCP_TOOLS_MAX)
		return false;
	reply->names = arena_alloc(arena, (count + 1) * sizeof *reply->names);
	for (size_t i = 0; i < count; i++) {
		const char *name = find_text(arena, items[i].value, "name");

		if (items[i].value.type != JSON_OBJECT)
			return false;
		if (is_word(arena, name))
			reply->names[reply->count++] = name;
	}
	return true;
}

static void
take_tools(struct arena *arena, struct json_slice tools, struct mcp_reply *reply)
{
	if (number_is_huge_in(tools.text, tools.len)
	    || !take_names(arena, tools, reply)) {
		reply->count = 0;
		refuse(reply, "Invalid response from MCP server",
		       "what it calls its tools is no list of them");
	} else if (reply->count == 0) {
		refuse(reply, "No tools found", "the server offers none");
	} else {
		reply->tools = json_slice_raw(arena, tools);
	}
}

static bool
find_result(struct arena *arena, struct json_slice message,
	    struct mcp_reply *reply, struct json_slice *result)
{
	if (find(arena, message, "error", JSON_OBJECT, result)) {
		refuse_error(arena, *result, reply);
		return false;
	}
	if (!find(arena, message, "result", JSON_OBJECT, result)) {
		refuse(reply, "Invalid response from MCP server",
		       "it has neither a result nor an error");
		return false;
	}
	return true;
}

static void
take_list(struct arena *arena, struct json_slice message,
	  struct mcp_reply *reply)
{
	struct json_slice result, tools, info;

	if (!find_result(arena, message, reply, &result))
		return;
	if (find(arena, result, "serverInfo", JSON_OBJECT, &info)) {
		reply->server_name = find_text(arena, info, "name");
		reply->server_version = find_text(arena, info, "version");
	}
	if (find(arena, result, "tools", JSON_ARRAY, &tools))
		take_tools(arena, tools, reply);
	else
		refuse(reply, "No tools found", "the result has no tools");
}

/* The message that came; false: there is none, and reply says why. */
static bool
find_message(struct arena *arena, const struct fetch *fetch,
	     const char *unanswered, struct mcp_reply *reply,
	     struct json_slice *message)
{
	struct error wrong = { .arena = arena };
	const char *text = fetch->bytes ? fetch->bytes : "";

	*reply = (struct mcp_reply){ .status = fetch->status, .tools = "[]" };
	if (!is_answered(fetch)) {
		refuse(reply, unanswered, arena_text(arena, fetch->reason));
		return false;
	}
	if (fetch->status < 200 || fetch->status > 299) {
		refuse_status(arena, fetch, reply);
		return false;
	}
	if (text_equal(fetch->type, "text/event-stream"))
		text = last_data(arena, text);
	else if (strlen(text) != fetch->len)
		text = NULL;
	if (text && json_scan(arena, text, strlen(text), message, &wrong))
		return true;
	refuse(reply, "Invalid response from MCP server",
	       wrong.message ? wrong.message : "there is no JSON in it");
	return false;
}

void
mcp_reply_read(struct arena *arena, const struct fetch *fetch,
	       struct mcp_reply *reply)
{
	struct json_slice message;

	if (find_message(arena, fetch, "Connection test failed", reply,
			 &message))
		take_list(arena, message, reply);
}

void
mcp_reply_read_result(struct arena *arena, const struct fetch *fetch,
		      struct mcp_reply *reply)
{
	struct json_slice message, result;

	if (find_message(arena, fetch, "Connection failed", reply, &message)
	    && find_result(arena, message, reply, &result))
		reply->result = json_slice_raw(arena, result);
}
