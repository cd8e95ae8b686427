/* What differs between two versions of a workflow, or of a flowchart. */
#include "app/flow_diff.h"

#include "app/api/builder.h"
#include "db/rows.h"
#include "http/aside.h"
#include "http/request.h"
#include "http/response.h"
#include "json/writer.h"
#include "resource/call.h"
#include "resource/crud.h"

static void
write_side(struct json_writer *json, const struct rows *rows, const char *side)
{
	int row = flow_diff_side(rows, side);

	json_write_name(json, side);
	if (row < 0) {
		json_write_null(json);
		return;
	}
	json_begin_object(json);
	json_write_name(json, "revision");
	json_write_raw(json, rows_text(rows, row, 1), rows_length(rows, row, 1));
	json_member_text(json, "version", rows_text(rows, row, 2));
	json_member_time(json, "createdAt", rows_text(rows, row, 4));
	json_end_object(json);
}

static void
write_value(struct json_writer *json, const char *name, struct json_slice value)
{
	json_write_name(json, name);
	if (value.len > 0)
		json_write_raw(json, value.text, value.len);
	else
		json_write_null(json);
}

static void
write_part(struct json_writer *json, struct request *req,
	   const struct rows *rows, const struct flow_diff_part *part)
{
	struct delta delta = flow_diff_delta(req, rows, part);

	json_write_name(json, part->member);
	json_begin_array(json);
	for (size_t i = 0; i < delta.count; i++) {
		const struct delta_item *item = &delta.items[i];

		json_begin_object(json);
		json_member_text(json, "id", item->id);
		json_member_text(json, "change", delta_word(item->kind));
		write_value(json, "before", item->before);
		write_value(json, "after", item->after);
		json_end_object(json);
	}
	json_end_array(json);
}

static bool
answer(struct request *req, const struct rows *rows, struct response *res,
       const struct flow_diff *diff)
{
	const struct flow_diff_part *part = diff->parts;
	struct json_writer json;

	if (!flow_diff_check(req, &rows[0]))
		return false;
	json = response_json(res, 200);
	json_begin_object(&json);
	write_side(&json, &rows[0], "from");
	write_side(&json, &rows[0], "to");
	for (; part->column; part++)
		write_part(&json, req, &rows[0], part);
	json_end_object(&json);
	return response_revalidate(res);
}

static bool
answer_workflow(struct request *req, const struct rows *rows,
		struct response *res)
{
	return answer(req, rows, res, &workflow_diff);
}

static bool
answer_flowchart(struct request *req, const struct rows *rows,
		 struct response *res)
{
	return answer(req, rows, res, &flowchart_diff);
}

bool
workflow_diff_plan(struct request *req, struct unit *unit)
{
	return flow_diff_add(req, unit, &workflow_diff);
}

/* Large graphs take long to compare. */
bool
workflow_diff_reply(struct request *req, const struct rows *rows,
		    struct response *res)
{
	return aside_begin(req, rows, res, answer_workflow, NULL);
}

bool
flowchart_diff_plan(struct request *req, struct unit *unit)
{
	return flow_diff_add(req, unit, &flowchart_diff);
}

bool
flowchart_diff_reply(struct request *req, const struct rows *rows,
		     struct response *res)
{
	return aside_begin(req, rows, res, answer_flowchart, NULL);
}

static const struct member diff_query[] = {
	{ MEMBER("from", FIELD_INT, .min = 1, .max = INT32_MAX,
		 .help = "The earlier revision; the one before to") },
	{ MEMBER("to", FIELD_INT, .min = 1, .max = INT32_MAX,
		 .help = "The later one; the present one") },
	{ 0 }
};

static const struct member side_members[] = {
	{ MEMBER("revision", FIELD_INT) },
	{ MEMBER("version", FIELD_TEXT, .help = "As its client called it"),
	  .is_nullable = true },
	{ MEMBER("createdAt", FIELD_TIME) },
	{ 0 }
};

static const struct member change_members[] = {
	{ MEMBER("id", FIELD_TEXT, .help = "Or its name, or # and its place") },
	{ MEMBER("change", FIELD_TEXT, .example = "changed",
		 .help = "added, removed, changed, or moved: only its position") },
	{ MEMBER("before", FIELD_JSON), .is_nullable = true },
	{ MEMBER("after", FIELD_JSON), .is_nullable = true },
	{ 0 }
};

#define SIDES \
	{ .field = { .name = "from" }, .members = side_members, \
	  .is_nullable = true }, \
	{ .field = { .name = "to" }, .members = side_members }
#define CHANGES(name_) \
	{ .field = { .name = name_ }, .members = change_members, .is_list = true }

static const struct member workflow_members[] = {
	SIDES, CHANGES("nodes"), CHANGES("edges"), CHANGES("variables"),
	CHANGES("members"), { 0 }
};

static const struct member flowchart_members[] = {
	SIDES, CHANGES("nodes"), CHANGES("connections"), CHANGES("metadata"),
	CHANGES("layout"), CHANGES("members"), { 0 }
};

const struct call workflow_diff_call = {
	.query = diff_query, .answer = workflow_members, .flags = CALL_TAGGED,
};

const struct call flowchart_diff_call = {
	.query = diff_query, .answer = flowchart_members, .flags = CALL_TAGGED,
};
