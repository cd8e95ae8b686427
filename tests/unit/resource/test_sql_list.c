#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "resource/sql.h"
#include "resource/statements.h"
#include "tests/unit/resource/sql_desk.h"
#include "tests/unit/resource/thing.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

#define BIT(i) ((uint64_t)1 << (i))
#define COLUMNS \
	"select id, name, status, activity, size, price, is_open, owner_id," \
	" options, to_json(tags) as tags, kept, began_at, version, created_at" \
	" from api.things"

/* Newest first, 25 rows. */
static struct list_shape
newest(void)
{
	return (struct list_shape){ .sort = THING_CREATED,
				    .is_descending = true, .limit = 25 };
}

static const struct statement *
list(struct desk *desk, struct list_shape shape)
{
	list_shape_settle(&thing_resource, &shape);
	return sql_list(desk->arena, desk->statements, &thing_resource, &shape);
}

static void
a_list_selects_no_payload(void **state)
{
	const struct statement *statement = list(*state, newest());

	assert_string_equal(statement->name, "things.list-14d.26");
	assert_string_equal(statement->sql,
			    COLUMNS " order by id desc limit 26");
}

static void
one_filter_is_a_statement_of_its_own(void **state)
{
	struct list_shape shape = newest();

	shape.filters = shape.single = BIT(THING_STATUS);
	shape.has_cursor = true;
	assert_string_equal(list(*state, shape)->sql, COLUMNS
		" where status = $1::text and id < $2::uuid"
		" order by id desc limit 26");
}

static void
several_values_are_an_array(void **state)
{
	struct list_shape shape = newest();

	shape.filters = BIT(THING_OWNER);
	shape.limit = 200;
	shape.has_offset = true;
	assert_string_equal(list(*state, shape)->sql, COLUMNS
		" where owner_id = any($1::uuid[])"
		" order by id desc limit 201 offset $2::int");
}

static void
pages_of_several_values_are_merged(void **state)
{
	struct list_shape shape = newest();

	shape.filters = BIT(THING_STATUS) | BIT(THING_SIZE);
	shape.single = BIT(THING_STATUS);
	shape.has_cursor = true;
	assert_string_equal(list(*state, shape)->sql,
		"select e.* from (select distinct v from unnest($2::bigint[]) v) w"
		" cross join lateral (" COLUMNS
		" where status = $1::text and size = w.v and id < $3::uuid"
		" order by id desc limit 26) e order by id desc limit 26");
	shape.filters = BIT(THING_SIZE);
	shape.single = 0;
	shape.has_cursor = false;
	shape.has_offset = true;
	assert_string_equal(list(*state, shape)->sql,
		"select e.* from (select distinct v from unnest($1::bigint[]) v) w"
		" cross join lateral (" COLUMNS " where size = w.v"
		" order by id desc limit 26 + $2::int) e"
		" order by id desc limit 26 offset $2::int");
}

/* Something that may be undated, in the order of what never is. */
static const struct field event_fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "status", .type = FIELD_CHOICE, .words = &thing_states,
	  .flags = FIELD_FILTER },
	{ .name = "day", .type = FIELD_TIME, .flags = FIELD_SORT | FIELD_RANGE,
	  .ordered_by = "dueDay", .ordered_with = "status" },
	{ .name = "dueDay", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY | FIELD_HIDDEN },
	{ .name = "createdAt", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_OF_ID },
	{ 0 }
};

static const struct resource event_resource = {
	.name = "event", .plural = "events", .table = "events",
	.view = "api.events", .fields = event_fields, .order = "-createdAt",
};

static const char *
list_events(struct desk *desk, struct list_shape shape)
{
	list_shape_settle(&event_resource, &shape);
	return sql_list(desk->arena, desk->statements, &event_resource,
			&shape)->sql;
}

#define EVENTS "select id, status, day, due_day, created_at from api.events"

static void
what_may_be_null_is_in_the_order_of_another_field(void **state)
{
	struct list_shape shape = { .sort = 2, .limit = 20, .has_cursor = true };

	assert_string_equal(list_events(*state, shape), EVENTS
		" where (due_day, id) > ($1::timestamptz, $2::uuid)"
		" order by due_day, id limit 21");
}

static void
a_range_is_of_the_index_that_has_its_order(void **state)
{
	struct list_shape shape = { .sort = 2, .limit = 20 };

	shape.after = shape.before = BIT(2);
	assert_string_equal(list_events(*state, shape), EVENTS
		" where day >= $1::timestamptz and due_day >= $1::timestamptz"
		" and day < $2::timestamptz and due_day <= $2::timestamptz"
		" order by due_day, id limit 21");
	shape.filters = shape.single = BIT(1);
	assert_non_null(strstr(list_events(*state, shape),
		" and due_day >= coalesce($2::timestamptz, '-infinity')"));
	assert_non_null(strstr(list_events(*state, shape),
		" and due_day <= coalesce($3::timestamptz, 'infinity')"));
}

static void
an_order_is_exact_with_the_filter_it_has_an_index_with(void **state)
{
	struct list_shape shape = { .sort = 2, .limit = 20 };

	shape.filters = shape.single = BIT(1);
	assert_string_equal(list_events(*state, shape), EVENTS
		" where status = $1::text order by due_day, id limit 21");
	shape.after = BIT(2);
	assert_non_null(strstr(list_events(*state, shape),
			       "($1::text[] is null or "));
}

static void
another_order_compares_the_id_too(void **state)
{
	struct list_shape shape = newest();

	shape.sort = THING_NAME;
	shape.is_descending = false;
	shape.has_cursor = true;
	shape.limit = 50;
	assert_string_equal(list(*state, shape)->sql, COLUMNS
		" where (name, id) > ($1::text, $2::uuid)"
		" order by name, id limit 51");
}

static void
a_range_of_another_time_bounds_the_id_too(void **state)
{
	struct list_shape shape = newest();

	shape.after = BIT(THING_BEGAN);
	assert_string_equal(list(*state, shape)->sql, COLUMNS
		" where began_at >= $1::timestamptz and id >= $2::uuid"
		" order by id desc limit 26");
	shape.after = 0;
	shape.before = BIT(THING_CREATED);
	assert_string_equal(list(*state, shape)->sql, COLUMNS
		" where created_at < $1::timestamptz and id < $2::uuid"
		" order by id desc limit 26");
}

static void
a_range_of_time_prunes_what_else_is_asked(void **state)
{
	struct list_shape shape = newest();

	shape.filters = shape.single = BIT(THING_STATUS);
	shape.after = shape.before = BIT(THING_CREATED);
	assert_string_equal(list(*state, shape)->sql, COLUMNS
		" where status = $1::text"
		" and created_at >= $2::timestamptz and id >= $3::uuid"
		" and created_at < $4::timestamptz and id < $5::uuid"
		" order by id desc limit 26");
	shape.after = shape.before = BIT(THING_BEGAN);
	assert_string_equal(list(*state, shape)->sql, COLUMNS
		" where status = $1::text"
		" and began_at >= $2::timestamptz and id >= $3::uuid"
		" and began_at < $4::timestamptz and id < $5::uuid"
		" order by id desc limit 26");
	shape.after |= BIT(THING_CREATED);
	assert_string_equal(list(*state, shape)->name,
			    "things.list.loose.q-14d.26");
}

static void
words_go_with_a_filter_and_a_range(void **state)
{
	struct list_shape shape = newest();

	shape.filters = shape.single = BIT(THING_OWNER);
	shape.after = BIT(THING_CREATED);
	shape.has_search = true;
	assert_string_equal(list(*state, shape)->sql, COLUMNS
		" where owner_id = $1::uuid"
		" and created_at >= $2::timestamptz and id >= $3::uuid"
		" and (name ilike $4::text) order by id desc limit 26");
}

static void
unusual_combinations_share_one_statement(void **state)
{
	struct list_shape a = newest(), b = newest();

	a.filters = a.single = BIT(THING_STATUS) | BIT(THING_OPEN)
			       | BIT(THING_SIZE);
	b.filters = BIT(THING_OWNER) | BIT(THING_SIZE);
	b.has_search = true;
	assert_ptr_equal(list(*state, a), list(*state, b));
	assert_string_equal(list(*state, a)->name, "things.list.loose.q-14d.26");
	b.limit = 30;
	assert_string_equal(list(*state, b)->name, "things.list.loose.q-14d.201");
	assert_non_null(strstr(list(*state, a)->sql,
		"($1::text[] is null or name = any($1::text[]))"));
	assert_non_null(strstr(list(*state, a)->sql,
		"($7::timestamptz is null or began_at >= $7::timestamptz)"
		" and id >= coalesce($8::uuid,"
		" '00000000-0000-0000-0000-000000000000')"));
}

/* One of all combinations of six filters, values, a range and a search. */
static struct list_shape
combination(unsigned bits)
{
	static const int filters[] = { THING_NAME, THING_STATUS, THING_ACTIVITY,
				       THING_SIZE, THING_OPEN, THING_OWNER };
	struct list_shape shape = newest();

	for (int i = 0; i < 6; i++)
		if (bits >> i & 1)
			shape.filters |= BIT(filters[i]);
	if (bits >> 6 & 1)
		shape.single = shape.filters;
	if (bits >> 7 & 1)
		shape.after = BIT(THING_BEGAN);
	shape.has_search = bits >> 8 & 1;
	return shape;
}

static void
the_number_of_list_statements_is_bounded(void **state)
{
	struct statements *seen = statements_new();
	int count = 0;

	for (unsigned bits = 0; bits < 1 << 9; bits++) {
		const char *name = list(*state, combination(bits))->name;

		if (statements_find(seen, name))
			continue;
		assert_non_null(statements_keep(seen, name, ""));
		count++;
	}
	/* none; six of one value, six of several; all these with q; these with a
	 * range; fifteen pairs; loose */
	assert_int_equal(count, 2 * 2 * (1 + 6 + 6) + 15 + 1);
	statements_free(seen);
}

static void
a_statement_is_made_once(void **state)
{
	assert_ptr_equal(list(*state, newest()), list(*state, newest()));
}

static void
a_count_stops_counting(void **state)
{
	struct desk *desk = *state;
	struct list_shape shape = newest();

	shape.filters = shape.single = BIT(THING_STATUS);
	assert_string_equal(sql_count(desk->arena, desk->statements,
				      &thing_resource, &shape)->sql,
		"select count(*) as n from (select from api.things"
		" where status = $1::text limit 10001) as counted");
}

#define FOUND(arguments) \
	" where id = any(array(select private.search('things', " arguments ")))"

static const struct statement *
list_of_found(struct desk *desk, struct list_shape shape)
{
	struct resource found = thing_resource;

	found.searched = "things";
	list_shape_settle(&found, &shape);
	return sql_list(desk->arena, desk->statements, &found, &shape);
}

static void
a_page_of_what_is_found_alone_is_asked_for(void **state)
{
	struct list_shape shape = newest();

	shape.has_search = true;
	assert_string_equal(list_of_found(*state, shape)->sql, COLUMNS
		FOUND("$1::text, null, null, true, 26")
		" order by id desc limit 26");
	shape.filters = BIT(THING_TAGS);
	shape.has_cursor = true;
	assert_string_equal(list_of_found(*state, shape)->sql, COLUMNS
		FOUND("$2::text, $1::text[], $3::uuid, true, 26")
		" and id < $3::uuid order by id desc limit 26");
	shape.has_search = shape.has_cursor = shape.is_descending = false;
	shape.has_offset = true;
	assert_string_equal(list_of_found(*state, shape)->sql, COLUMNS
		FOUND("null, $1::text[], null, false, 26 + $2::int")
		" order by id limit 26 offset $2::int");
}

static void
what_is_found_is_never_optional(void **state)
{
	struct list_shape shape = newest();

	shape.filters = BIT(THING_TAGS) | BIT(THING_STATUS);
	shape.single = BIT(THING_STATUS);
	assert_string_equal(list_of_found(*state, shape)->name,
			    "things.list.loose.t10-14d.26");
	assert_non_null(strstr(list_of_found(*state, shape)->sql,
		" and id = any(array(select private.search('things', null,"
		" $7::text[], null, true, case when num_nonnulls($3, $8, $9,"
		" $10, $11, $12, $13, $14, $15) = 0 then 26 end, jsonb_build_object("
		"'name', $1, 'status', $2, 'size', $4, 'is_open', $5,"
		" 'owner_id', $6)))) order by id desc limit 26"));
	shape.sort = THING_NAME;
	shape.has_cursor = true;
	assert_non_null(strstr(list_of_found(*state, shape)->sql,
		" $7::text[], $17::uuid, true, case when num_nonnulls("));
	assert_non_null(strstr(list_of_found(*state, shape)->sql,
		" $6), 'name', $16::text::text)))"
		" and (name, id) < ($16::text, $17::uuid)"));
	shape.filters = shape.single = BIT(THING_STATUS);
	assert_null(strstr(list_of_found(*state, shape)->sql, "search"));
}

static void
a_count_of_what_is_found_ends_too(void **state)
{
	struct desk *desk = *state;
	struct list_shape shape = newest();
	struct resource found = thing_resource;

	found.searched = "things";
	shape.filters = BIT(THING_TAGS);
	shape.has_offset = true;
	shape.sort = THING_NAME;
	assert_string_equal(sql_count(desk->arena, desk->statements, &found,
				      &shape)->sql,
		"select count(*) as n from private.search('things', null,"
		" $1::text[], null, false, 10001)");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		sql_test(a_list_selects_no_payload),
		sql_test(one_filter_is_a_statement_of_its_own),
		sql_test(several_values_are_an_array),
		sql_test(pages_of_several_values_are_merged),
		sql_test(what_may_be_null_is_in_the_order_of_another_field),
		sql_test(a_range_is_of_the_index_that_has_its_order),
		sql_test(an_order_is_exact_with_the_filter_it_has_an_index_with),
		sql_test(another_order_compares_the_id_too),
		sql_test(a_range_of_another_time_bounds_the_id_too),
		sql_test(a_range_of_time_prunes_what_else_is_asked),
		sql_test(words_go_with_a_filter_and_a_range),
		sql_test(unusual_combinations_share_one_statement),
		sql_test(the_number_of_list_statements_is_bounded),
		sql_test(a_statement_is_made_once),
		sql_test(a_count_stops_counting),
		sql_test(a_page_of_what_is_found_alone_is_asked_for),
		sql_test(what_is_found_is_never_optional),
		sql_test(a_count_of_what_is_found_ends_too),
	};

	return cmocka_run_group_tests_name("sql_list", tests, NULL, NULL);
}
