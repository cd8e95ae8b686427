#include "base/quota.h"
#include "http/harness.h"
#include "http/limit.h"

#define OTHER "mst_another456789abcdefghijklmnopqrstuvwxyz0123"

struct desk {
	struct arena *arena;
	struct app app;
};

static int
set_up(void **state)
{
	static struct desk desk;
	struct error err;

	setenv("MUSTER_CONFIG", "/dev/null", 1);
	setenv("MUSTER_CREDENTIAL_RATE", "3", 1);
	setenv("MUSTER_TENANT_RATE", "4", 1);
	desk.arena = arena_new(16384);
	err = (struct error){ .arena = desk.arena };
	desk.app.config = config_read(desk.arena, &err);
	desk.app.quotas = quotas_open(NULL);
	*state = &desk;
	return desk.app.config == NULL;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	quotas_close(desk->app.quotas);
	arena_free(desk->arena);
	return 0;
}

static struct request *
request_of(struct desk *desk, const char *token)
{
	struct request *req = arena_alloc(desk->arena, sizeof *req);

	req->arena = desk->arena;
	req->error.arena = desk->arena;
	req->app = &desk->app;
	req->token = token;
	req->caller.tenant_id = "";
	return req;
}

/* Served: the database told whose credential it is. */
static struct request *
served(struct desk *desk, const char *token)
{
	struct request *req = request_of(desk, token);

	assert_true(limit_take(req));
	req->caller.tenant_id = TENANT;
	limit_learn(req);
	return req;
}

static const char *
headers(const struct request *req)
{
	struct buf out;

	buf_init(&out, req->arena, 256);
	limit_print(req, &out);
	return out.bytes;
}

static void
a_credential_beyond_its_rate_waits(void **state)
{
	struct request *req;

	for (int i = 0; i < 3; i++)
		assert_true(limit_take(request_of(*state, TOKEN)));
	req = request_of(*state, TOKEN);
	assert_false(limit_take(req));
	assert_int_equal(req->error.kind, ERROR_TOO_MANY);
	assert_int_equal(req->error.retry_after_s, 20);
	assert_string_equal(headers(req),
			    "RateLimit-Policy: \"credential\";q=3;w=60\r\n"
			    "RateLimit: \"credential\";r=0;t=60\r\n");
	assert_true(limit_take(request_of(*state, OTHER)));
}

static void
all_credentials_of_a_tenant_share_its_rate(void **state)
{
	struct request *req = served(*state, TOKEN);

	assert_string_equal(headers(req),
			    "RateLimit-Policy: \"credential\";q=3;w=60, "
			    "\"tenant\";q=4;w=60\r\n"
			    "RateLimit: \"credential\";r=2;t=20, "
			    "\"tenant\";r=3;t=15\r\n");
	served(*state, TOKEN);
	served(*state, OTHER);
	served(*state, OTHER);
	req = request_of(*state, OTHER);
	assert_false(limit_take(req));
	assert_string_equal(req->error.message,
			    "this organisation has made too many requests");
}

static void
nobody_is_not_counted_here(void **state)
{
	struct request *req = request_of(*state, NULL);

	for (int i = 0; i < 10; i++)
		assert_true(limit_take(req));
	assert_string_equal(headers(req), "");
}

static void
a_rate_of_zero_is_any_number(void **state)
{
	struct desk *desk = *state;
	struct request *req = request_of(desk, TOKEN);

	setenv("MUSTER_CREDENTIAL_RATE", "0", 1);
	desk->app.config = config_read(desk->arena, &req->error);
	for (int i = 0; i < 10; i++)
		assert_true(limit_take(req));
	assert_string_equal(headers(req), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_credential_beyond_its_rate_waits),
		TEST(all_credentials_of_a_tenant_share_its_rate),
		TEST(nobody_is_not_counted_here),
		TEST(a_rate_of_zero_is_any_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
