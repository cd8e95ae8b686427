#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <libpq-fe.h>

#include "app/pages/noun_view.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "base/zone.h"
#include "db/rows.h"
#include "http/request.h"
#include "json/json.h"
#include "resource/resource.h"
#include "resource/words.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

#define ID "01958a00-0000-7000-8000-0000000000ab"
#define OTHER "01958a00-0000-7000-8000-0000000000cd"
#define NOON INT64_C(1773316800000)	/* 2026-03-12 12:00 UTC */

static const struct word sights[] = {
	{ "true", .label = "Everybody" }, { "false", .label = "Nobody" }, { 0 }
};

static const struct word kinds[] = {
	{ "in_line", .label = "In line" }, { "alone", .label = NULL },
	{ 0 }
};

static const struct words sight_words = { "sight", sights };
static const struct words kind_words = { "kind", kinds };

static const struct resource desk = {
	.name = "desk", .label = "Desk", .path = "desks",
	.can = { [OP_LIST] = ROLE_VIEWER, [OP_GET] = ROLE_VIEWER },
};

enum {
	ID_, NAME, KIND, SEEN, OPEN, COUNT, SHARE, PRICE, CURRENCY, RATING, AT,
	TAGS, DESK, DESK_NAME, FIELDS
};

static const struct field fields[] = {
	[ID_] = { .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	[NAME] = { .name = "name", .type = FIELD_TEXT },
	[KIND] = { .name = "kind", .type = FIELD_CHOICE, .words = &kind_words },
	[SEEN] = { .name = "seen", .type = FIELD_BOOL, .words = &sight_words },
	[OPEN] = { .name = "isOpen", .type = FIELD_BOOL },
	[COUNT] = { .name = "count", .type = FIELD_INT },
	[SHARE] = { .name = "share", .type = FIELD_NUMBER },
	[PRICE] = { .name = "priceMicros", .type = FIELD_INT },
	[CURRENCY] = { .name = "currency", .type = FIELD_TEXT },
	[RATING] = { .name = "rating", .type = FIELD_INT, .min = 1, .max = 5,
		     .flags = FIELD_RATING },
	[AT] = { .name = "seenAt", .type = FIELD_TIME },
	[TAGS] = { .name = "tags", .type = FIELD_TAGS, .flags = FIELD_FILTER },
	[DESK] = { .name = "deskId", .type = FIELD_ID, .refers = &desk },
	[DESK_NAME] = { .name = "deskName", .type = FIELD_TEXT },
	{ 0 }
};

static const struct resource chair = {
	.name = "chair", .label = "Chair", .path = "chairs", .fields = fields,
	.switched = "isOpen", .own = "seen",
};

static const char *const full[FIELDS] = {
	ID, "Blue", "in_line", "t", "f", "3402", "0.50", "49000000", "EUR", "4",
	"2026-03-12 11:00:00+00", "[\"a b\"]", OTHER, "Corner",
};

static void
clear(void *result)
{
	PQclear(result);
}

/* A row of the chairs with these values; until the arena is reset. */
static struct noun_row
row_of(struct arena *arena, const char *const *values)
{
	PGresult *result = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
	PGresAttDesc columns[FIELDS] = { 0 };
	struct noun_row *row = arena_alloc(arena, sizeof *row);
	struct rows *rows = arena_alloc(arena, sizeof *rows);
	struct request *req = arena_alloc(arena, sizeof *req);
	struct clock *clock = arena_alloc(arena, sizeof *clock);

	arena_on_reset(arena, clear, result);
	for (int i = 0; i < FIELDS; i++) {
		char *name = arena_alloc(arena, FIELD_COLUMN_SIZE);

		columns[i].name = (char *)(uintptr_t)field_shown(&fields[i],
								 name);
	}
	assert_true(PQsetResultAttrs(result, FIELDS, columns));
	for (int i = 0; i < FIELDS; i++)
		assert_true(PQsetvalue(result, 0, i,
				       (char *)(uintptr_t)values[i],
				       values[i] ? (int)strlen(values[i]) : -1));
	*rows = (struct rows){ result, 1, FIELDS };
	*clock = (struct clock){ arena, NOON, zone_utc() };
	req->arena = arena;
	return (struct noun_row){ req, &chair, rows, 0, clock };
}

static struct json *
value_of(struct arena *arena, int field)
{
	const struct noun_row row = row_of(arena, full);
	struct json *value = json_object(arena);

	noun_show_value(&row, field, value);
	return value;
}

static const char *
word_of(struct arena *arena, int field)
{
	return noun_word(value_of(arena, field));
}

static void
a_value_is_shown_by_its_type(void **state)
{
	assert_string_equal(word_of(*state, NAME), "Blue");
	assert_string_equal(word_of(*state, KIND), "In line");
	assert_string_equal(word_of(*state, SEEN), "Everybody");
	assert_string_equal(word_of(*state, COUNT), "3,402");
	assert_string_equal(word_of(*state, SHARE), "0.50");
	assert_string_equal(word_of(*state, PRICE), "49 EUR");
	assert_string_equal(word_of(*state, RATING), "4 of 5");
	assert_string_equal(word_of(*state, AT), "1 h ago");
}

static void
what_is_switched_is_a_status(void **state)
{
	const struct json *status = json_find(value_of(*state, OPEN), "status");

	assert_int_equal(noun_status(&chair), OPEN);
	assert_string_equal(json_string(json_find(status, "state")), "inactive");
	assert_string_equal(json_string(json_find(status, "state_word")),
			    "Not open");
}

static void
an_id_leads_to_its_row_by_its_name(void **state)
{
	const char *nameless[FIELDS];
	struct noun_row row;
	struct json *value = value_of(*state, DESK);

	assert_string_equal(json_string(json_find(value, "text")), "Corner");
	assert_string_equal(json_string(json_find(value, "href")),
			    "/desks/" OTHER);
	memcpy(nameless, full, sizeof full);
	nameless[DESK_NAME] = NULL;
	row = row_of(*state, nameless);
	noun_show_value(&row, DESK, value);
	assert_string_equal(json_string(json_find(value, "text")), "000000cd");
	assert_true(json_is_true(json_find(value, "is_mono")));
}

static void
a_tag_leads_to_what_has_it_too(void **state)
{
	const struct json *value = value_of(*state, TAGS);
	const struct json *tag = json_at(json_find(value, "tags"), 0);

	assert_true(json_is_true(json_find(value, "has_lists")));
	assert_string_equal(json_string(json_find(tag, "tag")), "a b");
	assert_string_equal(json_string(json_find(tag, "href")),
			    "/chairs?tags=a%20b");
}

static void
nothing_is_said_to_be_nothing(void **state)
{
	static const char *const empty[FIELDS] = { [ID_] = ID, [NAME] = "" };
	const struct noun_row row = row_of(*state, empty);

	for (int i = 1; i < FIELDS; i++) {
		struct json *value = json_object(*state);

		noun_show_value(&row, i, value);
		assert_true(json_is_true(json_find(value, "is_none")));
		assert_null(noun_word(value));
	}
}

static void
a_row_without_a_name_is_called_by_its_id(void **state)
{
	static const char *const empty[FIELDS] = { [ID_] = ID, [NAME] = "" };
	const struct noun_row named = row_of(*state, full);
	const struct noun_row nameless = row_of(*state, empty);

	assert_string_equal(noun_called(&named), "Blue");
	assert_string_equal(noun_called(&nameless), "Chair 000000ab");
}

static void
whose_a_row_is_stands_in_its_field(void **state)
{
	const char *other[FIELDS];
	struct noun_row row = row_of(*state, full);

	assert_true(noun_is_own(&row));
	memcpy(other, full, sizeof full);
	other[SEEN] = "f";
	row = row_of(*state, other);
	assert_false(noun_is_own(&row));
}

static void
what_stands_beside_another_field_is_no_fact_of_its_own(void **state)
{
	(void)state;
	assert_true(noun_is_beside(&chair, DESK_NAME));
	assert_true(noun_is_beside(&chair, CURRENCY));
	assert_false(noun_is_beside(&chair, NAME));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_value_is_shown_by_its_type),
		arena_test(what_is_switched_is_a_status),
		arena_test(an_id_leads_to_its_row_by_its_name),
		arena_test(a_tag_leads_to_what_has_it_too),
		arena_test(nothing_is_said_to_be_nothing),
		arena_test(a_row_without_a_name_is_called_by_its_id),
		arena_test(whose_a_row_is_stands_in_its_field),
		arena_test(what_stands_beside_another_field_is_no_fact_of_its_own),
	};

	return cmocka_run_group_tests_name("noun_view", tests, NULL, NULL);
}
