#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "auth/credential.h"
#include "base/arena.h"
#include "base/arena_state.h"

static void
a_session_token_is_43_plausible_characters(void **state)
{
	const char *token = credential_new_session(*state);

	assert_int_equal(strlen(token), 43);
	assert_true(credential_is_plausible(token));
}

static void
a_key_has_its_prefix_and_43_characters(void **state)
{
	const char *key = credential_new_key(*state);

	assert_int_equal(strlen(key), strlen(CREDENTIAL_KEY_PREFIX) + 43);
	assert_memory_equal(key, "mst_", 4);
	assert_true(credential_is_plausible(key));
}

static void
no_two_tokens_are_the_same(void **state)
{
	assert_string_not_equal(credential_new_session(*state),
				credential_new_session(*state));
	assert_string_not_equal(credential_new_key(*state),
				credential_new_key(*state));
}

static void
the_hash_is_sha256_as_bytea(void **state)
{
	assert_string_equal(credential_hash(*state, "abc"),
			    "\\xba7816bf8f01cfea414140de5dae2223"
			    "b00361a396177a9cb410ff61f20015ad");
}

static void
a_token_of_10_to_512_visible_characters_is_plausible(void **state)
{
	char token[514];

	(void)state;
	memset(token, 'x', sizeof token);
	token[9] = '\0';
	assert_false(credential_is_plausible(token));
	token[9] = 'x';
	token[10] = '\0';
	assert_true(credential_is_plausible(token));
	token[10] = 'x';
	token[512] = '\0';
	assert_true(credential_is_plausible(token));
	token[512] = 'x';
	token[513] = '\0';
	assert_false(credential_is_plausible(token));
}

static void
a_token_with_other_characters_is_not_plausible(void **state)
{
	(void)state;
	assert_false(credential_is_plausible("with a space"));
	assert_false(credential_is_plausible("with\ttabulator"));
	assert_false(credential_is_plausible("with\x7f" "delete"));
	assert_false(credential_is_plausible("m\xc3\xa4nnlicher"));
	assert_false(credential_is_plausible(""));
}

static void
the_bearer_scheme_is_known_in_any_case(void **state)
{
	(void)state;
	assert_string_equal(credential_bearer("Bearer mst_abc"), "mst_abc");
	assert_string_equal(credential_bearer("bearer mst_abc"), "mst_abc");
	assert_string_equal(credential_bearer("BEARER   mst_abc"), "mst_abc");
}

static void
what_is_not_a_bearer_token_is_none(void **state)
{
	(void)state;
	assert_null(credential_bearer(NULL));
	assert_null(credential_bearer(""));
	assert_null(credential_bearer("Bearer"));
	assert_null(credential_bearer("Bearer "));
	assert_null(credential_bearer("Bearermst_abc"));
	assert_null(credential_bearer("Basic bXN0X2FiYw=="));
	assert_null(credential_bearer(" Bearer mst_abc"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_session_token_is_43_plausible_characters),
		arena_test(a_key_has_its_prefix_and_43_characters),
		arena_test(no_two_tokens_are_the_same),
		arena_test(the_hash_is_sha256_as_bytea),
		arena_test(a_token_of_10_to_512_visible_characters_is_plausible),
		arena_test(a_token_with_other_characters_is_not_plausible),
		arena_test(the_bearer_scheme_is_known_in_any_case),
		arena_test(what_is_not_a_bearer_token_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
