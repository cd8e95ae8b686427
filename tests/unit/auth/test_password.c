#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "auth/password.h"
#include "auth/password_common.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "base/error.h"

/* The code of the wrong field, or NULL if the password is good. */
static const char *
code_of(void **state, const char *password)
{
	struct error err = { .arena = *state };

	if (password_check(password, "/password", &err))
		return NULL;
	assert_int_equal(err.kind, ERROR_INVALID);
	assert_string_equal(err.fields->pointer, "/password");
	assert_null(err.fields->next);
	return err.fields->code;
}

static void
a_long_uncommon_password_is_good(void **state)
{
	assert_null(code_of(state, "correct horse battery staple"));
	assert_null(code_of(state, "8 chars!"));
}

static void
length_is_counted_in_characters(void **state)
{
	char text[2 * PASSWORD_MAX + 3];

	assert_string_equal(code_of(state, "7 chars"), "too_short");
	assert_string_equal(code_of(state, "\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f"),
			    "too_short");
	for (size_t i = 0; i <= PASSWORD_MAX; i++)
		memcpy(text + 2 * i, "\xc3\xa4", 2);
	text[2 * PASSWORD_MAX + 2] = '\0';
	assert_string_equal(code_of(state, text), "too_long");
	text[2 * PASSWORD_MAX] = '\0';
	assert_null(code_of(state, text));
}

static void
a_missing_password_is_required(void **state)
{
	assert_string_equal(code_of(state, NULL), "required");
	assert_string_equal(code_of(state, ""), "required");
}

static void
what_is_not_utf8_is_malformed(void **state)
{
	assert_string_equal(code_of(state, "latin \xe4\xf6\xfc \xdf"),
			    "malformed");
}

static void
the_commonest_passwords_are_refused_in_any_case(void **state)
{
	for (size_t i = 0; i < PASSWORD_COMMON_COUNT; i++)
		assert_string_equal(code_of(state, password_common[i]),
				    "common");
	assert_string_equal(code_of(state, "PassWord123"), "common");
}

static void
the_table_of_common_passwords_is_sorted_and_long_enough(void **state)
{
	(void)state;
	for (size_t i = 0; i < PASSWORD_COMMON_COUNT; i++) {
		assert_true(strlen(password_common[i]) >= PASSWORD_MIN);
		if (i > 0)
			assert_true(strcasecmp(password_common[i - 1],
					       password_common[i]) < 0);
	}
}

static void
a_hash_is_a_phc_string_with_the_parameters_of_owasp(void **state)
{
	static const char start[] = "$argon2id$v=19$m=19456,t=2,p=1$";
	char hash[PASSWORD_HASH_SIZE];

	(void)state;
	assert_true(password_hash("correct horse", hash));
	assert_memory_equal(hash, start, strlen(start));
}

static void
a_hash_verifies_its_password_alone(void **state)
{
	char hash[PASSWORD_HASH_SIZE], again[PASSWORD_HASH_SIZE];

	(void)state;
	assert_true(password_hash("correct horse", hash));
	assert_true(password_hash("correct horse", again));
	assert_string_not_equal(hash, again);
	assert_true(password_verify("correct horse", hash));
	assert_true(password_verify("correct horse", again));
	assert_false(password_verify("correct horsf", hash));
	assert_false(password_verify("", hash));
}

static void
no_password_fits_no_hash_or_a_broken_one(void **state)
{
	(void)state;
	assert_false(password_verify("correct horse", NULL));
	assert_false(password_verify("", NULL));
	assert_false(password_verify("correct horse", ""));
	assert_false(password_verify("correct horse", "correct horse"));
	assert_false(password_verify("correct horse",
				     "$argon2id$v=19$m=19456,t=2,p=1$broken"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_long_uncommon_password_is_good),
		arena_test(length_is_counted_in_characters),
		arena_test(a_missing_password_is_required),
		arena_test(what_is_not_utf8_is_malformed),
		arena_test(the_commonest_passwords_are_refused_in_any_case),
		arena_test(the_table_of_common_passwords_is_sorted_and_long_enough),
		arena_test(a_hash_is_a_phc_string_with_the_parameters_of_owasp),
		arena_test(a_hash_verifies_its_password_alone),
		arena_test(no_password_fits_no_hash_or_a_broken_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
