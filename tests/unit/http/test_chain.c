/* Requests of several steps: units and jobs. */
#include "http/answers.h"
#include "http/fake_pool.h"
#include "http/harness.h"
#include "json/json.h"

static void
count_job(void *object)
{
	++*(int *)object;
}

static bool
counted_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json = response_json(res, 200);

	json_begin_object(&json);
	json_member_int(&json, "jobs", *(int *)req->state);
	json_member_text(&json, "value", rows_named(&rows[0], 0, "value"));
	json_member_int(&json, "roundTrips", req->round_trips);
	json_end_object(&json);
	return true;
}

static bool
asked_once_reply(struct request *req, const struct rows *rows,
		 struct response *res)
{
	struct json_writer json = response_json(res, 200);

	(void)rows;
	json_begin_object(&json);
	json_member_int(&json, "jobs", *(int *)req->state);
	json_member_int(&json, "roundTrips", req->round_trips);
	json_end_object(&json);
	return true;
}

/* A unit, then a job, then another unit. */
static bool
job_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	req->state = arena_alloc(req->arena, sizeof(int));
	return request_side(req, count_job, req->state, echo_plan, counted_reply);
}

/* A unit, then a job, and that is all. */
static bool
aside_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	req->state = arena_alloc(req->arena, sizeof(int));
	return request_side(req, count_job, req->state, NULL, asked_once_reply);
}

static bool
chain_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	return request_then(req, NULL, job_reply);
}

static bool
circle_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	return request_then(req, echo_plan, circle_reply);
}

static const struct route routes[] = {
	{ GET, "/api/aside",  ROLE_VIEWER, echo_plan, aside_reply,  .flags = 0 },
	{ GET, "/api/chain",  ROLE_ANYONE, echo_plan, chain_reply,  .flags = 0 },
	{ GET, "/api/circle", ROLE_ANYONE, NULL,      circle_reply, .flags = 0 },
	{ 0 }
};

static void
a_job_that_ends_the_request_costs_no_round_trip(void **state)
{
	struct fastcgi_reply reply =
		harness_ask(*state, "GET", "/api/aside?value=v", KEY);

	assert_string_equal(body_of(*state, &reply),
			    "{\"jobs\":1,\"roundTrips\":1}");
	assert_int_equal(fake.count, 1);
	assert_string_equal(fake.units[0].statements, "auth_begin echo other ");
}

static void
a_chain_goes_from_unit_to_job_to_unit(void **state)
{
	struct fastcgi_reply reply =
		harness_ask(*state, "GET", "/api/chain?value=v");

	assert_string_equal(body_of(*state, &reply),
			    "{\"jobs\":1,\"value\":\"v\",\"roundTrips\":2}");
	assert_int_equal(fake.count, 2);
	assert_string_equal(fake.units[1].statements, "echo other ");
}

static void
a_chain_in_circles_ends(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/circle");

	assert_int_equal(reply.status, 500);
	assert_int_equal(fake.count, 7);
}

#define test(name) harness_test(name, fake_set_up, routes)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_job_that_ends_the_request_costs_no_round_trip),
		test(a_chain_goes_from_unit_to_job_to_unit),
		test(a_chain_in_circles_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
