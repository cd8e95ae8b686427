#ifndef APP_DRAWING_H
#define APP_DRAWING_H

/*
 * Drawing: a stored flow as a picture, a table of steps and what is wrong with it.
 * It is made in a side thread, and so is the answer that shows it: to arrange a
 * large graph and to write it down takes long.
 */

#include <stdbool.h>

#include "flow/draw.h"
#include "http/request.h"

struct check;
struct graph;
struct json;
struct rows;

/* Columns of a row that are a graph; where a name is NULL or the column is
 * null, it has none. */
struct drawing_columns {
	const char *name, *description;
	const char *nodes;
	const char *edges;
	const char *edges_member;	/* "connections" or "edges" */
	const char *metadata;
	const char *extra;		/* an object with "metadata" in it */
};

struct drawing {
	struct draw_options options;	/* to be set; id and icons are */
	const struct graph *graph;	/* NULL: it cannot be drawn */
	struct json *picture;		/* as of draw_graph */
	struct json *steps;		/* as of steps_of */
	const struct check *check;
	struct json_slice document;
	struct error error;		/* why it cannot be drawn */
	const struct rows *of;
	const struct drawing_columns *columns;
	reply_fn *reply;
};

/* The graph of a row as graph_read takes it. */
struct json_slice drawing_document(struct arena *, const struct rows *,
				   const struct drawing_columns *);

/* Of the first of rows. */
struct drawing *drawing_new(struct request *, const struct rows *of,
			    const struct drawing_columns *);

/*
 * The end of a first half: draw, then reply with the same rows, both in a side
 * thread; reply finds the drawing with drawing_of. Where too many wait for a
 * thread it is not drawn, ERROR_UNAVAILABLE says so, and reply runs in the loop:
 * a page is shown without its picture. Always true.
 */
bool drawing_begin(struct request *, const struct rows *, struct response *,
		   struct drawing *, reply_fn *);
struct drawing *drawing_of(const struct request *);

#endif
