#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "resource/sql.h"
#include "tests/unit/resource/sql_desk.h"
#include "tests/unit/resource/thing.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

#define BIT(i) ((uint64_t)1 << (i))

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
	const struct CMUnitTest tests[] = {
		sql_test(a_form_reads_texts_as_people_write_them),
		sql_test(a_form_offers_rows_that_ids_refer_to),
		sql_test(a_filter_offers_those_that_are_off_too),
		sql_test(an_owner_is_called_by_its_name),
	};

	return cmocka_run_group_tests_name("sql_text", tests, NULL, NULL);
}
