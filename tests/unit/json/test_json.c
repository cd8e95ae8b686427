#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "json/json.h"

static void
members_keep_their_order(void **state)
{
	struct json *object = json_object(*state);

	json_set_text(object, "zeta", "z");
	json_set_int(object, "alpha", -7);
	json_set_bool(object, "mid", true);
	assert_int_equal(json_count(object), 3);
	assert_string_equal(json_name_at(object, 0), "zeta");
	assert_string_equal(json_name_at(object, 1), "alpha");
	assert_string_equal(json_string(json_value_at(object, 1)), "-7");
	assert_true(json_is_true(json_value_at(object, 2)));
}

static void
a_name_set_twice_is_replaced_in_its_place(void **state)
{
	struct json *object = json_object(*state);

	json_set_int(object, "a", 1);
	json_set_int(object, "b", 2);
	json_set_text(object, "a", "new");
	assert_int_equal(json_count(object), 2);
	assert_string_equal(json_name_at(object, 0), "a");
	assert_string_equal(json_string(json_find(object, "a")), "new");
}

static void
a_null_text_is_null(void **state)
{
	struct json *object = json_object(*state);

	json_set_text(object, "a", NULL);
	json_set_static(object, "b", NULL);
	assert_int_equal(json_type_of(json_find(object, "a")), JSON_NULL);
	assert_int_equal(json_type_of(json_find(object, "b")), JSON_NULL);
}

static void
text_is_copied_and_static_text_is_not(void **state)
{
	struct json *object = json_object(*state);
	char text[] = "old";

	json_set_text(object, "copied", text);
	json_set_static(object, "kept", text);
	text[0] = 'O';
	assert_string_equal(json_string(json_find(object, "copied")), "old");
	assert_string_equal(json_string(json_find(object, "kept")), "Old");
}

static void
what_is_not_there_is_not_found(void **state)
{
	struct json *object = json_object(*state);

	json_set_int(object, "name", 1);
	assert_null(json_find(object, "nam"));
	assert_null(json_find(object, "names"));
	assert_null(json_find(json_int(*state, 1), "name"));
	assert_null(json_find(json_array(*state), "name"));
	assert_non_null(json_find_part(object, "names", 4));
}

static void
containers_grow(void **state)
{
	struct json *object = json_object(*state);
	struct json *array = json_set_array(object, "items");

	for (int i = 0; i < 1000; i++)
		json_set_int(json_add_object(array), "n", i);
	assert_int_equal(json_count(array), 1000);
	assert_string_equal(
		json_string(json_find(json_at(array, 999), "n")), "999");
}

static void
numbers_are_text(void **state)
{
	assert_string_equal(json_string(json_number(*state, "1.50")), "1.50");
	assert_string_equal(json_string(json_int(*state, INT64_MIN)),
			    "-9223372036854775808");
}

static void
what_has_no_text_is_empty_text(void **state)
{
	assert_string_equal(json_string(json_null(*state)), "");
	assert_string_equal(json_string(json_bool(*state, true)), "");
	assert_string_equal(json_string(json_object(*state)), "");
}

static void
only_true_is_true(void **state)
{
	assert_true(json_is_true(json_bool(*state, true)));
	assert_false(json_is_true(json_bool(*state, false)));
	assert_false(json_is_true(json_int(*state, 1)));
	assert_false(json_is_true(json_text(*state, "true")));
}

static void
nested_objects_are_set(void **state)
{
	struct json *object = json_object(*state);

	json_set_int(json_set_object(object, "in"), "n", 1);
	json_append(object, "more", json_int(*state, 2));
	assert_string_equal(
		json_string(json_find(json_find(object, "in"), "n")), "1");
	assert_string_equal(json_string(json_find(object, "more")), "2");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(members_keep_their_order),
		arena_test(a_name_set_twice_is_replaced_in_its_place),
		arena_test(a_null_text_is_null),
		arena_test(text_is_copied_and_static_text_is_not),
		arena_test(what_is_not_there_is_not_found),
		arena_test(containers_grow),
		arena_test(numbers_are_text),
		arena_test(what_has_no_text_is_empty_text),
		arena_test(only_true_is_true),
		arena_test(nested_objects_are_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
