/* Schemas of members, in bodies and in answers; see openapi_internal.h. */
#include "resource/openapi_internal.h"

static void write_object(struct draft *, const struct member *,
			 enum schema_use, bool is_open);

static void
write_row_with(struct draft *d, const struct member *member, bool is_list,
	       enum schema_use use)
{
	json_write_name(&d->json, "allOf");
	json_begin_array(&d->json);
	json_begin_object(&d->json);
	schema_refer_to_row(d, member, is_list, use);
	json_end_object(&d->json);
	json_begin_object(&d->json);
	write_object(d, member->members, use, true);
	json_end_object(&d->json);
	json_end_array(&d->json);
}

static void
write_one(struct draft *d, const struct member *member, bool is_list,
	  enum schema_use use, bool is_nullable)
{
	if (member->row && member->members)
		write_row_with(d, member, is_list, use);
	else if (member->row)
		schema_refer_to_row(d, member, is_list, use);
	else if (member->members) {
		schema_type(d, "object", is_nullable, false);
		write_object(d, member->members, use, true);
	} else {
		schema_value(d, &member->field, use, is_nullable,
			     member->may_be_text && !member->is_list);
	}
}

/* An item that may be a text, too. */
void
schema_item(struct draft *d, const struct member *member, enum schema_use use)
{
	struct member item = *member;

	item.field.min = item.field.max = 0;
	json_begin_object(&d->json);
	if (member->may_be_text) {
		json_write_name(&d->json, "anyOf");
		json_begin_array(&d->json);
		json_begin_object(&d->json);
		json_member_text(&d->json, "type", "string");
		json_member_text(&d->json, "pattern", schema_long_text);
		json_end_object(&d->json);
		json_begin_object(&d->json);
	}
	write_one(d, &item, true, use, false);
	if (member->may_be_text) {
		json_end_object(&d->json);
		json_end_array(&d->json);
	}
	json_end_object(&d->json);
}

void
schema_list(struct draft *d, const struct member *member, enum schema_use use,
	    bool is_nullable)
{
	schema_type(d, "array", is_nullable, false);
	json_write_name(&d->json, "items");
	schema_item(d, member, use);
	schema_bounds(d, "minItems", member->field.min, "maxItems",
		      member->field.max);
	if (member->field.help)
		json_member_text(&d->json, "description", member->field.help);
}

static bool
can_be_null(const struct member *member, enum schema_use use)
{
	return use == USE_BODY ? !(member->field.flags & FIELD_REQUIRED)
			       : member->is_nullable;
}

void
schema_member(struct draft *d, const struct member *member, enum schema_use use)
{
	json_write_name(&d->json, member->field.name);
	json_begin_object(&d->json);
	if (member->is_list)
		schema_list(d, member, use, can_be_null(member, use));
	else
		write_one(d, member, false, use, can_be_null(member, use));
	json_end_object(&d->json);
}

static void
write_required(struct draft *d, const struct member *members)
{
	bool is_begun = false;

	for (; members->field.name; members++) {
		if (members->is_optional)
			continue;
		if (!is_begun) {
			json_write_name(&d->json, "required");
			json_begin_array(&d->json);
		}
		is_begun = true;
		json_write_text(&d->json, members->field.name);
	}
	if (is_begun)
		json_end_array(&d->json);
}

static void
write_object(struct draft *d, const struct member *members, enum schema_use use,
	     bool is_open)
{
	json_write_name(&d->json, "properties");
	json_begin_object(&d->json);
	for (const struct member *m = members; m->field.name; m++)
		schema_member(d, m, use);
	json_end_object(&d->json);
	write_required(d, members);
	if (!is_open)
		json_member_bool(&d->json, "additionalProperties", false);
}

/* One of these names is needed, whichever. */
static void
write_either(struct draft *d, const char *const *names)
{
	json_write_name(&d->json, "anyOf");
	json_begin_array(&d->json);
	for (; *names; names++) {
		json_begin_object(&d->json);
		json_write_name(&d->json, "required");
		json_begin_array(&d->json);
		json_write_text(&d->json, *names);
		json_end_array(&d->json);
		json_end_object(&d->json);
	}
	json_end_array(&d->json);
}

void
schema_members(struct draft *d, const struct member *members,
	       enum schema_use use, const char *const *either, bool is_open)
{
	json_begin_object(&d->json);
	json_member_text(&d->json, "type", "object");
	write_object(d, members, use, is_open);
	if (either)
		write_either(d, either);
	json_end_object(&d->json);
}
