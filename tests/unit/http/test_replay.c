/* Requests that came before, and those that may have happened. */
#include "http/answers.h"
#include "http/fake_pool.h"
#include "http/harness.h"
#include "json/json.h"

static bool
make_plan(struct request *req, struct unit *unit)
{
	if (req->replay_id)
		return unit_add(unit, &echo, req->replay_id);
	return unit_add(unit, &other);
}

static bool
make_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json = response_json(res, 201);

	(void)req;
	json_begin_object(&json);
	json_member_text(&json, "id", rows_named(&rows[0], 0, "value"));
	json_end_object(&json);
	return true;
}

static const struct route routes[] = {
	{ POST, "/api/make", ROLE_OPERATOR, make_plan, make_reply, .flags = 0 },
	{ 0 }
};

static void
a_repeated_key_shows_what_it_made(void **state)
{
	struct fastcgi_reply reply;

	fake.is_once = true;
	fake.outcome = UNIT_FAILED;
	fake.failure = (struct unit_failure){
		.sqlstate = "MU200", .message = "the-id", .statement = "idem_begin"
	};
	reply = harness_post(*state, "/api/make", "{}", KEY);
	assert_int_equal(reply.status, 201);
	assert_string_equal(header_of(*state, &reply, "Idempotent-Replayed"),
			    "true");
	assert_string_equal(body_of(*state, &reply), "{\"id\":\"the-id\"}");
	assert_int_equal(fake.count, 2);
	assert_string_equal(fake.units[1].statements, "auth_begin echo ");
	assert_int_equal(fake.units[1].lane, LANE_READ);
	assert_non_null(strstr(fake.units[1].values, " operator t "));
}

static void
a_key_that_repeats_without_end_is_our_fault(void **state)
{
	struct fastcgi_reply reply;

	fake.outcome = UNIT_FAILED;
	fake.failure = (struct unit_failure){ .sqlstate = "MU200", .message = "x" };
	reply = harness_post(*state, "/api/make", "{}", KEY);
	assert_int_equal(reply.status, 500);
}

static void
a_lost_write_says_that_it_may_have_happened(void **state)
{
	struct fastcgi_reply reply;

	fake.outcome = UNIT_LOST;
	reply = harness_post(*state, "/api/make", "{}", KEY,
			     "HTTP_IDEMPOTENCY_KEY=k");
	assert_int_equal(reply.status, 503);
	assert_non_null(strstr(body_of(*state, &reply),
		"\"message\":\"Retry with the same Idempotency-Key\""));
}

#define test(name) harness_test(name, fake_set_up, routes)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_repeated_key_shows_what_it_made),
		test(a_key_that_repeats_without_end_is_our_fault),
		test(a_lost_write_says_that_it_may_have_happened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
