#include "flow/dot.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <graphviz/gvc.h>

#include "flow/sheet.h"

struct dot {
	pthread_mutex_t lock;
	GVC_t *context;
};

/* Its warnings are about documents of users, and not for our log. */
static int
drop_message(char *message)
{
	(void)message;
	return 0;
}

static bool
has_method(GVC_t *context)
{
	int count = 0;
	char **names = gvPluginList(context, "layout", &count, NULL);
	bool is_there = false;

	for (int i = 0; i < count; i++) {
		is_there = is_there || strcmp(names[i], "dot") == 0;
		free(names[i]);
	}
	free(names);
	return is_there;
}

struct dot *
dot_new(void)
{
	struct dot *dot = calloc(1, sizeof *dot);

	if (dot == NULL)
		return NULL;
	pthread_mutex_init(&dot->lock, NULL);
	agseterrf(drop_message);
	dot->context = gvContext();
	if (dot->context == NULL || !has_method(dot->context)) {
		dot_free(dot);
		return NULL;
	}
	return dot;
}

void
dot_free(struct dot *dot)
{
	if (dot == NULL)
		return;
	if (dot->context != NULL)
		gvFreeContext(dot->context);
	pthread_mutex_destroy(&dot->lock);
	free(dot);
}

/* The library takes char * where it only reads. */
static void
set_default(Agraph_t *graph, int kind, const char *name, const char *value)
{
	agattr(graph, kind, (char *)name, (char *)value);
}

static void
set_inches(void *object, const char *name, double pixels)
{
	char text[32];

	snprintf(text, sizeof text, "%.4f", pixels / (double)POINTS_PER_INCH);
	agset(object, (char *)name, text);
}

/*
 * nslimit and mclimit bound the two loops that else go on for minutes on dense
 * graphs; edges are routed by ourselves.
 */
static void
set_defaults(Agraph_t *graph)
{
	set_default(graph, AGRAPH, "splines", "false");
	set_default(graph, AGRAPH, "nslimit", "1");
	set_default(graph, AGRAPH, "nslimit1", "1");
	set_default(graph, AGRAPH, "mclimit", "0.5");
	set_default(graph, AGRAPH, "ranksep", "");
	set_default(graph, AGRAPH, "nodesep", "");
	set_default(graph, AGNODE, "shape", "box");
	set_default(graph, AGNODE, "label", "");
	set_default(graph, AGNODE, "fixedsize", "true");
	set_default(graph, AGNODE, "width", "1");
	set_default(graph, AGNODE, "height", "1");
	set_inches(graph, "nodesep", SHEET_GAP_X);
}

static void
add_sheet(Agraph_t *graph, const struct sheet *sheet, Agnode_t **nodes)
{
	char name[24];

	set_inches(graph, "ranksep", sheet->gap_y);
	for (size_t i = 0; i < sheet->item_count; i++) {
		snprintf(name, sizeof name, "n%zu", i);
		nodes[i] = agnode(graph, name, 1);
		set_inches(nodes[i], "width", sheet->items[i].width);
		set_inches(nodes[i], "height", sheet->items[i].height);
	}
	for (size_t i = 0; i < sheet->edge_count; i++)
		agedge(graph, nodes[sheet->edges[i].from],
		       nodes[sheet->edges[i].to], NULL, 1);
}

/* Its origin is bottom left, and it tells centres. */
static void
take_places(Agraph_t *graph, struct sheet *sheet, Agnode_t **nodes)
{
	boxf box = GD_bb(graph);

	sheet->width = box.UR.x - box.LL.x;
	sheet->height = box.UR.y - box.LL.y;
	for (size_t i = 0; i < sheet->item_count; i++) {
		struct sheet_item *item = &sheet->items[i];
		pointf at = ND_coord(nodes[i]);

		item->x = at.x - box.LL.x - item->width / 2;
		item->y = box.UR.y - at.y - item->height / 2;
	}
}

static bool
arrange(struct dot *dot, struct sheet *sheet, Agnode_t **nodes)
{
	char name[] = "flow";
	Agraph_t *graph = agopen(name, Agstrictdirected, NULL);
	bool is_done;

	if (graph == NULL)
		return false;
	set_defaults(graph);
	add_sheet(graph, sheet, nodes);
	is_done = gvLayout(dot->context, graph, "dot") == 0;
	if (is_done)
		take_places(graph, sheet, nodes);
	gvFreeLayout(dot->context, graph);
	agclose(graph);
	return is_done;
}

bool
dot_arrange(struct dot *dot, struct sheet *sheet)
{
	Agnode_t **nodes = calloc(sheet->item_count + 1, sizeof *nodes);
	bool is_done;

	if (nodes == NULL)
		return false;
	pthread_mutex_lock(&dot->lock);
	is_done = arrange(dot, sheet, nodes);
	pthread_mutex_unlock(&dot->lock);
	free(nodes);
	return is_done;
}
