#include <stdio.h>
#include <unistd.h>

#include "base/log.h"
#include "base/time.h"
#include "http/harness.h"
#include "http/journal.h"

static const struct route route = {
	.method = POST, .path = "/api/agents/:id", .role = ROLE_OPERATOR,
};

struct fixture {
	struct arena *arena;
	struct app app;
	struct request req;
};

static char authorization[] = "HTTP_AUTHORIZATION=Bearer " TOKEN;
static char *headers[] = { authorization, NULL };

static int
set_up(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){ .arena = arena_new(4096) };
	fixture.app.metrics = metrics_open(NULL);
	fixture.req = (struct request){
		.arena = fixture.arena, .app = &fixture.app, .route = &route,
		.method = POST, .id = "0123456789abcdef0123456789abcdef",
		.trace_id = "4bf92f3577b34da6a3ce929d0e0e4736",
		.path = "/api/agents/secret-path", .query_text = "q=secret-query",
		.body = "secret-body", .body_len = 11, .token = TOKEN,
		.headers = headers, .db_us = 700, .round_trips = 1,
		.caller = { .tenant_id = TENANT, .user_id = "u1" },
		.started_us = time_monotonic_us(),
	};
	fixture.req.error.message = "secret-message";
	*state = &fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	metrics_close(f->app.metrics);
	arena_free(f->arena);
	return 0;
}

/* What goes to standard error meanwhile. */
static const char *
write_with(struct fixture *f, enum log_level level, int status)
{
	FILE *file = tmpfile();
	char *text = arena_alloc(f->arena, 4096);
	int old = dup(STDERR_FILENO);

	assert_non_null(file);
	log_open(level);
	dup2(fileno(file), STDERR_FILENO);
	journal_write(&f->req, status);
	dup2(old, STDERR_FILENO);
	close(old);
	rewind(file);
	text[fread(text, 1, 4095, file)] = '\0';
	fclose(file);
	return text;
}

static void
a_line_names_the_request(void **state)
{
	const char *line = write_with(*state, LOG_INFO, 201);

	assert_non_null(strstr(line, "\"level\":\"info\",\"message\":\"request\","
		"\"request\":\"0123456789abcdef0123456789abcdef\","
		"\"trace\":\"4bf92f3577b34da6a3ce929d0e0e4736\","
		"\"method\":\"POST\",\"route\":\"/api/agents/:id\",\"status\":201,"
		"\"us\":"));
	assert_non_null(strstr(line, ",\"db_us\":700,\"round_trips\":1,"
		"\"tenant\":\"" TENANT "\",\"user\":\"u1\"}\n"));
}

static void
nothing_that_the_client_wrote_is_in_it(void **state)
{
	assert_null(strstr(write_with(*state, LOG_DEBUG, 404), "secret"));
	assert_null(strstr(write_with(*state, LOG_DEBUG, 404), TOKEN));
	assert_null(strstr(write_with(*state, LOG_DEBUG, 500), TOKEN));
}

static void
a_fault_of_ours_is_an_error_with_its_message(void **state)
{
	const char *line = write_with(*state, LOG_ERROR, 500);

	assert_non_null(strstr(line, "\"level\":\"error\""));
	assert_non_null(strstr(line, "\"error\":\"secret-message\""));
}

static void
what_passes_by_itself_is_a_warning(void **state)
{
	assert_string_equal(write_with(*state, LOG_ERROR, 503), "");
	assert_non_null(strstr(write_with(*state, LOG_WARN, 503),
			       "\"level\":\"warn\""));
	assert_string_equal(write_with(*state, LOG_WARN, 422), "");
}

static void
each_request_is_counted_in_its_class(void **state)
{
	static const struct {
		int status;
		const char *line;
	} cases[] = {
		{ 204, "\nmuster_responses_total{class=\"2xx\"} 1\n" },
		{ 303, "\nmuster_responses_total{class=\"3xx\"} 1\n" },
		{ 429, "\nmuster_responses_total{class=\"4xx\"} 1\n" },
		{ 503, "\nmuster_responses_total{class=\"5xx\"} 1\n" },
		{ 200, "\nmuster_requests_total 5\n" },
	};
	struct fixture *f = *state;
	struct buf text;

	for (size_t i = 0; i < 5; i++) {
		write_with(f, LOG_ERROR, cases[i].status);
		buf_init(&text, f->arena, 4096);
		metrics_print(f->app.metrics, &text);
		assert_non_null(strstr(text.bytes, cases[i].line));
	}
}

static void
a_request_that_was_not_read_has_a_line_too(void **state)
{
	struct fixture *f = *state;

	f->req.route = NULL;
	f->req.method = METHOD_NONE;
	assert_non_null(strstr(write_with(f, LOG_INFO, 400),
		"\"method\":\"\",\"route\":\"\",\"status\":400,"));
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_line_names_the_request),
		test(nothing_that_the_client_wrote_is_in_it),
		test(a_fault_of_ours_is_an_error_with_its_message),
		test(what_passes_by_itself_is_a_warning),
		test(each_request_is_counted_in_its_class),
		test(a_request_that_was_not_read_has_a_line_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
