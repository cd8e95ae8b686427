#include "app/api/workflow_file.h"

#include <string.h>

#include "app/api/body.h"
#include "app/api/workflow.h"
#include "base/arena.h"
#include "base/time.h"
#include "db/rows.h"
#include "http/request.h"
#include "json/writer.h"

bool
workflow_file_array(const struct request *req, const char *name,
		    struct json_slice *array)
{
	return body_find(req, name, array) && array->type == JSON_ARRAY;
}

bool
workflow_file_is_sent(struct request *req)
{
	struct json_slice ignored;

	return workflow_file_array(req, "nodes", &ignored)
	       && workflow_file_array(req, "edges", &ignored);
}

bool
workflow_file_names(const char *const *names, const char *name)
{
	while (*names && strcmp(*names, name) != 0)
		names++;
	return *names != NULL;
}

static void
write_item(struct json_writer *json, struct arena *arena,
	   struct json_slice item, const char *const *names)
{
	struct json_member *members;
	size_t count;

	members = json_members(arena, item, &count);
	json_begin_object(json);
	for (size_t i = 0; i < count; i++) {
		if (!workflow_file_names(names, members[i].name))
			continue;
		json_write_name(json, members[i].name);
		json_write_raw(json, members[i].value.text,
			       members[i].value.len);
	}
	json_end_object(json);
}

void
workflow_file_items(struct json_writer *json, struct arena *arena,
		    const char *name, struct json_slice array,
		    const char *const *names)
{
	struct json_member *items;
	size_t count;

	items = json_members(arena, array, &count);
	json_write_name(json, name);
	json_begin_array(json);
	for (size_t i = 0; i < count; i++)
		if (items[i].value.type == JSON_OBJECT)
			write_item(json, arena, items[i].value, names);
	json_end_array(json);
}

static struct workflow_file
sent_flow(struct request *req)
{
	const char *name = body_text(req, "name");
	const char *description = body_text(req, "description");
	struct workflow_file flow = {
		.name = name ? name : "",
		.description = description ? description : "",
		.created = body_text(req, "createdAt"),
		.updated = body_text(req, "updatedAt"),
	};

	workflow_file_array(req, "nodes", &flow.nodes);
	workflow_file_array(req, "edges", &flow.edges);
	return flow;
}

/* The database gives what was scanned on its way in. */
static struct json_slice
stored_array(const struct rows *rows, const char *name)
{
	return (struct json_slice){
		JSON_ARRAY, rows_named(rows, 0, name),
		rows_length(rows, 0, rows_column(rows, name)),
	};
}

static const char *
stored_time(struct request *req, const struct rows *rows, const char *name)
{
	char *text = arena_alloc(req->arena, TIME_TEXT_SIZE);

	return time_from_sql(rows_named(rows, 0, name), text) ? text : NULL;
}

static struct workflow_file
stored_flow(struct request *req, const struct rows *rows)
{
	return (struct workflow_file){
		.name = rows_named(rows, 0, "name"),
		.description = rows_named(rows, 0, "description"),
		.nodes = stored_array(rows, "nodes"),
		.edges = stored_array(rows, "edges"),
		.created = stored_time(req, rows, "created_at"),
		.updated = stored_time(req, rows, "updated_at"),
	};
}

bool
workflow_file_find(struct request *req, const struct rows *rows,
		   struct workflow_file *out)
{
	if (req->json.len == 0 && !workflow_check_found(req, &rows[0]))
		return false;
	*out = req->json.len == 0 ? stored_flow(req, &rows[0]) : sent_flow(req);
	return true;
}
