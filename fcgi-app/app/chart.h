#ifndef APP_CHART_H
#define APP_CHART_H

/*
 * Chart: the geometry of pictures, in percent, put into view data. Templates
 * hold the markup, so that no SVG is made here.
 */

#include <stddef.h>
#include <stdint.h>

struct arena;
struct json;

/* "12.50%" of a share of the whole; what is outside is drawn at the edge. */
const char *chart_percent(struct arena *, double share);

/* An axis from 0 to top, with a line at each step; both are round numbers. */
struct chart_axis {
	double top;
	double step;
};

/* Of counts: steps of 1, 2, 5, 10, 25 … */
struct chart_axis chart_count_axis(double largest);

/* Of milliseconds: steps that people know, 10 s, 5 min, 1 h. */
struct chart_axis chart_time_axis(double largest_ms);

/* The words of the lines. */
typedef const char *chart_word(struct arena *, double value);
const char *chart_count_word(struct arena *, double value);
const char *chart_time_word(struct arena *, double value);

/* An array of {y, word}, one for each line above zero. */
void chart_set_grid(struct arena *, struct json *object, const char *name,
		    struct chart_axis, chart_word *);

/*
 * The place of one of count bars that stand side by side, with a gap behind it.
 */
struct chart_slot {
	size_t index;
	size_t count;
};

/*
 * A bar {x, y, width, height} between two values of an axis; null if they are
 * equal.
 */
void chart_set_bar(struct arena *, struct json *object, const char *name,
		   struct chart_slot, struct chart_axis, double from,
		   double to);

/*
 * The values as lines of a drawing 1000 wide and 100 high: arrays of {points},
 * one for each run of values without a gap (NAN). areas is closed to the
 * ground; NULL: lines alone.
 */
void chart_set_lines(struct arena *, struct json *object, const char *lines,
		     const char *areas, const double *values, size_t count,
		     struct chart_axis);

/*
 * Some that stand in line: {x, y, height}, the exception (is_tall) steps
 * forward.
 */
void chart_set_marks(struct json *object, const char *name, const char *state,
		     int64_t count, int is_tall);

#endif
