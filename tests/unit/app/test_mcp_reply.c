#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/mcp_reply.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "base/fetch.h"

static struct mcp_reply
read_bytes(struct arena *arena, const char *type, const char *bytes, size_t len)
{
	struct fetch fetch = { .end = FETCH_ANSWERED, .status = 200,
			       .bytes = arena_copy(arena, bytes, len),
			       .len = len };
	struct mcp_reply reply;

	strcpy(fetch.type, type);
	mcp_reply_read(arena, &fetch, &reply);
	return reply;
}

static struct mcp_reply
read_json(struct arena *arena, const char *text)
{
	return read_bytes(arena, "application/json", text, strlen(text));
}

static struct mcp_reply
read_events(struct arena *arena, const char *text)
{
	return read_bytes(arena, "text/event-stream", text, strlen(text));
}

static void
names_and_the_tools_themselves_are_taken(void **state)
{
	struct mcp_reply reply = read_json(*state,
		" {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[{\"name\":"
		"\"a\",\"x\":1.50},{\"name\":\"b\"}],\"serverInfo\":{\"name\":"
		"\"S\",\"version\":\"1\"}}}\n");

	assert_null(reply.error);
	assert_int_equal(reply.count, 2);
	assert_string_equal(reply.names[0], "a");
	assert_string_equal(reply.names[1], "b");
	assert_string_equal(reply.tools,
			    "[{\"name\":\"a\",\"x\":1.50},{\"name\":\"b\"}]");
	assert_string_equal(reply.server_name, "S");
	assert_string_equal(reply.server_version, "1");
}

static void
names_that_are_no_words_are_left_out(void **state)
{
	struct mcp_reply reply = read_json(*state,
		"{\"result\":{\"tools\":[{\"name\":\"\"},{\"name\":\"a\\nb\"},"
		"{\"name\":7},{},{\"name\":\"good\"},{\"name\":\"a234567890"
		"1234567890123456789012345678901234567890123456789012345\"}]}}");

	assert_null(reply.error);
	assert_int_equal(reply.count, 1);
	assert_string_equal(reply.names[0], "good");
}

static void
the_last_data_of_a_stream_counts(void **state)
{
	static const char *const streams[] = {
		"data: {\"result\":{\"tools\":[{\"name\":\"a\"}]}}\n\n",
		"data:{\"result\":{\"tools\":[{\"name\":\"a\"}]}}\r\n\r\n",
		"data: {\"result\":{\"tools\":[{\"name\":\"a\"}]}}",
		"event: x\ndata: 1\n\nid: 1\ndata: {\"result\":{\"tools\":\n"
		"data: [{\"name\":\"a\"}]}}\n\n: ping\n\n",
		"data: {\rdata: \"result\":{\"tools\":[{\"name\":\"a\"}]}}\r\r",
	};

	for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
		struct mcp_reply reply = read_events(*state, streams[i]);

		if (reply.error)
			fail_msg("%s: %s", streams[i], reply.details);
		assert_int_equal(reply.count, 1);
	}
}

static void
a_stream_that_stays_open_has_answered(void **state)
{
	struct fetch fetch = {
		.end = FETCH_LATE, .status = 200, .type = "text/event-stream",
		.bytes = "data: {\"result\":{\"tools\":[{\"name\":\"a\"}]}}\n\n",
		.reason = "it took too long",
	};
	struct mcp_reply reply;

	fetch.len = strlen(fetch.bytes);
	mcp_reply_read(*state, &fetch, &reply);
	assert_null(reply.error);
	strcpy(fetch.type, "application/json");
	mcp_reply_read(*state, &fetch, &reply);
	assert_string_equal(reply.error, "Connection test failed");
	assert_string_equal(reply.details, "it took too long");
}

static void
what_is_no_answer_is_told(void **state)
{
	static const struct {
		const char *text, *error;
	} answers[] = {
		{ "", "Invalid response from MCP server" },
		{ "[]", "Invalid response from MCP server" },
		{ "{}", "Invalid response from MCP server" },
		{ "{\"result\":null}", "Invalid response from MCP server" },
		{ "{\"result\":{}}{}", "Invalid response from MCP server" },
		{ "{\"result\":{\"tools\":[7]}}",
		  "Invalid response from MCP server" },
		{ "{\"result\":{\"tools\":[{\"name\":\"a\",\"n\":1e999999}]}}",
		  "Invalid response from MCP server" },
		{ "{\"result\":{\"tools\":{}}}", "No tools found" },
		{ "{\"result\":{\"tools\":[]}}", "No tools found" },
		{ "{\"result\":{}}", "No tools found" },
		{ "{\"error\":{\"code\":1}}", "MCP server error" },
		{ "{\"error\":{\"message\":\"m\"},\"result\":{}}",
		  "MCP server error" },
	};

	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		struct mcp_reply reply = read_json(*state, answers[i].text);

		assert_string_equal(reply.error, answers[i].error);
		assert_non_null(reply.details);
		assert_int_equal(reply.count, 0);
		assert_string_equal(reply.tools, "[]");
	}
}

static void
bytes_that_are_no_text_are_none(void **state)
{
	static const char nul[] = "{\"result\":{}}\0{}";
	struct mcp_reply reply = read_bytes(*state, "application/json", nul,
					    sizeof nul - 1);

	assert_string_equal(reply.error, "Invalid response from MCP server");
	reply = read_json(*state, "{\"result\":{\"tools\":[\"\xff\"]}}");
	assert_string_equal(reply.error, "Invalid response from MCP server");
}

static void
a_status_tells_with_the_beginning_of_its_text(void **state)
{
	struct fetch fetch = { .end = FETCH_ANSWERED, .status = 418 };
	struct mcp_reply reply;
	struct buf text;

	buf_init(&text, *state, 1024);
	for (int i = 0; i < 400; i++)
		buf_text(&text, "é");
	fetch.bytes = text.bytes;
	fetch.len = text.len;
	mcp_reply_read(*state, &fetch, &reply);
	assert_string_equal(reply.error, "HTTP 418");
	assert_int_equal(strlen(reply.details), 500);
	fetch.len = 0;
	mcp_reply_read(*state, &fetch, &reply);
	assert_string_equal(reply.details, "it answered with status 418");
}

static void
a_long_message_is_cut(void **state)
{
	struct mcp_reply reply;
	struct buf text;

	buf_init(&text, *state, 1024);
	buf_text(&text, "{\"error\":{\"message\":\"a");
	for (int i = 0; i < 400; i++)
		buf_text(&text, "é");
	buf_text(&text, "\"}}");
	reply = read_json(*state, text.bytes);
	assert_int_equal(strlen(reply.details), 499);
}

static void
the_result_of_a_call_is_taken_as_it_came(void **state)
{
	static char text[] = "{\"result\": {\"a\": 1.50} }";
	struct fetch fetch = { .end = FETCH_ANSWERED, .status = 200,
			       .bytes = text, .len = sizeof text - 1 };
	struct mcp_reply reply;

	mcp_reply_read_result(*state, &fetch, &reply);
	assert_null(reply.error);
	assert_null(mcp_reply_said(*state, &reply));
	assert_string_equal(reply.result, "{\"a\": 1.50}");
	fetch.end = FETCH_LATE;
	strcpy(fetch.reason, "it took too long");
	mcp_reply_read_result(*state, &fetch, &reply);
	assert_null(reply.result);
	assert_string_equal(mcp_reply_said(*state, &reply),
			    "Connection failed: it took too long");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(names_and_the_tools_themselves_are_taken),
		arena_test(names_that_are_no_words_are_left_out),
		arena_test(the_last_data_of_a_stream_counts),
		arena_test(a_stream_that_stays_open_has_answered),
		arena_test(what_is_no_answer_is_told),
		arena_test(bytes_that_are_no_text_are_none),
		arena_test(a_status_tells_with_the_beginning_of_its_text),
		arena_test(a_long_message_is_cut),
		arena_test(the_result_of_a_call_is_taken_as_it_came),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
