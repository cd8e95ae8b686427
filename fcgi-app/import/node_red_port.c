#include "import/node_red_port.h"

#include "base/arena.h"
#include "flow/doc.h"
#include "import/chart.h"

struct side {
	const char *member;
	const char *kind;
	const char *title;
	bool is_in;
};

static const struct side sides[] = {
	{ "in",  "start", "Input",  true },
	{ "out", "end",   "Output", false },
};

#define SIDE_COUNT (sizeof sides / sizeof sides[0])

static struct doc
ports_of(struct arena *arena, const struct doc *subflow,
	 const struct side *side)
{
	if (subflow == NULL)
		return (struct doc){ NULL, 0 };
	return doc_items(arena, doc_find(subflow, side->member));
}

static struct doc
wires_of(struct arena *arena, const struct doc *port)
{
	return doc_items(arena, doc_find(port, "wires"));
}

static const char *
port_id(struct arena *arena, const char *id, const struct side *side,
	size_t number)
{
	return arena_printf(arena, "%s/%s/%zu", id, side->member, number);
}

void
port_count(struct arena *arena, const struct doc *subflow, size_t *nodes,
	   size_t *edges)
{
	for (size_t i = 0; i < SIDE_COUNT; i++) {
		struct doc ports = ports_of(arena, subflow, &sides[i]);

		*nodes += ports.count;
		for (size_t k = 0; k < ports.count; k++) {
			struct doc port = doc_open(arena,
						   &ports.members[k].value);

			*edges += wires_of(arena, &port).count;
		}
	}
}

static bool
write_side(struct chart *chart, const struct doc *subflow, const char *id,
	   const struct side *side)
{
	struct arena *arena = chart->arena;
	struct doc ports = ports_of(arena, subflow, side);

	for (size_t i = 0; i < ports.count; i++) {
		struct doc port = doc_open(arena, &ports.members[i].value);
		struct chart_node node = {
			.id = port_id(arena, id, side, i),
			.kind = side->kind,
			.title = ports.count == 1 ? side->title
				: arena_printf(arena, "%s %zu", side->title,
					       i + 1),
			.x = doc_find(&port, "x"), .y = doc_find(&port, "y"),
		};

		if (!chart_node(chart, &node))
			return false;
	}
	return true;
}

bool
port_nodes(struct chart *chart, const struct doc *subflow, const char *id)
{
	for (size_t i = 0; i < SIDE_COUNT; i++)
		if (!write_side(chart, subflow, id, &sides[i]))
			return false;
	return true;
}

static void
write_wires(struct chart *chart, const struct doc *port, const char *own,
	    bool is_in)
{
	struct doc wires = wires_of(chart->arena, port);

	for (size_t i = 0; i < wires.count; i++) {
		struct doc wire = doc_open(chart->arena,
					   &wires.members[i].value);
		const char *other = doc_id(chart->arena, &wire, "id");

		chart_edge(chart, &(struct chart_edge){
			.from = is_in ? own : other,
			.to = is_in ? other : own });
	}
}

void
port_edges(struct chart *chart, const struct doc *subflow, const char *id)
{
	for (size_t i = 0; i < SIDE_COUNT; i++) {
		struct doc ports = ports_of(chart->arena, subflow, &sides[i]);

		for (size_t k = 0; k < ports.count; k++) {
			struct doc port = doc_open(chart->arena,
						   &ports.members[k].value);

			write_wires(chart, &port, port_id(chart->arena, id,
				&sides[i], k), sides[i].is_in);
		}
	}
}
