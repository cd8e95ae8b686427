/* Two versions of a workflow or a flowchart: what was added, removed and changed. */
#include "app/flow_diff.h"

#include <string.h>

#include "app/pages/diff_view.h"
#include "app/pages/flow_versions.h"
#include "app/pages/handlers.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "flow/doc.h"
#include "flow/graph.h"
#include "http/aside.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "json/writer.h"

#define SHOWN_MAX 200		/* of a part: no page is longer */

static const struct statement workflow_versions_of = {
	.name = "workflow_versions_of",
	.sql = "select v.version, w.name from api.workflows w"
	       " join workflow_versions v on v.workflow_id = w.id"
	       " where w.id = app.row_id('workflow', $1::text)"
	       " order by v.version desc limit " FLOW_VERSIONS_LISTED,
};

static const struct statement flowchart_versions_of = {
	.name = "flowchart_versions_of",
	.sql = "select v.version, f.agent_name from api.flowcharts f"
	       " join flowchart_versions v on v.flowchart_id = f.id"
	       " where f.agent_id = app.row_id('agent', $1::text)"
	       " order by v.version desc limit " FLOW_VERSIONS_LISTED,
};

enum { ROWS_SIDES, ROWS_VERSIONS };

/* Titles of steps on both sides. */
struct titles {
	const struct graph *after, *before;	/* NULL: cannot be read */
};

static const struct graph *
read_graph(struct arena *arena, struct json_slice nodes)
{
	struct error ignored = { .arena = arena };
	struct json_writer json;
	struct buf buf;

	if (nodes.len == 0)
		return NULL;
	buf_init(&buf, arena, nodes.len + 32);
	json_writer_init(&json, &buf);
	json_begin_object(&json);
	json_write_name(&json, "nodes");
	json_write_raw(&json, nodes.text, nodes.len);
	json_end_object(&json);
	return graph_read(arena, (struct json_slice){ JSON_OBJECT, buf.bytes,
						      buf.len }, &ignored);
}

static const char *
title_of(const struct titles *titles, const char *id)
{
	const struct graph *graphs[] = { titles->after, titles->before };

	for (int i = 0; id && i < 2; i++) {
		int place = graphs[i] ? graph_find(graphs[i], id) : -1;

		if (place >= 0)
			return graphs[i]->nodes[place].title;
	}
	return id;
}

static const char *
end_of(struct arena *arena, const struct titles *titles, const struct doc *doc,
       const char *const *names)
{
	const char *id = NULL;

	for (; *names && !id; names++)
		id = doc_id(arena, doc, *names);
	return id ? title_of(titles, id) : "?";
}

/* "Load ticket → Send reply" */
static const char *
edge_title(struct arena *arena, const struct titles *titles,
	   struct json_slice edge)
{
	static const char *const from[] = { "source", "from", "sourceNodeId", NULL };
	static const char *const to[] = { "target", "to", "targetNodeId", NULL };
	struct doc doc = doc_open(arena, &edge);

	return arena_printf(arena, "%s → %s", end_of(arena, titles, &doc, from),
			    end_of(arena, titles, &doc, to));
}

static const char *
written(struct arena *arena, struct json_slice value)
{
	struct buf buf;

	buf_init(&buf, arena, value.len * 2 + 16);
	if (value.len > 0)
		json_pretty(&buf, value.text, value.len);
	return buf.bytes;
}

static void
show_item(struct arena *arena, struct json *items, const struct titles *titles,
	  const struct flow_diff_part *part, const struct delta_item *item)
{
	struct json_slice value = item->after.len ? item->after : item->before;
	const char *title = item->id;
	struct json *object = json_add_object(items);

	if (part->kind == FLOW_DIFF_NODES)
		title = title_of(titles, item->id);
	else if (part->kind == FLOW_DIFF_EDGES)
		title = edge_title(arena, titles, value);
	json_set_static(object, "change", delta_word(item->kind));
	json_set_static(object, "member", title);
	view_text(object, "item", text_equal(title, item->id) ? NULL : item->id);
	diff_view_show(arena, object, written(arena, item->before),
		       written(arena, item->after));
}

/* "2 added, 1 removed" */
static const char *
count_changes(struct arena *arena, const struct delta *delta)
{
	size_t counts[DELTA_MOVED + 1] = { 0 };
	struct buf buf;

	buf_init(&buf, arena, 64);
	for (size_t i = 0; i < delta->count; i++)
		counts[delta->items[i].kind]++;
	for (int kind = 0; kind <= DELTA_MOVED; kind++)
		if (counts[kind] > 0)
			buf_printf(&buf, "%s%zu %s", buf.len ? ", " : "",
				   counts[kind], delta_word(kind));
	return buf.bytes;
}

/* False: nothing differs. */
static bool
show_part(struct request *req, struct json *parts, const struct rows *rows,
	  const struct titles *titles, const struct flow_diff_part *part)
{
	struct delta delta = flow_diff_delta(req, rows, part);
	struct json *object, *items;

	if (delta.count == 0)
		return false;
	object = json_add_object(parts);
	json_set_static(object, "title", part->title);
	json_set_static(object, "part", part->member);
	json_set_static(object, "words", count_changes(req->arena, &delta));
	items = json_set_array(object, "items");
	for (size_t i = 0; i < delta.count && i < SHOWN_MAX; i++)
		show_item(req->arena, items, titles, part, &delta.items[i]);
	json_set_static(object, "rest", delta.count > SHOWN_MAX
			? view_count(req->arena,
				     (int64_t)(delta.count - SHOWN_MAX)) : NULL);
	return true;
}

static void
show_side(struct request *req, struct json *data, const char *side,
	  const struct rows *rows)
{
	struct clock clock = view_clock(req);
	int row = flow_diff_side(rows, side);
	struct json *object;

	if (row < 0) {
		json_set_static(data, side, NULL);
		return;
	}
	object = json_set_object(data, side);
	json_set_static(object, "version", rows_text(rows, row, 1));
	view_text(object, "label", rows_text(rows, row, 2));
	view_text(object, "by", rows_text(rows, row, 3));
	view_time(&clock, object, "created", rows_text(rows, row, 4));
}

static void
show_choices(struct json *data, const char *name, const struct rows *versions,
	     const char *chosen)
{
	struct json *choices = json_set_array(data, name);
	bool is_listed = false;

	for (int row = 0; row < versions->count; row++) {
		const char *version = rows_text(versions, row, 0);
		struct json *choice = json_add_object(choices);
		bool is_chosen = text_equal(version, chosen);

		json_set_static(choice, "version", version);
		json_set_bool(choice, "is_chosen", is_chosen);
		is_listed |= is_chosen;
	}
	if (chosen && !is_listed) {
		struct json *choice = json_add_object(choices);

		json_set_static(choice, "version", chosen);
		json_set_bool(choice, "is_chosen", true);
	}
}

static const char *
version_of(const struct rows *rows, const char *side)
{
	int row = flow_diff_side(rows, side);

	return row < 0 ? NULL : rows_text(rows, row, 1);
}

static bool
show(struct request *req, const struct rows *rows, struct response *res,
     const struct flow_diff *diff)
{
	const struct rows *sides = &rows[ROWS_SIDES];
	struct json *data = json_object(req->arena), *parts;
	struct titles titles = {
		read_graph(req->arena, flow_diff_column(sides, "to", "nodes")),
		read_graph(req->arena, flow_diff_column(sides, "from", "nodes")),
	};
	bool differs = false;

	show_side(req, data, "from", sides);
	show_side(req, data, "to", sides);
	parts = json_set_array(data, "parts");
	for (const struct flow_diff_part *part = diff->parts; part->column; part++)
		differs |= show_part(req, parts, sides, &titles, part);
	json_set_bool(data, "differs", differs);
	show_choices(data, "from_choices", &rows[ROWS_VERSIONS],
		     version_of(sides, "from"));
	show_choices(data, "to_choices", &rows[ROWS_VERSIONS],
		     version_of(sides, "to"));
	json_set_static(data, "name", rows_text(&rows[ROWS_VERSIONS], 0, 1));
	json_set_bool(data, "is_workflow", diff == &workflow_diff);
	json_set_static(data, "path", arena_copy(req->arena, req->path,
			strlen(req->path) - strlen("/diff")));
	return response_page(res, 200, "pages/flow-diff", data);
}

static bool
show_workflow(struct request *req, const struct rows *rows,
	      struct response *res)
{
	return show(req, rows, res, &workflow_diff);
}

static bool
show_flowchart(struct request *req, const struct rows *rows,
	       struct response *res)
{
	return show(req, rows, res, &flowchart_diff);
}

bool
workflow_diff_page_plan(struct request *req, struct unit *unit)
{
	return flow_diff_add(req, unit, &workflow_diff)
	       && unit_add(unit, &workflow_versions_of, request_param(req, "id"));
}

/* Large graphs take long to compare. */
bool
workflow_diff_page(struct request *req, const struct rows *rows,
		   struct response *res)
{
	return flow_diff_check(req, &rows[ROWS_SIDES])
	       && aside_begin(req, rows, res, show_workflow, NULL);
}

bool
flowchart_diff_page_plan(struct request *req, struct unit *unit)
{
	return flow_diff_add(req, unit, &flowchart_diff)
	       && unit_add(unit, &flowchart_versions_of, request_param(req, "id"));
}

bool
flowchart_diff_page(struct request *req, const struct rows *rows,
		    struct response *res)
{
	return flow_diff_check(req, &rows[ROWS_SIDES])
	       && aside_begin(req, rows, res, show_flowchart, NULL);
}
