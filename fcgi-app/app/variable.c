#include "app/variable.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "json/slice.h"

#define NAME_MAX_LENGTH 255

/* One variable of a list while it is looked at. */
struct checking {
	struct arena *arena;
	struct error *err;
	size_t index;
	struct json_member *members;
	size_t count;
};

static bool
wrong(const struct checking *checking, const char *member, const char *message)
{
	return fail_field(checking->err,
			  arena_printf(checking->arena, "/variables/%zu%s%s",
				       checking->index, *member ? "/" : "",
				       member),
			  "invalid", "%s", message);
}

static const struct json_slice *
find(const struct checking *checking, const char *name)
{
	for (size_t i = 0; i < checking->count; i++)
		if (strcmp(checking->members[i].name, name) == 0
		    && checking->members[i].value.type != JSON_NULL)
			return &checking->members[i].value;
	return NULL;
}

/* The text of a member; NULL where it is none. */
static const char *
find_text(const struct checking *checking, const char *name)
{
	const struct json_slice *value = find(checking, name);

	return value && value->type == JSON_STRING
	       ? json_slice_text(checking->arena, *value) : NULL;
}

static bool
check_name(const struct checking *checking)
{
	const char *name = find_text(checking, "name");

	if (!name || !*text_trim(checking->arena, name))
		return wrong(checking, "name", "is required");
	if (text_length(name) > NAME_MAX_LENGTH || !text_is_plain(name))
		return wrong(checking, "name", "must be a line of at most 255"
			     " characters");
	return true;
}

/* What a value of a type has to be, in words; NULL: it is. */
static const char *
misfit(const char *type, enum json_type value)
{
	if (text_equal(type, "string"))
		return value == JSON_STRING ? NULL : "must be a text";
	if (text_equal(type, "number"))
		return value == JSON_NUMBER ? NULL : "must be a number";
	if (text_equal(type, "boolean"))
		return value == JSON_TRUE || value == JSON_FALSE
		       ? NULL : "must be true or false";
	return NULL;
}

static bool
check_type(const struct checking *checking, const char **type)
{
	static const char *const types[] = {
		"string", "number", "boolean", "json", NULL
	};
	size_t i = 0;

	*type = find_text(checking, "type");
	if (!find(checking, "type"))
		return true;
	while (types[i] && !text_equal(types[i], *type))
		i++;
	return types[i] || wrong(checking, "type",
				 "must be string, number, boolean or json");
}

/* A variable may have no value yet, and one without a type any. */
static bool
check_value(const struct checking *checking)
{
	const struct json_slice *value = find(checking, "value");
	const char *type, *message;

	if (!check_type(checking, &type))
		return false;
	message = value && type ? misfit(type, value->type) : NULL;
	return !message || wrong(checking, "value", message);
}

static bool
check_one(struct arena *arena, struct json_slice item, size_t index,
	  struct error *err)
{
	struct checking checking = { .arena = arena, .err = err,
				     .index = index };
	bool is_named, is_typed;

	if (item.type != JSON_OBJECT)
		return wrong(&checking, "", "must be an object");
	checking.members = json_members(arena, item, &checking.count);
	is_named = check_name(&checking);
	is_typed = check_value(&checking);
	return is_named && is_typed;
}

static const char *
name_of(struct arena *arena, struct json_slice item)
{
	struct checking checking = { .arena = arena };

	checking.members = json_members(arena, item, &checking.count);
	return find_text(&checking, "name");
}

static bool
check_names(struct arena *arena, const struct json_member *items, size_t count,
	    struct error *err)
{
	const char **names = arena_alloc(arena, (count + 1) * sizeof *names);
	bool is_good = true;

	for (size_t i = 0; i < count; i++) {
		struct checking checking = { .arena = arena, .err = err,
					     .index = i };
		size_t k = 0;

		names[i] = name_of(arena, items[i].value);
		while (k < i && !text_equal(names[k], names[i]))
			k++;
		if (k < i)
			is_good = wrong(&checking, "name",
					"is the name of another one already");
	}
	return is_good;
}

static bool
check_list(struct arena *arena, struct json_slice list, struct error *err)
{
	struct json_member *items;
	bool is_good = true;
	size_t count;

	items = json_members(arena, list, &count);
	if (count > VARIABLES_MAX)
		return fail_field(err, "/variables", "invalid",
				  "are %zu, at most %d are allowed", count,
				  VARIABLES_MAX);
	for (size_t i = 0; i < count; i++)
		if (!check_one(arena, items[i].value, i, err))
			is_good = false;
	return is_good && check_names(arena, items, count, err);
}

bool
variables_check(struct arena *arena, const char *json, struct error *err)
{
	struct json_slice whole = { JSON_ARRAY, json, strlen(json) };

	if (*json == '[')
		return check_list(arena, whole, err);
	return *json == '{'
	       || fail_field(err, "/variables", "invalid",
			     "must be a list of variables");
}
