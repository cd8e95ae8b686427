#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/log.h"
#include "base/time.h"
#include "json/json.h"
#include "json/parse.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

/* Each write to standard error is a message, so one read shows one write. */
struct desk {
	struct arena *arena;
	int written;
	int standard_error;
	char line[8192];
};

static int
set_up(void **state)
{
	struct arena *arena = arena_new(16384);
	struct desk *desk = arena_alloc(arena, sizeof *desk);
	int ends[2];

	desk->arena = arena;
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0,
				    ends), 0);
	desk->standard_error = dup(STDERR_FILENO);
	dup2(ends[1], STDERR_FILENO);
	close(ends[1]);
	desk->written = ends[0];
	log_open(LOG_INFO);
	*state = desk;
	return 0;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	dup2(desk->standard_error, STDERR_FILENO);
	close(desk->standard_error);
	close(desk->written);
	arena_free(desk->arena);
	return 0;
}

/* What one write has written; NULL if there was none. */
static const char *
line(struct desk *desk)
{
	ssize_t len = read(desk->written, desk->line, sizeof desk->line - 1);

	if (len < 0)
		return NULL;
	desk->line[len] = '\0';
	assert_int_equal(desk->line[len - 1], '\n');
	assert_ptr_equal(strchr(desk->line, '\n'), desk->line + len - 1);
	return desk->line;
}

static const struct json *
parsed_line(struct desk *desk)
{
	struct error err = { .arena = desk->arena };
	const char *text = line(desk);
	const struct json *json;

	assert_non_null(text);
	json = json_parse(desk->arena, text, strlen(text), &err);
	if (json == NULL)
		fail_msg("%s: %s", err.message, text);
	return json;
}

static const char *
member(const struct json *json, const char *name)
{
	return json_string(json_find(json, name));
}

static void
a_line_begins_with_time_level_and_message(void **state)
{
	struct desk *desk = *state;
	const struct json *json;
	int64_t unix_ms;

	log_message(LOG_WARN, "lane %d is full", 2);
	json = parsed_line(desk);
	assert_string_equal(json_name_at(json, 0), "time");
	assert_string_equal(json_name_at(json, 1), "level");
	assert_string_equal(json_name_at(json, 2), "message");
	assert_int_equal(json_count(json), 3);
	assert_true(time_parse(member(json, "time"), &unix_ms));
	assert_string_equal(member(json, "level"), "warn");
	assert_string_equal(member(json, "message"), "lane 2 is full");
}

static void
fields_are_text_or_numbers(void **state)
{
	struct desk *desk = *state;
	const struct log_field fields[] = {
		{ "route", "/agents", 0 }, { "status", NULL, -404 }, { 0 }
	};
	const char *text;

	log_fields(LOG_INFO, "request", fields);
	text = line(desk);
	assert_non_null(strstr(text, "\"message\":\"request\","
			       "\"route\":\"/agents\",\"status\":-404}\n"));
}

static void
lines_above_the_level_are_dropped(void **state)
{
	struct desk *desk = *state;

	log_message(LOG_DEBUG, "hidden");
	assert_null(line(desk));
	log_open(LOG_ERROR);
	log_message(LOG_WARN, "hidden");
	log_fields(LOG_INFO, "hidden", NULL);
	assert_null(line(desk));
	log_message(LOG_ERROR, "shown");
	assert_non_null(line(desk));
}

static void
control_characters_cannot_forge_a_line(void **state)
{
	struct desk *desk = *state;

	log_message(LOG_INFO, "%s", "a\"b\\c\n{\"level\":\"error\"}\x7f\x1b[2J");
	assert_string_equal(member(parsed_line(desk), "message"),
			    "a\"b\\c\n{\"level\":\"error\"}\x7f\x1b[2J");
}

static void
what_is_not_utf8_is_replaced(void **state)
{
	struct desk *desk = *state;

	log_message(LOG_INFO, "%s", "é\xff€\xe2\x82" "x\xf0\x9f\x98");
	assert_string_equal(member(parsed_line(desk), "message"),
			    "é\xef\xbf\xbd€\xef\xbf\xbd\xef\xbf\xbdx"
			    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

static void
a_line_that_is_too_long_is_cut_with_an_ellipsis(void **state)
{
	struct desk *desk = *state;
	char text[6001];
	const char *message;

	for (size_t len = 3900; len < sizeof text; len += len < 4100 ? 1 : 500) {
		memset(text, 'x', len);
		text[len] = '\0';
		log_message(LOG_INFO, "%s", text);
		message = member(parsed_line(desk), "message");
		assert_true(strlen(desk->line) <= 4096);
		if (strcmp(message, text) != 0)
			assert_string_equal(message + strlen(message) - 3, "…");
	}
	assert_true(strlen(message) > 3900);
}

static void
no_character_is_cut_in_two(void **state)
{
	struct desk *desk = *state;
	char text[6001] = "";

	for (size_t i = 0; i < 3; i++) {
		memset(text, 'x', i);
		for (size_t at = i; at + 3 < sizeof text; at += 3)
			memcpy(text + at, "€", 4);
		log_message(LOG_INFO, "%s", text);
		assert_null(strstr(member(parsed_line(desk), "message"),
				   "\xef\xbf\xbd"));
	}
}

static void
fields_behind_a_cut_are_left_out(void **state)
{
	struct desk *desk = *state;
	char text[6001];
	const struct log_field fields[] = {
		{ "path", text, 0 }, { "status", NULL, 200 }, { 0 }
	};
	const struct json *json;

	memset(text, '\n', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	log_fields(LOG_INFO, "request", fields);
	json = parsed_line(desk);
	assert_non_null(json_find(json, "path"));
	assert_null(json_find(json, "status"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_line_begins_with_time_level_and_message),
		TEST(fields_are_text_or_numbers),
		TEST(lines_above_the_level_are_dropped),
		TEST(control_characters_cannot_forge_a_line),
		TEST(what_is_not_utf8_is_replaced),
		TEST(a_line_that_is_too_long_is_cut_with_an_ellipsis),
		TEST(no_character_is_cut_in_two),
		TEST(fields_behind_a_cut_are_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
