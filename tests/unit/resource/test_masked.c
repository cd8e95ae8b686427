#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena_state.h"
#include "base/error.h"
#include "base/seal.h"
#include "json/scan.h"
#include "resource/masked.h"
#include "resource/resource.h"
#include "resource/value.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

#define ID "01958a6e-9c21-7d42-8f0b-3f5afcdc0a61"

static const char *
lower_case_only(const char *name, const char *text)
{
	if (strcmp(name, "bad") == 0)
		return "is a bad name";
	return strpbrk(text, "ABC") ? "is no small text" : NULL;
}

static const struct field field = {
	.name = "headers", .type = FIELD_JSON_OBJECT, .flags = FIELD_MASKED,
	.check = lower_case_only,
};

static struct json_slice
scan(struct arena *arena, const char *text)
{
	struct error ignored = { .arena = arena };
	struct json_slice slice;

	assert_true(json_scan(arena, text, strlen(text), &slice, &ignored));
	return slice;
}

static bool
check(struct arena *arena, const char *text, struct error *err)
{
	const struct value_place place = { .arena = arena, .error = err,
					   .pointer = "/headers" };

	*err = (struct error){ .arena = arena };
	return masked_check(&place, &field, scan(arena, text));
}

static void
texts_and_null_are_taken(void **state)
{
	struct error err;

	assert_true(check(*state, "{}", &err));
	assert_true(check(*state, "{\"a\":\"b\",\"c\":null,\"d\":\"\"}", &err));
	assert_int_equal(err.kind, ERROR_NONE);
}

static void
all_that_are_wrong_are_told(void **state)
{
	struct error err;

	assert_false(check(*state, "{\"a\":1,\"b\":\"A\",\"c\":\"d\",\"bad\":"
			   "\"e\"}", &err));
	assert_string_equal(err.fields->pointer, "/headers/a");
	assert_string_equal(err.fields->message, "must be a text");
	assert_string_equal(err.fields->next->pointer, "/headers/b");
	assert_string_equal(err.fields->next->message, "is no small text");
	assert_string_equal(err.fields->next->next->pointer, "/headers/bad");
	assert_null(err.fields->next->next->next);
}

static void
behind_a_mask_only_the_name_is_in_question(void **state)
{
	struct error err;

	assert_true(check(*state, "{\"a\":\"" MASK "ABCA\"}", &err));
	assert_false(check(*state, "{\"bad\":\"" MASK "ABCA\"}", &err));
}

static void
there_are_only_so_many(void **state)
{
	struct error err;
	char text[512] = "{", member[24];

	for (int i = 0; i <= MASKED_MAX; i++) {
		snprintf(member, sizeof member, "%s\"x%d\":\"\"",
			 i ? "," : "", i);
		strcat(text, member);
	}
	strcat(text, "}");
	assert_false(check(*state, text, &err));
	assert_string_equal(err.fields->pointer, "/headers");
}

static void
each_text_is_sealed_for_its_name(void **state)
{
	const struct seal_place object = { "things", "sealed", ID };
	struct data_key *key = data_key_new(*state, ID, ID);
	const char *sealed = masked_seal(*state, key, &object,
		"{\"X-A\":\"text\",\"b\":\"" MASK "text\",\"c\":null}");
	struct error err = { .arena = *state };
	struct json_member *members;
	struct secret secret;
	struct seal_place place;
	size_t count;

	members = json_members(*state, scan(*state, sealed), &count);
	assert_int_equal(count, 3);
	assert_string_equal(members[0].name, "x-a");
	assert_int_equal(members[1].value.type, JSON_TRUE);
	assert_int_equal(members[2].value.type, JSON_NULL);

	place = masked_place(*state, &object, "x-a");
	assert_string_equal(place.row, ID "/x-a");
	assert_true(seal_open(*state, key, &place,
			      json_slice_text(*state, members[0].value),
			      &secret, &err));
	assert_string_equal(secret.text, "text");
	place = masked_place(*state, &object, "b");
	assert_false(seal_open(*state, key, &place,
			       json_slice_text(*state, members[0].value),
			       &secret, &err));
}

static void
without_a_text_no_key_is_needed(void **state)
{
	const struct seal_place object = { "things", "sealed", ID };

	assert_string_equal(masked_seal(*state, NULL, &object,
					"{\"A\":\"" MASK "\",\"B\":null}"),
			    "{\"a\":true,\"b\":null}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(texts_and_null_are_taken),
		arena_test(all_that_are_wrong_are_told),
		arena_test(behind_a_mask_only_the_name_is_in_question),
		arena_test(there_are_only_so_many),
		arena_test(each_text_is_sealed_for_its_name),
		arena_test(without_a_text_no_key_is_needed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
