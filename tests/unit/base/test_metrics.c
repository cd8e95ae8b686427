#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/metrics.h"

struct desk {
	struct arena *arena;
	struct buf buf;
	char file[32];
};

static int
set_up(void **state)
{
	struct arena *arena = arena_new(16384);
	struct desk *desk = arena_alloc(arena, sizeof *desk);

	desk->arena = arena;
	strcpy(desk->file, "metrics-XXXXXX");
	close(mkstemp(desk->file));
	*state = desk;
	return 0;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	unlink(desk->file);
	arena_free(desk->arena);
	return 0;
}

/* Is there such a line? */
static void
check_line(struct desk *desk, const struct metrics *metrics, const char *line)
{
	buf_init(&desk->buf, desk->arena, 4096);
	buf_char(&desk->buf, '\n');
	metrics_print(metrics, &desk->buf);
	if (strstr(desk->buf.bytes,
		   arena_printf(desk->arena, "\n%s\n", line)) == NULL)
		fail_msg("no line '%s' in:%s", line, desk->buf.bytes);
}

/* In a process of its own, which ends without closing. */
static void
count_and_die(struct desk *desk)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		struct metrics *metrics = metrics_open(desk->file);

		metrics_add(metrics, METRIC_REQUESTS, 5);
		metrics_add(metrics, METRIC_CONNECTIONS, 3);
		raise(SIGKILL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
}

static void
counters_are_printed_with_help_and_type(void **state)
{
	struct desk *desk = *state;
	struct metrics *metrics = metrics_open(NULL);

	metrics_add(metrics, METRIC_REQUESTS, 2);
	metrics_add(metrics, METRIC_STATUS_4XX, 1);
	metrics_add(metrics, METRIC_CONNECTIONS, 4);
	metrics_add(metrics, METRIC_CONNECTIONS, -1);
	metrics_add(metrics, METRIC_DB_US, 1500000);
	check_line(desk, metrics, "# HELP muster_requests_total "
		   "Requests answered.\n# TYPE muster_requests_total counter\n"
		   "muster_requests_total 2");
	check_line(desk, metrics, "# TYPE muster_responses_total counter\n"
		   "muster_responses_total{class=\"2xx\"} 0\n"
		   "muster_responses_total{class=\"3xx\"} 0\n"
		   "muster_responses_total{class=\"4xx\"} 1\n"
		   "muster_responses_total{class=\"5xx\"} 0");
	check_line(desk, metrics, "# TYPE muster_connections gauge\n"
		   "muster_connections 3");
	check_line(desk, metrics, "muster_db_seconds_total 1.500000");
	metrics_close(metrics);
}

static void
durations_are_a_histogram_in_seconds(void **state)
{
	struct desk *desk = *state;
	struct metrics *metrics = metrics_open(NULL);

	metrics_observe(metrics, 1000);
	metrics_observe(metrics, 1001);
	metrics_observe(metrics, 2000000);
	metrics_observe(metrics, 60000000);
	check_line(desk, metrics,
		   "# TYPE muster_request_duration_seconds histogram\n"
		   "muster_request_duration_seconds_bucket{le=\"0.001\"} 1\n"
		   "muster_request_duration_seconds_bucket{le=\"0.0025\"} 2\n"
		   "muster_request_duration_seconds_bucket{le=\"0.005\"} 2\n"
		   "muster_request_duration_seconds_bucket{le=\"0.01\"} 2\n"
		   "muster_request_duration_seconds_bucket{le=\"0.025\"} 2\n"
		   "muster_request_duration_seconds_bucket{le=\"0.05\"} 2\n"
		   "muster_request_duration_seconds_bucket{le=\"0.1\"} 2\n"
		   "muster_request_duration_seconds_bucket{le=\"0.25\"} 2\n"
		   "muster_request_duration_seconds_bucket{le=\"0.5\"} 2\n"
		   "muster_request_duration_seconds_bucket{le=\"1\"} 2\n"
		   "muster_request_duration_seconds_bucket{le=\"2.5\"} 3\n"
		   "muster_request_duration_seconds_bucket{le=\"5\"} 3\n"
		   "muster_request_duration_seconds_bucket{le=\"+Inf\"} 4\n"
		   "muster_request_duration_seconds_sum 62.002001\n"
		   "muster_request_duration_seconds_count 4");
	metrics_close(metrics);
}

static void
processes_add_up(void **state)
{
	struct desk *desk = *state;
	struct metrics *a = metrics_open(desk->file);
	struct metrics *b = metrics_open(desk->file);

	metrics_add(a, METRIC_REQUESTS, 1);
	metrics_add(b, METRIC_REQUESTS, 2);
	metrics_add(a, METRIC_IN_FLIGHT, 10);
	metrics_add(b, METRIC_IN_FLIGHT, 20);
	metrics_observe(b, 1);
	check_line(desk, a, "muster_requests_total 3");
	check_line(desk, a, "muster_requests_in_flight 30");
	check_line(desk, a, "muster_request_duration_seconds_count 1");
	metrics_close(b);
	check_line(desk, a, "muster_requests_total 3");
	check_line(desk, a, "muster_requests_in_flight 10");
	metrics_close(a);
}

static void
a_process_that_died_keeps_its_sums_and_loses_its_gauges(void **state)
{
	struct desk *desk = *state;
	struct metrics *first = metrics_open(desk->file);
	struct metrics *second;

	count_and_die(desk);
	check_line(desk, first, "muster_requests_total 5");
	check_line(desk, first, "muster_connections 0");
	second = metrics_open(desk->file);
	metrics_add(second, METRIC_REQUESTS, 1);
	metrics_add(second, METRIC_CONNECTIONS, 1);
	check_line(desk, first, "muster_requests_total 6");
	check_line(desk, first, "muster_connections 1");
	metrics_close(first);
	metrics_close(second);
}

static void
sums_outlive_all_processes(void **state)
{
	struct desk *desk = *state;
	struct metrics *metrics;

	count_and_die(desk);
	count_and_die(desk);
	metrics = metrics_open(desk->file);
	check_line(desk, metrics, "muster_requests_total 10");
	metrics_close(metrics);
}

static void
more_processes_than_slots_still_count(void **state)
{
	struct desk *desk = *state;
	struct metrics *all[140];

	for (int i = 0; i < 140; i++) {
		all[i] = metrics_open(desk->file);
		metrics_add(all[i], METRIC_DB_UNITS, 1);
	}
	check_line(desk, all[0], "muster_db_units_total 140");
	for (int i = 0; i < 140; i++)
		metrics_close(all[i]);
}

static void
a_file_of_another_layout_is_replaced(void **state)
{
	struct desk *desk = *state;
	FILE *file = fopen(desk->file, "w");
	struct metrics *metrics;

	fputs("something else", file);
	fclose(file);
	metrics = metrics_open(desk->file);
	metrics_add(metrics, METRIC_REQUESTS, 1);
	metrics_close(metrics);
	metrics = metrics_open(desk->file);
	check_line(desk, metrics, "muster_requests_total 1");
	metrics_close(metrics);
}

static void
without_a_file_a_process_counts_alone(void **state)
{
	struct desk *desk = *state;
	struct metrics *metrics;

	log_open(LOG_ERROR);
	metrics = metrics_open("no-such-folder/metrics");
	metrics_add(metrics, METRIC_REQUESTS, 1);
	check_line(desk, metrics, "muster_requests_total 1");
	metrics_close(metrics);
	metrics_close(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(counters_are_printed_with_help_and_type),
		TEST(durations_are_a_histogram_in_seconds),
		TEST(processes_add_up),
		TEST(a_process_that_died_keeps_its_sums_and_loses_its_gauges),
		TEST(sums_outlive_all_processes),
		TEST(more_processes_than_slots_still_count),
		TEST(a_file_of_another_layout_is_replaced),
		TEST(without_a_file_a_process_counts_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
