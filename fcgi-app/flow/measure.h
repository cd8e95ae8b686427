#ifndef FLOW_MEASURE_H
#define FLOW_MEASURE_H

/*
 * Measure: how wide text is in a drawing that is made without a font. Widths
 * are those of common sans-serif faces, rounded up: where the reader's face is
 * narrower, there is room to spare.
 */

#include <stddef.h>

struct arena;

/* Width in pixels of well-formed UTF-8 at a size in pixels. */
double measure_text(const char *text, double size);

/*
 * The text itself if it fits, else its beginning and an ellipsis; white space
 * is made single, and what cannot be drawn is left out. Arena-owned.
 */
const char *measure_cut(struct arena *, const char *text, double size,
			double width);

/*
 * Lines that fit, broken at spaces and line feeds; the last one is cut if there
 * is more. Marks of headings and emphasis around lines are left out.
 */
char **measure_wrap(struct arena *, const char *text, double size, double width,
		    size_t max_lines, size_t *count);

#endif
