/* Installing a blueprint: an agent or a workflow of one's own is made of it. */
#include "app/api/blueprints.h"

#include "app/api/body.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/text.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"

static const struct statement install_blueprint = {
	.name = "install_blueprint",
	.sql = "select kind, name from"
	       " api.install_blueprint($1::uuid, $2::uuid, $3::text)",
};

static const struct member install_body[] = {
	{ MEMBER("name", FIELD_TEXT, .max = 255,
		 .help = "Without it that of the blueprint") },
	{ 0 }
};

bool
blueprint_install_add(struct request *req, struct unit *unit, const char *name)
{
	const char *id = request_param(req, "id");
	char *made = arena_alloc(req->arena, UUID_TEXT_SIZE);

	if (!is_uuid(id))
		return crud_check_found(req, &blueprint_resource, NULL);
	uuid_v7(made);
	req->state = made;
	return unit_add(unit, &install_blueprint, id, made, name);
}

bool
blueprint_install_plan(struct request *req, struct unit *unit)
{
	const char *name;

	return body_check(req, install_body)
	       && body_value(req, &install_body[0].field, &name)
	       && blueprint_install_add(req, unit, name);
}

bool
blueprint_install_reply(struct request *req, const struct rows *rows,
			struct response *res)
{
	struct json_writer json;
	const char *kind;

	if (!crud_check_found(req, &blueprint_resource, &rows[0]))
		return false;
	kind = rows_named(&rows[0], 0, "kind");
	response_header(res, "Location", arena_printf(req->arena, "/api/%ss/%s",
						      kind, (char *)req->state));
	json = response_json(res, 201);
	json_begin_object(&json);
	json_write_name(&json, "installed");
	json_begin_object(&json);
	json_member_text(&json, "kind", kind);
	json_member_text(&json, "id", req->state);
	json_member_text(&json, "name", rows_named(&rows[0], 0, "name"));
	json_end_object(&json);
	json_end_object(&json);
	return true;
}

static const struct member installed_members[] = {
	{ MEMBER("kind", FIELD_CHOICE, .words = &blueprint_kind_words) },
	{ MEMBER("id", FIELD_ID, .help = "Of the agent or workflow") },
	{ MEMBER("name", FIELD_TEXT) },
	{ 0 }
};

static const struct member install_answer[] = {
	{ .field = { .name = "installed" }, .members = installed_members },
	{ 0 }
};

const struct call blueprint_install_call = {
	.status = 201, .body = install_body, .answer = install_answer,
	.flags = CALL_BODY_MAY_MISS,
	.help = "An agent is paused, and a workflow a draft, until somebody has"
		" looked at it.",
};

/* Only one that is made has the name of what is published where none is given. */
static const struct member replace_body[] = {
	{ MEMBER("name", FIELD_TEXT, .min = 1, .max = 255,
		 .flags = FIELD_REQUIRED) },
	{ 0 }
};

const struct call blueprint_replace_call = {
	.kind = CALL_REPLACE, .body = replace_body,
};
