#include "base/zone.h"

#include <string.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/error.h"

enum {
	HEADER_SIZE = 44,
	TYPE_SIZE = 6,
	TYPES_MAX = 256,		/* an index is one octet */
	RULE_SIZE_MAX = 128,
	OFFSET_MAX_S = 26 * 3600,	/* RFC 9636, section 3.2 */
};

struct transition {
	int64_t at_s;
	uint8_t type;
};

struct zone {
	const char *name;
	const struct transition *transitions;
	size_t transition_count;
	const struct zone_time *types;	/* the first: before all transitions */
	bool has_rule;
	struct zone_rule rule;		/* after the last of them */
};

static const struct zone_time utc_time = { 0, "UTC" };
static const struct zone utc = { .name = "UTC", .types = &utc_time };

/* What is left of the file; a block that begins there. */
struct input {
	const unsigned char *at;
	size_t left;
};

struct block {
	size_t isut_count, isstd_count, leap_count, time_count, type_count;
	size_t char_count;
	size_t time_size;		/* 4 in the first block, else 8 */
	unsigned char version;
};

static const unsigned char *
take(struct input *input, size_t count, size_t size)
{
	const unsigned char *at = input->at;

	if (count > input->left / size)
		return NULL;
	input->at += count * size;
	input->left -= count * size;
	return at;
}

static int64_t
signed_number(const unsigned char *at, size_t size)
{
	uint64_t number = at[0] & 0x80 ? UINT64_MAX : 0;

	for (size_t i = 0; i < size; i++)
		number = number << 8 | at[i];
	return (int64_t)number;
}

static size_t
count_at(const unsigned char *at)
{
	return (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
}

static bool
take_header(struct input *input, size_t time_size, struct block *block)
{
	const unsigned char *at = take(input, 1, HEADER_SIZE);

	if (!at || memcmp(at, "TZif", 4) != 0)
		return false;
	*block = (struct block){
		.version = at[4], .time_size = time_size,
		.isut_count = count_at(at + 20),
		.isstd_count = count_at(at + 24),
		.leap_count = count_at(at + 28),
		.time_count = count_at(at + 32),
		.type_count = count_at(at + 36),
		.char_count = count_at(at + 40),
	};
	return block->type_count >= 1 && block->type_count <= TYPES_MAX
		&& block->char_count >= 1;
}

/* What stands behind the words: leap seconds, and how rules were written. */
static bool
skip_tail(struct input *input, const struct block *block)
{
	return take(input, block->leap_count, block->time_size + 4)
		&& take(input, block->isstd_count, 1)
		&& take(input, block->isut_count, 1);
}

static bool
skip_block(struct input *input, const struct block *block)
{
	return take(input, block->time_count, block->time_size + 1)
		&& take(input, block->type_count, TYPE_SIZE)
		&& take(input, block->char_count, 1)
		&& skip_tail(input, block);
}

static bool
set_transitions(struct arena *arena, struct zone *zone,
		const struct block *block, const unsigned char *times,
		const unsigned char *indexes)
{
	struct transition *list
		= arena_alloc(arena, (block->time_count + 1) * sizeof *list);

	for (size_t i = 0; i < block->time_count; i++) {
		list[i].at_s = signed_number(times + i * block->time_size,
					     block->time_size);
		list[i].type = indexes[i];
		if (list[i].type >= block->type_count
		    || (i > 0 && list[i].at_s <= list[i - 1].at_s))
			return false;
	}
	zone->transitions = list;
	zone->transition_count = block->time_count;
	return true;
}

static bool
set_type(struct zone_time *type, const unsigned char *at,
	 const unsigned char *words, size_t words_size)
{
	int64_t offset_s = signed_number(at, 4);
	size_t begin = at[5];
	size_t len = 0;

	while (begin + len < words_size && words[begin + len] != '\0')
		len++;
	if (begin + len >= words_size || len >= ZONE_WORD_SIZE
	    || offset_s < -OFFSET_MAX_S || offset_s > OFFSET_MAX_S)
		return false;
	type->offset_s = (int32_t)offset_s;
	memcpy(type->word, words + begin, len);
	type->word[len] = '\0';
	return true;
}

static bool
set_types(struct arena *arena, struct zone *zone, const struct block *block,
	  const unsigned char *types, const unsigned char *words)
{
	struct zone_time *list
		= arena_alloc(arena, block->type_count * sizeof *list);

	for (size_t i = 0; i < block->type_count; i++)
		if (!set_type(&list[i], types + i * TYPE_SIZE, words,
			      block->char_count))
			return false;
	zone->types = list;
	return true;
}

static bool
take_block(struct arena *arena, struct input *input, const struct block *block,
	   struct zone *zone)
{
	const unsigned char *times
		= take(input, block->time_count, block->time_size);
	const unsigned char *indexes = times ? take(input, block->time_count, 1)
					     : NULL;
	const unsigned char *types
		= indexes ? take(input, block->type_count, TYPE_SIZE) : NULL;
	const unsigned char *words = types ? take(input, block->char_count, 1)
					   : NULL;

	return words && skip_tail(input, block)
		&& set_transitions(arena, zone, block, times, indexes)
		&& set_types(arena, zone, block, types, words);
}

/* Between two line feeds; an empty one says nothing of the time to come. */
static bool
take_footer(struct input *input, struct zone *zone)
{
	const unsigned char *at = input->at;
	const unsigned char *end
		= input->left > 1 ? memchr(at + 1, '\n', input->left - 1) : NULL;
	char rule[RULE_SIZE_MAX];
	size_t len;

	if (!end || *at != '\n' || end - at > RULE_SIZE_MAX)
		return false;
	len = (size_t)(end - at) - 1;
	memcpy(rule, at + 1, len);
	rule[len] = '\0';
	zone->has_rule = len > 0;
	return len == 0 || zone_rule_parse(rule, &zone->rule);
}

/* From version 2 on, a second block says the same in more bits. */
static bool
take_file(struct arena *arena, struct input *input, struct zone *zone)
{
	struct block block;

	if (!take_header(input, 4, &block))
		return false;
	if (block.version < '2')
		return take_block(arena, input, &block, zone);
	return skip_block(input, &block)
		&& take_header(input, 8, &block)
		&& take_block(arena, input, &block, zone)
		&& take_footer(input, zone);
}

const struct zone *
zone_parse(struct arena *arena, const char *name, const char *bytes, size_t len,
	   struct error *err)
{
	struct zone *zone = arena_alloc(arena, sizeof *zone);
	struct input input = { (const unsigned char *)bytes, len };

	zone->name = name;
	if (take_file(arena, &input, zone))
		return zone;
	fail(err, ERROR_BAD_REQUEST, "'%s' is no TZif file", name);
	return NULL;
}

const struct zone *
zone_utc(void)
{
	return &utc;
}

const char *
zone_name(const struct zone *zone)
{
	return zone->name;
}

bool
zone_is_utc(const struct zone *zone)
{
	return strcmp(zone->name, utc.name) == 0;
}

/* How many transitions there were at a moment. */
static size_t
count_until(const struct zone *zone, int64_t unix_s)
{
	size_t low = 0, high = zone->transition_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->transitions[middle].at_s <= unix_s)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct zone_time *
zone_at(const struct zone *zone, int64_t unix_s)
{
	size_t count = count_until(zone, unix_s);

	if (count == zone->transition_count && zone->has_rule)
		return zone_rule_at(&zone->rule, unix_s);
	return &zone->types[count ? zone->transitions[count - 1].type : 0];
}

/* A day to either side clocks go as before, or as after, what may change here. */
int64_t
zone_moment(const struct zone *zone, int64_t local_s)
{
	int32_t before = zone_at(zone, local_s - CIVIL_DAY_S)->offset_s;
	int32_t after = zone_at(zone, local_s + CIVIL_DAY_S)->offset_s;
	int64_t first = local_s - before, second = local_s - after;

	if (zone_at(zone, first)->offset_s == before)
		return first;
	if (zone_at(zone, second)->offset_s == after)
		return second;
	return first;
}
