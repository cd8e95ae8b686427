#include "app/api/answer.h"

#include <string.h>

#include "db/rows.h"
#include "json/writer.h"
#include "resource/call.h"

static void
write_member(struct json_writer *json, const struct field *field,
	     const char *text)
{
	bool is_number = field->type == FIELD_INT || field->type == FIELD_NUMBER;

	if (field->type == FIELD_TIME) {
		json_member_time(json, field->name, text);
	} else if (text && is_number) {
		json_write_name(json, field->name);
		json_write_raw(json, text, strlen(text));
	} else {
		json_member_text(json, field->name, text);
	}
}

void
answer_members(struct json_writer *json, const struct rows *rows, int row,
	       const struct member *member)
{
	for (; member->field.name; member++)
		if (member->field.shown)
			write_member(json, &member->field,
				     rows_named(rows, row,
						member->field.shown));
}

void
answer_rows(struct json_writer *json, const char *name, const struct rows *rows,
	    const struct member *members)
{
	json_write_name(json, name);
	json_begin_array(json);
	for (int row = 0; row < rows->count; row++) {
		json_begin_object(json);
		answer_members(json, rows, row, members);
		json_end_object(json);
	}
	json_end_array(json);
}
