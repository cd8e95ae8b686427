#include "flow/curve.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"

#define RADIUS 8.0
#define ARROW_LENGTH 7.0
#define ARROW_HALF 4.0
#define BEND_STEPS 16

/* One digit behind the point is a tenth of a pixel; zeros are left out. */
static void
add_number(struct buf *buf, double value)
{
	long tenths = lround(value * 10);

	if (tenths < 0)
		buf_char(buf, '-');
	tenths = labs(tenths);
	buf_int(buf, tenths / 10);
	if (tenths % 10 != 0) {
		buf_char(buf, '.');
		buf_int(buf, tenths % 10);
	}
}

static void
add_point(struct buf *buf, char command, struct track_point point)
{
	buf_char(buf, command);
	add_number(buf, point.x);
	buf_char(buf, ' ');
	add_number(buf, point.y);
}

static struct track_point
toward(struct track_point from, struct track_point to, double length)
{
	double whole = hypot(to.x - from.x, to.y - from.y);
	double part = whole > 0 ? length / whole : 0;

	return (struct track_point){ from.x + (to.x - from.x) * part,
		from.y + (to.y - from.y) * part };
}

static double
distance(struct track_point a, struct track_point b)
{
	return hypot(b.x - a.x, b.y - a.y);
}

void
curve_corners(struct arena *arena, struct track *track,
	      const struct track_point *points, int count)
{
	struct buf buf;

	buf_init(&buf, arena, 120);
	add_point(&buf, 'M', points[0]);
	for (int i = 1; i + 1 < count; i++) {
		double room = fmin(distance(points[i - 1], points[i]),
				   distance(points[i], points[i + 1])) / 2;
		double radius = fmin(RADIUS, room);

		add_point(&buf, 'L', toward(points[i], points[i - 1], radius));
		add_point(&buf, 'Q', points[i]);
		add_point(&buf, ' ', toward(points[i], points[i + 1], radius));
	}
	add_point(&buf, 'L', points[count - 1]);
	track->path = buf.bytes;
	for (int i = 0; i < count; i++)
		track->points[i] = points[i];
	track->point_count = count;
}

struct track_point
curve_at(const struct track_point four[4], double t)
{
	double s = 1 - t;
	double a = s * s * s, b = 3 * s * s * t;
	double c = 3 * s * t * t, d = t * t * t;

	return (struct track_point){
		a * four[0].x + b * four[1].x + c * four[2].x + d * four[3].x,
		a * four[0].y + b * four[1].y + c * four[2].y + d * four[3].y };
}

void
curve_bend(struct arena *arena, struct track *track,
	   const struct track_point four[4])
{
	struct buf buf;

	buf_init(&buf, arena, 80);
	add_point(&buf, 'M', four[0]);
	add_point(&buf, 'C', four[1]);
	add_point(&buf, ' ', four[2]);
	add_point(&buf, ' ', four[3]);
	track->path = buf.bytes;
	for (int i = 0; i <= BEND_STEPS; i++)
		track->points[i] = curve_at(four, (double)i / BEND_STEPS);
	track->point_count = BEND_STEPS + 1;
}

void
curve_arrow(struct arena *arena, struct track *track, struct track_point tip,
	    struct track_point direction)
{
	struct track_point back = { tip.x - direction.x * ARROW_LENGTH,
		tip.y - direction.y * ARROW_LENGTH };
	struct buf buf;

	buf_init(&buf, arena, 48);
	add_point(&buf, 'M', tip);
	add_point(&buf, 'L', (struct track_point){
		back.x - direction.y * ARROW_HALF,
		back.y + direction.x * ARROW_HALF });
	add_point(&buf, 'L', (struct track_point){
		back.x + direction.y * ARROW_HALF,
		back.y - direction.x * ARROW_HALF });
	buf_char(&buf, 'z');
	track->arrow = buf.bytes;
}
