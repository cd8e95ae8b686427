#include "app/api/workflow.h"

#include <string.h>

#include "app/api/document.h"
#include "app/drawing.h"
#include "app/resources/resources.h"
#include "base/buf.h"
#include "base/error.h"
#include "db/rows.h"
#include "http/request.h"
#include "http/response.h"
#include "json/scan.h"
#include "json/writer.h"
#include "resource/crud.h"
#include "resource/resource.h"

const struct drawing_columns workflow_columns = {
	.name = "name", .description = "description", .nodes = "nodes",
	.edges = "edges", .edges_member = "edges", .extra = "extra",
};

/* Beside the read-only fields: what we answer, and clients send back. */
static bool
is_echo(const char *name)
{
	static const char *const echoes[] = { "id", "_id", "createdBy", "source",
					      NULL };
	size_t i = 0;

	while (echoes[i] && strcmp(echoes[i], name) != 0)
		i++;
	return echoes[i] != NULL;
}

static bool
is_field(const char *name)
{
	return strcmp(name, "extra") != 0
	       && resource_field(&workflow_resource, name) >= 0;
}

static void
copy(struct json_writer *json, const struct json_member *member)
{
	json_write_name(json, member->name);
	json_write_raw(json, member->value.text, member->value.len);
}

static bool
is_extra(const struct json_member *member)
{
	return !is_field(member->name) && !is_echo(member->name);
}

static void
write_extra(struct json_writer *json, const struct json_member *members,
	    size_t count)
{
	json_write_name(json, "extra");
	json_begin_object(json);
	for (size_t i = 0; i < count; i++)
		if (is_extra(&members[i]))
			copy(json, &members[i]);
	json_end_object(json);
}

/* "extra" where there is any, because what is not sent stays. */
static void
write_gathered(struct json_writer *json, const struct json_member *members,
	       size_t count)
{
	size_t extra = 0;

	json_begin_object(json);
	for (size_t i = 0; i < count; i++) {
		extra += is_extra(&members[i]);
		if (is_field(members[i].name))
			copy(json, &members[i]);
	}
	if (extra > 0)
		write_extra(json, members, count);
	json_end_object(json);
}

bool
workflow_gather(struct request *req)
{
	struct json_writer json;
	struct json_member *members;
	struct buf body;
	size_t count;

	if (req->json.type != JSON_OBJECT || req->json.len == 0)
		return true;
	members = json_members(req->arena, req->json, &count);
	buf_init(&body, req->arena, req->json.len + 64);
	json_writer_init(&json, &body);
	write_gathered(&json, members, count);
	return json_scan(req->arena, body.bytes, body.len, &req->json,
			 &req->error);
}

void
workflow_write(struct json_writer *json, const struct request *req,
	       const struct rows *rows, int row)
{
	const char *id = rows_text(rows, row, 0);
	const char *custom = rows_text(rows, row, 1);

	json_begin_object(json);
	json_member_text(json, "id", custom ? custom : id);
	json_member_text(json, "_id", id);
	crud_write_members(json, req, &workflow_resource, rows, row);
	document_write_extra(json, req, rows_named(rows, row, "extra"));
	json_end_object(json);
}

bool
workflow_answer(struct response *res, int status, const struct rows *rows)
{
	struct json_writer json;

	if (response_not_modified(res, rows_named(rows, 0, "version")))
		return true;
	json = response_json(res, status);
	json_begin_object(&json);
	json_member_bool(&json, "success", true);
	json_write_name(&json, workflow_resource.name);
	workflow_write(&json, res->request, rows, 0);
	json_member_text(&json, "source", WORKFLOW_SOURCE);
	json_end_object(&json);
	return true;
}

bool
workflow_check_found(struct request *req, const struct rows *rows)
{
	return rows->count > 0
	       || fail(&req->error, ERROR_NOT_FOUND, "Workflow %s not found",
		       request_param(req, "id"));
}
