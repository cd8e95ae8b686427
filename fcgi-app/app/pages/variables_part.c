/* The variables of a workflow, in its form: a row each; see workflow_parts.h. */
#include "app/pages/workflow_parts.h"

#include <stdlib.h>
#include <string.h>

#include "app/pages/form.h"
#include "app/pages/view.h"
#include "app/variable.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "http/request.h"
#include "json/json.h"
#include "json/scan.h"
#include "json/writer.h"

#define PREFIX "variables/"
#define SPARE 3			/* rows for new ones */

enum { NAME, TYPE, VALUE, DESCRIPTION, REST, CELLS };

static const char *const members[CELLS] = {
	"name", "type", "value", "description", "rest"
};

static const struct choice types[] = {
	{ "string", "Text" }, { "number", "Number" }, { "boolean", "Yes or no" },
	{ "json", "JSON" }, { NULL, NULL }
};

static const struct form_field cells[CELLS] = {
	[NAME] = { .label = "Name", .max = 255, .is_half = true },
	[TYPE] = { .label = "Type", .kind = FORM_CHOICE, .choices = types,
		   .is_half = true },
	[VALUE] = { .label = "Value", .is_half = true },
	[DESCRIPTION] = { .label = "Description", .is_half = true },
	[REST] = { .kind = FORM_HIDDEN },
};

/* One variable as it is typed; NULL is nothing. */
struct row {
	const char *cells[CELLS];
};

struct table {
	struct row *rows;
	size_t count;
	bool is_sent;		/* rows were, if only blank ones */
};

static struct table
new_table(struct arena *arena, size_t count)
{
	return (struct table){
		.rows = arena_alloc(arena, (count + SPARE + 1)
					   * sizeof(struct row)),
		.count = count,
	};
}

/* --- of what is stored --- */

static int
cell_of(const char *member)
{
	for (int i = NAME; i < REST; i++)
		if (strcmp(members[i], member) == 0)
			return i;
	return REST;
}

static const char *
type_of(enum json_type value)
{
	switch (value) {
	case JSON_STRING:
		return "string";
	case JSON_NUMBER:
		return "number";
	case JSON_TRUE:
	case JSON_FALSE:
		return "boolean";
	default:
		return "json";
	}
}

static const char *
written(struct arena *arena, struct json_slice value)
{
	if (value.type == JSON_NULL)
		return NULL;
	return value.type == JSON_STRING ? json_slice_text(arena, value)
					 : json_slice_raw(arena, value);
}

static bool
has_cell(const char *member)
{
	return cell_of(member) != REST;
}

static void
read_variable(struct arena *arena, struct json_slice object, struct row *row)
{
	struct json_member *list;
	size_t count;

	list = json_members(arena, object, &count);
	for (size_t i = 0; i < count; i++) {
		int cell = cell_of(list[i].name);

		if (cell == REST)
			continue;
		row->cells[cell] = written(arena, list[i].value);
		if (cell == VALUE && !row->cells[TYPE])
			row->cells[TYPE] = type_of(list[i].value.type);
	}
	row->cells[REST] = written(arena, json_rest(arena, list, count,
						    has_cell));
}

/* A list of variables, or an object of values. */
static struct table
read_stored(struct arena *arena, const char *json)
{
	bool is_list = *json == '[';
	struct json_slice whole = { is_list ? JSON_ARRAY : JSON_OBJECT, json,
				    strlen(json) };
	struct json_member *items;
	struct table table;
	size_t count;

	items = json_members(arena, whole, &count);
	table = new_table(arena, count);
	for (size_t i = 0; i < count; i++) {
		struct row *row = &table.rows[i];

		if (!is_list) {
			row->cells[NAME] = items[i].name;
			row->cells[TYPE] = type_of(items[i].value.type);
			row->cells[VALUE] = written(arena, items[i].value);
		} else if (items[i].value.type == JSON_OBJECT) {
			read_variable(arena, items[i].value, row);
		}
	}
	return table;
}

void
variables_show(struct request *req, struct json *data, const char *variables)
{
	struct table table = read_stored(req->arena, variables);
	struct json *list = json_set_array(data, "variables");

	for (size_t i = 0; i < table.count; i++) {
		struct json *item = json_add_object(list);

		for (int cell = NAME; cell < REST; cell++)
			view_text(item, members[cell], table.rows[i].cells[cell]);
	}
	json_set_bool(data, "has_variables", table.count > 0);
}

/* --- of what was sent --- */

/* "variables/3/name" is a cell of the row 3; false: it is none. */
static bool
find_cell(const char *name, size_t *row, int *cell)
{
	const char *number = name + strlen(PREFIX);
	char *end;

	if (!text_starts(name, PREFIX) || *number < '0' || *number > '9')
		return false;
	*row = strtoul(number, &end, 10);
	if (*end != '/' || *row >= VARIABLES_MAX + SPARE)
		return false;
	for (*cell = 0; *cell < CELLS; (*cell)++)
		if (strcmp(end + 1, members[*cell]) == 0)
			return true;
	return false;
}

static bool
is_blank(struct arena *arena, const struct row *row)
{
	for (int i = 0; i < CELLS; i++)
		if (i != TYPE && i != REST && row->cells[i]
		    && *text_trim(arena, row->cells[i]))
			return false;
	return true;
}

/* Rows that were left blank, or made so, are none. */
static struct table
read_sent(const struct request *req)
{
	struct table table = new_table(req->arena, VARIABLES_MAX + SPARE);
	size_t row, count = 0;
	int cell;

	for (size_t i = 0; i < req->form.count; i++)
		if (find_cell(req->form.list[i].name, &row, &cell)) {
			table.rows[row].cells[cell] = req->form.list[i].value;
			table.is_sent = true;
		}
	for (row = 0; row < table.count; row++)
		if (!is_blank(req->arena, &table.rows[row]))
			table.rows[count++] = table.rows[row];
	table.count = count;
	return table;
}

/* --- the fields --- */

static void
add_row(struct arena *arena, const struct row *row, size_t index,
	struct form_field *fields, const char **values)
{
	for (int i = 0; i < CELLS; i++) {
		fields[i] = cells[i];
		fields[i].name = arena_printf(arena, PREFIX "%zu/%s", index,
					      members[i]);
		fields[i].id = arena_printf(arena, "variables-%zu-%s", index,
					    members[i]);
		values[i] = row->cells[i];
	}
}

struct form_part
variables_part(struct request *req, const char *variables)
{
	struct arena *arena = req->arena;
	struct table table = variables ? read_stored(arena, variables)
				       : read_sent(req);
	size_t count = table.count + SPARE;
	struct form_field *fields;
	const char **values;

	memset(table.rows + table.count, 0, SPARE * sizeof *table.rows);
	fields = arena_alloc(arena, (count * CELLS + 1) * sizeof *fields);
	values = arena_alloc(arena, (count * CELLS + 1) * sizeof *values);
	for (size_t i = 0; i < count; i++)
		add_row(arena, &table.rows[i], i, fields + i * CELLS,
			values + i * CELLS);
	return (struct form_part){ "variable_fields", fields, values };
}

/* --- as a member --- */

static void
write_value(struct arena *arena, struct json_writer *json,
	    const struct row *row)
{
	struct error ignored = { .arena = arena };
	const char *text = row->cells[VALUE];
	struct json_slice value;
	bool is_text = text_equal(row->cells[TYPE], "string");

	if (!text || (!*text && !is_text))
		return;
	json_write_name(json, members[VALUE]);
	/* What is no JSON is a text, and refused where that does not fit. */
	if (!is_text && json_scan(arena, text, strlen(text), &value, &ignored))
		json_write_raw(json, value.text, value.len);
	else
		json_write_text(json, text);
}

static void
write_others(struct arena *arena, struct json_writer *json, const char *rest)
{
	struct error ignored = { .arena = arena };
	struct json_slice object;
	struct json_member *list;
	size_t count;

	if (!rest || !json_scan(arena, rest, strlen(rest), &object, &ignored)
	    || object.type != JSON_OBJECT)
		return;
	list = json_members(arena, object, &count);
	for (size_t i = 0; i < count; i++) {
		if (cell_of(list[i].name) != REST)
			continue;
		json_write_name(json, list[i].name);
		json_write_raw(json, list[i].value.text, list[i].value.len);
	}
}

static void
write_row(struct arena *arena, struct json_writer *json, const struct row *row)
{
	const char *description = row->cells[DESCRIPTION];

	json_begin_object(json);
	write_others(arena, json, row->cells[REST]);
	json_member_text(json, members[NAME], row->cells[NAME]
			 ? text_trim(arena, row->cells[NAME]) : "");
	json_member_text(json, members[TYPE], row->cells[TYPE]
			 ? row->cells[TYPE] : types[0].value);
	write_value(arena, json, row);
	if (description && *description)
		json_member_text(json, members[DESCRIPTION], description);
	json_end_object(json);
}

void
variables_gather(struct request *req)
{
	struct table table = read_sent(req);
	struct json_writer json;
	struct buf buf;

	if (!table.is_sent)
		return;
	buf_init(&buf, req->arena, 256);
	json_writer_init(&json, &buf);
	json_begin_array(&json);
	for (size_t i = 0; i < table.count; i++)
		write_row(req->arena, &json, &table.rows[i]);
	json_end_array(&json);
	form_set(req, "variables", buf.bytes);
}
