#include "command/import_store.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/time.h"
#include "command/actor.h"
#include "command/import_document.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"
#include "flow/index.h"
#include "import/columns.h"
#include "import/import.h"

static const struct statement add_agent = {
	.name = "import_agent",
	.sql  = "select id, outcome from api.import_agent($1, $2, $3, $4,"
		" $5::jsonb || jsonb_strip_nulls("
		"jsonb_build_object('project_id', $6::uuid)))",
};

static const struct statement add_flowchart = {
	.name = "import_flowchart",
	.sql  = "select id, outcome"
		"  from api.import_flowchart($1, $2, $3, $4, $5, $6)",
};

static const struct statement add_workflow = {
	.name = "import_workflow",
	.sql  = "select id, outcome"
		"  from api.import_workflow($1, $2, $3, $4,"
		" $5::jsonb || jsonb_strip_nulls("
		"jsonb_build_object('project_id', $6::uuid)))",
};

/* A document on its way in. */
struct store {
	struct actor *actor;
	struct arena *arena;
	const char *project;		/* of what is new */
	struct error *err;
};

/*
 * What the database says of a value is about the document; that it is away, or
 * no longer lets us in, is not.
 */
static bool
refuse(struct store *store, const struct error *err)
{
	if (err->kind == ERROR_UNAVAILABLE)
		return fail(store->err, err->kind, "%s", err->message);
	return fail(store->err, ERROR_INVALID, "the database does not take it:"
		    " %s", err->message);
}

static const char *
time_of(struct store *store, const struct import_flow *flow)
{
	char *text;

	if (flow->created_ms == 0)
		return NULL;
	text = arena_alloc(store->arena, TIME_TEXT_SIZE);
	time_format(flow->created_ms, text);
	return text;
}

static bool
take(struct store *store, bool worked, const struct rows *rows,
     const struct error *err, struct import_stored *out)
{
	if (!worked)
		return refuse(store, err);
	out->id = rows_text(rows, 0, 0);
	out->outcome = rows_text(rows, 0, 1);
	return true;
}

static bool
store_workflow(struct store *store, const struct import_flow *flow,
	       struct import_stored *out)
{
	struct error err = { .arena = store->arena };
	struct rows rows;
	bool worked = client_run(store->actor->client, &rows, &err,
		&add_workflow, store->actor->tenant, flow->format, flow->old_id,
		time_of(store, flow), columns_of_workflow(store->arena, flow),
		store->project);

	return take(store, worked, &rows, &err, out);
}

/* An agent is as new as the newer of its row and its flowchart. */
static bool
store_flowchart(struct store *store, const struct import_flow *flow,
		struct import_stored *agent)
{
	struct error err = { .arena = store->arena };
	struct import_stored chart = { NULL, NULL };
	struct rows rows;
	bool worked = client_run(store->actor->client, &rows, &err,
		&add_flowchart, store->actor->tenant, flow->format, flow->old_id,
		time_of(store, flow), agent->id,
		columns_of_flowchart(store->arena, flow));

	if (!take(store, worked, &rows, &err, &chart))
		return false;
	if (text_equal(agent->outcome, "unchanged")
	    && !text_equal(chart.outcome, "unchanged"))
		agent->outcome = "updated";
	return true;
}

static bool
store_agent(struct store *store, const struct import_flow *flow,
	    struct import_stored *out)
{
	struct error err = { .arena = store->arena };
	struct rows rows;
	bool worked = client_run(store->actor->client, &rows, &err, &add_agent,
		store->actor->tenant, flow->format, flow->old_id,
		time_of(store, flow), columns_of_agent(store->arena, flow),
		store->project);

	return take(store, worked, &rows, &err, out)
	       && store_flowchart(store, flow, out);
}

/* Two flows of one id would overwrite each other at each import. */
static bool
are_distinct(struct store *store, const struct import_list *list)
{
	struct index *ids = index_new(store->arena, list->count);

	for (size_t i = 0; i < list->count; i++) {
		const struct import_flow *flow = &list->flows[i];
		const char *key = arena_printf(store->arena, "%d %s %s",
			(int)flow->kind, flow->format, flow->old_id);

		if (!index_add(ids, key, (int)i))
			return fail(store->err, ERROR_INVALID, "two flows of the"
				    " document have the id '%s'", flow->old_id);
	}
	return true;
}

static bool
are_fit(struct store *store, const struct import_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (!columns_fit(&list->flows[i], store->err))
			return false;
	return are_distinct(store, list);
}

static bool
store_all(struct store *store, const struct import_list *list,
	  struct import_stored *out)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct import_flow *flow = &list->flows[i];
		bool worked = flow->kind == IMPORT_AGENT
			? store_agent(store, flow, &out[i])
			: store_workflow(store, flow, &out[i]);

		if (!worked)
			return false;
	}
	return true;
}

bool
import_store(const struct importer *importer, const struct import_list *list,
	     struct import_stored *out, struct error *err)
{
	struct actor *actor = importer->actor;
	struct store store = { actor, importer->arena, importer->project, err };
	bool worked;

	if (!are_fit(&store, list))
		return false;
	worked = actor_begin(actor, importer->arena, err) && store_all(&store, list, out);
	if (worked && !importer->is_dry_run)
		return actor_commit(actor, err);
	actor_undo(actor);
	return worked;
}
