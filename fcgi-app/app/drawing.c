#include "app/drawing.h"

#include <setjmp.h>

#include "base/arena.h"
#include "base/buf.h"
#include "db/rows.h"
#include "flow/check.h"
#include "flow/graph.h"
#include "flow/steps.h"
#include "http/app.h"
#include "json/writer.h"

/* A flow of a few dozen nodes fits. */
#define ARENA_SIZE (64 * 1024)

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

/* What the database gives was scanned on its way in. */
struct json_slice
drawing_document(struct arena *arena, const struct rows *rows,
		 const struct drawing_columns *columns)
{
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
	json_end_object(&json);
	return (struct json_slice){ JSON_OBJECT, buf.bytes, buf.len };
}

static void
free_arena(void *arena)
{
	arena_free(arena);
}

struct drawing *
drawing_new(struct request *req, const struct rows *rows, const struct rows *of,
	    const struct drawing_columns *columns)
{
	struct drawing *drawing = arena_alloc(req->arena, sizeof *drawing);
	const char *version = req->app->asset_version;

	drawing->arena = arena_try_new(ARENA_SIZE);
	if (!drawing->arena) {
		fail(&req->error, ERROR_UNAVAILABLE, "out of memory");
		return NULL;
	}
	arena_on_reset(req->arena, free_arena, drawing->arena);
	drawing->error.arena = drawing->arena;
	drawing->dot = req->app->dot;
	drawing->rows = rows;
	drawing->document = drawing_document(req->arena, of, columns);
	drawing->options.id = "flow";
	drawing->options.icons = arena_printf(req->arena,
			"/static/%s/img/icons.svg", version ? version : "0");
	return drawing;
}

static void
draw(struct drawing *drawing)
{
	struct arena *arena = drawing->arena;
	struct graph *graph = graph_read(arena, drawing->document,
					 &drawing->error);

	if (!graph)
		return;
	drawing->check = check_graph(arena, graph);
	drawing->steps = steps_of(arena, graph, &drawing->options);
	drawing->picture = draw_graph(arena, graph, drawing->dot,
				      &drawing->options);
	drawing->graph = graph;
}

/* In a thread, where the loop's arena must not be touched. */
static void
run(void *object)
{
	struct drawing *drawing = object;
	jmp_buf no_memory;

	if (setjmp(no_memory) == 0) {
		arena_catch(drawing->arena, &no_memory);
		draw(drawing);
	} else {
		drawing->error.kind = ERROR_UNAVAILABLE;
		drawing->error.message = "out of memory";
	}
	arena_catch(drawing->arena, NULL);
}

bool
drawing_begin(struct request *req, struct drawing *drawing, reply_fn *reply)
{
	req->state = drawing;
	return request_side(req, run, drawing, NULL, reply);
}

struct drawing *
drawing_of(const struct request *req)
{
	return req->state;
}
