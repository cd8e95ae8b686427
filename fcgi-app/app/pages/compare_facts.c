#include "app/pages/compare_facts.h"

#include <stdlib.h>

#include "app/pages/compare_parts.h"
#include "app/pages/run_view.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "json/json.h"

static const struct statement compare_about = {
	.name = "compare_about",
	.sql = "select e.id, e.agent_id, e.agent_name, e.workflow_id,"
	       " e.workflow_name, (select nullif(a.model, '') from api.agents a where a.id ="
	       " e.agent_id) as model, e.status, e.trigger, e.title, e.error,"
	       " e.start_time, e.duration_ms, e.tokens, e.cost_micros, e.created_at"
	       " from api.executions e where e.id = $1::uuid",
};

bool
compare_facts_add(struct unit *unit, const char *execution)
{
	return unit_add(unit, &compare_about, execution);
}

static void
show_side(struct request *req, struct json *side, const struct rows *rows,
	  const struct clock *clock)
{
	const char *status = rows_named(rows, 0, "status");
	struct arena *arena = req->arena;

	view_id(side, rows_named(rows, 0, "id"));
	run_set_name(arena, side, rows_named(rows, 0, "title"));
	run_set_state(side, status);
	view_text(side, "agent_id", rows_named(rows, 0, "agent_id"));
	view_text(side, "agent_name", rows_named(rows, 0, "agent_name"));
	view_text(side, "workflow_id", rows_named(rows, 0, "workflow_id"));
	view_text(side, "workflow_name", rows_named(rows, 0, "workflow_name"));
	view_text(side, "model", rows_named(rows, 0, "model"));
	run_set_trigger(side, rows_named(rows, 0, "trigger"));
	view_time(clock, side, "created", rows_named(rows, 0, "created_at"));
	run_set_duration(arena, side, status, rows_named(rows, 0, "start_time"),
			 rows_named(rows, 0, "duration_ms"), clock->now_ms);
	json_set_static(side, "tokens",
			run_tokens(arena, rows_named(rows, 0, "tokens")));
	json_set_static(side, "cost",
			view_cost(arena, rows_int(rows, 0, "cost_micros")));
}

/* What two runs can differ in by their words. */
static const struct {
	const char *column, *mark;
} words[] = {
	{ "status", "status_differs" }, { "agent_id", "agent_differs" },
	{ "workflow_id", "workflow_differs" }, { "model", "model_differs" },
	{ "trigger", "trigger_differs" },
};

static void
mark_words(struct json *side, const struct rows *a, const struct rows *b)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		json_set_bool(side, words[i].mark,
			      !text_equal(rows_named(a, 0, words[i].column),
					  rows_named(b, 0, words[i].column)));
	json_set_bool(side, "has_agent", rows_named(a, 0, "agent_id")
		      || rows_named(b, 0, "agent_id"));
	json_set_bool(side, "has_workflow", rows_named(a, 0, "workflow_id")
		      || rows_named(b, 0, "workflow_id"));
	json_set_bool(side, "has_model", rows_named(a, 0, "model")
		      || rows_named(b, 0, "model"));
}

static const char *
signed_text(struct arena *arena, int64_t by, const char *text)
{
	if (by == 0)
		return NULL;
	return arena_printf(arena, "%s%s", by > 0 ? "+" : "−", text);
}

/* A run that has not ended has no duration to compare with. */
static void
show_differences(struct arena *arena, struct json *side, const struct rows *a,
		 const struct rows *b)
{
	int64_t tokens = rows_int(b, 0, "tokens") - rows_int(a, 0, "tokens");
	int64_t cost = rows_int(b, 0, "cost_micros")
		       - rows_int(a, 0, "cost_micros");
	bool both_ended = rows_named(a, 0, "duration_ms")
			  && rows_named(b, 0, "duration_ms");

	json_set_static(side, "duration_by", both_ended ? compare_ms(arena,
			rows_int(a, 0, "duration_ms"),
			rows_int(b, 0, "duration_ms")) : NULL);
	json_set_static(side, "tokens_by", signed_text(arena, tokens,
			view_count(arena, llabs(tokens))));
	json_set_static(side, "cost_by", signed_text(arena, cost,
			view_cost(arena, llabs(cost))));
}

void
compare_facts_show(struct request *req, struct json *data,
		   const struct rows *a, const struct rows *b)
{
	struct json *sides = json_set_array(data, "sides");
	struct json *left = json_add_object(sides);
	struct json *right = json_add_object(sides);
	struct clock clock = view_clock(req);

	json_set_static(left, "letter", "A");
	json_set_static(right, "letter", "B");
	show_side(req, left, a, &clock);
	show_side(req, right, b, &clock);
	mark_words(left, a, b);
	mark_words(right, a, b);
	show_differences(req->arena, left, a, a);
	show_differences(req->arena, right, a, b);
}

const char *
compare_error(const struct rows *rows)
{
	return rows_named(rows, 0, "error");
}
