#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "base/time.h"
#include "base/uuid.h"

static void
a_new_id_has_version_variant_and_the_present_time(void **state)
{
	int64_t before_ms = time_now_ms();
	char id[UUID_TEXT_SIZE];

	(void)state;
	uuid_v7(id);
	assert_true(is_uuid(id));
	assert_int_equal(id[14], '7');
	assert_non_null(strchr("89ab", id[19]));
	assert_true(uuid_time_ms(id) >= before_ms);
	assert_true(uuid_time_ms(id) <= time_now_ms());
}

static void
new_ids_differ(void **state)
{
	char ids[100][UUID_TEXT_SIZE];

	(void)state;
	for (int i = 0; i < 100; i++)
		uuid_v7(ids[i]);
	for (int i = 0; i < 100; i++)
		for (int k = 0; k < i; k++)
			assert_string_not_equal(ids[i], ids[k]);
}

static void
the_floor_is_the_smallest_of_its_millisecond(void **state)
{
	char floor[UUID_TEXT_SIZE];

	(void)state;
	uuid_floor(INT64_C(0x0190a3c41d2e), floor);
	assert_string_equal(floor, "0190a3c4-1d2e-7000-8000-000000000000");
	assert_int_equal(uuid_time_ms(floor), INT64_C(0x0190a3c41d2e));
}

static void
times_that_no_id_can_hold_are_brought_to_the_ends(void **state)
{
	char floor[UUID_TEXT_SIZE];

	(void)state;
	uuid_floor(-1, floor);
	assert_string_equal(floor, "00000000-0000-7000-8000-000000000000");
	uuid_floor(INT64_MAX, floor);
	assert_string_equal(floor, "ffffffff-ffff-7000-8000-000000000000");
}

static void
the_time_is_read_in_either_case(void **state)
{
	(void)state;
	assert_int_equal(uuid_time_ms("0190A3C4-1D2E-7000-8000-000000000000"),
			 INT64_C(0x0190a3c41d2e));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_new_id_has_version_variant_and_the_present_time),
		cmocka_unit_test(new_ids_differ),
		cmocka_unit_test(the_floor_is_the_smallest_of_its_millisecond),
		cmocka_unit_test(
			times_that_no_id_can_hold_are_brought_to_the_ends),
		cmocka_unit_test(the_time_is_read_in_either_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
