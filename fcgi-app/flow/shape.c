#include "flow/shape.h"

#include <math.h>

#include "flow/axes.h"
#include "flow/curve.h"
#include "flow/lane.h"
#include "flow/layout.h"
#include "flow/track.h"

#define ARROW_ROOM 6.0	/* the line ends inside its head */
#define STEEP 1.6	/* more across than this part along: in a step */
#define STEPS_MAX 24	/* places tried for one step */
#define BEND_CHECKS 12
#define HANDLE_MIN 10.0	/* of curves: how far they go straight on */
#define HANDLE_MAX 110.0

/* ---- along ---- */

static double
line_end(const struct course *course)
{
	return course->to.u1 - ARROW_ROOM;
}

/* Along, straight across at u, along. */
static bool
is_step_free(const struct obstacles *obstacles, const struct course *course,
	     double u)
{
	enum axes axes = course->axes;
	struct track_point a = axes_point(axes, u, course->out);
	struct track_point b = axes_point(axes, u, course->in);

	return lane_is_free(obstacles, course, a, b) &&
		lane_is_free(obstacles, course, axes_point(axes,
			course->from.u2, course->out), a) &&
		lane_is_free(obstacles, course, b, axes_point(axes,
			course->to.u1, course->in));
}

static bool
is_step_untaken(const struct obstacles *obstacles, const struct course *course,
		double u)
{
	return lane_is_untaken(obstacles, course,
			       axes_point(course->axes, u, course->out),
			       axes_point(course->axes, u, course->in));
}

/* The middle of the gap, or as near to it as no other edge runs. */
static bool
find_step(const struct obstacles *obstacles, const struct course *course,
	  double *u)
{
	double low = course->from.u2 + 7, high = line_end(course) - 3;
	double middle = (low + high) / 2;

	for (int i = 0; i < STEPS_MAX; i++) {
		int away = i % 2 == 0 ? i / 2 : -(i + 1) / 2;

		*u = middle + away * LANE_STEP;
		if (*u >= low && *u <= high &&
		    is_step_untaken(obstacles, course, *u) &&
		    is_step_free(obstacles, course, *u))
			return true;
	}
	*u = middle;
	return low < high && is_step_free(obstacles, course, middle);
}

static bool
draw_step(struct arena *arena, struct obstacles *obstacles,
	  const struct course *course, struct track *track)
{
	enum axes axes = course->axes;
	double length = line_end(course) - course->from.u2, u;
	struct track_point points[4];

	if (fabs(course->out - course->in) < STEEP * length ||
	    !find_step(obstacles, course, &u))
		return false;
	points[0] = axes_point(axes, course->from.u2, course->out);
	points[1] = axes_point(axes, u, course->out);
	points[2] = axes_point(axes, u, course->in);
	points[3] = axes_point(axes, line_end(course), course->in);
	lane_take(obstacles, course, points[1], points[2]);
	curve_corners(arena, track, points, 4);
	return true;
}

/* Out, across to the lane, along it, across, in. */
static bool
draw_in_lane(struct arena *arena, struct obstacles *obstacles,
	     const struct course *course, struct track *track)
{
	enum axes axes = course->axes;
	struct lane lane = { course->from.u2 + 13, line_end(course) - 9,
		(course->out + course->in) / 2 };
	struct track_point points[6];

	if (lane.u2 - lane.u1 < 20 ||
	    !lane_find(obstacles, course, &lane, course->out, course->in,
		       &(struct bounds){ 0, 0 }))
		return false;
	points[0] = axes_point(axes, course->from.u2, course->out);
	points[1] = axes_point(axes, lane.u1, course->out);
	points[2] = axes_point(axes, lane.u1, lane.v);
	points[3] = axes_point(axes, lane.u2, lane.v);
	points[4] = axes_point(axes, lane.u2, course->in);
	points[5] = axes_point(axes, line_end(course), course->in);
	lane_take(obstacles, course, points[2], points[3]);
	curve_corners(arena, track, points, 6);
	return true;
}

static void
bend(const struct course *course, struct track_point four[4])
{
	enum axes axes = course->axes;
	double u1 = course->from.u2, u2 = line_end(course);
	double handle = fmax(HANDLE_MIN, fmin((u2 - u1) / 2, HANDLE_MAX));

	four[0] = axes_point(axes, u1, course->out);
	four[1] = axes_point(axes, u1 + handle, course->out);
	four[2] = axes_point(axes, u2 - handle, course->in);
	four[3] = axes_point(axes, u2, course->in);
}

static bool
is_bend_free(const struct obstacles *obstacles, const struct course *course,
	     const struct track_point four[4])
{
	struct track_point before = four[0];

	for (int i = 1; i <= BEND_CHECKS; i++) {
		struct track_point at = curve_at(four, (double)i / BEND_CHECKS);

		if (!lane_is_free(obstacles, course, before, at))
			return false;
		before = at;
	}
	return true;
}

void
shape_along(struct arena *arena, struct obstacles *obstacles,
	    const struct course *course, struct track *track)
{
	struct track_point zero = axes_point(course->axes, 0, 0);
	struct track_point one = axes_point(course->axes, 1, 0);
	struct track_point four[4];

	bend(course, four);
	if (!draw_step(arena, obstacles, course, track) &&
	    (is_bend_free(obstacles, course, four) ||
	     !draw_in_lane(arena, obstacles, course, track)))
		curve_bend(arena, track, four);
	curve_arrow(arena, track,
		    axes_point(course->axes, course->to.u1, course->in),
		    (struct track_point){ one.x - zero.x, one.y - zero.y });
}

/* ---- around ---- */

/* v of the sides that a way around leaves and arrives at. */
static double
side_from(const struct course *course)
{
	return course->is_low ? course->from.v1 : course->from.v2;
}

static double
side_to(const struct course *course)
{
	return course->is_low ? course->to.v1 : course->to.v2;
}

/* The nearest lane that lies outside of both. */
static struct lane
first_lane(const struct course *course)
{
	double from = side_from(course), to = side_to(course);
	double room = LANE_CLEARANCE + 3;

	return (struct lane){ course->out, course->in, course->is_low
		? fmin(from, to) - room : fmax(from, to) + room };
}

static bool
find_way_around(struct obstacles *obstacles, const struct course *course,
		struct lane *lane)
{
	struct bounds bounds;

	*lane = first_lane(course);
	bounds = (struct bounds){ course->is_low ? -1 : 1, lane->v };
	return lane_find(obstacles, course, lane, side_from(course),
			 side_to(course), &bounds);
}

/* Ports were spread for the side that is tried first; the other has middles. */
static struct course
other_side(const struct course *course)
{
	struct course other = *course;

	other.is_low = !course->is_low;
	other.out = (course->from.u1 + course->from.u2) / 2;
	other.in = (course->to.u1 + course->to.u2) / 2;
	return other;
}

static void
draw_around(struct arena *arena, struct obstacles *obstacles,
	    const struct course *course, const struct lane *lane,
	    struct track *track)
{
	enum axes axes = course->axes;
	double inward = course->is_low ? 1 : -1;
	struct track_point zero = axes_point(axes, 0, 0);
	struct track_point across = axes_point(axes, 0, inward);
	struct track_point points[4] = {
		axes_point(axes, course->out, side_from(course)),
		axes_point(axes, course->out, lane->v),
		axes_point(axes, course->in, lane->v),
		axes_point(axes, course->in,
			   side_to(course) - inward * ARROW_ROOM),
	};

	lane_take(obstacles, course, points[1], points[2]);
	curve_corners(arena, track, points, 4);
	curve_arrow(arena, track,
		    axes_point(axes, course->in, side_to(course)),
		    (struct track_point){ across.x - zero.x,
			    across.y - zero.y });
}

void
shape_around(struct arena *arena, struct obstacles *obstacles,
	     const struct course *course, struct track *track)
{
	struct course other = other_side(course);
	struct lane lane;

	if (!find_way_around(obstacles, course, &lane)) {
		if (find_way_around(obstacles, &other, &lane))
			course = &other;
		else
			lane = first_lane(course);
	}
	draw_around(arena, obstacles, course, &lane, track);
}

/* ---- to itself ---- */

void
shape_self(struct arena *arena, const struct layout_box *box,
	   struct track *track)
{
	double x = box->x + box->width, y = box->y + box->height / 2;
	struct track_point points[4] = {
		{ x, y + 8 }, { x + 20, y + 8 }, { x + 20, y - 8 },
		{ x + ARROW_ROOM, y - 8 } };

	curve_corners(arena, track, points, 4);
	curve_arrow(arena, track, (struct track_point){ x, y - 8 },
		    (struct track_point){ -1, 0 });
}
