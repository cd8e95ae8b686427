#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "app/resources.h"
#include "db/constraint.h"
#include "base/arena.h"
#include "base/error.h"
#include "db/client.h"
#include "db/migrate.h"
#include "resource/check.h"
#include "resource/resource.h"
#include "tests/unit/db/scratch.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

struct desk {
	struct scratch *scratch;
	struct arena *arena;
	struct error error;
	struct client *client;
};

static const char *
sql_dir(struct arena *arena)
{
	const char *top = getenv("srcdir");

	return arena_printf(arena, "%s/sql", top ? top : ".");
}

/* The schema as muster migrate makes it. */
static int
set_up(void **state)
{
	struct desk *desk = *state;

	desk->arena = arena_new(4096);
	desk->error = (struct error){ .arena = desk->arena };
	desk->client = client_open(desk->arena, scratch_conninfo(desk->scratch),
				   &desk->error);
	if (desk->client && migrate_up(desk->arena, desk->client,
				       sql_dir(desk->arena), &desk->error))
		return 0;
	print_error("%s\n", desk->error.message);
	return -1;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	arena_free(desk->arena);
	return 0;
}

static void
every_description_fits_the_database(void **state)
{
	struct desk *desk = *state;

	if (resource_check(desk->arena, desk->client, resources,
			   constraints_all(desk->arena), &desk->error))
		return;
	for (const struct error_field *f = desk->error.fields; f; f = f->next)
		print_error("%s %s\n", f->pointer, f->message);
	fail();
}

static void
what_does_not_fit_is_told_by_name(void **state)
{
	static const struct field fields[] = {
		{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
		{ .name = "name", .type = FIELD_INT },
		{ .name = "colour", .type = FIELD_TEXT,
		  .flags = FIELD_READ_ONLY },
		{ 0 }
	};
	static const struct resource wrong = {
		.name = "agent", .plural = "agents", .table = "agents",
		.view = "api.agents", .fields = fields,
		.can = { [OP_LIST] = ROLE_OWNER, [OP_CREATE] = ROLE_VIEWER },
	};
	static const struct resource *const list[] = { &wrong, NULL };
	static const struct constraint drifted[] = {
		{ "agent_name_is_given", "/name", "must not be empty" },
		{ "agent_colour_is_given", "/colour", "must not be empty" },
		{ 0 }
	};
	struct desk *desk = *state;
	const struct error_field *f;

	assert_false(resource_check(desk->arena, desk->client, list,
				    drifted, &desk->error));
	f = desk->error.fields;
	assert_string_equal(f->pointer, "/api.agents/name");
	assert_string_equal(f->message, "is of type text");
	f = f->next;
	assert_string_equal(f->pointer, "/agents/name");
	f = f->next;
	assert_string_equal(f->pointer, "/api.agents/colour");
	assert_string_equal(f->code, "missing");
	f = f->next;
	assert_string_equal(f->pointer, "/agents/insert");
	assert_string_equal(f->message, "is for operator in the database, and for viewer here");
	f = f->next;
	assert_string_equal(f->pointer, "/constraints/agent_colour_is_given");
	assert_string_equal(f->code, "missing");
	assert_null(f->next);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	static struct desk desk;
	struct CMUnitTest tests[] = {
		TEST(every_description_fits_the_database),
		TEST(what_does_not_fit_is_told_by_name),
	};

	return scratch_tests(&desk, tests);
}
