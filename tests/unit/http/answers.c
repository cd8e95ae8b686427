#include "http/answers.h"

#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

const struct statement echo = { .name = "echo", .sql = "select $1" };
const struct statement other = { .name = "other", .sql = "select 1" };

bool
echo_plan(struct request *req, struct unit *unit)
{
	return unit_add(unit, &echo, request_query(req, "value"))
		&& unit_add(unit, &other);
}

bool
ok_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json = response_json(res, 200);

	(void)req;
	(void)rows;
	json_begin_object(&json);
	json_member_text(&json, "ok", "yes");
	json_end_object(&json);
	return true;
}

bool
hello_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json *data = json_object(req->arena);

	(void)rows;
	json_set_text(data, "name", "<hello>");
	return response_page(res, 200, "pages/hello", data);
}
