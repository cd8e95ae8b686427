/* Which statement serves a list; see sql.h. */
#include "resource/sql.h"

#include <string.h>

#define BIT(i) ((uint64_t)1 << (i))

static int
count_bits(uint64_t bits)
{
	return __builtin_popcountll(bits);
}

int
list_shape_merged(const struct resource *resource, const struct list_shape *shape)
{
	uint64_t several = shape->filters & ~shape->single;
	int field = several ? __builtin_ctzll(several) : -1;

	if (shape->is_loose || count_bits(several) != 1
	    || !(resource->fields[shape->sort].flags & FIELD_OF_ID)
	    || !(resource->fields[field].flags & FIELD_MERGE))
		return -1;
	return field;
}

uint64_t
list_shape_tags(const struct resource *resource, const struct list_shape *shape)
{
	uint64_t tags = 0;

	for (int i = 0; resource->fields[i].name; i++)
		if (resource->fields[i].type == FIELD_TAGS)
			tags |= shape->filters & BIT(i);
	return tags;
}

bool
list_shape_is_found(const struct resource *resource, const struct list_shape *shape)
{
	uint64_t tags = list_shape_tags(resource, shape);

	return resource->searched && (shape->has_search || tags)
	       && !shape->is_loose && !resource->owner
	       && !((shape->filters & ~tags) | shape->after | shape->before);
}

/* One value of the filter that an order of its own has an index with. */
static bool
is_ordered_with(const struct resource *resource, const struct list_shape *shape)
{
	const char *filter = resource->fields[shape->sort].ordered_with;

	return filter && shape->filters == shape->single
	       && shape->filters == BIT(resource_field(resource, filter));
}

bool
sql_bounds_id(const struct resource *resource, const struct field *field)
{
	return resource->is_by_id_time || field->flags & FIELD_OF_ID;
}

/* Ranges of one time, which bounds the id. */
static bool
is_span(const struct resource *resource, const struct list_shape *shape)
{
	uint64_t ranges = shape->after | shape->before;

	return count_bits(ranges) == 1
	       && sql_bounds_id(resource,
				&resource->fields[__builtin_ctzll(ranges)]);
}

/* Ranges of the time that orders the list: its index has those rows, and no others. */
static bool
is_ordered_range(const struct resource *resource, const struct list_shape *shape)
{
	uint64_t sort = BIT(shape->sort);

	return !shape->filters && !shape->has_search
	       && (shape->after | shape->before) == sort
	       && resource->fields[shape->sort].flags & FIELD_RANGE;
}

/*
 * One condition, two of equality, or one with words and a range of one time, which
 * bounds the id and so prunes: there is an index for the usual ones, each in the order
 * of id. An owner is in each list, and leads each index, whatever its order. Words that
 * are searched find rows before all else, by statements of their own.
 */
static bool
is_usual(const struct resource *resource, const struct list_shape *shape)
{
	int filters = count_bits(shape->filters);
	int ranges = count_bits(shape->after) + count_bits(shape->before);
	int conditions = filters + ranges + shape->has_search;
	bool is_default = strcmp(resource->order + (resource->order[0] == '-'),
				 resource->fields[shape->sort].name) == 0;

	if (conditions == 0 || list_shape_is_found(resource, shape))
		return true;
	if (resource->owner && filters + ranges == 1)
		return true;
	if (!is_default)
		return is_ordered_range(resource, shape)
		       || (conditions == 1 && is_ordered_with(resource, shape));
	if (conditions == 1)
		return true;
	if (filters == 2)
		return conditions == 2 && (count_bits(shape->single) == 2
					   || list_shape_merged(resource, shape) >= 0);
	if (resource->searched && shape->has_search && filters > 0)
		return false;
	return filters <= 1 && (ranges == 0 || is_span(resource, shape));
}

/* Few limits, so that there are few statements. */
static int
loose_limit(int limit)
{
	static const int few = 25;

	if (limit <= few)
		return few;
	return limit < SQL_LIMIT_MAX ? SQL_LIMIT_MAX : limit;
}

/* What finds rows before all else stays as it is asked for. */
void
list_shape_settle(const struct resource *resource, struct list_shape *shape)
{
	bool has_search = shape->has_search && resource->searched;
	uint64_t tags = list_shape_tags(resource, shape);

	if (is_usual(resource, shape))
		return;
	shape->is_loose = true;
	shape->filters = tags;
	shape->single = shape->after = shape->before = 0;
	shape->has_search = has_search;
	for (int i = 0; resource->fields[i].name; i++) {
		int flags = resource->fields[i].flags;

		if (flags & FIELD_FILTER && resource->fields[i].type != FIELD_TAGS)
			shape->filters |= BIT(i);
		if (flags & FIELD_RANGE)
			shape->after |= BIT(i);
		shape->has_search |= !resource->searched && flags & FIELD_SEARCH;
	}
	shape->before = shape->after;
	shape->limit = loose_limit(shape->limit);
}
