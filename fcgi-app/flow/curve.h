#ifndef FLOW_CURVE_H
#define FLOW_CURVE_H

/* Curve: lines through points, as SVG paths and as points along them. */

#include "flow/track.h"

struct arena;

/* Straight pieces with rounded corners; the points become the track's. */
void curve_corners(struct arena *, struct track *, const struct track_point *,
		   int count);

/* One cubic Bézier curve through four control points. */
void curve_bend(struct arena *, struct track *,
		const struct track_point four[4]);

/* A point of such a curve, 0 <= t <= 1. */
struct track_point curve_at(const struct track_point four[4], double t);

/* The head at the end of a line that arrives in direction (x, y), length 1. */
void curve_arrow(struct arena *, struct track *, struct track_point tip,
		 struct track_point direction);

#endif
