#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "resource/sql.h"
#include "tests/unit/resource/sql_desk.h"
#include "tests/unit/resource/thing.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		sql_test(a_row_is_found_by_id_or_by_another_name),
		sql_test(a_noun_without_a_view_is_read_from_its_table),
		sql_test(what_is_read_only_is_not_inserted),
		sql_test(an_owner_is_in_each_statement),
		sql_test(a_change_is_one_statement),
		sql_test(a_delete_says_what_it_found),
		sql_test(what_others_may_delete_is_not_locked),
		sql_test(many_are_deleted_in_one_statement),
		sql_test(a_resource_may_mark_what_is_deleted),
		sql_test(what_another_table_keeps_is_set_in_the_same_statement),
		sql_test(words_are_looked_up_in_their_index),
	};

	return cmocka_run_group_tests_name("sql", tests, NULL, NULL);
}
