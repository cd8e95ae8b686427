#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena_state.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/zone.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

/* What a file says; the rest of it is made around. */
struct content {
	char version;
	int64_t times[4];
	unsigned char types[4];
	size_t time_count;
	int32_t offsets[3];
	size_t type_count;
	const char *footer;		/* NULL: none */
};

static const struct content berlin = {
	.version = '2',
	.times = { 1711846800, 1729990800 },	/* 2024-03-31, 2024-10-27 */
	.types = { 1, 0 }, .time_count = 2,
	.offsets = { 3600, 7200 }, .type_count = 2,
	.footer = "\nCET-1CEST,M3.5.0,M10.5.0/3\n",
};

static void
put_number(struct buf *buf, int64_t number, int size)
{
	while (size-- > 0)
		buf_char(buf, (char)((uint64_t)number >> (8 * size)));
}

static void
put_block(struct buf *buf, const struct content *content, int time_size)
{
	static const char words[] = "CET\0CEST\0+01";
	static const char unused[15 + 3 * 4];

	buf_text(buf, "TZif");
	buf_char(buf, content->version);
	buf_add(buf, unused, sizeof unused);
	put_number(buf, (int64_t)content->time_count, 4);
	put_number(buf, (int64_t)content->type_count, 4);
	put_number(buf, sizeof words, 4);
	for (size_t i = 0; i < content->time_count; i++)
		put_number(buf, content->times[i], time_size);
	for (size_t i = 0; i < content->time_count; i++)
		buf_char(buf, (char)content->types[i]);
	for (size_t i = 0; i < content->type_count; i++) {
		put_number(buf, content->offsets[i], 4);
		put_number(buf, (int64_t)i << 8 | (int64_t)(i < 2 ? i * 4 : 9),
			   2);
	}
	buf_add(buf, words, sizeof words);
}

static struct buf
file_of(struct arena *arena, const struct content *content)
{
	struct buf buf;

	buf_init(&buf, arena, 256);
	put_block(&buf, content, 4);
	if (content->version >= '2')
		put_block(&buf, content, 8);
	if (content->footer)
		buf_text(&buf, content->footer);
	return buf;
}

static const struct zone *
parsed(struct arena *arena, const char *bytes, size_t len)
{
	struct error err = { .arena = arena };
	const struct zone *zone
		= zone_parse(arena, "Europe/Berlin", bytes, len, &err);

	assert_int_equal(zone == NULL, err.kind != ERROR_NONE);
	return zone;
}

static const struct zone *
zone_of(struct arena *arena, const struct content *content)
{
	struct buf buf = file_of(arena, content);

	return parsed(arena, buf.bytes, buf.len);
}

static void
check_offset(const struct zone *zone, int64_t unix_s, int offset_s)
{
	assert_int_equal(zone_at(zone, unix_s)->offset_s, offset_s);
}

static void
an_offset_holds_from_its_transition_on(void **state)
{
	const struct zone *zone = zone_of(*state, &berlin);

	check_offset(zone, INT64_MIN, 3600);
	check_offset(zone, 1711846799, 3600);
	check_offset(zone, 1711846800, 7200);
	check_offset(zone, 1729990799, 7200);
	assert_string_equal(zone_at(zone, 1720000000)->word, "CEST");
	assert_string_equal(zone_name(zone), "Europe/Berlin");
	assert_false(zone_is_utc(zone));
}

static void
behind_the_last_transition_the_rule_holds(void **state)
{
	const struct zone *zone = zone_of(*state, &berlin);

	check_offset(zone, 1774746000, 7200);		/* 2026-03-29 */
	check_offset(zone, 4102444800, 3600);		/* 2100-01-01 */
}

static void
without_a_rule_the_last_offset_stays(void **state)
{
	struct content content = berlin;

	content.footer = "\n\n";
	check_offset(zone_of(*state, &content), 1782907200, 3600);
}

static void
a_file_of_the_first_version_has_one_block(void **state)
{
	struct content content = berlin;

	content.version = '\0';
	content.footer = NULL;
	check_offset(zone_of(*state, &content), 1720000000, 7200);
}

static void
a_local_time_is_found_again(void **state)
{
	const struct zone *zone = zone_of(*state, &berlin);

	/* 2026-07-01, 2026-01-01 */
	assert_int_equal(zone_moment(zone, 1782864000), 1782864000 - 7200);
	assert_int_equal(zone_moment(zone, 1767225600), 1767225600 - 3600);
}

static void
an_hour_that_is_there_twice_means_the_first(void **state)
{
	const struct zone *zone = zone_of(*state, &berlin);

	/* 2026-10-25, 02:30 */
	assert_int_equal(zone_moment(zone, 1792895400), 1792895400 - 7200);
}

static void
an_hour_that_is_skipped_is_as_before(void **state)
{
	const struct zone *zone = zone_of(*state, &berlin);

	/* 2026-03-29, 02:00 and 02:30 */
	assert_int_equal(zone_moment(zone, 1774749600), 1774746000);
	assert_int_equal(zone_moment(zone, 1774751400), 1774747800);
}

static void
no_beginning_of_a_file_is_one(void **state)
{
	struct buf buf = file_of(*state, &berlin);

	for (size_t len = 0; len < buf.len; len++)
		if (parsed(*state, buf.bytes, len))
			fail_msg("%zu of %zu bytes are taken for a file", len,
				 buf.len);
}

static void
a_file_that_contradicts_itself_is_refused(void **state)
{
	struct content wrong[] = { berlin, berlin, berlin, berlin, berlin };

	wrong[0].types[1] = 2;			/* no such type */
	wrong[1].times[1] = wrong[1].times[0];	/* not in order */
	wrong[2].offsets[0] = 100000;
	wrong[3].footer = "\nCET\n";
	wrong[4].type_count = 0;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_null(zone_of(*state, &wrong[i]));
}

static void
counts_that_no_file_holds_are_refused(void **state)
{
	for (size_t at = 20; at < 44; at += 4) {
		struct buf buf = file_of(*state, &berlin);

		memset(buf.bytes + at, 0xff, 4);
		assert_null(parsed(*state, buf.bytes, buf.len));
	}
}

static void
utc_is_always_there(void **state)
{
	(void)state;
	check_offset(zone_utc(), 1782907200, 0);
	assert_string_equal(zone_at(zone_utc(), 0)->word, "UTC");
	assert_true(zone_is_utc(zone_utc()));
	assert_int_equal(zone_moment(zone_utc(), 1782907200), 1782907200);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(an_offset_holds_from_its_transition_on),
		arena_test(behind_the_last_transition_the_rule_holds),
		arena_test(without_a_rule_the_last_offset_stays),
		arena_test(a_file_of_the_first_version_has_one_block),
		arena_test(a_local_time_is_found_again),
		arena_test(an_hour_that_is_there_twice_means_the_first),
		arena_test(an_hour_that_is_skipped_is_as_before),
		arena_test(no_beginning_of_a_file_is_one),
		arena_test(a_file_that_contradicts_itself_is_refused),
		arena_test(counts_that_no_file_holds_are_refused),
		arena_test(utc_is_always_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
