#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "resource/sql.h"
#include "resource/statements.h"
#include "tests/unit/resource/thing.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

#define BIT(i) ((uint64_t)1 << (i))
#define COLUMNS \
	"select id, name, status, activity, size, price, is_open, owner_id," \
	" options, to_json(tags) as tags, kept, began_at, version, created_at" \
	" from api.things"

struct desk {
	struct arena *arena;
	struct statements *statements;
};

static int
set_up(void **state)
{
	struct arena *arena = arena_new(4096);
	struct desk *desk = arena_alloc(arena, sizeof *desk);

	desk->arena = arena;
	desk->statements = statements_new();
	*state = desk;
	return 0;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	statements_free(desk->statements);
	arena_free(desk->arena);
	return 0;
}

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

static void
a_row_is_found_by_id_or_by_another_name(void **state)
{
	struct desk *desk = *state;
	const struct statement *by_id = sql_get(desk->arena, desk->statements,
						&thing_resource, false);
	const struct statement *by_alias = sql_get(desk->arena, desk->statements,
						   &thing_resource, true);

	assert_non_null(strstr(by_id->sql, ", content, "));
	assert_non_null(strstr(by_id->sql, " where id = $1::uuid"));
	assert_non_null(strstr(by_alias->sql,
			       " where id = app.row_id('thing', $1::text)"));
	assert_string_not_equal(by_id->name, by_alias->name);
}

static void
a_noun_without_a_view_is_read_from_its_table(void **state)
{
	struct desk *desk = *state;
	const struct field fields[] = {
		{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
		{ .name = "name", .type = FIELD_TEXT, .flags = FIELD_SORT },
		{ 0 }
	};
	const struct resource plain = {
		.name = "plain", .plural = "plains", .table = "plains",
		.fields = fields, .order = "name",
	};
	const struct list_shape shape = { .sort = 1, .limit = 25 };

	assert_string_equal(sql_get(desk->arena, desk->statements, &plain,
				    false)->sql,
		"select id, name from plains where id = $1::uuid");
	assert_string_equal(sql_list(desk->arena, desk->statements, &plain,
				     &shape)->sql,
		"select id, name from plains order by name, id limit 26");
}

static void
what_is_read_only_is_not_inserted(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(sql_create(desk->arena, desk->statements,
				       &thing_resource)->sql,
		"insert into things (id, name, status, size, price, is_open,"
		" owner_id, options, content, tags, kept, began_at)"
		" values ($1::uuid, $2::text, $3::text, $4::bigint,"
		" $5::numeric, $6::boolean, $7::uuid, $8::jsonb, $9::jsonb,"
		" $10::text[], $11::text, $12::timestamptz)");
}

/* What is part of another is found, made, changed and deleted within that one. */
static void
an_owner_is_in_each_statement(void **state)
{
	static const char *const owner
		= "owner_id = (select o.id from api.things o"
		  " where o.id = app.row_id('thing', $%s::text))";
	struct resource part = thing_resource;
	struct desk *desk = *state;

	part.plural = "parts";
	part.owner = &thing_resource;
	part.owner_field = "ownerId";
	assert_non_null(strstr(sql_get(desk->arena, desk->statements, &part,
				       false)->sql,
			       arena_printf(desk->arena, owner, "2")));
	assert_non_null(strstr(sql_change(desk->arena, desk->statements, &part,
					  false)->sql,
			       arena_printf(desk->arena, owner, "14")));
	assert_non_null(strstr(sql_delete(desk->arena, desk->statements, &part,
					  false)->sql,
			       arena_printf(desk->arena, owner, "3")));
	assert_non_null(strstr(sql_create(desk->arena, desk->statements,
					  &part)->sql,
		"$12::timestamptz, o.id from (select o.id from api.things o"
		" where o.id = app.row_id('thing', $13::text)) o"));
}

static void
a_change_is_one_statement(void **state)
{
	struct desk *desk = *state;
	const char *sql = sql_change(desk->arena, desk->statements,
				     &thing_resource, false)->sql;

	assert_non_null(strstr(sql, "with t as (select tenant_id as tenant_id, id as id,"
		" version as version, status as status from things"
		" where id = $1::uuid for no key update)"));
	assert_non_null(strstr(sql, "name = case when $3::bigint & 2 = 0"
		" then e.name else $4::text end"));
	assert_non_null(strstr(sql, "options = case when $3::bigint & 256 = 0"
		" then e.options when $3::bigint & 4611686018427387904 <> 0"
		" then app.merge_patch(e.options, $10::jsonb)"
		" else $10::jsonb end"));
	assert_non_null(strstr(sql, "began_at = case when $3::bigint & 4096 = 0"
		" then e.began_at else $13::timestamptz end,"
		" version = e.version + 1"));
	assert_non_null(strstr(sql, " and ($2::int is null"
		" or t.version = $2::int)"));
	assert_non_null(strstr(sql, " and ($3::bigint & 4 = 0"
		" or t.status <> all ('{closed}'::text[])"
		" or t.status = $5::text)"));
	assert_null(strstr(sql, "kept ="));
}

static void
a_delete_says_what_it_found(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(sql_delete(desk->arena, desk->statements,
				       &thing_resource, false)->sql,
		"with t as (select tenant_id as tenant_id, id as id, version as version,"
		" status as status from things where id = $1::uuid for update),"
		" d as (delete from things e using t where e.id = $1::uuid"
		" and (e.tenant_id, e.id) = (t.tenant_id, t.id)"
		" and ($2::int is null or t.version = $2::int) returning e.id as id)"
		" select true as found, d.id is not null as changed,"
		" t.version, t.status from t left join d on true");
}

static void
what_others_may_delete_is_not_locked(void **state)
{
	struct resource open = thing_resource;
	struct desk *desk = *state;

	open.plural = "open";
	open.is_removed_by_others = true;
	assert_string_equal(sql_delete(desk->arena, desk->statements, &open,
				       false)->sql,
		"with t as (select tenant_id as tenant_id, id as id, version as version,"
		" status as status from things where id = $1::uuid),"
		" d as (delete from things e using t where e.id = $1::uuid"
		" and (e.tenant_id, e.id) = (t.tenant_id, t.id)"
		" and ($2::int is null or t.version = $2::int) returning e.id as id)"
		" select true as found, d.id is not null as changed,"
		" t.version, t.status from t left join d on true"
		" where d.id is not null or t.version <> $2::int");
	assert_null(strstr(sql_delete_many(desk->arena, desk->statements,
					   &open)->sql, " for update"));
}

static void
many_are_deleted_in_one_statement(void **state)
{
	struct resource part = thing_resource;
	struct desk *desk = *state;

	assert_string_equal(sql_delete_many(desk->arena, desk->statements,
					    &thing_resource)->sql,
		"with t as (select tenant_id, id as id from things"
		" where id = any($1::uuid[]) order by id for update),"
		" c as (delete from things e using t where e.id = any($1::uuid[])"
		" and (e.tenant_id, e.id) = (t.tenant_id, t.id)"
		" returning e.id as id)"
		" select w.id, t.id is not null as found, c.id is not null as changed,"
		" case when t.id is not null then $2::text end as status"
		" from unnest($1::uuid[]) with ordinality w (id, n)"
		" left join t on t.id = w.id left join c on c.id = w.id order by w.n");
	part.plural = "parts";
	part.owner = &thing_resource;
	part.owner_field = "ownerId";
	assert_non_null(strstr(sql_delete_many(desk->arena, desk->statements,
					       &part)->sql,
		" and owner_id = (select o.id from api.things o"
		" where o.id = app.row_id('thing', $3::text)) order by id"));
	assert_non_null(strstr(sql_delete_many(desk->arena, desk->statements,
					       &part)->sql,
		" where exists (select o.id from api.things o"
		" where o.id = app.row_id('thing', $3::text)) order by w.n"));
}

static void
a_resource_may_mark_what_is_deleted(void **state)
{
	struct resource marked = thing_resource;
	struct desk *desk = *state;

	marked.plural = "marked things";
	marked.mark = "deleted_at";
	assert_string_equal(sql_delete(desk->arena, desk->statements, &marked,
				       false)->sql,
		"with t as (select tenant_id as tenant_id, id as id, version as version,"
		" status as status from things where id = $1::uuid"
		" and deleted_at is null for update),"
		" d as (update things e set deleted_at = now(),"
		" version = e.version + 1 from t where e.id = $1::uuid"
		" and (e.tenant_id, e.id) = (t.tenant_id, t.id)"
		" and ($2::int is null or t.version = $2::int) returning e.id as id)"
		" select true as found, d.id is not null as changed,"
		" t.version, t.status from t left join d on true");
	assert_non_null(strstr(sql_change(desk->arena, desk->statements,
					  &marked, false)->sql,
		"where id = $1::uuid and deleted_at is null for no key update)"));
}

/* Two fields, of which another table keeps the second. */
static const struct field tied_fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "name", .type = FIELD_TEXT, .flags = FIELD_SORT },
	{ .name = "others", .type = FIELD_IDS, .setter = "api.set_others" },
	{ 0 }
};

static const struct resource tied = {
	.name = "tie", .plural = "ties", .table = "ties", .view = "api.ties",
	.fields = tied_fields, .order = "name", .searched = "ties",
};

static void
what_another_table_keeps_is_set_in_the_same_statement(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(sql_create(desk->arena, desk->statements, &tied)->sql,
		"with made as (insert into ties (id, name)"
		" values ($1::uuid, $2::text) returning id as id)"
		" select id, api.set_others(id, $3::uuid[]) from made");
	assert_non_null(strstr(sql_change(desk->arena, desk->statements, &tied,
					  false)->sql,
		", case when u.id is not null and $3::bigint & 4 <> 0"
		" then api.set_others(u.id, $5::uuid[]) end from t left join"));
	assert_null(strstr(sql_change(desk->arena, desk->statements, &tied,
				      false)->sql, "others ="));
}

static void
words_are_looked_up_in_their_index(void **state)
{
	struct desk *desk = *state;
	struct list_shape shape = { .sort = 1, .limit = 25, .has_search = true };

	assert_string_equal(sql_list(desk->arena, desk->statements, &tied,
				     &shape)->sql,
		"select id, name, to_json(others) as others from api.ties"
		" where id = any(array(select private.search('ties', $1::text, null,"
		" null, false, 26, jsonb_build_object(), 'name')))"
		" order by name, id limit 26");
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

static const struct field box_fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "label", .type = FIELD_TEXT, .flags = FIELD_SORT },
	{ .name = "open", .type = FIELD_BOOL },
	{ 0 }
};

static const struct resource box = {
	.name = "box", .plural = "boxes", .table = "boxes", .view = "api.boxes",
	.fields = box_fields, .order = "label", .switched = "open",
};

static const struct field lid_fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "name", .type = FIELD_TEXT },
	{ .name = "boxId", .type = FIELD_ID, .refers = &box },
	{ .name = "spareId", .type = FIELD_ID, .refers = &box },
	{ .name = "closedAt", .type = FIELD_TIME },
	{ .name = "code", .type = FIELD_TEXT, .flags = FIELD_SECRET },
	{ 0 }
};

static const struct resource lid = {
	.name = "lid", .plural = "lids", .table = "lids", .fields = lid_fields,
	.order = "-createdAt",
};

static void
a_form_reads_texts_as_people_write_them(void **state)
{
	struct desk *desk = *state;
	uint64_t some = BIT(THING_NAME) | BIT(THING_OPEN) | BIT(THING_PAYLOAD)
			| BIT(THING_TAGS);

	assert_string_equal(sql_texts(desk->arena, desk->statements,
				      &thing_resource, some)->sql,
		"select name, is_open::text as is_open,"
		" jsonb_pretty(content) as content,"
		" array_to_string(tags, ', ') as tags, name::text as called,"
		" version as version from api.things where id = $1::uuid");
	assert_string_equal(sql_texts(desk->arena, desk->statements, &lid,
				      BIT(4) | BIT(5))->sql,
		"select to_char(closed_at at time zone 'UTC',"
		" 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') as closed_at,"
		" null::text as code, name::text as called,"
		" null::int as version from lids where id = $1::uuid");
}

static void
a_form_offers_rows_that_ids_refer_to(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(sql_choices(desk->arena, desk->statements, &lid,
					BIT(2) | BIT(3), false)->sql,
		"(select 'boxId' as field, id::text as value,"
		" label::text as word from api.boxes where open"
		" order by label, id limit 500) union all "
		"(select 'spareId' as field, id::text as value,"
		" label::text as word from api.boxes where open"
		" order by label, id limit 500)");
}

static void
a_filter_offers_those_that_are_off_too(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(sql_choices(desk->arena, desk->statements, &lid,
					BIT(2), true)->sql,
		"(select 'boxId' as field, id::text as value,"
		" label::text as word from api.boxes"
		" order by label, id limit 500)");
}

static void
an_owner_is_called_by_its_name(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(sql_called(desk->arena, desk->statements, &box)->sql,
		"select id, label::text as called from api.boxes"
		" where id = $1::uuid");
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_list_selects_no_payload),
		TEST(one_filter_is_a_statement_of_its_own),
		TEST(several_values_are_an_array),
		TEST(pages_of_several_values_are_merged),
		TEST(what_may_be_null_is_in_the_order_of_another_field),
		TEST(a_range_is_of_the_index_that_has_its_order),
		TEST(an_order_is_exact_with_the_filter_it_has_an_index_with),
		TEST(another_order_compares_the_id_too),
		TEST(a_range_of_another_time_bounds_the_id_too),
		TEST(a_range_of_time_prunes_what_else_is_asked),
		TEST(words_go_with_a_filter_and_a_range),
		TEST(unusual_combinations_share_one_statement),
		TEST(the_number_of_list_statements_is_bounded),
		TEST(a_statement_is_made_once),
		TEST(a_count_stops_counting),
		TEST(a_row_is_found_by_id_or_by_another_name),
		TEST(a_noun_without_a_view_is_read_from_its_table),
		TEST(what_is_read_only_is_not_inserted),
		TEST(an_owner_is_in_each_statement),
		TEST(a_change_is_one_statement),
		TEST(a_delete_says_what_it_found),
		TEST(what_others_may_delete_is_not_locked),
		TEST(many_are_deleted_in_one_statement),
		TEST(a_resource_may_mark_what_is_deleted),
		TEST(what_another_table_keeps_is_set_in_the_same_statement),
		TEST(words_are_looked_up_in_their_index),
		TEST(a_page_of_what_is_found_alone_is_asked_for),
		TEST(what_is_found_is_never_optional),
		TEST(a_count_of_what_is_found_ends_too),
		TEST(a_form_reads_texts_as_people_write_them),
		TEST(a_form_offers_rows_that_ids_refer_to),
		TEST(a_filter_offers_those_that_are_off_too),
		TEST(an_owner_is_called_by_its_name),
	};

	return cmocka_run_group_tests_name("sql", tests, NULL, NULL);
}
