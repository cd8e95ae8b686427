#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "auth/csrf.h"
#include "base/arena.h"
#include "base/arena_state.h"

static const char session[] = "k5kRz0mPcJm2cVYQd6dQm1GdV1m5kRz0mPcJm2cVYQd";

static bool
is_allowed(void **state, struct csrf_evidence evidence)
{
	return csrf_is_allowed(*state, &evidence);
}

static void
sec_fetch_site_decides_where_it_is_sent(void **state)
{
	static const struct {
		const char *site;
		bool is_allowed;
	} cases[] = {
		{ "same-origin", true },
		{ "same-site", false },
		{ "cross-site", false },
		{ "none", false },
		{ "", false },
		{ "Same-Origin", false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
			is_allowed(state, (struct csrf_evidence){
				.sec_fetch_site = cases[i].site,
				.origin = "https://muster.example",
				.host = "muster.example" }),
			cases[i].is_allowed);
}

static void
the_origin_decides_otherwise(void **state)
{
	static const struct {
		const char *origin, *host, *public_url;
		bool is_allowed;
	} cases[] = {
		{ "https://a.example", "a.example", NULL, true },
		{ "https://A.example", "a.example", NULL, true },
		{ "https://a.example:8443", "a.example:8443", NULL, true },
		{ "https://a.example", "a.example:443", NULL, true },
		{ "https://a.example:8443", "a.example", NULL, false },
		{ "http://a.example", "a.example", NULL, false },
		{ "https://b.example", "a.example", NULL, false },
		{ "https://a.example.b.example", "a.example", NULL, false },
		{ "https://a.example", NULL, NULL, false },
		{ "null", "a.example", NULL, false },
		{ "", "a.example", NULL, false },
		{ NULL, "a.example", "https://a.example", false },
		{ "https://a.example", "inside", "https://a.example", true },
		{ "https://a.example", "inside", "https://a.example/", true },
		{ "https://a.example", "inside", "https://a.example:443/", true },
		{ "http://a.example", "inside", "http://a.example:80", true },
		{ "https://a.example", "inside", "https://a.example?x", true },
		{ "https://b.example", "inside", "https://a.example", false },
		{ "https://a.example", "inside", "a.example", false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
			is_allowed(state, (struct csrf_evidence){
				.origin = cases[i].origin,
				.host = cases[i].host,
				.public_url = cases[i].public_url }),
			cases[i].is_allowed);
}

static void
without_any_header_it_is_refused(void **state)
{
	assert_false(is_allowed(state, (struct csrf_evidence){
		.host = "a.example", .session = session,
		.token = csrf_token(*state, session) }));
}

static void
a_session_wants_its_own_token(void **state)
{
	struct csrf_evidence evidence = {
		.sec_fetch_site = "same-origin", .session = session
	};
	char *token = csrf_token(*state, session);

	assert_false(is_allowed(state, evidence));
	evidence.token = "";
	assert_false(is_allowed(state, evidence));
	evidence.token = csrf_token(*state, "another session");
	assert_false(is_allowed(state, evidence));
	evidence.token = arena_printf(*state, "%sx", token);
	assert_false(is_allowed(state, evidence));
	evidence.token = token;
	assert_true(is_allowed(state, evidence));
}

static void
the_token_does_not_replace_the_origin(void **state)
{
	assert_false(is_allowed(state, (struct csrf_evidence){
		.sec_fetch_site = "cross-site", .session = session,
		.token = csrf_token(*state, session) }));
}

static void
the_token_is_the_same_for_all_forms_of_a_session_and_does_not_show_it(
	void **state)
{
	const char *token = csrf_token(*state, session);

	assert_string_equal(token, csrf_token(*state, session));
	assert_int_equal(strlen(token), 43);
	assert_null(strstr(token, session));
}

static void
nothing_is_the_token_of_no_session(void **state)
{
	assert_true(csrf_is_token_of(*state, session,
				     csrf_token(*state, session)));
	assert_false(csrf_is_token_of(*state, session, NULL));
	assert_false(csrf_is_token_of(*state, session, ""));
	assert_false(csrf_is_token_of(*state, NULL, ""));
	assert_false(csrf_is_token_of(*state, NULL, NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(sec_fetch_site_decides_where_it_is_sent),
		arena_test(the_origin_decides_otherwise),
		arena_test(without_any_header_it_is_refused),
		arena_test(a_session_wants_its_own_token),
		arena_test(the_token_does_not_replace_the_origin),
		arena_test(the_token_is_the_same_for_all_forms_of_a_session_and_does_not_show_it),
		arena_test(nothing_is_the_token_of_no_session),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
