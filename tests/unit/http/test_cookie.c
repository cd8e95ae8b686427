#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "http/cookie.h"

static void
a_cookie_is_found_among_others(void **state)
{
	static const char header[] = "a=1; ab=2;b=\"3\" ;c=; a=4;d";

	assert_string_equal(cookie_find(*state, header, "a"), "1");
	assert_string_equal(cookie_find(*state, header, "ab"), "2");
	assert_string_equal(cookie_find(*state, header, "b"), "3");
	assert_string_equal(cookie_find(*state, header, "c"), "");
}

static void
what_is_not_there_is_not_found(void **state)
{
	assert_null(cookie_find(*state, NULL, "a"));
	assert_null(cookie_find(*state, "", "a"));
	assert_null(cookie_find(*state, "a", "a"));
	assert_null(cookie_find(*state, "xa=1; A=2; a-=3", "a"));
	assert_null(cookie_find(*state, ";;; ;", "a"));
}

static void
a_value_may_have_an_equals_sign_and_one_quote(void **state)
{
	assert_string_equal(cookie_find(*state, "a=b=c==", "a"), "b=c==");
	assert_string_equal(cookie_find(*state, "a=\"", "a"), "\"");
}

static void
a_cookie_is_made_for_this_host_and_no_script(void **state)
{
	assert_string_equal(cookie_make(*state, COOKIE_SESSION, "x", 60),
			    "__Host-muster=x; Max-Age=60; Path=/; Secure;"
			    " HttpOnly; SameSite=Lax");
	assert_string_equal(cookie_make(*state, COOKIE_SESSION, "", 0),
			    "__Host-muster=; Max-Age=0; Path=/; Secure;"
			    " HttpOnly; SameSite=Lax");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_cookie_is_found_among_others),
		arena_test(what_is_not_there_is_not_found),
		arena_test(a_value_may_have_an_equals_sign_and_one_quote),
		arena_test(a_cookie_is_made_for_this_host_and_no_script),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
