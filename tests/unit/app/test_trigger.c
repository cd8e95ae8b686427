#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "app/trigger.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "base/error.h"

/* "MEMBER MESSAGE, …" of all that is wrong. */
static const char *
told(struct arena *arena, const char *trigger, const char *settings)
{
	struct error error = { .arena = arena };
	bool is_good = trigger_check(arena, trigger, settings, &error);
	struct buf buf;

	buf_init(&buf, arena, 256);
	for (struct error_field *field = error.fields; field; field = field->next)
		buf_printf(&buf, "%s%s %s", buf.len ? ", " : "",
			   field->pointer + strlen("/triggerConfig/"),
			   field->message);
	assert_int_equal(is_good, buf.len == 0);
	return buf.bytes;
}

static void
settings_that_fit_are_taken(void **state)
{
	static const char *const good[][2] = {
		{ "manual", "{}" },
		{ "cron", "{\"cron\":\"*/5 * * * *\"}" },
		{ "cron", "{\"cron\":\"0 9 * * 1\",\"timeZone\":\"Europe/Berlin\",\"x\":1}" },
		{ "webhook", "{}" },
		{ "webhook", "{\"method\":\"PUT\"}" },
		{ "event", "{\"event\":\"execution.failed\",\"filter\":{\"agentId\":\"a\"}}" },
		{ NULL, "{\"timeZone\":\"UTC\",\"cron\":null}" },
	};

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_string_equal(told(*state, good[i][0], good[i][1]), "");
}

static void
what_a_trigger_needs_is_told(void **state)
{
	assert_string_equal(told(*state, "cron", "{}"), "cron is required");
	assert_string_equal(told(*state, "event", "{\"event\":null}"),
			    "event is required");
	assert_string_equal(told(*state, NULL, "{}"), "");
}

static void
settings_that_do_not_fit_are_told_whatever_the_trigger(void **state)
{
	assert_string_equal(told(*state, "manual", "{\"cron\":\"* * * *\",\"timeZone\":\"Mars\","
		"\"method\":\"post\",\"event\":\"x\",\"filter\":[]}"),
		"cron needs five fields (minute, hour, day of the month, month,"
		" day of the week), not 4, timeZone must be a time zone such as"
		" UTC or Europe/Berlin, method must be GET, POST, PUT, PATCH or"
		" DELETE, event must be words of small letters with dots between"
		" them, such as execution.failed, filter must be an object");
	assert_string_equal(told(*state, "cron", "{\"cron\":5}"),
			    "cron must be a text");
}

static void
events_are_words_with_dots(void **state)
{
	static const char *const wrong[] = {
		"", ".", "a", "a.", ".a", "a..b", "A.b", "a.b c", "a.b!",
	};
	struct arena *arena = *state;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_string_not_equal(told(arena, NULL, arena_printf(arena,
			"{\"event\":\"%s\"}", wrong[i])), "");
	assert_string_equal(told(arena, NULL, "{\"event\":\"a.b-c.d_1\"}"), "");
}

static void
what_is_missing_is_said_to_its_author(void **state)
{
	assert_string_equal(trigger_lack(*state, "cron", "{}"),
			    "Schedule must have a cron expression");
	assert_null(trigger_lack(*state, "cron", "{\"cron\":\"* * * * *\"}"));
	assert_null(trigger_lack(*state, "manual", "{}"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(settings_that_fit_are_taken),
		arena_test(what_a_trigger_needs_is_told),
		arena_test(settings_that_do_not_fit_are_told_whatever_the_trigger),
		arena_test(events_are_words_with_dots),
		arena_test(what_is_missing_is_said_to_its_author),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
