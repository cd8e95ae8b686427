#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "db/constraint.h"
#include "base/arena.h"
#include "base/log.h"
#include "db/unit_internal.h"
#include "http/app.h"
#include "http/failure.h"
#include "http/request.h"

static const struct constraint constraints[] = {
	{ "agent_name_is_unique", "/name", "there is already an agent of this name" },
	{ "execution_completes_after_start", NULL, "it ends before it starts" },
	{ 0 }
};

static const struct app app = { .constraints = constraints };

static int
set_up(void **state)
{
	struct arena *arena = arena_new(4096);
	struct request *req = arena_alloc(arena, sizeof *req);

	log_open(LOG_ERROR);
	req->arena = arena;
	req->error.arena = arena;
	req->app = &app;
	req->method = POST;
	*state = req;
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(((struct request *)*state)->arena);
	return 0;
}

static const struct error *
record(struct request *req, enum unit_outcome outcome,
       struct unit_failure failure)
{
	struct unit *unit = unit_new(req->arena, LANE_WRITE);

	error_clear(&req->error);
	unit->outcome = outcome;
	unit->failure = failure;
	assert_false(failure_record(req, unit));
	return &req->error;
}

static const struct error *
record_state(struct request *req, const char *sqlstate)
{
	return record(req, UNIT_FAILED, (struct unit_failure){
		.sqlstate = sqlstate, .message = "SELECT secret", .statement = "x"
	});
}

static void
each_sqlstate_has_its_status(void **state)
{
	static const struct {
		const char *sqlstate;
		int status, retry_after_s;
	} cases[] = {
		{ "MU400", 400, 0 }, { "MU401", 401, 0 }, { "MU403", 403, 0 },
		{ "MU402", 402, 0 },
		{ "MU404", 404, 0 }, { "MU409", 409, 0 }, { "MU412", 412, 0 },
		{ "MU422", 422, 0 }, { "MU429", 429, 0 },
		{ "23505", 409, 0 }, { "23503", 422, 0 }, { "23514", 422, 0 },
		{ "23502", 422, 0 }, { "22P02", 422, 0 }, { "22003", 422, 0 },
		{ "22001", 422, 0 }, { "22P05", 422, 0 }, { "22007", 422, 0 },
		{ "22008", 422, 0 }, { "54001", 422, 0 }, { "54000", 422, 0 },
		{ "40001", 503, 1 }, { "40P01", 503, 1 }, { "55P03", 503, 1 },
		{ "57014", 503, 1 }, { "53200", 503, 1 }, { "57P01", 503, 1 },
		{ "42601", 500, 0 }, { "42501", 403, 0 }, { "XX000", 500, 0 },
		{ "25006", 500, 0 }, { "P0001", 500, 0 }, { "22012", 500, 0 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct error *err = record_state(*state, cases[i].sqlstate);

		assert_int_equal(error_status(err->kind), cases[i].status);
		assert_int_equal(err->retry_after_s, cases[i].retry_after_s);
	}
}

static void
the_databases_words_are_told_in_the_log_only(void **state)
{
	static const char *const told[] = {
		"23505", "23503", "22P02", "40001", "57014", "54001", "42501"
	};
	const struct error *err;

	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		assert_null(strstr(record_state(*state, told[i])->message,
				   "secret"));
	err = record_state(*state, "XX000");
	assert_int_equal(err->kind, ERROR_INTERNAL);
	assert_string_equal(err->message, "SQLSTATE XX000 in x: SELECT secret");
}

static void
a_constraint_tells_its_field(void **state)
{
	const struct error *err = record(*state, UNIT_FAILED,
		(struct unit_failure){ .sqlstate = "23505", .message = "duplicate",
				       .constraint = "agent_name_is_unique" });

	assert_int_equal(err->kind, ERROR_CONFLICT);
	assert_string_equal(err->message, "there is already an agent of this name");
	assert_string_equal(err->fields->pointer, "/name");
	assert_string_equal(err->fields->code, "conflict");
	assert_null(err->fields->next);
}

static void
a_constraint_of_no_field_tells_its_message(void **state)
{
	const struct error *err = record(*state, UNIT_FAILED,
		(struct unit_failure){ .sqlstate = "23514", .message = "check",
			.constraint = "execution_completes_after_start" });

	assert_int_equal(err->kind, ERROR_INVALID);
	assert_string_equal(err->message, "it ends before it starts");
	assert_null(err->fields);
}

static void
an_unknown_constraint_is_told_in_general(void **state)
{
	const struct error *err = record(*state, UNIT_FAILED,
		(struct unit_failure){ .sqlstate = "23505", .message = "duplicate",
				       .constraint = "other" });

	assert_string_equal(err->message, "there is already one like this");
}

static void
our_own_message_is_told_with_its_field(void **state)
{
	const struct error *err = record(*state, UNIT_FAILED,
		(struct unit_failure){ .sqlstate = "MU422", .detail = "/email",
				       .message = "the address is taken" });

	assert_int_equal(err->kind, ERROR_INVALID);
	assert_string_equal(err->message, "the address is taken");
	assert_string_equal(err->fields->pointer, "/email");
}

static void
a_limit_says_what_is_used_of_it(void **state)
{
	const struct error *err = record(*state, UNIT_FAILED,
		(struct unit_failure){ .sqlstate = "MU402",
				       .detail = "{\"unit\":\"agents\"}",
				       .message = "the plan allows no more" });

	assert_int_equal(err->kind, ERROR_LIMITED);
	assert_string_equal(err->allowance, "{\"unit\":\"agents\"}");
}

static void
too_many_says_for_how_long(void **state)
{
	const struct error *err = record(*state, UNIT_FAILED,
		(struct unit_failure){ .sqlstate = "MU429", .detail = "900",
				       .message = "too many attempts" });

	assert_int_equal(err->retry_after_s, 900);
}

static const struct error *
record_ending(struct request *req, bool is_cookie, const char *word)
{
	req->is_cookie = is_cookie;
	return record(req, UNIT_FAILED, (struct unit_failure){
		.sqlstate = "MU401", .message = word, .statement = "auth_begin"
	});
}

static void
a_credential_that_has_ended_says_how(void **state)
{
	assert_string_equal(record_ending(*state, false, "revoked")->message,
			    "API key revoked");
	assert_string_equal(record_ending(*state, false, "expired")->message,
			    "API key expired");
	assert_string_equal(record_ending(*state, false, "invalid")->message,
			    "invalid API key");
	assert_string_equal(record_ending(*state, true, "expired")->message,
			    "the session has expired");
	assert_string_equal(record_ending(*state, true, "key")->message,
			    "an API key is no session");
}

static void
another_tenant_is_another_tab(void **state)
{
	const struct error *err = record(*state, UNIT_FAILED,
		(struct unit_failure){ .sqlstate = "MU409", .statement = "auth_begin",
				       .message = "another tenant is current" });

	assert_int_equal(err->kind, ERROR_CONFLICT);
	assert_string_equal(err->message,
			    "you switched organisation in another tab");
}

static void
a_lost_read_may_be_tried_again(void **state)
{
	struct request *req = *state;
	const struct error *err;

	req->method = GET;
	err = record(req, UNIT_LOST, (struct unit_failure){ 0 });
	assert_int_equal(error_status(err->kind), 503);
	assert_int_equal(err->retry_after_s, 1);
	assert_null(err->hint);
}

static void
a_lost_write_may_have_happened(void **state)
{
	static char key[] = "HTTP_IDEMPOTENCY_KEY=1";
	char *headers[] = { key, NULL };
	struct request *req = *state;
	const struct error *err = record(req, UNIT_LOST,
					 (struct unit_failure){ 0 });

	assert_int_equal(error_status(err->kind), 503);
	assert_string_equal(err->hint, "Look whether it was made before you retry");
	req->headers = headers;
	err = record(req, UNIT_LOST, (struct unit_failure){ 0 });
	assert_string_equal(err->hint, "Retry with the same Idempotency-Key");
	assert_non_null(strstr(err->message, "may have been made"));
}

static void
a_refused_unit_did_nothing(void **state)
{
	const struct error *err = record(*state, UNIT_REFUSED,
					 (struct unit_failure){ 0 });

	assert_int_equal(error_status(err->kind), 503);
	assert_int_equal(err->retry_after_s, 1);
	assert_null(strstr(err->message, "may have"));
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(each_sqlstate_has_its_status),
		test(the_databases_words_are_told_in_the_log_only),
		test(a_constraint_tells_its_field),
		test(a_constraint_of_no_field_tells_its_message),
		test(an_unknown_constraint_is_told_in_general),
		test(our_own_message_is_told_with_its_field),
		test(a_limit_says_what_is_used_of_it),
		test(too_many_says_for_how_long),
		test(a_credential_that_has_ended_says_how),
		test(another_tenant_is_another_tab),
		test(a_lost_read_may_be_tried_again),
		test(a_lost_write_may_have_happened),
		test(a_refused_unit_did_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
