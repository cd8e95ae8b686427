#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "app/pages/notice.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "http/request.h"
#include "json/json.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>
#undef fail

/* What a page says that was asked for with ?did=; NULL: nothing. */
static const char *
notice(struct arena *arena, const char *did)
{
	struct pair pair = { "did", did };
	struct request req = { .arena = arena, .query = { &pair, 1 } };
	struct json *data = json_object(arena);

	notice_show(&req, data);
	assert_string_equal(pair.value, "");
	if (json_type_of(json_find(data, "notice")) == JSON_NULL)
		return NULL;
	return json_string(json_find(data, "notice"));
}

static void
what_was_done_is_said_in_a_sentence(void **state)
{
	assert_string_equal(notice(*state, "agent-saved"), "The agent is saved");
}

/* Of any noun, by what it is called; its own words in the table come first. */
static void
what_was_done_to_a_noun_needs_no_words_of_its_own(void **state)
{
	assert_string_equal(notice(*state, "project-made"),
			    "The project is made");
	assert_string_equal(notice(*state, "api-key-saved"),
			    "The API key is saved");
	assert_string_equal(notice(*state, "message-made"),
			    "The message is sent");
}

static void
counts_are_said_with_their_noun(void **state)
{
	assert_string_equal(notice(*state, "executions-cancelled.1.0"),
			    "1 execution cancelled");
	assert_string_equal(notice(*state, "executions-cancelled.1200.3"),
			    "1,200 executions cancelled; 3 had ended already");
	assert_string_equal(notice(*state, "sessions-ended.2"),
			    "2 other sessions ended");
}

static void
other_words_say_nothing(void **state)
{
	assert_null(notice(*state, ""));
	assert_null(notice(*state, "your-password-is-wrong"));
	assert_null(notice(*state, "agent"));
	assert_null(notice(*state, "agent-saved-twice"));
	assert_null(notice(*state, "agent-painted"));
	assert_null(notice(*state, "elephant-made"));
	assert_null(notice(*state, "executions-cancelled"));
	assert_null(notice(*state, "executions-cancelled.<b>"));
	assert_null(notice(*state, "executions-cancelled.-1"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_done_is_said_in_a_sentence),
		cmocka_unit_test(what_was_done_to_a_noun_needs_no_words_of_its_own),
		cmocka_unit_test(counts_are_said_with_their_noun),
		cmocka_unit_test(other_words_say_nothing),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
