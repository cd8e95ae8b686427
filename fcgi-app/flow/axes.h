#ifndef FLOW_AXES_H
#define FLOW_AXES_H

/*
 * Axes: a page turned so that an edge leads along u, whatever way it leads on
 * the page; v is across. One way of drawing then serves all four directions.
 */

#include <stdbool.h>

#include "flow/layout.h"
#include "flow/track.h"

enum axes { AXES_RIGHT, AXES_LEFT, AXES_DOWN, AXES_UP };

/* A box in axes: u1 < u2, v1 < v2. */
struct span {
	double u1, u2, v1, v2;
};

struct span axes_span(enum axes, const struct layout_box *);
struct track_point axes_point(enum axes, double u, double v);

/* Of a page's point. */
double axes_u(enum axes, struct track_point);
double axes_v(enum axes, struct track_point);

#endif
