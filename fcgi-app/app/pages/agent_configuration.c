/* How an agent is set up, and what it can do. */
#include "app/pages/handlers.h"

#include "app/pages/agent_view.h"
#include "app/pages/payload.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"

#define LISTED 200		/* as the statement says, and one more */

static const struct statement configured_agent = {
	.name = "configured_agent",
	.sql = "select id, name, status, activity, instructions, configuration"
	       " from api.agents where id = $1::uuid",
};

static const struct statement agent_capabilities = {
	.name = "agent_capabilities",
	.sql = "select id, name, description, round((confidence * 100)::numeric),"
	       " usage_count, last_used_at from api.agent_capabilities"
	       " where agent_id = $1::uuid order by name, id limit 201",
};

enum { ID, NAME, DESCRIPTION, CONFIDENCE, USES, LAST_USED };
enum { ROWS_AGENT, ROWS_CAPABILITIES };

bool
agent_configuration_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return crud_check_found(req, &agent_resource, NULL);
	return unit_add(unit, &configured_agent, id)
	       && unit_add(unit, &agent_capabilities, id);
}

static void
show_capability(struct arena *arena, struct json *item, const struct rows *rows,
		int row, const struct clock *clock)
{
	json_set_static(item, "capability", rows_text(rows, row, ID));
	view_text(item, "name", rows_text(rows, row, NAME));
	view_text(item, "description", rows_text(rows, row, DESCRIPTION));
	json_set_static(item, "confidence",
			arena_printf(arena, "%s %%",
				     rows_text(rows, row, CONFIDENCE)));
	view_total(arena, item, "uses", "use",
		   view_int(rows_text(rows, row, USES)));
	view_time(clock, item, "used", rows_text(rows, row, LAST_USED));
}

static void
show_capabilities(struct request *req, struct json *data,
		  const struct rows *rows)
{
	struct json *list = json_set_array(data, "capabilities");
	const struct clock clock = view_clock(req);

	for (int row = 0; row < rows->count && row < LISTED; row++)
		show_capability(req->arena, json_add_object(list), rows, row,
				&clock);
	json_set_bool(data, "has_capabilities", rows->count > 0);
	json_set_bool(data, "has_more", rows->count > LISTED);
}

bool
agent_configuration_page(struct request *req, const struct rows *rows,
			 struct response *res)
{
	const struct rows *agent = &rows[ROWS_AGENT];
	struct json *data = json_object(req->arena);

	if (!crud_check_found(req, &agent_resource, agent))
		return false;
	agent_show_head(req, data, agent, "is_configuration");
	view_text(data, "instructions", rows_named(agent, 0, "instructions"));
	payload_add(req->arena, json_set_array(data, "parts"), "Configuration",
		    rows_named(agent, 0, "configuration"), NULL,
		    arena_printf(req->arena, "/api/agents/%s",
				 rows_named(agent, 0, "id")));
	show_capabilities(req, data, &rows[ROWS_CAPABILITIES]);
	return response_page(res, 200, "pages/agent-configuration", data);
}
