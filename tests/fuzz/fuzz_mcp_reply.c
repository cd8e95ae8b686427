/*
 * What a server answers is somebody else's. The first byte says how it came: its
 * lowest bits the status, the media type and whether it came in time. Whatever
 * it is, there is an error with its reason, or tools that can be stored; and the same
 * of the result of a call.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/mcp_reply.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/fetch.h"
#include "base/text.h"
#include "json/scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
require(int condition)
{
	if (!condition)
		abort();
}

static void
check(struct arena *arena, const struct mcp_reply *reply)
{
	struct error wrong = { .arena = arena };
	struct json_slice tools;

	require(json_scan(arena, reply->tools, strlen(reply->tools), &tools,
			  &wrong));
	require(tools.type == JSON_ARRAY);
	require(!reply->error || (reply->details && reply->count == 0
				  && strlen(reply->details) <= 500));
	require(!reply->details
		|| text_is_utf8(reply->details, strlen(reply->details)));
	require(reply->error || reply->count > 0);
	require(reply->count <= MCP_TOOLS_MAX);
	for (size_t i = 0; i < reply->count; i++)
		require(*reply->names[i] && text_is_plain(reply->names[i])
			&& text_length(reply->names[i]) <= MCP_TOOL_NAME_MAX);
}

static void
check_result(struct arena *arena, const struct mcp_reply *reply)
{
	struct error wrong = { .arena = arena };
	struct json_slice result;

	require(!reply->result != !reply->error);
	require(!reply->error || reply->details);
	require(!reply->result
		|| (json_scan(arena, reply->result, strlen(reply->result),
			      &result, &wrong)
		    && result.type == JSON_OBJECT));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *arena = arena_new(4096);
	uint8_t how = len > 0 ? data[0] : 0;
	struct fetch fetch = {
		.end = how & 1 ? FETCH_LATE : FETCH_ANSWERED,
		.status = how & 4 ? 404 : 200,
		.len = len > 0 ? len - 1 : 0,
	};
	struct mcp_reply reply;

	if (fetch.len > 0)
		fetch.bytes = arena_copy(arena, (const char *)data + 1, fetch.len);
	if (fetch.end == FETCH_LATE)
		strcpy(fetch.reason, "it took too long");
	if (how & 2)
		strcpy(fetch.type, "text/event-stream");
	mcp_reply_read(arena, &fetch, &reply);
	check(arena, &reply);
	mcp_reply_read_result(arena, &fetch, &reply);
	check_result(arena, &reply);
	arena_free(arena);
	return 0;
}
