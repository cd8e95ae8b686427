#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/quota.h"

#define NOW INT64_C(5000000000)		/* us; any beginning */
#define SECOND INT64_C(1000000)

static int
take_all(struct quotas *quotas, uint64_t name, int64_t limit, int64_t now)
{
	struct quota quota;
	int count = 0;

	while (quota_take(quotas, name, limit, now, &quota))
		count++;
	return count;
}

static void
a_name_has_its_limit_and_no_more(void **state)
{
	struct quotas *quotas = quotas_open(NULL);
	struct quota quota;

	(void)state;
	assert_true(quota_take(quotas, 7, 3, NOW, &quota));
	assert_int_equal(quota.limit, 3);
	assert_int_equal(quota.remaining, 2);
	assert_int_equal(quota.reset_s, 20);
	assert_int_equal(quota.wait_s, 0);
	assert_int_equal(take_all(quotas, 7, 3, NOW), 2);
	assert_false(quota_take(quotas, 7, 3, NOW, &quota));
	assert_int_equal(quota.remaining, 0);
	assert_int_equal(quota.reset_s, 60);
	assert_int_equal(quota.wait_s, 20);
	assert_int_equal(take_all(quotas, 8, 3, NOW), 3);
	quotas_close(quotas);
}

static void
uses_come_back_one_by_one(void **state)
{
	struct quotas *quotas = quotas_open(NULL);

	(void)state;
	assert_int_equal(take_all(quotas, 7, 60, NOW), 60);
	assert_int_equal(take_all(quotas, 7, 60, NOW + SECOND - 1), 0);
	assert_int_equal(take_all(quotas, 7, 60, NOW + SECOND), 1);
	assert_int_equal(take_all(quotas, 7, 60, NOW + 11 * SECOND), 10);
	assert_int_equal(take_all(quotas, 7, 60, NOW + 200 * SECOND), 60);
	quotas_close(quotas);
}

static void
a_clock_that_began_anew_frees_all(void **state)
{
	struct quotas *quotas = quotas_open(NULL);

	(void)state;
	assert_int_equal(take_all(quotas, 7, 5, NOW), 5);
	assert_int_equal(take_all(quotas, 7, 5, SECOND), 5);
	quotas_close(quotas);
}

static void
the_largest_limit_is_counted_too(void **state)
{
	struct quotas *quotas = quotas_open(NULL);
	struct quota quota;

	(void)state;
	assert_true(quota_take(quotas, 7, 100000000, NOW, &quota));
	assert_int_equal(quota.remaining, 99999999);
	assert_int_equal(quota.reset_s, 1);
	quotas_close(quotas);
}

/* Names of one set differ by its count; four of them fit. */
static void
the_name_that_used_least_is_forgotten_first(void **state)
{
	struct quotas *quotas = quotas_open(NULL);

	(void)state;
	for (uint64_t i = 0; i < 4; i++)
		for (uint64_t n = 0; n <= i; n++)
			assert_true(quota_take(quotas, 9 + i * 4096, 10, NOW,
					       &(struct quota){ 0 }));
	assert_int_equal(take_all(quotas, 9 + 99 * 4096, 10, NOW), 10);
	assert_int_equal(take_all(quotas, 9 + 3 * 4096, 10, NOW), 6);
	assert_int_equal(take_all(quotas, 9, 10, NOW), 10);
	quotas_close(quotas);
}

static void
an_owner_goes_with_its_name(void **state)
{
	struct quotas *quotas = quotas_open(NULL);

	(void)state;
	assert_int_equal(quota_owner(quotas, 9), 0);
	quota_set_owner(quotas, 9, 77);
	assert_int_equal(quota_owner(quotas, 9), 0);
	take_all(quotas, 9, 2, NOW);
	quota_set_owner(quotas, 9, 77);
	assert_int_equal(quota_owner(quotas, 9), 77);
	quota_set_owner(quotas, 9, 78);
	assert_int_equal(quota_owner(quotas, 9), 78);
	for (uint64_t i = 1; i < 5; i++)
		take_all(quotas, 9 + i * 4096, 3, NOW + SECOND);
	assert_int_equal(quota_owner(quotas, 9), 0);
	quotas_close(quotas);
}

/* In a process of its own, which is killed. */
static void
processes_count_together(void **state)
{
	char path[] = "quotas-XXXXXX";
	struct quotas *quotas;
	int status;
	pid_t pid;

	(void)state;
	close(mkstemp(path));
	quotas = quotas_open(path);
	pid = fork();
	if (pid == 0) {
		take_all(quotas_open(path), 7, 5, NOW);
		raise(SIGKILL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(take_all(quotas, 7, 5, NOW + 12 * SECOND), 1);
	quotas_close(quotas);
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_has_its_limit_and_no_more),
		cmocka_unit_test(uses_come_back_one_by_one),
		cmocka_unit_test(a_clock_that_began_anew_frees_all),
		cmocka_unit_test(the_largest_limit_is_counted_too),
		cmocka_unit_test(the_name_that_used_least_is_forgotten_first),
		cmocka_unit_test(an_owner_goes_with_its_name),
		cmocka_unit_test(processes_count_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
