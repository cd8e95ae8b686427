/* What was used, as somebody outside has measured it: reported, one or many at once. */
#include "app/api/usage.h"

#include "app/api/body.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/batch.h"
#include "resource/call.h"
#include "resource/resource.h"

enum { RECORDS_MAX = 1000 };

static const struct statement add_usage_records = {
	.name = "add_usage_records",
	.sql = "select api.add_usage_records($1::jsonb) as recorded",
};

static const struct batch_of records_of = {
	.resource = &usage_record_resource, .row = "records",
	.max = RECORDS_MAX,
};

bool
usage_add_plan(struct request *req, struct unit *unit)
{
	struct batch *batch = arena_alloc(req->arena, sizeof *batch);

	req->state = batch;
	return body_batch(req, "usageRecords", &records_of, batch)
	       && unit_add(unit, &add_usage_records, batch->json);
}

bool
usage_add_reply(struct request *req, const struct rows *rows,
		struct response *res)
{
	const struct batch *batch = req->state;
	int64_t recorded = rows_int(&rows[0], 0, "recorded");
	struct json_writer json = response_json(res, 201);

	json_begin_object(&json);
	json_member_int(&json, "accepted", (int64_t)batch->count);
	json_member_int(&json, "recorded", recorded);
	json_member_int(&json, "repeated", (int64_t)batch->count - recorded);
	json_end_object(&json);
	return true;
}

static const struct member add_body[] = {
	{ .field = { .name = "usageRecords", .max = RECORDS_MAX,
		     .flags = FIELD_REQUIRED },
	  .row = &usage_record_resource, .is_list = true },
	{ 0 }
};

static const struct member add_answer[] = {
	{ MEMBER("accepted", FIELD_INT, .help = "How many there were") },
	{ MEMBER("recorded", FIELD_INT, .help = "How many of them are new") },
	{ MEMBER("repeated", FIELD_INT,
		 .help = "How many were known, and are as they were") },
	{ 0 }
};

const struct call usage_add_call = {
	.status = 201, .body = add_body, .answer = add_answer,
	.flags = CALL_BODY_OF_MANY,
	.help = "A record, an array of records, or an object with them as"
		" usageRecords. A request may be repeated: an event that is known"
		" is accepted, and not counted again.",
};
