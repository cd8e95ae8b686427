#include "app/api/faults.h"

#include "base/error.h"
#include "flow/graph.h"
#include "http/request.h"
#include "http/response.h"
#include "json/writer.h"
#include "resource/call.h"

static void
write_error(struct json_writer *json, const struct check_error *error)
{
	json_begin_object(json);
	json_member_text(json, "nodeId", error->node_id);
	json_member_text(json, "field", error->field);
	json_member_text(json, "message", error->message);
	json_end_object(json);
}

bool
faults_answer(struct request *req, struct json_slice document,
	      struct check_error also, struct response *res)
{
	struct json_writer json;
	struct error error = { .arena = req->arena };
	struct graph *graph = graph_read(req->arena, document, &error);
	struct check *check = graph ? check_graph(req->arena, graph) : NULL;
	struct check_error whole = { .message = error.message };

	json = response_json(res, 200);
	json_begin_object(&json);
	json_member_bool(&json, "valid",
			 check && check->count == 0 && !also.message);
	json_write_name(&json, "errors");
	json_begin_array(&json);
	if (!check)
		write_error(&json, &whole);
	for (size_t i = 0; check && i < check->count; i++)
		write_error(&json, &check->errors[i]);
	if (also.message)
		write_error(&json, &also);
	json_end_array(&json);
	json_end_object(&json);
	return true;
}

static const struct member fault_members[] = {
	{ MEMBER("nodeId", FIELD_TEXT), .is_nullable = true },
	{ MEMBER("field", FIELD_TEXT), .is_nullable = true },
	{ MEMBER("message", FIELD_TEXT) },
	{ 0 }
};

const struct member faults_members[] = {
	{ MEMBER("valid", FIELD_BOOL) },
	{ .field = { .name = "errors" }, .members = fault_members,
	  .is_list = true },
	{ 0 }
};
