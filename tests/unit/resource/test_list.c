#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "resource/list.h"
#include "resource/statements.h"
#include "tests/unit/resource/thing.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

#define BIT(i) ((uint64_t)1 << (i))
#define ID "01890a5d-ac96-774b-bcce-b302099a8057"

struct desk {
	struct arena *arena;
	struct request *req;
	struct list list;
};

static int
set_up(void **state)
{
	struct arena *arena = arena_new(65536);
	struct desk *desk = arena_alloc(arena, sizeof *desk);

	desk->arena = arena;
	*state = desk;
	return 0;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	arena_free(desk->arena);
	return 0;
}

/* The wrong parameters of a query; "" if it is accepted. */
static const char *
read_flags(struct desk *desk, int flags, const char *query)
{
	desk->req = thing_request(desk->arena, flags);
	thing_query(desk->req, query);
	if (list_read(desk->req, &thing_resource, NULL, &desk->list))
		return "";
	assert_int_equal(desk->req->error.kind, ERROR_BAD_REQUEST);
	return thing_errors(desk->req);
}

static const char *
read_query(struct desk *desk, const char *query)
{
	return read_flags(desk, 0, query);
}

static void
without_parameters_the_newest_come_first(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(read_query(desk, ""), "");
	assert_int_equal(desk->list.shape.sort, THING_CREATED);
	assert_true(desk->list.shape.is_descending);
	assert_int_equal(desk->list.limit, 25);
	assert_int_equal(desk->list.value_count, 0);
	assert_false(desk->list.wants_totals);
}

static void
a_filter_takes_the_words_of_all_clients(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(read_query(desk, "status=OVER"), "");
	assert_int_equal(desk->list.shape.single, BIT(THING_STATUS));
	assert_string_equal(desk->list.values[1], "closed");
	assert_string_equal(read_query(desk, "status=OVER,active"), "");
	assert_int_equal(desk->list.shape.single, 0);
	assert_string_equal(desk->list.values[1], "{\"closed\",\"active\"}");
}

static void
a_derived_word_filters_the_field_that_it_is_of(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(read_query(desk, "status=RUNNING"), "");
	assert_int_equal(desk->list.shape.filters, BIT(THING_ACTIVITY));
	assert_string_equal(desk->list.values[1], "busy");
}

static void
all_wrong_parameters_are_told_at_once(void **state)
{
	assert_string_equal(read_query(*state,
		"status=shut&size=99&ownerId=7&createdAfter=soon&odd=1"
		"&limit=0&sort=size&page=x"),
		"?status choice; ?size integer; ?ownerId id;"
		" ?createdAfter time; ?odd unknown; ?page integer;"
		" ?limit integer; ?sort choice");
}

static void
lenient_routes_pass_over_unknown_parameters(void **state)
{
	assert_string_equal(read_flags(*state, ROUTE_LENIENT, "odd=1&size=99"),
			    "?size integer");
}

static void
an_empty_parameter_asks_nothing(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(read_query(desk, "status=&q=&sort=&limit=&page="
					     "&createdAfter=&cursor="), "");
	assert_int_equal(desk->list.value_count, 0);
}

static void
a_limit_is_from_1_to_200(void **state)
{
	assert_string_equal(read_query(*state, "limit=200"), "");
	assert_string_equal(read_query(*state, "limit=1"), "");
	assert_string_equal(read_query(*state, "limit=201"), "?limit integer");
	assert_string_equal(read_query(*state, "limit=-1"), "?limit integer");
	assert_string_equal(read_query(*state, "limit=1e1"), "?limit integer");
	assert_string_equal(read_query(*state, "limit=18446744073709551617"),
			    "?limit integer");
}

static void
pages_are_counted_and_have_an_end(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(read_query(desk, "page=3&limit=20"), "");
	assert_true(desk->list.wants_totals);
	assert_string_equal(desk->list.values[1], "40");
	assert_int_equal(desk->list.condition_count, 0);
	assert_string_equal(read_query(desk, "page=502&limit=20"),
			    "?page too_deep");
	assert_string_equal(read_query(desk, "page=2&cursor=abc"),
			    "?page conflict");
}

static void
creation_bounds_the_id_which_is_made_before(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(read_query(desk,
		"createdAfter=2023-06-30T00:00:00Z"), "");
	assert_int_equal(desk->list.value_count, 2);
	assert_string_equal(desk->list.values[1], "2023-06-30T00:00:00.000Z");
	assert_memory_equal(desk->list.values[2], "01890998-8da0-", 14);
	assert_string_equal(read_query(desk,
		"createdBefore=2023-06-30T00:00:00Z"), "");
	assert_memory_equal(desk->list.values[2], "01890999-7be8-", 14);
}

static void
another_time_bounds_the_id_with_slack(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(read_query(desk, "beganAfter=2023-07-31"), "");
	assert_int_equal(desk->list.value_count, 2);
	assert_string_equal(desk->list.values[1], "2023-07-31T00:00:00.000Z");
	assert_memory_equal(desk->list.values[2], "01890999-7800-", 14);
	assert_string_equal(read_query(desk, "beganBefore=2023-05-30"), "");
	assert_memory_equal(desk->list.values[2], "01890999-7800-", 14);
}

static void
a_search_needs_a_bound_and_means_its_characters(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(read_query(desk, "q=x"), "?q unbounded");
	assert_string_equal(read_query(desk,
		"q=x&createdAfter=2023-06-01&createdBefore=2023-07-03"),
		"?q unbounded");
	assert_string_equal(read_query(desk, "search=5%25_%5c&createdAfter="
		"2023-06-01&createdBefore=2023-07-02"), "");
	assert_string_equal(desk->list.values[desk->list.value_count],
			    "%5\\%\\_\\\\%");
}

static void
a_cursor_goes_with_its_own_list_only(void **state)
{
	struct desk *desk = *state;
	const struct cursor end = { ID, "x" };
	const char *cursor;

	assert_string_equal(read_query(desk, "sort=name&status=active"), "");
	cursor = cursor_write(desk->arena, desk->list.digest, &end);
	assert_string_equal(read_query(desk, arena_printf(desk->arena,
		"limit=7&status=Enabled&sort=name&cursor=%s", cursor)), "");
	assert_string_equal(desk->list.cursor.id, ID);
	assert_string_equal(read_query(desk, arena_printf(desk->arena,
		"sort=name&cursor=%s", cursor)), "?cursor cursor");
	assert_string_equal(read_query(desk, arena_printf(desk->arena,
		"sort=-name&status=active&cursor=%s", cursor)),
		"?cursor cursor");
	assert_string_equal(read_query(desk, "cursor=x"), "?cursor cursor");
}

static void
a_preset_is_a_condition_of_the_route(void **state)
{
	struct desk *desk = *state;
	const struct pair preset = { "ownerId", ID };

	desk->req = thing_request(desk->arena, 0);
	assert_true(list_read(desk->req, &thing_resource, &preset, &desk->list));
	assert_string_equal(desk->list.values[1], ID);
}

/* The highest $n of a statement. */
static size_t
parameters_of(const char *sql)
{
	size_t highest = 0;

	for (const char *at = strchr(sql, '$'); at; at = strchr(at + 1, '$')) {
		size_t number = strtoul(at + 1, NULL, 10);

		if (number > highest)
			highest = number;
	}
	return highest;
}

static void
a_statement_has_as_many_parameters_as_the_list_has_values(void **state)
{
	static const char *const queries[] = {
		"", "status=active", "status=active,over", "sort=-name",
		"status=active&isOpen=true", "status=over&beganAfter=2023-01-01",
		"name=a,b&size=1&beganBefore=2023-01-01", "page=2",
		"createdAfter=2023-01-01&createdBefore=2023-01-09&q=x",
		"size=1,2&page=2&ownerId=" ID,
	};
	struct desk *desk = *state;
	struct statements *statements = statements_new();

	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		const struct list *list = &desk->list;

		assert_string_equal(read_query(desk, queries[i]), "");
		assert_int_equal(list->value_count, parameters_of(
			sql_list(desk->arena, statements, &thing_resource,
				 &list->shape)->sql));
		assert_int_equal(list->condition_count, parameters_of(
			sql_count(desk->arena, statements, &thing_resource,
				  &list->shape)->sql));
	}
	statements_free(statements);
}

static void
a_link_keeps_the_filters_and_drops_the_place(void **state)
{
	struct desk *desk = *state;

	read_query(desk, "status=active&q=&page=3&name=a%26b");
	assert_string_equal(list_link(desk->req, "sort", "-name"),
			    "/api/things?status=active&name=a%26b&sort=-name");
	assert_string_equal(list_link(desk->req, "status", NULL),
			    "/api/things?name=a%26b");
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(without_parameters_the_newest_come_first),
		TEST(a_filter_takes_the_words_of_all_clients),
		TEST(a_derived_word_filters_the_field_that_it_is_of),
		TEST(all_wrong_parameters_are_told_at_once),
		TEST(lenient_routes_pass_over_unknown_parameters),
		TEST(an_empty_parameter_asks_nothing),
		TEST(a_limit_is_from_1_to_200),
		TEST(pages_are_counted_and_have_an_end),
		TEST(creation_bounds_the_id_which_is_made_before),
		TEST(another_time_bounds_the_id_with_slack),
		TEST(a_search_needs_a_bound_and_means_its_characters),
		TEST(a_cursor_goes_with_its_own_list_only),
		TEST(a_preset_is_a_condition_of_the_route),
		TEST(a_statement_has_as_many_parameters_as_the_list_has_values),
		TEST(a_link_keeps_the_filters_and_drops_the_place),
	};

	return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
