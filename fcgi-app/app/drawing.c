#include "app/drawing.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "db/rows.h"
#include "flow/check.h"
#include "flow/graph.h"
#include "flow/steps.h"
#include "http/app.h"
#include "http/aside.h"
#include "json/slice.h"
#include "json/writer.h"

static const char *
column_text(const struct rows *rows, const char *name)
{
	return name ? rows_named(rows, 0, name) : NULL;
}

static void
add_raw(struct json_writer *json, const struct rows *rows, const char *member,
	const char *name)
{
	if (!column_text(rows, name))
		return;
	json_write_name(json, member);
	json_write_raw(json, rows_named(rows, 0, name),
		       rows_length(rows, 0, rows_column(rows, name)));
}

/* The member of that name, where there is one. */
static void
add_part(struct arena *arena, struct json_writer *json, const char *object,
	 const char *name)
{
	struct json_slice slice = { JSON_OBJECT, object, strlen(object) };
	struct json_member *members;
	size_t count;

	members = json_members(arena, slice, &count);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(members[i].name, name) != 0)
			continue;
		json_write_name(json, name);
		json_write_raw(json, members[i].value.text,
			       members[i].value.len);
		return;
	}
}

/* What the database gives was scanned on its way in. */
struct json_slice
drawing_document(struct arena *arena, const struct rows *rows,
		 const struct drawing_columns *columns)
{
	const char *extra = column_text(rows, columns->extra);
	struct json_writer json;
	struct buf buf;

	buf_init(&buf, arena, 4096);
	json_writer_init(&json, &buf);
	json_begin_object(&json);
	json_member_text(&json, "name", column_text(rows, columns->name));
	json_member_text(&json, "description",
			 column_text(rows, columns->description));
	add_raw(&json, rows, "nodes", columns->nodes);
	add_raw(&json, rows, columns->edges_member, columns->edges);
	add_raw(&json, rows, "metadata", columns->metadata);
	if (extra)
		add_part(arena, &json, extra, "metadata");
	json_end_object(&json);
	return (struct json_slice){ JSON_OBJECT, buf.bytes, buf.len };
}

struct drawing *
drawing_new(struct request *req, const struct rows *of,
	    const struct drawing_columns *columns)
{
	struct drawing *drawing = arena_alloc(req->arena, sizeof *drawing);
	const char *version = req->app->asset_version;

	drawing->error.arena = req->arena;
	drawing->of = of;
	drawing->columns = columns;
	drawing->options.id = "flow";
	drawing->options.icons = arena_printf(req->arena,
			"/static/%s/img/icons.svg", version ? version : "0");
	return drawing;
}

static void
draw(struct request *req, struct drawing *drawing)
{
	struct arena *arena = req->arena;
	struct graph *graph;

	drawing->document = drawing_document(arena, drawing->of,
					     drawing->columns);
	graph = graph_read(arena, drawing->document, &drawing->error);
	if (!graph)
		return;
	drawing->check = check_graph(arena, graph);
	drawing->steps = steps_of(arena, graph, &drawing->options);
	drawing->picture = draw_graph(arena, graph, req->app->dot,
				      &drawing->options);
	drawing->graph = graph;
}

static bool
draw_and_reply(struct request *req, const struct rows *rows,
	       struct response *res)
{
	struct drawing *drawing = drawing_of(req);

	draw(req, drawing);
	return drawing->reply(req, rows, res);
}

static bool
reply_without(struct request *req, const struct rows *rows, struct response *res)
{
	struct drawing *drawing = drawing_of(req);

	fail(&drawing->error, ERROR_UNAVAILABLE,
	     "too many are drawn at the moment; load the page again");
	drawing->error.retry_after_s = 1;
	return drawing->reply(req, rows, res);
}

bool
drawing_begin(struct request *req, const struct rows *rows,
	      struct response *res, struct drawing *drawing, reply_fn *reply)
{
	req->state = drawing;
	drawing->reply = reply;
	return aside_begin(req, rows, res, draw_and_reply, reply_without);
}

struct drawing *
drawing_of(const struct request *req)
{
	return req->state;
}
