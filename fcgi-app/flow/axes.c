#include "flow/axes.h"

static bool
is_level(enum axes axes)
{
	return axes == AXES_RIGHT || axes == AXES_LEFT;
}

static bool
is_turned(enum axes axes)
{
	return axes == AXES_LEFT || axes == AXES_UP;
}

struct span
axes_span(enum axes axes, const struct layout_box *box)
{
	double x1 = box->x, x2 = box->x + box->width;
	double y1 = box->y, y2 = box->y + box->height;

	switch (axes) {
	case AXES_RIGHT:
		return (struct span){ x1, x2, y1, y2 };
	case AXES_LEFT:
		return (struct span){ -x2, -x1, y1, y2 };
	case AXES_DOWN:
		return (struct span){ y1, y2, x1, x2 };
	default:
		return (struct span){ -y2, -y1, x1, x2 };
	}
}

struct track_point
axes_point(enum axes axes, double u, double v)
{
	if (is_turned(axes))
		u = -u;
	return is_level(axes) ? (struct track_point){ u, v }
		: (struct track_point){ v, u };
}

double
axes_u(enum axes axes, struct track_point point)
{
	double u = is_level(axes) ? point.x : point.y;

	return is_turned(axes) ? -u : u;
}

double
axes_v(enum axes axes, struct track_point point)
{
	return is_level(axes) ? point.y : point.x;
}
