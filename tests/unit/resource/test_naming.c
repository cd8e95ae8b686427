#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "resource/naming.h"
#include "resource/resource.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "secret", .type = FIELD_TEXT, .flags = FIELD_SECRET },
	{ .name = "hidden", .type = FIELD_TEXT, .flags = FIELD_HIDDEN },
	{ .name = "subject", .type = FIELD_TEXT },
	{ .name = "body", .type = FIELD_LONG_TEXT, .flags = FIELD_PAYLOAD },
	{ .name = "summary", .type = FIELD_LONG_TEXT },
	{ .name = "title", .type = FIELD_TEXT },
	{ .name = "agentId", .type = FIELD_ID },
	{ .name = "agentName", .type = FIELD_TEXT },
	{ .name = "replyTo", .type = FIELD_ID },
	{ 0 }
};

static const char *
row_named_by(const char *called, const struct field *of)
{
	const struct resource resource = { .fields = of, .called = called };

	return of[naming_row(&resource)].name;
}

static void
a_row_is_named_by_its_name_or_title(void **state)
{
	(void)state;
	assert_string_equal(row_named_by(NULL, fields), "title");
	assert_string_equal(row_named_by("hidden", fields), "hidden");
}

static void
else_by_its_first_text_that_may_be_shown_or_its_id(void **state)
{
	struct field some[6] = { fields[0], fields[1], fields[2], fields[3] };

	(void)state;
	assert_string_equal(row_named_by(NULL, some), "subject");
	some[3] = (struct field){ 0 };
	assert_string_equal(row_named_by(NULL, some), "id");
}

static void
the_first_long_text_of_lists_says_more_of_it(void **state)
{
	const struct resource resource = { .fields = fields };
	const struct resource by_it = { .fields = fields, .called = "summary" };

	(void)state;
	assert_string_equal(fields[naming_about(&resource)].name, "summary");
	assert_int_equal(naming_about(&by_it), -1);
}

static void
the_name_of_an_id_is_found_beside_it(void **state)
{
	const struct resource resource = { .fields = fields };

	(void)state;
	assert_int_equal(naming_of_id(&resource, 7), 8);
	assert_int_equal(naming_of_id(&resource, 9), -1);
	assert_int_equal(naming_of_id(&resource, 0), -1);
}

static const char *
label(struct arena *arena, const char *name, enum field_type type)
{
	return naming_label(arena, &(const struct field){ .name = name,
							  .type = type });
}

static void
a_label_is_made_of_the_name(void **state)
{
	const struct field own = { .name = "isOpen", .label = "Open to all" };

	assert_string_equal(label(*state, "lastUsedAt", FIELD_TIME), "Last used");
	assert_string_equal(label(*state, "lookAt", FIELD_TEXT), "Look at");
	assert_string_equal(label(*state, "isOpen", FIELD_BOOL), "Open");
	assert_string_equal(label(*state, "issued", FIELD_BOOL), "Issued");
	assert_string_equal(label(*state, "agentId", FIELD_ID), "Agent");
	assert_string_equal(label(*state, "id", FIELD_ID), "Id");
	assert_string_equal(naming_label(*state, &own), "Open to all");
}

static void
lists_and_notices_have_the_noun_in_their_spelling(void **state)
{
	const struct resource view = { .label = "Saved view" };
	const struct resource key = { .label = "API key" };

	assert_string_equal(naming_list(*state, &view), "Saved views");
	assert_string_equal(naming_list(*state, &key), "API keys");
	assert_string_equal(naming_slug(*state, &key), "api-key");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_row_is_named_by_its_name_or_title),
		arena_test(else_by_its_first_text_that_may_be_shown_or_its_id),
		arena_test(the_first_long_text_of_lists_says_more_of_it),
		arena_test(the_name_of_an_id_is_found_beside_it),
		arena_test(a_label_is_made_of_the_name),
		arena_test(lists_and_notices_have_the_noun_in_their_spelling),
	};

	return cmocka_run_group_tests_name("naming", tests, NULL, NULL);
}
