#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "app/pages/agent_view.h"
#include "app/pages/run_view.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "json/json.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

#define NOON INT64_C(1773316800000)	/* 2026-03-12 12:00 UTC */
#define BEFORE "2026-03-12 11:59:18+00"

static const char *
text(const struct json *object, const char *name)
{
	return json_string(json_find(object, name));
}

static void
a_run_without_a_title_is_called_by_its_id(void **state)
{
	struct json *object = json_object(*state);

	view_id(object, "01958a6e-9c11-7d42-8f0b-3f5afcdce4b3");
	run_set_name(*state, object, NULL);
	assert_string_equal(text(object, "name"), "Run fcdce4b3");
	run_set_name(*state, object, "Refund");
	assert_string_equal(text(object, "name"), "Refund");
}

static void
a_failure_always_has_a_reason(void **state)
{
	(void)state;
	assert_string_equal(run_why("failed", "no ink"), "no ink");
	assert_string_equal(run_why("failed", NULL), "it did not say why");
	assert_string_equal(run_why("timeout", ""), "it ran out of time");
	assert_null(run_why("completed", NULL));
}

static void
a_run_that_is_paused_waits(void **state)
{
	struct json *object = json_object(*state);

	run_set_state(object, "paused");
	assert_string_equal(text(object, "state"), "waiting");
	assert_string_equal(text(object, "state_word"), "Waiting");
}

static void
a_run_that_goes_on_has_lasted_until_now(void **state)
{
	struct json *object = json_object(*state);

	run_set_duration(*state, object, "running", BEFORE, NULL, NOON);
	assert_string_equal(text(object, "duration"), "42.0 s");
	run_set_duration(*state, object, "completed", BEFORE, "11800", NOON);
	assert_string_equal(text(object, "duration"), "11.8 s");
	run_set_duration(*state, object, "pending", NULL, NULL, NOON);
	assert_string_equal(text(object, "duration"), "");
	run_set_duration(*state, object, "failed", BEFORE, NULL, NOON);
	assert_string_equal(text(object, "duration"), "");
}

static void
a_trigger_has_a_word_and_a_picture(void **state)
{
	struct json *object = json_object(*state);

	run_set_trigger(object, "cron");
	assert_string_equal(text(object, "trigger"), "Schedule");
	assert_string_equal(text(object, "trigger_icon"), "clock");
	run_set_trigger(object, "telepathy");
	assert_string_equal(text(object, "trigger"), "telepathy");
	assert_string_equal(text(object, "trigger_icon"), "play");
}

static void
only_what_has_not_ended_is_open(void **state)
{
	(void)state;
	assert_true(run_is_open("pending") && run_is_open("running")
		    && run_is_open("paused"));
	assert_false(run_is_open("completed") || run_is_open("failed")
		     || run_is_open("cancelled") || run_is_open("timeout"));
}

static void
an_agent_that_works_is_running_whatever_it_was_told(void **state)
{
	(void)state;
	assert_string_equal(agent_standing("paused", "busy"), "busy");
	assert_string_equal(agent_standing("active", "busy"), "busy");
}

static void
an_agent_that_is_off_is_neither_offline_nor_failing(void **state)
{
	(void)state;
	assert_string_equal(agent_standing("inactive", "offline"), "inactive");
	assert_string_equal(agent_standing("paused", "error"), "paused");
	assert_string_equal(agent_standing("active", "error"), "error");
	assert_string_equal(agent_standing("active", "idle"), "active");
}

static void
a_busy_agent_looks_as_a_running_execution(void **state)
{
	struct json *object = json_object(*state);

	agent_set_state(object, "busy");
	assert_string_equal(text(object, "state"), "running");
	assert_string_equal(text(object, "state_word"), "Running");
}

static void
a_run_of_an_agent_that_is_off_is_told_beside_it(void **state)
{
	struct json *object = json_object(*state);

	agent_show_state(object, "paused", "busy");
	assert_string_equal(text(object, "state_word"), "Running");
	assert_string_equal(text(object, "also"), "Paused");
	object = json_object(*state);
	agent_show_state(object, "paused", "idle");
	assert_string_equal(text(object, "state_word"), "Paused");
	assert_string_equal(text(object, "also"), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_without_a_title_is_called_by_its_id),
		cmocka_unit_test(a_failure_always_has_a_reason),
		cmocka_unit_test(a_run_that_is_paused_waits),
		cmocka_unit_test(a_run_that_goes_on_has_lasted_until_now),
		cmocka_unit_test(a_trigger_has_a_word_and_a_picture),
		cmocka_unit_test(only_what_has_not_ended_is_open),
		cmocka_unit_test(an_agent_that_works_is_running_whatever_it_was_told),
		cmocka_unit_test(an_agent_that_is_off_is_neither_offline_nor_failing),
		cmocka_unit_test(a_busy_agent_looks_as_a_running_execution),
		cmocka_unit_test(a_run_of_an_agent_that_is_off_is_told_beside_it),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
