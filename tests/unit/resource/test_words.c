#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "resource/words.h"
#include "tests/unit/resource/thing.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

static void
every_spelling_is_found_in_any_case(void **state)
{
	static const char *const spellings[] = {
		"closed", "CLOSED", "Closed", "ended", "Over", "DONE"
	};

	(void)state;
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
		assert_string_equal(words_find(&thing_states, spellings[i])->store,
				    "closed");
}

static void
what_is_no_word_is_not_found(void **state)
{
	(void)state;
	assert_null(words_find(&thing_states, ""));
	assert_null(words_find(&thing_states, "close"));
	assert_null(words_find(&thing_states, "closed "));
}

static void
a_derived_word_is_stored_as_another(void **state)
{
	const struct word *word = words_find(&thing_states, "Running");

	(void)state;
	assert_true(word->is_derived);
	assert_string_equal(word_stored(word), "active");
	assert_string_equal(word_stored(words_find(&thing_states, "over")),
			    "closed");
}

static void
each_dialect_has_its_spelling(void **state)
{
	(void)state;
	assert_string_equal(words_speak(&thing_states, "closed", DIALECT_STORE),
			    "closed");
	assert_string_equal(words_speak(&thing_states, "closed",
					DIALECT_DASHBOARD), "CLOSED");
	assert_string_equal(words_speak(&thing_states, "closed",
					DIALECT_BUILDER), "ended");
}

static void
nouns_that_are_audited_are_words(void **state)
{
	static const struct word called = { "note", .label = "Note" };
	static const struct resource plain = { .name = "plain" };
	static const struct resource note = { .audited = &called };
	static const struct resource *const nouns[] = { &plain, &note, NULL };
	static const struct word list[] = {
		{ "user", .label = "Account" },
		{ .nouns = nouns }
	};
	const struct words words = { "noun", list };

	(void)state;
	assert_string_equal(words_at(&words, 0)->store, "user");
	assert_string_equal(words_at(&words, 1)->store, "note");
	assert_null(words_at(&words, 2));
	assert_string_equal(words_find(&words, "NOTE")->label, "Note");
	assert_null(words_find(&words, "plain"));
}

static void
a_word_that_the_table_lacks_is_spoken_as_it_is(void **state)
{
	(void)state;
	assert_string_equal(words_speak(&thing_states, "newer",
					DIALECT_DASHBOARD), "newer");
}

static void
a_list_for_messages_leaves_derived_words_out(void **state)
{
	struct arena *arena = arena_new(1024);

	(void)state;
	assert_string_equal(words_list(arena, &thing_states, DIALECT_DASHBOARD),
			    "ACTIVE or CLOSED");
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_spelling_is_found_in_any_case),
		cmocka_unit_test(what_is_no_word_is_not_found),
		cmocka_unit_test(a_derived_word_is_stored_as_another),
		cmocka_unit_test(each_dialect_has_its_spelling),
		cmocka_unit_test(nouns_that_are_audited_are_words),
		cmocka_unit_test(a_word_that_the_table_lacks_is_spoken_as_it_is),
		cmocka_unit_test(a_list_for_messages_leaves_derived_words_out),
	};

	return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
